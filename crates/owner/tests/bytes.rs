//! What a submission weighs on the wire: the record once, and each part what its keys cost.

use serde_json::{Value, json};
use waxseal_core::{
    keys::Suite,
    manifest,
    policy::{self, Policy, finding, size},
    seal::Value as Typed,
};
use waxseal_owner::{
    seal::{self, Answers, Moment},
    secret::SecretKey,
};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
use runner::SeededRng;

/// A policy of as many purposes, each with a field of its own, for as many keys of a suite.
fn policy(purposes: usize, suite: Suite, keys: u64) -> Policy {
    let keys: Vec<_> =
        (0..keys).map(|seed| SecretKey::generate(suite, &mut SeededRng(seed)).public().clone()).collect();
    let each = |make: &dyn Fn(usize) -> Value| (0..purposes).map(make).collect::<Vec<_>>();
    let recipient = |(i, key): (usize, &waxseal_core::keys::PublicKey)| json!({"id": format!("owner-{i}"), "name": "Example Ltd", "kid": key.id().as_str()});
    let text = json!({
        "v": 1, "revision": 1,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy", "authority": "Data Protection Commission"},
        "keys": {"keys": keys.iter().map(waxseal_core::keys::PublicKey::to_jwk).collect::<Vec<_>>()},
        "recipients": keys.iter().enumerate().map(recipient).collect::<Vec<_>>(),
        "purposes": each(&|i| json!({"id": format!("purpose-{i}"), "channel": "email", "dpv": "dpv:DirectMarketing",
            "text": "Email me the newsletter of Example Ltd.", "retention": {"from": "withdrawal"}})),
        "forms": [{"id": "signup", "fields": each(&|i| json!({"name": format!("field-{i}"), "purposes": [format!("purpose-{i}")]}))}],
    });
    policy::read(text.to_string().as_bytes()).expect("a sound policy")
}

fn bytes(policy: &Policy) -> usize {
    let fields =
        policy.forms()[0].fields.iter().map(|field| (field.name.clone(), Typed::Text("ada@example.com".into())));
    let given = policy.purposes().iter().map(|purpose| purpose.id.clone()).collect();
    let answers = Answers { lang: "en".into(), origin: None, given, fields: fields.collect() };
    let moment = Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(b"the policy") };
    seal::seal(policy, "signup", &answers, &moment, &mut SeededRng(9)).expect("it seals").envelope.len()
}

#[test]
fn a_submission_grows_by_the_same_bytes_with_each_purpose() {
    let sizes = [1, 2, 10, 20].map(|purposes| bytes(&policy(purposes, Suite::Pq, 1)));
    assert_eq!(sizes, [3_720, 6_647, 30_073, 59_403]);
    assert_eq!(bytes(&policy(1, Suite::Hpke, 1)), 2_269);
}

#[test]
fn what_is_expected_is_about_what_is_sealed() {
    for (purposes, suite, keys) in [(1, Suite::Pq, 1), (3, Suite::Hpke, 2), (10, Suite::Compat, 1), (20, Suite::Pq, 3)]
    {
        let policy = policy(purposes, suite, keys);
        let (parts, expected) = size::expected(&policy, &policy.forms()[0]);
        let sealed = bytes(&policy);
        // What a page shows around the purposes is in the first and not in the second.
        let around = 900 + 300 * purposes;
        assert_eq!(parts, purposes);
        assert!(
            sealed <= expected && expected <= sealed + around + sealed / 5,
            "{purposes} {suite:?}: {sealed}, {expected}"
        );
    }
}

#[test]
fn a_form_that_no_receiver_would_take_is_named_with_its_size() {
    let found = |policy: &Policy| {
        let codes = ["too-large", "too-many-parts"];
        finding::weigh(policy).into_iter().find(|finding| codes.contains(&finding.code))
    };
    assert!(found(&policy(20, Suite::Pq, 1)).is_none());
    let large = found(&policy(20, Suite::Pq, 8)).expect("eight keys for each of twenty parts");
    assert_eq!((large.code, &*large.pointer, large.level.name()), ("too-large", "/forms/0", "warning"));
    assert!(large.message.contains("301 KiB in 20 parts") && large.message.contains("256 KiB"), "{}", large.message);
    let many = found(&policy(65, Suite::Hpke, 1)).expect("no envelope has as many parts");
    assert_eq!((many.code, many.level.name()), ("too-many-parts", "error"));
    assert!(many.message.contains("65 parts"), "{}", many.message);
}
