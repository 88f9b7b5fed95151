//! Public keys of the three suites, as JWK (RFC 7517), named by their thumbprint (RFC 7638).

use alloc::{boxed::Box, string::String};
use core::fmt;

use hpke::{Deserializable, Kem, Serializable, kem};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{base64, json::Object};

/// The public key of X-Wing, the hybrid of ML-KEM-768 and X25519.
pub(crate) type XWingKey = <kem::XWing as Kem>::PublicKey;
/// A public key of X25519.
pub(crate) type X25519Key = <kem::X25519HkdfSha256 as Kem>::PublicKey;

/// The algorithms a key can be made for. The key decides; a header must agree with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suite {
    /// `HPKE-9-KE`: X-Wing, SHAKE256, AES-256-GCM. Stays closed when quantum computers come.
    Pq,
    /// `HPKE-3-KE`: X25519, HKDF-SHA256, AES-128-GCM.
    Hpke,
    /// `ECDH-ES+A256KW` on P-256: any JOSE library opens it.
    Compat,
}

impl Suite {
    /// All of them, the default first.
    pub const ALL: [Self; 3] = [Self::Pq, Self::Hpke, Self::Compat];

    /// The JWE `alg`.
    pub const fn alg(self) -> &'static str {
        match self {
            Self::Pq => "HPKE-9-KE",
            Self::Hpke => "HPKE-3-KE",
            Self::Compat => "ECDH-ES+A256KW",
        }
    }

    /// The name on the command line: `pq`, `hpke`, `compat`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pq => "pq",
            Self::Hpke => "hpke",
            Self::Compat => "compat",
        }
    }

    /// The suite of a JWE `alg`.
    pub fn from_alg(alg: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.alg() == alg)
    }

    /// The suite of a command-line name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }

    /// Whether what is sealed today stays closed when quantum computers come.
    pub const fn is_post_quantum(self) -> bool {
        matches!(self, Self::Pq)
    }
}

/// The RFC 7638 thumbprint of a key: its `kid`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    /// The 43 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A public JWK as written. A member that is not public (`d`, `priv`) does not fit in here and is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "read", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Jwk {
    /// `AKP`, `OKP` or `EC`.
    pub kty: String,
    /// `X25519` or `P-256`.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub crv: Option<String>,
    /// The algorithm of its suite; always required here.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub alg: Option<String>,
    /// The thumbprint, checked if it is there.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub kid: Option<String>,
    /// `enc`, if it is there.
    #[serde(default, rename = "use")]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub usage: Option<String>,
    /// The public key of an `AKP` key, base64url.
    #[serde(default, rename = "pub")]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub public: Option<String>,
    /// The public key of an `OKP` key, or the first coordinate of an `EC` key, base64url.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub x: Option<String>,
    /// The second coordinate of an `EC` key, base64url.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub y: Option<String>,
}

/// A JWK Set (RFC 7517 §5) of public keys, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "read", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JwkSet {
    /// The keys.
    pub keys: alloc::vec::Vec<Jwk>,
}

/// A key that submissions are sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    id: KeyId,
    pub(crate) point: Point,
}

/// What is inside a [`PublicKey`], by suite.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Point {
    Pq(Box<XWingKey>),
    Hpke(X25519Key),
    /// SEC 1 uncompressed: 0x04, x, y.
    Compat([u8; 65]),
}

impl PublicKey {
    /// The key of `suite` with these bytes: as HPKE serialises it, or SEC 1 uncompressed.
    ///
    /// # Errors
    ///
    /// [`KeyError::BadKey`] for bytes that are no such key, [`KeyError::WeakKey`] for one that anybody can open.
    pub fn from_bytes(suite: Suite, bytes: &[u8]) -> Result<Self, KeyError> {
        let point = match suite {
            Suite::Pq => Point::Pq(Box::new(XWingKey::from_bytes(bytes).map_err(|_| KeyError::BadKey)?)),
            Suite::Hpke => Point::Hpke(X25519Key::from_bytes(bytes).map_err(|_| KeyError::BadKey)?),
            Suite::Compat => Point::Compat(bytes.try_into().map_err(|_| KeyError::BadKey)?),
        };
        let x25519 = match suite {
            // X-Wing's public key: 1,184 bytes of ML-KEM-768, then 32 of X25519.
            Suite::Pq => &bytes[1184..],
            Suite::Hpke => bytes,
            Suite::Compat => &[],
        };
        if has_low_order(x25519) {
            return Err(KeyError::WeakKey);
        }
        Ok(Self { id: thumbprint(&point), point })
    }

