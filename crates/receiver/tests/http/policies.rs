//! Policies over the years: they end, are renewed, change while the receiver runs, and are retired.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tokio::sync::mpsc;
use waxseal_core::manifest;
use waxseal_receiver::{PolicyFiles, serve, store::Sqlite};

use crate::{
    support::{
        FORM, JSON, Lines, POLICY, SIGNUP, Server, config, sealed, sealed_under, sealed_with_receipt, signed_until,
        urlencoded,
    },
    withdrawals::{PATH, WITHDRAWAL, withdrawal},
};

const DAY: i64 = 24 * 60 * 60;

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// The policy that comes after the one of the other tests.
fn later() -> String {
    POLICY.replace("\"revision\": 7", "\"revision\": 8")
}

fn current(policy: &str) -> PolicyFiles {
    policy.as_bytes().to_vec().into()
}

fn mh(policy: &str) -> String {
    manifest::hash(policy.as_bytes()).to_string()
}

/// The status and the code of what a program gets for a submission under `policy`.
fn sent(server: &Server, policy: &str, number: u16) -> (u16, String) {
    let answer = server.post(SIGNUP, JSON, &sealed_under(policy, "signup", number));
    if answer.status < 400 { (answer.status, String::new()) } else { answer.problem() }
}

fn refused(code: &str) -> (u16, String) {
    (422, code.into())
}

fn taken() -> (u16, String) {
    (201, String::new())
}

#[test]
fn past_its_end_a_policy_takes_no_sign_ups_and_all_withdrawals() {
    let signed = signed_until(POLICY, now() + DAY);
    let server = Server::with(|config| config.policies = current(&signed));
    let first = sealed_with_receipt(POLICY, "signup", 1);
    assert_eq!(server.post(SIGNUP, JSON, &first.envelope).status, 201);

    // It starts all the same, and says why nobody gets through.
    let ended = signed_until(POLICY, now() - 1);
    let server = Server::within(server.stop(), |config| config.policies = current(&ended));
    server.log_with("\"event\":\"policy-expired\"");
    assert_eq!(sent(&server, POLICY, 2), refused("policy-expired"));
    server.log_with("\"code\":\"policy-expired\"");
    let page = server.post(SIGNUP, FORM, &urlencoded(&sealed(3)));
    assert_eq!((page.status, page.header("content-type")), (422, "text/html; charset=utf-8"));
    assert!(page.body.contains("<h1>This form has expired</h1>"), "{}", page.body);
    assert_eq!(server.post(SIGNUP, JSON, &first.envelope).status, 200, "what was kept before is answered as before");
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&first, &["newsletter"])).status, 201);
    assert_eq!(server.get("/waxseal.json").body, ended);
    assert!(server.ask("/metrics").body.contains("\nwaxseal_policy_expires_seconds -"));
    assert_eq!(Sqlite::open_read_only(&server.database()).unwrap().count().unwrap(), 1);

    let renewed = signed_until(POLICY, now() + 90 * DAY);
    let server = Server::within(server.stop(), |config| config.policies = current(&renewed));
    assert_eq!(sent(&server, POLICY, 2), taken(), "the same policy with a later end is the same policy");
    assert!(!server.log.text().contains("policy-expire"), "{}", server.log.text());
}

