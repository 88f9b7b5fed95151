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

use self::lines::Lines;

pub use self::{
    check::{Check, Verdict},
    country::Country,
    date::Date,
    fault::Fault,
    guess::guess,
    kind::Kind,
    messages::{ENGLISH, fill, message, sentence},
    rules::{Minimise, Order, Rules},
    surroundings::{Ascii, Surroundings},
};

/// Checks inputs, by the packs it has been given so far.
#[derive(Debug)]
pub struct Checker<S> {
    surroundings: S,
    phones: tel::Phones,
    passwords: password::Common,
    ids: national_id::Ids,
    postcodes: Lines,
    regions: Lines,
    vat: Lines,
    countries: names::Names,
    months: names::Names,
}

impl<S: Surroundings> Checker<S> {
    /// A checker without packs.
    pub fn new(surroundings: S) -> Self {
        Self {
            surroundings,
            phones: tel::Phones::new(),
            passwords: password::Common::new(),
            ids: national_id::Ids::new(),
            postcodes: Lines::new(),
            regions: Lines::new(),
            vat: Lines::new(),
            countries: names::Names::new(),
            months: names::Names::new(),
        }
    }

    /// Adds a pack that [`Check::wants`] named. False if it is damaged or of another kind: then nothing has changed.
    pub fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        match name.split_once('/') {
            Some(("tel", _)) => self.phones.add(pack),
            None if name == "tel-core" => self.phones.add_core(pack),
            None if name == "ids" => self.ids.add(pack),
            None if name == "postal" => self.postcodes.add(pack, postal::COLUMNS),
            None if name == "regions" => self.regions.add(pack, region::COLUMNS),
            None if name == "vat" => self.vat.add(pack, vat::COLUMNS),
            None if name == "countries" => self.countries.add(pack),
            None if name == "months" => self.months.add(pack),
            None if name == "passwords" => self.passwords.add(pack),
            _ => false,
        }
    }

    /// What the checker knows about languages.
    pub const fn surroundings(&self) -> &S {
        &self.surroundings
    }

    /// Checks one input. An empty one is [`Fault::Missing`]: whether that matters is the form's to say.
    pub fn check(&self, kind: Kind, input: &str, rules: &Rules) -> Check {
        let typed = input;
        let composed: String;
        let mut input = text::trim(input);
        if !input.is_ascii() {
            composed = self.surroundings.nfc(input);
            input = &composed;
        }
        if kind != Kind::NewPassword {
            if input.is_empty() {
                return Check::error(Fault::Missing);
            }
            if let Some(wrong) = text::length(input, rules) {
                return wrong;
            }
        }
        let check = match kind {
            Kind::Number => number::check(input, rules),
            Kind::Name | Kind::GivenName | Kind::FamilyName | Kind::CardName => name::check(kind, input),
            Kind::Text
            | Kind::Choice
            | Kind::Organization
            | Kind::StreetAddress
            | Kind::AddressLine1
            | Kind::AddressLine2
            | Kind::City => text::check(kind, input),
            Kind::Email => email::check(input, rules, &self.surroundings),
            Kind::Tel | Kind::Mobile => tel::check(kind, input, rules, &self.phones),
            Kind::Region => region::check(input, rules, &self.regions),
            Kind::PostalCode => postal::check(input, rules, &self.postcodes),
            Kind::Country => address::country(input, &self.surroundings, &self.countries),
            Kind::Birthday | Kind::Date => {
                let croatian = rules.country.as_ref().is_some_and(|country| country.code() == "HR");
                let months = dates::Months { surroundings: &self.surroundings, names: &self.months, croatian };
                dates::check(kind, input, rules, &months)
            }
            Kind::CardNumber => card::number(input, rules),
            Kind::CardExpiry => card::expiry(input, rules),
            Kind::CardCode => card::code(input, rules),
            Kind::Iban => iban::check(input),
            Kind::Bic => iban::bic(input),
            Kind::Vat => vat::check(input, rules, &self.vat),
            Kind::NationalId => national_id::check(input, rules, &self.ids),
            Kind::Url => url::check(input, &self.surroundings),
            Kind::Username => text::username(input, rules),
            // A password is what it is, blanks and all.
            Kind::NewPassword => password::check(typed, rules, &self.passwords),
            Kind::OneTimeCode => text::code(input, rules),
        };
        minimise::apply(check, kind, rules, &self.phones)
    }

    /// Looks for numbers that do not belong into free text; unsure, with the text
    /// without them as the suggestion.
    pub fn scan(&self, input: &str) -> Option<Check> {
        scan::find(input, &self.ids)
    }
}
