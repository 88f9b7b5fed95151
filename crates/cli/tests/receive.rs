//! From a sealed submission on the wire to the opened record: `serve`, `export`, `open`.
#![cfg(unix)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

#[path = "support/server.rs"]
mod server;
mod support;

use server::{Server, page, seal, text, waxseal};

/// What must be found nowhere but in the output of `open`.
const CANARY: &str = "canary@example.com";

#[test]
fn what_is_sent_is_exported_and_opened_and_found_nowhere_else() {
    let folder = page();
    let mut server = Server::start(&folder, &["--policy", "waxseal.signed.json"]);
    let sealed = seal(&folder, &format!(r#"{{"name":"Ada","email":"{CANARY}"}}"#));
    // The store keeps what came, line ends between the tokens included; an export is one line all the same.
    let spread = seal(&folder, r#"{"email":"bob@example.com"}"#).replacen(',', ",\r\n", 1);
    assert!(server.post(&sealed).starts_with("HTTP/1.1 201 "));
    assert!(server.post(&sealed).starts_with("HTTP/1.1 200 "));
    assert!(server.post(&spread).starts_with("HTTP/1.1 201 "));
    assert!(server.post(&format!("{{\"email\":\"{CANARY}\"}}")).starts_with("HTTP/1.1 4"));

    #[cfg(target_os = "linux")]
    {
        // The process that was started has become the receiver.
        let program = fs::read_link(format!("/proc/{}/exe", server.child.id())).unwrap();
        assert_eq!(program, *support::RECEIVER);
    }
    // An export sees what the running receiver has committed.
    let exported = waxseal(&folder, "waxseal export --store sqlite:waxseal.db");
    let lines: Vec<&str> = text(&exported).lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with("{\"received\":") && lines[0].ends_with(&format!(",\"envelope\":{}}}", sealed.trim()))
    );

    let log = server.stop();
    let opened =
        waxseal(&folder, "waxseal export --store sqlite:waxseal.db --form signup | waxseal open -k waxseal.key");
    assert_eq!(opened.status.code(), Some(0));
    let lines: Vec<serde_json::Value> = text(&opened).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["fields"], serde_json::json!({"name": "Ada", "email": CANARY}));
    assert_eq!(lines[1]["fields"], serde_json::json!({"email": "bob@example.com"}));
    assert!(lines[0]["received"].as_u64() >= lines[0]["iat"].as_u64());

    assert!(!log.contains(CANARY) && !contains(&fs::read(folder.path().join("waxseal.db")).unwrap(), CANARY));
}

#[test]
fn an_export_is_narrowed_to_a_form_and_a_time() {
    let folder = page();
    let mut server = Server::start(&folder, &["--policy", "waxseal.json"]);
    assert!(server.post(&seal(&folder, r#"{"email":"ada@example.com"}"#)).starts_with("HTTP/1.1 201 "));
    server.stop();
    for (flags, lines) in [
        ("", 1),
        ("--form signup", 1),
        ("--form contact", 0),
        ("--since 0", 1),
        ("--since 2026-01-01", 1),
        ("--since 2026-01-01T00:00:00Z", 1),
        ("--since 9999-01-01", 0),
    ] {
        let output = waxseal(&folder, &format!("waxseal export --store sqlite:waxseal.db {flags}"));
        assert_eq!((output.status.code(), text(&output).lines().count()), (Some(0), lines), "{flags}");
        assert!(output.stderr.is_empty());
    }
    let closed = waxseal(&folder, "waxseal export --store sqlite:waxseal.db | :");
    assert!(closed.stderr.is_empty(), "a reader that goes away is no error");
}

#[test]
fn what_is_taken_back_is_exported_and_no_longer_used() {
    let folder = page();
    let mut server = Server::start(&folder, &["--policy", "waxseal.json"]);
    let lines = "{\"email\":\"ada@example.com\"}\n{\"email\":\"bob@example.com\"}";
    fs::write(folder.path().join("values.jsonl"), lines).unwrap();
    let seal =
        "waxseal seal --policy waxseal.json --form signup --given newsletter --receipts receipts.jsonl values.jsonl";
    for envelope in text(&waxseal(&folder, seal)).lines() {
        assert!(server.send("/v1/forms/signup/submissions", "Sec-GPC: 1\r\n", envelope).starts_with("HTTP/1.1 201 "));
    }
    let withdrawal = waxseal(&folder, "head -n 1 receipts.jsonl | waxseal withdraw -");
    for status in ["201", "200"] {
        let answer = server.send("/v1/withdrawals", "", text(&withdrawal));
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    }
    let log = server.stop();
    let opened = waxseal(
        &folder,
        "waxseal export --store sqlite:waxseal.db > sealed.jsonl; waxseal open -k waxseal.key sealed.jsonl",
    );
    let rows: Vec<serde_json::Value> = text(&opened).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&rows[0]["gpc"], &rows[0]["skew"]), (&true.into(), &serde_json::Value::Null));
    assert_eq!(rows[0]["withdrawn"][0]["purpose"], "newsletter");
    assert!(rows[0]["withdrawn"][0]["received"].as_u64() >= rows[0]["received"].as_u64());
    assert_eq!(rows[1].get("withdrawn"), None);

    let used = waxseal(&folder, "waxseal open -k waxseal.key --consented newsletter sealed.jsonl");
    assert!(text(&used).contains("bob@example.com") && !text(&used).contains("ada@example.com"));
    assert_eq!(str::from_utf8(&used.stderr).unwrap(), "left out: 1 withdrawn\n");
    assert!(!log.contains("example.com"), "{log}");
}

#[test]
fn who_signs_up_twice_and_takes_back_once_gets_nothing_until_they_sign_up_again() {
    let folder = page();
    let mut server = Server::start(&folder, &["--policy", "waxseal.json"]);
    let url = format!("http://{}", server.address);
    let sealing = "waxseal seal --policy waxseal.json --form signup --given newsletter values.jsonl --receipts";
    let sign_up = |receipts: &str| {
        // What comes in the second of a withdrawal is taken back with it.
        thread::sleep(Duration::from_millis(1100));
        fs::write(folder.path().join("values.jsonl"), r#"{"email":"ada@example.com"}"#).unwrap();
        let sealed = waxseal(&folder, &format!("{sealing} {receipts}"));
        assert!(server.post(text(&sealed)).starts_with("HTTP/1.1 201 "));
    };
    let agree = || {
        let exported = "waxseal export --store sqlite:waxseal.db";
        let used = waxseal(&folder, &format!("{exported} | waxseal open -k waxseal.key --consented newsletter"));
        text(&used).lines().count()
    };
    let answers = |command: &str| -> Vec<serde_json::Value> {
        let output = waxseal(&folder, &format!("{command} --send {url}"));
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{output:?}");
        text(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    sign_up("first.json");
    sign_up("second.json");
    assert_eq!(agree(), 1);
    let [answer] = &answers("waxseal withdraw first.json")[..] else { panic!("one answer") };
    assert_eq!((&answer["new"], &answer["purposes"]), (&true.into(), &["newsletter"].into()));
    assert_eq!(agree(), 0);
    assert_eq!(answers("waxseal withdraw second.json")[0]["new"], true, "of another submission");
    assert_eq!(answers("waxseal withdraw second.json")[0]["new"], false);
    sign_up("third.json");
    assert_eq!(agree(), 1);
    // With the oldest receipt, too, and then by the owner's hand.
    assert_eq!(answers("waxseal withdraw first.json")[0]["new"], true);
    assert_eq!(agree(), 0);
    sign_up("fourth.json");
    let by_owner = "waxseal export --store sqlite:waxseal.db | waxseal withdraw --by-owner --email ADA@example.com \
                    -k waxseal.key --signer owner-sign.key --reason 'asked by letter'";
    assert_eq!(answers(by_owner).len(), 2, "of what was not taken back itself");
    assert_eq!(agree(), 0);
    let line = waxseal(&folder, "waxseal export --store sqlite:waxseal.db | tail -n 1");
    assert!(text(&line).contains(r#","by":"owner","reason":"asked by letter"}]}"#), "{line:?}");
    sign_up("fifth.json");
    assert_eq!(agree(), 1);

    let sid = "--sid yi9Yir4ShwhGziZuWXz_uw --purpose newsletter --signer owner-sign.key --reason called";
    let unknown = waxseal(&folder, &format!("waxseal withdraw --by-owner {sid} --send {url}"));
    let words = str::from_utf8(&unknown.stderr).unwrap();
    assert!(words.starts_with("sid yi9Yir4ShwhGziZuWXz_uw: unknown-submission: "), "{words}");
    assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(1), 0));
    server.stop();
    let gone = waxseal(&folder, &format!("waxseal withdraw fifth.json --send {url}"));
    let words = str::from_utf8(&gone.stderr).unwrap();
    assert!(words.contains(": not-sent: ") && gone.status.code() == Some(1), "{words}");
}

#[test]
fn a_clock_that_is_wrong_is_told_of() {
    let folder = page();
    let mut server = Server::start(&folder, &["--policy", "waxseal.json"]);
    assert!(server.post(&seal(&folder, r#"{"email":"ada@example.com"}"#)).starts_with("HTTP/1.1 201 "));
    server.stop();
    // As if it had come so many seconds later than its sender's clock said.
    for (later, skew) in [(300, None), (301, Some(301)), (-300, None), (-301, Some(-301))] {
        let sql = "UPDATE submissions SET received = json_extract(body, '$.iat') + ?1";
        rusqlite::Connection::open(folder.path().join("waxseal.db")).unwrap().execute(sql, [later]).unwrap();
        let line = waxseal(&folder, "waxseal export --store sqlite:waxseal.db");
        let line: serde_json::Value = serde_json::from_str(text(&line)).unwrap();
        assert_eq!(line.get("skew").and_then(serde_json::Value::as_i64), skew);
    }
}

#[test]
fn what_cannot_be_served_or_exported_says_why() {
    LazyLock::force(&support::RECEIVER);
    let folder = page();
    let mistake = fs::read_to_string(folder.path().join("waxseal.json")).unwrap().replacen(
        "\"newsletter\"], ",
        "\"newsleter\"], ",
        1,
    );
    fs::write(folder.path().join("mistake.json"), mistake).unwrap();
    for (command, words) in [
        (
            "serve --policy mistake.json",
            "mistake.json: /forms/0/fields/0/purposes/0: unknown-purpose: no purpose has this id; add it to `purposes` or correct the id\n\
             error: mistake.json has a mistake\n",
        ),
        ("serve --policy none.json", "error: cannot read none.json: "),
        ("serve --policy waxseal.json --store waxseal.db", "error: invalid value 'waxseal.db' for '--store <URL>': "),
        ("serve --policy waxseal.json --www none", "error: missing-folder: there is no folder none"),
        (
            "serve --policy waxseal.json --www . --store sqlite:waxseal.db",
            "error: store-in-folder: the store lies in .",
        ),
        (
            "serve --policy waxseal.json --www . --store sqlite:../waxseal.db",
            "error: secret-under-www: ./owner-sign.key holds a secret key, and . is served to everybody; move it to a folder outside of .",
        ),
        ("serve --policy waxseal.json --allow-origin example.com", "error: bad-origin: `example.com` is no origin"),
        (
            "serve --policy waxseal.json --demo-views --listen 0.0.0.0:0",
            "error: demo-not-loopback: the demo shows what the store holds",
        ),
        ("export --store sqlite:none.db", "error: store-missing: there is no store none.db"),
        ("export --store sqlite:waxseal.key", "error: not-a-store: waxseal.key is not a store of Waxseal"),
        ("export --store sqlite:waxseal.db --since yesterday", "error: invalid value 'yesterday' for '--since <TIME>'"),
    ] {
        let output = waxseal(&folder, &format!("waxseal {command}"));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.starts_with(words), "{command}: {stderr}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command}");
        assert!(!folder.path().join("waxseal.db").exists(), "{command}: a run that could not start left a store");
    }
}

#[test]
fn a_policy_is_renewed_and_another_is_retired_while_the_receiver_runs() {
    let folder = page();
    let file = |name: &str| folder.path().join(name);
    let mh = |name: &str| {
        let printed = waxseal(&folder, &format!("waxseal policy hash {name} | sed -n 's/^mh //p'"));
        text(&printed).trim().to_owned()
    };
    let (old, new) = (fs::read_to_string(file("waxseal.json")).unwrap(), "waxseal.signed.json");
    fs::write(file("old.json"), &old).unwrap();
    fs::write(file("waxseal.json"), old.replace("\"revision\": 1", "\"revision\": 2")).unwrap();
    assert!(waxseal(&folder, "waxseal policy sign --root root.key --days 1 --replace waxseal.json").status.success());
    let seal = |policy: &str| {
        let line = r#"echo '{"email":"ada@example.com"}'"#;
        let sealed =
            waxseal(&folder, &format!("{line} | waxseal seal --policy {policy} --form signup --given newsletter"));
        text(&sealed).to_owned()
    };
    let mut server = Server::start(&folder, &["--policy", "old.json", "--policy", new]);
    for policy in ["old.json", "waxseal.json"] {
        assert!(server.post(&seal(policy)).starts_with("HTTP/1.1 201 "), "{policy}");
    }

    let retire = |mh: &str| waxseal(&folder, &format!("waxseal policy retire --store sqlite:waxseal.db {mh}"));
    let words = |output: &Output| str::from_utf8(&output.stderr).unwrap().to_owned();
    let unknown = retire("nothing");
    assert_eq!((unknown.status.code(), unknown.stdout.len()), (Some(2), 0));
    assert!(words(&unknown).starts_with("error: unknown-policy: "), "{unknown:?}");
    assert!(words(&unknown).contains(&mh("old.json")) && words(&unknown).contains(&mh(new)), "{unknown:?}");
    for said in ["retired ", "was retired before"] {
        let retired = retire(&mh("old.json"));
        assert!(retired.status.success() && words(&retired).contains(said), "{retired:?}");
    }
    assert!(server.post(&seal("waxseal.json")).starts_with("HTTP/1.1 201 "));
    let refused = server.post(&seal("old.json"));
    assert!(refused.starts_with("HTTP/1.1 422 ") && refused.contains(r#""code":"policy-retired""#), "{refused}");

    assert!(waxseal(&folder, "waxseal policy renew --root root.key waxseal.signed.json").status.success());
    let hung_up = Command::new("kill").args(["-HUP", &server.child.id().to_string()]).status().unwrap();
    assert!(hung_up.success());
    let renewed = fs::read_to_string(file(new)).unwrap();
    let published = || {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        stream.write_all(b"GET /waxseal.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let mut looks = 0;
    while !published().ends_with(&renewed) {
        looks += 1;
        assert!(looks < 500, "it still serves the policy before");
        thread::sleep(Duration::from_millis(20));
    }
    let log = server.stop();
    assert_eq!(
        log.matches("policy-expires-soon").count(),
        1,
        "a day before its end, and no more after it was renewed: {log}"
    );
    assert!(log.contains("policy-reloaded"), "{log}");

    // A store is not made by the wish to retire something from it.
    let none = waxseal(&folder, "waxseal policy retire --store sqlite:none.db x");
    assert!(none.status.code() == Some(2) && words(&none).starts_with("error: there is no store none.db"), "{none:?}");
    assert!(!file("none.db").exists());
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
