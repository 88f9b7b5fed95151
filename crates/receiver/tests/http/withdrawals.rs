//! What is taken back, and who may.

use std::time::{Duration, UNIX_EPOCH};

use rusqlite::Connection;
use serde_json::{Value, json};
use waxseal_core::{base64url_decode, base64url_encode, withdrawal::Withdrawal};
use waxseal_owner::{holder, seal::Sealed, signer::OwnerKey};
use waxseal_receiver::{Rate, store::Sqlite};

use crate::support::{CANARY, JSON, POLICY, SIGNUP, Server, sealed, sealed_with_receipt, sid, signed_until};

pub const PATH: &str = "/v1/withdrawals";
pub const WITHDRAWAL: &str = "application/waxseal-withdrawal+json";

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
    Server::with(|config| config.policies = policy().into_bytes().into())
}

/// Sends a submission; gives what its sender has.
fn sent(server: &Server, number: u16) -> Sealed {
    let sealed = sealed_with_receipt(&policy(), "signup", number);
    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 201);
    sealed
}

/// What the holder of a receipt signs.
pub fn withdrawal(sealed: &Sealed, purposes: &[&str]) -> String {
    signed_by(sealed, &sealed.receipt.record.sid, purposes, "2026-11-23T10:00:00.000+00:00")
}

fn signed_by(sealed: &Sealed, sid: &str, purposes: &[&str], time: &str) -> String {
    let seed = base64url_decode(sealed.receipt.key.as_deref().unwrap()).unwrap();
    let holder = holder::Holder::from_seed(&seed.try_into().unwrap());
    let purposes = purposes.iter().map(ToString::to_string).collect();
    holder.withdraw(&Withdrawal { purposes, reason: None, sid: sid.into(), time: time.into(), v: 1 })
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
    let received = rows(&server)[0].1;
    let time = UNIX_EPOCH + Duration::from_secs(received.unsigned_abs());
    let statement: Value = serde_json::from_str(&body).unwrap();
    let mut expected = json!({
        "new": true,
        "purposes": ["newsletter", "like"],
        "received": humantime::format_rfc3339_seconds(time).to_string(),
        "sid": "AAEAAAAAAAAAAAAAAAAAAA",
        "withdrawal": statement,
    });
    assert_eq!(answer, expected, "enough to keep as a receipt of it");
    assert!(answer["received"].as_str().unwrap().ends_with('Z'), "{answer}");
    let again = server.post(PATH, "application/json; charset=utf-8", &body);
    expected["new"] = false.into();
    assert_eq!((again.status, again.json()), (200, expected));

    // Said again at another time, or for a part of it: there is nothing more to take back.
    let sid = &sealed.receipt.record.sid;
    let later = signed_by(&sealed, sid, &["like"], "2026-11-24T10:00:00.000+00:00");
    let later = server.post(PATH, WITHDRAWAL, &later);
    let known = later.json();
    assert_eq!((later.status, &known["new"], &known["purposes"]), (200, &false.into(), &json!(["like"])));
    assert_eq!(known["received"], answer["received"]);

    assert_eq!(rows(&server), [("[\"newsletter\",\"like\"]".into(), received, body.into_bytes())]);
    server.log_with("\"code\":\"withdrawn-before\",\"sid\":\"AAEAAAAAAAAAAAAAAAAAAA\"");
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
    assert_eq!(purposes, ["like", "newsletter", "like"]);
    assert_eq!(store.record(sid(1)).unwrap().unwrap(), one.receipt.record.to_json().into_bytes());
}

