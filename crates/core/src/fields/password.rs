//! Passwords that are being chosen (NIST SP 800-63B-4 §3.1.1.2): length, and not one that is tried first.

use alloc::borrow::ToOwned;

use super::{Check, Rules};

/// The passwords that are tried first, once their pack has come.
#[derive(Debug)]
pub(super) struct Common;

impl Common {
    /// None yet.
    pub(super) const fn new() -> Self {
        Self
    }

    /// Takes the pack.
    #[expect(clippy::unused_self, reason = "until the pack is read")]
    pub(super) fn add(&mut self, _pack: &[u8]) -> bool {
        false
    }
}

/// Checks a password that is being chosen.
pub(super) fn check(input: &str, _rules: &Rules, _common: &Common) -> Check {
    Check::ok(input.to_owned())
}
