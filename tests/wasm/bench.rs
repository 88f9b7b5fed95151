//! A protected form in a page of its own, and what its events say.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Promise, Reflect};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use waxseal_core::{consent::Record, envelope, keys::Suite, receipt};
use waxseal_owner::{open, secret::SecretKey};
use web_sys::{CustomEvent, Document, Element, Event, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// The page's side of the module, as pages have it: `www/page/main.ts`.
    pub(crate) type Page;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn attach(this: &Page, form: &HtmlFormElement, id: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn detach(this: &Page, form: &HtmlFormElement);
    #[wasm_bindgen(method)]
    pub(crate) fn prepare(this: &Page, form: &HtmlFormElement) -> Promise;
    #[wasm_bindgen(method, catch)]
    pub(crate) fn check(this: &Page, form: &HtmlFormElement) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn seal(this: &Page, form: &HtmlFormElement) -> Promise;
    #[wasm_bindgen(method)]
    pub(crate) fn submit(this: &Page, event: &Event);
    #[wasm_bindgen(method)]
    pub(crate) fn formdata(this: &Page, event: &Event);
}

pub(crate) type Handler = Closure<dyn FnMut(Event)>;
pub(crate) type Pairs = Vec<(String, String)>;

/// A protected form in the page, and the key that opens what it seals.
pub(crate) struct Bench {
    pub(crate) page: Rc<Page>,
    pub(crate) form: HtmlFormElement,
    pub(crate) place: HtmlElement,
    pub(crate) key: SecretKey,
    pub(crate) heard: Rc<RefCell<Vec<(String, JsValue)>>>,
    pub(crate) listeners: Vec<(&'static str, Handler)>,
}

/// What `check` gives, as documented for the page.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckResult {
    pub(crate) ok: bool,
    pub(crate) fields: Vec<Mend>,
}

/// The detail of `waxseal:invalid`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invalid {
    pub(crate) fields: Vec<Mend>,
}

/// A field to mend, and why.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mend {
    pub(crate) field: String,
    pub(crate) code: String,
    pub(crate) verdict: String,
}

/// The detail of `waxseal:sealed`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sealed {
    pub(crate) sid: String,
    pub(crate) parts: u32,
    pub(crate) bytes: usize,
}

/// The detail of `waxseal:error`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Failed {
    pub(crate) code: String,
}

pub(crate) const HEARD: [&str; 5] =
    ["waxseal:invalid", "waxseal:sealed", "waxseal:sent", "waxseal:error", "waxseal:minor"];

impl Bench {
    /// Attaches `<form ATTRIBUTES>CONTROLS</form>REST`, whose policy asks for `fields` under a contract, so that no box is
    /// needed.
    pub(crate) async fn new(form: &Value, html: &str) -> Self {
        Self::with(Suite::Hpke, form, html).await
    }

    pub(crate) async fn with(suite: Suite, form: &Value, html: &str) -> Self {
        let bench = Self::under(suite, &json!({"purposes": purposes(form), "forms": [form]}), false, html).await;
        bench.prepared().await;
        bench
    }

    /// The same under a policy with these members, nothing prepared, and `gpc` as the server heard it.
    pub(crate) async fn under(suite: Suite, members: &Value, gpc: bool, html: &str) -> Self {
        let key = SecretKey::generate(suite, &mut Random);
        let mut policy = json!({
            "v": 1, "revision": 1,
            "controller": {"name": "Example Ltd", "address": "1 Example Street", "country": "IE",
                           "contact": "privacy@example.com", "privacy": "/privacy"},
            "keys": {"keys": [key.public().to_jwk()]},
            "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.public().id().as_str()}],
        });
        for (name, member) in members.as_object().expect("members") {
            policy[name] = member.clone();
        }
        let text = policy.to_string();
        let base = "http://127.0.0.1:1/waxseal.json";
        let consent = consent(&text, base, gpc).await.expect("a sound policy");
        JsFuture::from(call(&consent, "bring", &["f".into(), "en".into()]).unchecked_into::<Promise>()).await.unwrap();
        let page = Rc::new(page(&text, base, &consent).await);
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        place.set_inner_html(html);
        let form: HtmlFormElement = place.query_selector("form").unwrap().unwrap().unchecked_into();
        page.attach(&form, "f").expect("the policy has it");
        let mut bench = Self { page, form, place, key, heard: Rc::default(), listeners: Vec::new() };
        let page = Rc::clone(&bench.page);
        bench.listen("formdata", move |event| page.formdata(&event));
        let page = Rc::clone(&bench.page);
        bench.listen("submit", move |event| page.submit(&event));
        for name in HEARD {
            let heard = Rc::clone(&bench.heard);
            bench.listen(name, move |event| {
                heard.borrow_mut().push((name.to_owned(), event.unchecked_ref::<CustomEvent>().detail()));
            });
        }
        bench
    }