#[test]
fn only_the_holder_takes_back_and_only_what_can_be() {
    let server = server();
    let (one, two) = (sent(&server, 1), sent(&server, 2));
    let (mine, theirs, none) = (&one.receipt.record.sid, &two.receipt.record.sid, base64url_encode(&sid(3)));
    let now = "2026-11-23T10:00:00.000+00:00";
    let sound = withdrawal(&one, &["newsletter"]);
    let mut jws: Value = serde_json::from_str(&sound).unwrap();
    let changed = signed_by(&one, mine, &["like"], now);
    jws["payload"] = serde_json::from_str::<Value>(&changed).unwrap()["payload"].clone();
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
    let server = Server::within(copy.into(), |config| config.policies = policy().into_bytes().into());
    let again = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!((again.status, &again.json()["received"]), (200, &first.json()["received"]));
    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 200, "sent again, it gives nothing back");
    assert_eq!(rows(&server).len(), 1);
}

#[test]
fn the_way_out_has_a_rate_of_its_own() {
    let server = Server::with(|config| {
        config.policies = policy().into_bytes().into();
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
    assert_eq!(seen, [true, false]);
}

#[test]
fn with_an_old_receipt_a_later_sign_up_is_taken_back_too() {
    let server = server();
    let (old, now) = (sent(&server, 1), "2026-11-24T10:00:00.000+00:00");
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&old, &["newsletter"])).status, 201);
    sent(&server, 2);
    let anew = signed_by(&old, &old.receipt.record.sid, &["newsletter"], now);
    assert_eq!((server.post(PATH, WITHDRAWAL, &anew).status, rows(&server).len()), (201, 2));
}

#[test]
fn an_expired_policy_takes_back_as_before() {
    let server = server();
    let sealed = sent(&server, 1);
    let server =
        Server::within(server.stop(), |config| config.policies = signed_until(&policy(), 2).into_bytes().into());
    let answer = server.post(PATH, WITHDRAWAL, &withdrawal(&sealed, &["newsletter"]));
    assert_eq!((answer.status, &answer.json()["new"]), (201, &true.into()));
}

/// The policy with a key that signs for its owner.
fn policy_of(owner: &OwnerKey) -> String {
    let signers = json!({ "owner": owner.public() }).to_string();
    policy().replacen("\"recipients\"", &format!("\"signers\": {signers}, \"recipients\""), 1)
}

fn owner_key() -> OwnerKey {
    OwnerKey::generate(&mut getrandom::rand_core::UnwrapErr(getrandom::SysRng))
}

/// What the owner signs on the word of whoever sent `sid`.
fn on_their_word(owner: &OwnerKey, sid: &str, purposes: &[&str], reason: &str) -> String {
    let purposes = purposes.iter().map(ToString::to_string).collect();
    let time = "2026-11-28T10:00:00.000+00:00".into();
    owner.withdraw(&Withdrawal { purposes, reason: Some(reason.into()), sid: sid.into(), time, v: 1 })
}

#[test]
fn the_owner_takes_back_on_a_person_s_word_and_an_export_says_so() {
    let owner = owner_key();
    // Sealed under a policy that names nobody; the one that is served today names the owner.
    let server = server();
    let sealed = sent(&server, 1);
    let server = Server::within(server.stop(), |config| config.policies = policy_of(&owner).into_bytes().into());
    let sid = &sealed.receipt.record.sid;
    let body = on_their_word(&owner, sid, &["newsletter"], "asked by letter of 2026-11-27");
    let first = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!((first.status, &first.json()["new"]), (201, &true.into()), "{}", first.body);
    assert_eq!(first.json()["withdrawal"], serde_json::from_str::<Value>(&body).unwrap());
    let again = server.post(PATH, WITHDRAWAL, &body);
    assert_eq!((again.status, &again.json()["received"]), (200, &first.json()["received"]), "replayed");

    // Afterwards the person finds their receipt: there is nothing more to take back of this purpose.
    let theirs = server.post(PATH, WITHDRAWAL, &withdrawal(&sealed, &["newsletter"]));
    assert_eq!((theirs.status, &theirs.json()["new"]), (200, &false.into()));
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&sealed, &["like"])).status, 201);

    let stored = Sqlite::open_read_only(&server.database()).unwrap().last().unwrap().unwrap();
    let reasons: Vec<_> = stored.withdrawn.iter().map(|it| (it.purpose.as_str(), it.reason.as_deref())).collect();
    assert_eq!(reasons, [("newsletter", Some("asked by letter of 2026-11-27")), ("like", None)]);
}

