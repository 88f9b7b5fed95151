//! Waxseal in the page: checks a form, asks for consent and seals the submission in the browser.
//!
//! The loader (`www/`) finds forms, brings this module and the policy, verifies both, and hands events over to [`Page`].
//!
//! | module | what it holds |
//! |---|---|
//! | `policy` | what the module needs of the policy |
//! | `form` | one protected form, and how it is sealed |
//! | `answers` | what its controls hold |
//! | `controls`, `entries` | what the form would send, as the HTML Standard says |
//! | `fields` | the checks, which are a module of their own |
//! | `references` | whether controls and fields name each other |
//! | `advice`, `faults`, `messages` | what must be mended or asked, and telling so |
//! | `consent` | the boxes and the record, which are a part of their own |
//! | `capsules`, `random` | what is prepared while the person types |
//! | `attempt` | the same attempt gives the same bytes |
//! | `submit`, `after` | the `submit` event and what follows |
//! | `formdata` | the last line of defence |
//! | `platform`, `callback` | what the page does in its own language, and how it calls back |
//! | `alone` | allocator and panic handler of the shipped module, which has no standard library |
//!
//! ```js
//! const page = new Page(policy, policyBytes, policyUrl, fields, consent)
//! page.attach(form, 'signup')
//! document.addEventListener('submit', (event) => page.submit(event), true)
//! document.addEventListener('formdata', (event) => page.formdata(event), true)
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

mod advice;
mod after;
#[cfg(feature = "alone")]
mod alone;
mod answers;
mod attempt;
mod callback;
mod capsules;
mod consent;
mod controls;
mod element;
mod entries;
mod error;
mod events;
mod faults;
mod fields;
mod form;
mod formdata;
mod messages;
mod platform;
mod policy;
mod random;
mod references;
mod style;
mod submit;

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::{Cell, RefCell};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use waxseal_core::{
    manifest,
    policy::{Mode, Policy},
};
use web_sys::{Event, HtmlElement, HtmlFormElement, SubmitEvent};

pub use consent::Consent;
pub use fields::Checks;
pub use formdata::FormDataEvent;

use error::PageError;
use fields::Weight;
use form::{Protected, Site};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "
/** What a check of a form found; it holds no value. */
export interface CheckResult {
  /** Whether it could be sent as it is, were the person sure of what is doubtful. */
  ok: boolean
  /** What must be mended first, and what is doubtful; a name that leads nowhere is in here, too. */
  fields: { field: string; code: string; verdict: 'error' | 'unsure' }[]
}";

/// All protected forms of a page, under one policy.
#[wasm_bindgen]
pub struct Page {
    site: Rc<Site>,
    forms: RefCell<Vec<Rc<Protected>>>,
}

#[wasm_bindgen]
impl Page {
    /// Takes the policy as `JSON.parse` gave it and the consent part completed it, the bytes it was parsed from, the URL they
    /// came from, the module that checks fields, and what asks for consent under this policy.
    ///
    /// # Errors
    ///
    /// `bad-policy` if a reference in it leads nowhere.
    #[wasm_bindgen(constructor)]
    pub fn new(
        policy: &JsValue,
        policy_bytes: &[u8],
        base: String,
        checks: Checks,
        consent: Consent,
    ) -> Result<Self, JsValue> {
        const DANGLING: &str = "a reference in it leads nowhere; `waxseal policy lint` says which";
        let policy = Policy::resolve(policy::read(policy)).ok_or(PageError::new("bad-policy", DANGLING))?;
        let site = Site { policy, mh: manifest::hash(policy_bytes), base, checks, consent, attached: Cell::new(0) };
        Ok(Self { site: Rc::new(site), forms: RefCell::default() })
    }

    /// Protects `form` by the rules of the policy's form `form_id`; draws the consent. A second call changes nothing.
    ///
    /// # Errors
    ///
    /// `unknown-form` if the policy has no such form.
    pub fn attach(&self, form: HtmlFormElement, form_id: String) -> Result<(), JsValue> {
        if self.find(&form).is_ok() {
            return Ok(());
        }
        let protected = Protected::attach(&self.site, form, form_id.clone())?;
        let form = protected.form.clone();
        self.forms.borrow_mut().push(protected);
        events::dispatch(&form, "waxseal:ready", &[("form", form_id.into())]);
        Ok(())
    }

