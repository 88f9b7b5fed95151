//! The checks of a form's fields, as a module of their own in the page: rules, messages and nothing of the page itself.
//!
//! The sealing module asks, [`Fields`] answers. A check answers with a number, and what else it found is read only where
//! it is needed: most checks find nothing.

#![cfg_attr(not(test), no_std)]

extern crate alloc;

#[cfg(feature = "alone")]
#[path = "../../../src/alone.rs"]
mod alone;
mod browser;

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use browser::Browser;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::fields::{self, Check, Checker, Fault, Kind, Rules, Traits};

/// The checks of all fields of a page.
#[wasm_bindgen]
pub struct Fields {
    checker: Checker<Browser>,
    /// Kind and rules of each field, by its number.
    asked: Vec<(Kind, Rules)>,
    /// The messages of the person's language, by key; `undefined` for English.
    messages: JsValue,
    lang: String,
    /// What the last check found, and in which kind of field.
    last: Option<(Kind, Check)>,
}

#[wasm_bindgen]
impl Fields {
    /// The kind of a field that the policy does not name, from what the page says about its control: autofill token,
    /// type, input mode, name and label, a line each.
    pub fn infer(&self, traits: &str) -> String {
        let mut lines = traits.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let (autocomplete, control, inputmode, name, label) = (next(), next(), next(), next(), next());
        fields::infer(&Traits { autocomplete, control, inputmode, name, label }).name().to_owned()
    }

    /// What a control of this kind should tell the browser: `name=value` words.
    pub fn attributes(&self, kind: &str) -> String {
        Kind::from_name(kind).map_or("", Kind::attributes).to_owned()
    }

    /// Speaks English until told otherwise.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "made from JavaScript only")]
    pub fn new() -> Self {
        let checker = Checker::new(Browser);
        Self { checker, asked: Vec::new(), messages: JsValue::UNDEFINED, lang: "en".to_owned(), last: None }
    }

    /// Takes the messages of a language, an object of sentences by key.
    pub fn speak(&mut self, lang: String, messages: JsValue) {
        self.lang = lang;
        self.messages = messages;
    }

    /// The language of the messages.
    pub fn lang(&self) -> String {
        self.lang.clone()
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
        let Some((kind, rules)) = self.asked.get(field) else {
            return 2;
        };
        let check = self.checker.check(*kind, input, rules);
        let verdict = check.verdict as u8;
        self.last = Some((*kind, check));
        verdict
    }

    /// Looks for numbers that do not belong into free text: 1 if it holds one, else 0.
    pub fn scan(&mut self, input: &str) -> u8 {
        self.last = self.checker.scan(input).map(|check| (Kind::Text, check));
        u8::from(self.last.is_some())
    }

    /// The code of what the last check found.
    pub fn code(&self) -> Option<String> {
        Some(self.last()?.fault.map(Fault::code)?.to_owned())
    }

    /// The normalised input, or what is sent in its place.
    pub fn value(&self) -> Option<String> {
        self.last()?.value.clone()
    }

    /// What one press would put in place of the input.
    pub fn suggestion(&self) -> Option<String> {
        self.last()?.suggestion.clone()
    }

    /// The pack that would make the last verdict surer.
    pub fn wants(&self) -> Option<String> {
        self.last()?.wants.clone()
    }

    /// What to tell the person about the last check.
    pub fn message(&self, label: &str) -> Option<String> {
        let (kind, check) = self.last.as_ref()?;
        let find = |key: &str| browser::member(&self.messages, key);
        fields::sentence(check, *kind, label, self.checker.surroundings(), find)
    }

    /// The sentence for `key`, with `argument` in place of its `{placeholder}`. Empty if there is none.
    pub fn text(&self, key: &str, placeholder: &str, argument: &str) -> String {
        let found = browser::member(&self.messages, key);
        let sentence = found.as_deref().or_else(|| fields::message(key)).unwrap_or_default();
        fields::fill(sentence, &[(placeholder, argument.to_owned())])
    }
}

impl Fields {
    fn last(&self) -> Option<&Check> {
        self.last.as_ref().map(|(_, check)| check)
    }
}
