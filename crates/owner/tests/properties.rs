//! What holds for every submission, not just for those somebody thought of.

use proptest::prelude::*;
use waxseal_core::{
    envelope::{self, EnvelopeError},
    keys::{KeyId, PublicKey, Suite},
    manifest,
    policy::{self, Policy},
    seal::Value,
};
use waxseal_owner::{
    open::{self, OpenError},
    receipt::Receipt,
    seal::{self, Answers, Moment, Sealed},
    secret::SecretKey,
};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
use runner::SeededRng;

const PURPOSES: [&str; 3] = ["newsletter", "offers", "survey"];

fn policy_for(key: &PublicKey) -> Policy {
    let text = serde_json::json!({
        "v": 1, "revision": 1,
        "controller": {"name": "E", "address": "1 Street", "country": "IE", "contact": "a@b.example", "privacy": "/p"},
        "keys": {"keys": [key.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Owner", "kid": key.id().as_str()}],
        "purposes": PURPOSES.map(|id| serde_json::json!({"id": id, "text": format!("Yes to {id}.")})),
        "forms": [{"id": "f", "fields": [
            {"name": "a", "purposes": ["newsletter"]},
            {"name": "b", "purposes": ["newsletter", "offers"]},
            {"name": "c", "purposes": ["survey", "offers"]},
        ]}],
    });
    policy::read(text.to_string().as_bytes()).expect("a sound policy")
}

/// The fields that may be sealed when `given` are.
fn may_be_sealed(field: &str, given: &[String]) -> bool {
    let served: &[&str] = match field {
        "a" => &["newsletter"],
        "b" => &["newsletter", "offers"],
        "c" => &["survey", "offers"],
        _ => &[],
    };
    served.iter().any(|id| given.iter().any(|given| given == id))
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        ".{0,600}".prop_map(Value::Text),
        (".{0,40}", ".{0,40}").prop_map(|(typed, value)| Value::Normalised { typed, value }),
        proptest::collection::vec(".{0,40}", 0..4).prop_map(Value::List),
    ]
}

fn as_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Text(text) | Value::Normalised { typed: text, .. } => text.as_str().into(),
        Value::List(items) => items.clone().into(),
    }
}