    /// Lets the page make ready what sealing needs.
    pub(crate) async fn prepared(&self) {
        JsFuture::from(self.page.prepare(&self.form)).await.unwrap();
    }

    pub(crate) fn listen(&mut self, name: &'static str, handler: impl FnMut(Event) + 'static) {
        let handler = Closure::<dyn FnMut(Event)>::new(handler);
        let function = handler.as_ref().unchecked_ref();
        self.place.add_event_listener_with_callback_and_bool(name, function, true).unwrap();
        self.listeners.push((name, handler));
    }

    pub(crate) fn find(&self, selector: &str) -> HtmlInputElement {
        self.place.query_selector(selector).unwrap().expect(selector).unchecked_into()
    }

    pub(crate) fn read(&self) -> Pairs {
        pairs(&FormData::new_with_form(&self.form).expect("a form"))
    }

    /// The envelope that a script finds when it reads the form.
    pub(crate) fn envelope(&self) -> String {
        let mut entries = self.read();
        assert_eq!(entries.len(), 1, "{entries:?}");
        let (name, value) = entries.remove(0);
        assert_eq!(name, "waxseal");
        value
    }

    pub(crate) fn open(&self, envelope: &str) -> Value {
        let envelope = envelope::parse(envelope.as_bytes()).expect("a sound envelope");
        let opened = open::open(&envelope, std::slice::from_ref(&self.key)).expect("sealed to this key");
        Value::Object(opened.fields.clone().into_iter().collect())
    }

    /// The consent record in an envelope, whose signature and hashes hold.
    pub(crate) fn record(&self, envelope: &str) -> Record {
        let envelope = envelope::parse(envelope.as_bytes()).expect("a sound envelope");
        let opened = open::open(&envelope, std::slice::from_ref(&self.key)).expect("sealed to this key");
        let record = opened.consent;
        receipt::verify(&record).expect("what the holder signed");
        record
    }

    /// What the owner finds in the form as it is now.
    pub(crate) fn fields(&self) -> Value {
        self.open(&self.envelope())
    }

    /// The details of every event of that name, each of just this shape.
    pub(crate) fn heard<T: DeserializeOwned>(&self, event: &str) -> Vec<T> {
        let heard = self.heard.borrow();
        let own = heard.iter().filter(|(name, _)| name == event);
        own.map(|(_, detail)| serde_wasm_bindgen::from_value(detail.clone()).expect("the documented shape")).collect()
    }

    /// The codes of all errors.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.heard("waxseal:error").into_iter().map(|Failed { code }| code).collect()
    }

    pub(crate) fn check(&self) -> CheckResult {
        let result = self.page.check(&self.form).expect("attached");
        serde_wasm_bindgen::from_value(result).expect("the documented shape")
    }

    /// The closed root of the consent, which the tests alone look into.
    pub(crate) fn root(&self) -> Element {
        let host = self.place.query_selector("waxseal-consent").unwrap().expect("drawn");
        get(&host, "closedRoot").unchecked_into()
    }

    /// The first box, or another control in the consent.
    pub(crate) fn consent_box(&self) -> HtmlInputElement {
        self.inside("input[type=checkbox]")
    }

    pub(crate) fn inside(&self, selector: &str) -> HtmlInputElement {
        self.root().query_selector(selector).unwrap().expect(selector).unchecked_into()
    }

    /// What the listeners in the consent do when a person changes `control`. Nothing else makes an event that they trust.
    pub(crate) async fn change(&self, control: &HtmlInputElement) {
        call(&self.root(), "trusted", &["change".into(), control.into()]);
        self.prepared().await;
    }

    /// The same for a tick.
    pub(crate) async fn tick(&self, control: &HtmlInputElement) {
        control.set_checked(!control.checked());
        self.change(control).await;
    }
}

