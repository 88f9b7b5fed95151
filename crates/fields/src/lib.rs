//! Checks of what a person typed: kind by kind, refusing only what cannot be right.
//!
//! Scanners over compact tables, written by hand: a regular expression engine alone would weigh more than all of this.
//! Generated tables say where they come from; `npm run tables` makes them anew.
//!
//! ```
//! use waxseal_fields::{Ascii, Checker, Kind, Rules, Verdict};
//!
//! let check = Checker::new(Ascii).check(Kind::Email, "ada@gmial.com", &Rules::default());
//! assert_eq!((check.verdict, check.suggestion.as_deref()), (Verdict::Unsure, Some("ada@gmail.com")));
//! ```
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod address;
mod card;
mod check;
mod checksum;
mod country;
mod date;
mod dates;
mod digits;
mod email;
mod fault;
mod guess;
mod iban;
mod kind;
mod label;
mod lines;
mod messages;
mod minimise;
mod name;
mod names;
mod national_id;
mod number;
mod parts;
mod password;
mod postal;
mod region;
mod rules;
mod scan;
mod surroundings;
mod tel;
mod text;
mod url;
mod vat;

use alloc::string::String;

pub use self::{
    check::{Check, Verdict},
    country::Country,
    date::Date,
    fault::Fault,
    guess::guess,
    kind::Kind,
    messages::{ENGLISH, fill, message, sentence},
    parts::{All, Base, Checks, Numbers, Part, Person, Phone, Scan},
    rules::{Minimise, Order, Rules},
    surroundings::{Ascii, Surroundings},
};

/// Checks inputs, by the packs it has been given so far: of all kinds, or of those that one part has the rules of.
#[derive(Debug)]
pub struct Checker<S, P = All> {
    surroundings: S,
    part: P,
}

impl<S: Surroundings> Checker<S> {
    /// A checker of all kinds, without packs.
    pub fn new(surroundings: S) -> Self {
        Self::of_part(surroundings)
    }

    /// Checks one input. An empty one is [`Fault::Missing`]: whether that matters is the form's to say.
    pub fn check(&self, kind: Kind, input: &str, rules: &Rules) -> Check {
        self.find(kind, input, rules).expect("all parts are here")
    }
}

impl<S: Surroundings, P: Checks> Checker<S, P> {
    /// A checker of the kinds of one part, without packs.
    pub fn of_part(surroundings: S) -> Self {
        Self { surroundings, part: P::default() }
    }

    /// Adds a pack that [`Check::wants`] named. False if it is damaged or of another kind: then nothing has changed.
    pub fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        self.part.add(name, pack)
    }

    /// What the checker knows about languages.
    pub const fn surroundings(&self) -> &S {
        &self.surroundings
    }

    /// Checks one input, as [`Checker::check`] does. `None` if another part has the rules of this kind.
    pub fn find(&self, kind: Kind, input: &str, rules: &Rules) -> Option<Check> {
        let typed = input;
        let composed: String;
        let mut input = text::trim(input);
        if !input.is_ascii() {
            composed = self.surroundings.nfc(input);
            input = &composed;
        }
        if kind != Kind::NewPassword {
            if input.is_empty() {
                return Some(Check::error(Fault::Missing));
            }
            if let Some(wrong) = text::length(input, rules) {
                return Some(wrong);
            }
        }
        let check = self.part.check(kind, input, typed, rules, &self.surroundings)?;
        if rules.minimise.is_none() {
            return Some(check);
        }
        // A suggestion would hold what is not to be sent; the person still types all of it.
        let value = check.value.as_deref().and_then(|value| self.part.less(kind, value, rules));
        Some(Check { value, ..check })
    }

    /// Looks for numbers that do not belong into free text; what it finds is unsure, with the text without them as the
    /// suggestion.
    pub fn scan(&self, input: &str) -> Scan {
        self.part.scan(input)
    }
}
