//! Waxseal in the page: what may be sent, for whom it is sealed, and sealing itself.
//!
//! The page's side (`www/page/`) reads the form and asks the person; what was chosen is the consent part's (`www/consent/`). Both
//! come here for every rule of the policy, with texts, and take texts away: no content key crosses.
//!
//! | module | what it holds |
//! |---|---|
//! | `policy` | what the module needs of the policy |
//! | `form` | one form: what of it may be sent, and how it is sealed |
//! | `answers` | what was answered, and its hash |
//! | `capsules`, `random` | what is prepared while the person types |
//! | `alone` | allocator and panic handler of the shipped module, which has no standard library |
//!
//! ```js
//! const sealer = new Sealer(policy, bytes)
//! const form = sealer.form('signup')
//! const pairs = form.fill(given, form.lacking(given), agreements)
//! const envelope = form.seal(pair, iat, 'signup@7', given, record, ['text', 'email', 'ada@example.com'])
//! ```

#![cfg_attr(not(test), no_std)]

extern crate alloc;

#[cfg(feature = "alone")]
mod alone;
mod answers;
mod capsules;
mod form;
mod policy;
mod random;

use alloc::{
    rc::Rc,
    string::{String, ToString},
    vec::Vec,
};

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::{manifest, policy::Policy};

pub use form::Sealing;

/// Seals under one policy.
#[wasm_bindgen]
pub struct Sealer {
    policy: Rc<Policy>,
    mh: Rc<str>,
}

#[wasm_bindgen]
impl Sealer {
    /// Takes the policy as `JSON.parse` gave it and the consent part completed it, and the bytes it was parsed from.
    ///
    /// # Errors
    ///
    /// `bad-policy` if a reference in it leads nowhere.
    #[wasm_bindgen(constructor)]
    pub fn new(policy: &JsValue, bytes: &[u8]) -> Result<Self, JsValue> {
        let policy = Policy::resolve(policy::read(policy)).ok_or_else(|| JsValue::from_str("bad-policy"))?;
        Ok(Self { policy: Rc::new(policy), mh: manifest::hash(bytes).to_string().into() })
    }

    /// The hash of the policy, base64url.
    #[must_use]
    pub fn mh(&self) -> String {
        (*self.mh).into()
    }

    /// What seals the policy's form of this id; nothing if there is none.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<Sealing> {
        self.policy.form(id)?;
        Some(Sealing::new(Rc::clone(&self.policy), Rc::clone(&self.mh), id.into()))
    }
}

/// SHA-256, base64url, over one version of the choices and everything that was answered (see [`Sealing::seal`]): the same attempt is
/// known by it, and nothing of what was answered is.
#[wasm_bindgen]
#[must_use]
#[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands lists over by value only")]
pub fn fingerprint(version: u32, answers: Vec<String>) -> String {
    answers::fingerprint(version, &answers)
}

/// Whether the browser gives random bytes now.
#[wasm_bindgen(js_name = mayBeRandom)]
#[must_use]
pub fn may_be_random() -> bool {
    random::works()
}
