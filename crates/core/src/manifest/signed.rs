//! Reading a published policy, signed or plain.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::{
    base64,
    keys::{self, Point, p256_from_coordinates},
};

/// The `typ` of a signed policy.
pub(super) const TYP: &str = "waxseal-policy+jws;v=1";

/// A policy file, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The bytes of the policy itself; `mh` is their hash.
    pub policy: Vec<u8>,
    /// What the signature says, if there is one.
    pub signed: Option<Signed>,
}

impl Published {
    /// A file that is not signed: the policy itself.
    pub(super) fn plain(file: &[u8]) -> Self {
        Self { policy: file.to_vec(), signed: None }
    }
}

/// What the header of a signed policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The RFC 7638 thumbprint of the root key: the value of `data-root`.
    pub root: String,
    /// When it was signed, in seconds since 1970.
    pub iat: u64,
    /// When it stops being valid.
    pub exp: u64,
}

/// A JWS in flattened JSON serialization.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flattened {
    pub(super) payload: String,
    pub(super) protected: String,
    pub(super) signature: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub(super) alg: String,
    pub(super) typ: String,
    pub(super) jwk: RootJwk,
    pub(super) iat: u64,
    pub(super) exp: u64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RootJwk {
    pub(super) crv: String,
    pub(super) kty: String,
    pub(super) x: String,
    pub(super) y: String,
}

impl RootJwk {
    pub(super) fn point(&self) -> Option<[u8; 65]> {
        let right = self.kty == "EC" && self.crv == "P-256";
        right.then(|| p256_from_coordinates(&self.x, &self.y)).flatten()
    }
}

/// The thumbprint of a P-256 key.
pub(super) fn thumbprint(point: &[u8; 65]) -> String {
    keys::thumbprint(&Point::Compat(*point)).as_str().into()
}

/// A signed policy as read, before its signature is verified.
#[cfg_attr(not(feature = "open"), expect(dead_code, reason = "only who verifies needs all of it"))]
pub(super) struct Unverified {
    pub(super) flattened: Flattened,
    pub(super) point: [u8; 65],
    pub(super) published: Published,
}

/// Takes a signed file apart; `None` for a plain one.
pub(super) fn read(file: &[u8]) -> Result<Option<Unverified>, ManifestError> {
    #[derive(Deserialize)]
    struct Probe {
        payload: Option<IgnoredAny>,
    }
    if !matches!(serde_json::from_slice(file), Ok(Probe { payload: Some(_) })) {
        return Ok(None);
    }
    let flattened: Flattened = serde_json::from_slice(file).map_err(|_| ManifestError::Malformed)?;
    let protected = base64::decode(&flattened.protected).ok_or(ManifestError::Malformed)?;
    let header: Header = serde_json::from_slice(&protected).map_err(|_| ManifestError::Malformed)?;
    if header.alg != "ES256" || header.typ != TYP {
        return Err(ManifestError::UnknownVersion);
    }
    let point = header.jwk.point().ok_or(ManifestError::Malformed)?;
    let policy = base64::decode(&flattened.payload).ok_or(ManifestError::Malformed)?;
    let signed = Some(Signed { root: thumbprint(&point), iat: header.iat, exp: header.exp });
    Ok(Some(Unverified { flattened, point, published: Published { policy, signed } }))
}

/// Takes a policy file apart **without verifying its signature**: for a server that trusts its own file.
///
/// # Errors
///
/// [`ManifestError`] if it is signed and not in the form that we write.
pub fn unwrap(file: &[u8]) -> Result<Published, ManifestError> {
    Ok(read(file)?.map_or_else(|| Published::plain(file), |unverified| unverified.published))
}

/// Why a signed policy cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ManifestError {
    /// Not a JWS of the form that we write.
    Malformed,
    /// Signed in a way that this release does not know.
    UnknownVersion,
    /// The signature is not that of the key in the header.
    BadSignature,
    /// The bytes are no root key.
    BadRootKey,
}

impl ManifestError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "manifest-malformed",
            Self::UnknownVersion => "manifest-unknown-version",
            Self::BadSignature => "bad-signature",
            Self::BadRootKey => "bad-root-key",
        }
    }
}

impl fmt::Display for ManifestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "the signed policy is damaged; sign it again with `waxseal policy sign`",
            Self::UnknownVersion => "signed in a way that this release does not know; update, or sign it again",
            Self::BadSignature => "the policy was changed after signing; sign it again with `waxseal policy sign`",
            Self::BadRootKey => "this is no root key; `waxseal init` makes one",
        })
    }
}

impl core::error::Error for ManifestError {}
