//! Names of people: there is next to nothing to refuse (W3C, "Personal names around the world").

use alloc::{string::String, vec::Vec};

use super::{
    Check, Fault, Kind,
    digits::{characters, digit, find, is_separator, number},
};

/// More than anybody is called.
const LONGEST: u32 = 200;

/// Checks a name, or the name on a card.
#[inline(never)]
pub(super) fn check(kind: Kind, input: &str) -> Check {
    // Beyond ASCII, controls are what is left of names that were once read in the wrong encoding.
    if input.chars().any(|c| c.is_ascii_control() && !c.is_whitespace()) {
        return Check::error(Fault::Unprintable);
    }
    let words: Vec<&str> = input.split_whitespace().collect();
    let value: String = words.join(" ");
    if characters(&value) > LONGEST as usize {
        return Check::error(Fault::TooLong).with("n", number(LONGEST));
    }
    if value.chars().all(|c| digit(c).is_some() || is_separator(c)) && value.chars().any(|c| digit(c).is_some()) {
        return if kind == Kind::CardName {
            Check::error(Fault::CardNameDigits)
        } else {
            Check::unsure(value, Fault::NameDigits)
        };
    }
    let lower = value.to_ascii_lowercase();
    if value.contains('@') || find(&lower, "://").is_some() || lower.starts_with("www.") {
        return Check::unsure(value, Fault::NameContact);
    }
    Check::ok(value)
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;

    #[test]
    fn names_are_people() {
        let names = [
            "O'Connor",
            "O’Connor",
            "Ng",
            "O",
            "van der Berg",
            "李",
            "Null",
            "Test",
            "Renée-Zoë",
            "John Smith 3",
            "ﷺ",
            "محمد",
            "X Æ A-12",
            "Anne Marie",
            "1st Lieutenant Kijé",
            "no family name",
            "Jr.",
            "D'Arcy, Jr",
            "🙂",
        ];
        for name in names {
            assert_eq!(check(Kind::Name, name), Check::ok(name.to_owned()), "{name}");
        }
        assert_eq!(check(Kind::Name, "Ada   Lovelace").value.as_deref(), Some("Ada Lovelace"));
    }

    #[test]
    fn what_belongs_into_another_field_is_asked_about() {
        for (kind, input, code) in [
            (Kind::Name, "ada@example.com", "name-contact"),
            (Kind::FamilyName, "www.example.com", "name-contact"),
            (Kind::GivenName, "0151 234 567", "name-digits"),
            (Kind::CardName, "4111 1111 1111 1111", "cc-name-digits"),
            (Kind::Name, "Ada\u{0}", "unprintable"),
        ] {
            assert_eq!(check(kind, input).fault.map(Fault::code), Some(code), "{input}");
        }
    }
}
