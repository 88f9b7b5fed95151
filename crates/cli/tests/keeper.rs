//! A store that is looked after: checked, copied while it is in use, lost and put back.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

#[path = "support/server.rs"]
mod server;
mod support;

use server::{Server, page, seal, text, waxseal};

/// As fast as the machine is.
const NO_LIMIT: [&str; 6] = ["--policy", "waxseal.json", "--client-rate", "1000000", "--client-burst", "1000000"];

/// A store of six submissions, of which the first is taken back, and their ids in the order of receipt.
fn kept() -> (TempDir, Vec<String>) {
    let folder = page();
    let mut server = Server::start(&folder, &NO_LIMIT);
    for envelope in sealed(&folder, 6).lines() {
        assert!(server.post(envelope).starts_with("HTTP/1.1 201 "));
    }
    let sids = sids(&folder, "waxseal.db");
    take_back(&folder, &server, &sids[0]);
    server.stop();
    (folder, sids)
}

/// So many envelopes, one on each line.
fn sealed(folder: &TempDir, count: usize) -> String {
    let values: Vec<_> = (0..count).map(|number| format!("{{\"email\":\"p{number}@example.com\"}}")).collect();
    seal(folder, &values.join("\n"))
}

fn take_back(folder: &TempDir, server: &Server, sid: &str) {
    let send = format!("--signer owner-sign.key --reason called --send http://{}", server.address);
    let taken = waxseal(folder, &format!("waxseal withdraw --by-owner --sid={sid} --purpose newsletter {send}"));
    assert_eq!(taken.status.code(), Some(0), "{taken:?}");
}

/// The ids that an export of the store prints.
fn sids(folder: &TempDir, store: &str) -> Vec<String> {
    let exported = waxseal(folder, &format!("waxseal export --store sqlite:{store}"));
    lines(&exported).iter().map(|line| line["envelope"]["sid"].as_str().unwrap().to_owned()).collect()
}

