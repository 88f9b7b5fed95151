//! The offline key that signs policies.

use std::fmt;

use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use waxseal_core::{
    base64url_decode_exact, base64url_encode,
    manifest::{ManifestError, Unsigned, thumbprint},
    strict,
};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::secret::{random_p256, sec1};

/// The secret key that signs policies. Kept offline; never needed by a server.
pub struct RootKey(SigningKey);

/// A root key as JWK.
#[derive(Deserialize, Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct SecretJwk {
    crv: String,
    kty: String,
    alg: String,
    x: String,
    y: String,
    d: String,
}

impl RootKey {
    /// A fresh key.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        Self(SigningKey::from(random_p256(rng)))
    }

    /// Reads the JWK that [`to_jwk`](Self::to_jwk) writes.
    ///
    /// # Errors
    ///
    /// [`ManifestError::BadRootKey`] for anything else.
    pub fn from_jwk(json: &[u8]) -> Result<Self, ManifestError> {
        let jwk: SecretJwk = strict::from_slice(json).map_err(|_| ManifestError::BadRootKey)?;
        let d = base64url_decode_exact::<32>(&jwk.d).map(Zeroizing::new).ok_or(ManifestError::BadRootKey)?;
        let key = Self(SigningKey::from_slice(&*d).map_err(|_| ManifestError::BadRootKey)?);
        let own = key.jwk();
        let same =
            [(&jwk.crv, &own.crv), (&jwk.kty, &own.kty), (&jwk.alg, &own.alg), (&jwk.x, &own.x), (&jwk.y, &own.y)];
        same.iter().all(|(read, own)| read == own).then_some(key).ok_or(ManifestError::BadRootKey)
    }

    /// The secret key as JWK.
    pub fn to_jwk(&self) -> Zeroizing<String> {
        Zeroizing::new(serde_json::to_string(&self.jwk()).expect("strings always serialise"))
    }

    /// Its thumbprint: the value of `data-root`.
    pub fn thumbprint(&self) -> String {
        thumbprint(&self.point())
    }

    fn point(&self) -> [u8; 65] {
        sec1(self.0.verifying_key().as_affine())
    }

    fn jwk(&self) -> SecretJwk {
        let point = self.point();
        SecretJwk {
            crv: "P-256".into(),
            kty: "EC".into(),
            alg: "ES256".into(),
            x: base64url_encode(&point[1..33]),
            y: base64url_encode(&point[33..]),
            d: base64url_encode(&Zeroizing::new(self.0.to_bytes())[..]),
        }
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RootKey({})", self.thumbprint())
    }
}

/// Signs the bytes of a policy, valid from `iat` to `exp` in seconds since 1970.
pub fn sign(policy: &[u8], root: &RootKey, iat: u64, exp: u64) -> String {
    let unsigned = Unsigned::new(policy, &root.point(), iat, exp);
    let signature: Signature = root.0.sign(unsigned.signing_input().as_bytes());
    unsigned.with_signature(&signature.to_bytes())
}

#[cfg(test)]
mod tests {
    use waxseal_core::manifest::{Published, unwrap_verified};

    use super::*;

    fn root() -> RootKey {
        RootKey::generate(&mut getrandom::rand_core::UnwrapErr(getrandom::SysRng))
    }

    #[test]
    fn a_signed_policy_is_verified_and_names_its_root() {
        let root = root();
        let file = sign(b"{}", &root, 5, 9);
        let published = unwrap_verified(file.as_bytes()).expect("signed just now");
        assert_eq!(published.policy, b"{}");
        let signed = published.signed.expect("it is signed");
        assert_eq!((signed.root, signed.iat, signed.exp), (root.thumbprint(), 5, 9));
    }

    #[test]
    fn a_changed_signed_policy_is_refused() {
        let file = sign(b"{\"v\":1}", &root(), 5, 9);
        let changed = file.replacen(&base64url_encode(b"{\"v\":1}"), &base64url_encode(b"{\"v\":2}"), 1);
        assert_eq!(unwrap_verified(changed.as_bytes()), Err(ManifestError::BadSignature));
        let other = file.replace("\"signature\":\"", "\"signature\":\"A");
        assert_ne!(unwrap_verified(other.as_bytes()).map(|_| ()), Ok(()));
    }

    #[test]
    fn a_plain_policy_has_no_signature() {
        assert_eq!(unwrap_verified(b"{}"), Ok(Published { policy: b"{}".to_vec(), signed: None }));
    }

    #[test]
    fn a_root_key_survives_its_jwk() {
        let root = root();
        let back = RootKey::from_jwk(root.to_jwk().as_bytes()).expect("what we write, we read");
        assert_eq!(back.thumbprint(), root.thumbprint());
        let other = root.to_jwk().replace("\"x\":\"", "\"x\":\"A");
        assert_eq!(RootKey::from_jwk(other.as_bytes()).unwrap_err().code(), "bad-root-key");
    }
}
