//! The checks of a form's fields, as a module of their own in the page: rules and nothing else.
//!
//! `www/fields/` puts what the page has to [`Fields`] and says in words what comes back. A check answers with a number,
//! and what else it found is read only where it is needed: most checks find nothing.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

#[cfg(feature = "alone")]
#[path = "../../../src/alone.rs"]
mod alone;
mod browser;

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use browser::Browser;
use wasm_bindgen::prelude::wasm_bindgen;
use waxseal_fields::{Check, Checker, Fault, Kind, Rules};

/// The rules of all fields of a form.
#[wasm_bindgen]
pub struct Fields {
    checker: Checker<Browser>,
    /// Kind and rules of each field, by its number.
    asked: Vec<(Kind, Rules)>,
    last: Option<Check>,
}

#[wasm_bindgen]
impl Fields {
    /// Without packs.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "made from JavaScript only")]
    pub fn new() -> Self {
        Self { checker: Checker::new(Browser), asked: Vec::new(), last: None }
    }

    /// Takes a pack that a check wanted; false if it is damaged.
    pub fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        self.checker.add(name, pack)
    }

    /// A number for a field of this kind, `text` if there is no such kind.
    pub fn field(&mut self, kind: &str) -> usize {
        self.asked.push((Kind::from_name(kind).unwrap_or(Kind::Text), Rules::default()));
        self.asked.len() - 1
    }

    /// Sets a rule of a field by its name; false if there is no such rule, or if it does not take this value.
    pub fn rule(&mut self, field: usize, name: &str, value: &str) -> bool {
        self.asked.get_mut(field).is_some_and(|(_, rules)| rules.set(name, value))
    }

    /// Checks an input: 0 for ok, 1 for unsure, 2 for an error.
    pub fn check(&mut self, field: usize, input: &str) -> u8 {
        let check = self.asked.get(field).map(|(kind, rules)| self.checker.check(*kind, input, rules));
        self.last = check;
        self.last.as_ref().map_or(2, |check| check.verdict as u8)
    }

    /// Looks for numbers that do not belong into free text: 1 if it holds one, else 0.
    pub fn scan(&mut self, input: &str) -> u8 {
        self.last = self.checker.scan(input);
        u8::from(self.last.is_some())
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
