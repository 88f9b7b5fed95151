//! What is taken, and how it is answered.

use waxseal_receiver::store::Sqlite;

use crate::support::{CONTACT, FORM, JSON, POLICY, SIGNUP, Server, sealed, sealed_under, urlencoded};

#[test]
fn the_same_bytes_are_kept_once_and_answered_alike() {
    let server = Server::start();
    let envelope = sealed(1);
    let first = server.post(SIGNUP, JSON, &envelope);
    let again = server.post(SIGNUP, "application/json; charset=utf-8", &envelope);
    assert_eq!((first.status, again.status), (201, 200));
    assert_eq!(first.body, again.body);
    assert_eq!(first.json()["sid"], "AAEAAAAAAAAAAAAAAAAAAA");
    assert!(first.json()["received"].as_i64().unwrap() > 1_790_000_000);
    assert_eq!(first.header("content-type"), "application/json");

    let other = server.post(SIGNUP, JSON, &sealed(1));
    assert_eq!(other.problem(), (409, "sid-conflict".into()));

    let store = Sqlite::open_read_only(&server.database()).unwrap();
    let rows: Vec<_> = store.submissions().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].body, envelope.as_bytes(), "kept byte for byte");
    assert_eq!((rows[0].form.as_str(), rows[0].revision), ("signup", 7));
}

#[test]
fn a_form_post_goes_on_to_the_page_that_the_policy_names() {
    let server = Server::start();
    let (signup, contact) = (sealed(1), sealed_under(POLICY, "contact", 2));

    let answer = server.post(SIGNUP, FORM, &format!("csrf=abc&{}", urlencoded(&signup)));
    assert_eq!((answer.status, answer.header("location")), (303, "thanks"));
    let answer = server.post(CONTACT, FORM, &urlencoded(&contact));
    assert_eq!((answer.status, answer.header("location")), (303, "/thanks.html"));

    let multipart = format!("--X\r\ncontent-disposition: form-data; name=\"waxseal\"\r\n\r\n{signup}\r\n--X--\r\n");
    let answer = server.post(SIGNUP, "multipart/form-data; boundary=X", &multipart);
    assert_eq!(answer.status, 303, "a browser that repeats itself is not told of it");

    let accept = [("content-type", FORM), ("accept", "application/json")];
    let answer = server.post_with(SIGNUP, &accept, &urlencoded(&signup));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(Sqlite::open_read_only(&server.database()).unwrap().count().unwrap(), 2);
}

#[test]
fn a_redirect_leads_back_to_the_site_that_sent() {
    let shop = "https://shop.example";
    let server = Server::with(|config| config.allow_origins = vec![shop.into()]);
    let body = urlencoded(&sealed_under(POLICY, "contact", 1));
    for (origin, location) in [(shop, "https://shop.example/thanks.html"), ("https://evil.example", "/thanks.html")] {
        let answer = server.post_with(CONTACT, &[("content-type", FORM), ("origin", origin)], &body);
        assert_eq!((answer.status, answer.header("location")), (303, location));
    }
}

#[test]
fn the_page_after_a_form_post_speaks_the_reader_s_language_and_loads_nothing() {
    let server = Server::start();
    for (language, text) in
        [("de-AT,en;q=0.5", "Vielen Dank &amp; bis bald"), ("fr", "Thank you &lt;3"), ("", "Thank you &lt;3")]
    {
        let answer = server.get_with("/v1/forms/signup/thanks", &[("accept-language", language)]);
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains(&format!("<p>{text}</p>")), "{}", answer.body);
        assert!(answer.body.contains("<h1>Example &amp; Sons</h1>"), "{}", answer.body);
        assert!(answer.header("content-security-policy").starts_with("default-src 'none';"));
    }
    assert_eq!(server.get("/v1/forms/contact/thanks").status, 404);
    assert_eq!(server.get("/v1/forms/other/thanks").status, 404);
}

#[test]
fn other_sites_send_only_if_they_are_listed() {
    let server = Server::with(|config| config.allow_origins = vec!["https://shop.example".into()]);
    let preflight = |origin: &str| {
        let request = ureq::http::Request::builder().method("OPTIONS").uri(server.url(SIGNUP));
        let request = request.header("origin", origin).header("access-control-request-method", "POST");
        let request = request.header("access-control-request-headers", "content-type").body(()).unwrap();
        let answer = ureq::run(request).unwrap();
        assert_eq!(answer.status(), 200);
        answer.headers().clone()
    };
    let allowed = preflight("https://shop.example");
    assert_eq!(allowed["access-control-allow-origin"], "https://shop.example");
    assert_eq!(allowed["access-control-allow-headers"], "content-type");
    assert!(allowed["access-control-allow-methods"].to_str().unwrap().contains("POST"));
    for origin in ["https://shop.example.evil.example", "http://shop.example", "https://shop.example:444", "null"] {
        assert_eq!(preflight(origin).get("access-control-allow-origin"), None, "{origin}");
    }
    let headers = [("content-type", JSON), ("origin", "https://shop.example")];
    let answer = server.post_with(SIGNUP, &headers, &sealed(1));
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (201, "https://shop.example"));
}

#[test]
fn an_envelope_sealed_under_an_earlier_policy_is_still_taken() {
    let earlier = Server::start();
    assert_eq!(earlier.post(SIGNUP, JSON, &sealed(1)).status, 201);
    let later = POLICY.replace("\"revision\": 7", "\"revision\": 8").replace("signup", "join");
    let server = Server::within(earlier.stop(), |config| config.policies = later.clone().into_bytes().into());
    assert_eq!(server.post(SIGNUP, JSON, &sealed(2)).status, 201);
    assert_eq!(server.post("/v1/forms/join/submissions", JSON, &sealed_under(&later, "join", 3)).status, 201);
    assert_eq!(server.post(SIGNUP, FORM, &format!("csrf=1&{}", urlencoded(&sealed(4)))).status, 303);

    let policies = Sqlite::open_read_only(&server.database()).unwrap().policies().unwrap();
    let mut texts: Vec<_> = policies.into_iter().map(|policy| String::from_utf8(policy.bytes).unwrap()).collect();
    texts.sort();
    assert_eq!(texts, [POLICY.to_owned(), later], "both stay provable");
}

#[test]
fn the_demo_sees_what_the_store_holds_and_nobody_else_does() {
    let server = Server::with(|config| config.demo_views = true);
    let nothing = server.get("/demo/last").json();
    assert_eq!(nothing, serde_json::json!({ "requests": 0, "stored": 0, "last": null }));
    let envelope = sealed(1);
    let received = server.post(SIGNUP, JSON, &envelope).json()["received"].clone();
    server.post(SIGNUP, FORM, "email=a");
    let last = serde_json::json!({ "received": received, "size": envelope.len(), "body": envelope });
    assert_eq!(server.get("/demo/last").json(), serde_json::json!({ "requests": 2, "stored": 1, "last": last }));

    assert_eq!(Server::start().get("/demo/last").problem(), (404, "not-found".into()));
}
