//! An event listener that is taken off when it is dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    handler: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Listens in the capture phase, so before any listener of the page on an element further in.
    pub(crate) fn new(target: &EventTarget, kind: &'static str, handler: impl Fn(Event) + 'static) -> Self {
        let handler = Closure::<dyn Fn(Event)>::new(handler);
        // It fails only for an options object that throws; `true` is none.
        let _ = target.add_event_listener_with_callback_and_bool(kind, handler.as_ref().unchecked_ref(), true);
        Self { target: target.clone(), kind, handler }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.handler.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback, true);
    }
}
