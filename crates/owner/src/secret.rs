//! Secret keys: made, read, written as JWK, and never printed.

use std::fmt;

use hpke::{Deserializable, Kem, Serializable, kem};
use p256::{ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use waxseal_core::{
    base64url_decode_exact, base64url_encode,
    capsule::P256Secret,
    keys::{self, Jwk, KeyError, PublicKey, Suite},
    seal::SealError,
    strict,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A key that opens what was sealed to its public half. Wiped when dropped; prints as its id.
pub struct SecretKey {
    public: PublicKey,
    pub(crate) secret: Secret,
}

/// What is inside a [`SecretKey`], ready to be used: making it of its bytes takes a fifth of an opening. Wiped when dropped.
pub(crate) enum Secret {
    Pq(Box<<kem::XWing as Kem>::PrivateKey>),
    Hpke(<kem::X25519HkdfSha256 as Kem>::PrivateKey),
    Compat(p256::SecretKey),
}

/// X-Wing's 32-byte seed, or a scalar. Wiped when dropped.
type Scalar = Zeroizing<[u8; 32]>;

/// A secret JWK as written. Wiped when dropped.
#[derive(Deserialize, Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub struct SecretJwk {
    kty: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    alg: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    usage: Option<String>,
    #[serde(default, rename = "pub", skip_serializing_if = "Option::is_none")]
    public: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    y: Option<String>,
    /// The seed of an `AKP` key.
    #[serde(default, rename = "priv", skip_serializing_if = "Option::is_none")]
    seed: Option<String>,
    /// The scalar of an `OKP` or `EC` key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<String>,
}

/// A JWK Set of secret keys, as written.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SecretJwkSet {
    /// The keys.
    pub keys: Vec<SecretJwk>,
}

impl SecretKey {
    /// A fresh key of `suite`.
    pub fn generate(suite: Suite, rng: &mut impl CryptoRng) -> Self {
        let mut scalar = Zeroizing::new([0; 32]);
        match suite {
            Suite::Pq | Suite::Hpke => rng.fill_bytes(&mut *scalar),
            Suite::Compat => {
                scalar.copy_from_slice(&Zeroizing::new(random_p256(rng).to_bytes())[..]);
            }
        }
        Self::new(suite, scalar).expect("every seed makes a key, and the scalar is one")
    }

    #[expect(clippy::needless_pass_by_value, reason = "it is wiped here")]
    fn new(suite: Suite, scalar: Scalar) -> Result<Self, KeyError> {
        let bad = |_| KeyError::BadKey;
        let secret = match suite {
            Suite::Pq => Secret::Pq(Box::new(Deserializable::from_bytes(&*scalar).map_err(bad)?)),
            Suite::Hpke => Secret::Hpke(Deserializable::from_bytes(&*scalar).map_err(bad)?),
            Suite::Compat => Secret::Compat(p256::SecretKey::from_slice(&*scalar).map_err(|_| KeyError::BadKey)?),
        };
        let public = match &secret {
            Secret::Pq(key) => PublicKey::from_bytes(suite, &kem::XWing::sk_to_pk(key).to_bytes()),
            Secret::Hpke(key) => PublicKey::from_bytes(suite, &kem::X25519HkdfSha256::sk_to_pk(key).to_bytes()),
            Secret::Compat(key) => PublicKey::from_bytes(suite, &sec1(key.public_key().as_affine())),
        };
        Ok(Self { public: public?, secret })
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Reads one secret JWK.
    ///
    /// # Errors
    ///
    /// [`KeyError::IdMismatch`] if its public half or `kid` is not that of its secret, else as for a public key.
    pub fn from_jwk(jwk: &SecretJwk) -> Result<Self, KeyError> {
        let public = Jwk {
            kty: jwk.kty.clone(),
            crv: jwk.crv.clone(),
            alg: Some(jwk.alg.clone()),
            kid: jwk.kid.clone(),
            usage: jwk.usage.clone(),
            public: jwk.public.clone(),
            x: jwk.x.clone(),
            y: jwk.y.clone(),
        };
        let public = keys::read_jwk(&public)?;
        let secret = match (public.suite(), &jwk.seed, &jwk.d) {
            (Suite::Pq, Some(seed), None) => seed,
            (Suite::Hpke | Suite::Compat, None, Some(d)) => d,
            _ => return Err(KeyError::Malformed),
        };
        let scalar = base64url_decode_exact(secret).map(Zeroizing::new).ok_or(KeyError::BadKey)?;
        let key = Self::new(public.suite(), scalar)?;
        if key.public == public { Ok(key) } else { Err(KeyError::IdMismatch) }
    }

    /// The secret key as JWK.
    pub fn to_jwk(&self) -> SecretJwk {
        let Jwk { kty, crv, alg, kid, usage, public, x, y } = self.public.to_jwk();
        let secret = Some(base64url_encode(&*self.secret.scalar()));
        let (seed, d) = if kty == "AKP" { (secret, None) } else { (None, secret) };
        SecretJwk { kty, crv, alg: alg.unwrap_or_default(), kid, usage, public, x, y, seed, d }
    }
}

impl Secret {
    fn scalar(&self) -> Scalar {
        let mut scalar = Zeroizing::new([0; 32]);
        match self {
            Self::Pq(key) => key.write_exact(&mut *scalar),
            Self::Hpke(key) => key.write_exact(&mut *scalar),
            Self::Compat(key) => scalar.copy_from_slice(&Zeroizing::new(key.to_bytes())[..]),
        }
        scalar
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.public.id())
    }
}

