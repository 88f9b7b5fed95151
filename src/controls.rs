//! The controls of a form, and the keys they go by.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlFormElement, HtmlInputElement};

use crate::{element, platform};

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

    /// Whether the page never shows it.
    pub(crate) fn is_hidden(&self) -> bool {
        element::matches(&self.element, "[type=hidden]")
    }

    /// Whether it can be read at all.
    pub(crate) fn is_read(&self) -> bool {
        !matches!(self.role, Role::Submit | Role::Image | Role::Silent | Role::File | Role::Custom)
    }

    /// Whether it takes part in submission at all: it, its fieldset or its place in a `datalist` may forbid it; or its field
    /// is of no use to what was chosen, and so is hidden.
    pub(crate) fn takes_part(&self) -> bool {
        !element::matches(&self.element, ":disabled,datalist *,[data-waxseal-unused],[data-waxseal-unused] *")
    }

    /// What a person knows it by, for messages.
    pub(crate) fn label(&self) -> String {
        let mut label = String::new();
        if self.role == Role::Radio {
            label = platform::legend(&self.element);
        }
        if label.is_empty() {
            label = platform::label(&self.element);
        }
        if label.is_empty() { self.key.clone() } else { label }
    }
}

/// All controls that the form owns, in tree order, then the radio buttons that the loader took out of it.
pub(crate) fn of(form: &HtmlFormElement) -> Vec<Control> {
    platform::controls(form).into_iter().map(Control::of).collect()
}

/// Whether the loader took this control out of its form.
pub(crate) fn is_orphan(control: &Control) -> bool {
    element::matches(&control.element, "[data-waxseal-owner]")
}

fn role(element: &HtmlElement) -> Role {
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
/// their ids name the button, not an answer. An empty `data-waxseal-field` says that the control is no field.
fn key(element: &HtmlElement, role: Role) -> String {
    if element::matches(element, "[data-waxseal-field='']") {
        return String::new();
    }
    let attributes = match role {
        Role::Submit | Role::Image => &["data-waxseal-field", "name"][..],
        _ => &["data-waxseal-field", "name", "id", "autocomplete"],
    };
    for name in attributes {
        let mut value = element::get(element, name);
        if *name == "autocomplete" {
            // The last word of `section-x shipping email` says what it is.
            let last = value.split_ascii_whitespace().next_back().unwrap_or_default();
            value = if matches!(last, "on" | "off" | "webauthn") { String::new() } else { last.to_owned() };
        }
        if !value.is_empty() {
            return value;
        }
    }
    match role {
        Role::Submit | Role::Image => String::new(),
        _ => platform::label(element),
    }
}
