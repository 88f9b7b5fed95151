//! Text, and what all kinds share: its ends, its length.

use alloc::{borrow::ToOwned, string::ToString};

use super::{Check, Fault, Kind, Rules};

/// Without the blanks and invisible characters at both ends.
pub(super) fn trim(input: &str) -> &str {
    let invisible = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}');
    input.trim_matches(|c: char| c.is_whitespace() || invisible(c))
}

/// Whether it is too short or too long for the form.
pub(super) fn length(input: &str, rules: &Rules) -> Option<Check> {
    let wrong = |fault, n: u32| Some(Check::error(fault).with("n", n.to_string()));
    let length = input.chars().count();
    match (rules.min_length, rules.max_length) {
        (Some(least), _) if length < least as usize => wrong(Fault::TooShort, least),
        (_, Some(most)) if length > most as usize => wrong(Fault::TooLong, most),
        _ => None,
    }
}

/// Checks text that may be anything.
pub(super) fn check(_kind: Kind, input: &str) -> Check {
    Check::ok(input.to_owned())
}

/// Checks a user name.
pub(super) fn username(input: &str, _rules: &Rules) -> Check {
    Check::ok(input.to_owned())
}

/// Checks a code that was sent to the person.
pub(super) fn code(input: &str, _rules: &Rules) -> Check {
    Check::ok(input.to_owned())
}
