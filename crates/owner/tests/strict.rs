//! Every reader of JSON refuses an array in place of an object, `null` in place of absence, and a member that stands twice.

use serde_json::{Value, json};
use waxseal_core::{
    base64url_decode, base64url_encode,
    envelope::{self, EnvelopeError},
    keys::{self, KeyError, Suite},
    manifest::{self, ManifestError},
    policy,
    receipt::ReceiptError,
    seal::Value as Typed,
    withdrawal::{Signed, Withdrawal, WithdrawalError},
};
use waxseal_owner::{
    holder::Holder,
    receipt::Receipt,
    root::{self, RootKey},
    seal::{self, Answers, Moment, Sealed},
    secret::{self, SecretKey},
};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
use runner::SeededRng;

/// A policy that has every member there is.
fn policy() -> Value {
    let key = key().public().to_jwk();
    json!({
        "$schema": "./waxseal.schema.json", "v": 1, "revision": 1, "lang": "en", "withdraw": "/withdraw", "regions": ["EU"],
        "controller": {"name": "Example Ltd", "address": "1 Example Street", "country": "IE", "contact": "a@example.com",
            "privacy": "/privacy", "dpo": "b@example.com", "authority": "Data Protection Commission"},
        "keys": {"keys": [key]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.kid}],
        "automated": {"text": "Nothing is.", "texts": {"de": "Nichts."}},
        "purposes": [{
            "id": "news", "preset": "newsletter", "basis": "consent", "text": "Send it.", "texts": {"de": "Schickt ihn."},
            "recipients": ["owner"], "channel": "email", "dpv": "dpv:Marketing", "uses": ["profiling"], "validity": "P12M",
            "parties": [{"name": "Ads Ltd", "address": "2 Example Street", "country": "IE", "role": "processor"}],
            "retention": {"duration": "P3Y", "from": "withdrawal"}, "explicit": true,
        }],
        "forms": [{
            "id": "signup", "mode": "send", "receiver": "/v1", "clear": ["csrf"], "purposes": ["news"],
            "fields": [{"name": "email", "kind": "email", "required": true, "purposes": ["news"], "reason": "For it.",
                "reasons": {"de": "Dafür."}, "options": {"personal": true}}],
            "terms": {"text": "I accept.", "texts": {"de": "Gut."}, "url": "/terms"},
            "age": {"ask": "year", "from": 16, "parent": "c@example.com"},
            "after": {"text": "Thank you.", "texts": {"de": "Danke."}},
            "spam": {"fresh": true},
        }],
    })
}

fn key() -> SecretKey {
    SecretKey::generate(Suite::Compat, &mut SeededRng(1))
}

fn sealed() -> Sealed {
    let text = policy().to_string();
    let policy = policy::read(text.as_bytes()).expect("a sound policy");
    let fields = vec![("email".to_owned(), Typed::Text("ada@example.com".into()))];
    let answers = Answers { lang: "en".into(), origin: None, given: vec!["news".into()], fields };
    let moment = Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(text.as_bytes()) };
    seal::seal(&policy, "signup", &answers, &moment, &mut SeededRng(2)).expect("it seals")
}

fn read_policy(json: &str) -> Result<(), &'static str> {
    policy::read(json.as_bytes()).map(drop).map_err(|problems| problems[0].code())
}

/// The JSON texts in which one thing is spelled as serde alone would take it.
fn misspelled(document: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
    objects(document, String::new(), &mut pointers);
    let mut texts = Vec::new();
    for pointer in pointers {
        let changed = |change: &dyn Fn(&mut Value)| {
            let mut copy = document.clone();
            change(copy.pointer_mut(&pointer).expect("it is there"));
            copy.to_string()
        };
        let members = document.pointer(&pointer).and_then(Value::as_object).expect("an object");
        texts.push(changed(&|it| *it = members.values().cloned().collect()));
        for (name, value) in members {
            texts.push(changed(&|it| it[name] = Value::Null));
            // A name that no document has, spelled as its neighbour afterwards.
            let twice = format!("{name}\u{1f600}");
            texts.push(changed(&|it| it[&twice] = value.clone()).replace(&twice, name));
        }
    }
    texts
}

/// The JSON pointers of all objects that have members.
fn objects(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (name, value) in members {
                objects(value, format!("{pointer}/{name}"), found);
            }
            found.push(pointer);
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| objects(item, format!("{pointer}/{i}"), found));
        }
        _ => {}
    }
}

