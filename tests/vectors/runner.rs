//! Runs one vector of this folder. Shared by the native test and by the one in the browser, so it takes text, not files.

use core::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use serde::{Deserialize, Serialize};
use waxseal_core::{
    envelope::{self, EnvelopeError},
    manifest, policy,
    seal::{SealError, Value},
};
use waxseal_owner::{
    open::{self, OpenError},
    seal::{self, Answers, Moment},
    secret::SecretKey,
};

/// A vector file: what it shows, what to do, and what must come of it.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Vector {
    /// One sentence.
    pub what: String,
    /// An envelope to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Open>,
    /// A submission to seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// The code of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The fields that come out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<serde_json::Value>,
    /// The purposes that were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Vec<String>>,
    /// The exact bytes that sealing gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<String>,
}

/// An envelope, as text that need not be JSON, and the keys at hand.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Secret JWKs.
    pub keys: Vec<serde_json::Value>,
    /// The bytes.
    pub envelope: String,
}

/// Everything that sealing takes, with randomness from a seed.
#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The policy's exact text.
    pub policy: String,
    /// The form's id.
    pub form: String,
    /// The language.
    pub lang: String,
    /// The ticked purposes.
    pub given: Vec<String>,
    /// Names and values.
    pub fields: Vec<(String, serde_json::Value)>,
    /// The time.
    pub iat: u64,
    /// Of the generator that gives the submission's id, then all other randomness.
    pub seed: u64,
}

/// `SplitMix64`: repeatable bytes for vectors, and for nothing else.
#[derive(Clone)]
pub struct SeededRng(pub u64);

impl TryRng for SeededRng {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| u32::try_from(word >> 32).expect("its upper half fits"))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(word ^ (word >> 31))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for SeededRng {}

/// Runs the vector in `text` and panics, naming `name`, if anything else comes of it.
pub fn run(name: &str, text: &str) {
    let vector: Vector = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    match (&vector.open, &vector.seal) {
        (Some(open), None) => run_open(name, &vector, open),
        (None, Some(seal)) => run_seal(name, &vector, seal),
        _ => panic!("{name}: a vector either opens or seals"),
    }
}

fn run_open(name: &str, vector: &Vector, given: &Open) {
    let keys: Vec<SecretKey> = given
        .keys
        .iter()
        .map(|jwk| SecretKey::from_jwk(&serde_json::from_value(jwk.clone()).expect("a JWK")).expect("a sound key"))
        .collect();
    let opened = envelope::parse(given.envelope.as_bytes())
        .map_err(EnvelopeError::code)
        .and_then(|envelope| open::open(&envelope, &keys).map_err(OpenError::code));
    match opened {
        Err(code) => assert_eq!(Some(code), vector.code.as_deref(), "{name}"),
        Ok(opened) => {
            assert_eq!(None, vector.code, "{name}: it opened");
            assert_eq!(Some(serde_json::Value::Object(opened.fields)), vector.fields, "{name}");
            let given = opened.consent.given().map(String::from).collect();
            assert_eq!(Some(given), vector.given, "{name}");
        }
    }
}

fn run_seal(name: &str, vector: &Vector, given: &Seal) {
    match seal(given) {
        Ok(envelope) => assert_eq!(Some(envelope), vector.envelope, "{name}"),
        Err(code) => assert_eq!(Some(code), vector.code.as_deref(), "{name}"),
    }
}

/// The envelope that `given` describes, or the code of its refusal.
///
/// # Errors
///
/// The code, if nothing is sealed.
pub fn seal(given: &Seal) -> Result<String, &'static str> {
    let policy = policy::read(given.policy.as_bytes()).map_err(|problems| problems[0].code())?;
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    let value = |value: &serde_json::Value| match value.as_array() {
        Some(items) => Value::List(items.iter().map(text).collect()),
        None => Value::Text(text(value)),
    };
    let answers = Answers {
        lang: given.lang.clone(),
        origin: Some("https://example.com".into()),
        given: given.given.clone(),
        fields: given.fields.iter().map(|(name, item)| (name.clone(), value(item))).collect(),
    };
    let mut rng = SeededRng(given.seed);
    let mut sid = [0; 16];
    let Ok(()) = rng.try_fill_bytes(&mut sid);
    let mh = manifest::hash(given.policy.as_bytes());
    let moment = Moment { sid, iat: given.iat, mh };
    let sealed = seal::seal(&policy, &given.form, &answers, &moment, &mut rng).map_err(SealError::code)?;
    Ok(sealed.envelope)
}
