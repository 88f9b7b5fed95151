//! Functions of ours that JavaScript calls. All are of one type: each further one would be machinery of its own.

use alloc::boxed::Box;
use core::cell::Cell;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

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
        // It fails only for an options object that throws; `true` is none.
        let _ = target.add_event_listener_with_callback_and_bool(kind, handler.as_ref().unchecked_ref(), true);
        Self { target, kind, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.handler.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback, true);
    }
}