#[test]
fn a_policy_ends_while_it_is_served_and_an_earlier_one_after_it_was() {
    let soon = now() + 3;
    let server = Server::with(|config| config.policies = current(&signed_until(POLICY, soon)));
    server.log_with("\"event\":\"policy-expires-soon\"");
    assert_eq!(sent(&server, POLICY, 1), taken());
    while now() < soon {
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(sent(&server, POLICY, 2), refused("policy-expired"));

    let next = signed_until(&later(), now() + 90 * DAY);
    let server = Server::within(server.stop(), |config| config.policies = current(&next));
    assert_eq!((sent(&server, &later(), 3), sent(&server, POLICY, 4)), (taken(), refused("policy-expired")));
}

#[test]
fn the_last_of_several_policies_is_served_and_all_are_taken() {
    let server = Server::with(|config| {
        config.policies.earlier = vec![signed_until(POLICY, now() + DAY).into_bytes()];
        config.policies.current = later().into_bytes();
    });
    assert_eq!(server.get("/waxseal.json").body, later());
    assert_eq!((sent(&server, POLICY, 1), sent(&server, &later(), 2)), (taken(), taken()));
}

#[test]
fn a_retired_policy_takes_nothing_more_from_that_moment_on() {
    let server = Server::with(|config| config.policies.earlier = vec![later().into_bytes()]);
    assert_eq!((sent(&server, POLICY, 1), sent(&server, &later(), 2)), (taken(), taken()));
    let kept = sealed_with_receipt(&later(), "signup", 3);
    assert_eq!(server.post(SIGNUP, JSON, &kept.envelope).status, 201);

    // Another process does it while this one runs.
    let mut store = Sqlite::open(&server.database()).unwrap();
    assert_eq!(store.retire_policy(&mh(&later()), 10).unwrap(), Some(10));
    assert_eq!(store.retire_policy(&mh(&later()), 20).unwrap(), Some(10), "once is enough");
    assert_eq!(store.retire_policy(&mh("{}"), 10).unwrap(), None);
    drop(store);
    let afterwards = |server: &Server, number| {
        assert_eq!(sent(server, &later(), number), refused("policy-retired"));
        assert_eq!(sent(server, POLICY, number), taken());
        assert_eq!(server.post(SIGNUP, JSON, &kept.envelope).status, 200);
        let page = server.post(SIGNUP, FORM, &urlencoded(&sealed_under(&later(), "signup", number + 1)));
        assert!(page.status == 422 && page.body.contains("<h1>This form has been replaced</h1>"), "{}", page.body);
    };
    afterwards(&server, 4);
    let server = Server::within(server.stop(), |config| config.policies.earlier = vec![later().into_bytes()]);
    afterwards(&server, 6);

    // Whoever serves it again hears why nobody gets through; what was agreed to can be taken back.
    let server = Server::within(server.stop(), |config| config.policies = current(&later()));
    assert!(server.log_with("\"event\":\"policy-retired\"").contains(&mh(&later())));
    assert_eq!(sent(&server, &later(), 8), refused("policy-retired"));
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&kept, &["newsletter"])).status, 201);
}

#[test]
fn a_new_policy_is_taken_under_load_and_nobody_is_refused() {
    let (reload, reloads) = mpsc::channel(1);
    let server = Server::with(|config| {
        config.reloads = Some(reloads);
        config.limits.per_form = waxseal_receiver::Rate::new(100_000, 100_000);
    });
    assert_eq!(sent(&server, &later(), 9_999), refused("unknown-manifest"));
    let before = server.get("/waxseal.json").header("etag").to_owned();
    let (server, stop) = (Arc::new(server), Arc::new(AtomicBool::new(false)));
    let old_pages: Vec<_> = (0..2)
        .map(|thread| {
            let (server, stop) = (server.clone(), stop.clone());
            thread::spawn(move || {
                let numbers = (thread * 4_000..).take_while(|_| !stop.load(Ordering::Relaxed));
                numbers.map(|number| assert_eq!(sent(&server, POLICY, number), taken())).count()
            })
        })
        .collect();
    for round in 0..5 {
        // A policy that is served has its pages at once.
        let next = POLICY.replace("\"revision\": 7", &format!("\"revision\": {}", 10 + round));
        reload.blocking_send(Ok(current(&next))).unwrap();
        while server.get("/waxseal.json").body != next {
            thread::sleep(Duration::from_millis(2));
        }
        assert_eq!(sent(&server, &next, 9_000 + round), taken());
        reload.blocking_send(Ok(current("{}"))).unwrap();
    }
    stop.store(true, Ordering::Relaxed);
    for thread in old_pages {
        assert!(thread.join().unwrap() > 0);
    }
    assert_ne!(server.get("/waxseal.json").header("etag"), before);
    assert_eq!(server.get_with("/waxseal.json", &[("if-none-match", &before)]).status, 200);
    assert!(server.log_with("\"event\":\"policy-refused\"").contains("\"detail\":\"bad-policy: "));
    reload.blocking_send(Err("cannot-read: cannot read policy.json".into())).unwrap();
    server.log_with("\"detail\":\"cannot-read: cannot read policy.json; the policies before stay in force\"");
    drop(reload);
    assert_eq!(sent(&server, POLICY, 9_100), taken(), "without anybody to send more it goes on");
}

