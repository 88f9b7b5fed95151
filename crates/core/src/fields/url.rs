//! Website addresses.

use alloc::borrow::ToOwned;

use super::{Check, Surroundings};

/// Checks a website address.
pub(super) fn check(input: &str, _surroundings: &impl Surroundings) -> Check {
    Check::ok(input.to_owned())
}
