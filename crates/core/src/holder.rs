//! The holder's key: made for one receipt, in the hand of the person who gave the consent.
//!
//! It signs the consent record, so that neither side can alter it unseen, and later what is taken back. Signatures are those
//! of a JWS (RFC 7515) with Ed25519 (RFC 8032, RFC 9864), whose header is fixed by what is signed: any JOSE library verifies
//! them.

use alloc::string::String;

use crate::base64;

/// What is signed; each has a JWS header of its own, so that one never passes for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// A consent record, by its holder.
    Consent,
    /// A withdrawal, by the holder of the record.
    Withdrawal,
    /// A withdrawal, by the owner on a person's word.
    OwnerWithdrawal,
}

impl Statement {
    /// The protected header, as its base64url is signed.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Consent => r#"{"alg":"Ed25519","typ":"waxseal-consent+jws;v=1"}"#,
            Self::Withdrawal => r#"{"alg":"Ed25519","typ":"waxseal-withdrawal+jws;v=1"}"#,
            Self::OwnerWithdrawal => r#"{"alg":"Ed25519","typ":"waxseal-owner-withdrawal+jws;v=1"}"#,
        }
    }

    /// What is signed for `payload`: the JWS signing input (RFC 7515 §5.1).
    pub fn signing_input(self, payload: &str) -> String {
        [&*base64::encode(self.header().as_bytes()), ".", &base64::encode(payload.as_bytes())].concat()
    }

    /// Whether `signature` of `payload` is that of the key `public`; both base64url.
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
