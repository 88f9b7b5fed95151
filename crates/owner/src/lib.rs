//! What needs a secret key: opening submissions, signing policies, receipts. No web server needs any of it, and the receiver does
//! not depend on it.
//!
//! Pure, as `waxseal-core` is: no clock, no files, no network and no randomness of its own.
//!
//! | module | what it holds |
//! |---|---|
//! | [`secret`] | the keys that open, as JWK |
//! | [`open`] | an envelope into what was typed and chosen |
//! | [`root`] | the offline key that signs policies |
//! | [`holder`] | the key in the person's hand, which signs the record and takes consent back |
//! | [`signer`] | the owner's key, which takes consent back on the person's word |
//! | [`receipt`] | the person's copy of the record, with that key |
//! | [`export`] | a receipt in the formats of others |
//! | [`seal`] | a submission into an envelope, in one call and without a page |
//!
//! # A submission, sealed and opened
//!
//! ```
//! use waxseal_core::{envelope, keys::Suite, manifest, policy, seal::Value};
//! use waxseal_owner::{open, seal, secret::SecretKey};
//! # let mut rng = getrandom::rand_core::UnwrapErr(getrandom::SysRng);
//!
//! let key = SecretKey::generate(Suite::Hpke, &mut rng);
//! let public = key.public();
//! let text = format!(
//!     r#"{{"v":1,"revision":1,
//!         "controller":{{"name":"Example Ltd","address":"1 Example Street","country":"IE",
//!                        "contact":"privacy@example.com","privacy":"/privacy"}},
//!         "keys":{{"keys":[{jwk}]}},
//!         "recipients":[{{"id":"owner","name":"Example Ltd","kid":"{kid}"}}],
//!         "purposes":[{{"id":"newsletter","text":"Send me the newsletter."}}],
//!         "forms":[{{"id":"signup","fields":[{{"name":"email","kind":"email","purposes":["newsletter"]}}]}}]}}"#,
//!     jwk = serde_json::to_string(&public.to_jwk()).unwrap(),
//!     kid = public.id(),
//! );
//! let policy = policy::read(text.as_bytes()).expect("a sound policy");
//! let answers = seal::Answers {
//!     lang: "en".into(),
//!     origin: None,
//!     given: vec!["newsletter".into()],
//!     fields: vec![("email".into(), Value::Text("ada@example.com".into()))],
//! };
//! let moment = seal::Moment { sid: [7; 16], iat: 1_790_000_000, mh: manifest::hash(text.as_bytes()) };
//!
//! let sealed = seal::seal(&policy, "signup", &answers, &moment, &mut rng)?;
//! let envelope = envelope::parse(sealed.envelope.as_bytes()).expect("what we seal, we read");
//! let opened = open::open(&envelope, &[key]).expect("and open");
//! assert_eq!(opened.fields["email"], "ada@example.com");
//! # Ok::<(), waxseal_core::seal::SealError>(())
//! ```

pub mod export;
pub mod holder;
pub mod open;
pub mod receipt;
pub mod root;
pub mod seal;
pub mod secret;
pub mod signer;
