//! How much, how often, how long.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use waxseal_receiver::Rate;

use crate::support::{CONTACT, JSON, POLICY, SIGNUP, Server, sealed, sealed_under};

#[test]
fn a_client_that_sends_too_often_is_told_when_to_come_back() {
    let server = Server::with(|config| {
        config.trusted_proxies = 1;
        config.limits.per_client = Rate::new(1, 2);
    });
    // Sealed ahead of time: sealing five takes about as long as the limit.
    let envelopes: Vec<_> = (0..6).map(sealed).collect();
    let send = |number: usize, client: &str| {
        server.post_with(SIGNUP, &[("content-type", JSON), ("x-forwarded-for", client)], &envelopes[number])
    };
    assert_eq!((send(1, "192.0.2.1").status, send(2, "192.0.2.1").status), (201, 201));
    let refused = send(3, "192.0.2.1");
    assert_eq!(refused.problem(), (429, "rate-limited".into()));
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(send(4, "192.0.2.2").status, 201);
    assert_eq!(send(5, "10.0.0.1, 192.0.2.1").status, 429, "what a client writes itself does not count");
}

#[test]
fn a_form_that_gets_too_much_does_not_stop_another() {
    let server = Server::with(|config| config.limits.per_form = Rate::new(1, 1));
    assert_eq!(server.post(SIGNUP, JSON, &sealed(1)).status, 201);
    assert_eq!(server.post(SIGNUP, JSON, &sealed(2)).status, 429);
    assert_eq!(server.post(CONTACT, JSON, &sealed_under(POLICY, "contact", 3)).status, 201);
}

/// Begins a submission, and waits until the receiver has begun, too.
fn stall(server: &Server) -> TcpStream {
    let stream = begin(server);
    server.wait_for("waxseal_requests 1");
    stream
}

/// Begins a submission and never finishes it.
fn begin(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.addr).unwrap();
    let head = format!("POST {SIGNUP} HTTP/1.1\r\nhost: x\r\ncontent-type: {JSON}\r\ncontent-length: 100\r\n\r\n{{");
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

#[test]
fn one_more_than_can_be_worked_on_is_turned_away_at_once() {
    let server = Server::with(|config| config.limits.in_flight = 1);
    let envelopes: Vec<_> = (0..3).map(sealed).collect();
    let mut other = rusqlite::Connection::open(server.database()).unwrap();
    let lock = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| server.post(SIGNUP, JSON, &envelopes[0]).status);
        server.wait_for("waxseal_in_flight 1");
        let refused = server.post(SIGNUP, JSON, &envelopes[1]);
        assert_eq!(refused.problem(), (503, "busy".into()));
        assert_eq!(refused.header("retry-after"), "1");
        assert_eq!(server.ask("/healthz").status, 200, "the process itself is well");
        drop(lock);
        assert_eq!(first.join().unwrap(), 201);
    });
    assert_eq!(server.post(SIGNUP, JSON, &envelopes[2]).status, 201);
}

#[test]
fn who_sends_slowly_holds_nobody_else_up() {
    let server = Server::with(|config| config.limits.in_flight = 1);
    let slow: Vec<_> = (0..20).map(|_| begin(&server)).collect();
    server.wait_for("waxseal_requests 20");
    server.wait_for("waxseal_in_flight 0");
    assert_eq!(server.post(SIGNUP, JSON, &sealed(1)).status, 201);
    drop(slow);
}

#[test]
fn who_does_not_read_the_answer_is_let_go() {
    let dir = std::sync::Arc::new(tempfile::TempDir::new().unwrap());
    let www = dir.path().join("www");
    std::fs::create_dir(&www).unwrap();
    std::fs::write(www.join("large.bin"), vec![0; 64 << 20]).unwrap();
    let server = Server::within(dir.clone(), |config| {
        config.www = Some(www);
        std::fs::create_dir(dir.path().join("data")).unwrap();
        config.store = format!("sqlite:{}", dir.path().join("data/waxseal.db").display()).parse().unwrap();
        config.limits.write = Duration::from_millis(300);
    });
    let mut stream = TcpStream::connect(server.addr).unwrap();
    write!(stream, "GET /large.bin HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let start = Instant::now();
    // The connection of the question itself is one.
    server.wait_for("waxseal_connections 2");
    server.wait_for("waxseal_connections 1");
    assert!(start.elapsed() < Duration::from_secs(10));
    drop(stream);
}

#[test]
fn a_large_body_that_is_refused_is_read_before_the_answer() {
    let server = Server::start();
    for (path, media_type, code) in [
        ("/v1/forms/other/submissions", JSON, "unknown-form"),
        ("/nowhere", JSON, "not-found"),
        (SIGNUP, "text/plain", "unsupported-media-type"),
        (SIGNUP, JSON, "too-large"),
    ] {
        let mut stream = TcpStream::connect(server.addr).unwrap();
        let length = 8 << 20;
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: {media_type}\r\ncontent-length: {length}");
        write!(stream, "{head}\r\nconnection: close\r\n\r\n").unwrap();
        // As a proxy does: it sends all, then reads.
        let blanks = vec![b' '; 1 << 20];
        for _ in 0..8 {
            stream.write_all(&blanks).unwrap();
        }
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.contains(&format!("\"code\":\"{code}\"")), "{answer}");
    }
}

