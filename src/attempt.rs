//! The same attempt, sealed again, gives the same bytes.
//!
//! `submit` and `formdata` both seal, some engines fire `formdata` twice for one click, and a retry must not become a
//! second submission. What was answered is remembered only as a hash.

use alloc::{rc::Rc, string::String};
use core::cell::RefCell;

use sha2::{Digest, Sha256};
use waxseal_core::seal::Value;

/// A sealed submission.
#[derive(Clone)]
pub(crate) struct Sealed {
    pub(crate) sid: Rc<str>,
    pub(crate) envelope: Rc<str>,
    /// The consent record in it, for the receipt.
    pub(crate) record: Rc<str>,
}

/// SHA-256 over everything that was answered.
pub(crate) type Fingerprint = [u8; 32];

/// The last submission that was sealed and not yet accepted.
#[derive(Default)]
pub(crate) struct Attempt(RefCell<Option<(Fingerprint, Sealed)>>);

impl Attempt {
    /// What was sealed for just these answers.
    pub(crate) fn sealed(&self, fingerprint: &Fingerprint) -> Option<Sealed> {
        self.0.borrow().as_ref().filter(|(last, _)| last == fingerprint).map(|(_, sealed)| sealed.clone())
    }

    pub(crate) fn remember(&self, fingerprint: Fingerprint, sealed: Sealed) {
        *self.0.borrow_mut() = Some((fingerprint, sealed));
    }

    /// The next sealing is a new submission.
    pub(crate) fn forget(&self) {
        self.0.take();
    }
}

/// The hash of the answers under one version of the choices, each text with its length before it, so that no two answers
/// run into the same bytes.
pub(crate) fn fingerprint(version: u32, fields: &[(String, Value)]) -> Fingerprint {
    let mut hash = Sha256::new();
    hash.update(version.to_le_bytes());
    for (name, value) in fields {
        text(&mut hash, name);
        match value {
            Value::Text(value) => text(hash_mark(&mut hash, 0), value),
            Value::List(values) => list(hash_mark(&mut hash, 1), values),
            Value::Normalised { typed, value } => {
                text(hash_mark(&mut hash, 2), typed);
                text(&mut hash, value);
            }
        }
    }
    hash.finalize().into()
}

fn hash_mark(hash: &mut Sha256, mark: u8) -> &mut Sha256 {
    hash.update([mark]);
    hash
}

fn list(hash: &mut Sha256, texts: &[String]) {
    hash.update((texts.len() as u64).to_le_bytes());
    for item in texts {
        text(hash, item);
    }
}

fn text(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(fields: &[(&str, Value)]) -> (u32, Vec<(String, Value)>) {
        (1, fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    #[test]
    fn different_answers_are_different_attempts() {
        let text = |value: &str| Value::Text(value.into());
        let rows = [
            answers(&[("a", text("b"))]),
            answers(&[("a", text("bc"))]),
            answers(&[("ab", text("c"))]),
            answers(&[("a", Value::List(vec!["b".into()]))]),
            answers(&[("a", Value::List(vec!["b".into(), String::new()]))]),
            answers(&[("a", text("b")), ("c", text("d"))]),
            (2, answers(&[("a", text("b"))]).1),
        ];
        for (i, (version, fields)) in rows.iter().enumerate() {
            for (j, (other, others)) in rows.iter().enumerate() {
                assert_eq!(fingerprint(*version, fields) == fingerprint(*other, others), i == j, "{i} {j}");
            }
        }
    }
}
