//! The receipt: the person's own copy of the consent record, with the key that can take consent back.
//!
//! docs/receipt.md is normative.

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use waxseal_core::{
    base64url_decode_exact, base64url_encode,
    consent::Record,
    receipt::{ReceiptError, verify},
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
        #[derive(Deserialize)]
        struct Probe {
            v: u64,
        }
        if bytes.len() > MAX_BYTES {
            return Err(ReceiptError::Malformed);
        }
        let receipt: Self = serde_json::from_slice(bytes).map_err(|_| match serde_json::from_slice(bytes) {
            Ok(Probe { v }) if v != 1 => ReceiptError::UnknownVersion,
            _ => ReceiptError::Malformed,
        })?;
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

/// Whether the secret key is that of the public one.
fn fits(secret: &str, public: &str) -> bool {
    let seed: Option<[u8; 32]> = base64url_decode_exact(secret);
    let made = seed.map(|seed| SigningKey::from_bytes(&seed).verifying_key());
    made.is_some_and(|key| base64url_encode(key.as_bytes()) == public)
}
