//! What a form's controls hold, as it is sealed.

use alloc::{string::String, vec::Vec};

use waxseal_core::{policy, seal::Value};
use web_sys::HtmlElement;

use crate::{
    controls::{self, Control, Role},
    entries::{self, Entry},
    faults::Answer,
    form::Protected,
};

impl Protected {
    /// The answers, after the developer has been told what of the form is not sent.
    pub(crate) fn answers(&self, submitter: Option<&HtmlElement>) -> Vec<(String, Value)> {
        let controls = controls::of(&self.form);
        let entries = self.entries(&controls, submitter);
        let mut fields = Vec::new();
        for field in &self.asked().fields {
            let value = match self.looked_at(field, &controls, &entries) {
                Some(answer) => sealed(field, &answer),
                // Text that is sealed as it is; or an image button, whose coordinates are nobody's field.
                None => as_typed(&entries.iter().filter(|entry| entry.key == field.name).collect::<Vec<_>>()),
            };
            fields.extend(value.map(|value| (field.name.clone(), value)));
        }
        fields
    }

    /// The field, checked; nothing if what was typed is all there is to seal.
    fn looked_at<'a>(&self, field: &policy::Field, controls: &[Control], entries: &'a [Entry]) -> Option<Answer<'a>> {
        let plain = matches!(&*self.checks.kind(&field.name), "text" | "choice" | "street-address" | "new-password");
        let skip = plain && field.options.get("minimise").is_none();
        if skip { None } else { Answer::of(&self.checks, field, controls, entries) }
    }

    /// The control fields that the policy leaves in clear.
    pub(crate) fn clear_entries(&self, submitter: Option<&HtmlElement>) -> Vec<Entry> {
        let clear = &self.asked().clear;
        if clear.is_empty() {
            return Vec::new();
        }
        let mut entries = self.entries(&controls::of(&self.form), submitter);
        entries.retain(|entry| clear.contains(&entry.key));
        entries
    }

    /// The entry list, after the developer has been told what of it is not sent.
    fn entries(&self, controls: &[Control], submitter: Option<&HtmlElement>) -> Vec<Entry> {
        for control in controls {
            let (code, words) = match control.role {
                _ if control.key.is_empty() => continue,
                Role::File => ("file-unsupported", "holds files, which are not sent yet"),
                Role::Custom => ("control-unsupported", "is a custom element and is not sent"),
                _ => continue,
            };
            self.tell_once(code, &control.key, words);
        }
        let entries = entries::read(controls, submitter);
        let asked = self.asked();
        for entry in &entries {
            if asked.field(&entry.key).is_none() && !asked.clear.contains(&entry.key) {
                let words = "is not in the policy and is not sent; add it to `fields`, or to `clear`";
                self.tell_once("unknown-field", &entry.key, words);
            }
        }
        entries
    }
}

/// A field as it is sealed; nothing if only less than what was typed may be, and that is not to be had.
fn sealed(field: &policy::Field, answer: &Answer<'_>) -> Option<Value> {
    let value = answer.looked.value();
    let typed = match answer.looked.joined() {
        Some(joined) => Value::Text(joined),
        None => as_typed(&answer.entries)?,
    };
    let Value::Text(typed) = typed else {
        return Some(typed).filter(|_| field.options.get("minimise").is_none());
    };
    if field.options.get("minimise").is_some() {
        return value.map(Value::Text);
    }
    Some(match value {
        Some(value) if value != typed => Value::Normalised { typed, value },
        _ => Value::Text(typed),
    })
}

/// The entries of one field; nothing if there are none.
fn as_typed(entries: &[&Entry]) -> Option<Value> {
    let mut values: Vec<String> = entries.iter().map(|entry| entry.value.clone()).collect();
    match values.len() {
        0 => None,
        1 if !entries[0].list => values.pop().map(Value::Text),
        _ => Some(Value::List(values)),
    }
}
