//! National identification and tax numbers.

use alloc::borrow::ToOwned;

use super::{Check, Rules};

/// Checks a number by its scheme.
pub(super) fn check(input: &str, _rules: &Rules) -> Check {
    Check::ok(input.to_owned())
}
