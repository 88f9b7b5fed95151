//! Making and placing the few elements of our own.

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, Element, HtmlElement, Node};

/// A new element that holds `text`, as text.
pub(crate) fn make(document: &Document, tag: &str, text: &str) -> HtmlElement {
    let element = document.create_element(tag).expect_throw("our tag names are valid");
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    element.unchecked_into()
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

/// The nearest of `element` and its ancestors that matches a selector of ours.
pub(crate) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).expect_throw("our selectors are valid")
}

/// The first descendant that matches a selector of ours.
pub(crate) fn first(element: &Element, selector: &str) -> Option<Element> {
    element.query_selector(selector).expect_throw("our selectors are valid")
}

pub(crate) fn append(parent: &Node, child: &Node) {
    parent.append_child(child).expect_throw("a new element fits anywhere");
}

pub(crate) fn put_before(anchor: &Element, element: &Node) {
    anchor.before_with_node_1(element).expect_throw("a new element fits anywhere");
}

pub(crate) fn put_after(anchor: &Element, element: &Node) {
    anchor.after_with_node_1(element).expect_throw("a new element fits anywhere");
}

/// Moves the focus there; an element that does not take focus by itself is made to.
pub(crate) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}
