//! What to tell the person before a form is sent: the full check on submit, and the same for one field in between.

use alloc::{string::String, vec, vec::Vec};

use waxseal_core::policy::Field;
use web_sys::HtmlElement;

use crate::{
    controls::{Control, Role},
    element,
    entries::Entry,
    fields::{Context, Finding, FormChecks, Looked, Weight},
};

/// One field, and what is wrong or doubtful about it.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) field: String,
    pub(crate) finding: Finding,
    /// Never empty; the first is the one to lead to.
    pub(crate) controls: Vec<HtmlElement>,
}

/// One field of the policy as the page has it.
pub(crate) struct Asked<'a> {
    pub(crate) field: &'a Field,
    /// Its controls that take part. Never empty.
    controls: Vec<&'a Control>,
    /// What they would send.
    pub(crate) values: Vec<&'a str>,
}

impl<'a> Asked<'a> {
    /// Nothing if the page has no control for it.
    pub(crate) fn of(field: &'a Field, controls: &'a [Control], entries: &'a [Entry]) -> Option<Self> {
        let own = |control: &&Control| control.key == field.name && control.role != Role::File && control.takes_part();
        let controls: Vec<&Control> = controls.iter().filter(own).collect();
        let mine = entries.iter().filter(|entry| entry.key == field.name);
        let values = mine.map(|entry| &*entry.value).collect();
        (!controls.is_empty()).then_some(Self { field, controls, values })
    }

    pub(crate) fn kind(&self, checks: &FormChecks) -> String {
        checks.kind(self.field, self.controls[0])
    }

    /// Whether what was typed is all there is to know.
    pub(crate) fn is_plain(&self, checks: &FormChecks) -> bool {
        matches!(&*self.kind(checks), "text" | "choice" | "street-address" | "new-password")
    }

    /// What is wrong or doubtful about it.
    pub(crate) fn fault(&self, checks: &FormChecks, context: &Context) -> Option<Fault> {
        let finding = self.look(checks, context).finding?;
        let controls = self.controls.iter().map(|control| control.element.clone()).collect();
        Some(Fault { field: self.field.name.clone(), finding, controls })
    }

    /// Checks every value; what it finds is the first error, else the first doubt.
    pub(crate) fn look(&self, checks: &FormChecks, context: &Context) -> Looked {
        let first = self.controls[0];
        let mut worst: Option<Looked> = None;
        for value in self.joined(checks) {
            // A value of blanks is none: whether one is needed is the form's to say.
            if value.trim().is_empty() && self.kind(checks) != "new-password" {
                continue;
            }
            let looked = checks.look(self.field, first, &value, context);
            if worst.as_ref().is_none_or(|worst| rank(&looked) > rank(worst)) {
                worst = Some(looked);
            }
        }
        worst.unwrap_or_else(|| {
            let marked = |control: &Control| element::matches(&control.element, "[required]");
            let required = self.field.required || self.controls.iter().any(|control| marked(control));
            // What the browser could not read is empty to scripts, but not to the person.
            let unread = checks.native(first, &self.kind(checks));
            let finding = unread.or_else(|| required.then(|| checks.missing(self.field, first)));
            Looked { finding, ..Looked::default() }
        })
    }

    /// The one value that boxes for day, month and year make together; else the values as they are.
    pub(crate) fn joined(&self, checks: &FormChecks) -> Vec<String> {
        let date = self.values.len() == 3 && matches!(&*self.kind(checks), "bday" | "date");
        if !date || self.controls.len() != 3 {
            return self.values.iter().map(|value| (*value).into()).collect();
        }
        let mut parts = [""; 3];
        for (i, (control, value)) in self.controls.iter().zip(&self.values).enumerate() {
            let token = element::get(&control.element, "autocomplete");
            let place = ["day", "month", "year"].iter().position(|part| token.ends_with(part));
            parts[place.unwrap_or(i)] = value.trim();
        }
        if parts.concat().is_empty() { Vec::new() } else { vec![parts.join("/")] }
    }
}

fn rank(looked: &Looked) -> u8 {
    match &looked.finding {
        None => 0,
        Some(finding) => 3 - finding.weight as u8,
    }
}

/// A chosen file would be lost without a word, so it is refused with one.
pub(crate) fn of_file(checks: &FormChecks, control: &Control) -> Option<Fault> {
    let chosen = control.role == Role::File && control.takes_part() && !control.input().value().is_empty();
    chosen.then(|| Fault {
        field: control.key.clone(),
        finding: Finding {
            weight: Weight::Error,
            code: "file-unsupported".into(),
            message: checks.text("file-unsupported", "", ""),
            suggestion: None,
        },
        controls: vec![control.element.clone()],
    })
}
