//! The receipt: the person's own copy of the consent record, with the key that can take consent back.
//!
//! docs/receipt.md is normative.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize, de::IgnoredAny};
use waxseal_core::{
    base64url_decode_exact, base64url_encode,
    consent::Record,
    receipt::{ReceiptError, verify},
    strict,
};

/// The most bytes of a receipt.
const MAX_BYTES: usize = 1 << 20;

/// A receipt file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The holder's secret key, base64url: whoever has it can take consent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The record, with the holder's signature.
    pub record: Record,
    /// 1.
    pub v: u32,
    /// The page where consent is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdraw: Option<String>,
}

impl Receipt {
    /// Reads a receipt and refuses one that was changed since it was made.
    ///
    /// # Errors
    ///
    /// The [`ReceiptError`] that fits best.
    pub fn read(bytes: &[u8]) -> Result<Self, ReceiptError> {
        if bytes.len() > MAX_BYTES {
            return Err(ReceiptError::Malformed);
        }
        let receipt: Self =
            strict::from_slice(bytes).map_err(|_| other_form(bytes).unwrap_or(ReceiptError::Malformed))?;
        if receipt.v != 1 || receipt.record.v != 1 {
            return Err(ReceiptError::UnknownVersion);
        }
        verify(&receipt.record)?;
        match &receipt.key {
            Some(key) if !fits(key, receipt.record.holder.as_deref().unwrap_or_default()) => {
                Err(ReceiptError::KeyMismatch)
            }
            _ => Ok(receipt),
        }
    }
}

/// Whether a receipt with other members is one of another version, or of the form before this one, whose record did not say
/// what was sealed under it.
fn other_form(bytes: &[u8]) -> Option<ReceiptError> {
    #[derive(Deserialize)]
    struct Probe {
        v: u64,
        record: Option<ProbeRecord>,
    }
    #[derive(Deserialize)]
    struct ProbeRecord {
        sig: Option<IgnoredAny>,
        cmt: Option<IgnoredAny>,
    }
    let probe: Probe = strict::from_slice(bytes).ok()?;
    if probe.v != 1 {
        return Some(ReceiptError::UnknownVersion);
    }
    let older = probe.record.is_some_and(|record| record.sig.is_some() && record.cmt.is_none());
    older.then_some(ReceiptError::OlderFormat)
}

/// Whether the secret key is that of the public one.
fn fits(secret: &str, public: &str) -> bool {
    let seed: Option<[u8; 32]> = base64url_decode_exact(secret);
    let made = seed.map(|seed| SigningKey::from_bytes(&seed).verifying_key());
    made.is_some_and(|key| base64url_encode(key.as_bytes()) == public)
}
