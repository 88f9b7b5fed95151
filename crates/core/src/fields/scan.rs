//! Numbers that do not belong into free text.

use super::Check;

/// What stands in `input` that would better not: unsure, with the text without it as the suggestion.
pub(super) fn find(_input: &str) -> Option<Check> {
    None
}