/// The consent part as pages have it, under a policy; the error if it will not have it.
pub(crate) async fn consent(policy: &str, base: &str, gpc: bool) -> Result<JsValue, JsValue> {
    const LOAD: &str = "return globalThis.consents ??= (() => {
        // Keeps the closed roots for the tests, and marks events as a person's. A page's own scripts come too late for that.
        const describe = Reflect.getOwnPropertyDescriptor
        const persons = new WeakSet()
        Reflect.getOwnPropertyDescriptor = (object, name) =>
            name === 'isTrusted' ? { get() { return persons.has(this) } } : describe(object, name)
        const attach = Element.prototype.attachShadow
        Element.prototype.attachShadow = function (init) {
            const root = attach.call(this, init)
            root.trusted = (kind, target) => {
                const event = new Event(kind, { bubbles: true })
                persons.add(event)
                target.dispatchEvent(event)
            }
            this.closedRoot = root
            return root
        }
        return import('/dist/waxseal-consent.js')
    })()";
    const MAKE: &str = "return (part, policy, base, gpc) => new part.Consent(JSON.parse(policy), base, gpc, {})";
    let loading: Promise = Function::new_no_args(LOAD).call0(&JsValue::NULL).expect("a promise").unchecked_into();
    let part = JsFuture::from(loading).await.expect("`npm run build` first");
    let make: Function = Function::new_no_args(MAKE).call0(&JsValue::NULL).expect("a function").unchecked_into();
    make.apply(&JsValue::NULL, &[part, policy.into(), base.into(), gpc.into()].into_iter().collect::<Array>())
}

fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> JsValue {
    get(object, name).unchecked_into::<Function>().apply(object, &arguments.iter().collect::<Array>()).expect(name)
}

/// The page's side as pages have it, under a policy: `npm run build` puts it into `dist/`, from where the test runner serves it.
async fn page(policy: &str, base: &str, consent: &JsValue) -> Page {
    const LOAD: &str = "return globalThis.parts ??= Promise.all(['core', 'fields'].map(async (name) => {
        const part = await import(`/dist/waxseal-${name}.js`)
        await part.default({ module_or_path: await (await fetch(`/dist/waxseal-${name}.wasm`)).arrayBuffer() })
        return part
    }))";
    const MAKE: &str = "return ([core, checks], policy, base, consent) =>
        new core.Page(consent.policy, new TextEncoder().encode(policy), base, checks, consent)";
    let loading: Promise = Function::new_no_args(LOAD).call0(&JsValue::NULL).expect("a promise").unchecked_into();
    let parts = JsFuture::from(loading).await.expect("`npm run build` first");
    let make: Function = Function::new_no_args(MAKE).call0(&JsValue::NULL).expect("a function").unchecked_into();
    let arguments = [parts, policy.into(), base.into(), consent.clone()].into_iter().collect::<Array>();
    make.apply(&JsValue::NULL, &arguments).expect("a sound policy").unchecked_into()
}

impl Drop for Bench {
    fn drop(&mut self) {
        self.page.detach(&self.form);
        self.place.remove();
    }
}

/// Each purpose that the fields name; `news` needs a box, the others do not.
pub(crate) fn purposes(form: &Value) -> Value {
    let fields = form["fields"].as_array().unwrap();
    let named = fields.iter().flat_map(|field| field["purposes"].as_array().unwrap());
    let mut ids: Vec<&str> = named.filter_map(Value::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    let basis = |id: &str| if id == "news" { "consent" } else { "contract" };
    ids.into_iter().map(|id| json!({"id": id, "basis": basis(id), "text": format!("Purpose {id}.")})).collect()
}

pub(crate) fn form(fields: &[&str]) -> Value {
    let fields: Vec<_> = fields.iter().map(|name| json!({"name": name, "purposes": ["order"]})).collect();
    json!({"id": "f", "mode": "send", "fields": fields})
}

pub(crate) struct Random;

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

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

pub(crate) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

pub(crate) fn pairs(data: &FormData) -> Pairs {
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap(), pair.get(1).as_string().unwrap())
    };
    Array::from(&data.entries()).iter().map(pair).collect()
}

pub(crate) fn request_submit(form: &HtmlFormElement, submitter: Option<&HtmlInputElement>) {
    let function: js_sys::Function = get(form, "requestSubmit").unchecked_into();
    match submitter {
        Some(button) => function.call1(form, button).unwrap(),
        None => function.call0(form).unwrap(),
    };
}

pub(crate) async fn a_while(ms: i32) {
    let wait = Promise::new(&mut |resolve, _| {
        web_sys::window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms).unwrap();
    });
    JsFuture::from(wait).await.unwrap();
}
