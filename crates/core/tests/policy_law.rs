//! Each rule of the law, broken in the ways that people break it: a policy that is bad in one way gets one finding.

use serde::Deserialize;
use serde_json::{Value, json};
use support::{key, set};
use waxseal_core::policy::{
    self,
    law::{Level, RULES},
    regions::{self, Setting},
};

mod support;

/// The shortest policy that is of use.
fn good() -> Value {
    let public = key();
    json!({
        "v": 1, "revision": 1,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy", "authority": "Data Protection Commission"},
        "keys": {"keys": [public.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": public.id().as_str()}],
        "purposes": [{"id": "news", "channel": "email", "text": "Send me the newsletter once a month.",
            "retention": {"from": "withdrawal"}}],
        "forms": [{"id": "signup", "fields": [
            {"name": "email", "kind": "email", "required": true, "purposes": ["news"], "reason": "Where we write to."},
        ]}],
    })
}

/// The policy with values put at JSON pointers.
fn with(changes: &serde_json::Map<String, Value>) -> Value {
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

/// One bad policy: the rule it breaks, where, and what makes it bad.
#[derive(Deserialize)]
struct Bad {
    rule: String,
    at: String,
    change: serde_json::Map<String, Value>,
}

/// One that nothing is wrong with, though it looks so.
#[derive(Deserialize)]
struct Good {
    why: String,
    change: serde_json::Map<String, Value>,
}

#[test]
fn each_bad_policy_gets_its_finding_and_no_other() {
    let corpus: Vec<Bad> = serde_json::from_str(include_str!("policy_law.json")).expect("the corpus is JSON");
    assert!(corpus.len() >= 160, "{}", corpus.len());
    let mut wrong = Vec::new();
    for Bad { rule, at, change } in &corpus {
        let found = findings(&with(change));
        if found != [(rule.clone(), at.clone())] {
            wrong.push(format!("{rule} at {at} by {change:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for rule in RULES {
        assert!(corpus.iter().any(|bad| bad.rule == rule.code), "no policy breaks {}", rule.code);
    }
}

#[test]
fn what_the_law_allows_is_not_found_fault_with() {
    let corpus: Vec<Good> = serde_json::from_str(include_str!("policy_lawful.json")).expect("the corpus is JSON");
    for Good { why, change } in &corpus {
        assert_eq!(findings(&with(change)), [], "{why}");
    }
}

#[test]
fn nothing_is_wrong_with_the_policies_in_the_document() {
    let document = include_str!("../../../docs/policy.md");
    let policies: Vec<&str> =
        document.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect();
    let [shortest, longer] = *policies else { panic!("{} policies", policies.len()) };
    assert!(shortest.lines().count() <= 13, "{shortest}");
    for text in [shortest, longer] {
        let policy: Value = serde_json::from_str(text).expect("it is JSON");
        assert_eq!(findings(&policy), []);
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
    assert!(RULES.iter().any(|rule| rule.level == Level::Error));
}

#[test]
fn words_alone_never_stop_an_owner() {
    for rule in RULES.iter().filter(|rule| rule.by_words) {
        assert_eq!(rule.level, Level::Warning, "{}", rule.code);
    }
}

#[test]
fn what_words_tell_can_be_answered_and_stays_listed() {
    let answer = json!({"because": "One sender.", "by": "Ada", "on": "2026-11"});
    let mut policy = good();
    set(&mut policy, "/purposes/0/text", json!("Send me the newsletter by e-mail and by post. Hurry!"));
    set(&mut policy, "/accepted", json!({"several-channels": answer}));
    let read = policy::read(policy.to_string().as_bytes()).expect("it is sound");
    let found: Vec<_> = read.lint().into_iter().map(|found| (found.rule.code, found.level())).collect();
    assert_eq!(found, [("pressure", Level::Warning), ("several-channels", Level::Accepted)]);
}

#[test]
fn the_kind_that_is_guessed_is_named() {
    let mut policy = good();
    set(&mut policy, "/forms/0/fields/1", json!({"name": "PLZ", "purposes": ["news"], "reason": "Where you live."}));
    let read = policy::read(policy.to_string().as_bytes()).expect("it is sound");
    let [found] = &*read.lint() else { panic!("one finding") };
    assert!(found.message().contains("`postal-code`"), "{}", found.message());
}

#[test]
fn an_answer_is_read_strictly() {
    let answer = json!({"because": "One sender.", "by": "Ada", "on": "2026-11-29"});
    let with = |member: &str, value: Value| {
        let mut answer = answer.clone();
        answer[member] = value;
        json!({"several-channels": answer})
    };
    for (accepted, place, code) in [
        (json!({"uses-missing": answer}), "/accepted/uses-missing", "unknown-answer"),
        (json!({"too-many": answer}), "/accepted/too-many", "unknown-answer"),
        (json!({"anything": answer}), "/accepted/anything", "unknown-answer"),
        (with("because", json!(" ")), "/accepted/several-channels/because", "empty"),
        (with("by", json!("")), "/accepted/several-channels/by", "empty"),
        (with("on", json!("November")), "/accepted/several-channels/on", "bad-date"),
        (with("on", json!("2026-13")), "/accepted/several-channels/on", "bad-date"),
        (with("on", json!("2026-11-29-1")), "/accepted/several-channels/on", "bad-date"),
        (with("until", json!("2027")), "/accepted/several-channels/until", "json"),
        (json!({"several-channels": "yes"}), "/accepted/several-channels", "json"),
        (json!([]), "/accepted", "json"),
    ] {
        let mut policy = good();
        set(&mut policy, "/accepted", accepted);
        assert_eq!(findings(&policy), [(code.to_owned(), place.to_owned())]);
    }
    let twice = good()
        .to_string()
        .replacen('{', r#"{"accepted":{"pressure":?,"pressure":?},"#, 1)
        .replace('?', &answer.to_string());
    assert_eq!(policy::read(twice.as_bytes()).expect_err("it stands twice")[0].code(), "json");
}

#[test]
fn the_document_has_every_mistake_preset_setting_and_age() {
    let policy = include_str!("../../../docs/policy.md");
    let consent = include_str!("../../../docs/consent.md");
    for mistake in [
        "unknown-preset",
        "unknown-channel",
        "unknown-use",
        "unknown-role",
        "unknown-from",
        "unknown-region",
        "unknown-question",
        "bad-term",
        "bad-duration",
        "bad-age",
        "unknown-ground",
        "unknown-answer",
        "bad-date",
    ] {
        assert!(policy.contains(&format!("`{mistake}`")), "{mistake}");
    }
    let catalogue: Value = serde_json::from_str(include_str!("../presets.json")).expect("it is JSON");
    let presets = catalogue["presets"].as_object().expect("an object");
    assert_eq!(presets.len(), 20);
    for (name, preset) in presets {
        let row = consent.lines().find(|line| line.starts_with(&format!("| `{name}` | "))).expect(name);
        for member in ["basis", "channel", "dpv"] {
            let said = preset[member].as_str().is_none_or(|value| row.contains(&format!("`{value}`")));
            assert!(said, "{name}: {member}");
        }
        for used in preset["uses"].as_array().into_iter().flatten() {
            assert!(row.contains(used.as_str().expect("a text")), "{name}: {used}");
        }
    }
    for pack in regions::PACKS {
        for Setting { what, value, source } in regions::settings(pack.id) {
            let row = format!("| {} | {what} | {value} | {source} |", pack.id);
            assert!(consent.lines().any(|line| line == row), "{row}");
        }
    }
    let ages: Value = serde_json::from_str(include_str!("../ages.json")).expect("it is JSON");
    for (country, age) in ages["ages"].as_object().expect("an object") {
        let row = consent.lines().find(|line| line.starts_with(&format!("| {age} | "))).expect(country);
        assert!(row.contains(&**country), "{country}");
    }
}
