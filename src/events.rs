//! What the page and the developer hear: events on the form and words on the console, never a value.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget, console};

use crate::error::{PageError, set};

/// Dispatches a bubbling, composed event whose `detail` has these members.
pub(crate) fn dispatch(target: &EventTarget, name: &str, detail: &[(&str, JsValue)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&object(detail));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = target.dispatch_event(&event);
    }
}

/// Dispatches `waxseal:error` and tells the developer why.
pub(crate) fn report(target: &EventTarget, error: &PageError) {
    report_code(target, error.code, &error.message);
}

/// The same, with a code that came from elsewhere.
pub(crate) fn report_code(target: &EventTarget, code: &str, sentence: &str) {
    console::error_1(&["waxseal: ", code, ": ", sentence].concat().into());
    dispatch(target, "waxseal:error", &[("code", code.into())]);
}

/// A plain object with these members.
pub(crate) fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        set(&object, name, value);
    }
    object
}

/// `[{field, code}]`, as `waxseal:invalid` and `check` give it.
pub(crate) fn fields<'a>(faults: impl Iterator<Item = (&'a str, &'a str)>) -> Array {
    faults.map(|(field, code)| object(&[("field", field.into()), ("code", code.into())])).collect()
}