#[test]
fn a_proxy_that_is_not_trusted_is_told_of_once() {
    for (proxies, header, code) in [
        (0, "192.0.2.1", "forwarded-not-trusted"),
        (2, "192.0.2.1", "forwarded-too-short"),
        (1, "unknown", "forwarded-unreadable"),
    ] {
        let server = Server::with(|config| config.trusted_proxies = proxies);
        for _ in 0..3 {
            server.post_with(SIGNUP, &[("content-type", JSON), ("x-forwarded-for", header)], "{}");
        }
        let log = server.log_with(code);
        server.stop();
        assert_eq!(log.matches(code).count(), 1, "{log}");
        assert!(!log.contains("192.0.2.1"), "{log}");
    }
}

#[test]
fn a_sender_that_takes_too_long_is_let_go() {
    let server = Server::with(|config| config.limits.request = Duration::from_millis(200));
    let start = Instant::now();
    let mut answer = String::new();
    stall(&server).read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"timeout\""), "{answer}");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_sender_that_leaves_before_the_answer_is_counted() {
    let server = Server::start();
    // The store waits for another writer, and the answer for the store.
    let mut other = rusqlite::Connection::open(server.database()).unwrap();
    let lock = other.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    let body = sealed(1);
    let mut stream = TcpStream::connect(server.addr).unwrap();
    let head = format!("POST {SIGNUP} HTTP/1.1\r\nhost: x\r\ncontent-type: {JSON}\r\ncontent-length: {}", body.len());
    write!(stream, "{head}\r\n\r\n{body}").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    drop(stream);
    server.log_with("\"status\":499,\"code\":\"sender-gone\"");
    drop(lock);
    let line = "waxseal_answers_total{route=\"/v1/forms/{form}/submissions\",status=\"499\",code=\"sender-gone\"} 1\n";
    assert!(server.ask("/metrics").body.contains(line));
}

#[test]
fn a_flood_leaves_a_few_lines_and_the_count_of_the_rest() {
    let server = Server::with(|config| config.limits.per_form = Rate::new(1, 1));
    let envelope = sealed(1);
    let refused = (0..200).filter(|_| server.post(SIGNUP, JSON, &envelope).status == 429).count();
    let (log, dir) = (server.log.clone(), server.stop());
    let log = log.text();
    let lines = log.matches("\"code\":\"form-rate-limited\",\"bytes\"").count();
    let rest: serde_json::Value =
        serde_json::from_str(log.lines().find(|line| line.contains("lines-left-out")).unwrap()).unwrap();
    assert_eq!(
        (rest["code"].as_str(), rest["count"].as_u64()),
        (Some("form-rate-limited"), Some((refused - lines) as u64))
    );
    assert!(lines < 100 && refused > 150, "{lines} of {refused}");
    drop(dir);
}

#[test]
fn machines_can_ask_how_it_is() {
    let server = Server::start();
    assert_eq!((server.ask("/healthz").status, server.ask("/readyz").status), (200, 200));
    server.post(SIGNUP, JSON, &sealed(1));
    server.post(SIGNUP, JSON, "{}");
    let metrics = server.ask("/metrics");
    assert!(metrics.header("content-type").starts_with("text/plain; version=0.0.4"));
    for (status, code) in [(201, "stored"), (400, "not-sealed")] {
        let line = format!(
            "waxseal_answers_total{{route=\"/v1/forms/{{form}}/submissions\",status=\"{status}\",code=\"{code}\"}} 1\n"
        );
        assert!(metrics.body.contains(&line), "{}", metrics.body);
    }
    assert!(["/healthz", "/readyz", "/metrics"].iter().all(|path| server.get(path).status == 404), "not for everybody");
    assert!(metrics.body.contains("waxseal_submission_duration_seconds_count 2\n"));
}

#[test]
fn what_alerts_and_dashboard_look_at_is_there() {
    let server = Server::start();
    let metrics = server.ask("/metrics").body;
    let files = [
        include_str!("../../../../docs/receiver-alerts.yml"),
        include_str!("../../../../docs/receiver-dashboard.json"),
        include_str!("../../../../docs/operate.md"),
    ];
    for file in files {
        let words = file.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let names: Vec<_> = words.filter(|word| word.starts_with("waxseal_")).collect();
        assert!(names.len() > 5);
        for name in names {
            // Only a signed policy runs out, and the one of the tests is not signed. Its store has no quota, either.
            let family = name.trim_end_matches("_bucket");
            let typed = metrics.contains(&format!("# TYPE {family} "));
            let absent = ["waxseal_policy_expires_seconds", "waxseal_store_quota_bytes"];
            assert!(typed || absent.contains(&name), "{name}");
        }
    }
}
