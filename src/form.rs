//! One protected form: what belongs to it, and how its answers are read, checked and sealed.

use alloc::{
    borrow::ToOwned,
    rc::{Rc, Weak},
    string::{String, ToString},
    vec::Vec,
};
use core::cell::{Cell, OnceCell, RefCell};

use js_sys::Date;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use waxseal_core::{
    base64url_encode,
    manifest::ManifestHash,
    policy::{self, Mode, Policy},
    seal::{self, Answers, Moment, SealError, Value},
};
use web_sys::{Document, Element, HtmlElement, HtmlFormElement, HtmlInputElement, console};

use crate::{
    attempt::{Attempt, Sealed, fingerprint},
    capsules::Capsules,
    consent::Consent,
    controls::{self, Role},
    element,
    entries::{self, Entry},
    error::PageError,
    events,
    faults::{self, Fault},
    listener::Listener,
    messages::Messages,
    random::Random,
    style::Styles,
};

/// What all forms of a page share.
pub(crate) struct Site {
    pub(crate) policy: Policy,
    pub(crate) mh: ManifestHash,
    /// The URL that the policy came from; its relative URLs start there.
    pub(crate) base: String,
    /// How many forms have been attached so far; numbers the ids of messages.
    pub(crate) attached: Cell<u32>,
    pub(crate) styles: Styles,
}

/// How the form's data would travel, were it not sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    /// Closes its `dialog` and sends nothing.
    Dialog,
}

/// A form that is protected.
pub(crate) struct Protected {
    pub(crate) site: Rc<Site>,
    pub(crate) form: HtmlFormElement,
    /// Its form in the policy, which [`Protected::attach`] found there.
    id: String,
    /// The language that the person is addressed in, as it was when the consent was drawn: the record says what was shown.
    pub(crate) lang: String,
    /// Whether the page itself had asked for `novalidate`.
    had_novalidate: bool,
    pub(crate) consent: Consent,
    pub(crate) messages: Messages,
    pub(crate) attempt: Attempt,
    capsules: Capsules,
    /// The button of a submission that was let go, for the `formdata` that follows in the same task.
    pub(crate) let_go: RefCell<Option<HtmlElement>>,
    pub(crate) in_flight: Cell<bool>,
    /// What the developer has been told.
    told: RefCell<Vec<String>>,
    listeners: OnceCell<[Listener; 4]>,
}

impl Protected {
    /// Draws what belongs to the form and starts to listen.
    ///
    /// # Errors
    ///
    /// `unknown-form` if the policy has no form `id`.
    pub(crate) fn attach(site: &Rc<Site>, form: HtmlFormElement, id: String) -> Result<Rc<Self>, PageError> {
        const UNKNOWN: &str = "the policy has no form of this id; correct `data-waxseal` or add the form to the policy";
        let asked = site.policy.form(&id).ok_or(PageError::new("unknown-form", UNKNOWN))?;
        let document = form.owner_document().ok_or(PageError::new("unknown-form", "the form is in no document"))?;
        site.attached.set(site.attached.get() + 1);
        let prefix = ["waxseal-", &site.attached.get().to_string()].concat();
        let lang = lang(&form, &document).unwrap_or_else(|| site.policy.lang().to_owned());
        site.styles.page.adopt(&form.get_root_node());
        let had_novalidate = form.has_attribute("novalidate");
        element::set(&form, "novalidate", "");
        let protected = Rc::new(Self {
            consent: Consent::draw(&document, &form, site, asked, &lang),
            messages: Messages::new(document, form.clone(), prefix),
            site: Rc::clone(site),
            form,
            id,
            lang,
            had_novalidate,
            attempt: Attempt::default(),
            capsules: Capsules::default(),
            let_go: RefCell::default(),
            in_flight: Cell::default(),
            told: RefCell::default(),
            listeners: OnceCell::new(),
        });
        let _ = protected.listeners.set(listen(&protected));
        Ok(protected)
    }

    /// Its form in the policy.
    pub(crate) fn asked(&self) -> &policy::Form {
        self.site.policy.form(&self.id).expect("`attach` found it in the same policy")
    }

    pub(crate) fn mode(&self) -> Mode {
        self.asked().mode()
    }

