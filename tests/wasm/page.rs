//! The module in a real page: what a form would send is what is sealed, and nothing else leaves.

#![cfg(target_arch = "wasm32")]

mod bench;
mod consent;

use std::{cell::RefCell, rc::Rc};

use bench::{
    Bench, CheckResult, Invalid, Mend, Pairs, Sealed, a_while, document, form, get, pairs, purposes, request_submit,
};
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use waxseal_core::{envelope, keys::Suite};
use web_sys::{Element, Event, HtmlElement, HtmlFormElement};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn every_control_gives_the_entries_of_the_html_standard() {
    let rows = [
        ("<input name=a value='Ada'>", json!({"a": "Ada"})),
        ("<input name=a>", json!({"a": ""})),
        ("<input name=a type=email value=' ada@example.com '>", json!({"a": "ada@example.com"})),
        ("<input name=a type=hidden value=x>", json!({"a": "x"})),
        ("<input name=a type=date value=2026-11-23>", json!({"a": "2026-11-23"})),
        ("<input name=a type=number value=007>", json!({"a": "007"})),
        ("<input name=a type=range min=0 max=10 value=99>", json!({"a": "10"})),
        ("<textarea name=a>one\r\ntwo\n</textarea>", json!({"a": "one\ntwo\n"})),
        ("<input name=a value=x disabled><input name=b>", json!({"b": ""})),
        ("<fieldset disabled><legend><input name=b></legend><input name=a></fieldset>", json!({"b": ""})),
        ("<datalist><input name=a value=x></datalist><input name=b>", json!({"b": ""})),
        ("<input type=checkbox name=a checked><input type=checkbox name=b>", json!({"a": "on"})),
        ("<input type=checkbox name=a value=1 checked><input type=checkbox name=a value=2>", json!({"a": ["1"]})),
        (
            "<input type=checkbox name=a value=1 checked><input type=checkbox name=a value=2 checked>",
            json!({"a": ["1", "2"]}),
        ),
        ("<input name=a value=1><input name=a value=2>", json!({"a": ["1", "2"]})),
        ("<input type=radio name=a value=1><input type=radio name=a value=2 checked>", json!({"a": "2"})),
        (
            "<input type=radio form=waxseal-none data-waxseal-owner=9 name=r data-waxseal-field=a value=2 checked>",
            json!({"a": "2"}),
        ),
        ("<select name=a><option>x<option selected>y</select>", json!({"a": "y"})),
        ("<select name=a><option disabled selected>x</select><input name=b>", json!({"b": ""})),
        ("<select name=a multiple><option selected>x<option>y</select>", json!({"a": ["x"]})),
        (
            "<select name=a multiple><optgroup disabled><option selected>x</optgroup><option selected value=z>y</select>",
            json!({"a": ["z"]}),
        ),
        ("<button name=a value=x></button><input type=submit name=b value=y><input name=c>", json!({"c": ""})),
        ("<input type=reset name=a value=x><input type=button name=b value=y><input name=c>", json!({"c": ""})),
        ("<input type=image name=a><input name=c>", json!({"c": ""})),
        ("<output name=a>x</output><fieldset name=b></fieldset><input name=c>", json!({"c": ""})),
        ("<input type=file name=a><input name=c>", json!({"c": ""})),
        ("<input data-waxseal-field=a name=b value=x>", json!({"a": "x"})),
        ("<input id=a value=x>", json!({"a": "x"})),
        ("<input autocomplete='shipping a' value=x>", json!({"a": "x"})),
        ("<label>a: <input value=x></label>", json!({"a": "x"})),
        ("<label><span>a</span> <select><option>x</select></label>", json!({"a": "x"})),
        ("<input placeholder=a value=x>", json!({"a": "x"})),
        ("<input name=unknown value=x><input name=c>", json!({"c": ""})),
        ("<input id=elements name=a value=x><input id=reset name=b>", json!({"a": "x", "b": ""})),
    ];
    for (controls, expected) in rows {
        let html = format!("<form data-waxseal-id=9>{controls}</form>");
        let bench = Bench::new(&form(&["a", "b", "c"]), &html).await;
        assert_eq!(bench.fields(), expected, "{controls}");
    }
}

#[wasm_bindgen_test]
async fn a_control_outside_belongs_to_the_form_it_names() {
    let bench =
        Bench::new(&form(&["a"]), "<form id=f1></form><input form=f1 name=a value=x><input name=a value=y>").await;
    assert_eq!(bench.fields(), json!({"a": "x"}));
}