    /// Its thumbprint.
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// The suite it was made for.
    pub fn suite(&self) -> Suite {
        match self.point {
            Point::Pq(_) => Suite::Pq,
            Point::Hpke(_) => Suite::Hpke,
            Point::Compat(_) => Suite::Compat,
        }
    }

    /// The SEC 1 uncompressed point of a P-256 key, for a platform that does ECDH itself.
    pub fn p256_point(&self) -> Option<&[u8; 65]> {
        match &self.point {
            Point::Compat(point) => Some(point),
            _ => None,
        }
    }

    /// The key as a JWK with `alg`, `kid` and `use`.
    #[cfg(feature = "read")]
    pub fn to_jwk(&self) -> Jwk {
        let mut jwk = Jwk {
            alg: Some(self.suite().alg().into()),
            kid: Some(self.id.0.clone()),
            usage: Some("enc".into()),
            ..Jwk::default()
        };
        match &self.point {
            Point::Pq(key) => {
                jwk.kty = "AKP".into();
                jwk.public = Some(base64::encode(&key.to_bytes()));
            }
            Point::Hpke(key) => {
                jwk.kty = "OKP".into();
                jwk.crv = Some("X25519".into());
                jwk.x = Some(base64::encode(&key.to_bytes()));
            }
            Point::Compat(point) => {
                jwk.kty = "EC".into();
                jwk.crv = Some("P-256".into());
                jwk.x = Some(base64::encode(&point[1..33]));
                jwk.y = Some(base64::encode(&point[33..]));
            }
        }
        jwk
    }
}

/// The RFC 7638 thumbprint of a key.
pub(crate) fn thumbprint(point: &Point) -> KeyId {
    let mut json = String::new();
    write_members(point, &mut Object::new(&mut json));
    KeyId(base64::encode(&Sha256::digest(json.as_bytes())))
}

/// Writes the members that make the key as RFC 7638 hashes them; for AKP `alg` is one of them.
fn write_members(point: &Point, object: &mut Object<'_>) {
    match point {
        Point::Pq(key) => {
            object.string("alg", Suite::Pq.alg()).string("kty", "AKP");
            object.string("pub", &base64::encode(&key.to_bytes()));
        }
        Point::Hpke(key) => {
            object.string("crv", "X25519").string("kty", "OKP").string("x", &base64::encode(&key.to_bytes()));
        }
        Point::Compat(point) => write_p256(point, object),
    }
    object.end();
}

/// Writes the members of a P-256 public key, without closing the object.
pub(crate) fn write_p256(point: &[u8; 65], object: &mut Object<'_>) {
    object.string("crv", "P-256").string("kty", "EC");
    object.string("x", &base64::encode(&point[1..33])).string("y", &base64::encode(&point[33..]));
}

/// The SEC 1 uncompressed point of two base64url coordinates of 32 bytes each.
pub(crate) fn p256_from_coordinates(x: &str, y: &str) -> Option<[u8; 65]> {
    let mut point = [4; 65];
    point[1..33].copy_from_slice(&base64::decode_exact::<32>(x)?);
    point[33..].copy_from_slice(&base64::decode_exact::<32>(y)?);
    Some(point)
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id)
    }
}

impl TryFrom<&Jwk> for PublicKey {
    type Error = KeyError;

