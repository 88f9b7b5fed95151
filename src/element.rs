//! Making and placing the few elements of our own.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> HtmlElement;

    // Taken from the prototypes: a control with the id `matches` hides the form's own, and a custom element's class may throw.
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "getAttribute"], js_name = call)]
    fn get_attribute(element: &Element, name: &str) -> Option<String>;
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "setAttribute"], js_name = call)]
    fn set_attribute(element: &Element, name: &str, value: &str);
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "removeAttribute"], js_name = call)]
    fn remove_attribute(element: &Element, name: &str);
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "matches"], js_name = call)]
    fn matches_selector(element: &Element, selector: &str) -> bool;
    #[wasm_bindgen(js_namespace = ["Element", "prototype", "after"], js_name = call)]
    fn after(anchor: &Element, element: &Node);
    /// The document or shadow root that the node is in.
    #[wasm_bindgen(js_namespace = ["Node", "prototype", "getRootNode"], js_name = call)]
    pub(crate) fn root(node: &Node) -> Node;
}

/// A new element with these attributes that holds `text`, as text.
pub(crate) fn make(tag: &str, attributes: &[(&str, &str)], text: &str) -> HtmlElement {
    let element = create(tag);
    for (name, value) in attributes {
        set(&element, name, value);
    }
    element.set_text_content(Some(text));
    element
}

pub(crate) fn put_after(anchor: &Element, element: &Node) {
    after(anchor, element);
}

/// The attribute; empty if it is not there.
pub(crate) fn get(element: &Element, name: &str) -> String {
    get_attribute(element, name).unwrap_or_default()
}

pub(crate) fn set(element: &Element, name: &str, value: &str) {
    set_attribute(element, name, value);
}

pub(crate) fn unset(element: &Element, name: &str) {
    remove_attribute(element, name);
}

/// Whether `element` matches a selector of ours.
pub(crate) fn matches(element: &Element, selector: &str) -> bool {
    matches_selector(element, selector)
}

/// Moves the focus there.
pub(crate) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}
