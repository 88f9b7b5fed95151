//! Countries by their code (ISO 3166-1 alpha-2).

use core::fmt;

/// A country by its code (ISO 3166-1 alpha-2): two capital letters, `XK` for Kosovo among them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// Takes two letters, in either case. Whether a country has them is for the tables to say.
    pub fn from_code(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
                Some(Self([a.to_ascii_uppercase(), b.to_ascii_uppercase()]))
            }
            _ => None,
        }
    }

    /// The code, `DE`.
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).expect("two ASCII letters are text")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
