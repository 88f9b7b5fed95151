//! Numbers with check digits, and any other number.

use alloc::{borrow::ToOwned, string::String};

use super::{Checks, Scan};
use crate::{
    Check, Kind, Minimise, Rules, Surroundings, card, iban,
    lines::Lines,
    national_id::{self, Ids},
    number, scan, vat,
};

/// Cards, bank accounts, tax numbers and any other number; also those in free text. Packs: `vat`, `ids`.
#[derive(Debug, Default)]
pub struct Numbers {
    vat: Lines,
    ids: Ids,
}

impl Checks for Numbers {
    fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        match name {
            "vat" => self.vat.add(pack, vat::COLUMNS),
            "ids" => self.ids.add(pack),
            _ => false,
        }
    }

    fn check(&self, kind: Kind, input: &str, _: &str, rules: &Rules, _: &impl Surroundings) -> Option<Check> {
        Some(match kind {
            Kind::Number => number::check(input, rules),
            Kind::CardNumber => card::number(input, rules),
            Kind::CardExpiry => card::expiry(input, rules),
            Kind::CardCode => card::code(input, rules),
            Kind::Iban => iban::check(input),
            Kind::Bic => iban::bic(input),
            Kind::Vat => vat::check(input, rules, &self.vat),
            Kind::NationalId => national_id::check(input, rules, &self.ids),
            _ => return None,
        })
    }

    fn less(&self, kind: Kind, value: &str, rules: &Rules) -> Option<String> {
        match (rules.minimise?, kind) {
            (Minimise::Country, Kind::Bic) => value.get(4..6).map(ToOwned::to_owned),
            (Minimise::Country, Kind::Iban) => value.get(..2).map(ToOwned::to_owned),
            (Minimise::Country, Kind::Vat) => {
                value.get(..2).map(|code| if code == "EL" { "GR".to_owned() } else { code.to_owned() })
            }
            _ => None,
        }
    }

    fn scan(&self, input: &str) -> Scan {
        scan::find(input, &self.ids).map_or(Scan::Nothing, Scan::Found)
    }
}
