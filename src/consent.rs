//! The minimal consent: a box per purpose that needs one, unticked, with the policy's exact sentence beside it.
//!
//! It stands in a shadow root, so that neither the page's styles nor its form serialisers touch it. What counts is the
//! state kept here, which only a trusted event changes; the boxes show it.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::Cell;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use waxseal_core::policy::{Basis, Form, Purpose};
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, Node};

use crate::{callback::Listener, element, fields::FormChecks, form::Site, platform, style};

pub(crate) struct Consent {
    host: Element,
    /// Whether the page had no place for it, so that we made one.
    made: bool,
    root: Node,
    choices: Rc<[Choice]>,
    error: HtmlElement,
    _guards: [Listener; 2],
}

struct Choice {
    purpose: String,
    tick: HtmlInputElement,
    given: Cell<bool>,
}

impl Choice {
    /// Makes the box show what counts.
    fn show(&self) {
        self.tick.set_checked(self.given.get());
    }
}

impl Consent {
    /// Draws it into the form's `<div data-waxseal-consent>`, else before its submit button.
    pub(crate) fn draw(form: &HtmlFormElement, site: &Site, asked: &Form, lang: &str, checks: &FormChecks) -> Self {
        let (host, made) = place(form);
        let root = platform::shadow(&host)
            .expect_throw("put `data-waxseal-consent` on a `div`: this element takes no shadow root");
        root.set_text_content(None);
        platform::adopt(&root, style::CONSENT);
        let group = element::add(&root, "div", &[("role", "group"), ("aria-label", &checks.say("page.choices"))], "");
        let error = element::add(&group, "p", &[("class", "error"), ("id", "error")], "");
        let mut choices = Vec::new();
        for purpose in site.policy.purposes_of(asked) {
            choices.extend(draw_purpose(&group, purpose, lang));
        }
        let choices: Rc<[Choice]> = choices.into();
        let guards = guards(&root, &choices);
        Self { host, made, root, choices, error, _guards: guards }
    }

    /// Where its `change` events are heard.
    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// The purposes whose box the person ticked. A box that a script ticked is unticked, in sight.
    pub(crate) fn given(&self) -> Vec<String> {
        let mut given = Vec::new();
        for choice in &*self.choices {
            choice.show();
            if choice.given.get() {
                given.push(choice.purpose.clone());
            }
        }
        given
    }

    /// Takes every tick back: a new visit, a restored page or a reset form starts from nothing.
    pub(crate) fn withdraw(&self) {
        for choice in &*self.choices {
            choice.given.set(false);
            choice.show();
        }
    }

    /// The box to lead to when one must be ticked.
    pub(crate) fn first_box(&self) -> Option<HtmlElement> {
        self.choices.first().map(|choice| choice.tick.clone().unchecked_into())
    }

    /// Shows an error at the boxes; an empty one takes it away.
    pub(crate) fn show_error(&self, message: &str) {
        self.error.set_text_content(Some(message));
        for choice in &*self.choices {
            platform::describe(&choice.tick, "error", !message.is_empty());
        }
    }
}

impl Drop for Consent {
    fn drop(&mut self) {
        self.root.set_text_content(None);
        if self.made {
            self.host.remove();
        }
    }
}

/// A box with its sentence; a sentence alone where the law asks for no box.
fn draw_purpose(group: &Node, purpose: &Purpose, lang: &str) -> Option<Choice> {
    let (lang, text) = purpose.texts.pick(lang);
    let sentence = [("lang", lang), ("dir", "auto")];
    if purpose.basis() != Basis::Consent {
        let line = element::add(group, "p", &[], "");
        element::add(&line, "span", &sentence, text);
        return None;
    }
    let line = element::add(group, "label", &[], "");
    let tick = element::add(&line, "input", &[("type", "checkbox"), ("autocomplete", "off")], "");
    element::add(&line, "span", &sentence, text);
    Some(Choice { purpose: purpose.id.clone(), tick: tick.unchecked_into(), given: Cell::new(false) })
}

/// Lets trusted events through and undoes all others.
fn guards(root: &Node, choices: &Rc<[Choice]>) -> [Listener; 2] {
    let click = Listener::new(root, "click", |event| {
        // Also one on a label, which would arrive at its box as if the browser had clicked there.
        if !event.is_trusted() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    let choices = Rc::clone(choices);
    let change = Listener::new(root, "change", move |event| {
        let target = event.target();
        for choice in &*choices {
            if target.as_ref() == Some(&choice.tick) && event.is_trusted() {
                choice.given.set(choice.tick.checked());
            }
            choice.show();
        }
    });
    [click, change]
}

/// The element to draw into, and whether it was made for this.
fn place(form: &HtmlFormElement) -> (Element, bool) {
    if let Some(host) = element::first(form, "[data-waxseal-consent]") {
        return (host, false);
    }
    let host = element::make("div", &[("data-waxseal-consent", "")], "");
    match platform::submit_row(form) {
        Some(row) => element::put_before(&row, &host),
        None => element::append(form, &host),
    }
    (host.into(), true)
}
