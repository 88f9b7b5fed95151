//! Functions of ours that JavaScript calls. All are of one type: each further one would be machinery of its own.

use alloc::boxed::Box;
use core::cell::Cell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use web_sys::{Event, EventTarget};

#[wasm_bindgen]
extern "C" {
    // Taken from the prototype: a control with this id hides the form's own.
    #[wasm_bindgen(js_namespace = ["EventTarget", "prototype", "addEventListener"], js_name = call)]
    fn add_listener(target: &EventTarget, kind: &str, handler: &JsValue, capture: bool);
    #[wasm_bindgen(js_namespace = ["EventTarget", "prototype", "removeEventListener"], js_name = call)]
    fn remove_listener(target: &EventTarget, kind: &str, handler: &JsValue, capture: bool);
}

type Callback = Closure<dyn Fn(JsValue) -> JsValue>;

/// A function that does `run` when it is called first, and then nothing more. The garbage collector takes it.
pub(crate) fn once(run: impl FnOnce(JsValue) -> JsValue + 'static) -> JsValue {
    let run = Cell::new(Some(run));
    let again = move |value| run.take().map_or(JsValue::UNDEFINED, |run| run(value));
    Callback::wrap(Box::new(again)).into_js_value()
}

/// An event listener that is taken off when it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Callback,
}

impl Listener {
    /// Listens in the capture phase, so before any listener of the page on an element further in.
    pub(crate) fn new(target: &EventTarget, kind: &'static str, handler: impl Fn(&Event) + 'static) -> Self {
        let handler = move |event: JsValue| {
            handler(event.unchecked_ref());
            JsValue::UNDEFINED
        };
        Self::add(target.clone(), kind, Callback::wrap(Box::new(handler)))
    }

    fn add(target: EventTarget, kind: &'static str, handler: Callback) -> Self {
        add_listener(&target, kind, handler.as_ref(), true);
        Self { target, kind, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        remove_listener(&self.target, self.kind, self.handler.as_ref(), true);
    }
}
