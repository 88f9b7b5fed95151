//! What the page does in its own language; said and explained in `platform.js`.

use alloc::{string::String, vec::Vec};

use js_sys::{Object, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{Element, EventTarget, FormData, HtmlElement, HtmlFormElement, Node};

#[wasm_bindgen(module = "/src/platform.js")]
extern "C" {
    pub(crate) fn agree(points: &[u8], then: &JsValue) -> Promise;
    pub(crate) fn post(url: &str, base: &str, envelope: &str, then: &JsValue);
    pub(crate) fn follow(url: &str, base: &str);
    pub(crate) fn view() -> EventTarget;

    pub(crate) fn language(form: &HtmlFormElement) -> Option<String>;
    pub(crate) fn controls(form: &HtmlFormElement) -> Vec<HtmlElement>;
    pub(crate) fn all(root: &Element, selector: &str) -> Vec<HtmlElement>;
    pub(crate) fn label(control: &HtmlElement) -> String;
    pub(crate) fn legend(control: &HtmlElement) -> String;
    pub(crate) fn text(value: &JsValue) -> String;
    pub(crate) fn adopt(root: &Node, css: &str);

    pub(crate) fn dispatch(target: &EventTarget, name: &str, detail: &Object) -> bool;
    pub(crate) fn failure(code: &str, sentence: &str) -> JsValue;
    pub(crate) fn empty(data: &FormData);
    pub(crate) fn member(value: &JsValue, name: &str) -> JsValue;
    pub(crate) fn members(value: &JsValue, name: &str) -> Vec<JsValue>;
    pub(crate) fn items(value: &JsValue, name: &str) -> Option<Vec<JsValue>>;
}

#[wasm_bindgen]
extern "C" {
    // Taken from the prototypes: a control with the id `reset` hides the form's own.
    #[wasm_bindgen(js_namespace = ["HTMLFormElement", "prototype", "reset"], js_name = call)]
    pub(crate) fn reset(form: &HtmlFormElement);
    #[wasm_bindgen(catch, js_namespace = ["HTMLFormElement", "prototype", "requestSubmit"], js_name = call)]
    pub(crate) fn request_submit(form: &HtmlFormElement, submitter: Option<&HtmlElement>) -> Result<(), JsValue>;
    /// Runs in a task of its own.
    #[wasm_bindgen(js_name = setTimeout)]
    pub(crate) fn later(then: &JsValue);
    #[wasm_bindgen(js_name = setTimeout)]
    pub(crate) fn soon(then: &JsValue, milliseconds: u32);
}