#[wasm_bindgen_test]
async fn what_a_script_or_autofill_put_in_counts() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=old></form>").await;
    bench.find("input").set_value("new");
    assert_eq!(bench.fields(), json!({"a": "new"}));
}

#[wasm_bindgen_test]
async fn the_same_attempt_gives_the_same_bytes_and_a_change_gives_others() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=x></form>").await;
    let first = bench.envelope();
    assert_eq!(bench.envelope(), first);
    bench.find("input").set_value("y");
    bench.prepared().await;
    assert_ne!(bench.envelope(), first);
    let sealed: Vec<Sealed> = bench.heard("waxseal:sealed");
    let sid = |envelope: &str| envelope::parse(envelope.as_bytes()).expect("sound").sid().to_owned();
    let told = |envelope: &str| Sealed { sid: sid(envelope), parts: 1, bytes: envelope.len() };
    assert_eq!(sealed, [told(&first), told(&bench.envelope())]);
    assert_eq!(bench.fields(), json!({"a": "y"}));
}

#[wasm_bindgen_test]
async fn a_reset_starts_a_new_attempt_and_resets_radios_outside() {
    let radio = |value, rest| {
        format!(
            "<input type=radio form=waxseal-none data-waxseal-owner=8 name=r data-waxseal-field=b value={value} {rest}>"
        )
    };
    let html = format!(
        "<form data-waxseal-id=8><input name=a value=x><input type=reset id=reset>{}{}</form>",
        radio("1", "checked"),
        radio("2", "")
    );
    let bench = Bench::new(&form(&["a", "b"]), &html).await;
    let first = bench.envelope();
    bench.find("[value='2']").set_checked(true);
    bench.find("[type=reset]").click();
    let second = bench.envelope();
    assert_ne!(first, second);
    assert_eq!(bench.open(&second), json!({"a": "x", "b": "1"}));
}

#[wasm_bindgen_test]
async fn listed_control_fields_stay_clear_and_nothing_else_does() {
    let mut asked = form(&["a"]);
    asked["clear"] = json!(["csrf"]);
    let html =
        "<form><input name=a value=secret><input type=hidden name=csrf value=token><input name=x value=y></form>";
    let bench = Bench::new(&asked, html).await;
    let entries = bench.read();
    let names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["waxseal", "csrf"]);
    assert_eq!(entries[1].1, "token");
    assert!(!entries[0].1.contains("secret"));
}

#[wasm_bindgen_test]
async fn only_a_person_can_tick() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}]});
    let bench = Bench::new(&asked, "<form><input name=a value=x><button>Go</button></form>").await;
    let tick = bench.consent_box();
    assert!(!tick.checked());

    assert!(bench.form.query_selector("waxseal-consent").unwrap().unwrap().shadow_root().is_none(), "no way in");
    tick.click();
    assert!(!tick.checked(), "a scripted click");
    tick.parent_element().unwrap().unchecked_ref::<HtmlElement>().click();
    assert!(!tick.checked(), "a scripted click on the label");
    tick.set_checked(true);
    tick.dispatch_event(&Event::new("change").unwrap()).unwrap();
    assert!(!tick.checked(), "a made-up event");

    tick.set_checked(true);
    assert_eq!(bench.read(), [], "a box ticked by a script gives no purpose");
    assert!(!tick.checked());
    assert_eq!(bench.errors(), ["nothing-to-send"]);
}

#[wasm_bindgen_test]
async fn a_field_of_a_refused_purpose_is_not_sealed() {
    let asked = json!({"id": "f", "fields": [
        {"name": "a", "purposes": ["news"], "required": true},
        {"name": "b", "purposes": ["order"]},
        {"name": "c", "purposes": ["news", "order"]},
    ]});
    let bench = Bench::new(&asked, "<form><input name=a><input name=b value=2><input name=c value=3></form>").await;
    assert_eq!(bench.fields(), json!({"b": "2", "c": "3"}));
    // And it need not be filled in.
    assert_eq!(bench.check(), CheckResult { ok: true, fields: Vec::new() });
}

