//! The checks of one form's fields, which are a module of their own: `www/fields/form.ts` over `crates/fields-page`; `look.js` adds
//! what controls ask for by themselves.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The module that checks fields: `www/fields/main.ts`.
    #[derive(Clone)]
    pub type Checks;
    #[wasm_bindgen(method)]
    pub(crate) fn make(this: &Checks, lang: &str, country: &str) -> FormChecks;
    /// Brings a pack, then does `then`.
    #[wasm_bindgen(method)]
    pub(crate) fn bring(this: &Checks, fields: &FormChecks, pack: &str, then: &JsValue);

    /// The checks of one form.
    #[derive(Clone)]
    pub(crate) type FormChecks;
    #[wasm_bindgen(method)]
    pub(crate) fn meet(this: &FormChecks, name: &str, kind: &str, options: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn kind(this: &FormChecks, name: &str) -> String;
    #[wasm_bindgen(method)]
    fn text(this: &FormChecks, key: &str, placeholder: &str, argument: &str, label: &str) -> String;
    #[wasm_bindgen(method)]
    pub(crate) fn lang(this: &FormChecks) -> String;

    /// What a look at a field found.
    pub(crate) type Looked;
    #[wasm_bindgen(method, getter)]
    fn weight(this: &Looked) -> u8;
    #[wasm_bindgen(method, getter)]
    fn code(this: &Looked) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn value(this: &Looked) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn wants(this: &Looked) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn joined(this: &Looked) -> Option<String>;
}

#[wasm_bindgen(module = "/src/dress.js")]
extern "C" {
    /// Tells the browser what the controls of a field take.
    pub(crate) fn dress(checks: &FormChecks, name: &str, controls: Vec<HtmlElement>, label: &str);
}

#[wasm_bindgen(module = "/src/look.js")]
extern "C" {
    /// Checks a field.
    pub(crate) fn look(
        checks: &FormChecks,
        name: &str,
        controls: Vec<HtmlElement>,
        values: Vec<JsValue>,
        required: bool,
        label: &str,
    ) -> Looked;
    /// An error with these words, about the whole of a field.
    pub(crate) fn wrong(code: &str, message: &str) -> Looked;
}

/// Something to tell the person.
pub(crate) struct Finding {
    pub(crate) weight: Weight,
    pub(crate) code: String,
}

/// What a finding means for sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Only something to know.
    Note,
    /// It may be sent once the person was asked.
    Doubt,
    /// It cannot be sent like this.
    Error,
}

impl Looked {
    pub(crate) fn finding(&self) -> Option<Finding> {
        let weight = match self.weight() {
            0 => return None,
            1 => Weight::Note,
            2 => Weight::Doubt,
            _ => Weight::Error,
        };
        Some(Finding { weight, code: self.code().unwrap_or_default() })
    }
}

impl FormChecks {
    /// A sentence of the person's language.
    pub(crate) fn say(&self, key: &str) -> String {
        self.text(key, "", "", "")
    }

    /// The same, with `argument` in place of its placeholder.
    pub(crate) fn say_with(&self, key: &str, placeholder: &str, argument: &str) -> String {
        self.text(key, placeholder, argument, "")
    }
}