fn moment(sid: u8) -> Moment {
    Moment { sid: [sid; 16], iat: 1_790_000_000, mh: manifest::hash(b"policy") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_sealed_opens_and_nothing_else_is_in_it(
        suite in prop::sample::select(Suite::ALL.to_vec()),
        values in proptest::collection::vec(value(), 4),
        given in prop::sample::subsequence(PURPOSES.to_vec(), 0..=3),
        seed: u64,
    ) {
        let mut rng = SeededRng(seed);
        let key = SecretKey::generate(suite, &mut rng);
        let policy = policy_for(key.public());
        let fields = ["a", "b", "c", "unlisted"].iter().map(|name| (*name).to_owned()).zip(values).collect::<Vec<_>>();
        let given = given.into_iter().map(String::from).collect::<Vec<_>>();
        let answers = Answers { lang: "en".into(), origin: None, given: given.clone(), fields: fields.clone() };
        match seal::seal(&policy, "f", &answers, &moment(3), &mut rng) {
            Err(error) => {
                prop_assert_eq!(error.code(), "nothing-to-send");
                prop_assert!(given.is_empty());
            }
            Ok(Sealed { envelope: text, receipt }) => {
                let envelope = envelope::parse(text.as_bytes()).expect("what we write, we read");
                prop_assert_eq!(envelope.to_string(), text, "and write again");
                let opened = open::open(&envelope, &[key]).expect("it opens");
                let expected: serde_json::Map<_, _> = fields
                    .iter()
                    .filter(|(name, _)| may_be_sealed(name, &given))
                    .map(|(name, value)| (name.clone(), as_json(value)))
                    .collect();
                prop_assert_eq!(opened.fields, expected);
                let normalised = fields.iter().filter(|(name, _)| may_be_sealed(name, &given));
                let normalised: serde_json::Map<_, _> = normalised
                    .filter_map(|(name, value)| match value {
                        Value::Normalised { value, .. } => Some((name.clone(), value.as_str().into())),
                        _ => None,
                    })
                    .collect();
                prop_assert_eq!(opened.values, normalised);
                let kept = serde_json::to_vec(&receipt).expect("it serialises");
                let kept = Receipt::read(&kept).expect("the person can verify it");
                prop_assert_eq!(&kept, &receipt);
                prop_assert_eq!(&opened.consent, &receipt.record);
                let refused = receipt.record.purposes.iter().filter(|it| !it.given).map(|it| &*it.id);
                prop_assert!(refused.eq(PURPOSES.into_iter().filter(|id| !given.iter().any(|given| given == id))));
            }
        }
    }

    #[test]
    fn any_changed_byte_is_refused(
        suite in prop::sample::select(Suite::ALL.to_vec()),
        place: prop::sample::Index,
        other in 1u8..=255,
        seed: u64,
    ) {
        let mut rng = SeededRng(seed);
        let key = SecretKey::generate(suite, &mut rng);
        let policy = policy_for(key.public());
        let fields = vec![("a".to_owned(), Value::Text("ada@example.com".into()))];
        let answers = Answers { lang: "en".into(), origin: Some("https://example.com".into()), given: vec!["newsletter".into()], fields };
        let mut bytes = seal::seal(&policy, "f", &answers, &moment(3), &mut rng).expect("it seals").envelope.into_bytes();
        let at = place.index(bytes.len());
        bytes[at] ^= other;
        let refused = envelope::parse(&bytes)
            .map_err(EnvelopeError::code)
            .and_then(|envelope| open::open(&envelope, &[key]).map_err(OpenError::code));
        prop_assert!(refused.is_err(), "byte {} became {:#x}", at, bytes[at]);
    }
}

/// Every byte of one envelope, one bit at a time: refused, and with a code that fits where the byte stands.
#[test]
fn each_changed_bit_has_the_code_of_its_place() {
    let mut rng = SeededRng(9);
    let key = SecretKey::generate(Suite::Hpke, &mut rng);
    let policy = policy_for(key.public());
    let fields = vec![("a".to_owned(), Value::Text("ada@example.com".into()))];
    let answers = Answers { lang: "en".into(), origin: None, given: vec!["newsletter".into()], fields };
    let text = seal::seal(&policy, "f", &answers, &moment(9), &mut rng).expect("it seals").envelope;
    let inside = |member: &str| {
        let opening = format!("\"{member}\":\"");
        let start = text.find(&opening).expect("the member is there") + opening.len();
        start..start + text[start..].find('"').expect("its string ends")
    };
    let shape = ["malformed", "bad-base64", "bad-length"];
    for (member, codes) in [
        ("ciphertext", &["altered"][..]),
        ("tag", &["altered"]),
        ("iv", &["altered"]),
        ("encrypted_key", &["altered"]),
        ("ek", &["altered", "low-order-point"]),
        ("kid", &["wrong-key"]),
        ("alg", &["unknown-alg"]),
        ("sid", &["part-foreign"]),
        ("mh", &["header-mismatch"]),
        ("form", &["header-mismatch"]),
        (
            "protected",
            &[
                "altered",
                "unknown-version",
                "unknown-alg",
                "part-foreign",
                "part-count",
                "part-order",
                "consent-mismatch",
                "content-mismatch",
            ],
        ),
        ("aad", &["consent-mismatch"]),
    ] {
        for at in inside(member) {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let code = envelope::parse(&bytes)
                    .map_err(EnvelopeError::code)
                    .and_then(|envelope| open::open(&envelope, std::slice::from_ref(&key)).map_err(OpenError::code))
                    .expect_err("a changed bit is refused");
                let fits = codes.contains(&code) || shape.contains(&code);
                assert!(fits, "{member}, byte {at}, bit {bit}: {code}");
            }
        }
    }
}

#[test]
fn two_people_who_answer_alike_look_different_and_equally_long() {
    let mut rng = SeededRng(5);
    let key = SecretKey::generate(Suite::Pq, &mut rng);
    let policy = policy_for(key.public());
    let seal = |email: &str, rng: &mut SeededRng| {
        let fields = vec![("a".to_owned(), Value::Text(email.into()))];
        let answers = Answers { lang: "en".into(), origin: None, given: vec!["newsletter".into()], fields };
        seal::seal(&policy, "f", &answers, &moment(1), rng).expect("it seals").envelope
    };
    let (first, second) = (seal("li@example.com", &mut rng), seal("a.much.longer.name@example.com", &mut rng));
    assert_eq!(first.len(), second.len());
    assert_ne!(first, second);
}

#[test]
fn a_key_survives_its_jwk_and_never_prints_its_secret() {
    for suite in Suite::ALL {
        let key = SecretKey::generate(suite, &mut SeededRng(7));
        let json = serde_json::to_string(&key.to_jwk()).expect("it serialises");
        let back = SecretKey::from_jwk(&serde_json::from_str(&json).expect("JSON")).expect("what we write, we read");
        assert_eq!(back.public(), key.public());
        let id: &KeyId = key.public().id();
        assert_eq!(format!("{key:?}"), format!("SecretKey({id})"));
        let again = PublicKey::try_from(&key.public().to_jwk()).expect("a sound public key");
        assert_eq!(again.id(), id);
    }
}
