//! Messages the GOV.UK way: inline by the field, and a focused summary above the form that links to each, in the same
//! words. A doubt is a question and refuses nothing. What was typed changes only where the person accepts a suggestion.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::cell::{Cell, RefCell};

use web_sys::{HtmlElement, HtmlFormElement};

use crate::{
    callback::Listener,
    element,
    faults::Fault,
    fields::{Finding, FormChecks, Weight},
    platform,
};

pub(crate) struct Messages {
    form: HtmlFormElement,
    checks: FormChecks,
    /// Starts the ids of the messages; unique in the page.
    prefix: String,
    /// How many messages there have been; numbers their ids.
    count: Cell<u32>,
    shown: RefCell<Vec<Shown>>,
    /// What the summary says beside the faults of fields.
    more: RefCell<Vec<Line>>,
    summary: RefCell<Option<Summary>>,
    /// Where a question is announced, without the focus.
    status: HtmlElement,
}

/// A fault and its message by the field.
struct Shown {
    fault: Fault,
    message: HtmlElement,
    text: HtmlElement,
    _use: Option<Listener>,
}

struct Summary {
    element: HtmlElement,
    _links: Vec<Listener>,
}

/// One line of the summary, and where it leads.
pub(crate) type Line = (String, Option<HtmlElement>);

// Moving the focus, or removing what has it, runs listeners of the page at once: nothing is borrowed meanwhile.
impl Messages {
    pub(crate) fn new(form: HtmlFormElement, checks: FormChecks, prefix: String) -> Self {
        // There before it says anything: a live region that comes with its words is not announced.
        let status = element::make("div", &[("role", "status"), ("class", "waxseal-status")], "");
        element::put_after(&form, &status);
        Self {
            form,
            checks,
            prefix,
            count: Cell::default(),
            shown: RefCell::default(),
            more: RefCell::default(),
            summary: RefCell::default(),
            status,
        }
    }

