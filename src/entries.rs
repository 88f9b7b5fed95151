//! The entry list of a form, as the HTML Standard constructs it ("constructing the entry list"), from the live DOM.
//!
//! Values are read when they are needed and kept by nobody: what autofill, a password manager or the page's own script put
//! in counts as much as what was typed.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::{
    controls::{Control, Role},
    element, platform,
};

/// One name and value. Line breaks are those of the DOM's own value: LF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) value: String,
    /// Whether the key holds a list even when it has one entry.
    pub(crate) list: bool,
}

/// What `controls` would send now if `submitter` submitted.
pub(crate) fn read(controls: &[Control], submitter: Option<&HtmlElement>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for control in controls.iter().filter(|control| !control.key.is_empty() && control.takes_part()) {
        read_control(control, controls, submitter, &mut entries);
    }
    // An image button is not among the form's elements (a rule from the Web's first years), so it is read here.
    let image = submitter.map(|button| Control::of(button.clone()));
    if let Some(image) = image.filter(|button| button.role == Role::Image) {
        // The click's coordinates are not in the DOM; a browser sends 0 for the keyboard too.
        let prefix = if image.key.is_empty() { String::new() } else { image.key + "." };
        for axis in ["x", "y"] {
            entries.push(Entry { key: [&prefix, axis].concat(), value: "0".into(), list: false });
        }
    }
    entries
}

fn read_control(control: &Control, all: &[Control], submitter: Option<&HtmlElement>, entries: &mut Vec<Entry>) {
    let mut add = |value: String, list: bool| entries.push(Entry { key: control.key.clone(), value, list });
    match control.role {
        Role::Value if is_charset(control) => add("UTF-8".into(), false),
        Role::Value => {
            add(control.input().value(), false);
            add_direction(control, entries);
        }
        Role::Checkbox if control.input().checked() => {
            let same = |other: &&Control| other.role == Role::Checkbox && other.key == control.key;
            add(control.input().value(), all.iter().filter(same).count() > 1);
        }
        Role::Radio if control.input().checked() => add(control.input().value(), false),
        Role::Submit if submitter == Some(&control.element) => add(control.input().value(), false),
        Role::Select | Role::SelectMany => {
            // An option is also disabled by its `optgroup`.
            for option in platform::all(&control.element, "option:checked:not(:disabled)") {
                add(option.unchecked_ref::<HtmlInputElement>().value(), control.role == Role::SelectMany);
            }
        }
        _ => {}
    }
}

/// `<input type=hidden name=_charset_>` sends the encoding's name.
fn is_charset(control: &Control) -> bool {
    control.key.eq_ignore_ascii_case("_charset_") && control.input().type_() == "hidden"
}

/// `dirname` sends the direction of what was typed under a second name.
fn add_direction(control: &Control, entries: &mut Vec<Entry>) {
    let key = element::get(&control.element, "dirname");
    if !key.is_empty() {
        // Older engines do not know `:dir()`.
        let value = if control.element.matches(":dir(rtl)") == Ok(true) { "rtl" } else { "ltr" };
        entries.push(Entry { key, value: value.into(), list: false });
    }
}
