//! What keeps a form from being sent: the full check on submit, and the same for one field while a message is shown.

use alloc::{borrow::ToOwned, string::String, vec, vec::Vec};

use waxseal_core::{
    fields::{self, Kind, Verdict},
    policy::Field,
};
use web_sys::HtmlElement;

use crate::{
    controls::{Control, Role},
    entries::Entry,
    texts,
};

/// One field that must be mended first.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) field: String,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Never empty; the first is the one to lead to.
    pub(crate) controls: Vec<HtmlElement>,
}

/// The faults of `needed`, in the policy's order, then those of file inputs.
pub(crate) fn find<'a>(needed: impl Iterator<Item = &'a Field>, controls: &[Control], entries: &[Entry]) -> Vec<Fault> {
    needed.filter_map(|field| of_field(field, controls, entries)).chain(controls.iter().filter_map(of_file)).collect()
}

fn of_field(field: &Field, controls: &[Control], entries: &[Entry]) -> Option<Fault> {
    let own = |control: &&Control| control.key == field.name && control.role != Role::File && control.takes_part();
    let own: Vec<&Control> = controls.iter().filter(own).collect();
    let first = own.first()?;
    let mut values = entries.iter().filter(|entry| entry.key == field.name).map(|entry| entry.value.trim()).peekable();
    let fault = |code, message| {
        let controls = own.iter().map(|control| control.element.clone()).collect();
        Some(Fault { field: field.name.clone(), code, message, controls })
    };
    let empty = values.clone().all(str::is_empty);
    if empty {
        let required = field.required || own.iter().any(|control| control.element.has_attribute("required"));
        let message = match first.role {
            Role::Radio | Role::Select | Role::SelectMany => texts::choose,
            Role::Checkbox => texts::tick,
            _ => texts::fill_in,
        };
        return required.then(|| fault(fields::Fault::Missing.code(), message(&first.label()))).flatten();
    }
    let kind = match field.kind() {
        Kind::Text if first.role == Role::Value && first.input().type_() == "email" => Kind::Email,
        kind => kind,
    };
    let checked = values.find_map(|value| {
        let check = fields::check(kind, value);
        check.fault.filter(|_| check.verdict == Verdict::Error && !value.is_empty())
    })?;
    fault(checked.code(), checked.message().to_owned())
}

/// A chosen file would be lost without a word, so it is refused with one.
fn of_file(control: &Control) -> Option<Fault> {
    let chosen = control.role == Role::File && control.takes_part() && !control.input().value().is_empty();
    chosen.then(|| Fault {
        field: control.key.clone(),
        code: "file-unsupported",
        message: texts::FILE.to_owned(),
        controls: vec![control.element.clone()],
    })
}
