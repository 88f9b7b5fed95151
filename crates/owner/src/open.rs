//! Opening: with a secret key that the web tier never has.

use std::fmt;

use aes_gcm::{Aes256Gcm, aead::AeadInOut};
use aes_kw::{KeyInit, KwAes256};
use hpke::{
    Deserializable, HpkeError, OpModeR,
    aead::{Aead, AesGcm128, AesGcm256},
    kdf::{HkdfSha256, Kdf, KdfShake256},
    kem::{self, Kem},
};
use serde::{Deserialize, Serialize};
use waxseal_core::{
    capsule::{HPKE_INFO, commitment, concat_kdf},
    consent::Record,
    envelope::{Envelope, Part, Recipient},
    keys::has_low_order,
    strict,
};
use zeroize::Zeroizing;

use crate::secret::{Secret, SecretKey, p256_agree};

/// What a set of keys can read of a submission.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opened {
    /// Name and value (a string, or a list of strings) of each field, from every part that the keys open.
    pub fields: serde_json::Map<String, serde_json::Value>,
    /// What the sender's checks made of some of them, as a machine reads it: name and text.
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    pub values: serde_json::Map<String, serde_json::Value>,
    /// What the person was shown and chose.
    pub consent: Record,
    /// Attachments: none in this version.
    pub files: Vec<serde_json::Value>,
}

/// What is sealed in a part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plaintext {
    fields: serde_json::Map<String, serde_json::Value>,
    files: Vec<serde_json::Value>,
    #[serde(default)]
    values: serde_json::Map<String, serde_json::Value>,
}

/// Opens every part that one of `keys` can open.
///
/// # Errors
///
/// [`OpenError::WrongKey`] if that is none of them; any other error if a part that should open does not, for then
/// nothing of the submission can be trusted.
pub fn open(envelope: &Envelope, keys: &[SecretKey]) -> Result<Opened, OpenError> {
    open_parts(envelope, envelope.parts().iter(), keys)
}

/// Opens no more than what was given for one purpose, of the parts that one of `keys` can open. `None` if the person did
/// not agree to it, or was not asked.
///
/// # Errors
///
/// As [`open`].
pub fn open_for(envelope: &Envelope, purpose: &str, keys: &[SecretKey]) -> Option<Result<Opened, OpenError>> {
    let serves = |part: &&Part| part.purposes().iter().any(|given| given == purpose);
    let mut parts = envelope.parts().iter().filter(serves).peekable();
    parts.peek()?;
    Some(open_parts(envelope, parts, keys))
}

fn open_parts<'a>(
    envelope: &Envelope,
    parts: impl Iterator<Item = &'a Part>,
    keys: &[SecretKey],
) -> Result<Opened, OpenError> {
    let mut opened: Option<Opened> = None;
    for part in parts {
        let matching = part.recipients().iter().find_map(|recipient| {
            let key = keys.iter().find(|key| key.public().id().as_str() == recipient.kid)?;
            Some((recipient, key))
        });
        let Some((recipient, key)) = matching else {
            continue;
        };
        let plaintext = open_part(part, recipient, key)?;
        let opened = opened.get_or_insert_with(|| Opened {
            fields: serde_json::Map::new(),
            values: serde_json::Map::new(),
            consent: envelope.consent().clone(),
            files: Vec::new(),
        });
        opened.fields.extend(plaintext.fields);
        opened.values.extend(plaintext.values);
    }
    opened.ok_or(OpenError::WrongKey)
}

fn open_part(part: &Part, recipient: &Recipient, key: &SecretKey) -> Result<Plaintext, OpenError> {
    if key.public().suite() != recipient.suite {
        return Err(OpenError::AlgMismatch);
    }
    let content_key = unwrap_key(recipient, key)?;
    if commitment(&content_key) != part.commitment() {
        return Err(OpenError::CommitmentMismatch);
    }
    let mut text = Zeroizing::new(part.ciphertext().to_vec());
    Aes256Gcm::new((&*content_key).into())
        .decrypt_inout_detached(
            part.iv().into(),
            part.authenticated().as_bytes(),
            text.as_mut_slice().into(),
            part.tag().into(),
        )
        .map_err(|_| OpenError::Altered)?;
    let plaintext: Plaintext = strict::from_slice(&text).map_err(|_| OpenError::BadPlaintext)?;
    // A value without its field would be one that nobody typed.
    let is_normalised = |(name, value): (&String, &serde_json::Value)| {
        value.is_string() && plaintext.fields.get(name).is_some_and(serde_json::Value::is_string)
    };
    let sound = plaintext.files.is_empty()
        && plaintext.fields.values().all(is_value)
        && plaintext.values.iter().all(is_normalised);
    sound.then_some(plaintext).ok_or(OpenError::BadPlaintext)
}

