//! What people type for a telephone number.

use alloc::{string::String, vec::Vec};

use crate::fields::digits::{ascii, is_separator};

/// The digits of a number, and what stood around them.
pub(super) struct Typed {
    /// Whether it starts with a plus.
    pub(super) plus: bool,
    pub(super) digits: String,
    /// `;ext=12` (RFC 3966 §3), or nothing.
    pub(super) extension: String,
}

/// What people write before an extension.
const EXTENSIONS: &[&str] = &[";ext=", "extension", "ext.", "ext", "x", "#"];

impl Typed {
    /// Nothing if there are letters, or signs that no number has.
    pub(super) fn read(input: &str) -> Option<Self> {
        let input = input.strip_prefix("tel:").unwrap_or(input);
        let lower = input.to_ascii_lowercase();
        let (number, extension) = EXTENSIONS
            .iter()
            .find_map(|mark| lower.find(mark).map(|at| (&lower[..at], &lower[at + mark.len()..])))
            .unwrap_or((&lower, ""));
        let mut extension_digits = digits(extension)?;
        if extension_digits.len() > 7 || (number.len() < lower.len() && extension_digits.is_empty()) {
            return None;
        }
        if !extension_digits.is_empty() {
            extension_digits.insert_str(0, ";ext=");
        }
        let number = number.trim_start_matches(|c: char| is_separator(c) || c == '(');
        let signless = number.strip_prefix(['+', '＋']);
        let plus = signless.is_some();
        // `+44 (0)20`: the zero of national calls, which has no place behind the calling code.
        let whole = signless.unwrap_or(number);
        let pieces: Vec<&str> = if plus { whole.split("(0)").collect() } else { alloc::vec![whole] };
        Some(Self { plus, digits: digits(&pieces.concat())?, extension: extension_digits })
    }
}

/// The digits; nothing if anything else than separators stands between them.
fn digits(text: &str) -> Option<String> {
    let mut found = String::new();
    for c in text.chars() {
        match ascii(c) {
            Some(digit) => found.push(digit),
            None if is_separator(c) || matches!(c, '(' | ')' | '[' | ']' | '~') => {}
            None => return None,
        }
    }
    Some(found)
}
