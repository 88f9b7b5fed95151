//! The module in a real page: what a form would send is what is sealed, and nothing else leaves.

#![cfg(target_arch = "wasm32")]

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, JSON, Promise, Reflect};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use waxseal::{FormDataEvent, Page};
use waxseal_core::{envelope, keys::Suite, open, secret::SecretKey};
use web_sys::{
    CustomEvent, Document, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, SubmitEvent,
};

wasm_bindgen_test_configure!(run_in_browser);

type Handler = Closure<dyn FnMut(Event)>;
type Pairs = Vec<(String, String)>;

/// A protected form in the page, and the key that opens what it seals.
struct Bench {
    page: Rc<Page>,
    form: HtmlFormElement,
    place: HtmlElement,
    key: SecretKey,
    heard: Rc<RefCell<Vec<(String, JsValue)>>>,
    listeners: Vec<(&'static str, Handler)>,
}

/// What `check` gives, as documented for the page.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckResult {
    ok: bool,
    fields: Vec<Mend>,
}

/// The detail of `waxseal:invalid`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Invalid {
    fields: Vec<Mend>,
}

/// A field to mend, and why.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mend {
    field: String,
    code: String,
}

/// The detail of `waxseal:sealed`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    sid: String,
    parts: u32,
    bytes: usize,
}

/// The detail of `waxseal:error`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Failed {
    code: String,
}

const HEARD: [&str; 4] = ["waxseal:invalid", "waxseal:sealed", "waxseal:sent", "waxseal:error"];

impl Bench {
    /// Attaches `<form ATTRIBUTES>CONTROLS</form>REST`, whose policy asks for `fields` under a contract, so that no box is
    /// needed.
    fn new(form: &Value, html: &str) -> Self {
        Self::with(Suite::Hpke, form, html)
    }

    fn with(suite: Suite, form: &Value, html: &str) -> Self {
        let key = SecretKey::generate(suite, &mut Random);
        let policy = json!({
            "v": 1, "revision": 1,
            "controller": {"name": "Example Ltd", "address": "1 Example Street", "country": "IE",
                           "contact": "privacy@example.com", "privacy": "/privacy"},
            "keys": {"keys": [key.public().to_jwk()]},
            "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.public().id().as_str()}],
            "purposes": purposes(form),
            "forms": [form],
        });
        let text = policy.to_string();
        let value = JSON::parse(&text).expect("JSON");
        let page = Rc::new(
            Page::new(&value, text.as_bytes(), "http://127.0.0.1:1/waxseal.json".into()).expect("a sound policy"),
        );
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        place.set_inner_html(html);
        let form: HtmlFormElement = place.query_selector("form").unwrap().unwrap().unchecked_into();
        page.attach(form.clone(), "f".into()).expect("the policy has it");
        let mut bench = Self { page, form, place, key, heard: Rc::default(), listeners: Vec::new() };
        let page = Rc::clone(&bench.page);
        bench.listen("formdata", move |event| page.formdata(event.unchecked_ref::<FormDataEvent>()));
        let page = Rc::clone(&bench.page);
        bench.listen("submit", move |event| page.submit(event.unchecked_ref::<SubmitEvent>()));
        for name in HEARD {
            let heard = Rc::clone(&bench.heard);
            bench.listen(name, move |event| {
                heard.borrow_mut().push((name.to_owned(), event.unchecked_ref::<CustomEvent>().detail()));
            });
        }
        bench
    }

    fn listen(&mut self, name: &'static str, handler: impl FnMut(Event) + 'static) {
        let handler = Closure::<dyn FnMut(Event)>::new(handler);
        let function = handler.as_ref().unchecked_ref();
        self.place.add_event_listener_with_callback_and_bool(name, function, true).unwrap();
        self.listeners.push((name, handler));
    }

    fn find(&self, selector: &str) -> HtmlInputElement {
        self.place.query_selector(selector).unwrap().expect(selector).unchecked_into()
    }

    fn read(&self) -> Pairs {
        pairs(&FormData::new_with_form(&self.form).expect("a form"))
    }

    /// The envelope that a script finds when it reads the form.
    fn envelope(&self) -> String {
        let mut entries = self.read();
        assert_eq!(entries.len(), 1, "{entries:?}");
        let (name, value) = entries.remove(0);
        assert_eq!(name, "waxseal");
        value
    }

