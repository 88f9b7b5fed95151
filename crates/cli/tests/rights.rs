//! What a person may ask for and what a policy promises: nothing is left of what was erased.
#![cfg(unix)]

use std::fs;

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

#[path = "support/server.rs"]
mod server;
mod support;

use server::{Server, page, seal, text, waxseal};

const PERSON: &str = r#"{"email":"ada@example.com"}"#;

/// A receiver that holds so many submissions, and their envelopes.
fn kept(folder: &TempDir, count: usize) -> (Server, Vec<String>) {
    let server = Server::start(folder, &["--policy", "waxseal.json"]);
    let envelopes: Vec<String> = (0..count).map(|_| seal(folder, PERSON).trim().to_owned()).collect();
    for envelope in &envelopes {
        assert!(server.post(envelope).starts_with("HTTP/1.1 201 "));
    }
    (server, envelopes)
}

fn sid(envelope: &str) -> String {
    serde_json::from_str::<Value>(envelope).unwrap()["sid"].as_str().unwrap().to_owned()
}

/// Whether the ciphertext lies in any of the store's files.
fn is_left(folder: &TempDir, envelope: &str) -> bool {
    let envelope: Value = serde_json::from_str(envelope).unwrap();
    let sealed = envelope["parts"][0]["ciphertext"].as_str().unwrap().as_bytes();
    ["waxseal.db", "waxseal.db-wal"].iter().any(|name| {
        let file = fs::read(folder.path().join(name)).unwrap_or_default();
        sealed.chunks(32).any(|piece| file.windows(piece.len()).any(|window| window == piece))
    })
}

