//! The rules of Waxseal: what a policy says, what a person consented to, how a submission is sealed. Opening is
//! `waxseal-owner`'s: nothing here needs a secret key.
//!
//! Pure: no clock, no files, no network, no page and no randomness of its own. They arrive as arguments, so the same
//! call gives the same bytes in a test, in a browser and in a terminal.
//!
//! | module | what it holds |
//! |---|---|
//! | [`policy`] | the one file that describes forms, purposes, recipients and keys |
//! | [`manifest`] | the hash, and the signed form, of that file |
//! | [`keys`] | public keys of the three suites, as JWK |
//! | [`choices`], [`consent`] | what was shown and chosen, and the record of it |
//! | [`holder`] | what the key in the person's hand signs |
//! | `receipt`, `withdrawal` | whether a record is what its holder signed, and taking consent back |
//! | [`capsule`] | a content key and its wrapped copies, prepared ahead of time |
//! | [`seal`] | a submission into an envelope |
//! | [`envelope`] | the format on the wire, written and strictly read |
//! | `strict` | JSON in which an array is no object, and `null` no absence |
//!
//! Features: none for the page; `read` adds strict readers for JSON bytes and the check of signatures.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod base64;
mod json;
mod padding;

pub mod capsule;
#[cfg(feature = "read")]
pub mod choices;
#[cfg(feature = "read")]
pub mod consent;
pub mod envelope;
#[cfg(feature = "read")]
pub mod holder;
pub mod keys;
pub mod manifest;
pub mod policy;
#[cfg(feature = "read")]
pub mod receipt;
pub mod seal;
#[cfg(feature = "read")]
pub mod strict;
#[cfg(feature = "read")]
pub mod withdrawal;

pub use base64::{decode as base64url_decode, decode_exact as base64url_decode_exact, encode as base64url_encode};
