//! Names, e-mail addresses, text, and what else nearly every form asks.

use alloc::string::String;

use super::Checks;
use crate::{Check, Kind, Rules, Surroundings, email, name, text, url};

/// Names, e-mail addresses, text: without packs.
#[derive(Debug, Default)]
pub struct Base;

impl Checks for Base {
    fn add(&mut self, _: &str, _: &[u8]) -> bool {
        false
    }

    fn check(&self, kind: Kind, input: &str, _: &str, rules: &Rules, knows: &impl Surroundings) -> Option<Check> {
        Some(match kind {
            Kind::Name | Kind::GivenName | Kind::FamilyName | Kind::CardName => name::check(kind, input),
            Kind::Text
            | Kind::Choice
            | Kind::Organization
            | Kind::StreetAddress
            | Kind::AddressLine1
            | Kind::AddressLine2
            | Kind::City => text::check(kind, input),
            Kind::Email => email::check(input, rules, knows),
            Kind::Url => url::check(input, knows),
            Kind::Username => text::username(input, rules),
            Kind::OneTimeCode => text::code(input, rules),
            _ => return None,
        })
    }

    fn less(&self, _: Kind, _: &str, _: &Rules) -> Option<String> {
        None
    }
}
