//! A pack of names by their hashes: of countries, and of months.
//!
//! Five thousand names in twenty languages are 30 kB as text, and half of that as hashes. `npm run tables` makes sure that
//! no two names have one hash; that a text which is no name has the hash of one happens once in sixty thousand times.

mod hash;

use alloc::vec::Vec;

use hash::hash;

/// What is known by name, once its pack has come.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The hash of a name, and the two characters that the name stands for; sorted.
    rows: Vec<(u32, [u8; 2])>,
}

impl Names {
    /// Whether the pack has still to come.
    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the pack. False if it is damaged: then nothing has changed.
    pub(super) fn add(&mut self, pack: &[u8]) -> bool {
        let read = Self::read(pack);
        let sound = read.is_some();
        self.rows = read.unwrap_or_else(|| core::mem::take(self)).rows;
        sound
    }

    /// Reads a pack: how many names there are, in two bytes, and how many things they stand for, in one; these, of two
    /// characters each; the distance of each hash from the one before it; then for each name which of them it stands for.
    /// `None` if it is damaged.
    fn read(pack: &[u8]) -> Option<Self> {
        let ([low, high, things], rest) = pack.split_first_chunk()?;
        let count = usize::from(u16::from_le_bytes([*low, *high]));
        let (things, mut rest) = rest.split_at_checked(2 * usize::from(*things))?;
        let (things, _) = things.as_chunks();
        let mut hash = 0_u32;
        let mut rows = Vec::new();
        for _ in 0..count {
            hash = hash.checked_add(distance(&mut rest)?)?;
            rows.push((hash, [0; 2]));
        }
        if count == 0 || rest.len() != count {
            return None;
        }
        for (row, thing) in rows.iter_mut().zip(rest) {
            row.1 = *things.get(usize::from(*thing))?;
        }
        Some(Self { rows })
    }

    /// What a name stands for. `name` is folded: [`Surroundings::fold`](super::Surroundings::fold) says how.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let at = self.rows.binary_search_by_key(&hash(name), |row| row.0).ok()?;
        core::str::from_utf8(&self.rows[at].1).ok()
    }

    /// All that names stand for.
    #[cfg(test)]
    pub(super) fn meanings(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|(_, meaning)| core::str::from_utf8(meaning).expect("ASCII"))
    }
}

/// A number in groups of seven bits, the low ones first.
fn distance(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in [0, 7, 14, 21] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