    fn open(&self, envelope: &str) -> Value {
        let envelope = envelope::parse(envelope.as_bytes()).expect("a sound envelope");
        let opened = open::open(&envelope, std::slice::from_ref(&self.key)).expect("sealed to this key");
        Value::Object(opened.fields.clone().into_iter().collect())
    }

    /// What the owner finds in the form as it is now.
    fn fields(&self) -> Value {
        self.open(&self.envelope())
    }

    /// The details of every event of that name, each of just this shape.
    fn heard<T: DeserializeOwned>(&self, event: &str) -> Vec<T> {
        let heard = self.heard.borrow();
        let own = heard.iter().filter(|(name, _)| name == event);
        own.map(|(_, detail)| serde_wasm_bindgen::from_value(detail.clone()).expect("the documented shape")).collect()
    }

    /// The codes of all errors.
    fn errors(&self) -> Vec<String> {
        self.heard("waxseal:error").into_iter().map(|Failed { code }| code).collect()
    }

    fn check(&self) -> CheckResult {
        let result = self.page.check(&self.form).expect("attached");
        serde_wasm_bindgen::from_value(result).expect("the documented shape")
    }

    fn consent_box(&self) -> HtmlInputElement {
        let host = self.form.query_selector("[data-waxseal-consent]").unwrap().expect("a place for consent");
        let found = host.shadow_root().expect("drawn").query_selector("input").unwrap();
        found.expect("a box").unchecked_into()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.page.detach(&self.form);
        self.place.remove();
    }
}

/// Each purpose that the fields name; `news` needs a box, the others do not.
fn purposes(form: &Value) -> Value {
    let fields = form["fields"].as_array().unwrap();
    let named = fields.iter().flat_map(|field| field["purposes"].as_array().unwrap());
    let mut ids: Vec<&str> = named.filter_map(Value::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    let basis = |id: &str| if id == "news" { "consent" } else { "contract" };
    ids.into_iter().map(|id| json!({"id": id, "basis": basis(id), "text": format!("Purpose {id}.")})).collect()
}

fn form(fields: &[&str]) -> Value {
    let fields: Vec<_> = fields.iter().map(|name| json!({"name": name, "purposes": ["order"]})).collect();
    json!({"id": "f", "mode": "send", "fields": fields})
}

struct Random;

impl rand_core::TryRng for Random {
    type Error = rand_core::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(getrandom::u32().expect("a browser has randomness"))
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(getrandom::u64().expect("a browser has randomness"))
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        getrandom::fill(bytes).expect("a browser has randomness");
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Random {}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn pairs(data: &FormData) -> Pairs {
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap(), pair.get(1).as_string().unwrap())
    };
    Array::from(&data.entries()).iter().map(pair).collect()
}

fn request_submit(form: &HtmlFormElement, submitter: Option<&HtmlInputElement>) {
    let function: js_sys::Function = get(form, "requestSubmit").unchecked_into();
    match submitter {
        Some(button) => function.call1(form, button).unwrap(),
        None => function.call0(form).unwrap(),
    };
}

async fn a_while(ms: i32) {
    let wait = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    JsFuture::from(wait).await.unwrap();
}

#[wasm_bindgen_test]
fn every_control_gives_the_entries_of_the_html_standard() {
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
        let bench = Bench::new(&form(&["a", "b", "c"]), &html);
        assert_eq!(bench.fields(), expected, "{controls}");
    }
}

#[wasm_bindgen_test]
fn a_control_outside_belongs_to_the_form_it_names() {
    let bench = Bench::new(&form(&["a"]), "<form id=f1></form><input form=f1 name=a value=x><input name=a value=y>");
    assert_eq!(bench.fields(), json!({"a": "x"}));
}

#[wasm_bindgen_test]
fn what_a_script_or_autofill_put_in_counts() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=old></form>");
    bench.find("input").set_value("new");
    assert_eq!(bench.fields(), json!({"a": "new"}));
}

#[wasm_bindgen_test]
fn the_same_attempt_gives_the_same_bytes_and_a_change_gives_others() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=x></form>");
    let first = bench.envelope();
    assert_eq!(bench.envelope(), first);
    bench.find("input").set_value("y");
    assert_ne!(bench.envelope(), first);
    let sealed: Vec<Sealed> = bench.heard("waxseal:sealed");
    let sid = |envelope: &str| envelope::parse(envelope.as_bytes()).expect("sound").sid().to_owned();
    let told = |envelope: &str| Sealed { sid: sid(envelope), parts: 1, bytes: envelope.len() };
    assert_eq!(sealed, [told(&first), told(&bench.envelope())]);
    assert_eq!(bench.fields(), json!({"a": "y"}));
}

