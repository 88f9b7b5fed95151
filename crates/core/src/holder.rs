//! The holder's key: made for one receipt, in the hand of the person who gave the consent.
//!
//! It signs the consent record, so that neither side can alter it unseen, and later what is taken back. Signatures are those
//! of a JWS (RFC 7515) with Ed25519 (RFC 8032, RFC 9864), whose header is fixed by what is signed: any JOSE library verifies
//! them.

use alloc::string::String;

use crate::base64;

/// What a holder signs; each has a JWS header of its own, so that one never passes for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A consent record.
    Consent,
    /// A withdrawal.
    Withdrawal,
}

impl Statement {
    /// The protected header, as its base64url is signed.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Consent => r#"{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}"#,
            Self::Withdrawal => r#"{"alg":"Ed25519","typ":"waxseal-withdrawal+jws;v=1"}"#,
        }
    }

    /// What is signed for `payload`: the JWS signing input (RFC 7515 §5.1).
    pub fn signing_input(self, payload: &str) -> String {
        [&*base64::encode(self.header().as_bytes()), ".", &base64::encode(payload.as_bytes())].concat()
    }

    /// Whether `signature` of `payload` is that of the holder `public`; both base64url.
    #[cfg(feature = "read")]
    pub fn verify(self, payload: &str, public: &str, signature: &str) -> bool {
        let array = |text: &str| base64::decode(text).unwrap_or_default();
        let (Ok(public), Ok(signature)) = (array(public).try_into(), array(signature).try_into()) else {
            return false;
        };
        let Ok(key) = ed25519_dalek::VerifyingKey::from_bytes(&public) else {
            return false;
        };
        // Strict: no key of small order, which would fit many payloads.
        key.verify_strict(self.signing_input(payload).as_bytes(), &ed25519_dalek::Signature::from_bytes(&signature))
            .is_ok()
    }
}

/// A holder's secret key, where there is no `SubtleCrypto` to hold it.
#[cfg(feature = "open")]
pub struct Holder(ed25519_dalek::SigningKey);

#[cfg(feature = "open")]
impl Holder {
    /// A new key.
    pub fn generate(rng: &mut impl rand_core::CryptoRng) -> Self {
        let mut seed = zeroize::Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        Self::from_seed(&seed)
    }

    /// The key of `seed`.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public key, base64url: the `x` of its JWK.
    pub fn public(&self) -> String {
        base64::encode(self.0.verifying_key().as_bytes())
    }

    /// The secret key, base64url: the `d` of its JWK. It belongs into the person's receipt and nowhere else.
    pub fn secret(&self) -> String {
        base64::encode(self.0.as_bytes())
    }

    /// Signs `payload`; gives the JWS `signature`, base64url.
    pub fn sign(&self, statement: Statement, payload: &str) -> String {
        use ed25519_dalek::Signer;
        base64::encode(&self.0.sign(statement.signing_input(payload).as_bytes()).to_bytes())
    }
}
