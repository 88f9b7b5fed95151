//! Whether a consent record, the heart of a receipt, is what its holder signed. docs/receipt.md is normative.

use alloc::vec::Vec;
use core::fmt;

use crate::{
    base64,
    consent::{Control, Record, Why, is_time, text_hash},
    holder::Statement,
    policy::Basis,
};

/// Checks that a record is what its holder signed.
///
/// # Errors
///
/// [`ReceiptError::TextAltered`] if a text is not that of its hash, [`ReceiptError::BadSignature`] if anything else was
/// changed, [`ReceiptError::Malformed`] for a record that nobody could have signed.
pub fn verify(record: &Record) -> Result<(), ReceiptError> {
    let words = [&record.notice, &record.terms].into_iter().flatten().map(|words| (&words.text, &words.sha256));
    let sentences = record.purposes.iter().map(|decision| (&decision.text, &decision.sha256));
    if words.chain(sentences).any(|(text, hash)| text_hash(text) != *hash) {
        return Err(ReceiptError::TextAltered);
    }
    let (Some(holder), Some(sig)) = (&record.holder, &record.sig) else {
        return Err(ReceiptError::Malformed);
    };
    if !Statement::Consent.verify(&record.signed(), holder, sig) {
        return Err(ReceiptError::BadSignature);
    }
    let ids: Vec<&str> = record.purposes.iter().map(|decision| &*decision.id).collect();
    let sound = record.controller.is_some()
        && record.created.as_deref().is_some_and(is_time)
        && record.cmt.iter().all(|cmt| base64::decode_exact::<32>(cmt).is_some())
        && record.purposes.iter().all(|decision| {
            let basis = Basis::from_name(&decision.basis);
            // What a contract or a law asks for cannot be refused.
            let refusable = matches!(basis, Some(Basis::Consent | Basis::LegitimateInterest));
            let control = Control::from_name(&decision.control).is_some();
            let why = decision.why.as_deref().is_none_or(|why| Why::from_name(why).is_some());
            basis.is_some() && (decision.given || refusable) && control && why && is_time(&decision.time)
        })
        && ids.iter().enumerate().all(|(i, id)| !ids[..i].contains(id));
    if sound { Ok(()) } else { Err(ReceiptError::Malformed) }
}

/// Why a receipt, or a record, is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReceiptError {
    /// Not the JSON of a receipt, or one that nobody could have been given.
    Malformed,
    /// A newer release wrote it.
    UnknownVersion,
    /// An earlier release wrote it, in a form that is no longer read.
    OlderFormat,
    /// A text is not the one that was shown.
    TextAltered,
    /// A choice, a time or another member changed after the holder signed.
    BadSignature,
    /// The secret key in it belongs to another receipt.
    KeyMismatch,
}

impl ReceiptError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownVersion => "unknown-version",
            Self::OlderFormat => "older-format",
            Self::TextAltered => "text-altered",
            Self::BadSignature => "bad-signature",
            Self::KeyMismatch => "key-mismatch",
        }
    }
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a receipt of Waxseal; take the file as it was saved",
            Self::UnknownVersion => "a newer release wrote this receipt; update",
            Self::OlderFormat => "an earlier release wrote this receipt; read it with that release",
            Self::TextAltered => "a text in it is not the one that was shown",
            Self::BadSignature => "it was changed after it was made",
            Self::KeyMismatch => "the key in it belongs to another receipt",
        })
    }
}

impl core::error::Error for ReceiptError {}
