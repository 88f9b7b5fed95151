//! What was typed turns up nowhere: not in the database, its log, our log, or the answer.

use crate::support::{CANARY, FORM, JSON, SIGNUP, Server, sealed, urlencoded};

#[test]
fn an_unsealed_body_leaves_no_trace() {
    let server = Server::start();
    assert_eq!(server.post(SIGNUP, JSON, &sealed(1)).status, 201);
    let (user, escaped) = CANARY.split_once('@').map(|(user, _)| (user, CANARY.replace('@', "%40"))).unwrap();
    let mixed = format!("{}&email={escaped}", urlencoded(&sealed(2)));
    let in_json = sealed(3).replacen("\"files\":[]", &format!("\"files\":[],\"email\":\"{CANARY}\""), 1);
    let multipart = format!("--X\r\ncontent-disposition: form-data; name=\"email\"\r\n\r\n{CANARY}\r\n--X--\r\n");
    let rows = [
        (SIGNUP.to_owned(), FORM, format!("email={escaped}")),
        (SIGNUP.to_owned(), FORM, format!("waxseal={escaped}")),
        (SIGNUP.to_owned(), FORM, format!("{escaped}=1")),
        (SIGNUP.to_owned(), FORM, mixed),
        (SIGNUP.to_owned(), JSON, format!("{{\"email\":\"{CANARY}\"}}")),
        (SIGNUP.to_owned(), JSON, in_json),
        (SIGNUP.to_owned(), "multipart/form-data; boundary=X", multipart),
        (SIGNUP.to_owned(), "text/plain", CANARY.to_owned()),
        (format!("{SIGNUP}?email={escaped}"), FORM, String::new()),
        (format!("/v1/forms/{escaped}/submissions"), FORM, String::new()),
        (format!("/{escaped}"), FORM, String::new()),
    ];
    for (path, media_type, body) in rows {
        let answer = server.post(&path, media_type, &body);
        assert!(answer.status >= 400, "{path} {body}");
        assert!(!answer.body.contains(user), "{}", answer.body);
        assert!(answer.headers.values().all(|value| !value.to_str().unwrap().contains(user)));
    }
    for path in
        [format!("/{user}?email={escaped}"), format!("/waxseal.json?{user}"), format!("/v1/forms/{user}/thanks")]
    {
        let answer = server.get_with(&path, &[("referer", CANARY), ("user-agent", CANARY), ("origin", CANARY)]);
        assert!(!answer.body.contains(user));
    }
    let request = ureq::http::Request::builder().method("CANARY-5F1D").uri(server.url("/")).body(()).unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().allow_non_standard_methods(true).build().into();
    let _ = agent.run(request);

    let mut places = vec![("log".to_owned(), server.log_with("\"method\":\"OTHER\"").into_bytes())];
    places.push(("metrics".to_owned(), server.ask("/metrics").body.into_bytes()));
    for file in server.dir.path().read_dir().unwrap() {
        let path = file.unwrap().path();
        places.push((path.display().to_string(), std::fs::read(path).unwrap()));
    }
    assert!(places.iter().any(|(name, _)| name.ends_with("-wal")), "the write-ahead log is there to be looked at");
    for (name, bytes) in places {
        for trace in [user, "CANARY", "127.0.0.1:"] {
            let found = bytes.windows(trace.len()).any(|window| window == trace.as_bytes());
            let own_address = trace == "127.0.0.1:" && name == "log";
            assert!(!found || own_address, "{trace} in {name}");
        }
    }
}

#[test]
fn a_line_says_what_happened_and_to_which_submission() {
    let server = Server::start();
    let envelope = sealed(1);
    server.post(&format!("{SIGNUP}?utm_source=mail"), JSON, &envelope);
    let log = server.log_with("\"code\":\"stored\"");
    let line: serde_json::Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    let members: Vec<_> = line.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["bytes", "code", "method", "ms", "route", "sid", "status", "time"]);
    assert_eq!(line["route"], "/v1/forms/{form}/submissions");
    assert_eq!((&line["method"], &line["status"], &line["code"]), (&"POST".into(), &201.into(), &"stored".into()));
    assert_eq!((&line["sid"], &line["bytes"]), (&"AAEAAAAAAAAAAAAAAAAAAA".into(), &envelope.len().into()));
    for line in log.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}