#[wasm_bindgen_test]
async fn a_required_field_without_a_control_is_no_answer_on_any_way_out() {
    let asked = json!({"id": "f", "fields": [{"name": "mail", "required": true, "purposes": ["order"]}, {"name": "b", "purposes": ["order"]}]});
    let bench = Bench::new(&asked, "<form><input name=email value=x><input name=b value=y></form>").await;
    let mend = |field: &str, code: &str, verdict: &str| Mend {
        field: field.to_owned(),
        code: code.to_owned(),
        verdict: verdict.to_owned(),
    };
    let fields = vec![mend("mail", "field-missing", "error"), mend("email", "field-unknown", "unsure")];
    assert_eq!(bench.check(), CheckResult { ok: false, fields });
    assert_eq!(bench.read(), [], "nothing can be read");
    request_submit(&bench.form, None);
    assert_eq!(bench.errors(), ["field-missing", "field-missing"]);
    let refused = JsFuture::from(bench.page.seal(&bench.form)).await.unwrap_err();
    assert_eq!(get(&refused, "code").as_string().as_deref(), Some("field-missing"));
    assert!(bench.heard::<Sealed>("waxseal:sealed").is_empty());
    // The mend, on the developer's own machine.
    let told = bench.place.query_selector(".waxseal-mend").unwrap().expect("on loopback").text_content().unwrap();
    assert!(told.contains("policy field `mail` has no control; the form has `email`"), "{told}");
    bench.find("input").set_attribute("data-waxseal-field", "mail").unwrap();
    assert_eq!(bench.fields(), json!({"mail": "x", "b": "y"}));
}

#[wasm_bindgen_test]
async fn a_control_that_leaves_with_something_in_it_stops_the_submission_until_it_is_back() {
    let html = "<form id=f2><input name=a value=x><div id=step><input name=b value=y></div></form><input form=f2 name=c value=z>";
    for gone in ["#step", "[name=c]"] {
        let bench = Bench::new(&form(&["a", "b", "c"]), html).await;
        let step: Element = bench.find(gone).into();
        let parent = step.parent_element().unwrap();
        step.remove();
        a_while(10).await;
        assert_eq!(bench.read(), [], "{gone}");
        assert_eq!(bench.errors(), ["field-gone"], "{gone}");
        parent.append_child(&step).unwrap();
        assert_eq!(bench.fields(), json!({"a": "x", "b": "y", "c": "z"}), "{gone}");
    }
}

#[wasm_bindgen_test]
async fn consent_is_one_language_and_no_entry() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}]});
    let bench = Bench::new(&asked, "<form lang=de><input name=a><div class=row><button>Go</button></div></form>").await;
    let tick = bench.consent_box();
    assert_eq!(tick.parent_element().unwrap().text_content().as_deref(), Some("Purpose news."));
    assert_eq!(tick.name(), "");
    let host = bench.form.query_selector("waxseal-consent").unwrap().unwrap();
    // The owner's sentence is there in English only, so all of it is English.
    assert_eq!(host.get_attribute("lang").as_deref(), Some("en"));
    assert_eq!(host.next_element_sibling().map(|row| row.class_name()).as_deref(), Some("row"));
}