/// The document as it is passes, and no misspelled one does.
fn holds(what: &str, document: &Value, read: impl Fn(&str) -> Result<(), &'static str>, codes: &[&str]) {
    read(&document.to_string()).unwrap_or_else(|code| panic!("{what} itself: {code}"));
    for text in misspelled(document) {
        let code = read(&text).expect_err(&format!("{what} was read: {text}"));
        assert!(codes.contains(&code), "{what}: {code}, not {codes:?}: {text}");
    }
}

#[test]
fn a_policy_is_read_strictly_plain_and_signed() {
    holds("a policy", &policy(), read_policy, &["json"]);
    let root = RootKey::generate(&mut SeededRng(3));
    let signed: Value = serde_json::from_str(&root::sign(policy().to_string().as_bytes(), &root, 5, 9)).expect("JSON");
    let read = |json: &str| {
        let published = manifest::unwrap(json.as_bytes()).map_err(ManifestError::code)?;
        read_policy(str::from_utf8(&published.policy).expect("UTF-8"))
    };
    holds("a signed policy", &signed, read, &["manifest-malformed", "json"]);
    let header = inside(&signed["protected"]);
    let within = |json: &str| read(&with(&signed, "/protected", json));
    holds("the header of a signed policy", &header, within, &["manifest-malformed"]);
}

#[test]
fn keys_are_read_strictly() {
    let key = key();
    let public = json!({"keys": [key.public().to_jwk()]});
    let read = |json: &str| keys::read_jwk_set(json.as_bytes()).map(drop).map_err(KeyError::code);
    holds("public keys", &public, read, &["malformed"]);
    let secret = json!({"keys": [key.to_jwk()]});
    let read = |json: &str| secret::read_jwk_set(json.as_bytes()).map(drop).map_err(KeyError::code);
    holds("secret keys", &secret, read, &["malformed"]);
    let root = RootKey::generate(&mut SeededRng(3));
    let root: Value = serde_json::from_str(&root.to_jwk()).expect("JSON");
    let read = |json: &str| RootKey::from_jwk(json.as_bytes()).map(drop).map_err(ManifestError::code);
    holds("a root key", &root, read, &["bad-root-key"]);
}

#[test]
fn an_envelope_is_read_strictly_to_its_last_object() {
    let envelope: Value = serde_json::from_str(&sealed().envelope).expect("JSON");
    let read = |json: &str| envelope::parse(json.as_bytes()).map(drop).map_err(EnvelopeError::code);
    holds("an envelope", &envelope, read, &["malformed"]);
    let header = inside(&envelope["parts"][0]["protected"]);
    let within = |json: &str| read(&with(&envelope, "/parts/0/protected", json));
    holds("the header of a part", &header, within, &["malformed"]);
    let record: Value = serde_json::from_str(envelope["consent"].as_str().expect("text")).expect("JSON");
    let within = |json: &str| {
        let mut envelope = envelope.clone();
        envelope["consent"] = json.into();
        read(&envelope.to_string())
    };
    holds("a consent record", &record, within, &["malformed"]);
}

#[test]
fn a_receipt_and_a_withdrawal_are_read_strictly() {
    let receipt = serde_json::to_value(sealed().receipt).expect("JSON");
    let read = |json: &str| Receipt::read(json.as_bytes()).map(drop).map_err(ReceiptError::code);
    holds("a receipt", &receipt, read, &["malformed"]);
    let withdrawal = Withdrawal {
        purposes: vec!["news".into()],
        reason: None,
        sid: "BwcHBwcHBwcHBwcHBwcHBw".into(),
        time: "2026-09-22T07:00:00Z".into(),
        v: 1,
    };
    let sent: Value = serde_json::from_str(&Holder::from_seed(&[9; 32]).withdraw(&withdrawal)).expect("JSON");
    let read = |json: &str| Signed::read(json.as_bytes()).map(drop).map_err(WithdrawalError::code);
    holds("a withdrawal", &sent, read, &["malformed"]);
    let within = |json: &str| read(&with(&sent, "/payload", json));
    holds("what is taken back", &inside(&sent["payload"]), within, &["malformed"]);
}

/// JSON inside base64url.
fn inside(value: &Value) -> Value {
    serde_json::from_slice(&base64url_decode(value.as_str().expect("text")).expect("base64url")).expect("JSON")
}

/// The document with `json` inside base64url at that pointer.
fn with(document: &Value, pointer: &str, json: &str) -> String {
    let mut copy = document.clone();
    *copy.pointer_mut(pointer).expect("it is there") = base64url_encode(json.as_bytes()).into();
    copy.to_string()
}
