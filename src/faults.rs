//! What to tell the person before a form is sent: the full check on submit, and the same for one field in between.

use alloc::{string::String, vec, vec::Vec};

use waxseal_core::policy::Field;
use web_sys::HtmlElement;

use crate::{
    controls::{Control, Role},
    entries::Entry,
    fields::{Finding, FormChecks, Looked, Weight},
    platform,
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
pub(crate) struct Answer<'a> {
    pub(crate) controls: Vec<HtmlElement>,
    pub(crate) looked: Looked,
    /// What they would send.
    pub(crate) entries: Vec<&'a Entry>,
}

impl<'a> Answer<'a> {
    /// Checks it. Nothing if the page has no control for it.
    pub(crate) fn of(checks: &FormChecks, field: &Field, controls: &[Control], entries: &'a [Entry]) -> Option<Self> {
        let mut first = None;
        let mut own = Vec::new();
        for control in controls {
            if control.key == field.name && control.role != Role::File && control.takes_part() {
                first = first.or(Some(control));
                own.push(control.element.clone());
            }
        }
        let first = first?;
        let mut label = first.label();
        if own.len() > 1 {
            // Boxes for day, month and year are one question, and the group has its name.
            label = Some(platform::legend(&first.element)).filter(|legend| !legend.is_empty()).unwrap_or(label);
        }
        let mine: Vec<&Entry> = entries.iter().filter(|entry| entry.key == field.name).collect();
        let values = mine.iter().map(|entry| (&*entry.value).into()).collect();
        let looked = checks.look(&field.name, own.clone(), values, field.required, &label);
        Some(Self { controls: own, looked, entries: mine })
    }

    /// What is wrong or doubtful about it.
    pub(crate) fn fault(self, field: &Field) -> Option<Fault> {
        Some(Fault { field: field.name.clone(), finding: self.looked.finding()?, controls: self.controls })
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
            message: checks.say("file-unsupported"),
            suggestion: None,
        },
        controls: vec![control.element.clone()],
    })
}
