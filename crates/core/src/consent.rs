//! The consent record: what was shown and what was chosen, without any personal data, signed by the holder's key.
//!
//! The hash of its exact bytes is the `aad` of every part, so that text, language and choice cannot be exchanged without the
//! part failing to open; and it holds the commitment of every part, so that other data cannot stand under it. The person keeps
//! the same record in their receipt. docs/receipt.md is normative.
//!
//! In a page, `www/consent/record.ts` writes it; whatever differs from what is read here is refused.

mod record;
mod time;
mod words;

use alloc::string::String;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base64;

pub use record::{Decision, Record, Responsible};
pub use time::{is_time, time};
pub(crate) use words::RELEASE;
pub use words::{WordsDiffer, compare};

/// A text as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Its language (BCP 47).
    pub lang: String,
    /// SHA-256 of `text`, base64url.
    pub sha256: String,
    /// The exact text.
    pub text: String,
}

/// What a purpose is decided with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// A box whose tick gives consent.
    Box,
    /// A box whose tick objects.
    Objection,
    /// Nothing: the person is told.
    Notice,
    /// No page: a program says what the person chose.
    Import,
}

impl Control {
    const ALL: [Self; 4] = [Self::Box, Self::Objection, Self::Notice, Self::Import];

    /// The name in a record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Objection => "objection",
            Self::Notice => "notice",
            Self::Import => "import",
        }
    }

    /// The control of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|control| control.name() == name)
    }
}

/// What stood in the way of a choice, or was overruled by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The browser's opt-out signal kept it off.
    Signal,
    /// The person chose it knowing that the signal had kept it off.
    AfterSignal,
    /// The person is too young to agree.
    Age,
}

impl Why {
    const ALL: [Self; 3] = [Self::Signal, Self::AfterSignal, Self::Age];

    /// The name in a record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::AfterSignal => "after-signal",
            Self::Age => "age",
        }
    }

    /// The reason of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.name() == name)
    }
}

/// The hash that a record carries of each text.
pub fn text_hash(text: &str) -> String {
    base64::encode(&Sha256::digest(text.as_bytes()))
}

impl Words {
    /// A text that was shown in `lang`.
    pub fn new(lang: String, text: String) -> Self {
        Self { lang, sha256: text_hash(&text), text }
    }
}
