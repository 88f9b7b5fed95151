//! The minimal consent: a box per purpose that needs one, unticked, with the policy's exact sentence beside it.
//!
//! It stands in a shadow root, so that neither the page's styles nor its form serialisers touch it. What counts is the
//! state kept here, which only a trusted event changes; the boxes show it.

use alloc::{rc::Rc, string::String, vec::Vec};
use core::cell::Cell;

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use waxseal_core::policy::{Basis, Form, Purpose};
use web_sys::{
    Document, Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, Node, ShadowRoot, ShadowRootInit,
    ShadowRootMode,
};

use crate::{element, form::Site, listener::Listener, texts};

pub(crate) struct Consent {
    host: Element,
    /// Whether the page had no place for it, so that we made one.
    made: bool,
    root: ShadowRoot,
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
    pub(crate) fn draw(document: &Document, form: &HtmlFormElement, site: &Site, asked: &Form, lang: &str) -> Self {
        let (host, made) = place(document, form);
        // A form that is attached again has its root already.
        let root = host.shadow_root().unwrap_or_else(|| {
            host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
                .expect_throw("put `data-waxseal-consent` on a `div`: this element takes no shadow root")
        });
        root.set_text_content(None);
        site.styles.consent.adopt(&root);
        let group = element::make(document, "div", "");
        element::set(&group, "role", "group");
        element::set(&group, "aria-label", texts::CHOICES);
        element::append(&root, &group);
        let error = element::make(document, "p", "");
        element::set(&error, "class", "error");
        element::set(&error, "id", "error");
        element::append(&group, &error);
        let drawn = site.policy.purposes_of(asked).filter_map(|purpose| draw_purpose(document, &group, purpose, lang));
        let choices: Rc<[Choice]> = drawn.collect();
        let guards = guards(&root, &choices);
        Self { host, made, root, choices, error, _guards: guards }
    }

    /// Where its `change` events are heard.
    pub(crate) fn root(&self) -> &ShadowRoot {
        &self.root
    }

    /// The purposes whose box the person ticked. A box that a script ticked is unticked, in sight.
    pub(crate) fn given(&self) -> Vec<String> {
        self.choices.iter().for_each(Choice::show);
        self.choices.iter().filter(|choice| choice.given.get()).map(|choice| choice.purpose.clone()).collect()
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
            if message.is_empty() {
                element::unset(&choice.tick, "aria-describedby");
            } else {
                element::set(&choice.tick, "aria-describedby", "error");
            }
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
fn draw_purpose(document: &Document, group: &Node, purpose: &Purpose, lang: &str) -> Option<Choice> {
    let (lang, text) = purpose.texts.pick(lang);
    let sentence = element::make(document, "span", text);
    element::set(&sentence, "lang", lang);
    element::set(&sentence, "dir", "auto");
    let needs_box = purpose.basis() == Basis::Consent;
    let line = element::make(document, if needs_box { "label" } else { "p" }, "");
    let choice = needs_box.then(|| {
        let tick: HtmlInputElement = element::make(document, "input", "").unchecked_into();
        tick.set_type("checkbox");
        element::set(&tick, "autocomplete", "off");
        element::append(&line, &tick);
        Choice { purpose: purpose.id.clone(), tick, given: Cell::new(false) }
    });
    element::append(&line, &sentence);
    element::append(group, &line);
    choice
}

/// Lets trusted events through and undoes all others.
fn guards(root: &ShadowRoot, choices: &Rc<[Choice]>) -> [Listener; 2] {
    let click = Listener::new(root, "click", |event| {
        // Also one on a label, which would arrive at its box as if the browser had clicked there.
        if !event.is_trusted() {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    let choices = Rc::clone(choices);
    let change = Listener::new(root, "change", move |event: Event| {
        let target = event.target().map(JsCast::unchecked_into::<HtmlInputElement>);
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
fn place(document: &Document, form: &HtmlFormElement) -> (Element, bool) {
    if let Some(host) = element::first(form, "[data-waxseal-consent]") {
        return (host, false);
    }
    let host = element::make(document, "div", "");
    element::set(&host, "data-waxseal-consent", "");
    match element::first(form, "button:not([type=button],[type=reset]),input[type=submit],input[type=image]") {
        Some(button) => element::put_before(&own_row(form, button), &host),
        None => element::append(form, &host),
    }
    (host.into(), true)
}

/// The outermost element around the button that holds no field: buttons often stand in a row of their own.
fn own_row(form: &Element, button: Element) -> Element {
    let mut row = button;
    while let Some(parent) = row.parent_element() {
        if parent == *form
            || element::first(&parent, "input:not([type=submit],[type=image],[type=hidden]),select,textarea").is_some()
        {
            break;
        }
        row = parent;
    }
    row
}
