//! Numbers that do not belong into free text. Only what its own check digits give away: a telephone number, an order or a
//! date is none of these.

use alloc::{borrow::ToOwned, vec::Vec};

use super::{
    Check, Fault,
    card::{brand, luhn},
    digits::is_dash,
    iban::{electronic, is_whole},
    national_id::Ids,
};

/// Whether there are digits enough: the shortest of these numbers has ten.
pub(super) fn is_worth_it(input: &str) -> bool {
    input.bytes().filter(u8::is_ascii_digit).count() >= 10
}

/// What stands in `input` that would better not: unsure, with the text without it as the suggestion.
#[inline(never)]
pub(super) fn find(input: &str, ids: &Ids) -> Option<Check> {
    if !is_worth_it(input) {
        return None;
    }
    let words = words(input);
    for first in 0..words.len() {
        for last in first..words.len().min(first + 12) {
            let (from, to) = (words[first].0, words[last].1);
            let fault = judge(&input[from..to], ids);
            if let Some(fault) = fault {
                let before = input[..from].trim_end();
                let after = input[to..].trim_start();
                let gap = if before.is_empty() || after.is_empty() || after.starts_with(['.', ',', ';', '!', '?']) {
                    ""
                } else {
                    " "
                };
                return Some(Check::unsure(input.to_owned(), fault).suggest([before, gap, after].concat()));
            }
        }
    }
    None
}

fn judge(text: &str, ids: &Ids) -> Option<Fault> {
    // Only blanks and hyphens may stand within a number.
    if !text.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '\u{A0}' || is_dash(c)) {
        return None;
    }
    let compact = electronic(text);
    let bytes = compact.as_bytes();
    let digits = bytes.iter().all(u8::is_ascii_digit);
    if digits && (13..=19).contains(&bytes.len()) && luhn(bytes) && brand(&compact).is_some_and(|(_, fits)| fits) {
        return Some(Fault::ScanCard);
    }
    if (15..=34).contains(&bytes.len()) && bytes[0].is_ascii_uppercase() && is_whole(&compact) {
        return Some(Fault::ScanIban);
    }
    // Written in one piece: in groups, almost any telephone number would be one of some country.
    (compact.len() == text.len() && ids.recognise(&compact)).then_some(Fault::ScanId)
}

/// Where runs of letters and digits of ASCII begin and end. Marks inside a number are left to [`judge`].
fn words(input: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut inside = false;
    for (at, c) in input.char_indices() {
        let word = c.is_ascii_alphanumeric();
        match found.last_mut() {
            Some(last) if word && inside => last.1 = at + 1,
            _ if word => found.push((at, at + 1)),
            _ => {}
        }
        inside = word;
    }
    // What a plus starts is a telephone number, and what a slash starts is part of an address.
    found.retain(|(from, _)| !input[..*from].ends_with(['+', '/', '.', ':', '#']));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_and_account_numbers_are_found_and_can_be_taken_out() {
        let mut ids = Ids::default();
        assert!(ids.add(include_bytes!("../packs/ids.bin")));
        for (input, code, rest) in [
            ("My card is 4242 4242 4242 4242, thanks", "scan-card", "My card is, thanks"),
            ("4242-4242-4242-4242", "scan-card", ""),
            ("Pay to DE89 3704 0044 0532 0130 00 please", "scan-iban", "Pay to please"),
            ("gb33bukb20201555555555", "scan-iban", ""),
            ("PESEL 44051401458.", "scan-id", "PESEL."),
        ] {
            let found = find(input, &ids).expect(input);
            assert_eq!(
                (found.fault.map(Fault::code), found.suggestion.as_deref()),
                (Some(code), Some(rest)),
                "{input}"
            );
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        let mut ids = Ids::default();
        assert!(ids.add(include_bytes!("../packs/ids.bin")));
        for input in [
            "Call +44 20 7946 0958 or 01632 960 001",
            "Order 4242 4242 4242 4241",
            "On 2026-11-24 at 10:30, 12 of 24 for 1,299.00 EUR",
            "https://example.com/4242424242424242",
            "ISBN 978-3-16-148410-0",
            "#4242424242424242",
            "DE89 3704 0044 0532 0130 01",
            "李 👩‍👩‍👧 ١٢٣٤",
            "",
        ] {
            assert_eq!(find(input, &ids), None, "{input}");
        }
    }
}