#[test]
fn nobody_but_the_owner_of_today_signs_for_the_owner() {
    let (owner, former, stranger) = (owner_key(), owner_key(), owner_key());
    let server = Server::with(|config| config.policies = policy_of(&former).into_bytes().into());
    let server = Server::within(server.stop(), |config| config.policies = policy_of(&owner).into_bytes().into());
    let sealed = sealed_with_receipt(&policy_of(&owner), "signup", 1);
    assert_eq!(server.post(SIGNUP, JSON, &sealed.envelope).status, 201);
    let (sid, none) = (&sealed.receipt.record.sid, base64url_encode(&sid(3)));
    let seed = base64url_decode(sealed.receipt.key.as_deref().unwrap()).unwrap();
    let by_holder = holder::Holder::from_seed(&seed.try_into().unwrap());
    let statement = |reason: Option<&str>| Withdrawal {
        purposes: vec!["newsletter".into()],
        reason: reason.map(Into::into),
        sid: sid.clone(),
        time: "2026-11-28T10:00:00.000+00:00".into(),
        v: 1,
    };
    let header = |typ: &str| base64url_encode(format!(r#"{{"alg":"Ed25519","typ":"{typ}+jws;v=1"}}"#).as_bytes());
    let (holders, owners) = (header("waxseal-withdrawal"), header("waxseal-owner-withdrawal"));
    let sound = on_their_word(&owner, sid, &["newsletter"], "called");
    let changed = on_their_word(&owner, sid, &["like"], "called");
    let mut jws: Value = serde_json::from_str(&sound).unwrap();
    jws["payload"] = serde_json::from_str::<Value>(&changed).unwrap()["payload"].clone();
    for (body, status, code) in [
        (on_their_word(&stranger, sid, &["newsletter"], "called"), 403, "unknown-signer"),
        (on_their_word(&former, sid, &["newsletter"], "called"), 403, "retired-signer"),
        (jws.to_string(), 403, "unknown-signer"),
        // The holder's key signs as a holder and in no other name, and so does the owner's.
        (by_holder.withdraw(&statement(Some("called"))), 403, "unknown-signer"),
        (owner.withdraw(&statement(None)), 403, "bad-signature"),
        (sound.replace(&owners, &holders), 400, "malformed"),
        (on_their_word(&owner, &none, &["newsletter"], "called"), 404, "unknown-submission"),
        (on_their_word(&owner, sid, &["calls"], "called"), 422, "not-withdrawable"),
        (on_their_word(&owner, sid, &["order"], "called"), 422, "not-withdrawable"),
        (on_their_word(&owner, sid, &["newsletter", "no-such"], "called"), 422, "not-withdrawable"),
        (on_their_word(&owner, sid, &["newsletter"], CANARY), 400, "bad-reason"),
        (on_their_word(&owner, sid, &["newsletter"], &"x".repeat(201)), 400, "bad-reason"),
    ] {
        let answer = server.post(PATH, WITHDRAWAL, &body);
        assert_eq!(answer.problem(), (status, code.into()), "{body}");
    }
    assert_eq!(rows(&server), []);
    assert!(!server.log.text().contains("canary"));
    assert_eq!(server.post(PATH, WITHDRAWAL, &sound).status, 201);

    // A policy that names nobody, as at the start.
    let server = Server::within(server.stop(), |config| config.policies = policy().into_bytes().into());
    let other = on_their_word(&owner, sid, &["like"], "called");
    assert_eq!(server.post(PATH, WITHDRAWAL, &other).problem(), (403, "no-owner-signer".into()));
}