    /// # Errors
    ///
    /// [`KeyError::UnknownSuite`] if `kty`, `crv` and `alg` are not those of one suite, [`KeyError::BadKey`] for bytes
    /// that are no such key, [`KeyError::WeakKey`] for one that anybody can open, [`KeyError::IdMismatch`] for a `kid`
    /// that is not the thumbprint.
    fn try_from(jwk: &Jwk) -> Result<Self, KeyError> {
        let suite = jwk.alg.as_deref().and_then(Suite::from_alg).ok_or(KeyError::UnknownSuite)?;
        if jwk.usage.as_deref().is_some_and(|usage| usage != "enc") {
            return Err(KeyError::UnknownSuite);
        }
        let bytes = match (suite, &*jwk.kty, jwk.crv.as_deref(), &jwk.public, &jwk.x, &jwk.y) {
            (Suite::Pq, "AKP", None, Some(public), None, None) => base64::decode(public),
            (Suite::Hpke, "OKP", Some("X25519"), None, Some(x), None) => base64::decode(x),
            (Suite::Compat, "EC", Some("P-256"), None, Some(x), Some(y)) => {
                p256_from_coordinates(x, y).map(|point| point.to_vec())
            }
            _ => return Err(KeyError::UnknownSuite),
        };
        let key = Self::from_bytes(suite, &bytes.ok_or(KeyError::BadKey)?)?;
        match &jwk.kid {
            Some(kid) if *kid != key.id.0 => Err(KeyError::IdMismatch),
            _ => Ok(key),
        }
    }
}

/// Whether an X25519 point gives the same, all-zero secret with every scalar (RFC 7748 §6.1).
pub fn has_low_order(point: &[u8]) -> bool {
    point.try_into().is_ok_and(|point: [u8; 32]| x25519_dalek::x25519([1; 32], point) == [0; 32])
}

/// Reads one public key, and refuses a P-256 point off the curve, too. [`PublicKey::try_from`] leaves that to whoever agrees
/// on a key with it: in a page `SubtleCrypto`, which takes no such point.
///
/// # Errors
///
/// As [`PublicKey::try_from`].
#[cfg(feature = "read")]
pub fn read_jwk(jwk: &Jwk) -> Result<PublicKey, KeyError> {
    let key = PublicKey::try_from(jwk)?;
    match key.p256_point().map(|point| p256::PublicKey::from_sec1_bytes(point)) {
        Some(Err(_)) => Err(KeyError::WeakKey),
        _ => Ok(key),
    }
}

/// Reads a JWK Set of public keys.
///
/// # Errors
///
/// [`KeyError::Malformed`] if it is not such JSON (a secret member among them), else as for one key.
#[cfg(feature = "read")]
pub fn read_jwk_set(bytes: &[u8]) -> Result<alloc::vec::Vec<PublicKey>, KeyError> {
    let set: JwkSet = crate::strict::from_slice(bytes).map_err(|_| KeyError::Malformed)?;
    set.keys.iter().map(read_jwk).collect()
}

/// Why a key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
    /// Not the JSON of a JWK Set, or with members that do not belong there.
    Malformed,
    /// `kty`, `crv`, `alg` and `use` are not those of a suite we know.
    UnknownSuite,
    /// The bytes are not a key of that suite.
    BadKey,
    /// A point of low order, or off the curve: anybody could open what is sealed to it.
    WeakKey,
    /// The `kid`, or the public half, belongs to another key.
    IdMismatch,
}

impl KeyError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownSuite => "unknown-suite",
            Self::BadKey => "bad-key",
            Self::WeakKey => "weak-key",
            Self::IdMismatch => "id-mismatch",
        }
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a JWK Set with just the members that belong there",
            Self::UnknownSuite => "`kty`, `crv` and `alg` name no suite known here; make the key with `waxseal keygen`",
            Self::BadKey => "the bytes are no key of that kind; copy the key again, whole",
            Self::WeakKey => "anybody could open what is sealed to this key; make a new one with `waxseal keygen`",
            Self::IdMismatch => "`kid` or the public half belongs to another key; copy the key again, whole",
        })
    }
}

impl core::error::Error for KeyError {}
