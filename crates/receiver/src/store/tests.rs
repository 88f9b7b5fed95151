use super::*;

fn sealed(number: u8, body: &str) -> Sealed {
    let (form, mh, record) = ("signup".into(), "mh".into(), format!("record of {body}").into());
    Sealed { sid: [number; 16], form, revision: 1, mh, record, body: body.into(), gpc: false }
}

/// A store that knows one policy, `mh`.
pub(super) fn open(path: &Path) -> Sqlite {
    let mut store = Sqlite::open(path).unwrap();
    store
        .remember_policy(&KnownPolicy {
            mh: "mh".into(),
            bytes: b"{}".to_vec(),
            first_seen: 1,
            expires: None,
            retired: None,
        })
        .unwrap();
    store
}

#[test]
fn only_sqlite_files_are_stores() {
    assert_eq!("sqlite:a/b.db".parse(), Ok(StoreUrl::Sqlite("a/b.db".into())));
    for url in ["sqlite:", "sqlite::memory:", "postgres://u:secret@h/db", "waxseal.db", ""] {
        let error = url.parse::<StoreUrl>().unwrap_err();
        assert_eq!(error.code(), "unknown-store", "{url}");
        assert!(!error.to_string().contains("secret"));
    }
}

#[test]
fn the_same_bytes_are_kept_once_and_other_bytes_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(&dir.path().join("waxseal.db"));
    let (first, again, other) = (sealed(1, "one"), sealed(1, "one"), sealed(1, "two"));
    let kept = store.insert(&[&first, &again, &other], 10).unwrap();
    assert_eq!(kept, [Kept::New { received: 10 }, Kept::Again { received: 10 }, Kept::Conflict]);
    assert_eq!(store.insert(&[&again, &other], 20).unwrap(), [Kept::Again { received: 10 }, Kept::Conflict]);
    assert_eq!(store.count().unwrap(), 1);
}

#[test]
fn what_is_closed_and_opened_again_is_all_there_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("waxseal.db");
    let mut store = open(&path);
    for number in (0..200).rev() {
        store.insert(&[&sealed(number, &format!("body {number}"))], 5).unwrap();
    }
    store.close().unwrap();
    assert!(!dir.path().join("waxseal.db-wal").exists(), "closing leaves one file");

    let store = Sqlite::open_read_only(&path).unwrap();
    let read: Vec<_> = store.submissions().map(|stored| stored.unwrap().body).collect();
    let expected: Vec<_> = (0..200).rev().map(|number| format!("body {number}").into_bytes()).collect();
    assert_eq!(read, expected);
}

#[test]
fn an_export_sees_what_a_running_writer_committed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("waxseal.db");
    let mut writing = open(&path);
    let reading = Sqlite::open_read_only(&path).unwrap();
    let mut submissions = reading.submissions();
    writing.insert(&[&sealed(1, "one")], 5).unwrap();
    assert_eq!(submissions.next().unwrap().unwrap().body, b"one");
    writing.insert(&[&sealed(2, "two")], 6).unwrap();
    assert_eq!(submissions.next().unwrap().unwrap().body, b"two");
    assert!(submissions.next().is_none());
}

#[test]
fn a_file_that_is_not_a_store_of_this_release_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let newer = dir.path().join("newer.db");
    drop(open(&newer));
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let older = dir.path().join("older.db");
    drop(open(&older));
    rusqlite::Connection::open(&older).unwrap().pragma_update(None, "user_version", 2).unwrap();
    let foreign = dir.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let text = dir.path().join("notes.txt");
    std::fs::write(&text, "these are notes, and long enough that SQLite looks at them twice").unwrap();

    for (path, code) in
        [(&older, "older-format"), (&newer, "newer-store"), (&foreign, "not-a-store"), (&text, "not-a-store")]
    {
        let before = std::fs::read(path).unwrap();
        assert_eq!(Sqlite::open(path).unwrap_err().code(), code, "{}", path.display());
        assert_eq!(Sqlite::open_read_only(path).unwrap_err().code(), code, "{}", path.display());
        assert_eq!(std::fs::read(path).unwrap(), before, "{}", path.display());
    }
    let missing = Sqlite::open_read_only(&dir.path().join("none.db")).unwrap_err();
    assert_eq!(missing.code(), "store-missing");
}

fn withdrawal(number: u8, purposes: &[&str], body: &str) -> Withdrawal {
    let purposes = purposes.iter().map(ToString::to_string).collect();
    let time = "2026-11-23T10:00:00.000+00:00".into();
    Withdrawal { sid: [number; 16], purposes, reason: None, time, body: body.into() }
}

