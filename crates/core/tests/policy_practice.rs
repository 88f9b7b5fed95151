//! Policies of real practice: sign-up pages, regulators' decisions and guidance, templates. Of each, counsel said whether it
//! is lawful. A lawful policy that is refused stops an owner: there may be none. An unlawful one gets a word.

use serde::Deserialize;
use serde_json::{Value, json};
use support::key;
use waxseal_core::policy::{self, law::Level};

mod support;

/// A policy without keys, and what counsel says of it.
#[derive(Deserialize)]
struct Practice {
    name: String,
    lawful: bool,
    policy: Value,
}

/// A sentence that stood in no list of phrases when it was written. When the second half of the file was first tried, none of its
/// 42 lawful policies was refused, and 9 of its 106 unlawful ones passed without a word.
#[derive(Deserialize)]
struct HeldOut {
    kind: String,
    lawful: bool,
    lang: String,
    country: String,
    purpose: Value,
    fields: Option<Vec<Value>>,
}

impl HeldOut {
    /// The sentence in a policy that nothing else is wrong with.
    fn policy(&self) -> Value {
        let basis = self.purpose["basis"].as_str().unwrap_or("consent");
        let mut purpose = self.purpose.clone();
        purpose["id"] = json!("p");
        if purpose["retention"].is_null() {
            purpose["retention"] = match basis {
                "consent" => json!({"from": "withdrawal"}),
                _ => json!({"duration": "P1Y", "from": "purpose-end"}),
            };
        }
        let field = match self.purpose["channel"].as_str() {
            Some("sms" | "phone") => json!({"name": "phone", "kind": "mobile"}),
            Some("post") => json!({"name": "street", "kind": "street-address"}),
            _ => json!({"name": "email", "kind": "email"}),
        };
        let mut fields = self.fields.clone().unwrap_or_else(|| vec![field]);
        for field in &mut fields {
            field["purposes"] = json!(["p"]);
            field["reason"] = json!("…");
        }
        json!({
            "lang": self.lang,
            "controller": {"name": "Controller Ltd", "address": "1 Example Street, Town", "country": self.country,
                "contact": "privacy@example.com", "privacy": "/privacy", "authority": "The authority", "dpo": "Ada"},
            "purposes": [purpose],
            "forms": [{"id": "f", "fields": fields}],
        })
    }
}

/// What is found: `error` or `warning` and the code.
fn findings(mut policy: Value) -> Vec<(Level, String)> {
    let public = key();
    policy["v"] = json!(1);
    policy["revision"] = json!(1);
    policy["keys"] = json!({"keys": [public.to_jwk()]});
    policy["recipients"] = json!([{"id": "owner", "name": "Owner", "kid": public.id().as_str()}]);
    match policy::read(policy.to_string().as_bytes()) {
        Ok(policy) => policy.lint().iter().map(|found| (found.rule.level, found.rule.code.to_owned())).collect(),
        Err(problems) => problems.iter().map(|found| (Level::Error, found.code().to_owned())).collect(),
    }
}

/// The lawful ones that are refused, and the unlawful ones that pass without a word.
fn wrong<'a>(cases: impl Iterator<Item = (&'a str, bool, Value)>) -> (Vec<String>, Vec<String>) {
    let (mut refused, mut silent) = (Vec::new(), Vec::new());
    for (name, lawful, policy) in cases {
        let found = findings(policy);
        let errors: Vec<_> = found.iter().filter(|(level, _)| *level == Level::Error).collect();
        if lawful && !errors.is_empty() {
            refused.push(format!("{name}: {errors:?}"));
        }
        if !lawful && found.is_empty() {
            silent.push(name.to_owned());
        }
    }
    (refused, silent)
}

#[test]
fn no_lawful_policy_of_practice_is_refused_and_few_others_pass_without_a_word() {
    let cases: Vec<Practice> = serde_json::from_str(include_str!("policy_practice.json")).expect("the corpus is JSON");
    assert_eq!(cases.len(), 78);
    let unlawful = cases.iter().filter(|case| !case.lawful).count();
    let (refused, silent) = wrong(cases.iter().map(|case| (&*case.name, case.lawful, case.policy.clone())));
    assert!(refused.is_empty(), "refused:\n{}", refused.join("\n"));
    assert!(silent.len() * 10 <= unlawful, "without a word: {silent:?}");
}

#[test]
fn the_same_holds_for_sentences_that_no_phrase_was_written_for() {
    let cases: Vec<HeldOut> = serde_json::from_str(include_str!("policy_heldout.json")).expect("the corpus is JSON");
    let unlawful = cases.iter().filter(|case| !case.lawful).count();
    let named: Vec<String> = cases
        .iter()
        .map(|case| format!("{} {} {} {:?}", case.kind, case.lang, case.purpose["text"], case.fields))
        .collect();
    let (refused, silent) = wrong(cases.iter().zip(&named).map(|(case, name)| (&**name, case.lawful, case.policy())));
    assert!(refused.is_empty(), "refused:\n{}", refused.join("\n"));
    assert!(silent.len() * 10 <= unlawful, "{} of {unlawful} without a word:\n{}", silent.len(), silent.join("\n"));
}
