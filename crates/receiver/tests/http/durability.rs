//! An answer means that the disk has it.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::Duration,
};

use waxseal_receiver::store::Sqlite;

use crate::support::{JSON, SIGNUP, Server, sealed};

#[test]
fn what_was_answered_is_in_the_files_even_if_the_process_dies_right_then() {
    let server = Server::start();
    thread::scope(|scope| {
        for sender in 0..64 {
            let server = &server;
            scope.spawn(move || {
                for number in 0..2 {
                    assert_eq!(server.post(SIGNUP, JSON, &sealed(sender * 2 + number)).status, 201);
                }
            });
        }
    });
    // The files as a killed process leaves them: no checkpoint, no close.
    let copy = tempfile::tempdir().unwrap();
    for file in server.dir.path().read_dir().unwrap().map(Result::unwrap) {
        if !file.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
    }
    let store = Sqlite::open(&copy.path().join("waxseal.db")).unwrap();
    let kept: BTreeSet<_> = store.submissions().map(|stored| stored.unwrap().sid[..2].to_owned()).collect();
    assert_eq!(kept.len(), 128);
}

#[test]
fn many_senders_of_the_same_bytes_get_one_row_and_one_answer() {
    let server = Server::start();
    let envelope = sealed(1);
    let answers: Vec<_> = thread::scope(|scope| {
        let senders: Vec<_> = (0..16).map(|_| scope.spawn(|| server.post(SIGNUP, JSON, &envelope))).collect();
        senders.into_iter().map(|sender| sender.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 15);
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    assert_eq!(Sqlite::open_read_only(&server.database()).unwrap().count().unwrap(), 1);
}

#[test]
fn a_repeat_after_a_restart_gets_the_first_answer() {
    let server = Server::start();
    let envelope = sealed(1);
    let first = server.post(SIGNUP, JSON, &envelope);
    let server = Server::within(server.stop(), |_| {});
    let again = server.post(SIGNUP, JSON, &envelope);
    assert_eq!((again.status, again.body), (200, first.body));
}

#[test]
fn stopping_finishes_what_is_under_way_and_leaves_one_file() {
    let server = Server::start();
    let envelope = sealed(1);
    let head = format!(
        "POST {SIGNUP} HTTP/1.1\r\nhost: x\r\ncontent-type: {JSON}\r\ncontent-length: {}\r\n\r\n",
        envelope.len()
    );
    let mut under_way = TcpStream::connect(server.addr).unwrap();
    under_way.write_all(head.as_bytes()).unwrap();
    server.wait_for("waxseal_requests 1");
    let (addr, admin, log, dir) = (server.addr, server.admin, server.log.clone(), Arc::clone(&server.dir));
    let stopping = thread::spawn(move || server.stop());
    while !log.text().contains("\"event\":\"stopping\"") {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(
        raw(admin, "GET", "/readyz"),
        "HTTP/1.1 503 Service Unavailable",
        "a balancer sends to others from now on"
    );
    assert_eq!(raw(addr, "GET", "/waxseal.json"), "HTTP/1.1 200 OK", "who comes all the same is served");
    under_way.write_all(envelope.as_bytes()).unwrap();
    let mut answer = String::new();
    under_way.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    stopping.join().unwrap();
    assert!(TcpStream::connect(addr).is_err());

    assert!(log.text().ends_with("\"event\":\"stopped\",\"detail\":\"everything is written\"}\n"));
    let files: Vec<_> = dir.path().read_dir().unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["waxseal.db"]);
    assert_eq!(Sqlite::open_read_only(&dir.path().join("waxseal.db")).unwrap().count().unwrap(), 1);
}

#[test]
fn a_store_that_cannot_be_written_is_said_to_be_unavailable() {
    let server = Server::start();
    // As good as a full disk, and easier to mend: the tables are taken away.
    let other = rusqlite::Connection::open(server.database()).unwrap();
    other.execute_batch("ALTER TABLE submissions RENAME TO gone; ALTER TABLE probe RENAME TO gone_too").unwrap();
    let refused = server.post(SIGNUP, JSON, &sealed(1));
    assert_eq!(refused.problem(), (503, "store-unavailable".into()));
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(server.ask("/readyz").problem(), (503, "store-unavailable".into()));
    assert_eq!(server.ask("/healthz").status, 200);
    other.execute_batch("ALTER TABLE gone RENAME TO submissions; ALTER TABLE gone_too RENAME TO probe").unwrap();
    assert_eq!(server.post(SIGNUP, JSON, &sealed(1)).status, 201);
    assert_eq!(server.ask("/readyz").status, 200);
}

#[cfg(unix)]
#[test]
fn a_store_that_was_removed_or_replaced_takes_nothing_and_is_not_ready_until_it_is_back() {
    for file in ["waxseal.db", "waxseal.db-wal", "waxseal.db-shm"] {
        let server = Server::start();
        let (file, aside) = (server.dir.path().join(file), server.dir.path().join("aside"));
        let refused = |envelope: &str| {
            assert_eq!(server.ask("/readyz").problem(), (503, "store-unavailable".into()), "{}", file.display());
            assert_eq!(server.post(SIGNUP, JSON, envelope).problem(), (503, "store-unavailable".into()));
        };
        let envelopes: Vec<_> = (0..4).map(sealed).collect();
        assert_eq!(server.post(SIGNUP, JSON, &envelopes[0]).status, 201);
        fs::rename(&file, &aside).unwrap();
        refused(&envelopes[1]);
        fs::copy(&aside, &file).unwrap();
        refused(&envelopes[2]);
        fs::rename(&aside, &file).unwrap();
        assert_eq!(server.ask("/readyz").status, 200);
        // What was refused may lie in the file that is back: it is there once, and now it is acknowledged.
        assert!(matches!(server.post(SIGNUP, JSON, &envelopes[1]).status, 200 | 201));
        assert_eq!(server.post(SIGNUP, JSON, &envelopes[3]).status, 201);
        assert!(server.log_with("store-error").contains("was removed or replaced"));
    }
}

#[test]
fn asking_whether_it_is_ready_does_not_write_each_time() {
    let server = Server::start();
    let count = || {
        let db = rusqlite::Connection::open(server.database()).unwrap();
        db.query_row("SELECT count FROM probe", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    for _ in 0..20 {
        assert_eq!(server.ask("/readyz").status, 200);
    }
    assert_eq!(count(), 1);
}

/// The first line of an answer.
fn raw(addr: std::net::SocketAddr, method: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(addr).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}