    /// Shows these faults in place of all others, and a summary of them after which `more` stands. The summary takes the
    /// focus.
    pub(crate) fn show(&self, faults: Vec<Fault>, more: Vec<Line>) {
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

    /// Asks about one field, without moving the focus. What is shown there already stays.
    pub(crate) fn ask(&self, fault: Fault) {
        if self.code_at(&fault.field).is_none() {
            self.status.set_text_content(Some(&fault.finding.message));
            element::set(&self.status, "lang", &self.checks.lang());
            self.show_inline(fault);
        }
    }

    /// The code of what is shown at a field.
    pub(crate) fn code_at(&self, field: &str) -> Option<String> {
        let shown = self.shown.borrow();
        let found = shown.iter().find(|shown| shown.fault.field == field);
        found.map(|shown| shown.fault.finding.code.clone())
    }

    /// Takes every message away.
    pub(crate) fn clear(&self) {
        self.shown.take().iter().for_each(hide_inline);
        self.more.take();
        self.status.set_text_content(None);
        self.clear_summary();
    }

    /// Takes away what the summary said beside the faults of fields.
    pub(crate) fn clear_more(&self) {
        if !self.more.take().is_empty() {
            self.summarise();
        }
    }

    /// The fields that have a message.
    pub(crate) fn fields(&self) -> Vec<String> {
        self.shown.borrow().iter().map(|shown| shown.fault.field.clone()).collect()
    }

    /// Replaces the message of `field` by what is wrong now; takes it away if nothing is. The summary follows. A question
    /// goes as soon as another would be asked: that one waits until the person leaves the field.
    pub(crate) fn recheck(&self, field: &str, fault: Option<Fault>) {
        let Some(index) = self.shown.borrow().iter().position(|shown| shown.fault.field == field) else {
            return;
        };
        let before = self.shown.borrow()[index].fault.finding.clone();
        let after = fault.filter(|fault| {
            let same = fault.finding.weight == before.weight;
            same && (before.weight == Weight::Error || fault.finding.message == before.message)
        });
        if let Some(fault) = after {
            let shown = &mut self.shown.borrow_mut()[index];
            if before.message == fault.finding.message {
                return;
            }
            shown.text.set_text_content(Some(&fault.finding.message));
            shown.fault = fault;
        } else {
            let mended = self.shown.borrow_mut().remove(index);
            hide_inline(&mended);
        }
        if self.summary.borrow().is_some() {
            self.summarise();
        }
    }

    fn show_inline(&self, fault: Fault) {
        let (Some(first), Some(last)) = (fault.controls.first().cloned(), fault.controls.last()) else {
            return;
        };
        self.count.set(self.count.get() + 1);
        let finding = &fault.finding;
        let id = [&self.prefix, "-", &self.count.get().to_string()].concat();
        let class = match finding.weight {
            Weight::Error => "waxseal-message",
            Weight::Doubt => "waxseal-question",
            Weight::Note => "waxseal-note",
        };
        let lang = self.checks.lang();
        let message = element::make("div", &[("id", &id), ("class", class), ("lang", &lang), ("dir", "auto")], "");
        let error = finding.weight == Weight::Error;
        if error {
            let prefix = self.checks.say("page.error") + " ";
            element::add(&message, "span", &[("class", "waxseal-status")], &prefix);
        }
        let text = element::add(&message, "span", &[], &finding.message);
        let accept = finding.suggestion.as_ref().map(|suggestion| self.offer(&message, finding, &first, suggestion));
        element::put_after(&platform::anchor(last), &message);
        for control in &fault.controls {
            if error {
                element::set(control, "aria-invalid", "true");
            }
            platform::describe(control, &id, true);
        }
        self.shown.borrow_mut().push(Shown { fault, message, text, _use: accept });
    }

    /// A button that puts the suggestion in.
    fn offer(&self, message: &HtmlElement, finding: &Finding, control: &HtmlElement, suggestion: &str) -> Listener {
        // The rest of a message from which a number is taken out is long, and the person knows it.
        let label = if finding.code.starts_with("scan-") {
            self.checks.say("page.remove")
        } else {
            self.checks.say_with("page.use", "suggestion", suggestion)
        };
        let button = element::add(message, "button", &[("type", "button"), ("class", "waxseal-use")], &label);
        let (control, suggestion) = (control.clone(), String::from(suggestion));
        Listener::new(&button, "click", move |event| {
            event.prevent_default();
            // First the focus: filling takes the message away, and the button with it.
            element::focus(&control);
            platform::fill(&control, &suggestion);
        })
    }

    fn summarise(&self) {
        self.clear_summary();
        let mut lines: Vec<Line> = Vec::new();
        let mut questions_only = self.more.borrow().is_empty();
        for Shown { fault, .. } in &*self.shown.borrow() {
            questions_only &= fault.finding.weight != Weight::Error;
            if fault.finding.weight == Weight::Note {
                continue;
            }
            lines.push((fault.finding.message.clone(), fault.controls.first().cloned()));
        }
        lines.extend(self.more.borrow().iter().cloned());
        if lines.is_empty() {
            return;
        }
        let (heading, class) = if questions_only {
            ("page.question", "waxseal-summary waxseal-asking")
        } else {
            ("page.problem", "waxseal-summary")
        };
        let lang = self.checks.lang();
        let attributes = [("class", class), ("tabindex", "-1"), ("lang", &*lang), ("dir", "auto")];
        let summary = element::make("div", &attributes, "");
        // On an inner element: some screen readers do not read the whole of a focused alert.
        let alert = element::add(&summary, "div", &[("role", "alert")], "");
        element::add(&alert, "h2", &[], &self.checks.say(heading));
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
        if questions_only {
            element::add(&alert, "p", &[], &self.checks.say("page.send-anyway"));
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
        self.status.remove();
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
