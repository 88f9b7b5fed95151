//! A record that somebody signed says no more than its policy does: whoever has the policy compares.

use serde_json::{Value, json};
use support::set;
use waxseal_core::{
    consent::{Record, Words, WordsDiffer, compare},
    manifest,
    policy::{self, Policy},
};
use waxseal_owner::seal::{self, Answers, Moment};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
#[path = "../../core/tests/support/mod.rs"]
mod support;

fn policy() -> Policy {
    let key = support::key();
    let text = json!({
        "v": 1, "revision": 7,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy", "authority": "Data Protection Commission"},
        "keys": {"keys": [key.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.id().as_str()}],
        "purposes": [
            {"id": "letter", "text": "I agree to the letter.", "texts": {"de": "Ich will den Brief."}, "channel": "post",
             "parties": [{"name": "Letters Ltd"}], "retention": {"duration": "P3Y", "from": "withdrawal"}, "uses": ["profiling"]},
            {"id": "news", "preset": "newsletter"},
            {"id": "order", "basis": "contract", "text": "We deliver."},
        ],
        "forms": [{
            "id": "signup", "terms": {"text": "I accept the terms.", "url": "/terms"},
            "fields": [
                {"name": "email", "purposes": ["news", "order"]},
                {"name": "street", "purposes": ["letter", "order"]},
            ],
        }],
    });
    policy::read(text.to_string().as_bytes()).expect("a sound policy")
}

fn record(lang: &str) -> Record {
    let answers = Answers {
        lang: lang.into(),
        origin: None,
        given: vec!["letter".into(), "news".into()],
        fields: vec![("email".into(), waxseal_core::seal::Value::Text("ada@example.com".into()))],
    };
    let moment = Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(b"the policy") };
    let sealed = seal::seal(&policy(), "signup", &answers, &moment, &mut runner::SeededRng(2)).expect("it seals");
    sealed.receipt.record
}

/// The record with another value at a JSON pointer, compared: purpose and member of the first difference.
fn differs(pointer: &str, value: Value) -> Option<(Option<String>, &'static str)> {
    let mut changed = serde_json::to_value(record("en")).expect("JSON");
    set(&mut changed, pointer, value);
    let changed: Record = serde_json::from_value(changed).expect("still a record");
    compare(&changed, &policy()).err().map(|WordsDiffer { purpose, member }| (purpose, member))
}

#[test]
fn what_was_sealed_says_what_the_policy_says_in_every_language() {
    for lang in ["en", "de", "de-AT", "fr", "tlh"] {
        assert_eq!(compare(&record(lang), &policy()), Ok(()), "{lang}");
    }
}

#[test]
fn each_word_that_is_not_the_policys_is_found() {
    let here = |id: &str, member| Some((Some(id.to_owned()), member));
    let all = |member| Some((None, member));
    for (pointer, value, expected) in [
        ("/form", json!("contact@7"), all("form")),
        ("/form", json!("signup@8"), all("form")),
        ("/controller/name", json!("Somebody Else"), all("controller")),
        ("/controller/dpo", json!("dpo@example.com"), all("controller")),
        ("/terms", json!({"lang": "en", "sha256": "", "text": "I accept everything."}), all("terms")),
        ("/purposes/0/id", json!("letters"), all("purposes")),
        ("/purposes", json!([]), all("purposes")),
        ("/purposes/0/text", json!("I do NOT agree to the letter."), here("letter", "text")),
        ("/purposes/0/lang", json!("de"), here("letter", "text")),
        ("/purposes/1/text", json!("Email me whatever you like."), here("news", "text")),
        ("/purposes/0/basis", json!("contract"), here("letter", "basis")),
        ("/purposes/0/control", json!("notice"), here("letter", "control")),
        ("/purposes/2/control", json!("box"), here("order", "control")),
        ("/purposes/0/fields", json!(["street", "email"]), here("letter", "fields")),
        ("/purposes/0/recipients", json!(["Somebody Else"]), here("letter", "recipients")),
        ("/purposes/0/parties", json!([]), here("letter", "parties")),
        ("/purposes/1/parties", json!([{"name": "Ads Inc"}]), here("news", "parties")),
        ("/purposes/0/retention", json!({"from": "withdrawal"}), here("letter", "retention")),
        ("/purposes/0/validity", json!("P99Y"), here("letter", "validity")),
        ("/purposes/0/uses", json!(["sale"]), here("letter", "uses")),
        ("/purposes/0/channel", json!("phone"), here("letter", "channel")),
        ("/purposes/1/dpv", json!("dpv:Marketing"), here("news", "dpv")),
        // What stood around the words, and what was chosen, is not the policy's to say.
        ("/notice", json!({"lang": "en", "sha256": "", "text": "Example Ltd is responsible."}), None),
        ("/button", json!("Go"), None),
        ("/terms", json!({"lang": "en", "sha256": "", "text": "I accept the terms."}), None),
        ("/purposes/0/given", json!(false), None),
        ("/purposes/0/control", json!("box"), None),
        ("/purposes/0/time", json!("2026-09-21T14:13:21Z"), None),
    ] {
        assert_eq!(differs(pointer, value.clone()), expected, "{pointer} {value}");
    }
}

#[test]
fn a_purpose_that_was_left_out_is_found() {
    let mut short = record("en");
    short.purposes.remove(2);
    assert_eq!(compare(&short, &policy()).unwrap_err().member, "purposes");
    let mut turned = record("en");
    turned.purposes.swap(0, 1);
    assert_eq!(compare(&turned, &policy()).unwrap_err().member, "purposes");
}

#[test]
fn another_release_may_have_worded_a_preset_otherwise_and_the_owners_own_words_not() {
    let mut older = record("en");
    older.release = Some("0.0.9".into());
    older.purposes[1].text = "Send me the newsletter of Example Ltd by email.".into();
    assert_eq!(compare(&older, &policy()), Ok(()));
    older.purposes[0].text = "I do NOT agree to the letter.".into();
    assert_eq!(compare(&older, &policy()).unwrap_err().purpose.as_deref(), Some("letter"));
}

#[test]
fn a_difference_names_its_place_and_none_of_the_words() {
    let mut record = record("en");
    record.purposes[0].text = "ada@example.com".into();
    let differ = compare(&record, &policy()).unwrap_err();
    assert_eq!(differ.code(), "words-differ");
    assert_eq!(differ.to_string(), "`text` of the purpose `letter` in the consent record is not what the policy says");
    record.terms = Some(Words::new("en".into(), "ada@example.com".into()));
    let differ = compare(&record, &policy()).unwrap_err();
    assert_eq!(differ.to_string(), "`terms` in the consent record is not what the policy says");
}
