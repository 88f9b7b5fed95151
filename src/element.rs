//! Making and placing the few elements of our own.

use alloc::string::String;

use wasm_bindgen::{UnwrapThrowExt, prelude::wasm_bindgen};
use web_sys::{Element, HtmlElement, Node};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> HtmlElement;
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
    anchor.after_with_node_1(element).expect_throw("a new element fits anywhere");
}

/// The attribute; empty if it is not there.
pub(crate) fn get(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

pub(crate) fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect_throw("our attribute names are valid");
}

pub(crate) fn unset(element: &Element, name: &str) {
    element.remove_attribute(name).expect_throw("our attribute names are valid");
}

/// Whether `element` matches a selector of ours.
pub(crate) fn matches(element: &Element, selector: &str) -> bool {
    element.matches(selector).expect_throw("our selectors are valid")
}

/// Moves the focus there.
pub(crate) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}
