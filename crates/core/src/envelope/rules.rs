//! What must hold between the parts of an envelope.

use super::{
    EnvelopeError,
    parse::{Part, Raw},
};
use crate::{
    receipt::{self, ReceiptError},
    seal::MAX_PARTS,
};

/// The most recipients of one part.
const MAX_RECIPIENTS: usize = 16;

pub(super) fn check(raw: &Raw, parts: &[Part]) -> Result<(), EnvelopeError> {
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
        own_consent(raw, part, &parts[0])?;
        let (consent, protected) = (&part.consent, &part.protected);
        if consent.iat != raw.iat || consent.form != raw.form || protected.mh != raw.mh {
            return Err(EnvelopeError::HeaderMismatch);
        }
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

/// The record is of this submission and the same in every part, gives this part's purposes, and is what its holder signed.
/// Where no purpose stands, nobody was asked, and nobody signed.
fn own_consent(raw: &Raw, part: &Part, first: &Part) -> Result<(), EnvelopeError> {
    let record = &part.consent;
    let own = record.sid == raw.sid && record.mh == part.protected.mh && *record == first.consent;
    let given = part.purposes().iter().all(|id| record.decision(id).is_some_and(|decision| decision.given));
    let asked = !record.purposes.is_empty();
    if !own || !given || asked == part.purposes().is_empty() || asked != record.sig.is_some() {
        return Err(EnvelopeError::ConsentMismatch);
    }
    if !asked {
        return Ok(());
    }
    match receipt::verify(record) {
        Err(ReceiptError::BadSignature) => Err(EnvelopeError::BadSignature),
        Err(_) => Err(EnvelopeError::ConsentMismatch),
        Ok(()) => Ok(()),
    }
}
