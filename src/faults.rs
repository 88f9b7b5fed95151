//! What to tell the person before a form is sent: the full check on submit, and the same for one field in between.

use alloc::{string::String, vec, vec::Vec};

use waxseal_core::policy::Field;
use web_sys::HtmlElement;

use crate::{
    controls::{Control, Role},
    entries::Entry,
    fields::{self, Finding, FormChecks, Looked},
    platform,
};

/// One field, and what is wrong or doubtful about it.
pub(crate) struct Fault {
    pub(crate) field: String,
    pub(crate) finding: Finding,
    pub(crate) looked: Looked,
    /// Never empty.
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
        let (own, label) = of_field(&field.name, controls)?;
        let mine: Vec<&Entry> = entries.iter().filter(|entry| entry.key == field.name).collect();
        let values = mine.iter().map(|entry| (&*entry.value).into()).collect();
        let looked = fields::look(checks, &field.name, own.clone(), values, field.required, &label);
        Some(Self { controls: own, looked, entries: mine })
    }

    /// What is wrong or doubtful about it.
    pub(crate) fn fault(self, field: &Field) -> Option<Fault> {
        let Self { looked, controls, .. } = self;
        Some(Fault { field: field.name.clone(), finding: looked.finding()?, looked, controls })
    }
}

/// The controls of a field that take part, and what a person knows it by. Boxes for day, month and year are one question,
/// and their group has its name. A hidden control beside others only says what is sent when they are not ticked.
pub(crate) fn of_field(name: &str, controls: &[Control]) -> Option<(Vec<HtmlElement>, String)> {
    let takes_part = |control: &&Control| control.key == name && control.role != Role::File && control.takes_part();
    let (mut own, hidden): (Vec<&Control>, Vec<&Control>) =
        controls.iter().filter(takes_part).partition(|control| !control.is_hidden());
    if own.is_empty() {
        own = hidden;
    }
    let first = own.first()?;
    let mut label = first.label();
    if own.len() > 1 {
        label = Some(platform::legend(&first.element)).filter(|legend| !legend.is_empty()).unwrap_or(label);
    }
    Some((own.iter().map(|control| control.element.clone()).collect(), label))
}

/// A chosen file would be lost without a word, so it is refused with one.
pub(crate) fn of_file(checks: &FormChecks, control: &Control) -> Option<Fault> {
    let chosen = control.role == Role::File && control.takes_part() && !control.input().value().is_empty();
    let looked = chosen.then(|| fields::wrong("file-unsupported", &checks.say("file-unsupported")))?;
    let controls = vec![control.element.clone()];
    Some(Fault { field: control.key.clone(), finding: looked.finding()?, looked, controls })
}
