//! The owner's key that signs what is taken back on a person's word. It opens nothing, so it may lie where letters are
//! answered; the policy names its public half.

use std::fmt;

use ed25519_dalek::{Signer, SigningKey};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use waxseal_core::{base64url_decode_exact, base64url_encode, keys::Jwk, strict, withdrawal::Withdrawal};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The secret key of `signers.owner`.
pub struct OwnerKey(SigningKey);

/// The same as JWK (RFC 8037).
#[derive(Deserialize, Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct SecretJwk {
    crv: String,
    kty: String,
    alg: String,
    x: String,
    d: String,
}

impl OwnerKey {
    /// A fresh key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        Self(SigningKey::from_bytes(&seed))
    }

    /// Reads the JWK that [`to_jwk`](Self::to_jwk) writes.
    ///
    /// # Errors
    ///
    /// [`NoOwnerKey`] for anything else.
    pub fn from_jwk(json: &[u8]) -> Result<Self, NoOwnerKey> {
        let jwk: SecretJwk = strict::from_slice(json).map_err(|_| NoOwnerKey)?;
        let seed = base64url_decode_exact::<32>(&jwk.d).map(Zeroizing::new).ok_or(NoOwnerKey)?;
        let key = Self(SigningKey::from_bytes(&seed));
        let own = key.jwk();
        let same = [(&jwk.crv, &own.crv), (&jwk.kty, &own.kty), (&jwk.alg, &own.alg), (&jwk.x, &own.x)];
        same.iter().all(|(read, own)| read == own).then_some(key).ok_or(NoOwnerKey)
    }

    /// The secret key as JWK.
    pub fn to_jwk(&self) -> Zeroizing<String> {
        Zeroizing::new(serde_json::to_string(&self.jwk()).expect("strings always serialise"))
    }

    /// The public half: what stands under `signers.owner` in the policy.
    pub fn public(&self) -> Jwk {
        let SecretJwk { crv, kty, alg, x, .. } = &self.jwk();
        let [crv, alg, x] = [crv, alg, x].map(|text| Some(text.clone()));
        Jwk { kty: kty.clone(), crv, alg, x, ..Jwk::default() }
    }

    /// Takes consent back: `withdrawal`, which gives a reason, as it is sent.
    pub fn withdraw(&self, withdrawal: &Withdrawal) -> String {
        let input = withdrawal.signer().statement().signing_input(&withdrawal.to_json());
        withdrawal.with_signature(base64url_encode(&self.0.sign(input.as_bytes()).to_bytes()))
    }

    fn jwk(&self) -> SecretJwk {
        SecretJwk {
            crv: "Ed25519".into(),
            kty: "OKP".into(),
            // RFC 9864 §2.2: what RFC 8037 calls EdDSA, with its curve.
            alg: "Ed25519".into(),
            x: base64url_encode(self.0.verifying_key().as_bytes()),
            d: base64url_encode(self.0.as_bytes()),
        }
    }
}

impl fmt::Debug for OwnerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnerKey({})", base64url_encode(self.0.verifying_key().as_bytes()))
    }
}

/// The bytes are no key that signs for the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoOwnerKey;

impl NoOwnerKey {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        "bad-owner-key"
    }
}

impl fmt::Display for NoOwnerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no key that signs for the owner; give owner-sign.key, which `waxseal init` makes")
    }
}

impl std::error::Error for NoOwnerKey {}

#[cfg(test)]
mod tests {
    use waxseal_core::withdrawal::{Signed, Signer};

    use super::*;

    /// RFC 8037, appendix A.1.
    const JWK: &str = r#"{"crv":"Ed25519","kty":"OKP","alg":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#;

    #[test]
    fn a_key_survives_its_jwk_and_nothing_else_is_one() {
        let key = OwnerKey::from_jwk(JWK.as_bytes()).expect("a key");
        assert_eq!(*key.to_jwk(), JWK);
        assert_eq!(key.public().x.as_deref(), Some("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
        for other in [
            JWK.replace("Ed25519\",\"kty", "X25519\",\"kty"),
            JWK.replace("\"x\":\"11", "\"x\":\"12"),
            JWK.replace("\"alg\":\"Ed25519\"", "\"alg\":\"EdDSA\""),
            JWK.replace("\"kty\"", "\"use\":\"sig\",\"kty\""),
            JWK.replace("f2A\"", "f2B\""),
            "{}".into(),
        ] {
            assert_eq!(OwnerKey::from_jwk(other.as_bytes()).map(|_| ()), Err(NoOwnerKey), "{other}");
        }
        assert!(!format!("{key:?}").contains("nWGx"));
    }

    #[test]
    fn what_the_owner_signs_is_no_withdrawal_of_a_holder() {
        let key = OwnerKey::from_jwk(JWK.as_bytes()).expect("a key");
        let withdrawal = Withdrawal {
            purposes: vec!["newsletter".into()],
            reason: Some("asked by letter of 2026-11-28".into()),
            sid: "BwcHBwcHBwcHBwcHBwcHBw".into(),
            time: "2026-11-29T12:00:00.000+01:00".into(),
            v: 1,
        };
        let sent = key.withdraw(&withdrawal);
        let signed = Signed::read(sent.as_bytes()).expect("what we sign, we read");
        assert_eq!((&signed.withdrawal, signed.signer), (&withdrawal, Signer::Owner));
        let public = key.public().x.expect("it has one");
        assert!(signed.verify(&public));

        // The header of a holder's over the same payload, and the other way round.
        let header = |signer: Signer| base64url_encode(signer.statement().header().as_bytes());
        let as_holder = sent.replace(&header(Signer::Owner), &header(Signer::Holder));
        assert_eq!(Signed::read(as_holder.as_bytes()).unwrap_err().code(), "malformed");
        let holder = key.withdraw(&Withdrawal { reason: None, ..withdrawal.clone() });
        let as_owner = holder.replace(&header(Signer::Holder), &header(Signer::Owner));
        assert_eq!(Signed::read(as_owner.as_bytes()).unwrap_err().code(), "malformed");
        let long = key.withdraw(&Withdrawal { reason: Some("x".repeat(201)), ..withdrawal });
        assert_eq!(Signed::read(long.as_bytes()).unwrap_err().code(), "bad-reason");
    }
}
