//! One protected form: what belongs to it, and how its answers are read, checked and sealed.

use alloc::{
    borrow::ToOwned,
    rc::Rc,
    string::{String, ToString},
    vec::Vec,
};
use core::cell::{Cell, OnceCell, RefCell};

use js_sys::{Date, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use waxseal_core::{
    manifest::ManifestHash,
    policy::{self, Mode, Policy},
    seal::{self, Group, SealError},
};
use web_sys::{Event, EventTarget, HtmlElement, HtmlFormElement, PageTransitionEvent};

use crate::{
    attempt::{Attempt, Sealed, fingerprint},
    callback::{Listener, once},
    capsules::Capsules,
    consent::{Asked, Consent},
    controls, element,
    error::PageError,
    events,
    fields::{Checks, FormChecks},
    messages::Messages,
    platform,
    random::{self, Random},
    references::References,
    style,
};

/// What all forms of a page share.
pub(crate) struct Site {
    pub(crate) policy: Policy,
    pub(crate) mh: ManifestHash,
    pub(crate) checks: Checks,
    pub(crate) consent: Consent,
    /// The URL that the policy came from; its relative URLs start there.
    pub(crate) base: String,
    /// How many forms have been attached so far; numbers the ids of messages.
    pub(crate) attached: Cell<u32>,
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
    pub(crate) consent: Asked,
    pub(crate) messages: Messages,
    pub(crate) attempt: Attempt,
    capsules: Capsules,
    /// The button of a submission that was let go, for the `formdata` that follows in the same task.
    pub(crate) let_go: RefCell<Option<HtmlElement>>,
    pub(crate) in_flight: Cell<bool>,
    /// Whether the next submission came before the person could see what they are asked.
    pub(crate) early: Cell<bool>,
    /// Where the receipt of a submission stands that a script of the page carried.
    pub(crate) receipt: RefCell<Option<HtmlElement>>,
    /// Fields about whose doubts the person has been asked.
    pub(crate) told_of: RefCell<Vec<String>>,
    pub(crate) checks: FormChecks,
    pub(crate) references: References,
    listeners: OnceCell<[Listener; 6]>,
}

impl Protected {
    /// Draws what belongs to the form and starts to listen.
    ///
    /// # Errors
    ///
    /// `unknown-form` if the policy has no form `id`.
    pub(crate) fn attach(site: &Rc<Site>, form: HtmlFormElement, id: String) -> Result<Rc<Self>, PageError> {
        const UNKNOWN: &str = "the policy has no form of this id; correct `data-waxseal` or add the form to the policy";
        if site.policy.form(&id).is_none() {
            return Err(PageError::new("unknown-form", UNKNOWN));
        }
        site.attached.set(site.attached.get() + 1);
        let prefix = ["waxseal-", &site.attached.get().to_string()].concat();
        let lang = platform::language(&form).unwrap_or_else(|| site.policy.lang().to_owned());
        platform::adopt(&element::root(&form), style::PAGE);
        let had_novalidate = element::matches(&form, "[novalidate]");
        element::set(&form, "novalidate", "");
        let checks = site.checks.make(&lang, &site.policy.controller().country);
        let protected = Rc::new(Self {
            consent: Asked(site.consent.make(&form, &id, &lang)),
            messages: Messages::new(form.clone(), checks.clone(), prefix),
            site: Rc::clone(site),
            form,
            id,
            lang,
            had_novalidate,
            attempt: Attempt::default(),
            capsules: Capsules::default(),
            let_go: RefCell::default(),
            in_flight: Cell::default(),
            early: Cell::default(),
            receipt: RefCell::default(),
            told_of: RefCell::default(),
            checks,
            references: References::default(),
            listeners: OnceCell::new(),
        });
        let _ = protected.listeners.set(listen(&protected));
        protected.references.watch(&protected.form, &protected.id);
        if protected.mode() == Mode::Post && !element::matches(&protected.form, "[method]") {
            // A script of the page sends such a form. Were it the browser, a GET would put the envelope into the URL.
            element::set(&protected.form, "method", "post");
        }
        protected.dress();
        protected.consent.0.draw();
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
        let own = submitter.filter(|button| element::matches(button, "[formmethod]"));
        let method =
            own.map_or_else(|| element::get(&self.form, "method"), |button| element::get(button, "formmethod"));
        if method.eq_ignore_ascii_case("post") {
            Method::Post
        } else if method.eq_ignore_ascii_case("dialog") {
            Method::Dialog
        } else {
            Method::Get
        }
    }

    /// What may be sent, for the purposes that are given.
    pub(crate) fn groups(&self) -> Vec<Group<'_>> {
        seal::groups(&self.site.policy, self.asked(), &self.consent.given())
    }

    /// Whether a given purpose allows anything to be sent.
    pub(crate) fn has_purpose(&self) -> bool {
        !self.groups().is_empty()
    }

    /// Seals what the form would send now; the same answers give the same bytes.
    ///
    /// # Errors
    ///
    /// `field-missing`, `field-gone`, `consent-unseen`, `nothing-to-send`, `not-prepared`, `random-failed`,
    /// `too-large`.
    pub(crate) fn seal(self: &Rc<Self>, submitter: Option<&HtmlElement>) -> Result<Sealed, PageError> {
        let fields = self.answers(submitter)?;
        let version = self.consent.0.version();
        let fingerprint = fingerprint(version, &fields);
        if let Some(sealed) = self.attempt.sealed(&fingerprint) {
            return Ok(sealed);
        }
        if !self.consent.0.unseen().is_empty() {
            return Err(unseen());
        }
        let groups = self.groups();
        if groups.is_empty() {
            return Err(SealError::NothingToSend.into());
        }
        let parts = groups.len();
        let Some(prepared) = self.capsules.take(&groups, |it| self.consent.0.ready(&it.pair())) else {
            return Err(if random::works() { SealError::NotPrepared.into() } else { Random::failure() });
        };
        let record = self.consent.take(&prepared, now(), self.site.mh.to_string());
        let envelope = seal::finish(&self.site.policy, self.asked(), &fields, &record, prepared.capsules)?;
        let sealed = Sealed { sid: record.sid.into(), envelope: envelope.into(), record: record.json.into() };
        self.attempt.remember(fingerprint, sealed.clone());
        let detail = [("sid", (&*sealed.sid).into()), ("parts", count(parts)), ("bytes", count(sealed.envelope.len()))];
        events::dispatch(&self.form, "waxseal:sealed", &detail);
        self.prepare_later();
        Ok(sealed)
    }

    /// Makes ready what sealing will need, then does `then`; resolves with its result. A failure shows at sealing.
    pub(crate) fn prepare(self: &Rc<Self>, then: impl FnOnce(&Rc<Self>) -> JsValue + 'static) -> Promise {
        let (mut points, mut keys) = (Vec::new(), Vec::new());
        for key in self.capsules.lacking(&self.groups()) {
            points.extend_from_slice(key.p256_point().map_or(&[], |point| &point[..]));
            keys.push(key.id().clone());
        }
        let this = Rc::clone(self);
        let agreed = once(move |made| {
            this.capsules.keep(keys, &made.unchecked_into::<Uint8Array>().to_vec());
            let pairs = this.capsules.fill(&this.groups()).unwrap_or_default();
            let mh = this.site.mh.to_string();
            let signed = Rc::clone(&this);
            this.consent.0.prepare(&mh, &pairs, &once(move |_| then(&signed))).into()
        });
        platform::agree(&points, &agreed)
    }

    /// Starts over: nothing ticked, nothing shown, nothing sealed, nothing under way.
    pub(crate) fn start_over(&self) {
        self.consent.0.start_over();
        self.consent.0.mended();
        self.messages.clear();
        self.told_of.take();
        self.references.forget();
        self.attempt.forget();
        self.in_flight.set(false);
    }

    fn prepare_later(self: &Rc<Self>) {
        let _ = self.prepare(|_| JsValue::UNDEFINED);
    }

    /// The form is being reset.
    fn reset(&self) {
        self.start_over();
        // The browser does not reset the radio buttons that the loader took out of the form.
        for control in controls::of(&self.form) {
            if controls::is_orphan(&control) {
                control.input().set_checked(control.input().default_checked());
            }
        }
    }

    /// A choice was made, or taken back.
    fn consent_changed(self: &Rc<Self>) {
        if self.has_purpose() {
            self.consent.0.mended();
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

/// Nobody agrees to what they cannot see, and the record says that it was shown.
pub(crate) const fn unseen() -> PageError {
    PageError::new("consent-unseen", "the consent cannot be seen and read in the page; the line above says what of it")
}

fn listen(protected: &Rc<Protected>) -> [Listener; 6] {
    let listen = |target: &EventTarget, kind, react: fn(&Rc<Protected>, &Event)| {
        let weak = Rc::downgrade(protected);
        Listener::new(target, kind, move |event| {
            if let Some(this) = weak.upgrade() {
                react(&this, event);
            }
        })
    };
    // On the root: controls that name the form by `form=` stand outside it.
    let root = element::root(&protected.form);
    [
        listen(&root, "input", Protected::changed),
        listen(&root, "change", Protected::changed),
        listen(&root, "focusout", Protected::left),
        listen(&protected.consent.0.changes(), "change", |this, _| this.consent_changed()),
        listen(&protected.form, "reset", |this, _| this.reset()),
        listen(&platform::view(), "pageshow", |this, event| {
            // Back from the back/forward cache: a new visit, though the page is the old one.
            if event.unchecked_ref::<PageTransitionEvent>().persisted() {
                this.start_over();
            }
        }),
    ]
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
