//! What people type for a telephone number.

use alloc::string::String;

use crate::fields::digits::{ascii, find, is_separator, split};

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
        // Most numbers have no extension, and looking for one costs more than all the rest.
        let marked = |c: char| c.is_ascii_alphabetic() || matches!(c, ';' | '#');
        let lower = if input.contains(marked) { input.to_ascii_lowercase() } else { String::new() };
        let (number, extension) = EXTENSIONS
            .iter()
            .filter(|_| !lower.is_empty())
            .find_map(|mark| find(&lower, mark).map(|at| (&lower[..at], &lower[at + mark.len()..])))
            .unwrap_or((if lower.is_empty() { input } else { &lower }, ""));
        let mut extension_digits = digits(extension)?;
        if extension_digits.len() > 7 || (!lower.is_empty() && extension_digits.is_empty()) {
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
        let digits = match split(whole, "(0)").filter(|_| plus && whole.contains('(')) {
            Some((code, rest)) => digits(&[code, rest].concat())?,
            None => digits(whole)?,
        };
        Some(Self { plus, digits, extension: extension_digits })
    }
}

/// The digits; nothing if anything else than separators stands between them.
fn digits(text: &str) -> Option<String> {
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        match ascii(c) {
            Some(digit) => found.push(digit),
            None if is_separator(c) || matches!(c, '(' | ')' | '[' | ']' | '~') => {}
            None => return None,
        }
    }
    Some(found)
}
