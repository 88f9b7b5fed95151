//! The checks of a form's fields, as modules of their own in the page: rules and nothing else.
//!
//! One module for each part of the rules, all with the border below: the feature of that name says which. `www/fields/`
//! fetches the parts that a form needs, puts what the page has to [`Fields`] and says in words what comes back. A check
//! answers with a number, and what else it found is read only where it is needed: most checks find nothing.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

#[cfg(feature = "alone")]
#[path = "../../../src/alone.rs"]
mod alone;
mod browser;
mod part;

use alloc::{borrow::ToOwned, rc::Rc, string::String, vec::Vec};
use core::cell::RefCell;

use browser::Browser;
use part::Linked;
use wasm_bindgen::prelude::wasm_bindgen;
use waxseal_fields::{Check, Fault, Kind, Part, Rules, Scan};

/// What `check` and `scan` answer when another part has the rules.
const ELSEWHERE: u8 = 3;

/// The rules of this part, and its packs: one for all forms of a page.
#[wasm_bindgen]
pub struct Checker(Rc<RefCell<waxseal_fields::Checker<Browser, Linked>>>);

#[wasm_bindgen]
impl Checker {
    /// Without packs.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "made from JavaScript only")]
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(waxseal_fields::Checker::of_part(Browser))))
    }

    /// Takes a pack; false if it is damaged or another part's.
    pub fn add(&self, name: &str, pack: &[u8]) -> bool {
        self.0.borrow_mut().add(name, pack)
    }

    /// The fields of one form.
    pub fn fields(&self) -> Fields {
        Fields { checker: Rc::clone(&self.0), asked: Vec::new(), last: None }
    }
}

/// The name of the part that has the rules of a kind; of text, if there is no such kind.
#[wasm_bindgen]
pub fn part(kind: &str) -> String {
    Kind::from_name(kind).map_or(Part::Base, Kind::part).name().to_owned()
}

/// The fields of a form, and their rules.
#[wasm_bindgen]
pub struct Fields {
    checker: Rc<RefCell<waxseal_fields::Checker<Browser, Linked>>>,
    /// Kind and rules of each field, by its number.
    asked: Vec<(Kind, Rules)>,
    last: Option<Check>,
}

#[wasm_bindgen]
impl Fields {
    /// A number for a field of this kind, `text` if there is no such kind.
    pub fn field(&mut self, kind: &str) -> usize {
        self.asked.push((Kind::from_name(kind).unwrap_or(Kind::Text), Rules::default()));
        self.asked.len() - 1
    }

    /// Sets a rule of a field by its name; false if there is no such rule, or if it does not take this value.
    pub fn rule(&mut self, field: usize, name: &str, value: &str) -> bool {
        self.asked.get_mut(field).is_some_and(|(_, rules)| rules.set(name, value))
    }

    /// Checks an input: 0 for ok, 1 for unsure, 2 for an error, 3 if another part has the rules of this field.
    pub fn check(&mut self, field: usize, input: &str) -> u8 {
        self.last = self.asked.get(field).and_then(|(kind, rules)| self.checker.borrow().find(*kind, input, rules));
        self.last.as_ref().map_or(ELSEWHERE, |check| check.verdict as u8)
    }

    /// Looks for numbers that do not belong into free text: 0 if it holds none, 1 if it holds one, 3 if another part must look.
    pub fn scan(&mut self, input: &str) -> u8 {
        match self.checker.borrow().scan(input) {
            Scan::Nothing => 0,
            Scan::Found(check) => {
                self.last = Some(check);
                1
            }
            Scan::Elsewhere(_) => ELSEWHERE,
        }
    }

    /// What the last check found: its code (0), the normalised input or what is sent in its place (1), what one press
    /// would put in place of the input (2), the pack that would make it surer (3), and what the message says beside the
    /// label (4), a `placeholder=argument` line each.
    pub fn found(&self, what: u8) -> Option<String> {
        let last = self.last.as_ref()?;
        match what {
            0 => last.fault.map(|fault| Fault::code(fault).to_owned()),
            1 => last.value.clone(),
            2 => last.suggestion.clone(),
            3 => last.wants.clone(),
            _ => {
                let mut lines = String::new();
                for (name, value) in &last.arguments {
                    for piece in [name, "=", value, "\n"] {
                        lines.push_str(piece);
                    }
                }
                Some(lines)
            }
        }
    }
}
