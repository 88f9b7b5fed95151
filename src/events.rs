//! What the page and the developer hear: events on the form and words on the console, never a value.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{EventTarget, console};

use crate::{error::PageError, faults::Fault, fields::Weight, platform};

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

/// Dispatches `waxseal:error` and tells the developer why.
pub(crate) fn report(target: &EventTarget, error: &PageError) {
    report_code(target, error.code, error.message);
}

/// The same, with a code that came from elsewhere.
pub(crate) fn report_code(target: &EventTarget, code: &str, sentence: &str) {
    console::error_1(&["waxseal: ", code, ": ", sentence].concat().into());
    dispatch(target, "waxseal:error", &[("code", code.into())]);
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
pub(crate) fn fields(faults: &[Fault]) -> JsValue {
    let fields = Array::new();
    for Fault { field, finding, .. } in faults {
        let verdict = if finding.weight == Weight::Error { "error" } else { "unsure" };
        let members = [("field", (&**field).into()), ("code", (&*finding.code).into()), ("verdict", verdict.into())];
        fields.push(&object(&members));
    }
    fields.into()
}
