//! Telephone numbers.

use alloc::{borrow::ToOwned, string::String};

use super::Checks;
use crate::{
    Check, Kind, Minimise, Rules, Surroundings,
    tel::{self, Phones},
};

/// Telephone numbers. Packs: `tel-core`, and one for each calling code, `tel/353`.
#[derive(Debug, Default)]
pub struct Phone {
    phones: Phones,
}

impl Checks for Phone {
    fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        match name.split_once('/') {
            Some(("tel", _)) => self.phones.add(pack),
            None if name == "tel-core" => self.phones.add_core(pack),
            _ => false,
        }
    }

    fn check(&self, kind: Kind, input: &str, _: &str, rules: &Rules, _: &impl Surroundings) -> Option<Check> {
        matches!(kind, Kind::Tel | Kind::Mobile).then(|| tel::check(kind, input, rules, &self.phones))
    }

    fn less(&self, _: Kind, value: &str, rules: &Rules) -> Option<String> {
        let country = || self.phones.country(value).map(ToOwned::to_owned);
        if rules.minimise == Some(Minimise::Country) { country() } else { None }
    }
}
