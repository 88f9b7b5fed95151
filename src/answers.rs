//! What a form's controls hold, as it is sealed.

use alloc::{string::String, vec::Vec};

use waxseal_core::{policy, seal::Value};
use web_sys::HtmlElement;

use crate::{
    controls::{self, Control},
    entries::{self, Entry},
    error::PageError,
    faults::Answer,
    form::Protected,
};

impl Protected {
    /// The answers, after the developer has been told what of the form is not sent.
    ///
    /// # Errors
    ///
    /// `field-missing` and `field-gone`.
    pub(crate) fn answers(&self, submitter: Option<&HtmlElement>) -> Result<Vec<(String, Value)>, PageError> {
        self.refer(submitter)?;
        let controls = controls::of(&self.form);
        let entries = entries::read(&controls, submitter);
        let mut fields = Vec::new();
        for field in &self.asked().fields {
            let value = match self.looked_at(field, &controls, &entries) {
                Some(answer) => sealed(field, &answer),
                // Text that is sealed as it is; or an image button, whose coordinates are nobody's field.
                None => as_typed(&entries.iter().filter(|entry| entry.key == field.name).collect::<Vec<_>>()),
            };
            fields.extend(value.map(|value| (field.name.clone(), value)));
        }
        Ok(fields)
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
        let mut entries = entries::read(&controls::of(&self.form), submitter);
        entries.retain(|entry| clear.contains(&entry.key));
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
