//! The rules in parts, as they come into a page: a form loads those that its kinds need.

mod base;
mod numbers;
mod person;
mod phone;

pub use self::{base::Base, numbers::Numbers, person::Person, phone::Phone};

use alloc::string::String;
use core::fmt::Debug;

use super::{Check, Kind, Rules, Surroundings, scan};

/// Which part a kind is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What nearly every form asks: names, e-mail address, text.
    Base,
    /// Telephone numbers.
    Phone,
    /// Where somebody lives, when they were born, and their password.
    Person,
    /// Numbers with check digits, and any other number.
    Numbers,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Base, Self::Phone, Self::Person, Self::Numbers];

    /// The name of its file in a page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Phone => "phone",
            Self::Person => "person",
            Self::Numbers => "numbers",
        }
    }
}

/// What a look at free text found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scan {
    /// No number that does not belong there.
    Nothing,
    /// One, and the text without it.
    Found(Check),
    /// Digits that only the part of this name can judge.
    Elsewhere(Part),
}

/// The rules of a part, with the packs that it was given.
pub trait Checks: Debug + Default {
    /// Adds a pack. False if it is damaged or another part's: then nothing has changed.
    fn add(&mut self, name: &str, pack: &[u8]) -> bool;

    /// Checks an input that is trimmed and in NFC, but as it was `typed` for a password. `None` if another part has the rules
    /// of this kind.
    fn check(&self, kind: Kind, input: &str, typed: &str, rules: &Rules, knows: &impl Surroundings) -> Option<Check>;

    /// Less than this value, as the rules ask. `None` if it cannot be made less.
    fn less(&self, kind: Kind, value: &str, rules: &Rules) -> Option<String>;

    /// Looks for numbers that do not belong into free text.
    fn scan(&self, input: &str) -> Scan {
        if scan::is_worth_it(input) { Scan::Elsewhere(Part::Numbers) } else { Scan::Nothing }
    }
}

/// All parts in one.
#[derive(Debug, Default)]
pub struct All {
    base: Base,
    phone: Phone,
    person: Person,
    numbers: Numbers,
}

impl Checks for All {
    fn add(&mut self, name: &str, pack: &[u8]) -> bool {
        self.phone.add(name, pack) || self.person.add(name, pack) || self.numbers.add(name, pack)
    }

    fn check(&self, kind: Kind, input: &str, typed: &str, rules: &Rules, knows: &impl Surroundings) -> Option<Check> {
        match kind.part() {
            Part::Base => self.base.check(kind, input, typed, rules, knows),
            Part::Phone => self.phone.check(kind, input, typed, rules, knows),
            Part::Person => self.person.check(kind, input, typed, rules, knows),
            Part::Numbers => self.numbers.check(kind, input, typed, rules, knows),
        }
    }

    fn less(&self, kind: Kind, value: &str, rules: &Rules) -> Option<String> {
        match kind.part() {
            Part::Base => self.base.less(kind, value, rules),
            Part::Phone => self.phone.less(kind, value, rules),
            Part::Person => self.person.less(kind, value, rules),
            Part::Numbers => self.numbers.less(kind, value, rules),
        }
    }

    fn scan(&self, input: &str) -> Scan {
        self.numbers.scan(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ascii;

    /// Whether the part answers for a kind.
    fn answers<P: Checks>(kind: Kind) -> bool {
        P::default().check(kind, "1", "1", &Rules::default(), &Ascii).is_some()
    }

    #[test]
    fn every_kind_is_checked_by_its_own_part_and_by_no_other() {
        for kind in Kind::ALL.iter().copied() {
            let by = [answers::<Base>(kind), answers::<Phone>(kind), answers::<Person>(kind), answers::<Numbers>(kind)];
            assert_eq!(by, Part::ALL.map(|part| part == kind.part()), "{}", kind.name());
            assert!(answers::<All>(kind), "{}", kind.name());
        }
    }

    #[test]
    fn text_with_ten_digits_is_another_parts_to_judge_and_never_just_fine() {
        let (card, nine) = ("my card is 4242 4242 4242 4242", "room 12, call 1234567");
        assert_eq!(Base.scan(card), Scan::Elsewhere(Part::Numbers));
        assert_eq!(Base.scan(nine), Scan::Nothing);
        assert!(matches!(Numbers::default().scan(card), Scan::Found(_)));
        assert_eq!(Numbers::default().scan(nine), Scan::Nothing);
    }
}
