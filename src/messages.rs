//! What the person reads of faults, by the field and above the form; `messages.js` draws it.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{HtmlElement, HtmlFormElement};

use crate::{
    faults::Fault,
    fields::{FormChecks, Looked},
};

#[wasm_bindgen(module = "/src/messages.js")]
extern "C" {
    #[wasm_bindgen(js_name = Messages)]
    type Drawn;
    #[wasm_bindgen(constructor, js_class = "Messages")]
    fn new(form: HtmlFormElement, checks: FormChecks, prefix: String) -> Drawn;
    #[wasm_bindgen(method)]
    fn add(this: &Drawn, field: &str, looked: &Looked, controls: Vec<HtmlElement>);
    #[wasm_bindgen(method)]
    fn say_more(this: &Drawn, text: &str, control: Option<HtmlElement>);
    #[wasm_bindgen(method)]
    fn ask(this: &Drawn, field: &str, looked: &Looked, controls: Vec<HtmlElement>);
    #[wasm_bindgen(method)]
    fn ask_first(this: &Drawn, text: &str);
    #[wasm_bindgen(method)]
    fn summarise(this: &Drawn, focus: bool);
    #[wasm_bindgen(method)]
    fn clear(this: &Drawn);
    #[wasm_bindgen(method)]
    fn clear_more(this: &Drawn);
    #[wasm_bindgen(method)]
    fn fields(this: &Drawn) -> Vec<String>;
    #[wasm_bindgen(method)]
    fn recheck(this: &Drawn, field: &str, looked: &JsValue, controls: Vec<HtmlElement>);
    #[wasm_bindgen(method)]
    fn remove(this: &Drawn);
}

/// The messages of one form; what was drawn goes with them.
pub(crate) struct Messages(Drawn);

/// One line of the summary, and where it leads.
pub(crate) type Line = (String, Option<HtmlElement>);

impl Messages {
    /// `prefix` starts the ids of the messages; unique in the page.
    pub(crate) fn new(form: HtmlFormElement, checks: FormChecks, prefix: String) -> Self {
        Self(Drawn::new(form, checks, prefix))
    }

    /// Shows these faults in place of all others, and a summary of them after which `more` stands. The summary takes the
    /// focus.
    pub(crate) fn show(&self, faults: Vec<Fault>, more: Vec<Line>) {
        self.0.clear();
        for Fault { field, looked, controls, .. } in faults {
            self.0.add(&field, &looked, controls);
        }
        for (text, control) in more {
            self.0.say_more(&text, control);
        }
        self.0.summarise(true);
    }

    /// Asks the person to look at what `line` names before they send; the summary takes the focus.
    pub(crate) fn ask_first(&self, line: &str) {
        self.0.ask_first(line);
    }

    /// Asks about one field, without moving the focus. What is shown there already stays.
    pub(crate) fn ask(&self, Fault { field, looked, controls, .. }: Fault) {
        self.0.ask(&field, &looked, controls);
    }

    /// Takes every message away.
    pub(crate) fn clear(&self) {
        self.0.clear();
    }

    /// Takes away what the summary said beside the faults of fields.
    pub(crate) fn clear_more(&self) {
        self.0.clear_more();
    }

    /// The fields that have a message.
    pub(crate) fn fields(&self) -> Vec<String> {
        self.0.fields()
    }

    /// Replaces the message of `field` by what is wrong now; takes it away if nothing is.
    pub(crate) fn recheck(&self, field: &str, fault: Option<Fault>) {
        match fault {
            Some(Fault { looked, controls, .. }) => self.0.recheck(field, looked.as_ref(), controls),
            None => self.0.recheck(field, &JsValue::UNDEFINED, Vec::new()),
        }
    }
}

impl Drop for Messages {
    fn drop(&mut self) {
        self.0.remove();
    }
}
