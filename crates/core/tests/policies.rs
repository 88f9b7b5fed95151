//! Each mistake in a policy: its place and its code.

use serde_json::{Value, json};
use support::{key, set};
use waxseal_core::policy;

mod support;

fn good() -> Value {
    let public = key();
    json!({
        "v": 1, "revision": 1,
        "controller": {"name": "E", "address": "1 Street", "country": "IE", "contact": "a@b.example", "privacy": "/p"},
        "keys": {"keys": [public.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Owner", "kid": public.id().as_str()}],
        "purposes": [{"id": "newsletter", "text": "Send it."}, {"id": "order", "basis": "contract", "text": "We deliver."}],
        "forms": [{"id": "f", "fields": [
            {"name": "email", "kind": "email", "purposes": ["newsletter", "order"]},
            {"name": "name", "purposes": ["order"]},
        ]}],
    })
}

#[test]
fn the_page_has_the_same_grounds_for_special_categories() {
    let page: Vec<String> = serde_json::from_str(include_str!("../grounds.json")).expect("it is JSON");
    assert_eq!(page, policy::GROUNDS);
    let document = include_str!("../../../docs/policy.md");
    for (ground, letter) in page.iter().zip('a'..) {
        assert!(document.contains(&format!("| `{ground}` | ({letter}) | ")), "{ground}");
    }
}

#[test]
fn the_shortest_policy_is_sound() {
    let policy = policy::read(good().to_string().as_bytes()).expect("it is sound");
    let form = policy.form("f").expect("the form is there");
    assert_eq!(form.receiver(), "v1/forms/f/submissions");
    assert_eq!(policy.purposes_of(form).map(|purpose| &*purpose.id).collect::<Vec<_>>(), ["newsletter", "order"]);
}

#[test]
fn each_mistake_has_its_place_and_code() {
    let jwk = |member: &str, value: Value| {
        let mut policy = good();
        set(&mut policy, &format!("/keys/keys/0/{member}"), value);
        policy["keys"]["keys"][0].take()
    };
    for (change, value, place, code) in [
        ("/v", json!(2), "/v", "unknown-version"),
        ("/revision", json!(0), "/revision", "zero-revision"),
        ("/revision", json!(-1), "/revision", "json"),
        ("/note", json!("x"), "/note", "json"),
        ("/lang", json!("english"), "/lang", "bad-language"),
        ("/controller/country", json!("Ireland"), "/controller/country", "bad-country"),
        ("/controller/name", json!(" "), "/controller/name", "empty"),
        ("/controller/privacy", json!("javascript:alert(1)"), "/controller/privacy", "bad-url"),
        ("/controller/phone", json!("1"), "/controller/phone", "json"),
        ("/keys/keys/0", jwk("d", json!("AAAA")), "/keys/keys/0/d", "json"),
        ("/keys/keys/0", jwk("alg", json!("RSA-OAEP")), "/keys/keys/0", "unknown-suite"),
        ("/keys/keys/0", jwk("x", json!("AAAA")), "/keys/keys/0", "bad-key"),
        ("/keys/keys/0", jwk("x", json!("A".repeat(43))), "/keys/keys/0", "weak-key"),
        ("/keys/keys/0", jwk("kid", json!("A".repeat(43))), "/keys/keys/0", "id-mismatch"),
        ("/recipients/0/kid", json!("A".repeat(43)), "/recipients/0/kid", "unknown-key"),
        ("/recipients/0/id", json!("The owner"), "/recipients/0/id", "bad-id"),
        ("/purposes/1/id", json!("newsletter"), "/purposes/1/id", "duplicate"),
        ("/purposes/0/basis", json!("because"), "/purposes/0/basis", "unknown-basis"),
        ("/forms/0/fields/0/special", json!("because"), "/forms/0/fields/0/special", "unknown-ground"),
        ("/purposes/0/text", json!(""), "/purposes/0/text", "empty"),
        ("/purposes/0/texts", json!({"german": "Ja."}), "/purposes/0/text", "bad-language"),
        ("/purposes/0/recipients", json!(["marketing"]), "/purposes/0/recipients/0", "unknown-recipient"),
        ("/purposes/0/recipients", json!([]), "/purposes/0/recipients", "empty"),
        ("/forms/0/mode", json!("mail"), "/forms/0/mode", "unknown-mode"),
        ("/forms/0/receiver", json!("ftp://example.com"), "/forms/0/receiver", "bad-url"),
        ("/forms/0/clear", json!(["email"]), "/forms/0/clear/0", "clear-field"),
        ("/forms/0/after", json!({}), "/forms/0/after", "after-choice"),
        ("/forms/0/after", json!({"redirect": "data:text/html,x"}), "/forms/0/after/redirect", "bad-url"),
        ("/forms/0/fields/0/purposes", json!([]), "/forms/0/fields/0/purposes", "no-purpose"),
        ("/forms/0/fields/0/purposes/0", json!("newsleter"), "/forms/0/fields/0/purposes/0", "unknown-purpose"),
        ("/forms/0/fields/0/purposes/0", json!("order"), "/forms/0/fields/0/purposes/1", "duplicate"),
        ("/forms/0/fields/0/kind", json!("e-mail"), "/forms/0/fields/0/kind", "unknown-kind"),
        ("/forms/0/fields/1/name", json!("email"), "/forms/0/fields/1/name", "duplicate"),
        ("/forms", json!([]), "/forms", "empty"),
        ("/regions", json!(["DE", "Bavaria"]), "/regions/1", "unknown-region"),
        ("/regions", json!(["EU", "EU"]), "/regions/1", "duplicate"),
        ("/withdraw", json!("mailto:a@b.example"), "/withdraw", "bad-url"),
        ("/automated", json!({"text": " "}), "/automated/text", "empty"),
        ("/automated", json!("A program decides."), "/automated", "json"),
        ("/purposes/0/preset", json!("news-letter"), "/purposes/0/preset", "unknown-preset"),
        ("/purposes/0", json!({"id": "newsletter"}), "/purposes/0/text", "empty"),
        ("/purposes/0", json!({"id": "newsletter", "preset": "x"}), "/purposes/0/preset", "unknown-preset"),
        ("/purposes/0/channel", json!("e-mail"), "/purposes/0/channel", "unknown-channel"),
        ("/purposes/0/channel", json!(["email", "sms"]), "/purposes/0/channel", "json"),
        ("/purposes/0/dpv", json!("DirectMarketing"), "/purposes/0/dpv", "bad-term"),
        ("/purposes/0/dpv", json!("dpv:"), "/purposes/0/dpv", "bad-term"),
        ("/purposes/0/uses", json!(["profiling", "spying"]), "/purposes/0/uses/1", "unknown-use"),
        ("/purposes/0/uses", json!(["sale", "sale"]), "/purposes/0/uses/1", "duplicate"),
        ("/purposes/0/parties", json!([{"name": ""}]), "/purposes/0/parties/0/name", "empty"),
        (
            "/purposes/0/parties",
            json!([{"name": "X", "country": "irl"}]),
            "/purposes/0/parties/0/country",
            "bad-country",
        ),
        ("/purposes/0/parties", json!([{"name": "X", "role": "friend"}]), "/purposes/0/parties/0/role", "unknown-role"),
        ("/purposes/0/parties", json!(["Partners"]), "/purposes/0/parties/0", "json"),
        ("/purposes/0/retention", json!({"from": "collection"}), "/purposes/0/retention/duration", "bad-duration"),
        (
            "/purposes/0/retention",
            json!({"from": "now", "duration": "P1Y"}),
            "/purposes/0/retention/from",
            "unknown-from",
        ),
        ("/purposes/0/retention", json!({"duration": "P1Y"}), "/purposes/0/retention", "json"),
        ("/purposes/0/validity", json!("2 years"), "/purposes/0/validity", "bad-duration"),
        ("/purposes/0/validity", json!("P1Y6M"), "/purposes/0/validity", "bad-duration"),
        ("/purposes/0/validity", json!("P0D"), "/purposes/0/validity", "bad-duration"),
        ("/purposes/0/explicit", json!("yes"), "/purposes/0/explicit", "json"),
        ("/forms/0/purposes", json!(["newsleter"]), "/forms/0/purposes/0", "unknown-purpose"),
        ("/forms/0/terms", json!({"text": "I accept."}), "/forms/0/terms", "json"),
        ("/forms/0/terms", json!({"text": "I accept.", "url": "ftp://a"}), "/forms/0/terms/url", "bad-url"),
        ("/forms/0/terms", json!({"text": "", "url": "/terms"}), "/forms/0/terms/text", "empty"),
        ("/forms/0/age", json!({"ask": "date"}), "/forms/0/age/ask", "unknown-question"),
        ("/forms/0/age", json!({"ask": "year", "from": 12}), "/forms/0/age/from", "bad-age"),
        ("/forms/0/age", json!({"ask": "year", "preset": 1990}), "/forms/0/age/preset", "json"),
        ("/purposes/2", json!({"id": "ads", "preset": "targeted_ads"}), "/purposes/2", "unused-purpose"),
    ] {
        let mut policy = good();
        set(&mut policy, change, value);
        let problems = policy::read(policy.to_string().as_bytes()).expect_err(change);
        let found = problems.iter().any(|problem| problem.pointer == place && problem.code() == code);
        assert!(found, "{change}: {problems:?}");
    }
}

#[test]
fn every_mistake_is_told_at_once() {
    let mut policy = good();
    set(&mut policy, "/controller/country", json!("ie"));
    set(&mut policy, "/purposes/1/id", json!("newsletter"));
    let problems = policy::read(policy.to_string().as_bytes()).expect_err("two mistakes");
    assert!(problems.len() >= 2, "{problems:?}");
}

#[test]
fn a_member_or_a_language_that_stands_twice_is_refused() {
    let text = good().to_string().replacen("\"v\":1", "\"v\":1,\"v\":1", 1);
    assert_eq!(policy::read(text.as_bytes()).expect_err("`v` stands twice")[0].code(), "json");
    let twice = "\"text\":\"Send it.\",\"texts\":{\"de\":\"Ja.\",\"de\":\"Nein.\"}";
    let text = good().to_string().replacen("\"text\":\"Send it.\"", twice, 1);
    assert_eq!(policy::read(text.as_bytes()).expect_err("German stands twice")[0].pointer, "/purposes/0/texts");
}

#[test]
fn a_preset_says_what_the_purpose_does_not() {
    let mut policy = good();
    set(&mut policy, "/purposes/0", json!({"id": "newsletter", "preset": "newsletter", "validity": "P12M"}));
    set(
        &mut policy,
        "/purposes/2",
        json!({"id": "ads", "preset": "targeted_ads", "retention": {"from": "withdrawal"}}),
    );
    set(&mut policy, "/forms/0/purposes", json!(["ads"]));
    let policy = policy::read(policy.to_string().as_bytes()).expect("it is sound");
    let [news, order, ads] = policy.purposes() else { panic!("three purposes") };
    assert_eq!(news.texts.pick("en"), ("en", "Email me the newsletter of E."));
    assert_eq!((news.channel.as_deref(), news.validity.as_deref()), (Some("email"), Some("P12M")));
    assert_eq!(news.retention.as_ref().map(|retention| &*retention.from), Some("withdrawal"));
    assert_eq!((order.validity.as_deref(), order.retention.as_ref()), (None, None));
    assert_eq!(ads.uses, ["targeted-ads"]);
    assert_eq!(policy.regions(), ["EU@2026-11"]);
    let form = policy.form("f").expect("the form is there");
    assert_eq!(
        policy.purposes_of(form).map(|purpose| &*purpose.id).collect::<Vec<_>>(),
        ["newsletter", "order", "ads"]
    );
}
