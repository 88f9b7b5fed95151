//! The acyclic automaton over calling code and national number that `npm run tables` compiles.

use alloc::vec::Vec;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A fixed line.
    Fixed,
    /// What may take a text, or is neither.
    Usable,
}

/// States by number; where a digit leads nowhere, to state 0.
#[derive(Debug)]
pub(super) struct Automaton {
    next: Vec<[u16; 10]>,
    labels: Vec<u8>,
}

impl Automaton {
    /// Reads what `crates/xtask/src/phone/automaton.rs` writes; nothing if it is damaged.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(2)?;
        let count = usize::from(u16::from_le_bytes([head[0], head[1]]));
        let (low, rest) = rest.split_at_checked(count)?;
        let (high, mut ways) = rest.split_at_checked(count)?;
        let mut next = alloc::vec![[0; 10]];
        let mut labels = alloc::vec![0];
        for (low, high) in low.iter().zip(high) {
            let id = next.len();
            let mask = u16::from(*low) | u16::from(high & 3) << 8;
            let mut row = [0; 10];
            let mut to = 0;
            for (digit, way) in row.iter_mut().enumerate() {
                if mask >> digit & 1 == 1 {
                    let back = varint(&mut ways)?;
                    to = if back == 0 { 0 } else { u16::try_from(id.checked_sub(back)?).ok()? };
                }
                *way = to;
            }
            next.push(row);
            labels.push(high >> 2);
        }
        (count > 0 && ways.is_empty()).then_some(Self { next, labels })
    }

    /// The state that `digits` lead to from `state`; the root is the last one, and 0 stands for it.
    pub(super) fn walk(&self, state: u16, digits: &[u8]) -> Option<u16> {
        let root = u16::try_from(self.next.len() - 1).ok()?;
        let mut state = if state == 0 { root } else { state };
        for digit in digits {
            let row = self.next.get(usize::from(state))?;
            state = *row.get(usize::from(digit.wrapping_sub(b'0')))?;
            if state == 0 {
                return None;
            }
        }
        Some(state)
    }

    /// What a number is that ends there.
    pub(super) fn label(&self, state: u16) -> Option<Label> {
        match self.labels.get(usize::from(state))? {
            0 => None,
            1 => Some(Label::Fixed),
            _ => Some(Label::Usable),
        }
    }
}

fn varint(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0;
    for shift in [0, 7, 14] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
