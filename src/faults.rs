//! What keeps a form from being sent: the full check on submit, and the same for one field while a message is shown.

use alloc::{borrow::ToOwned, string::String, vec, vec::Vec};

use waxseal_core::{
    fields::{self, Ascii, Checker, Kind, Rules, Verdict},
    policy::Field,
};
use web_sys::HtmlElement;

use crate::{
    controls::{Control, Role},
    element,
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

/// What is wrong with one field, if its form has it and something is.
pub(crate) fn of_field(field: &Field, controls: &[Control], entries: &[Entry]) -> Option<Fault> {
    let mut own = Vec::new();
    let mut first = None;
    let mut required = field.required;
    for control in controls {
        if control.key == field.name && control.role != Role::File && control.takes_part() {
            first = first.or(Some(control));
            required = required || element::matches(&control.element, "[required]");
            own.push(control.element.clone());
        }
    }
    let first = first?;
    let kind = match field.kind() {
        Kind::Text if first.role == Role::Value && first.input().type_() == "email" => Kind::Email,
        kind => kind,
    };
    let mut missing = required;
    let mut wrong = None;
    for entry in entries {
        // A value of blanks is none: whether one is needed is the form's to say.
        if entry.key == field.name && !entry.value.trim().is_empty() {
            missing = false;
            let check = Checker::new(Ascii).check(kind, &entry.value, &Rules::default());
            wrong = wrong.or(check.fault.filter(|_| check.verdict == Verdict::Error));
        }
    }
    let (code, message) = match wrong {
        Some(wrong) => (wrong.code(), fields::message(wrong.code()).unwrap_or_default().to_owned()),
        None if missing => (fields::Fault::Missing.code(), texts::missing(first.role, &first.label())),
        None => return None,
    };
    Some(Fault { field: field.name.clone(), code, message, controls: own })
}

/// A chosen file would be lost without a word, so it is refused with one.
pub(crate) fn of_file(control: &Control) -> Option<Fault> {
    let chosen = control.role == Role::File && control.takes_part() && !control.input().value().is_empty();
    chosen.then(|| Fault {
        field: control.key.clone(),
        code: "file-unsupported",
        message: texts::FILE.to_owned(),
        controls: vec![control.element.clone()],
    })
}
