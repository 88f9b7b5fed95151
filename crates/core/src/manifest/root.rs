//! The offline key that signs policies, and the check of its signatures.

use alloc::{
    format,
    string::{String, ToString},
};
use core::fmt;

use p256::ecdsa::{
    Signature, SigningKey, VerifyingKey,
    signature::{Signer, Verifier},
};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::signed::{Flattened, Header, ManifestError, Published, RootJwk, TYP, read, thumbprint};
use crate::base64;

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
        Self(SigningKey::from(crate::secret::random_p256(rng)))
    }

    /// Reads the JWK that [`to_jwk`](Self::to_jwk) writes.
    ///
    /// # Errors
    ///
    /// [`ManifestError::BadRootKey`] for anything else.
    pub fn from_jwk(json: &[u8]) -> Result<Self, ManifestError> {
        let jwk: SecretJwk = serde_json::from_slice(json).map_err(|_| ManifestError::BadRootKey)?;
        let d = base64::decode_exact::<32>(&jwk.d).map(Zeroizing::new).ok_or(ManifestError::BadRootKey)?;
        let key = SigningKey::from_slice(&*d).map_err(|_| ManifestError::BadRootKey)?;
        let public = RootJwk { crv: jwk.crv.clone(), kty: jwk.kty.clone(), x: jwk.x.clone(), y: jwk.y.clone() };
        let key = Self(key);
        let sound = jwk.alg == "ES256" && public.point() == Some(key.point());
        sound.then_some(key).ok_or(ManifestError::BadRootKey)
    }

    /// The secret key as JWK.
    pub fn to_jwk(&self) -> Zeroizing<String> {
        let RootJwk { crv, kty, x, y } = self.public_jwk();
        let d = base64::encode(&Zeroizing::new(self.0.to_bytes())[..]);
        let jwk = SecretJwk { crv, kty, alg: "ES256".into(), x, y, d };
        Zeroizing::new(serde_json::to_string(&jwk).expect("strings always serialise"))
    }

    /// Its thumbprint: the value of `data-root`.
    pub fn thumbprint(&self) -> String {
        thumbprint(&self.point())
    }

    fn point(&self) -> [u8; 65] {
        crate::secret::sec1(self.0.verifying_key().as_affine())
    }

    fn public_jwk(&self) -> RootJwk {
        let point = self.point();
        RootJwk {
            crv: "P-256".into(),
            kty: "EC".into(),
            x: base64::encode(&point[1..33]),
            y: base64::encode(&point[33..]),
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
    let header = Header { alg: "ES256".into(), typ: TYP.to_string(), jwk: root.public_jwk(), iat, exp };
    let protected = base64::encode(&serde_json::to_vec(&header).expect("strings and numbers always serialise"));
    let payload = base64::encode(policy);
    let signature: Signature = root.0.sign(format!("{protected}.{payload}").as_bytes());
    let signature = base64::encode(&signature.to_bytes());
    let flattened = Flattened { payload, protected, signature };
    serde_json::to_string(&flattened).expect("strings always serialise")
}

/// Takes a policy file apart and verifies its signature, if it has one, against the key in its own header. Whose key
/// that is, [`Signed::root`](super::Signed::root) tells.
///
/// # Errors
///
/// [`ManifestError::BadSignature`] if it does not hold, else as [`unwrap`](super::unwrap).
pub fn unwrap_verified(file: &[u8]) -> Result<Published, ManifestError> {
    let Some(unverified) = read(file)? else {
        return Ok(Published::plain(file));
    };
    let key = VerifyingKey::from_sec1_bytes(&unverified.point).map_err(|_| ManifestError::Malformed)?;
    let signature = base64::decode(&unverified.flattened.signature).ok_or(ManifestError::Malformed)?;
    let signature = Signature::from_slice(&signature).map_err(|_| ManifestError::BadSignature)?;
    let signed = format!("{}.{}", unverified.flattened.protected, unverified.flattened.payload);
    key.verify(signed.as_bytes(), &signature).map_err(|_| ManifestError::BadSignature)?;
    Ok(unverified.published)
}

#[cfg(test)]
mod tests {
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
        let changed = file.replacen(&base64::encode(b"{\"v\":1}"), &base64::encode(b"{\"v\":2}"), 1);
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
