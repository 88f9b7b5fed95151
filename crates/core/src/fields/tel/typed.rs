//! What people type for a telephone number.

use alloc::{borrow::ToOwned, string::String};

use crate::fields::digits::{self, find, is_separator, only, split};

/// The digits of a number, and what stood around them.
pub(super) struct Typed {
    /// Whether it starts with a plus.
    pub(super) plus: bool,
    pub(super) digits: String,
    /// `;ext=12` (RFC 3966 §3), or nothing.
    pub(super) extension: String,
}

/// What people write before an extension.
const EXTENSIONS: &[&str] = &[
    ";ext=",
    "extension",
    "ext.",
    "ext",
    "anexo",
    "durchwahl",
    "dw",
    "int.",
    "interne",
    "interno",
    "klapka",
    "poste",
    "ramal",
    "toestel",
    "wewn.",
    "x",
    "#",
];

impl Typed {
    /// Nothing if there are letters, or signs that no number has.
    pub(super) fn read(input: &str) -> Option<Self> {
        // Most numbers are these, and need none of what follows.
        let signless = input.strip_prefix('+');
        let plain = signless.unwrap_or(input);
        if plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self { plus: signless.is_some(), digits: plain.to_owned(), extension: String::new() });
        }
        let narrow: String;
        let mut input = input;
        if !input.is_ascii() {
            narrow = input.chars().map(digits::narrow).collect();
            input = &narrow;
        }
        // `Tel.:`
        let input = input.trim_start_matches(|c: char| !matches!(c, '0'..='9' | '+' | '(' | '[' | ';' | '#' | '@'));
        if !input.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        // Most numbers have no extension, and looking for one costs more than all the rest.
        let marked = |c: char| c.is_ascii_alphabetic() || matches!(c, ';' | '#');
        let lower = if input.contains(marked) { input.to_ascii_lowercase() } else { String::new() };
        let (number, extension) = EXTENSIONS
            .iter()
            .filter(|_| !lower.is_empty())
            .find_map(|mark| find(&lower, mark).map(|at| (&lower[..at], &lower[at + mark.len()..])))
            .unwrap_or((if lower.is_empty() { input } else { &lower }, ""));
        let mut extension_digits = solid(extension)?;
        if extension_digits.len() > 7 || (!lower.is_empty() && extension_digits.is_empty()) {
            return None;
        }
        if !extension_digits.is_empty() {
            extension_digits.insert_str(0, ";ext=");
        }
        let number = number.trim_start_matches(|c: char| is_separator(c) || c == '(');
        let signless = number.strip_prefix('+');
        let plus = signless.is_some();
        // `+44 (0)20`: the zero of national calls, which has no place behind the calling code.
        let whole = signless.unwrap_or(number);
        let digits = match split(whole, "(0)").filter(|_| plus && whole.contains('(')) {
            Some((code, rest)) => solid(&[code, rest].concat())?,
            None => solid(whole)?,
        };
        Some(Self { plus, digits, extension: extension_digits })
    }
}

/// The digits of a text that has nothing else but marks between them.
fn solid(text: &str) -> Option<String> {
    only(text, |c| is_separator(c) || matches!(c, '(' | ')' | '[' | ']' | '~'))
}
