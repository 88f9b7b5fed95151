//! Clocks that are wrong: told of, and refused where the form says so.

use std::time::{SystemTime, UNIX_EPOCH};

use waxseal_core::envelope;
use waxseal_receiver::{
    Config,
    store::{Sealed, Sqlite},
};

use crate::support::{CONTACT, FORM, JSON, POLICY, SIGNUP, Server, sealed_at, sid, urlencoded};

const DAY: u64 = 24 * 60 * 60;

/// The policy of the other tests, whose form `signup` takes fresh submissions only.
fn policy() -> String {
    POLICY.replace(r#""id": "signup","#, r#""id": "signup", "spam": { "fresh": true },"#)
}

#[test]
fn only_a_form_that_says_so_refuses_what_was_sealed_at_a_wrong_time() {
    let policy = policy();
    assert_ne!(policy, POLICY);
    let server = Server::with(|config| config.policies = policy.clone().into_bytes().into());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    for (number, (iat, status)) in (1..).zip([
        (now, 201),
        (now - 29 * DAY, 201),
        (now + DAY - 60, 201),
        (now - 31 * DAY, 422),
        (now + 2 * DAY, 422),
        (0, 422),
    ]) {
        let envelope = sealed_at(&policy, &policy, "signup", number, iat).envelope;
        let answer = server.post(SIGNUP, JSON, &envelope);
        assert_eq!(answer.status, status, "{iat}");
        if status == 422 {
            assert_eq!(answer.problem().1, "wrong-time");
            let page = server.post(SIGNUP, FORM, &urlencoded(&envelope));
            assert!(page.body.contains("<h1>The clock of this device is wrong</h1>"), "{}", page.body);
        }
    }
    let old = sealed_at(&policy, &policy, "contact", 20, now - 400 * DAY).envelope;
    assert_eq!(server.post(CONTACT, JSON, &old).status, 201, "another form takes it");
}

#[test]
fn what_was_kept_when_it_was_fresh_is_answered_as_before() {
    let policy = policy();
    let serve = |config: &mut Config| config.policies = policy.clone().into_bytes().into();
    let [kept, not] = [1, 2].map(|number| sealed_at(&policy, &policy, "signup", number, 1_700_000_000).envelope);
    // As a receiver kept it back then.
    let dir = Server::with(serve).stop();
    let envelope = envelope::parse(kept.as_bytes()).unwrap();
    let sealed = Sealed {
        sid: sid(1),
        form: "signup".into(),
        revision: envelope.revision(),
        mh: envelope.mh().into(),
        record: envelope.consent_json().into(),
        body: kept.clone().into(),
        gpc: false,
    };
    let database = dir.path().join("waxseal.db");
    Sqlite::open(&database).unwrap().insert(&[&sealed], 1_700_000_001).unwrap();

    let server = Server::within(dir, serve);
    let answer = server.post(SIGNUP, JSON, &kept);
    assert_eq!((answer.status, &answer.json()["received"]), (200, &1_700_000_001.into()));
    assert_eq!(server.post(SIGNUP, JSON, &not).problem(), (422, "wrong-time".into()));
    assert_eq!(Sqlite::open_read_only(&database).unwrap().count().unwrap(), 1, "nothing is kept of what is refused");
}
