//! Writing JSON as RFC 8785 spells it. The caller names members in order.
//!
//! Nothing here is inlined: it is called from many places, and each copy would be sent to everybody.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

/// Appends `text` as a JSON string: only what must be escaped is, in the shortest form.
#[inline(never)]
pub(crate) fn push_string(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => {
                out.push_str("\\u00");
                out.push(HEX[c as usize >> 4] as char);
                out.push(HEX[c as usize & 15] as char);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Appends `[item,item,…]`, each written by `write`.
pub(crate) fn push_array<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (i, item) in items.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

/// An object being written; [`Object::end`] closes it.
pub(crate) struct Object<'a> {
    out: &'a mut String,
    empty: bool,
}

impl<'a> Object<'a> {
    pub(crate) fn new(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, empty: true }
    }

    /// Writes the member's name; the caller appends its value.
    #[inline(never)]
    pub(crate) fn member(&mut self, name: &str) -> &mut String {
        if !self.empty {
            self.out.push(',');
        }
        self.empty = false;
        push_string(self.out, name);
        self.out.push(':');
        self.out
    }

    #[inline(never)]
    pub(crate) fn string(&mut self, name: &str, value: &str) -> &mut Self {
        push_string(self.member(name), value);
        self
    }

    #[inline(never)]
    pub(crate) fn number(&mut self, name: &str, value: u64) -> &mut Self {
        self.member(name).push_str(&value.to_string());
        self
    }

    pub(crate) fn end(&mut self) {
        self.out.push('}');
    }
}

/// Sorts by name as RFC 8785 §3.2.3 asks: by UTF-16 code units.
pub(crate) fn sort_members<T>(members: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
    // By insertion: a form's fields are few, and the library's sorts are 6 kB in the page.
    let mut sorted: Vec<T> = Vec::with_capacity(members.len());
    for member in members {
        let after = |other: &T| name(other).encode_utf16().le(name(&member).encode_utf16());
        sorted.insert(sorted.partition_point(after), member);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_spelled_as_rfc_8785_does() {
        // RFC 8785 §3.2.2.2, its own example.
        let mut out = String::new();
        push_string(&mut out, "\u{20ac}$\u{f}\nA'\u{42}\"\\\\\"/");
        assert_eq!(out, "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    #[test]
    fn members_sort_by_utf_16_code_units() {
        // RFC 8785 §3.2.3: the emoji (D83D…) comes before U+FB33.
        let names = alloc::vec!["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"];
        let names = sort_members(names, |name| name);
        assert_eq!(names, ["\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"]);
    }
}
