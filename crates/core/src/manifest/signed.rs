//! A published policy, signed or plain, taken apart; and what a signature is made of.

use alloc::{string::String, vec::Vec};
use core::fmt;

use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde::{Deserialize, Serialize, de::IgnoredAny};

use crate::{
    base64,
    keys::{self, Point, p256_from_coordinates},
    strict,
};

/// The `typ` of a signed policy.
const TYP: &str = "waxseal-policy+jws;v=1";

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
    fn plain(file: &[u8]) -> Self {
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
struct Flattened {
    payload: String,
    protected: String,
    signature: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    jwk: RootJwk,
    iat: u64,
    exp: u64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RootJwk {
    crv: String,
    kty: String,
    x: String,
    y: String,
}

impl RootJwk {
    fn point(&self) -> Option<[u8; 65]> {
        let right = self.kty == "EC" && self.crv == "P-256";
        right.then(|| p256_from_coordinates(&self.x, &self.y)).flatten()
    }
}

/// The RFC 7638 thumbprint of a root key, a P-256 point in SEC 1 uncompressed form: the value of `data-root`.
pub fn thumbprint(point: &[u8; 65]) -> String {
    keys::thumbprint(&Point::Compat(*point)).as_str().into()
}

/// A policy about to be signed.
pub struct Unsigned {
    protected: String,
    payload: String,
}

impl Unsigned {
    /// The bytes of a policy, to be signed by the root key `point` (SEC 1 uncompressed), valid from `iat` to `exp` in seconds
    /// since 1970.
    pub fn new(policy: &[u8], point: &[u8; 65], iat: u64, exp: u64) -> Self {
        let jwk = RootJwk {
            crv: "P-256".into(),
            kty: "EC".into(),
            x: base64::encode(&point[1..33]),
            y: base64::encode(&point[33..]),
        };
        let header = Header { alg: "ES256".into(), typ: TYP.into(), jwk, iat, exp };
        let header = serde_json::to_vec(&header).expect("strings and numbers always serialise");
        Self { protected: base64::encode(&header), payload: base64::encode(policy) }
    }

    /// What is signed (RFC 7515 §5.1).
    pub fn signing_input(&self) -> String {
        [&*self.protected, ".", &self.payload].concat()
    }

    /// The signed file, with the ES256 signature of [`signing_input`](Self::signing_input).
    pub fn with_signature(self, signature: &[u8]) -> String {
        let Self { protected, payload } = self;
        let flattened = Flattened { payload, protected, signature: base64::encode(signature) };
        serde_json::to_string(&flattened).expect("strings always serialise")
    }
}

/// A signed policy as read, before its signature is verified.
struct Unverified {
    flattened: Flattened,
    point: [u8; 65],
    published: Published,
}

/// Takes a signed file apart; `None` for a plain one.
fn read(file: &[u8]) -> Result<Option<Unverified>, ManifestError> {
    #[derive(Deserialize)]
    struct Probe {
        payload: Option<IgnoredAny>,
    }
    if !matches!(strict::from_slice(file), Ok(Probe { payload: Some(_) })) {
        return Ok(None);
    }
    let flattened: Flattened = strict::from_slice(file).map_err(|_| ManifestError::Malformed)?;
    let protected = base64::decode(&flattened.protected).ok_or(ManifestError::Malformed)?;
    let header: Header = strict::from_slice(&protected).map_err(|_| ManifestError::Malformed)?;
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

/// Takes a policy file apart and verifies its signature, if it has one, against the key in its own header. Whose key
/// that is, [`Signed::root`] tells.
///
/// # Errors
///
/// [`ManifestError::BadSignature`] if it does not hold, else as [`unwrap`].
pub fn unwrap_verified(file: &[u8]) -> Result<Published, ManifestError> {
    let Some(unverified) = read(file)? else {
        return Ok(Published::plain(file));
    };
    let key = VerifyingKey::from_sec1_bytes(&unverified.point).map_err(|_| ManifestError::Malformed)?;
    let signature = base64::decode(&unverified.flattened.signature).ok_or(ManifestError::Malformed)?;
    let signature = Signature::from_slice(&signature).map_err(|_| ManifestError::BadSignature)?;
    let signed = [&*unverified.flattened.protected, ".", &unverified.flattened.payload].concat();
    key.verify(signed.as_bytes(), &signature).map_err(|_| ManifestError::BadSignature)?;
    Ok(unverified.published)
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
