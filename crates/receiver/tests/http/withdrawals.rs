//! What is taken back, and who may.

use rusqlite::Connection;
use serde_json::json;
use sha2::{Digest, Sha256};
use waxseal_core::{base64url_decode, base64url_encode, manifest, withdrawal::Withdrawal};
use waxseal_owner::{holder, seal::Sealed};
use waxseal_receiver::{Rate, store::Sqlite};

use crate::support::{CANARY, JSON, POLICY, SIGNUP, Server, sealed, sealed_with_receipt, sid};

const PATH: &str = "/v1/withdrawals";
const WITHDRAWAL: &str = "application/waxseal-withdrawal+json";

/// Besides the newsletter: a contract, an interest, and what was refused.
fn policy() -> String {
    POLICY
        .replace(
            "Send me the newsletter.\" }",
            "Send me the newsletter.\" },\n\
        { \"id\": \"order\", \"basis\": \"contract\", \"text\": \"We deliver.\" },\n\
        { \"id\": \"like\", \"basis\": \"legitimate-interest\", \"text\": \"We write about like goods.\" },\n\
        { \"id\": \"calls\", \"text\": \"Call me.\" }",
        )
        .replace("\"purposes\": [\"newsletter\"]", "\"purposes\": [\"newsletter\", \"order\", \"like\", \"calls\"]")
}

fn server() -> Server {
    Server::with(|config| config.policy = policy().into())
}

/// Sends a submission; gives what its sender has.
fn sent(server: &Server, number: u16) -> Sealed {
    let sealed = sealed_with_receipt(&policy(), "signup", number);
    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 201);
    sealed
}

/// What the holder of a receipt signs.
fn withdrawal(sealed: &Sealed, purposes: &[&str]) -> String {
    signed_by(sealed, &sealed.receipt.record.sid, purposes, "2026-11-23T10:00:00.000+00:00")
}

fn signed_by(sealed: &Sealed, sid: &str, purposes: &[&str], time: &str) -> String {
    let seed = base64url_decode(sealed.receipt.key.as_deref().unwrap()).unwrap();
    let holder = holder::Holder::from_seed(&seed.try_into().unwrap());
    let purposes = purposes.iter().map(ToString::to_string).collect();
    holder.withdraw(&Withdrawal { purposes, sid: sid.into(), time: time.into(), v: 1 })
}

/// The withdrawal's bytes and receipts in the file, in order.
fn rows(server: &Server) -> Vec<(String, i64, Vec<u8>)> {
    let db = Connection::open(server.database()).unwrap();
    let mut statement = db.prepare("SELECT purposes, received, body FROM withdrawals ORDER BY id").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn a_withdrawal_is_kept_once_and_answered_alike() {
    let server = server();
    let sealed = sent(&server, 1);
    let body = withdrawal(&sealed, &["newsletter", "like"]);
    let first = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!(first.status, 201, "{}", first.body);
    let answer = first.json();
    assert_eq!(
        (&answer["sid"], &answer["purposes"]),
        (&json!("AAEAAAAAAAAAAAAAAAAAAA"), &json!(["newsletter", "like"]))
    );
    assert!(answer["received"].as_i64().unwrap() > 1_790_000_000);
    let again = server.post(PATH, "application/json; charset=utf-8", &body);
    assert_eq!((again.status, &again.body), (200, &first.body));

    // Said again at another time, or for a part of it: there is nothing more to take back.
    let sid = &sealed.receipt.record.sid;
    let later = signed_by(&sealed, sid, &["like"], "2026-11-24T10:00:00.000+00:00");
    let later = server.post(PATH, WITHDRAWAL, &later);
    assert_eq!(later.status, 200);
    assert_eq!(later.json(), json!({ "sid": sid, "received": answer["received"], "purposes": ["like"] }));

    let received = answer["received"].as_i64().unwrap();
    assert_eq!(rows(&server), [("[\"newsletter\",\"like\"]".into(), received, body.into_bytes())]);
    let line = server.log.text().lines().last().unwrap().to_owned();
    assert!(line.contains("\"code\":\"withdrawn-before\",\"sid\":\"AAEAAAAAAAAAAAAAAAAAAA\""), "{line}");
}

#[test]
fn an_export_says_what_was_taken_back() {
    let server = server();
    let (one, two) = (sent(&server, 1), sent(&server, 2));
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&two, &["like"])).status, 201);
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&two, &["newsletter", "like"])).status, 201);
    let store = Sqlite::open_read_only(&server.database()).unwrap();
    let stored: Vec<_> = store.submissions().map(Result::unwrap).collect();
    assert!(stored[0].withdrawn.is_empty());
    let purposes: Vec<_> = stored[1].withdrawn.iter().map(|withdrawn| withdrawn.purpose.as_str()).collect();
    assert_eq!(purposes, ["like", "newsletter"]);
    assert_eq!(store.record(sid(1)).unwrap().unwrap(), one.receipt.record.to_json().into_bytes());
}

