//! What a browser knows about languages and a few kilobytes of module do not.

use alloc::{borrow::ToOwned, string::String};

/// What a browser knows about languages and a few kilobytes of module do not. The command line brings crates for it.
pub trait Surroundings {
    /// Unicode Normalization Form C. Asked only for what is not ASCII.
    fn nfc(&self, text: &str) -> String;

    /// A host name in its ASCII form (UTS #46, Punycode), lower-case; nothing if it is none. Asked only for what is not
    /// ASCII.
    fn host(&self, host: &str) -> Option<String>;

    /// The letters of a name alone: in lower case, without accents (NFKD without its marks), and each in its one form: `ς`
    /// as `σ`, `ı` as `i`, `ß` as `ss`, `æ` as `ae`, `œ` as `oe`, `ø` as `o`, `ł` as `l`, `đ` as `d`.
    fn fold(&self, name: &str) -> String;

    /// How an argument of a message is written in the person's language: the name of a `country`, a `date`.
    fn show(&self, _placeholder: &str, _argument: &str) -> Option<String> {
        None
    }
}

/// Knows nothing: ASCII is enough.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ascii;

impl Surroundings for Ascii {
    fn nfc(&self, text: &str) -> String {
        text.to_owned()
    }

    fn host(&self, _: &str) -> Option<String> {
        None
    }

    fn fold(&self, name: &str) -> String {
        name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
    }
}
