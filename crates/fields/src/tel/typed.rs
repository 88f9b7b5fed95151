//! What people type for a telephone number.

use alloc::{borrow::ToOwned, string::String};

use crate::digits::{self, is_separator, only, split};

/// The digits of a number, and what stood around them.
pub(super) struct Typed {
    /// Whether it starts with a plus.
    pub(super) plus: bool,
    pub(super) digits: String,
    /// `;ext=12` (RFC 3966 §3), or nothing.
    pub(super) extension: String,
}

/// Fewer digits are hardly a number whose last ones are not letters.
const LEAST: usize = 7;

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
        let (number, extension) = parts(input)?;
        let number = number.trim_start_matches(|c: char| is_separator(c) || matches!(c, '(' | '['));
        let signless = number.trim_start_matches('+');
        let plus = signless.len() < number.len();
        let whole = signless.trim_start();
        // `+0044`: both say that the calling code follows.
        let whole = if plus { whole.strip_prefix("00").unwrap_or(whole) } else { whole };
        // `+44 (0)20`: the zero of national calls, which has no place behind the calling code.
        let digits = match split(whole, "(0)").filter(|_| plus && whole.contains('(')) {
            Some((code, rest)) => solid(&[code, rest].concat())?,
            None => solid(whole)?,
        };
        Some(Self { plus, digits, extension })
    }
}

/// The number, and the extension after a word or a sign: `ext. 12`, `poste 12`, `x12`, `#12`. Words alone behind a number, as in
/// `(evenings)`, are no part of it; letters in place of digits, as in `1-800-FLOWERS`, are.
fn parts(input: &str) -> Option<(&str, String)> {
    // Beyond ASCII all is a word but what stands between digits; Unicode's table of letters weighs a kilobyte.
    let is_mark = |c: char| {
        if c.is_ascii() { c.is_ascii_alphabetic() || matches!(c, ';' | '#' | ',') } else { !is_separator(c) }
    };
    let end = input.find(is_mark).unwrap_or(input.len());
    let (number, words) = input.split_at(end);
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let word = words.trim_end_matches(|c: char| !c.is_ascii_digit());
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
    let (word, digits) = word.split_at(at);
    let digits = solid(digits)?;
    if words.is_empty() {
        return Some((number, digits)).filter(|_| count > 0);
    }
    if digits.is_empty() {
        let apart = number.ends_with(|c: char| c.is_whitespace() || c == '(');
        return (apart && count >= LEAST).then_some((number.trim_end_matches('('), digits));
    }
    // An `O` or an `l` is a digit that was mistaken.
    let mistaken = word.trim().bytes().all(|byte| matches!(byte, b'O' | b'o' | b'I' | b'l'));
    let sound = !mistaken && count >= 5 && digits.len() <= 7;
    sound.then(|| (number.trim_end_matches('('), [";ext=", &digits].concat()))
}

/// The digits of a text that has nothing else but marks between them.
fn solid(text: &str) -> Option<String> {
    only(text, |c| is_separator(c) || matches!(c, '(' | ')' | '[' | ']' | '~' | '_' | '|' | ':' | '*'))
}
