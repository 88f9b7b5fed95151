//! What must hold between the record and the parts of an envelope.

use alloc::string::String;

use sha2::{Digest, Sha256};

use super::{
    EnvelopeError,
    parse::{Part, Raw},
};
use crate::{
    consent::Record,
    receipt::{self, ReceiptError},
    seal::MAX_PARTS,
};

/// The most recipients of one part.
const MAX_RECIPIENTS: usize = 16;

pub(super) fn check(raw: &Raw, record: &Record, parts: &[Part]) -> Result<(), EnvelopeError> {
    if parts.len() > MAX_PARTS || parts.iter().any(|part| part.recipients.len() > MAX_RECIPIENTS) {
        return Err(EnvelopeError::TooLarge);
    }
    if parts.iter().any(|part| part.protected.sid != raw.sid) {
        return Err(EnvelopeError::PartForeign);
    }
    in_sequence(parts)?;
    for part in parts {
        if part.recipients.is_empty() {
            return Err(EnvelopeError::Malformed);
        }
        one_strength(part)?;
    }
    own_consent(raw, record, parts)?;
    let same_policy = parts.iter().all(|part| part.protected.mh == raw.mh);
    if record.iat != raw.iat || record.form != raw.form || record.mh != raw.mh || !same_policy {
        return Err(EnvelopeError::HeaderMismatch);
    }
    Ok(())
}

fn in_sequence(parts: &[Part]) -> Result<(), EnvelopeError> {
    for (i, part) in parts.iter().enumerate() {
        if parts[..i].iter().any(|other| other.protected.n == part.protected.n) {
            return Err(EnvelopeError::PartRepeated);
        }
    }
    let count = parts.len() as u64;
    if parts.is_empty() || parts.iter().any(|part| part.protected.of != count) {
        return Err(EnvelopeError::PartCount);
    }
    let ordered = parts.iter().zip(0..).all(|(part, n)| part.protected.n == n);
    if ordered { Ok(()) } else { Err(EnvelopeError::PartOrder) }
}

fn one_strength(part: &Part) -> Result<(), EnvelopeError> {
    let mut strengths = part.recipients.iter().map(|recipient| recipient.suite.is_post_quantum());
    let first = strengths.next();
    if strengths.all(|other| Some(other) == first) { Ok(()) } else { Err(EnvelopeError::MixedSuites) }
}

/// The record is of this submission, gives the purposes of every part, was signed for just these parts, is what its holder
/// signed, and is what the parts were sealed with. Where no purpose stands, nobody was asked, and nobody signed.
fn own_consent(raw: &Raw, record: &Record, parts: &[Part]) -> Result<(), EnvelopeError> {
    let given = |id: &String| record.decision(id).is_some_and(|decision| decision.given);
    let asked = !record.purposes.is_empty();
    let own = |part: &Part| {
        let purposes = part.purposes();
        record.mh == part.protected.mh && purposes.iter().all(given) && asked != purposes.is_empty()
    };
    if record.sid != raw.sid || asked != record.sig.is_some() || !parts.iter().all(own) {
        return Err(EnvelopeError::ConsentMismatch);
    }
    // Who does not know the content keys cannot put other data under the record.
    if !record.cmt.iter().eq(parts.iter().map(|part| &part.protected.cmt)) {
        return Err(EnvelopeError::ContentMismatch);
    }
    if asked {
        receipt::verify(record).map_err(|error| match error {
            ReceiptError::BadSignature => EnvelopeError::BadSignature,
            _ => EnvelopeError::ConsentMismatch,
        })?;
    }
    let hash: [u8; 32] = Sha256::digest(raw.consent.as_bytes()).into();
    let sealed_with = parts.iter().all(|part| part.consent_hash == hash);
    if sealed_with { Ok(()) } else { Err(EnvelopeError::ConsentMismatch) }
}