#[test]
fn only_the_holder_takes_back_and_only_what_can_be() {
    let server = server();
    let (one, two) = (sent(&server, 1), sent(&server, 2));
    let (mine, theirs, none) = (&one.receipt.record.sid, &two.receipt.record.sid, base64url_encode(&sid(3)));
    let now = "2026-11-23T10:00:00.000+00:00";
    let sound = withdrawal(&one, &["newsletter"]);
    let mut jws: serde_json::Value = serde_json::from_str(&sound).unwrap();
    let changed = signed_by(&one, mine, &["like"], now);
    jws["payload"] = serde_json::from_str::<serde_json::Value>(&changed).unwrap()["payload"].clone();
    let consent = sound.replace(
        &base64url_encode(br#"{"alg":"Ed25519","typ":"waxseal-withdrawal+jws;v=1"}"#),
        &base64url_encode(br#"{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}"#),
    );
    let rows: [(&str, String, u16, &str); 15] = [
        (WITHDRAWAL, jws.to_string(), 403, "bad-signature"),
        (WITHDRAWAL, signed_by(&two, mine, &["newsletter"], now), 403, "bad-signature"),
        (WITHDRAWAL, signed_by(&one, theirs, &["newsletter"], now), 403, "bad-signature"),
        (WITHDRAWAL, signed_by(&one, theirs, &["no-such"], now), 403, "bad-signature"),
        (WITHDRAWAL, signed_by(&one, &none, &["newsletter"], now), 404, "unknown-submission"),
        (WITHDRAWAL, withdrawal(&one, &["no-such"]), 422, "not-withdrawable"),
        (WITHDRAWAL, withdrawal(&one, &["order"]), 422, "not-withdrawable"),
        (WITHDRAWAL, withdrawal(&one, &["calls"]), 422, "not-withdrawable"),
        (WITHDRAWAL, withdrawal(&one, &["newsletter", "order"]), 422, "not-withdrawable"),
        (WITHDRAWAL, signed_by(&one, "AAEA", &["newsletter"], now), 400, "malformed"),
        (WITHDRAWAL, withdrawal(&one, &[]), 400, "malformed"),
        (WITHDRAWAL, format!("{{\"email\":\"{CANARY}\"}}"), 400, "malformed"),
        (WITHDRAWAL, consent, 400, "unknown-version"),
        (WITHDRAWAL, " ".repeat(16 * 1024 + 1), 413, "too-large"),
        ("application/x-www-form-urlencoded", sound, 415, "unsupported-media-type"),
    ];
    for (media_type, body, status, code) in rows {
        let answer = server.post(PATH, media_type, &body);
        assert_eq!(answer.problem(), (status, code.into()), "{body}");
        assert!(!answer.body.contains(CANARY));
    }
    assert_eq!(self::rows(&server), []);
    assert!(!server.log.text().contains("canary"));
    assert_eq!(server.get(PATH).problem(), (405, "method-not-allowed".into()));
    assert_eq!(server.get(PATH).header("allow"), "POST");
}

#[test]
fn what_was_answered_is_there_after_a_restart() {
    let server = server();
    let sealed = sent(&server, 1);
    let body = withdrawal(&sealed, &["newsletter"]);
    let first = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!(first.status, 201);
    // The files as a killed process leaves them.
    let copy = tempfile::tempdir().unwrap();
    for file in server.dir.path().read_dir().unwrap().map(Result::unwrap) {
        if !file.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
    }
    drop(server);
    let server = Server::within(copy.into(), |config| config.policy = policy().into());
    let again = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 200, "sent again, it gives nothing back");
    assert_eq!(rows(&server).len(), 1);
}

#[test]
fn the_way_out_has_a_rate_of_its_own() {
    let server = Server::with(|config| {
        config.policy = policy().into();
        config.trusted_proxies = 1;
        config.limits.per_client = Rate::new(1, 1);
    });
    let sealed = sealed_with_receipt(&policy(), "signup", 1);
    let client = [("content-type", WITHDRAWAL), ("x-forwarded-for", "192.0.2.1")];
    let body = withdrawal(&sealed, &["newsletter"]);
    let json = [("content-type", JSON), ("x-forwarded-for", "192.0.2.1")];
    assert_eq!(server.post_with(SIGNUP, &json, &sealed.envelope).status, 201);
    assert_eq!(server.post_with(PATH, &client, &body).status, 201);
    assert_eq!(server.post_with(PATH, &client, &body).problem(), (429, "rate-limited".into()));
}

#[test]
fn pages_of_listed_sites_take_back_as_they_send() {
    let server = Server::with(|config| config.allow_origins = vec!["https://shop.example".into()]);
    let preflight = |origin: &str| {
        let request = ureq::http::Request::builder().method("OPTIONS").uri(server.url(PATH));
        let request = request.header("origin", origin).header("access-control-request-method", "POST");
        let request = request.header("access-control-request-headers", "content-type").body(()).unwrap();
        ureq::run(request).unwrap().headers().clone()
    };
    let allowed = preflight("https://shop.example");
    assert_eq!(allowed["access-control-allow-origin"], "https://shop.example");
    assert_eq!(allowed["access-control-allow-headers"], "content-type");
    assert_eq!(preflight("https://evil.example").get("access-control-allow-origin"), None);
}

#[test]
fn the_opt_out_signal_is_repeated_to_the_page_and_kept() {
    let server = Server::with(|config| config.allow_origins = vec!["https://shop.example".into()]);
    let tag = server.get("/waxseal.json").header("etag").to_owned();
    for (headers, expected) in [
        (&[("sec-gpc", "1")][..], "1"),
        (&[("sec-gpc", "1"), ("if-none-match", &tag)], "1"),
        (&[("sec-gpc", "0")], ""),
        (&[("sec-gpc", "true")], ""),
        (&[], ""),
    ] {
        let answer = server.get_with("/waxseal.json", headers);
        assert_eq!(answer.header("waxseal-gpc"), expected, "{headers:?}");
        assert!(answer.headers.get_all("vary").iter().any(|value| value == "sec-gpc"), "{:?}", answer.headers);
    }
    let answer = server.get_with("/waxseal.json", &[("origin", "https://shop.example"), ("sec-gpc", "1")]);
    assert_eq!(answer.header("access-control-expose-headers"), "retry-after,waxseal-gpc");

    let headers = [("content-type", JSON), ("sec-gpc", "1")];
    assert_eq!(server.post_with(SIGNUP, &headers, &sealed(1)).status, 201);
    assert_eq!(server.post(SIGNUP, JSON, &sealed(2)).status, 201);
    let store = Sqlite::open_read_only(&server.database()).unwrap();
    let seen: Vec<_> = store.submissions().map(|stored| stored.unwrap().gpc).collect();
    assert_eq!(seen, [Some(true), Some(false)]);
}

/// The tables of the first release.
const OLD: &str = "
    CREATE TABLE policies (mh TEXT PRIMARY KEY, bytes BLOB NOT NULL, first_seen INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE submissions (
        id INTEGER PRIMARY KEY, sid BLOB NOT NULL UNIQUE CHECK (length(sid) = 16), form TEXT NOT NULL,
        revision INTEGER NOT NULL, mh TEXT NOT NULL REFERENCES policies (mh), received INTEGER NOT NULL,
        hash BLOB NOT NULL CHECK (length(hash) = 32), body BLOB NOT NULL
    ) STRICT;
    CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
    INSERT INTO probe (id, count) VALUES (1, 0);
    PRAGMA application_id = 1466005619;
    PRAGMA user_version = 1;
";

#[test]
fn a_store_of_an_earlier_release_is_read_and_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("waxseal.db");
    let sealed = sealed_with_receipt(&policy(), "signup", 1);
    let db = Connection::open(&path).unwrap();
    db.execute_batch(OLD).unwrap();
    let mh = manifest::hash(policy().as_bytes()).to_string();
    db.execute("INSERT INTO policies VALUES (?1, ?2, 5)", (&mh, policy().as_bytes())).unwrap();
    let unreadable = "{\"v\":1,\"sid\":\"what an earlier release wrote\"}";
    for (number, body) in [(1, sealed.envelope.as_str()), (2, unreadable)] {
        let sql =
            "INSERT INTO submissions (sid, form, revision, mh, received, hash, body) VALUES (?1, ?2, 7, ?3, 6, ?4, ?5)";
        let hash = Sha256::digest(body);
        db.execute(sql, (sid(number), "signup", &mh, hash.as_slice(), body.as_bytes())).unwrap();
    }
    db.close().unwrap();

    // Who may only read reads it as it is.
    let before = std::fs::read(&path).unwrap();
    let store = Sqlite::open_read_only(&path).unwrap();
    let stored: Vec<_> = store.submissions().map(Result::unwrap).collect();
    assert_eq!((stored.len(), stored[1].gpc, &stored[1].withdrawn), (2, None, &vec![]));
    assert_eq!((store.last().unwrap().unwrap().sid, store.record(sid(1)).unwrap()), (sid(2), None));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let server = Server::within(dir.into(), |config| config.policy = policy().into());
    assert_eq!(store.submissions().count(), 2, "who was reading goes on");
    let migrated = Sqlite::open_read_only(&path).unwrap();
    assert_eq!(migrated.record(sid(1)).unwrap().unwrap(), sealed.receipt.record.to_json().into_bytes());
    assert_eq!(migrated.record(sid(2)).unwrap(), None);
    let bodies: Vec<_> = migrated.submissions().map(|stored| stored.unwrap().body).collect();
    assert_eq!(bodies, [sealed.envelope.as_bytes(), unreadable.as_bytes()]);

    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 200);
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&sealed, &["newsletter"])).status, 201);
    let version: i32 =
        Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 2);
}
