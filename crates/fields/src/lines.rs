//! A pack of text: a line each, its columns parted by semicolons.

use alloc::{borrow::ToOwned, string::String};
use core::str::Lines as Rows;

/// What has come of it so far.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
}

impl Lines {
    /// Whether the pack has still to come.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes the pack. False if it is damaged: then nothing has changed.
    #[inline(never)]
    pub(super) fn add(&mut self, pack: &[u8], columns: usize) -> bool {
        let Ok(text) = core::str::from_utf8(pack) else {
            return false;
        };
        let whole = |line: &str| line.bytes().filter(|byte| *byte == b';').count() + 1 >= columns;
        let sound = text.ends_with('\n') && text.lines().all(whole);
        if sound {
            text.clone_into(&mut self.text);
        }
        sound
    }

    /// Each line.
    pub(super) fn rows(&self) -> Rows<'_> {
        self.text.lines()
    }
}
