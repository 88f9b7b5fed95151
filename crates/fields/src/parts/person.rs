//! Where somebody lives, when they were born, and their password.

use alloc::{borrow::ToOwned, string::String};

use super::Checks;
use crate::{
    Check, Kind, Minimise, Rules, Surroundings, address,
    dates::{self, Months},
    lines::Lines,
    minimise,
    names::Names,
    password::{self, Common},
    postal, region,
};

/// Places, dates and passwords. Packs: `postal`, `regions`, `countries`, `months`, `passwords`.
#[derive(Debug, Default)]
pub struct Person {
    postcodes: Lines,
    regions: Lines,
    countries: Names,
    months: Names,
    passwords: Common,
}

impl Checks for Person {
    fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        match name {
            "postal" => self.postcodes.add(pack, postal::COLUMNS),
            "regions" => self.regions.add(pack, region::COLUMNS),
            "countries" => self.countries.add(pack),
            "months" => self.months.add(pack),
            "passwords" => self.passwords.add(pack),
            _ => false,
        }
    }

    fn check(&self, kind: Kind, input: &str, typed: &str, rules: &Rules, knows: &impl Surroundings) -> Option<Check> {
        Some(match kind {
            Kind::Region => region::check(input, rules, &self.regions),
            Kind::PostalCode => postal::check(input, rules, &self.postcodes),
            Kind::Country => address::country(input, knows, &self.countries),
            Kind::Birthday | Kind::Date => {
                let croatian = rules.country.as_ref().is_some_and(|country| country.code() == "HR");
                dates::check(kind, input, rules, &Months { surroundings: knows, names: &self.months, croatian })
            }
            // A password is what it is, blanks and all.
            Kind::NewPassword => password::check(typed, rules, &self.passwords),
            _ => return None,
        })
    }

    fn less(&self, kind: Kind, value: &str, rules: &Rules) -> Option<String> {
        match (rules.minimise?, kind) {
            (Minimise::AgeBand, _) => minimise::age_band(value, rules),
            (Minimise::Area, Kind::PostalCode) => Some(minimise::area(value, rules)),
            (Minimise::Country, Kind::Country) => Some(value.to_owned()),
            _ => None,
        }
    }
}
