//! Bank accounts: IBAN (ISO 13616) and BIC (ISO 9362).

use alloc::borrow::ToOwned;

use super::{Check, Rules};

/// Checks an IBAN.
pub(super) fn check(input: &str, _rules: &Rules) -> Check {
    Check::ok(input.to_owned())
}

/// Checks a BIC.
pub(super) fn bic(input: &str) -> Check {
    Check::ok(input.to_owned())
}
