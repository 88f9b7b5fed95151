//! Names of people: there is next to nothing to refuse.

use alloc::borrow::ToOwned;

use super::{Check, Kind};

/// Checks a name, or the name on a card.
pub(super) fn check(_kind: Kind, input: &str) -> Check {
    Check::ok(input.to_owned())
}