#[test]
fn what_is_taken_back_already_is_answered_with_the_time_of_then() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(&dir.path().join("waxseal.db"));
    store.insert(&[&sealed(1, "one"), &sealed(2, "two")], 10).unwrap();
    let first = withdrawal(1, &["b"], "1");
    let rows = [
        (vec![&first], 20, vec![TakenBack::New { received: 20 }]),
        (vec![&first], 30, vec![TakenBack::Before { received: 20 }]),
    ];
    for (batch, received, expected) in rows {
        assert_eq!(store.withdraw(&batch, received).unwrap(), expected);
    }
    let (same, more, all) =
        (withdrawal(1, &["b"], "2"), withdrawal(1, &["a", "b"], "3"), withdrawal(1, &["b", "a"], "4"));
    let kept = store.withdraw(&[&same, &more, &all], 40).unwrap();
    let before = |received| TakenBack::Before { received };
    assert_eq!(kept, [before(20), TakenBack::New { received: 40 }, before(40)], "within one commit, too");

    let stored: Vec<_> = store.submissions().map(Result::unwrap).collect();
    let withdrawn = |purpose: &str, received| Withdrawn { purpose: purpose.into(), received, reason: None };
    assert_eq!(stored[0].withdrawn, [withdrawn("b", 20), withdrawn("a", 40), withdrawn("b", 40)]);
    assert_eq!(stored[1].withdrawn, []);
}

#[test]
fn with_an_old_receipt_what_was_given_anew_is_taken_back_anew() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(&dir.path().join("waxseal.db"));
    let (new, before) = (|received| TakenBack::New { received }, |received| TakenBack::Before { received });
    store.insert(&[&sealed(1, "one")], 10).unwrap();
    // All in one second: no clock tells what came first.
    assert_eq!(store.withdraw(&[&withdrawal(1, &["a"], "1")], 10).unwrap(), [new(10)]);
    assert_eq!(store.withdraw(&[&withdrawal(1, &["a"], "2")], 10).unwrap(), [before(10)], "nothing came since");
    store.insert(&[&sealed(2, "perhaps the same person")], 10).unwrap();
    assert_eq!(store.withdraw(&[&withdrawal(1, &["a"], "1")], 11).unwrap(), [before(10)], "the same bytes, replayed");
    assert_eq!(store.withdraw(&[&withdrawal(1, &["a"], "3")], 12).unwrap(), [new(12)]);
    assert_eq!(store.withdraw(&[&withdrawal(1, &["a"], "4")], 13).unwrap(), [before(12)]);
    let times: Vec<_> = store.submissions().next().unwrap().unwrap().withdrawn.iter().map(|it| it.received).collect();
    assert_eq!(times, [10, 12]);
}

#[test]
fn of_very_many_withdrawals_the_last_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let mut store = open(&dir.path().join("waxseal.db"));
    for number in 1..=129 {
        store.insert(&[&sealed(number, &format!("body {number}"))], 5).unwrap();
        store.withdraw(&[&withdrawal(1, &["a", "b"], &number.to_string())], i64::from(number)).unwrap();
    }
    let withdrawn = store.submissions().next().unwrap().unwrap().withdrawn;
    assert_eq!((withdrawn.len(), withdrawn[0].received, withdrawn[255].received), (256, 2, 129));
}

#[test]
fn a_record_lies_apart_and_what_was_taken_back_stays() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("waxseal.db");
    let mut store = open(&path);
    store.insert(&[&sealed(1, "one")], 10).unwrap();
    store.withdraw(&[&withdrawal(1, &["a"], "1")], 20).unwrap();
    assert_eq!(store.record([1; 16]).unwrap().unwrap(), b"record of one");
    assert_eq!(store.record([2; 16]).unwrap(), None);
    assert!(store.withdraw(&[&withdrawal(2, &["a"], "2")], 20).is_err(), "nothing without its record");

    let db = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "UPDATE withdrawals SET received = 1",
        "DELETE FROM withdrawals",
        "UPDATE records SET record = x'00'",
        "DELETE FROM records",
        "UPDATE withdrawals SET purposes = '[]'",
    ] {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
    db.execute_batch("DELETE FROM submissions").unwrap();
    assert_eq!(store.record([1; 16]).unwrap().unwrap(), b"record of one", "the proof outlives the data");
}

#[cfg(unix)]
#[test]
fn a_new_store_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let store = open(&dir.path().join("waxseal.db"));
    for name in ["waxseal.db", "waxseal.db-wal"] {
        let mode = dir.path().join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    drop(store);
}
