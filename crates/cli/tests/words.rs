//! `open --policy` and `receipt verify --policy` believe no record that says something else than the policy it names.

use std::fs;
use std::path::Path;
use std::process::Command;

use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde_json::json;
use waxseal_core::keys::Suite;
use waxseal_core::manifest;
use waxseal_core::policy;
use waxseal_core::seal::Value;
use waxseal_owner::seal::{Answers, Moment, Sealed, seal};
use waxseal_owner::secret::{SecretKey, write_jwk_set};

fn policy_of(key: &SecretKey, text: &str) -> String {
    json!({
        "v": 1, "revision": 1,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
            "contact": "privacy@example.com", "privacy": "/privacy"},
        "keys": {"keys": [key.public().to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.public().id().as_str()}],
        "purposes": [{"id": "newsletter", "text": text}],
        "forms": [{"id": "signup", "fields": [{"name": "email", "purposes": ["newsletter"]}]}],
    })
    .to_string()
}

/// What says all that `said` says, and that it was sealed under `policy`.
fn sealed(said: &str, policy: &str) -> Sealed {
    let answers = Answers {
        lang: "en".into(),
        origin: None,
        given: vec!["newsletter".into()],
        fields: vec![("email".into(), Value::Text("canary@example.com".into()))],
    };
    let moment = Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(policy.as_bytes()) };
    let policy = policy::read(said.as_bytes()).unwrap();
    seal(&policy, "signup", &answers, &moment, &mut UnwrapErr(SysRng)).unwrap()
}

fn waxseal(folder: &Path, args: &str) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_waxseal")).args(args.split(' ')).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn other_words_under_a_genuine_signature_are_refused_and_the_policys_own_are_not() {
    let key = SecretKey::generate(Suite::Hpke, &mut UnwrapErr(SysRng));
    let policy = policy_of(&key, "Send me the newsletter.");
    let other = policy_of(&key, "I do NOT agree to the newsletter.");
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("key", &write_jwk_set(std::slice::from_ref(&key)));
    write("waxseal.json", &policy);
    write("other.json", &other);
    let (good, bad) = (sealed(&policy, &policy), sealed(&other, &policy));
    write("sealed.jsonl", &format!("{}\n{}\n", good.envelope, bad.envelope));
    for (name, sealed) in [("good.json", &good), ("bad.json", &bad)] {
        write(name, &serde_json::to_string(&sealed.receipt).unwrap());
    }
    let differ = "words-differ: `text` of the purpose `newsletter` in the consent record is not what the policy says";

    for more in ["", " --consented newsletter", " --consented newsletter --each"] {
        let (status, out, err) =
            waxseal(folder.path(), &format!("open -k key --policy waxseal.json{more} sealed.jsonl"));
        assert_eq!((status, out.lines().count()), (Some(1), 1), "{more}: {err}");
        assert!(err.contains(&format!("line 2: {differ} (sid BwcHBwcHBwcHBwcHBwcHBw)")), "{more}: {err}");
        assert!(!err.contains("NOT agree") && !err.contains("canary"), "{more}: {err}");
    }
    let (status, out, _) = waxseal(folder.path(), "open -k key sealed.jsonl");
    assert_eq!((status, out.lines().count()), (Some(0), 2), "without the policy nobody can tell");

    let verify = |args: &str| waxseal(folder.path(), &format!("receipt verify {args}"));
    assert_eq!(verify("--policy waxseal.json good.json").0, Some(0));
    assert_eq!(verify("--policy waxseal.json bad.json"), (Some(1), String::new(), format!("receipt 1: {differ}\n")));
    assert_eq!(verify("bad.json").0, Some(0));
    let (status, _, err) = verify("--policy other.json good.json");
    assert_eq!(status, Some(1));
    assert!(err.starts_with("receipt 1: unknown-policy: "), "{err}");
}
