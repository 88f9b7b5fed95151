//! The controls of a form, and the keys they go by.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{DocumentFragment, Element, HtmlElement, HtmlFormElement, HtmlInputElement, Node};

use crate::element;

#[wasm_bindgen]
extern "C" {
    // Taken from the prototypes: a control with the id `reset` or `elements` hides the form's own.
    #[wasm_bindgen(thread_local_v2, js_namespace = HTMLFormElement, js_name = prototype)]
    static FORM: JsValue;
    #[wasm_bindgen(js_namespace = Reflect, js_name = get)]
    fn get_from(prototype: &JsValue, name: &str, form: &HtmlFormElement) -> JsValue;
    #[wasm_bindgen(js_namespace = ["HTMLFormElement", "prototype", "reset"], js_name = call)]
    pub(crate) fn reset(form: &HtmlFormElement);
    #[wasm_bindgen(catch, js_namespace = ["HTMLFormElement", "prototype", "requestSubmit"], js_name = call)]
    pub(crate) fn request_submit(form: &HtmlFormElement, submitter: Option<&HtmlElement>) -> Result<(), JsValue>;
}

/// What a control does, as far as sending is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Sends its value.
    Value,
    /// Sends its value when ticked; several of one key are a list.
    Checkbox,
    /// Sends its value when chosen; one of its key.
    Radio,
    /// Sends the value of each chosen option.
    Select,
    /// The same, and always a list.
    SelectMany,
    /// Holds files.
    File,
    /// Sends its value only if it is the one that submits.
    Submit,
    /// The same, with coordinates.
    Image,
    /// Never sends anything: `reset`, `button`, `fieldset`, `output`, `object`.
    Silent,
    /// A custom element; its value is not to be had from outside.
    Custom,
}

/// One control.
pub(crate) struct Control {
    pub(crate) element: HtmlElement,
    pub(crate) role: Role,
    /// Empty if nothing names it: then it is not sent, as in HTML.
    pub(crate) key: String,
}

impl Control {
    pub(crate) fn of(element: HtmlElement) -> Self {
        let role = role(&element);
        let key = key(&element, role);
        Self { element, role, key }
    }

    /// The element for reading `value`, `checked` or `type`, which all controls that have them spell alike.
    pub(crate) fn input(&self) -> &HtmlInputElement {
        self.element.unchecked_ref()
    }

    /// Whether it takes part in submission at all: it, its fieldset or its place in a `datalist` may forbid it.
    pub(crate) fn takes_part(&self) -> bool {
        !element::matches(&self.element, ":disabled") && element::closest(&self.element, "datalist").is_none()
    }

    /// What a person knows it by, for messages.
    pub(crate) fn label(&self) -> String {
        let legend = || element::closest(&self.element, "fieldset").and_then(|set| element::first(&set, "legend"));
        let group = (self.role == Role::Radio)
            .then(legend)
            .flatten()
            .map(|legend| tidy(&legend.text_content().unwrap_or_default()));
        group.filter(|text| !text.is_empty()).or_else(|| label_text(&self.element)).unwrap_or_else(|| self.key.clone())
    }
}

/// All controls that the form owns, in tree order, then the radio buttons that the loader took out of it.
pub(crate) fn of(form: &HtmlFormElement) -> Vec<Control> {
    let mut controls = collect(&FORM.with(|prototype| get_from(prototype, "elements", form)));
    if let Some(number) = form.get_attribute("data-waxseal-id") {
        // A document, a shadow root or an element: all three have `querySelectorAll`.
        let root: DocumentFragment = form.get_root_node().unchecked_into();
        let selector = ["[data-waxseal-owner=\"", &number, "\"]"].concat();
        if let Ok(radios) = root.query_selector_all(&selector) {
            controls.append(&mut collect(&radios));
        }
    }
    controls
}

/// Whether the loader took this control out of its form.
pub(crate) fn is_orphan(control: &Control) -> bool {
    control.element.has_attribute("data-waxseal-owner")
}

fn collect(list: &JsValue) -> Vec<Control> {
    Array::from(list).iter().map(|element| Control::of(element.unchecked_into())).collect()
}

fn role(element: &Element) -> Role {
    let kind = || element.unchecked_ref::<HtmlInputElement>().type_();
    match &*element.local_name() {
        "textarea" => Role::Value,
        "select" if kind() == "select-multiple" => Role::SelectMany,
        "select" => Role::Select,
        "button" if kind() == "submit" => Role::Submit,
        "input" => match &*kind() {
            "checkbox" => Role::Checkbox,
            "radio" => Role::Radio,
            "file" => Role::File,
            "submit" => Role::Submit,
            "image" => Role::Image,
            "reset" | "button" => Role::Silent,
            _ => Role::Value,
        },
        name if name.contains('-') => Role::Custom,
        _ => Role::Silent,
    }
}

/// The first of `data-waxseal-field`, `name`, `id`, `autocomplete` and the label; for buttons only the first two, since
/// their ids name the button, not an answer.
fn key(element: &Element, role: Role) -> String {
    let attribute = |name| element.get_attribute(name).filter(|value| !value.is_empty());
    let named = attribute("data-waxseal-field").or_else(|| attribute("name"));
    if matches!(role, Role::Submit | Role::Image) {
        return named.unwrap_or_default();
    }
    // The last word of `section-x shipping email` says what it is.
    let autocomplete = || {
        let words = attribute("autocomplete")?;
        let last = words.split_ascii_whitespace().next_back()?;
        (!matches!(last, "on" | "off" | "webauthn")).then(|| last.to_owned())
    };
    named.or_else(|| attribute("id")).or_else(autocomplete).or_else(|| label_text(element)).unwrap_or_default()
}

/// The text of its label, else `aria-label`, else its placeholder.
fn label_text(element: &Element) -> Option<String> {
    let labels = element.unchecked_ref::<HtmlInputElement>().labels();
    let label = labels.and_then(|labels| labels.item(0)).map(|label| without(&label, element));
    let attribute = |name| tidy(&element.get_attribute(name).unwrap_or_default());
    let known = |text: &String| !text.is_empty();
    label
        .filter(known)
        .or_else(|| Some(attribute("aria-label")).filter(known))
        .or_else(|| Some(attribute("placeholder")).filter(known))
}

/// The text of a label without that of the control in it, whose options or content are no name.
fn without(label: &Node, control: &Element) -> String {
    let mut text = String::new();
    let mut next = label.first_child();
    while let Some(node) = next {
        if !node.contains(Some(control)) {
            text.push_str(&node.text_content().unwrap_or_default());
        }
        next = node.next_sibling();
    }
    tidy(&text)
}

/// One line, without the marks that labels end in.
fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").trim_end_matches(['*', ':', ' ']).to_owned()
}
