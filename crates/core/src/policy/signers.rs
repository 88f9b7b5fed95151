//! Who may sign what a receiver keeps beside submissions. Keys of their own: a recipient's key opens and signs nothing, and
//! the root key stays offline.

use alloc::{format, vec::Vec};

use base64ct::{Base64, Encoding};
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};

use super::{Mistake, file::Signers};
use crate::{base64, keys::Jwk};

impl Signers {
    /// The key of the owner, base64url.
    pub fn owner(&self) -> Option<&str> {
        self.owner.as_ref()?.x.as_deref()
    }

    /// The mistakes in it, each with the member that has it.
    pub(super) fn mistakes(&self) -> Vec<(&'static str, Mistake)> {
        let jwks = [("owner", &self.owner), ("confirm", &self.confirm)];
        let read = |(name, jwk): (_, &Option<Jwk>)| jwk.as_ref().map(|jwk| (name, public(jwk)));
        let ledger = self.ledger.as_deref().map(|vkey| ("ledger", verifier(vkey)));
        let (mut known, mut found) = (Vec::new(), Vec::new());
        for (name, key) in jwks.into_iter().filter_map(read).chain(ledger) {
            match key {
                None => found.push((name, if name == "ledger" { Mistake::BadVerifier } else { Mistake::BadSigner })),
                // Who confirms addresses must not be able to take consent back.
                Some(key) if known.contains(&key) => found.push((name, Mistake::Duplicate)),
                Some(key) => known.push(key),
            }
        }
        found
    }
}

/// An Ed25519 public key (RFC 8037) with no member that does not belong there.
fn public(jwk: &Jwk) -> Option<[u8; 32]> {
    let Jwk { kty, crv, alg, kid, usage, public, x, y } = jwk;
    let kind = kty == "OKP" && crv.as_deref() == Some("Ed25519") && public.is_none() && y.is_none();
    let signs = alg.as_deref().is_none_or(|alg| ["Ed25519", "EdDSA"].contains(&alg))
        && usage.as_deref().is_none_or(|usage| usage == "sig");
    let x = x.as_deref().filter(|_| kind && signs)?;
    let key = base64::decode_exact::<32>(x).filter(is_sound)?;
    let thumbprint = || base64::encode(&Sha256::digest(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#)));
    kid.as_ref().is_none_or(|kid| *kid == thumbprint()).then_some(key)
}

/// A verifier key of a C2SP signed note with Ed25519: `name+hash+base64(1 ‖ key)`.
fn verifier(vkey: &str) -> Option<[u8; 32]> {
    let (name, rest) = vkey.split_once('+')?;
    let (hash, encoded) = rest.split_once('+')?;
    let bytes = Base64::decode_vec(encoded).ok()?;
    let key: [u8; 32] = bytes.strip_prefix(&[1])?.try_into().ok()?;
    let digest = Sha256::digest([name.as_bytes(), b"\n", &bytes].concat());
    let expected = format!("{:08x}", u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]));
    let named = !name.is_empty() && !name.contains(char::is_whitespace);
    (named && hash == expected && is_sound(&key)).then_some(key)
}

/// A point of the curve, and none of small order, for which one signature fits many texts.
fn is_sound(key: &[u8; 32]) -> bool {
    VerifyingKey::from_bytes(key).is_ok_and(|key| !key.is_weak())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.2; its thumbprint is A.3.
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const KID: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";
    /// RFC 8037, appendix A.6: to agree on a key, not to sign.
    const AGREES: &str = "3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08";
    /// From the documentation of golang.org/x/mod/sumdb/note.
    const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    fn codes(json: &str) -> Vec<(&'static str, &'static str)> {
        let signers: Signers = serde_json::from_str(json).unwrap();
        signers.mistakes().into_iter().map(|(name, mistake)| (name, mistake.code())).collect()
    }

    #[test]
    fn a_signer_is_an_ed25519_key_and_nothing_else() {
        let jwk = |members: &str| format!(r#"{{"owner":{{"kty":"OKP",{members}}}}}"#);
        for sound in [
            jwk(&format!(r#""crv":"Ed25519","x":"{X}""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","alg":"Ed25519","use":"sig","kid":"{KID}""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","alg":"EdDSA""#)),
            "{}".into(),
        ] {
            assert_eq!(codes(&sound), [], "{sound}");
        }
        let zero = "A".repeat(43);
        for wrong in [
            jwk(&format!(r#""crv":"X25519","x":"{AGREES}","alg":"HPKE-3-KE","use":"enc""#)),
            jwk(&format!(r#""crv":"X25519","x":"{AGREES}""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","alg":"ES256""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","use":"enc""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","kid":"{X}""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}","y":"{X}""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{X}=""#)),
            jwk(&format!(r#""crv":"Ed25519","x":"{zero}""#)),
            jwk(r#""crv":"Ed25519""#),
        ] {
            assert_eq!(codes(&wrong), [("owner", "bad-signer")], "{wrong}");
        }
        let secret = jwk(&format!(r#""crv":"Ed25519","x":"{X}","d":"{X}""#));
        assert!(serde_json::from_str::<Signers>(&secret).is_err(), "a secret half stands in no policy");
    }

    #[test]
    fn a_ledger_s_key_is_a_verifier_key_whose_hash_is_its_own() {
        assert_eq!(codes(&format!(r#"{{"ledger":"{VKEY}"}}"#)), []);
        for wrong in [
            VKEY.replace("c74f20a3", "c74f20a4"),
            VKEY.replace("Peter", "Paul"),
            VKEY.replace("PeterNeumann", ""),
            VKEY.replace("+ARp", "+Ahp"),
            VKEY.replacen('+', " ", 1),
            VKEY[..VKEY.len() - 4].into(),
        ] {
            assert_eq!(codes(&format!(r#"{{"ledger":"{wrong}"}}"#)), [("ledger", "bad-verifier")], "{wrong}");
        }
    }

    #[test]
    fn each_signer_has_a_key_of_its_own() {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"}}"#);
        assert_eq!(codes(&format!(r#"{{"owner":{jwk},"confirm":{jwk}}}"#)), [("confirm", "duplicate")]);
    }
}
