//! Digits of every script that has its own, as people type them.

use alloc::{borrow::ToOwned, string::String};

/// Where decimal digits start in Unicode, for the scripts in use on keyboards: Arabic, Persian, N'Ko, the scripts of
/// India, Thai, Lao, Tibetan, Myanmar, Khmer, Mongolian and full-width Latin.
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
    0x1040, 0x17E0, 0x1810, 0xFF10,
];

/// The value of a decimal digit.
pub(super) fn digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let code = c as u32;
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    u8::try_from(code - zero).ok()
}

/// The same, as ASCII.
pub(super) fn ascii(c: char) -> Option<char> {
    digit(c).map(|digit| char::from(b'0' + digit))
}

/// The narrow form of a full-width one, as an East Asian keyboard writes it; a digit of any script as ASCII.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => ascii(c).unwrap_or(c),
    }
}

/// Blanks, and what people put between groups of digits.
pub(super) fn is_separator(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' ' | '\t'..='\r' | '-' | '.' | '/' | '\'');
    }
    c.is_whitespace() || is_invisible(c) || is_dash(c) || matches!(c, '·' | '’' | '•' | '\u{2043}')
}

/// Hyphens and dashes of all lengths.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | '\u{30FC}' | '\u{AD}')
}

/// Marks that nobody sees: joiners, directions, byte order, fillers, and what chooses the shape of the character before it.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}')
}

/// What chooses the shape of the character before it, and belongs to that.
pub(super) fn is_variation(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}')
}

/// Blanks, hyphens and marks that nobody sees, which stand between groups of a number.
pub(super) fn is_gap(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' ' | '\t'..='\r' | '-');
    }
    c.is_whitespace() || is_dash(c) || is_invisible(c)
}

/// The digits of a number, as ASCII, without what may stand between them; nothing if there is anything else.
pub(super) fn only(text: &str, between: fn(char) -> bool) -> Option<String> {
    // Many type nothing else, and bytes are several times quicker than characters.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    let mut found = String::with_capacity(text.len());
    for c in text.chars() {
        match ascii(c) {
            Some(digit) => found.push(digit),
            None if between(c) => {}
            None => return None,
        }
    }
    Some(found)
}

/// The number that a text of ASCII digits is, up to nine of them. One reader for all widths of numbers.
pub(super) fn value<T: TryFrom<u32>>(text: &str) -> Option<T> {
    T::try_from(short(text)?).ok()
}

#[inline(never)]
fn short(text: &str) -> Option<u32> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |value, byte| value * 10 + u32::from(byte - b'0')))
}

/// How many characters a text has: the standard library counts long texts faster, which weighs half a kilobyte.
pub(super) fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xC0 != 0x80).count()
}

/// A number as text, without the machinery of formatting.
pub(super) fn number(mut value: u32) -> String {
    let mut text = String::with_capacity(10);
    loop {
        text.insert(0, char::from(b'0' + (value % 10) as u8));
        value /= 10;
        if value == 0 {
            return text;
        }
    }
}

/// Where a text of ASCII stands in another: the standard library's search is for longer ones, and weighs a kilobyte.
pub(super) fn find(text: &str, sought: &str) -> Option<usize> {
    text.as_bytes().windows(sought.len().max(1)).position(|window| window == sought.as_bytes())
}

/// What stands before and after a text of ASCII, where it stands first.
pub(super) fn split<'a>(text: &'a str, sought: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, sought)?;
    Some((&text[..at], &text[at + sought.len()..]))
}
