//! Receipts and withdrawals: what the holder signed is what is believed, to the letter.

use serde_json::{Value, json};
use support::set;
use waxseal_core::{
    base64url_encode,
    holder::Statement,
    manifest, policy,
    withdrawal::{Signed, Withdrawal},
};
use waxseal_owner::{
    holder::Holder,
    receipt::Receipt,
    seal::{self, Answers, Moment, Sealed},
};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
#[path = "../../core/tests/support/mod.rs"]
mod support;

fn sealed() -> Sealed {
    let public = support::key();
    let text = json!({
        "v": 1, "revision": 7, "withdraw": "https://example.com/withdraw",
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy", "authority": "Data Protection Commission"},
        "keys": {"keys": [public.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": public.id().as_str()}],
        "purposes": [
            {"id": "newsletter", "preset": "newsletter"},
            {"id": "sharing", "preset": "partner_sharing", "parties": [{"name": "Seeds Ltd", "country": "IE", "address": "2 Example Street, Cork", "role": "controller"}]},
            {"id": "account", "preset": "account"},
        ],
        "forms": [{"id": "signup", "purposes": ["sharing"], "fields": [
            {"name": "email", "kind": "email", "required": true, "purposes": ["newsletter", "account"], "reason": "To write to you."},
        ]}],
    })
    .to_string();
    let policy = policy::read(text.as_bytes()).expect("a sound policy");
    let answers = Answers { lang: "en".into(), origin: None, given: vec!["newsletter".into()], fields: vec![] };
    let moment = Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(text.as_bytes()) };
    seal::seal(&policy, "signup", &answers, &moment, &mut runner::SeededRng(2)).expect("it seals")
}

fn code(receipt: &Value) -> &'static str {
    Receipt::read(receipt.to_string().as_bytes()).map_or_else(waxseal_core::receipt::ReceiptError::code, |_| "ok")
}

#[test]
fn a_receipt_holds_what_was_decided_and_nothing_that_was_typed() {
    let receipt = sealed().receipt;
    let record = &receipt.record;
    let rows: Vec<_> = record.purposes.iter().map(|it| (&*it.id, &*it.basis, it.given)).collect();
    assert_eq!(rows, [("newsletter", "consent", true), ("sharing", "consent", false), ("account", "contract", true)]);
    assert_eq!(record.purposes[1].text, "Give my data to: Seeds Ltd.");
    assert_eq!(record.purposes[0].validity.as_deref(), Some("P24M"));
    assert_eq!(record.purposes[0].channel.as_deref(), Some("email"));
    assert_eq!(record.regions, ["EU@2026-11"]);
    // RFC 8785: members in order, at every depth.
    assert_eq!(record.to_json(), serde_json::to_value(record).expect("JSON").to_string());
    assert_eq!(code(&serde_json::to_value(&receipt).expect("JSON")), "ok");
}

#[test]
fn a_changed_receipt_is_refused_with_its_code() {
    let good = serde_json::to_value(sealed().receipt).expect("JSON");
    let other = Holder::from_seed(&[9; 32]);
    for (pointer, value, expected) in [
        ("/record/purposes/0/text", json!("Email me the newsletter of Example Ltd!"), "text-altered"),
        ("/record/purposes/0/given", json!(false), "bad-signature"),
        ("/record/purposes/1/given", json!(true), "bad-signature"),
        ("/record/purposes/0/time", json!("2026-09-21T14:13:21Z"), "bad-signature"),
        ("/record/created", json!("2026-09-21T14:13:21Z"), "bad-signature"),
        ("/record/purposes/0/validity", json!("P24Y"), "bad-signature"),
        ("/record/purposes/0/lang", json!("de"), "bad-signature"),
        ("/record/controller/name", json!("Example Inc"), "bad-signature"),
        ("/record/sid", json!("AAAAAAAAAAAAAAAAAAAAAA"), "bad-signature"),
        ("/record/holder", json!(other.public()), "bad-signature"),
        ("/record/sig", json!(base64url_encode(&[0; 64])), "bad-signature"),
        ("/record/sig", Value::Null, "malformed"),
        ("/record/note", json!("new"), "malformed"),
        ("/key", json!(other.secret()), "key-mismatch"),
        ("/v", json!(2), "unknown-version"),
        ("/record/v", json!(2), "unknown-version"),
        // When it was sent is the receiver's to say; the signature was made before.
        ("/record/iat", json!(1), "ok"),
    ] {
        let mut receipt = good.clone();
        set(&mut receipt, pointer, value);
        assert_eq!(code(&receipt), expected, "{pointer}");
    }
    assert_eq!(Receipt::read(b"{\"email\":\"ada@example.com\"}").unwrap_err().code(), "malformed");
}

