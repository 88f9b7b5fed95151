//! E-mail addresses.

use alloc::borrow::ToOwned;

use super::{Check, Fault, Rules, Surroundings};

/// Checks an e-mail address.
///
/// What a browser's `type=email` accepts (HTML Standard, "valid e-mail address"), plus letters of any script
/// (RFC 6531) and the lengths of RFC 5321.
pub(super) fn check(input: &str, _rules: &Rules, _surroundings: &impl Surroundings) -> Check {
    fault(input).map_or_else(|| Check::ok(input.to_owned()), Check::error)
}

fn fault(input: &str) -> Option<Fault> {
    let Some((local, domain)) = input.split_once('@') else {
        return Some(Fault::EmailAt);
    };
    if domain.contains('@') {
        return Some(Fault::EmailAt);
    }
    let atom = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if local.is_empty() || !local.chars().all(|c| atom(c) && !c.is_whitespace() && !c.is_control()) {
        return Some(Fault::EmailLocal);
    }
    if !domain.contains('.') || !domain.split('.').all(is_label) {
        return Some(Fault::EmailDomain);
    }
    (local.len() > 64 || input.len() > 254).then_some(Fault::EmailLength)
}

fn is_label(label: &str) -> bool {
    // Scripts write vowels and joins with marks that are not letters, so beyond ASCII only blanks are refused.
    let beyond = |c: char| !c.is_ascii() && !c.is_whitespace() && !c.is_control();
    let letter = |c: char| c == '-' || c.is_ascii_alphanumeric() || beyond(c);
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(letter)
}
