//! What the page and the developer hear: events on the form and words on the console, never a value.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{EventTarget, HtmlFormElement};

use crate::{error::PageError, faults::Fault, fields::Weight, platform, references};

#[wasm_bindgen]
extern "C" {
    /// A plain object of ours.
    #[wasm_bindgen(extends = Object)]
    type Record;
    #[wasm_bindgen(method, structural, indexing_setter)]
    fn set(this: &Record, name: &str, value: &JsValue);
}

/// Dispatches a bubbling, composed event whose `detail` has these members.
pub(crate) fn dispatch(target: &EventTarget, name: &str, detail: &[(&str, JsValue)]) {
    platform::dispatch(target, name, &object(detail));
}

/// Dispatches `waxseal:submit`. Whether the page lets the submission go on.
pub(crate) fn permit(target: &EventTarget, form: &str) -> bool {
    platform::dispatch(target, "waxseal:submit", &object(&[("form", form.into())]))
}

/// Dispatches `waxseal:error` and tells the developer why.
pub(crate) fn report(form: &HtmlFormElement, error: &PageError) {
    report_code(form, error.code, error.message);
}

/// The same, with a code that came from elsewhere.
pub(crate) fn report_code(form: &HtmlFormElement, code: &str, sentence: &str) {
    references::tell(form, code, sentence);
    dispatch(form, "waxseal:error", &[("code", code.into())]);
}

/// A plain object with these members.
pub(crate) fn object(members: &[(&str, JsValue)]) -> Object {
    let object: Record = Object::new().unchecked_into();
    for (name, value) in members {
        object.set(name, value);
    }
    object.into()
}

/// `[{field, code, verdict}]`, as `waxseal:invalid` and `check` give it.
pub(crate) fn fields(faults: &[Fault]) -> Array {
    let fields = Array::new();
    for Fault { field, finding, .. } in faults {
        add_field(&fields, field, &finding.code, finding.weight == Weight::Error);
    }
    fields
}

/// Adds `{field, code, verdict}`.
pub(crate) fn add_field(fields: &Array, field: &str, code: &str, error: bool) {
    let verdict = if error { "error" } else { "unsure" };
    fields.push(&object(&[("field", field.into()), ("code", code.into()), ("verdict", verdict.into())]));
}
