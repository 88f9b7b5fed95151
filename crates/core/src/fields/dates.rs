//! Dates as people type them.

use alloc::borrow::ToOwned;

use super::{Check, Kind, Rules, Surroundings};

/// Checks a date, or a date of birth.
pub(super) fn check(_kind: Kind, input: &str, _rules: &Rules, _surroundings: &impl Surroundings) -> Check {
    Check::ok(input.to_owned())
}
