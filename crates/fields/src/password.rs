//! Passwords that are being chosen (NIST SP 800-63B-4 §3.1.1.2): length, and not one that is tried first. No rule about
//! which characters.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Check, Fault, Rules,
    digits::{characters, find, number},
};

/// The least and the most characters if the form does not say.
const LEAST: u32 = 8;
const MOST: u32 = 1024;

/// What keyboards and alphabets have in a row.
const ROWS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop"];

/// The passwords that are tried first, once their pack has come.
#[derive(Debug, Default)]
pub(super) struct Common {
    /// One a line, sorted; empty until then.
    list: String,
}

impl Common {
    /// Takes the pack.
    pub(super) fn add(&mut self, pack: &[u8]) -> bool {
        let Some(list) = core::str::from_utf8(pack).ok().filter(|list| list.ends_with('\n')) else {
            return false;
        };
        list.clone_into(&mut self.list);
        true
    }

    fn contains(&self, password: &str) -> bool {
        let sorted: Vec<&str> = self.list.lines().collect();
        sorted.binary_search(&password).is_ok()
    }
}

/// Checks a password that is being chosen.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, common: &Common) -> Check {
    if input.is_empty() {
        return Check::error(Fault::Missing);
    }
    let length = characters(input);
    let (least, most) = (rules.min_length.unwrap_or(LEAST), rules.max_length.unwrap_or(MOST));
    if length < least as usize {
        return Check::error(Fault::PasswordShort).with("n", number(least));
    }
    if length > most as usize {
        return Check::error(Fault::PasswordLong).with("n", number(most));
    }
    let lower = input.to_ascii_lowercase();
    if common.contains(&lower) {
        return Check::error(Fault::PasswordCommon);
    }
    if rules.avoid.iter().any(|own| is_own(&lower, &own.to_ascii_lowercase())) {
        return Check::error(Fault::PasswordOwn);
    }
    let check = if is_weak(&lower) {
        Check::unsure(input.to_owned(), Fault::PasswordWeak)
    } else {
        Check::ok(input.to_owned())
    };
    if common.list.is_empty() { check.wanting("passwords".to_owned()) } else { check }
}

/// Whether the password is little more than a name or address of the person: half of it or more.
fn is_own(password: &str, own: &str) -> bool {
    let parts = own.split(|c: char| c.is_whitespace() || matches!(c, '@' | '.' | '-' | '_' | '+'));
    parts.filter(|part| part.len() >= 4).any(|part| find(password, part).is_some() && part.len() * 2 >= password.len())
}

/// Few different characters, or little beside rows of the keyboard.
fn is_weak(password: &str) -> bool {
    let mut seen: Vec<char> = Vec::new();
    for c in password.chars() {
        if !seen.contains(&c) {
            seen.push(c);
        }
    }
    let bytes = password.as_bytes();
    let mut in_row = 0;
    for pair in bytes.windows(2) {
        let row =
            |row: &str| row.as_bytes().windows(2).any(|two| two == pair || (two[1], two[0]) == (pair[0], pair[1]));
        in_row += usize::from(ROWS.iter().any(|keys| row(keys)));
    }
    seen.len() < 4 || (bytes.len() < 20 && in_row * 4 >= (bytes.len() - 1) * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_composition_does_not() {
        let mut common = Common::default();
        assert!(common.add(b"password1\nsunshine\n"));
        let mut rules = Rules::default();
        assert!(rules.set("avoid", "ada.lovelace@example.com,Ada Lovelace"));
        for (input, code) in [
            ("correct horse battery", None),
            ("        ab c1", None),
            ("пароль-длинный", None),
            ("🙂🙃🙂🙃🐝🐝🌻🌻", None),
            ("short", Some("password-short")),
            ("PassWord1", Some("password-common")),
            ("lovelace12", Some("password-own")),
            ("aaaaaaaa1", Some("password-weak")),
            ("12345678", Some("password-weak")),
            ("qwertyuiop", Some("password-weak")),
        ] {
            assert_eq!(check(input, &rules, &common).fault.map(Fault::code), code, "{input}");
        }
        assert_eq!(check(" spaces stay ", &rules, &common).value.as_deref(), Some(" spaces stay "));
        assert!(rules.set("min-length", "15"));
        assert_eq!(check("fourteen chars", &rules, &common).fault, Some(Fault::PasswordShort));
        assert_eq!(check("correct horse battery", &rules, &Common::default()).wants.as_deref(), Some("passwords"));
    }
}