    /// `formmethod` of the button, else `method` of the form.
    pub(crate) fn method(&self, submitter: Option<&HtmlElement>) -> Method {
        let own = submitter.and_then(|button| button.get_attribute("formmethod"));
        let method = own.or_else(|| self.form.get_attribute("method")).unwrap_or_default();
        match &*method.to_ascii_lowercase() {
            "post" => Method::Post,
            "dialog" => Method::Dialog,
            _ => Method::Get,
        }
    }

    /// What is wrong with the fields that would be sent.
    pub(crate) fn faults(&self, submitter: Option<&HtmlElement>) -> Vec<Fault> {
        let controls = controls::of(&self.form);
        let entries = entries::read(&controls, submitter);
        let asked = self.asked();
        let groups = seal::groups(&self.site.policy, asked, &self.consent.given());
        // While nothing is given, all are checked, so that a person is told everything at once.
        let is_sent =
            |field: &policy::Field| groups.iter().flat_map(|group| &group.fields).any(|sent| sent.name == field.name);
        // While nothing is given, all are checked, so that a person is told everything at once.
        let needed = asked.fields.iter().filter(|field| groups.is_empty() || is_sent(field));
        faults::find(needed, &controls, &entries)
    }

    /// Whether a given purpose allows anything to be sent.
    pub(crate) fn has_purpose(&self) -> bool {
        !seal::groups(&self.site.policy, self.asked(), &self.consent.given()).is_empty()
    }

    /// Seals what the form would send now; the same answers give the same bytes.
    ///
    /// # Errors
    ///
    /// `nothing-to-send`, `not-prepared`, `random-failed`, `too-large`.
    pub(crate) fn seal(self: &Rc<Self>, submitter: Option<&HtmlElement>) -> Result<Sealed, PageError> {
        let entries = self.entries(submitter);
        let answers = self.answers(&entries);
        let fingerprint = fingerprint(&answers);
        if let Some(sealed) = self.attempt.sealed(&fingerprint) {
            return Ok(sealed);
        }
        let (policy, asked) = (&self.site.policy, self.asked());
        let groups = seal::groups(policy, asked, &answers.given);
        if groups.is_empty() {
            return Err(SealError::NothingToSend.into());
        }
        let parts = groups.len();
        let capsules = self.capsules.take(&groups)?;
        let mut sid = [0; 16];
        if getrandom::fill(&mut sid).is_err() {
            return Err(Random::failure());
        }
        let moment = Moment { sid, iat: now(), mh: self.site.mh };
        let envelope = seal::finish(policy, asked, &answers, &moment, capsules)?;
        let sealed = Sealed { sid: base64url_encode(&sid).into(), envelope: envelope.into() };
        self.attempt.remember(fingerprint, sealed.clone());
        let detail = [("sid", (&*sealed.sid).into()), ("parts", count(parts)), ("bytes", count(sealed.envelope.len()))];
        events::dispatch(&self.form, "waxseal:sealed", &detail);
        self.prepare_later();
        Ok(sealed)
    }

    /// The control fields that the policy leaves in clear.
    pub(crate) fn clear_entries(&self, submitter: Option<&HtmlElement>) -> Vec<Entry> {
        let mut entries = self.entries(submitter);
        entries.retain(|entry| self.asked().clear.contains(&entry.key));
        entries
    }

    /// Makes ready what sealing will need.
    pub(crate) async fn prepare(&self) {
        self.capsules.prepare(&self.site.policy, self.asked(), &self.consent.given()).await;
    }

    /// Tells the developer once, by the name of a field, never its value.
    pub(crate) fn tell_once(&self, code: &str, key: &str, words: &str) {
        let line = ["waxseal: ", code, ": form `", &self.id, "`, field `", key, "` ", words].concat();
        if !self.told.borrow().contains(&line) {
            console::warn_1(&(&*line).into());
            self.told.borrow_mut().push(line);
        }
    }

    /// Starts over: nothing ticked, nothing shown, nothing sealed, nothing under way.
    pub(crate) fn start_over(&self) {
        self.consent.withdraw();
        self.consent.show_error("");
        self.messages.clear();
        self.attempt.forget();
        self.in_flight.set(false);
    }

    fn prepare_later(self: &Rc<Self>) {
        let this = Rc::clone(self);
        spawn_local(async move { this.prepare().await });
    }

