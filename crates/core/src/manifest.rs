//! The policy as it is published: its hash, and its signed form.
//!
//! Signed, it is a JWS in flattened JSON (RFC 7515 §7.2.2) by an offline P-256 key, whose thumbprint stands in the
//! script tag. ES256, because every browser verifies it without any code of ours.

use alloc::string::String;
use core::fmt;

use sha2::{Digest, Sha256};

use crate::base64;

#[cfg(feature = "read")]
mod signed;
#[cfg(feature = "read")]
pub use signed::{ManifestError, Published, Signed, Unsigned, thumbprint, unwrap, unwrap_verified};

/// SHA-256 of the policy's bytes, as published: of the payload when it is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ManifestHash([u8; 32]);

impl ManifestHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ManifestHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: String = base64::encode(&self.0);
        f.write_str(&text)
    }
}

/// The hash of a policy's bytes.
pub fn hash(policy: &[u8]) -> ManifestHash {
    ManifestHash(Sha256::digest(policy).into())
}