fn words(output: &std::process::Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn what_is_erased_while_the_receiver_runs_is_gone_from_its_files_and_does_not_come_back() {
    let folder = page();
    let (mut server, envelopes) = kept(&folder, 3);
    let erased = sid(&envelopes[1]);
    assert!(is_left(&folder, &envelopes[1]));

    let dry = waxseal(&folder, &format!("waxseal erase --store sqlite:waxseal.db --dry-run --sid {erased}"));
    assert_eq!((dry.status.code(), text(&dry)), (Some(0), &*format!("{{\"sid\":\"{erased}\"}}\n")));
    assert!(is_left(&folder, &envelopes[1]), "a dry run erases nothing");

    let done = waxseal(&folder, &format!("waxseal erase --store sqlite:waxseal.db --sid {erased}"));
    let line: Value = serde_json::from_str(text(&done)).unwrap();
    assert_eq!((done.status.code(), &line["sid"]), (Some(0), &Value::from(erased.as_str())), "{}", words(&done));
    assert!(line["erased"].as_i64().unwrap() > 1_700_000_000);
    assert!(!is_left(&folder, &envelopes[1]));
    assert!(is_left(&folder, &envelopes[0]) && is_left(&folder, &envelopes[2]));
    assert!(!words(&done).contains("ada@"));

    assert!(server.post(&envelopes[1]).starts_with("HTTP/1.1 409 "), "it does not come back");
    assert!(server.post(&envelopes[0]).starts_with("HTTP/1.1 200 "));
    server.stop();
    let opened = waxseal(
        &folder,
        "waxseal export --store sqlite:waxseal.db | waxseal open -k waxseal.key | grep -o '\"sid\":\"[^\"]*\"' | sort -u",
    );
    assert!(text(&opened).contains(&sid(&envelopes[0])) && !text(&opened).contains(&erased));
    let check = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db --salvage whole.db");
    assert_eq!(check.status.code(), Some(0), "{}", words(&check));
    let again = waxseal(&folder, &format!("waxseal erase --store sqlite:whole.db --sid {erased}"));
    assert!(text(&again).contains("\"before\":true"), "what is salvaged keeps its journal: {}", words(&again));
}

#[test]
fn the_journal_erases_again_what_an_older_backup_brought_back() {
    let folder = page();
    let (mut server, envelopes) = kept(&folder, 2);
    assert_eq!(waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db").status.code(), Some(0));
    let erase = format!("waxseal erase --store sqlite:waxseal.db --sid {} > erased.jsonl", sid(&envelopes[0]));
    assert_eq!(waxseal(&folder, &erase).status.code(), Some(0));
    server.stop();
    fs::remove_file(folder.path().join("waxseal.db")).unwrap();
    assert_eq!(waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db").status.code(), Some(0));
    assert!(is_left(&folder, &envelopes[0]));
    let again = waxseal(&folder, "waxseal erase --store sqlite:waxseal.db erased.jsonl");
    assert_eq!(again.status.code(), Some(0), "{}", words(&again));
    assert!(!is_left(&folder, &envelopes[0]) && is_left(&folder, &envelopes[1]));
}

#[test]
fn ids_that_cannot_be_read_or_were_never_there_erase_nothing_and_are_told() {
    let folder = page();
    let (mut server, envelopes) = kept(&folder, 1);
    server.stop();
    let known = sid(&envelopes[0]);
    let bad = waxseal(
        &folder,
        &format!("printf '{{\"sid\":\"{known}\"}}\\nada@example.com\\n' | waxseal erase --store sqlite:waxseal.db"),
    );
    assert_eq!((bad.status.code(), text(&bad)), (Some(1), ""));
    assert!(words(&bad).starts_with("line 2: malformed: ") && !words(&bad).contains("ada@"), "{}", words(&bad));
    assert!(is_left(&folder, &envelopes[0]));
    let bad = waxseal(&folder, "waxseal erase --store sqlite:waxseal.db --sid ada@example.com");
    assert_eq!(bad.status.code(), Some(2));
    let never = waxseal(&folder, "waxseal erase --store sqlite:waxseal.db --sid Ei9Yir4ShwhGziZuWXz_uQ");
    assert_eq!((never.status.code(), text(&never)), (Some(1), ""));
    assert!(words(&never).starts_with("unknown-submission: "), "{}", words(&never));
}

#[test]
fn purge_erases_what_the_policy_does_not_let_be_kept_and_says_so_a_day_ahead() {
    let folder = page();
    let policy = fs::read_to_string(folder.path().join("waxseal.json")).unwrap();
    let kept_for_a_day = policy.replace(
        "\"preset\": \"newsletter\",",
        "\"preset\": \"newsletter\", \"retention\": {\"from\": \"collection\", \"duration\": \"P2D\"},",
    );
    assert_ne!(policy, kept_for_a_day);
    fs::write(folder.path().join("waxseal.json"), kept_for_a_day).unwrap();
    let (mut server, envelopes) = kept(&folder, 2);
    server.stop();
    let purge = |more: &str| waxseal(&folder, &format!("waxseal purge --store sqlite:waxseal.db {more}"));
    let db = Connection::open(folder.path().join("waxseal.db")).unwrap();
    db.execute("UPDATE submissions SET received = unixepoch() - 3 * 86400 WHERE id = 1", []).unwrap();
    drop(db);

    let line = |envelope: &str| format!("{{\"sid\":\"{}\"}}\n", sid(envelope));
    assert_eq!(text(&purge("--dry-run")), line(&envelopes[0]));
    let later = purge("--dry-run --at $(($(date +%s) + 3 * 86400))");
    assert_eq!(text(&later), format!("{}{}", line(&envelopes[0]), line(&envelopes[1])));
    assert_eq!(purge("--at 2099-01-01").status.code(), Some(2), "nothing goes before its time");
    assert!(is_left(&folder, &envelopes[0]));

    let done = purge("");
    assert_eq!(done.status.code(), Some(0), "{}", words(&done));
    assert!(text(&done).contains(&sid(&envelopes[0])) && !text(&done).contains(&sid(&envelopes[1])));
    assert!(!is_left(&folder, &envelopes[0]) && is_left(&folder, &envelopes[1]));
    assert_eq!(text(&purge("")), "");
}