fn lines(output: &Output) -> Vec<Value> {
    text(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

fn names(folder: &TempDir) -> BTreeSet<String> {
    fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Changes the store as no program of ours does.
fn change(folder: &TempDir, sql: &str) {
    let db = Connection::open(folder.path().join("waxseal.db")).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for trigger in ["records_stay", "records_remain", "withdrawals_stay", "withdrawals_remain"] {
        db.execute_batch(&format!("DROP TRIGGER IF EXISTS {trigger}")).unwrap();
    }
    db.execute_batch(sql).unwrap();
}

/// SHA-256 of `{}`.
const HASH: &str = "x'44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'";

#[test]
fn a_row_that_is_damaged_is_named_with_its_code_and_the_others_are_whole() {
    // What is changed of the second submission or of the first one's withdrawal; its table and code; how many submissions
    // are whole by the check, and how many lines an export prints.
    let of_second = "WHERE sid = (SELECT sid FROM submissions WHERE id = 2)";
    let rows = [
        ("UPDATE submissions SET body = substr(body, 2) WHERE id = 2".into(), "submissions", "hash-mismatch", 5, 5),
        ("UPDATE submissions SET hash = zeroblob(32) WHERE id = 2".into(), "submissions", "hash-mismatch", 5, 5),
        (
            format!("UPDATE submissions SET body = x'7b7d', hash = {HASH} WHERE id = 2"),
            "submissions",
            "malformed",
            5,
            5,
        ),
        ("UPDATE submissions SET form = 'contact' WHERE id = 2".into(), "submissions", "column-mismatch", 5, 5),
        ("UPDATE submissions SET revision = 9 WHERE id = 2".into(), "submissions", "column-mismatch", 5, 5),
        ("UPDATE submissions SET mh = 'other' WHERE id = 2".into(), "submissions", "column-mismatch", 5, 5),
        (format!("DELETE FROM records {of_second}"), "submissions", "record-missing", 5, 6),
        (format!("UPDATE records SET record = x'7b7d' {of_second}"), "records", "record-mismatch", 6, 6),
        ("UPDATE withdrawals SET body = x'00'".into(), "withdrawals", "hash-mismatch", 6, 5),
        (format!("UPDATE withdrawals SET body = x'7b7d', hash = {HASH}"), "withdrawals", "malformed", 6, 5),
        ("UPDATE withdrawals SET purposes = '[\"other\"]'".into(), "withdrawals", "column-mismatch", 6, 5),
        ("UPDATE withdrawals SET reason = 'another'".into(), "withdrawals", "column-mismatch", 6, 5),
        (
            "UPDATE withdrawals SET time = '2020-01-01T00:00:00.000+00:00'".into(),
            "withdrawals",
            "column-mismatch",
            6,
            5,
        ),
        ("UPDATE policies SET bytes = x'7b7d'".into(), "policies", "hash-mismatch", 6, 6),
    ];
    let (folder, sids) = kept();
    let whole = fs::read(folder.path().join("waxseal.db")).unwrap();
    for (sql, table, code, submissions, exported) in rows {
        let sql: String = sql;
        fs::write(folder.path().join("waxseal.db"), &whole).unwrap();
        change(&folder, &sql);
        let checked = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db");
        let found = lines(&checked);
        assert_eq!((checked.status.code(), found.len()), (Some(1), 1), "{sql}: {checked:?}");
        assert_eq!((&found[0]["table"], &found[0]["code"]), (&table.into(), &code.into()), "{sql}");
        match table {
            "policies" => assert!(found[0]["mh"].is_string(), "{sql}"),
            "withdrawals" => assert_eq!(found[0]["sid"], *sids[0], "{sql}"),
            _ => assert_eq!(found[0]["sid"], *sids[1], "{sql}"),
        }
        let sum = format!("waxseal.db: {submissions} submissions are whole\nerror: 1 faults found in waxseal.db\n");
        assert!(words(&checked).contains(&format!(": {code}: ")) && words(&checked).ends_with(&sum), "{checked:?}");

        let output = waxseal(&folder, "waxseal export --store sqlite:waxseal.db");
        assert_eq!(lines(&output).len(), exported, "{sql}");
        assert_eq!(output.status.code(), Some(i32::from(exported < 6)), "{sql}");
        assert_eq!(words(&output).contains(&format!(": {code}: ")), exported < 6, "{sql}: {output:?}");

        // A backup is whole or is not there.
        let backup = waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db");
        assert_eq!((backup.status.code(), lines(&backup)), (Some(1), found), "{sql}: {backup:?}");
        assert!(!folder.path().join("backup.db").exists(), "{sql}");
    }
}

#[test]
fn a_store_that_is_whole_has_nothing_to_tell() {
    let (folder, _) = kept();
    // A submission that was deleted leaves its record; that is no damage.
    change(&folder, "DELETE FROM submissions WHERE id = 3");
    let checked = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db");
    assert_eq!((checked.status.code(), text(&checked)), (Some(0), ""));
    assert_eq!(words(&checked), "waxseal.db: 5 submissions are whole\n");
}

#[test]
fn of_a_file_with_a_page_that_cannot_be_read_the_rest_is_exported_and_salvaged() {
    let folder = page();
    let mut server = Server::start(&folder, &NO_LIMIT);
    for envelope in sealed(&folder, 60).lines() {
        assert!(server.post(envelope).starts_with("HTTP/1.1 201 "));
    }
    server.stop();
    let all = sids(&folder, "waxseal.db");
    // A leaf of the table: the page that holds the thirtieth submission's row.
    let path = folder.path().join("waxseal.db");
    let page: u32 = {
        let bytes = fs::read(&path).unwrap();
        let sid = waxseal_core::base64url_decode(&all[30]).unwrap();
        let leaf =
            |page: &[u8]| page[0] == 0x0d && page.windows(21).any(|it| it[..16] == sid[..] && &it[16..] == b"signu");
        u32::try_from(bytes.chunks(4096).position(leaf).unwrap()).unwrap()
    };
    let file = File::options().write(true).open(&path).unwrap();
    file.write_all_at(&[0xff; 4096], u64::from(page) * 4096).unwrap();
    drop(file);

    let exported = waxseal(&folder, "waxseal export --store sqlite:waxseal.db");
    let left: Vec<String> =
        lines(&exported).iter().map(|line| line["envelope"]["sid"].as_str().unwrap().to_owned()).collect();
    assert_eq!(exported.status.code(), Some(1));
    let lost: Vec<&String> = all.iter().filter(|sid| !left.contains(sid)).collect();
    assert!((1..20).contains(&lost.len()) && lost.contains(&&all[30]), "{lost:?}");
    assert_eq!(words(&exported).matches(": unreadable: ").count(), lost.len(), "{exported:?}");
    for sid in &lost {
        assert!(words(&exported).contains(&format!("submissions sid {sid}: unreadable: ")), "{sid}");
    }

    let checked = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db --salvage whole.db");
    assert_eq!(checked.status.code(), Some(1));
    let told: Vec<_> = lines(&checked).iter().map(|line| line["sid"].as_str().unwrap().to_owned()).collect();
    assert_eq!(told, lost.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert!(words(&checked).contains("file: store-damaged: "), "{checked:?}");
    assert!(words(&checked).contains(&format!("whole.db: {} submissions copied\n", left.len())), "{checked:?}");
    assert_eq!(sids(&folder, "whole.db"), left);
    let again = waxseal(&folder, "waxseal store check --store sqlite:whole.db");
    assert_eq!((again.status.code(), text(&again)), (Some(0), ""), "{again:?}");

    let backup = waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db");
    assert!(words(&backup).starts_with("error: store-damaged: "), "{backup:?}");
    assert_eq!((backup.status.code(), folder.path().join("backup.db").exists()), (Some(2), false));
}

#[test]
fn wherever_a_file_is_damaged_the_check_says_so_and_a_backup_is_not_made() {
    let (folder, _) = kept();
    let path = folder.path().join("waxseal.db");
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    for page in 0..pages {
        let mut damaged = whole.clone();
        // What marks the file stays: it is still known for a store.
        let start = if page == 0 { 100 } else { page * 4096 };
        damaged[start..(page + 1) * 4096].fill(0xa5);
        let cut = whole[..(page * 4096).max(100)].to_vec();
        for (how, bytes) in [("overwritten", damaged), ("cut", cut)] {
            fs::write(&path, bytes).unwrap();
            let checked = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db");
            assert_eq!(checked.status.code(), Some(1), "page {page} {how}: {checked:?}");
            assert!(words(&checked).contains("store-damaged"), "page {page} {how}: {checked:?}");
            let backup = waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db");
            assert!(matches!(backup.status.code(), Some(1 | 2)), "page {page} {how}: {backup:?}");
            assert!(!folder.path().join("backup.db").exists(), "page {page} {how}");
        }
    }
}

#[test]
fn salvage_takes_from_the_envelope_what_is_damaged_beside_it() {
    let (folder, sids) = kept();
    change(
        &folder,
        "UPDATE submissions SET body = substr(body, 2) WHERE id = 2;
         UPDATE submissions SET form = 'contact', revision = 9 WHERE id = 3;
         DELETE FROM records WHERE sid = (SELECT sid FROM submissions WHERE id = 4);
         UPDATE records SET record = x'7b7d' WHERE sid = (SELECT sid FROM submissions WHERE id = 5)",
    );
    let checked = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db --salvage whole.db");
    assert_eq!((checked.status.code(), lines(&checked).len()), (Some(1), 4), "{checked:?}");
    let again = waxseal(&folder, "waxseal store check --store sqlite:whole.db");
    assert_eq!((again.status.code(), words(&again)), (Some(0), "whole.db: 5 submissions are whole\n"));
    let exported = waxseal(&folder, "waxseal export --store sqlite:whole.db");
    let whole: Vec<_> = sids.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, sid)| sid.as_str()).collect();
    assert!(lines(&exported).iter().map(|line| line["envelope"]["sid"].as_str().unwrap()).eq(whole));
    assert_eq!(lines(&exported)[0]["withdrawn"][0]["purpose"], "newsletter");

    let taken = waxseal(&folder, "waxseal store check --store sqlite:waxseal.db --salvage whole.db");
    assert!(words(&taken).starts_with("error: store-exists: whole.db exists already"), "{taken:?}");
    assert_eq!((taken.status.code(), taken.stdout.len()), (Some(2), 0));
}

#[test]
fn serving_a_policy_again_mends_it_in_the_store() {
    let (folder, _) = kept();
    for sql in ["UPDATE policies SET bytes = x'7b7d'", "DELETE FROM policies"] {
        change(&folder, sql);
        assert_eq!(waxseal(&folder, "waxseal store check --store sqlite:waxseal.db").status.code(), Some(1), "{sql}");
        Server::start(&folder, &NO_LIMIT).stop();
        assert_eq!(waxseal(&folder, "waxseal store check --store sqlite:waxseal.db").status.code(), Some(0), "{sql}");
    }
}

#[test]
fn a_backup_taken_under_load_is_whole_and_what_came_after_it_is_named_by_the_log() {
    const ALL: usize = 240;
    /// Those that are sent before the backup has ended.
    const DURING: usize = 200;
    let folder = page();
    let mut server = Server::start(&folder, &NO_LIMIT);
    let sealed = sealed(&folder, ALL);
    let envelopes: Vec<&str> = sealed.lines().collect();
    let (next, answered) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (at_least, backup) = thread::scope(|scope| {
        for _ in 0..4 {
            let (next, answered, envelopes, server) = (&next, &answered, &envelopes, &server);
            scope.spawn(move || {
                while let Some(envelope) = envelopes[..DURING].get(next.fetch_add(1, Ordering::SeqCst)) {
                    assert!(server.post(envelope).starts_with("HTTP/1.1 201 "));
                    answered.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while answered.load(Ordering::SeqCst) < 40 {
            thread::yield_now();
        }
        let at_least = answered.load(Ordering::SeqCst);
        (at_least, waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db"))
    });
    assert_eq!((backup.status.code(), backup.stdout.len()), (Some(0), 0), "{backup:?}");
    for envelope in &envelopes[DURING..] {
        assert!(server.post(envelope).starts_with("HTTP/1.1 201 "));
    }
    let backed_up: BTreeSet<String> = sids(&folder, "backup.db").into_iter().collect();
    assert!((at_least..=DURING).contains(&backed_up.len()), "{at_least} {}", backed_up.len());
    let sum = format!("backup.db: {} submissions, all of them checked\n", backed_up.len());
    assert_eq!(words(&backup), sum);
    let mode = folder.path().join("backup.db").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "for its owner only");
    assert!(!names(&folder).iter().any(|name| name.starts_with(".waxseal-") || name.starts_with("backup.db-")));
    let taken = waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db");
    assert!(words(&taken).starts_with("error: store-exists: backup.db exists already"), "{taken:?}");

    let first = backed_up.first().unwrap().clone();
    take_back(&folder, &server, &first);
    let all: BTreeSet<String> = sids(&folder, "waxseal.db").into_iter().collect();
    assert_eq!(all.len(), ALL);
    fs::write(folder.path().join("receiver.log"), server.stop()).unwrap();
    let missing: BTreeSet<(String, String)> = all
        .difference(&backed_up)
        .map(|sid| (sid.clone(), "stored".to_owned()))
        .chain([(first, "withdrawn".to_owned())])
        .collect();

    // The disaster.
    fs::remove_file(folder.path().join("waxseal.db")).unwrap();
    let before = names(&folder);
    let verified = waxseal(&folder, "waxseal restore backup.db --verify");
    assert_eq!((verified.status.code(), verified.stdout.len(), names(&folder)), (Some(0), 0, before));
    let restored = waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db --verify --log receiver.log");
    let told: BTreeSet<(String, String)> = lines(&restored)
        .iter()
        .map(|line| (line["sid"].as_str().unwrap().to_owned(), line["code"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!((restored.status.code(), told), (Some(1), missing), "{}", words(&restored));
    assert_eq!(sids(&folder, "waxseal.db").into_iter().collect::<BTreeSet<_>>(), backed_up);

    // It goes on as if nothing had been lost: what is sent again is kept once.
    let mut server = Server::start(&folder, &NO_LIMIT);
    for envelope in &envelopes {
        assert!(server.post(envelope).starts_with("HTTP/1.1 20"));
    }
    server.stop();
    assert_eq!(sids(&folder, "waxseal.db").into_iter().collect::<BTreeSet<_>>(), all);
    let there = waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db");
    assert!(words(&there).starts_with("error: store-exists: waxseal.db exists already"), "{there:?}");
    assert_eq!((there.status.code(), sids(&folder, "waxseal.db").len()), (Some(2), ALL));
}

#[test]
fn nothing_is_restored_beside_the_log_of_another_store_or_from_a_damaged_backup() {
    let (folder, _) = kept();
    let moved = waxseal(&folder, "waxseal backup --store sqlite:waxseal.db backup.db && rm waxseal.db*");
    assert_eq!(moved.status.code(), Some(0));
    for left in ["waxseal.db-wal", "waxseal.db-shm", "waxseal.db-journal"] {
        fs::write(folder.path().join(left), "left over").unwrap();
        let refused = waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db");
        assert!(words(&refused).starts_with(&format!("error: store-exists: {left} exists already")), "{refused:?}");
        assert!(words(&refused).contains("\nhint: it belongs to the store that was there"), "{refused:?}");
        fs::remove_file(folder.path().join(left)).unwrap();
    }

    let text = fs::read(folder.path().join("backup.db")).unwrap();
    for (bytes, status, code) in [
        (&text[..text.len() / 2], 2, "store-damaged"),
        (b"", 2, "not-a-store"),
        (b"these are notes, and long enough that SQLite looks at them twice", 2, "not-a-store"),
    ] {
        fs::write(folder.path().join("broken.db"), bytes).unwrap();
        let refused = waxseal(&folder, "waxseal restore broken.db --store sqlite:waxseal.db");
        assert!(words(&refused).contains(code), "{code}: {refused:?}");
        assert_eq!((refused.status.code(), folder.path().join("waxseal.db").exists()), (Some(status), false), "{code}");
    }
    let gone = waxseal(&folder, "waxseal restore none.db --verify");
    assert_eq!(
        (gone.status.code(), words(&gone)),
        (Some(2), "error: store-missing: there is no store none.db; `waxseal serve` makes it\n")
    );
    let no_log = waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db --log none.log");
    assert_eq!((no_log.status.code(), folder.path().join("waxseal.db").exists()), (Some(2), false));
    let restored = waxseal(&folder, "waxseal restore backup.db --store sqlite:waxseal.db");
    assert_eq!(words(&restored), "waxseal.db: 6 submissions, all of them checked\n");
}
