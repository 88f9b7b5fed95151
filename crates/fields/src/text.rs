//! Text, and what all kinds share: its ends, its length.

use alloc::borrow::ToOwned;

use super::{
    Check, Fault, Kind, Rules,
    digits::{characters, digit, is_gap, is_invisible, is_variation, number, only},
};

/// Without the blanks and invisible characters at both ends.
#[inline(never)]
pub(super) fn trim(input: &str) -> &str {
    input.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) && !is_variation(c))
}

/// Whether it is too short or too long for the form.
#[inline(never)]
pub(super) fn length(input: &str, rules: &Rules) -> Option<Check> {
    let wrong = |fault, n: u32| Some(Check::error(fault).with("n", number(n)));
    let length = || characters(input);
    match (rules.min_length, rules.max_length) {
        (Some(least), _) if length() < least as usize => wrong(Fault::TooShort, least),
        (_, Some(most)) if length() > most as usize => wrong(Fault::TooLong, most),
        _ => None,
    }
}

/// Checks text that may be anything; on one line, control characters are nobody's.
#[inline(never)]
pub(super) fn check(kind: Kind, input: &str) -> Check {
    let free = matches!(kind, Kind::Text | Kind::Choice | Kind::StreetAddress);
    if !free && input.chars().any(char::is_control) {
        return Check::error(Fault::Unprintable);
    }
    Check::ok(input.to_owned())
}

/// Checks a user name: letters of any script, digits, hyphens, underscores and full stops.
#[inline(never)]
pub(super) fn username(input: &str, rules: &Rules) -> Check {
    let beyond = |c: char| !c.is_ascii() && !rules.ascii && !c.is_whitespace() && !c.is_control() && !is_invisible(c);
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') || beyond(c);
    if input.chars().all(fits) { Check::ok(input.to_owned()) } else { Check::error(Fault::UsernameFormat) }
}

/// Checks a code that was sent to the person; six digits if the form does not say. What stands before it in the message, as in
/// `G-123456`, is no part of it.
#[inline(never)]
pub(super) fn code(input: &str, rules: &Rules) -> Check {
    let length = rules.digits.unwrap_or(6);
    let input = input.trim_start_matches(|c| digit(c).is_none()).trim_end_matches(|c: char| c.is_ascii_punctuation());
    match only(input, is_gap) {
        Some(digits) if digits.len() == usize::from(length) => Check::ok(digits),
        _ => Check::error(Fault::CodeDigits).with("n", number(u32::from(length))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_and_codes() {
        let mut rules = Rules::default();
        for (input, fits) in [("ada_l.1-x", true), ("李", true), ("ada lovelace", false), ("a/b", false)] {
            assert_eq!(username(input, &rules).fault.is_none(), fits, "{input}");
        }
        for (input, value) in [
            ("012 345", Some("012345")),
            ("١٢٣٤٥٦", Some("123456")),
            ("G-123456", Some("123456")),
            ("Code: 123 456", Some("123456")),
            ("12345", None),
            ("12345a", None),
            ("G-", None),
        ] {
            assert_eq!(code(input, &rules).value.as_deref(), value, "{input}");
        }
        assert!(rules.set("digits", "4") && rules.set("ascii", "true"));
        assert_eq!(code("1-2-3-4", &rules).value.as_deref(), Some("1234"));
        assert_eq!(username("李", &rules).fault, Some(Fault::UsernameFormat));
    }
}
