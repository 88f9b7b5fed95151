//! Whether the form's controls and the policy's fields name each other. The developer is told, by names and never a value;
//! an answer that would be lost stops the submission.

use alloc::vec::Vec;
use core::cell::OnceCell;

use wasm_bindgen::prelude::wasm_bindgen;
use waxseal_core::policy::references::{self, Stray, carries};
use web_sys::{HtmlElement, HtmlFormElement};

use crate::{
    controls::{self, Role},
    entries,
    error::PageError,
    events,
    form::Protected,
};

#[wasm_bindgen(module = "/src/references.js")]
extern "C" {
    /// What has left the page, and what the developer has been told.
    type Watch;
    #[wasm_bindgen(constructor)]
    fn new(form: &HtmlFormElement, id: &str) -> Watch;
    /// Whether the control of that name has left the page and held something.
    #[wasm_bindgen(method)]
    fn left(this: &Watch, name: &str) -> bool;
    #[wasm_bindgen(method)]
    fn forget(this: &Watch);
    #[wasm_bindgen(method)]
    fn end(this: &Watch);
    /// Tells the developer, once; `controls` are those of that name.
    #[wasm_bindgen(method, js_name = tell)]
    fn tell_of(this: &Watch, code: &str, name: &str, nearest: Option<&str>, controls: Vec<HtmlElement>);

    /// Tells the developer: on the console, and on their own machine by the form as well.
    pub(crate) fn tell(form: &HtmlFormElement, code: &str, sentence: &str);
}

/// What is known of a form's references beside its controls as they are.
#[derive(Default)]
pub(crate) struct References(OnceCell<Watch>);

impl References {
    /// Remembers from now on which controls leave the page with something in them.
    pub(crate) fn watch(&self, form: &HtmlFormElement, id: &str) {
        let _ = self.0.set(Watch::new(form, id));
    }

    /// Nothing has been typed any more.
    pub(crate) fn forget(&self) {
        if let Some(watch) = self.0.get() {
            watch.forget();
        }
    }
}

impl Drop for References {
    fn drop(&mut self) {
        if let Some(watch) = self.0.get() {
            watch.end();
        }
    }
}

impl Protected {
    /// Tells the developer of every name that leads nowhere.
    ///
    /// # Errors
    ///
    /// `field-missing` if the policy requires a field of what is given that has no control, `field-gone` if the control of
    /// a field held something and has left the page.
    pub(crate) fn refer(&self, submitter: Option<&HtmlElement>) -> Result<(), PageError> {
        let mut lost = None;
        self.strays(submitter, &mut |stray, controls| {
            if stops(stray) {
                lost = lost.or(Some(stray.code));
            }
            if let Some(watch) = self.references.0.get() {
                watch.tell_of(stray.code, stray.name, stray.nearest, controls);
            }
        });
        lost.map_or(Ok(()), |code| {
            Err(PageError::new(code, "an answer would be lost; the line before this says which"))
        })
    }

    /// The same as `check` gives it, with nobody told: whether one stops the submission; adds each to `fields`.
    pub(crate) fn add_strays(&self, fields: &js_sys::Array) -> bool {
        let mut stopped = false;
        self.strays(None, &mut |stray, _| {
            stopped |= stops(stray);
            events::add_field(fields, stray.name, stray.code, stops(stray));
        });
        stopped
    }

    /// Finds every name that leads nowhere, with its controls.
    fn strays(&self, submitter: Option<&HtmlElement>, found: &mut dyn FnMut(&Stray<'_>, Vec<HtmlElement>)) {
        let (asked, given) = (self.asked(), self.consent.given());
        let controls = controls::of(&self.form);
        let entries = entries::read(&controls, submitter);
        let mut names: Vec<&str> = Vec::new();
        let own = controls.iter().filter(|control| control.is_read()).map(|control| &*control.key);
        for name in own.chain(entries.iter().map(|entry| &*entry.key)) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }

        let left = |name: &str| self.references.0.get().is_some_and(|watch| watch.left(name));
        let mut strays = references::missing(asked, &given, &names, left);
        strays.extend(references::unknown(asked, &names));
        for purpose in self.site.policy.purposes_of(asked) {
            let Some(channel) = &purpose.channel else { continue };
            let reached = asked.fields.iter().any(|field| {
                let there = field.purposes.contains(&purpose.id) && names.contains(&&*field.name);
                there && carries(channel, &self.checks.kind(&field.name))
            });
            if given.contains(&purpose.id) && !reached {
                strays.push(Stray { code: "channel-missing", name: &purpose.id, nearest: Some(channel) });
            }
        }
        for control in &controls {
            let code = match control.role {
                Role::File => "file-unsupported",
                Role::Custom => "control-unsupported",
                _ => continue,
            };
            if !control.key.is_empty() {
                strays.push(Stray { code, name: &control.key, nearest: None });
            }
        }
        for stray in &strays {
            let own = controls.iter().filter(|control| control.key == stray.name);
            found(stray, own.map(|control| control.element.clone()).collect());
        }
    }
}

/// Whether an answer would be lost without the person's knowing.
fn stops(stray: &Stray<'_>) -> bool {
    stray.code == "field-missing" || stray.code == "field-gone"
}