#[wasm_bindgen_test]
async fn a_wrong_field_is_told_by_the_field_and_above_the_form_until_it_is_mended() {
    let asked = json!({"id": "f", "fields": [
        {"name": "email", "kind": "email", "required": true, "purposes": ["order"]},
        {"name": "b", "purposes": ["order"]},
    ]});
    let html =
        "<form><label for=e>E-mail</label><input id=e name=email aria-describedby=hint><input name=b required></form>";
    let bench = Bench::new(&asked, html).await;
    let email = bench.find("#e");
    let other = bench.find("[name=b]");
    other.set_value("x");
    email.set_value("ada@");
    // The page's own hint, and the line that says whether it must be filled in.
    let described = email.get_attribute("aria-describedby").unwrap();
    assert!(described.starts_with("hint waxseal-reason-"));
    request_submit(&bench.form, None);

    let summary = bench.place.query_selector(".waxseal-summary").unwrap().expect("a summary");
    assert_eq!(document().active_element(), Some(summary.clone()));
    let link: HtmlElement = summary.query_selector("[role=alert] a").unwrap().expect("a link").unchecked_into();
    let message = email.next_element_sibling().expect("a message");
    let words = message.last_element_child().expect("after the hidden prefix");
    assert_eq!(link.text_content(), words.text_content());
    assert_eq!(message.text_content(), link.text_content().map(|words| format!("Error: {words}")));
    assert_eq!(link.get_attribute("href").as_deref(), Some("#e"));
    assert_eq!(email.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(email.get_attribute("aria-describedby"), Some(format!("{described} {}", message.id())));
    assert_eq!(email.value(), "ada@", "what was typed stays");
    link.click();
    assert_eq!(document().active_element(), Some(email.clone().into()));
    let mend =
        || vec![Mend { field: "email".to_owned(), code: "email-domain".to_owned(), verdict: "error".to_owned() }];
    assert_eq!(bench.heard::<Invalid>("waxseal:invalid"), [Invalid { fields: mend() }]);
    assert_eq!(bench.check(), CheckResult { ok: false, fields: mend() });

    email.set_value("");
    email.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(words.text_content().as_deref(), Some("Enter an email address, like name@example.com."));
    email.set_value("ada@example.com");
    email.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(email.get_attribute("aria-describedby").as_deref(), Some(&*described));
    assert!(!email.has_attribute("aria-invalid"));
    assert_eq!(bench.place.query_selector(".waxseal-summary, .waxseal-message").unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_missing_tick_is_told_at_the_boxes_and_above_the_form() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}, {"name": "b", "purposes": ["news"], "required": true}]});
    let bench = Bench::new(&asked, "<form><input name=a><input name=b aria-label=B></form>").await;
    request_submit(&bench.form, None);
    assert_eq!(bench.errors(), ["nothing-to-send"]);
    let links = || bench.place.query_selector_all(".waxseal-summary a").unwrap();
    assert_eq!(links().length(), 2);
    let tick = bench.consent_box();
    assert_eq!(bench.inside("#error").text_content(), links().item(1).unwrap().text_content());
    assert!(tick.get_attribute("aria-describedby").unwrap().split(' ').any(|id| id == "error"));
    // A field that is mended leaves what was said beside it.
    let b = bench.find("[name=b]");
    b.set_value("x");
    b.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(links().length(), 1);
}

fn bubbling(name: &str) -> Event {
    let init = web_sys::EventInit::new();
    init.set_bubbles(true);
    Event::new_with_event_init_dict(name, &init).unwrap()
}

#[wasm_bindgen_test]
async fn mode_post_lets_the_browser_carry_the_envelope_and_the_button() {
    let mut asked = form(&["a", "go"]);
    asked["mode"] = json!("post");
    let html = "<iframe name=sink></iframe><form method=post target=sink action='about:blank'>\
        <input name=a value=x><button name=go value=now>Go</button></form>";
    let mut bench = Bench::new(&asked, html).await;
    let sent: Rc<RefCell<Vec<Pairs>>> = Rc::default();
    let seen = Rc::clone(&sent);
    // After the module: on the form itself, in the bubbling phase of its own listeners.
    bench.listen("formdata", move |event| seen.borrow_mut().push(pairs(&get(&event, "formData").unchecked_into())));
    request_submit(&bench.form, Some(&bench.find("button")));
    a_while(50).await;
    let sent = sent.borrow();
    let last = sent.last().expect("the browser sent it");
    assert_eq!(last.len(), 1, "{last:?}");
    assert!(sent.iter().all(|entries| entries == last), "each time the same bytes");
    assert_eq!(bench.open(&last[0].1), json!({"a": "x", "go": "now"}));
    // The next reading has no button.
    assert_eq!(bench.fields(), json!({"a": "x"}));
}

#[wasm_bindgen_test]
async fn mode_post_refuses_a_get() {
    let mut asked = form(&["a"]);
    asked["mode"] = json!("post");
    let bench = Bench::new(&asked, "<form method=get><input name=a value=x><button>Go</button></form>").await;
    request_submit(&bench.form, None);
    assert_eq!(bench.errors(), ["get-unsupported"]);
    assert_eq!(bench.read(), []);
    assert!(bench.place.query_selector(".waxseal-summary").unwrap().is_some(), "the person is told");
}

#[wasm_bindgen_test]
async fn a_receiver_out_of_reach_loses_nothing() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=x><button>Go</button></form>").await;
    let before = bench.envelope();
    request_submit(&bench.form, Some(&bench.find("button")));
    assert_eq!(bench.find("button").get_attribute("aria-disabled").as_deref(), Some("true"));
    request_submit(&bench.form, Some(&bench.find("button")));
    for _ in 0..40 {
        if !bench.errors().is_empty() {
            break;
        }
        a_while(50).await;
    }
    assert_eq!(bench.errors(), ["receiver-unreachable"]);
    assert_eq!(bench.find("input").value(), "x");
    assert!(!bench.find("button").has_attribute("aria-disabled"));
    assert_eq!(bench.envelope(), before, "a retry sends the identical bytes");
}