#[wasm_bindgen_test]
fn a_reset_starts_a_new_attempt_and_resets_radios_outside() {
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
    let bench = Bench::new(&form(&["a", "b"]), &html);
    let first = bench.envelope();
    bench.find("[value='2']").set_checked(true);
    bench.find("[type=reset]").click();
    let second = bench.envelope();
    assert_ne!(first, second);
    assert_eq!(bench.open(&second), json!({"a": "x", "b": "1"}));
}

#[wasm_bindgen_test]
fn listed_control_fields_stay_clear_and_nothing_else_does() {
    let mut asked = form(&["a"]);
    asked["clear"] = json!(["csrf"]);
    let html =
        "<form><input name=a value=secret><input type=hidden name=csrf value=token><input name=x value=y></form>";
    let bench = Bench::new(&asked, html);
    let entries = bench.read();
    let names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["waxseal", "csrf"]);
    assert_eq!(entries[1].1, "token");
    assert!(!entries[0].1.contains("secret"));
}

#[wasm_bindgen_test]
fn only_a_person_can_tick() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}]});
    let bench = Bench::new(&asked, "<form><input name=a value=x><button>Go</button></form>");
    let tick = bench.consent_box();
    assert!(!tick.checked());

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
fn a_field_of_a_refused_purpose_is_not_sealed() {
    let asked = json!({"id": "f", "fields": [
        {"name": "a", "purposes": ["news"], "required": true},
        {"name": "b", "purposes": ["order"]},
        {"name": "c", "purposes": ["news", "order"]},
    ]});
    let bench = Bench::new(&asked, "<form><input name=a><input name=b value=2><input name=c value=3></form>");
    assert_eq!(bench.fields(), json!({"b": "2", "c": "3"}));
    // And it need not be filled in.
    assert_eq!(bench.check(), CheckResult { ok: true, fields: Vec::new() });
}

#[wasm_bindgen_test]
fn consent_is_shown_in_the_form_s_language_and_is_no_entry() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}]});
    let bench = Bench::new(&asked, "<form lang=de><input name=a><div class=row><button>Go</button></div></form>");
    let tick = bench.consent_box();
    let label = tick.parent_element().unwrap();
    assert_eq!(label.local_name(), "label");
    assert_eq!(label.text_content().as_deref(), Some("Purpose news."));
    assert_eq!(label.query_selector("[lang]").unwrap().unwrap().get_attribute("lang").as_deref(), Some("en"));
    assert_eq!(tick.name(), "");
    let place = bench.form.query_selector("[data-waxseal-consent]").unwrap().unwrap();
    assert_eq!(place.next_element_sibling().map(|row| row.class_name()).as_deref(), Some("row"));
}