    /// Takes everything back that `attach` drew.
    pub fn detach(&self, form: &HtmlFormElement) {
        let position = self.forms.borrow().iter().position(|protected| protected.form == *form);
        // Dropped once nothing is borrowed: what it takes away may have the focus, and then the page's listeners run.
        let _detached = position.map(|position| self.forms.borrow_mut().remove(position));
    }

    /// Makes ready, ahead of time, what sealing will need. Never rejects: a failure shows when sealing.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn prepare(&self, form: &HtmlFormElement) -> Promise {
        match self.find(form) {
            Ok(protected) => protected.prepare(|_| JsValue::UNDEFINED),
            Err(_) => Promise::resolve(&JsValue::UNDEFINED),
        }
    }

    /// In mode `post` the names of the fields that stay in clear; nothing in mode `send`.
    #[must_use]
    pub fn clear(&self, form: &HtmlFormElement) -> Option<Vec<String>> {
        let protected = self.find(form).ok()?;
        (protected.mode() == Mode::Post).then(|| protected.asked().clear.clone())
    }

    /// The next submission came before the consent was drawn: it stops once, and the person is asked to look.
    pub fn early(&self, form: &HtmlFormElement) {
        if let Ok(protected) = self.find(form) {
            protected.early.set(true);
        }
    }

    /// Handles a press on what sends a form of mode `send`; `submitter` is its submit button, if it was one.
    pub fn press(&self, form: &HtmlFormElement, submitter: Option<HtmlElement>) {
        if let Ok(protected) = self.find(form) {
            submit::press(&protected, submitter);
        }
    }

    /// The envelope of a form of mode `post`; empty, and nothing is shown, if it could not be sent as it is.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over optional objects by value only")]
    pub fn envelope(&self, form: &HtmlFormElement, submitter: Option<HtmlElement>) -> String {
        self.find(form).map_or_else(|_| String::new(), |protected| submit::envelope(&protected, submitter.as_ref()))
    }

    /// Handles a `submit` event.
    pub fn submit(&self, event: &SubmitEvent) {
        if let Some(protected) = self.find_target(event) {
            submit::on_submit(&protected, event);
        }
    }

    /// Handles a `formdata` event of a form that is, or should be, protected: replaces its entries.
    pub fn formdata(&self, event: &FormDataEvent) {
        // First of all: whatever fails below, no plaintext is left.
        let data = formdata::empty(event);
        if let Some(protected) = self.find_target(event) {
            formdata::on_formdata(&protected, &data);
        }
    }

    /// Checks what was typed and shows nothing.
    ///
    /// # Errors
    ///
    /// `not-attached`.
    #[wasm_bindgen(unchecked_return_type = "CheckResult")]
    pub fn check(&self, form: &HtmlFormElement) -> Result<JsValue, JsValue> {
        let protected = self.find(form)?;
        let faults = protected.faults(None);
        let fields = events::fields(&faults);
        let wrong = faults.iter().any(|fault| fault.finding.weight == Weight::Error);
        let ok = !(protected.add_strays(&fields) || wrong);
        Ok(events::object(&[("ok", ok.into()), ("fields", fields.into())]).into())
    }

    /// Checks as a submit does, with its messages, and resolves with the envelope.
    ///
    /// Rejects with `not-attached`, `consent-unseen`, `invalid`, `unsure`, `nothing-to-send`, `field-missing`, `field-gone`,
    /// `not-prepared`, `random-failed` or `too-large`.
    #[wasm_bindgen(unchecked_return_type = "Promise<string>")]
    pub fn seal(&self, form: &HtmlFormElement) -> Promise {
        let protected = match self.find(form) {
            Ok(protected) => protected,
            Err(error) => return Promise::reject(&error.into()),
        };
        if let Err(error) = submit::ready(&protected, None, false) {
            return Promise::reject(&error.into());
        }
        protected.prepare(|protected| match protected.seal(None) {
            Ok(sealed) => (&*sealed.envelope).into(),
            Err(error) => Promise::reject(&error.into()).into(),
        })
    }
}

impl Page {
    fn find(&self, form: &HtmlFormElement) -> Result<Rc<Protected>, PageError> {
        const SENTENCE: &str = "this form is not protected; call `waxseal.protect(form)` first";
        let forms = self.forms.borrow();
        let found = forms.iter().find(|protected| protected.form == *form);
        found.cloned().ok_or(PageError::new("not-attached", SENTENCE))
    }

    fn find_target(&self, event: &Event) -> Option<Rc<Protected>> {
        self.find(event.target()?.unchecked_ref()).ok()
    }
}
