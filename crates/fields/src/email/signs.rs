//! What comes along when an address is pasted: names, quotation marks, ticks, emoji, full-width forms.

use alloc::string::String;

use crate::digits::{is_dash, narrow};

/// The address without signs that none has; `None` if there are no such signs.
///
/// A dash of any length is the hyphen that a word processor made it of: without it, the address would be somebody else's. Of a name before `<ada@example.com>` nothing is left.
pub(super) fn without(input: &str) -> Option<String> {
    let inside = input.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inside, _)| inside);
    let named = inside.filter(|inside| inside.contains('@'));
    let address = named.unwrap_or(input);
    if named.is_none() && !address.chars().any(|c| is_wide(c) || is_sign(c)) {
        return None;
    }
    let is_hyphen = |c: char| is_sign(c) && is_dash(c) && c != '\u{AD}';
    let kept = address.chars().filter(|c| is_hyphen(*c) || !is_sign(*c));
    Some(
        kept.map(|c| {
            if is_hyphen(c) {
                '-'
            } else if is_wide(c) {
                narrow(c)
            } else {
                c
            }
        })
        .collect(),
    )
}

/// The one part of a text that can be an address: without quotation marks and brackets around it, and without the words
/// before and after it.
pub(super) fn among_words(input: &str) -> Option<String> {
    let mut found = input.split_whitespace().filter(|word| word.contains('@'));
    let (word, None) = (found.next()?, found.next()) else {
        return None;
    };
    let around = |c: char| c.is_ascii_punctuation() && c != '+' && c != '-';
    let bare = word.trim_matches(around);
    let bare = bare.rsplit_once(':').map_or(bare, |(_, rest)| rest.trim_matches(around));
    let (local, domain) = bare.split_once('@')?;
    // A comma is the key beside the full stop.
    let address = [local, "@", &domain.replace(',', ".")].concat();
    (address != input).then_some(address)
}

/// Whether the words around a whole address are more than a part of it that was typed with a blank: `ada lovelace@example.com`
/// can be one address, `Ada Lovelace ada@example.com` cannot.
pub(super) fn has_words_around(input: &str) -> bool {
    let at = input.find('@').unwrap_or(0);
    let (before, after) = input.split_at(at);
    let labelled = ["mail", "email", "e-mail"].iter().any(|label| {
        let rest = before.get(label.len()..).filter(|_| before[..label.len()].eq_ignore_ascii_case(label));
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace) && !rest.trim().is_empty())
    });
    let top = after.rsplit_once('.').map_or("", |(_, top)| top);
    labelled || before.split_whitespace().count() > 2 || top.trim().contains(char::is_whitespace)
}

/// A full-width letter, digit or sign (RFC 8264 §5.2.1: these are mapped), but for the full-width `@`, which is taken as it is.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}') && c != '＠'
}

/// Whether a character beyond ASCII is one that neither a host name nor a mailbox may have: punctuation, symbols, private and
/// replacement characters (RFC 5892 §2, RFC 8264 §4.2.3: DISALLOWED). By blocks of Unicode, which is less than all of them.
const fn is_sign(c: char) -> bool {
    matches!(c,
        '\u{A1}'..='\u{B6}' | '\u{B8}'..='\u{BF}' | '×' | '÷' // Latin-1 signs; not the dot of Catalan
        | '،' | '؛' | '؟' | '۔'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' // quotation marks, dashes, bullets
        | '\u{2070}'..='\u{2BFF}' // superscripts, currencies, arrows, mathematics, boxes, dingbats
        | '\u{2E00}'..='\u{2E7F}' | '\u{3001}' | '\u{3003}' | '\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FE10}'..='\u{FE6F}' | '\u{FFE0}'..='\u{FFFF}'
        | '\u{1F000}'..='\u{1FAFF}' | '\u{E0000}'..='\u{10FFFF}')
}
