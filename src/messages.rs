//! Messages the GOV.UK way: inline by the field, and a focused summary above the form that links to each, in the same
//! words. Nothing that was typed is touched.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::cell::RefCell;

use web_sys::{Element, HtmlElement, HtmlFormElement};

use crate::{callback::Listener, element, faults::Fault, platform, texts};

pub(crate) struct Messages {
    form: HtmlFormElement,
    /// Starts the ids of the messages; unique in the page.
    prefix: String,
    shown: RefCell<Vec<Shown>>,
    /// What the summary says beside the faults of fields.
    more: RefCell<Option<Line>>,
    summary: RefCell<Option<Summary>>,
}

/// A fault and its message by the field.
struct Shown {
    fault: Fault,
    message: HtmlElement,
}

struct Summary {
    element: HtmlElement,
    _links: Vec<Listener>,
}

/// One line of the summary, and where it leads.
pub(crate) type Line = (String, Option<HtmlElement>);

// Moving the focus, or removing what has it, runs listeners of the page at once: nothing is borrowed meanwhile.
impl Messages {
    pub(crate) fn new(form: HtmlFormElement, prefix: String) -> Self {
        Self { form, prefix, shown: RefCell::default(), more: RefCell::default(), summary: RefCell::default() }
    }

    /// Shows these faults in place of all others, and a summary of them after which `more` stands. The summary takes the
    /// focus.
    pub(crate) fn show(&self, faults: Vec<Fault>, more: Option<Line>) {
        self.clear();
        for fault in faults {
            self.show_inline(fault);
        }
        *self.more.borrow_mut() = more;
        self.summarise();
        let summary = self.summary.borrow().as_ref().map(|summary| summary.element.clone());
        if let Some(summary) = summary {
            element::focus(&summary);
        }
    }

    /// Takes every message away.
    pub(crate) fn clear(&self) {
        self.shown.take().iter().for_each(hide_inline);
        self.more.take();
        self.clear_summary();
    }

    /// Takes away what the summary said beside the faults of fields.
    pub(crate) fn clear_more(&self) {
        if self.more.take().is_some() {
            self.summarise();
        }
    }

    /// The field whose message stands by `control`, if one does.
    pub(crate) fn field_of(&self, control: &Element) -> Option<String> {
        let shown = self.shown.borrow();
        let found = shown.iter().find(|shown| shown.fault.controls.iter().any(|own| **own == *control));
        found.map(|shown| shown.fault.field.clone())
    }

    /// Replaces the message of `field` by what is wrong now; takes it away if nothing is. The summary follows.
    pub(crate) fn recheck(&self, field: &str, fault: Option<Fault>) {
        let Some(index) = self.shown.borrow().iter().position(|shown| shown.fault.field == field) else {
            return;
        };
        if let Some(fault) = fault {
            let shown = &mut self.shown.borrow_mut()[index];
            if shown.fault.message == fault.message {
                return;
            }
            shown.message.set_text_content(Some(&fault.message));
            shown.fault = fault;
        } else {
            let mended = self.shown.borrow_mut().remove(index);
            hide_inline(&mended);
        }
        self.summarise();
    }

    fn show_inline(&self, fault: Fault) {
        let Some(last) = fault.controls.last() else {
            return;
        };
        let id = [&self.prefix, "-", &self.shown.borrow().len().to_string()].concat();
        let message = element::make("p", &[("id", &id), ("class", "waxseal-message")], &fault.message);
        element::put_after(&platform::anchor(last), &message);
        for control in &fault.controls {
            element::set(control, "aria-invalid", "true");
            platform::describe(control, &id, true);
        }
        self.shown.borrow_mut().push(Shown { fault, message });
    }

    fn summarise(&self) {
        self.clear_summary();
        let mut lines: Vec<Line> = Vec::new();
        for Shown { fault, .. } in &*self.shown.borrow() {
            lines.push((fault.message.clone(), fault.controls.first().cloned()));
        }
        lines.extend(self.more.borrow().clone());
        if lines.is_empty() {
            return;
        }
        let attributes = [("class", "waxseal-summary"), ("tabindex", "-1"), ("lang", "en")];
        let summary = element::make("div", &attributes, "");
        // On an inner element: some screen readers do not read the whole of a focused alert.
        let alert = element::add(&summary, "div", &[("role", "alert")], "");
        element::add(&alert, "h2", &[], texts::PROBLEM);
        let list = element::add(&alert, "ul", &[], "");
        let mut listeners = Vec::new();
        for (text, target) in lines {
            let Some(target) = target else {
                element::add(&list, "li", &[], &text);
                continue;
            };
            let item = element::add(&list, "li", &[], "");
            let link = element::add(&item, "a", &[("href", &["#", &element::get(&target, "id")].concat())], &text);
            listeners.push(Listener::new(&link, "click", move |event| {
                event.prevent_default();
                element::focus(&target);
            }));
        }
        element::put_before(&self.form, &summary);
        *self.summary.borrow_mut() = Some(Summary { element: summary, _links: listeners });
    }

    fn clear_summary(&self) {
        if let Some(summary) = self.summary.take() {
            summary.element.remove();
        }
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        self.clear();
    }
}

fn hide_inline(shown: &Shown) {
    let id = element::get(&shown.message, "id");
    for control in &shown.fault.controls {
        element::unset(control, "aria-invalid");
        platform::describe(control, &id, false);
    }
    shown.message.remove();
}
