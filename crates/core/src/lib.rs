//! The rules of Waxseal: what a policy says, what a person consented to, how a submission is sealed and opened.
//!
//! Pure: no clock, no files, no network, no page and no randomness of its own. They arrive as arguments, so the same
//! call gives the same bytes in a test, in a browser and in a terminal.
//!
//! | module | what it holds |
//! |---|---|
//! | [`policy`] | the one file that describes forms, purposes, recipients and keys |
//! | [`manifest`] | the hash, and the signed form, of that file |
//! | [`keys`], `secret` | public and secret keys of the three suites, as JWK |
//! | [`fields`] | checks of what a person typed |
//! | [`choices`], [`consent`] | what was shown and chosen, and the record of it |
//! | [`holder`] | the key that signs the record, in the person's hand |
//! | `receipt`, `withdrawal` | the person's copy of the record, and taking consent back with it |
//! | `export` | a receipt in the formats of others |
//! | [`capsule`] | a content key and its wrapped copies, prepared ahead of time |
//! | [`seal`], `open` | a submission into an envelope, and back |
//! | [`envelope`] | the format on the wire, written and strictly read |
//!
//! Features: none for the page; `read` adds strict readers for JSON bytes; `open` adds secret keys and opening.
#![cfg_attr(
    feature = "open",
    doc = r##"
# A submission, sealed and opened

```
use waxseal_core::{envelope, keys::Suite, manifest, open, policy, seal, secret::SecretKey};
# let mut rng = getrandom::rand_core::UnwrapErr(getrandom::SysRng);

let key = SecretKey::generate(Suite::Hpke, &mut rng);
let public = key.public();
let text = format!(
    r#"{{"v":1,"revision":1,
        "controller":{{"name":"Example Ltd","address":"1 Example Street","country":"IE",
                       "contact":"privacy@example.com","privacy":"/privacy"}},
        "keys":{{"keys":[{jwk}]}},
        "recipients":[{{"id":"owner","name":"Example Ltd","kid":"{kid}"}}],
        "purposes":[{{"id":"newsletter","text":"Send me the newsletter."}}],
        "forms":[{{"id":"signup","fields":[{{"name":"email","kind":"email","purposes":["newsletter"]}}]}}]}}"#,
    jwk = serde_json::to_string(&public.to_jwk()).unwrap(),
    kid = public.id(),
);
let policy = policy::read(text.as_bytes()).expect("a sound policy");
let answers = seal::Answers {
    lang: "en".into(),
    origin: None,
    given: vec!["newsletter".into()],
    fields: vec![("email".into(), seal::Value::Text("ada@example.com".into()))],
};
let created = "2026-09-21T15:13:20.000+02:00".into();
let moment = seal::Moment { sid: [7; 16], iat: 1_790_000_000, created, mh: manifest::hash(text.as_bytes()) };

let sealed = seal::seal(&policy, "signup", &answers, &moment, &mut rng)?;
let envelope = envelope::parse(sealed.envelope.as_bytes()).expect("what we seal, we read");
let opened = open::open(&envelope, &[key]).expect("and open");
assert_eq!(opened.fields["email"], "ada@example.com");
# Ok::<(), seal::SealError>(())
```
"##
)]
#![no_std]

extern crate alloc;
#[cfg(any(feature = "open", test))]
extern crate std;

mod base64;
mod json;
mod padding;

pub mod capsule;
#[cfg(feature = "read")]
pub mod choices;
#[cfg(feature = "read")]
pub mod consent;
pub mod envelope;
#[cfg(feature = "read")]
pub mod export;
pub mod fields;
#[cfg(feature = "read")]
pub mod holder;
pub mod keys;
pub mod manifest;
#[cfg(feature = "open")]
pub mod open;
pub mod policy;
#[cfg(feature = "read")]
pub mod receipt;
pub mod seal;
#[cfg(feature = "open")]
pub mod secret;
#[cfg(feature = "read")]
pub mod withdrawal;

pub use base64::{decode as base64url_decode, encode as base64url_encode};