/// Reads a JWK Set of secret keys.
///
/// # Errors
///
/// [`KeyError::Malformed`] if it is not such JSON, else as [`SecretKey::from_jwk`].
pub fn read_jwk_set(bytes: &[u8]) -> Result<Vec<SecretKey>, KeyError> {
    let set: SecretJwkSet = strict::from_slice(bytes).map_err(|_| KeyError::Malformed)?;
    set.keys.iter().map(SecretKey::from_jwk).collect()
}

/// Writes a JWK Set of secret keys, indented. Wiped when dropped.
pub fn write_jwk_set(keys: &[SecretKey]) -> Zeroizing<String> {
    let set = SecretJwkSet { keys: keys.iter().map(SecretKey::to_jwk).collect() };
    Zeroizing::new(serde_json::to_string_pretty(&set).expect("strings always serialise"))
}

/// A fresh ephemeral key's agreement with `key`.
///
/// # Errors
///
/// [`SealError::BadKey`] if `key` is not on P-256.
pub fn agree_p256(key: &PublicKey, rng: &mut impl CryptoRng) -> Result<P256Secret, SealError> {
    let theirs = key.p256_point().ok_or(SealError::BadKey)?;
    let mine = random_p256(rng);
    let z = p256_agree(&mine, theirs).ok_or(SealError::BadKey)?;
    Ok(P256Secret { epk: sec1(mine.public_key().as_affine()), z })
}

/// The shared x coordinate of our key and their point; `None` if that is not on the curve.
pub(crate) fn p256_agree(mine: &p256::SecretKey, theirs: &[u8]) -> Option<Scalar> {
    let theirs = p256::PublicKey::from_sec1_bytes(theirs).ok()?;
    let shared = diffie_hellman(mine.to_nonzero_scalar(), theirs.as_affine());
    let mut z = Zeroizing::new([0; 32]);
    z.copy_from_slice(shared.raw_secret_bytes());
    Some(z)
}

/// The SEC 1 uncompressed form.
pub(crate) fn sec1(point: &p256::AffinePoint) -> [u8; 65] {
    point.to_sec1_point(false).as_bytes().try_into().expect("an uncompressed P-256 point has 65 bytes")
}

/// A uniform P-256 scalar: bytes out of range are thrown away and drawn again (FIPS 186-5, A.2.2).
pub(crate) fn random_p256(rng: &mut impl CryptoRng) -> p256::SecretKey {
    loop {
        let mut bytes = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *bytes);
        if let Ok(key) = p256::SecretKey::from_slice(&*bytes) {
            return key;
        }
    }
}