#[wasm_bindgen_test]
fn a_wrong_field_is_told_by_the_field_and_above_the_form_until_it_is_mended() {
    let asked = json!({"id": "f", "fields": [
        {"name": "email", "kind": "email", "required": true, "purposes": ["order"]},
        {"name": "b", "purposes": ["order"]},
    ]});
    let html =
        "<form><label for=e>E-mail</label><input id=e name=email aria-describedby=hint><input name=b required></form>";
    let bench = Bench::new(&asked, html);
    let email = bench.find("#e");
    let other = bench.find("[name=b]");
    other.set_value("x");
    email.set_value("ada@");
    request_submit(&bench.form, None);

    let summary = bench.place.query_selector(".waxseal-summary").unwrap().expect("a summary");
    assert_eq!(document().active_element(), Some(summary.clone()));
    let link: HtmlElement = summary.query_selector("[role=alert] a").unwrap().expect("a link").unchecked_into();
    let message = email.next_element_sibling().expect("a message");
    assert_eq!(link.text_content(), message.text_content());
    assert_eq!(link.get_attribute("href").as_deref(), Some("#e"));
    assert_eq!(email.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(email.get_attribute("aria-describedby"), Some(format!("hint {}", message.id())));
    assert_eq!(email.value(), "ada@", "what was typed stays");
    link.click();
    assert_eq!(document().active_element(), Some(email.clone().into()));
    let mend = || vec![Mend { field: "email".to_owned(), code: "email-domain".to_owned() }];
    assert_eq!(bench.heard::<Invalid>("waxseal:invalid"), [Invalid { fields: mend() }]);
    assert_eq!(bench.check(), CheckResult { ok: false, fields: mend() });

    email.set_value("");
    email.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(message.text_content().as_deref(), Some("Fill in “E-mail”."));
    email.set_value("ada@example.com");
    email.dispatch_event(&bubbling("input")).unwrap();
    assert_eq!(email.get_attribute("aria-describedby").as_deref(), Some("hint"));
    assert!(!email.has_attribute("aria-invalid"));
    assert_eq!(bench.place.query_selector(".waxseal-summary, .waxseal-message").unwrap(), None);
}

#[wasm_bindgen_test]
fn a_missing_tick_is_told_at_the_boxes_and_above_the_form() {
    let asked = json!({"id": "f", "fields": [{"name": "a", "purposes": ["news"]}, {"name": "b", "purposes": ["news"], "required": true}]});
    let bench = Bench::new(&asked, "<form><input name=a><input name=b aria-label=B></form>");
    request_submit(&bench.form, None);
    assert_eq!(bench.errors(), ["nothing-to-send"]);
    let links = || bench.place.query_selector_all(".waxseal-summary a").unwrap();
    assert_eq!(links().length(), 2);
    let tick = bench.consent_box();
    let error = tick.get_root_node().unchecked_into::<web_sys::ShadowRoot>().get_element_by_id("error").unwrap();
    assert_eq!(error.text_content(), links().item(1).unwrap().text_content());
    assert_eq!(tick.get_attribute("aria-describedby").as_deref(), Some("error"));
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
    let mut bench = Bench::new(&asked, html);
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
    let bench = Bench::new(&asked, "<form><input name=a value=x><button>Go</button></form>");
    request_submit(&bench.form, None);
    assert_eq!(bench.errors(), ["get-unsupported"]);
    assert_eq!(bench.read(), []);
    assert!(bench.place.query_selector(".waxseal-summary").unwrap().is_some(), "the person is told");
}

#[wasm_bindgen_test]
async fn a_receiver_out_of_reach_loses_nothing() {
    let bench = Bench::new(&form(&["a"]), "<form><input name=a value=x><button>Go</button></form>");
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
    let bench = Bench::with(Suite::Compat, &form(&["a"]), "<form><input name=a value=x></form>");
    assert_eq!(bench.read(), [], "nothing was prepared, so nothing can be sealed at once");
    assert_eq!(bench.errors(), ["not-prepared"]);
    JsFuture::from(bench.page.prepare(&bench.form)).await.unwrap();
    assert_eq!(bench.fields(), json!({"a": "x"}));
    let sealed = JsFuture::from(bench.page.seal(&bench.form)).await.unwrap();
    assert_eq!(sealed.as_string(), Some(bench.envelope()));
}

#[wasm_bindgen_test]
async fn post_quantum_seals_without_preparation_too() {
    let bench = Bench::with(Suite::Pq, &form(&["a"]), "<form><input name=a value=x></form>");
    assert_eq!(bench.fields(), json!({"a": "x"}));
}

#[wasm_bindgen_test]
fn detaching_leaves_the_form_as_it_was() {
    let html = "<form class=x><input name=a value=x><button>Go</button></form>";
    let bench = Bench::new(&form(&["a"]), html);
    assert_ne!(bench.place.inner_html(), html);
    bench.page.detach(&bench.form);
    assert_eq!(Element::inner_html(&bench.place).replace('"', ""), html);
    assert_eq!(bench.read(), [], "and still nothing can be read from it in clear");
}

#[wasm_bindgen_test]
fn a_policy_with_a_mistake_or_a_foreign_form_is_refused() {
    let controller = r#""name":"a","address":"b","country":"IE","contact":"c","privacy":"/p""#;
    let rows = [
        ("[]".to_owned(), "`policy`: an object belongs here"),
        (r#"{"v":1.5}"#.to_owned(), "`v`: a whole number belongs here"),
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
        let error = Page::new(&JSON::parse(text).unwrap(), b"", String::new()).err().expect("no policy");
        assert_eq!(get(&error, "code").as_string().as_deref(), Some("bad-policy"));
        assert_eq!(get(&error, "message").as_string().as_deref(), Some(*message));
    }
    let bench = Bench::new(&form(&["a"]), "<form><input name=a></form>");
    let other: HtmlFormElement = document().create_element("form").unwrap().unchecked_into();
    let error = bench.page.attach(other, "other".into()).unwrap_err();
    assert_eq!(get(&error, "code").as_string().as_deref(), Some("unknown-form"));
}
