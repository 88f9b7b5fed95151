//! What a browser knows about languages and a few kilobytes of module do not.

use alloc::{borrow::ToOwned, string::String};

/// What a browser knows about languages and a few kilobytes of module do not. The command line brings crates for it.
pub trait Surroundings {
    /// Unicode Normalization Form C. Asked only for what is not ASCII.
    fn nfc(&self, text: &str) -> String;

    /// A host name in its ASCII form (UTS #46, Punycode), lower-case; nothing if it is none. Asked only for what is not
    /// ASCII.
    fn host(&self, host: &str) -> Option<String>;

    /// The code of the country of that name, in the person's language or in English; in any case of letters.
    fn country(&self, name: &str) -> Option<String>;

    /// The month of that name or usual abbreviation, 1 to 12, in the person's language; in any case of letters. English
    /// names never reach this.
    fn month(&self, name: &str) -> Option<u8>;

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

    fn country(&self, _: &str) -> Option<String> {
        None
    }

    fn month(&self, _: &str) -> Option<u8> {
        None
    }
}