#[test]
fn what_a_contract_needs_cannot_have_been_refused() {
    let receipt = sealed().receipt;
    let holder = Holder::from_seed(&[9; 32]);
    let mut record = receipt.record;
    record.purposes[2].given = false;
    record.holder = Some(holder.public());
    record.sig = Some(holder.sign(Statement::Consent, &record.signed()));
    let receipt = Receipt { key: Some(holder.secret()), record, v: 1, withdraw: None };
    assert_eq!(code(&serde_json::to_value(&receipt).expect("JSON")), "malformed");
}

#[test]
fn every_signature_has_one_use() {
    let holder = Holder::from_seed(&[9; 32]);
    let signature = holder.sign(Statement::Consent, "{}");
    assert!(Statement::Consent.verify("{}", &holder.public(), &signature));
    assert!(!Statement::Withdrawal.verify("{}", &holder.public(), &signature));
    assert!(!Statement::Consent.verify("{ }", &holder.public(), &signature));
    // Keys of small order: with these one signature would fit many texts.
    for order in [[0; 32], {
        let mut one = [0; 32];
        one[0] = 1;
        one
    }] {
        assert!(!Statement::Consent.verify("{}", &base64url_encode(&order), &base64url_encode(&[0; 64])));
    }
}

#[test]
fn a_withdrawal_is_the_holders_or_nobodys() {
    let holder = Holder::from_seed(&[9; 32]);
    let other = Holder::from_seed(&[8; 32]);
    let withdrawal = Withdrawal {
        purposes: vec!["newsletter".into()],
        reason: None,
        sid: "BwcHBwcHBwcHBwcHBwcHBw".into(),
        time: "2026-09-22T07:00:00Z".into(),
        v: 1,
    };
    let sent = holder.withdraw(&withdrawal);
    let read = Signed::read(sent.as_bytes()).expect("what we sign, we read");
    assert_eq!(read.withdrawal, withdrawal);
    assert!(read.verify(&holder.public()));
    assert!(!read.verify(&other.public()));

    let jws: Value = serde_json::from_str(&sent).expect("JSON");
    let payload = |text: &str| {
        let mut jws = jws.clone();
        jws["payload"] = json!(base64url_encode(text.as_bytes()));
        jws.to_string()
    };
    for (body, expected) in [
        (String::new(), "malformed"),
        ("{}".into(), "malformed"),
        (payload(r#"{"purposes":[],"sid":"BwcHBwcHBwcHBwcHBwcHBw","time":"t","v":1}"#), "malformed"),
        (payload(r#"{"purposes":["a","a"],"sid":"BwcHBwcHBwcHBwcHBwcHBw","time":"t","v":1}"#), "malformed"),
        (payload(r#"{ "purposes":["a"],"sid":"BwcHBwcHBwcHBwcHBwcHBw","time":"t","v":1}"#), "malformed"),
        (payload(r#"{"purposes":["a"],"sid":"BwcHBwcHBwcHBwcHBwcHBw","time":"t","v":2}"#), "unknown-version"),
        (payload(r#"{"everything":true,"v":2}"#), "unknown-version"),
        (sent.replace(&base64url_encode(Statement::Withdrawal.header().as_bytes()), "e30"), "unknown-version"),
        ("x".repeat(20_000), "malformed"),
    ] {
        assert_eq!(Signed::read(body.as_bytes()).unwrap_err().code(), expected, "{body:.80}");
    }
    let forged =
        Signed::read(payload(&Withdrawal { purposes: vec!["offers".into()], ..withdrawal }.to_json()).as_bytes());
    assert!(!forged.expect("well-formed").verify(&holder.public()));
}
