//! Each rule of the law, broken in the ways that people break it: a policy that is bad in one way gets one finding.

#![cfg(feature = "open")]

use serde::Deserialize;
use serde_json::{Value, json};
use support::{key, set};
use waxseal_core::policy::{
    self,
    law::{Level, RULES},
};

mod support;

/// The shortest policy that is of use.
fn good() -> Value {
    let public = key();
    json!({
        "v": 1, "revision": 1,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy"},
        "keys": {"keys": [public.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": public.id().as_str()}],
        "purposes": [{"id": "news", "text": "Send me the newsletter once a month."}],
        "forms": [{"id": "signup", "fields": [
            {"name": "email", "kind": "email", "required": true, "purposes": ["news"], "reason": "Where we write to."},
        ]}],
    })
}

/// The policy with values put at JSON pointers.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut policy = good();
    for (pointer, value) in changes {
        set(&mut policy, pointer, value.clone());
    }
    policy
}

/// Codes and places, whether the reader refuses the policy or the law does.
fn findings(policy: &Value) -> Vec<(String, String)> {
    match policy::read(policy.to_string().as_bytes()) {
        Ok(policy) => policy.lint().into_iter().map(|found| (found.rule.code.to_owned(), found.pointer)).collect(),
        Err(problems) => problems.into_iter().map(|found| (found.code().to_owned(), found.pointer)).collect(),
    }
}

/// A second purpose with a field of its own.
fn second(purpose: Value, field: Value) -> Vec<(&'static str, Value)> {
    vec![("/purposes/1", purpose), ("/forms/0/fields/1", field)]
}

fn text(text: &str) -> Vec<(&'static str, Value)> {
    vec![("/purposes/0/text", json!(text))]
}

/// The policy speaks another language.
fn said(lang: &str, text: &str) -> Vec<(&'static str, Value)> {
    vec![("/lang", json!(lang)), ("/purposes/0/text", json!(text))]
}

/// One bad policy: the rule it breaks, where, and what makes it bad.
#[derive(Deserialize)]
struct Bad {
    rule: String,
    at: String,
    change: serde_json::Map<String, Value>,
}

#[test]
fn each_bad_policy_gets_its_finding_and_no_other() {
    let corpus: Vec<Bad> = serde_json::from_str(include_str!("policy_law.json")).expect("the corpus is JSON");
    assert!(corpus.len() >= 60, "{}", corpus.len());
    for Bad { rule, at, change } in &corpus {
        let changes: Vec<(&str, Value)> = change.iter().map(|(place, value)| (&**place, value.clone())).collect();
        assert_eq!(findings(&with(&changes)), [(rule.clone(), at.clone())], "{change:?}");
    }
    for rule in RULES {
        assert!(corpus.iter().any(|bad| bad.rule == rule.code), "no policy breaks {}", rule.code);
    }
}

#[test]
fn what_the_law_allows_is_not_found_fault_with() {
    let phone = json!({"name": "phone", "kind": "mobile", "purposes": ["second"], "reason": "Where the message goes."});
    let purpose = |basis: &str, text: &str| json!({"id": "second", "basis": basis, "text": text});
    let note = |name: &str| json!({"name": name, "purposes": ["second"], "reason": "To plan the course."});
    let stop =
        "Text me offers, four messages a month at most. Message and data rates may apply. STOP ends it, HELP explains.";
    for changes in [
        vec![],
        text("Email me when it opens, and nothing else."),
        text("Send me the newsletter until I stop it. We never sell your address."),
        text("Email me offers. I can opt out at any time by clicking the link in each, by phone or by post."),
        text("Send me the newsletter. We do not share my address with third parties."),
        text("Email me when seeds are in, never by SMS. You can withdraw by e-mail or telephone."),
        said("de", "Schickt mir den Newsletter. Abmelden kann ich mich jederzeit per E-Mail oder Telefon."),
        said("fr", "Envoyez-moi l’infolettre. Je peux me désinscrire à tout moment en cliquant sur un lien."),
        second(purpose("contract", "We need this to deliver. We send no advertising."), phone.clone()),
        text("Send me the letter about partnership and party politics."),
        said("ja", "ニュースレターを月に一度送ってください。"),
        said("de", "Schickt mir einmal im Monat den Newsletter, mehr nicht."),
        second(
            purpose("legitimate-interest", "We write about like products; you may object at any time by a click."),
            phone.clone(),
        ),
        [second(purpose("consent", stop), phone), vec![("/controller/country", json!("US"))]].concat(),
        second(purpose("consent", "Use what I say about my health to plan my course."), note("health")),
        second(purpose("legal-obligation", "The law asks us about disabilities."), note("disability")),
        vec![("/controller/privacy", json!("http://localhost:8080/privacy"))],
        vec![
            ("/controller/address", json!("東京都千代田区千代田1-1")),
            ("/controller/contact", json!("+81 3 1234 5678")),
        ],
    ] {
        assert_eq!(findings(&with(&changes)), [], "{changes:?}");
    }
}

#[test]
fn rules_have_names_of_their_own_and_stand_in_the_document() {
    let document = include_str!("../../../docs/consent.md");
    for (i, rule) in RULES.iter().enumerate() {
        assert!(RULES[..i].iter().all(|other| other.code != rule.code), "{}", rule.code);
        let row = document.lines().find(|line| line.starts_with(&format!("| `{}` |", rule.code)));
        assert!(row.is_some_and(|row| row.ends_with(&format!("| {} |", rule.source))), "{}", rule.code);
    }
    assert!(RULES.iter().any(|rule| rule.level == Level::Warning));
}