#[wasm_bindgen_test]
async fn p256_is_agreed_by_the_browser() {
    let members = json!({"purposes": purposes(&form(&["a"])), "forms": [form(&["a"])]});
    let bench = Bench::under(Suite::Compat, &members, false, "<form><input name=a value=x></form>").await;
    assert_eq!(bench.read(), [], "nothing was prepared, so nothing can be sealed at once");
    assert_eq!(bench.errors(), ["not-prepared"]);
    bench.prepared().await;
    assert_eq!(bench.fields(), json!({"a": "x"}));
    let sealed = JsFuture::from(bench.page.seal(&bench.form)).await.unwrap();
    assert_eq!(sealed.as_string(), Some(bench.envelope()));
}

#[wasm_bindgen_test]
async fn post_quantum_seals_too() {
    let bench = Bench::with(Suite::Pq, &form(&["a"]), "<form><input name=a value=x></form>").await;
    assert_eq!(bench.fields(), json!({"a": "x"}));
}

#[wasm_bindgen_test]
async fn detaching_leaves_the_form_as_it_was() {
    let html = "<form class=x><input name=a value=x><button>Go</button></form>";
    let bench = Bench::new(&form(&["a"]), html).await;
    assert_ne!(bench.place.inner_html(), html);
    bench.page.detach(&bench.form);
    assert_eq!(Element::inner_html(&bench.place).replace('"', ""), html);
    assert_eq!(bench.read(), [], "and still nothing can be read from it in clear");
}

#[wasm_bindgen_test]
async fn a_policy_with_a_mistake_or_a_foreign_form_is_refused() {
    let controller = r#""name":"a","address":"b","country":"IE","contact":"c","privacy":"/p""#;
    let rows = [
        ("[]".to_owned(), "`policy`: an object belongs here"),
        (r#"{"v":1.5}"#.to_owned(), "`v`: this release reads version 1"),
        (r#"{"v":0}"#.to_owned(), "`v`: this release reads version 1"),
        (r#"{"v":2}"#.to_owned(), "`v`: this release reads version 1"),
        (r#"{"v":"1"}"#.to_owned(), "`v`: this release reads version 1"),
        (r#"{"v":1,"revision":1.5}"#.to_owned(), "`revision`: a whole number belongs here"),
        (r#"{"v":1,"revision":1,"lang":null}"#.to_owned(), "`lang`: a text belongs here"),
        (
            r#"{"v":1,"revision":1,"controller":["a","b","IE","c","/p"]}"#.to_owned(),
            "`controller`: an object belongs here",
        ),
        (r#"{"v":1,"revision":"1"}"#.to_owned(), "`revision`: a whole number belongs here"),
        (r#"{"v":1,"revision":1,"lang":true}"#.to_owned(), "`lang`: a text belongs here"),
        (r#"{"v":1,"revision":1}"#.to_owned(), "`controller`: this member is missing"),
        (
            format!(r#"{{"v":1,"revision":1,"controller":{{{controller},"dop":"x"}}}}"#),
            "`dop`: no such member is known; correct its name or take it out",
        ),
        (
            format!(
                r#"{{"v":1,"revision":1,"controller":{{{controller}}},"keys":{{"keys":[]}},"recipients":[],
                    "purposes":[{{"id":"a","text":"b","texts":{{"de":1}}}}]}}"#
            ),
            "`de`: a text belongs here",
        ),
    ];
    for (text, message) in &rows {
        let error = bench::consent(text, "http://127.0.0.1:1/", false).await.expect_err("no policy");
        assert_eq!(get(&error, "code").as_string().as_deref(), Some("bad-policy"));
        assert_eq!(get(&error, "message").as_string().as_deref(), Some(*message));
    }
    let bench = Bench::new(&form(&["a"]), "<form><input name=a></form>").await;
    let other: HtmlFormElement = document().create_element("form").unwrap().unchecked_into();
    let error = bench.page.attach(&other, "other").unwrap_err();
    assert_eq!(get(&error, "code").as_string().as_deref(), Some("unknown-form"));
}
