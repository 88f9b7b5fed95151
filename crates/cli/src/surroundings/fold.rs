//! Names as they are compared: what `fold` of `crates/fields-page/src/browser.js` does in a page.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The letters of a name alone: in lower case, without accents, and each in its one form.
pub fn fold(name: &str) -> String {
    let letters: String = name.nfkd().filter(|c| c.is_alphabetic() && !is_combining_mark(*c)).collect();
    let mut folded = String::with_capacity(letters.len());
    for c in letters.to_lowercase().chars().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ς' => folded.push('σ'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            c => folded.push(c),
        }
    }
    folded
}