fn is_value(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(_) => true,
        serde_json::Value::Array(items) => items.iter().all(serde_json::Value::is_string),
        _ => false,
    }
}

fn unwrap_key(recipient: &Recipient, key: &SecretKey) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    match &key.secret {
        Secret::Pq(secret) => {
            // X-Wing's encapsulated key: 1,088 bytes of ML-KEM-768, then 32 of X25519.
            if has_low_order(&recipient.encapsulated()[1088..]) {
                return Err(OpenError::LowOrderPoint);
            }
            decapsulate::<AesGcm256, KdfShake256, kem::XWing>(recipient, secret)
        }
        Secret::Hpke(secret) => decapsulate::<AesGcm128, HkdfSha256, kem::X25519HkdfSha256>(recipient, secret),
        Secret::Compat(secret) => {
            let z = p256_agree(secret, recipient.encapsulated()).ok_or(OpenError::BadPoint)?;
            let wrapping_key = concat_kdf(&z);
            let mut content_key = Zeroizing::new([0; 32]);
            let cipher = KwAes256::new((&*wrapping_key).into());
            cipher.unwrap_key(recipient.encrypted_key(), &mut *content_key).map_err(|_| OpenError::Altered)?;
            Ok(content_key)
        }
    }
}

fn decapsulate<A: Aead, F: Kdf, K: Kem>(
    recipient: &Recipient,
    secret: &K::PrivateKey,
) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    let encapsulated = K::EncappedKey::from_bytes(recipient.encapsulated()).map_err(|_| OpenError::Altered)?;
    let mut context = hpke::setup_receiver::<A, F, K>(&OpModeR::Base, secret, &encapsulated, HPKE_INFO).map_err(
        |error| match error {
            HpkeError::DecapError => OpenError::LowOrderPoint,
            _ => OpenError::Altered,
        },
    )?;
    let unwrapped = context.open(recipient.encrypted_key(), b"").map(Zeroizing::new);
    let unwrapped = unwrapped.map_err(|_| OpenError::Altered)?;
    let mut content_key = Zeroizing::new([0; 32]);
    if unwrapped.len() != content_key.len() {
        return Err(OpenError::Altered);
    }
    content_key.copy_from_slice(&unwrapped);
    Ok(content_key)
}

/// Why a sound envelope could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenError {
    /// It was sealed to other keys.
    WrongKey,
    /// A header names another algorithm than the key's own.
    AlgMismatch,
    /// The encapsulated key is a point of low order, which anybody could have agreed on.
    LowOrderPoint,
    /// The ephemeral key is not on the curve.
    BadPoint,
    /// The wrapped key, the ciphertext or the consent record changed after sealing.
    Altered,
    /// The content key is not the one that the header commits to.
    CommitmentMismatch,
    /// What was sealed is not the record of a form.
    BadPlaintext,
}

impl OpenError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongKey => "wrong-key",
            Self::AlgMismatch => "alg-mismatch",
            Self::LowOrderPoint => "low-order-point",
            Self::BadPoint => "bad-point",
            Self::Altered => "altered",
            Self::CommitmentMismatch => "commitment-mismatch",
            Self::BadPlaintext => "bad-plaintext",
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongKey => "sealed to another key; open it with the key that its `kid` names",
            Self::AlgMismatch => "its header names another algorithm than the key's own",
            Self::LowOrderPoint => "its encapsulated key is of low order; whoever made it did not use this format",
            Self::BadPoint => "its ephemeral key is not on the curve",
            Self::Altered => "it was changed after sealing",
            Self::CommitmentMismatch => "its content key is not the one it commits to",
            Self::BadPlaintext => "what was sealed is not the record of a form",
        })
    }
}

impl std::error::Error for OpenError {}
