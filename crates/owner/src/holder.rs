//! The holder's secret key: it signs a consent record, and what is taken back of it.

use ed25519_dalek::{Signer, SigningKey};
use rand_core::CryptoRng;
use waxseal_core::{base64url_encode, holder::Statement, withdrawal::Withdrawal};
use zeroize::Zeroizing;

/// A holder's secret key, where there is no `SubtleCrypto` to hold it.
pub struct Holder(SigningKey);

impl Holder {
    /// A new key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *seed);
        Self::from_seed(&seed)
    }

    /// The key of `seed`.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The public key, base64url: the `x` of its JWK.
    pub fn public(&self) -> String {
        base64url_encode(self.0.verifying_key().as_bytes())
    }

    /// The secret key, base64url: the `d` of its JWK. It belongs into the person's receipt and nowhere else.
    pub fn secret(&self) -> String {
        base64url_encode(self.0.as_bytes())
    }

    /// Signs `payload`; gives the JWS `signature`, base64url.
    pub fn sign(&self, statement: Statement, payload: &str) -> String {
        base64url_encode(&self.0.sign(statement.signing_input(payload).as_bytes()).to_bytes())
    }

    /// Takes consent back: `withdrawal` as it is sent.
    pub fn withdraw(&self, withdrawal: &Withdrawal) -> String {
        withdrawal.with_signature(self.sign(Statement::Withdrawal, &withdrawal.to_json()))
    }
}
