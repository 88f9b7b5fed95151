//! The heavy half of sealing, done ahead of time: a fresh content key, wrapped for every recipient of one part.

use alloc::{string::String, vec::Vec};

use aes_kw::{KeyInit, KwAes256};
use hpke::{
    OpModeS, Serializable,
    aead::{Aead, AesGcm128, AesGcm256},
    kdf::{HkdfSha256, Kdf, KdfShake256},
    kem::{self, Kem},
};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::{
    base64,
    json::{Object, push_array},
    keys::{KeyId, Point, PublicKey, write_p256},
    seal::SealError,
};

/// What HPKE is told about its use: draft-ietf-jose-hpke-encrypt, `Recipient_structure`, with `enc` = A256GCM.
pub const HPKE_INFO: &[u8] = b"JOSE-HPKE rcpt\xffA256GCM\xff";

/// Bytes that a content key's commitment starts with (docs/format.md, `cmt`).
const COMMITMENT_LABEL: &[u8] = b"waxseal v1 cmt\0";

/// SHA-256 of a fixed label and the content key. A256GCM does not commit to its key; this does.
pub fn commitment(content_key: &[u8; 32]) -> String {
    base64::encode(&Sha256::new().chain_update(COMMITMENT_LABEL).chain_update(content_key).finalize())
}

/// A key agreement on P-256, made where P-256 is at hand: by `SubtleCrypto` in a page, elsewhere by whoever seals.
pub struct P256Secret {
    /// The ephemeral public key, SEC 1 uncompressed.
    pub epk: [u8; 65],
    /// The shared x coordinate.
    pub z: Zeroizing<[u8; 32]>,
}

/// A content key and its wrapped copies. Usable once: sealing takes it.
pub struct Capsule {
    pub(crate) content_key: Zeroizing<[u8; 32]>,
    pub(crate) iv: [u8; 12],
    pub(crate) commitment: String,
    /// The JSON of the part's `recipients`.
    pub(crate) recipients: String,
    keys: Vec<KeyId>,
}

impl Capsule {
    /// Makes a content key and wraps it for each of `keys`. `p256` is asked for a fresh agreement with each P-256 key.
    ///
    /// # Errors
    ///
    /// [`SealError::NotPrepared`] if `p256` has none, [`SealError::BadKey`] for a key that nothing can be wrapped for.
    pub fn prepare(
        keys: &[&PublicKey],
        p256: &mut dyn FnMut(&PublicKey) -> Option<P256Secret>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, SealError> {
        let mut content_key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *content_key);
        let mut iv = [0; 12];
        rng.fill_bytes(&mut iv);
        let mut wrapped = Vec::with_capacity(keys.len());
        for key in keys {
            wrapped.push(wrap(key, &content_key, p256, rng)?);
        }
        let mut recipients = String::new();
        push_array(&mut recipients, &wrapped, |out, recipient| {
            out.push_str(recipient);
        });
        let commitment = commitment(&content_key);
        let keys = keys.iter().map(|key| key.id().clone()).collect();
        Ok(Self { content_key, iv, commitment, recipients, keys })
    }

    /// The commitment to the content key, base64url: a record names it before it is signed.
    pub fn commitment(&self) -> &str {
        &self.commitment
    }

    /// Whether this was prepared for just these keys.
    pub fn fits(&self, keys: &[&PublicKey]) -> bool {
        self.keys.iter().eq(keys.iter().map(|key| key.id()))
    }
}

/// The JSON of one member of `recipients`.
fn wrap(
    key: &PublicKey,
    content_key: &[u8; 32],
    p256: &mut dyn FnMut(&PublicKey) -> Option<P256Secret>,
    rng: &mut impl CryptoRng,
) -> Result<String, SealError> {
    let mut out = String::new();
    let mut recipient = Object::new(&mut out);
    let mut header = Object::new(recipient.member("header"));
    header.string("alg", key.suite().alg()).string("kid", key.id().as_str());
    let encrypted_key = match &key.point {
        Point::Pq(point) => {
            let (ek, wrapped) = encapsulate::<AesGcm256, KdfShake256, kem::XWing>(point, content_key, rng)?;
            header.string("ek", &ek);
            wrapped
        }
        Point::Hpke(point) => {
            let (ek, wrapped) = encapsulate::<AesGcm128, HkdfSha256, kem::X25519HkdfSha256>(point, content_key, rng)?;
            header.string("ek", &ek);
            wrapped
        }
        Point::Compat(_) => {
            let secret = p256(key).ok_or(SealError::NotPrepared)?;
            let mut epk = Object::new(header.member("epk"));
            write_p256(&secret.epk, &mut epk);
            epk.end();
            let mut wrapped = [0; 40];
            let wrapping_key = concat_kdf(&secret.z);
            let cipher = KwAes256::new((&*wrapping_key).into());
            cipher.wrap_key(content_key, &mut wrapped).map_err(|_| SealError::BadKey)?;
            base64::encode(&wrapped)
        }
    };
    header.end();
    recipient.string("encrypted_key", &encrypted_key).end();
    Ok(out)
}

/// HPKE base mode, one message: the encapsulated key and the wrapped content key, both base64url.
fn encapsulate<A: Aead, F: Kdf, K: Kem>(
    key: &K::PublicKey,
    content_key: &[u8; 32],
    rng: &mut impl CryptoRng,
) -> Result<(String, String), SealError> {
    let (ek, mut context) =
        hpke::setup_sender_with_rng::<A, F, K>(&OpModeS::Base, key, HPKE_INFO, rng).map_err(|_| SealError::BadKey)?;
    let wrapped = context.seal(content_key, b"").map_err(|_| SealError::BadKey)?;
    Ok((base64::encode(&ek.to_bytes()), base64::encode(&wrapped)))
}

/// The Concat KDF as RFC 7518 §4.6.2 uses it for `ECDH-ES+A256KW`, with empty `apu` and `apv`: one round of SHA-256.
pub fn concat_kdf(z: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    const ALG: &[u8; 14] = b"ECDH-ES+A256KW";
    let mut digest = Sha256::new()
        .chain_update(1u32.to_be_bytes())
        .chain_update(z)
        .chain_update(14u32.to_be_bytes())
        .chain_update(ALG)
        .chain_update([0; 8])
        .chain_update(256u32.to_be_bytes())
        .finalize();
    let key = Zeroizing::new(digest.into());
    digest.zeroize();
    key
}
