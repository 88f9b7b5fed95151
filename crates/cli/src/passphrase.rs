//! Where passphrases come from: a file, the environment, the terminal, or eight drawn words.

use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::error::Failure;
use crate::keyfile::WORK_FACTOR;

/// The English list of BIP 39 (MIT): 2048 short, common words that differ in their first four letters.
const WORDS: &str = include_str!("words.txt");

/// The environment variable that holds a passphrase.
const VARIABLE: &str = "WAXSEAL_PASSPHRASE";

/// The fewest characters taken for a new key.
const SHORTEST: usize = 10;

/// The passphrase in `file` (its first line), else in `WAXSEAL_PASSPHRASE`, else none.
pub fn given(file: Option<&Path>) -> Result<Option<SecretString>, Failure> {
    if let Some(path) = file {
        let cannot_read = |error| Failure::io(format_args!("cannot read {}", path.display()), &error);
        let text = Zeroizing::new(fs::read_to_string(path).map_err(cannot_read)?);
        let line = text.lines().next().unwrap_or_default();
        if line.is_empty() {
            return Err(Failure::new(format!("the first line of {} is empty", path.display()))
                .hint("write the passphrase there and nothing else"));
        }
        return Ok(Some(line.into()));
    }
    Ok(env::var(VARIABLE).ok().filter(|text| !text.is_empty()).map(SecretString::from))
}

/// As [`given`], refused if it is too short to protect a new key.
pub fn given_for_new_key(file: Option<&Path>) -> Result<Option<SecretString>, Failure> {
    let given = given(file)?;
    let short = given.as_ref().is_some_and(|text| text.expose_secret().chars().count() < SHORTEST);
    if short {
        return Err(Failure::new(format!("the passphrase is shorter than {SHORTEST} characters"))
            .hint("leave it out, and eight words are drawn for you"));
    }
    Ok(given)
}

/// Asks on the terminal, without showing what is typed.
pub fn ask(what: &str, otherwise: &str) -> Result<SecretString, Failure> {
    let needed = || Failure::new(format!("{what} is needed, and there is no terminal to ask on")).hint(otherwise);
    if !io::stderr().is_terminal() {
        return Err(needed());
    }
    eprint!("{what}: ");
    rpassword::read_password().map(SecretString::from).map_err(|_| needed())
}

/// Eight words drawn at random, 88 bits: out of reach behind scrypt, and still written down in a moment.
pub fn draw() -> Result<SecretString, Failure> {
    let mut random = Zeroizing::new([0; 16]);
    getrandom::fill(random.as_mut()).map_err(|_| Failure::new("the system gives no random numbers"))?;
    let list: Vec<&str> = WORDS.lines().collect();
    // 2048 divides 65536, so every word is equally likely.
    let words =
        random.chunks_exact(2).map(|pair| list[usize::from(u16::from_le_bytes([pair[0], pair[1]])) % list.len()]);
    Ok(words.collect::<Vec<_>>().join("-").into())
}

/// Scrypt's work factor: [`WORK_FACTOR`], or what `WAXSEAL_SCRYPT_WORK_FACTOR` says, for tests on slow machines.
pub fn work_factor() -> Result<u8, Failure> {
    let Ok(text) = env::var("WAXSEAL_SCRYPT_WORK_FACTOR") else { return Ok(WORK_FACTOR) };
    text.parse().ok().filter(|factor| (10..=22).contains(factor)).ok_or_else(|| {
        Failure::new("WAXSEAL_SCRYPT_WORK_FACTOR is not a number from 10 to 22")
            .hint(format!("unset it: {WORK_FACTOR} is right"))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_list_has_2048_different_words() {
        assert_eq!(WORDS.lines().collect::<BTreeSet<_>>().len(), 2048);
        assert!(WORDS.lines().all(|word| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())));
    }

    #[test]
    fn a_drawn_passphrase_has_eight_words_and_is_never_drawn_again() {
        let (first, second) = (draw().unwrap(), draw().unwrap());
        assert_eq!(first.expose_secret().split('-').count(), 8);
        assert_ne!(first.expose_secret(), second.expose_secret());
    }
}