    /// The entry list, after the developer has been told what of it is not sent.
    fn entries(&self, submitter: Option<&HtmlElement>) -> Vec<Entry> {
        let controls = controls::of(&self.form);
        for control in controls.iter().filter(|control| !control.key.is_empty()) {
            match control.role {
                Role::File => self.tell_once("file-unsupported", &control.key, "holds files, which are not sent yet"),
                Role::Custom => {
                    self.tell_once("control-unsupported", &control.key, "is a custom element and is not sent");
                }
                _ => {}
            }
        }
        let entries = entries::read(&controls, submitter);
        let asked = self.asked();
        for entry in &entries {
            if asked.field(&entry.key).is_none() && !asked.clear.contains(&entry.key) {
                let words = "is not in the policy and is not sent; add it to `fields`, or to `clear`";
                self.tell_once("unknown-field", &entry.key, words);
            }
        }
        entries
    }

    fn answers(&self, entries: &[Entry]) -> Answers {
        let origin = web_sys::window().and_then(|window| window.location().origin().ok());
        let fields = self.asked().fields.iter().filter_map(|field| {
            let mut own = entries.iter().filter(|entry| entry.key == field.name).peekable();
            let list = own.peek()?.list;
            let mut values: Vec<String> = own.map(|entry| entry.value.clone()).collect();
            let value = match values.len() {
                1 if !list => Value::Text(values.remove(0)),
                _ => Value::List(values),
            };
            Some((field.name.clone(), value))
        });
        Answers {
            lang: self.lang.clone(),
            // A page from a file, or in a sandbox, has none to speak of.
            origin: origin.filter(|origin| origin != "null"),
            given: self.consent.given(),
            fields: fields.collect(),
        }
    }

    /// Looks again at a field whose message is shown.
    fn recheck(&self, control: &Element) {
        let Some(field) = self.messages.field_of(control) else {
            return;
        };
        let fault = self.faults(None).into_iter().find(|fault| fault.field == field);
        self.messages.recheck(&field, fault);
    }

    /// A box was ticked or unticked.
    fn consent_changed(self: &Rc<Self>) {
        if self.has_purpose() {
            self.consent.show_error("");
            self.messages.clear_more();
        }
        self.prepare_later();
    }
}

impl Drop for Protected {
    fn drop(&mut self) {
        if !self.had_novalidate {
            element::unset(&self.form, "novalidate");
        }
    }
}

fn listen(protected: &Rc<Protected>) -> [Listener; 4] {
    let weak = Rc::downgrade(protected);
    // On the root: controls that name the form by `form=` stand outside it.
    let root = protected.form.get_root_node();
    let recheck = |weak: Weak<Protected>| {
        move |event: web_sys::Event| {
            let target = event.target().map(JsCast::unchecked_into::<Element>);
            if let Some((this, target)) = weak.upgrade().zip(target) {
                this.recheck(&target);
            }
        }
    };
    let typed = Listener::new(&root, "input", recheck(weak.clone()));
    let chosen = Listener::new(&root, "change", recheck(weak.clone()));
    let ticked = Listener::new(protected.consent.root(), "change", {
        let weak = weak.clone();
        move |_| {
            if let Some(this) = weak.upgrade() {
                this.consent_changed();
            }
        }
    });
    let reset = Listener::new(&protected.form, "reset", move |_| {
        let Some(this) = weak.upgrade() else { return };
        this.start_over();
        // The browser does not reset the radio buttons that the loader took out of the form.
        for radio in controls::of(&this.form).iter().filter(|control| controls::is_orphan(control)) {
            let input: &HtmlInputElement = radio.input();
            input.set_checked(input.default_checked());
        }
    });
    [typed, chosen, ticked, reset]
}

/// The nearest `lang` around the form; none if it is empty.
fn lang(form: &HtmlFormElement, document: &Document) -> Option<String> {
    let around = element::closest(form, "[lang]").or_else(|| document.document_element());
    around.and_then(|element| element.get_attribute("lang")).filter(|lang| !lang.is_empty())
}

/// The browser's time, in seconds since 1970.
fn now() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock before 1970 reads as 0")]
    let seconds = (Date::now() / 1000.0) as u64;
    seconds
}

fn count(n: usize) -> JsValue {
    JsValue::from_f64(u32::try_from(n).map_or(f64::INFINITY, f64::from))
}