#[test]
fn a_page_with_another_policy_stops_the_start_unless_what_it_seals_is_taken() {
    let dir = Arc::new(tempfile::TempDir::new().unwrap());
    let www = dir.path().join("www");
    let beside = www.join("forms/waxseal.signed.json");
    std::fs::create_dir_all(beside.parent().unwrap()).unwrap();
    let put = |policy: &str| std::fs::write(&beside, policy).unwrap();
    let start = |current: &str, earlier: &[String]| {
        let mut config = config(&dir);
        config.www = Some(www.clone());
        config.policies = PolicyFiles {
            current: current.into(),
            earlier: earlier.iter().map(|policy| policy.clone().into_bytes()).collect(),
        };
        config.admin = waxseal_receiver::Admin::Off;
        let (started, seen) = std::sync::mpsc::channel();
        let log = Lines::default();
        config.log = waxseal_receiver::Log::to(log.clone());
        let config = config.on_ready(move |_| started.send(()).unwrap());
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let ended = runtime.block_on(serve(config, async {}));
        assert_eq!(ended.is_ok(), seen.recv().is_ok());
        (ended.map_err(|error| (error.code(), error.to_string())), log.text())
    };
    // Signed or plain, in a folder below, cut off: whatever a page would load.
    for other in [later(), signed_until(&later(), now() + DAY), "{\"payload\":\"".into()] {
        put(&other);
        let (code, words) = start(POLICY, &[]).0.unwrap_err();
        assert_eq!(code, "other-policy");
        assert!(words.starts_with(&beside.display().to_string()), "{words}");
        assert!(!dir.path().join("waxseal.db").exists(), "a start that was refused leaves no store");
    }
    put(&signed_until(POLICY, now() + DAY));
    for (current, earlier, told) in [
        (POLICY.to_owned(), vec![], false),
        (signed_until(POLICY, now() + 9 * DAY), vec![], false),
        (later(), vec![POLICY.to_owned()], false),
        // The store has taken both until here: a restart does not fail while the page is still the old one.
        (later(), vec![], true),
    ] {
        let (ended, log) = start(&current, &earlier);
        ended.unwrap();
        assert_eq!(log.contains("\"event\":\"other-policy\""), told, "{log}");
    }
    start(&later(), &[signed_until(POLICY, now() - 1)]).0.unwrap();
    assert_eq!(start(&later(), &[]).0.unwrap_err().0, "other-policy", "what the page seals has expired");
    start(&later(), &[POLICY.to_owned()]).0.unwrap();
    Sqlite::open(&dir.path().join("waxseal.db")).unwrap().retire_policy(&mh(POLICY), 10).unwrap();
    assert_eq!(start(&later(), &[]).0.unwrap_err().0, "other-policy", "what the page seals is retired");
}

#[test]
fn after_a_reload_the_page_s_own_policy_is_compared_too() {
    let dir = Arc::new(tempfile::TempDir::new().unwrap());
    let www = dir.path().join("www");
    std::fs::create_dir(&www).unwrap();
    std::fs::write(www.join("policy.json"), POLICY).unwrap();
    let (reload, reloads) = mpsc::channel(1);
    let server = Server::within(dir, |config| {
        config.reloads = Some(reloads);
        config.www = Some(www.clone());
    });
    reload.blocking_send(Ok(current(&later()))).unwrap();
    server.log_with("policy-reloaded");
    std::fs::write(www.join("policy.json"), POLICY.replace("\"revision\": 7", "\"revision\": 9")).unwrap();
    reload.blocking_send(Ok(current(&later()))).unwrap();
    assert!(server.log_with("\"event\":\"other-policy\"").contains("policy.json"));
    assert_eq!(server.log.text().matches("other-policy").count(), 1, "{}", server.log.text());
}
