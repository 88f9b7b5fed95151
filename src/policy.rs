//! The policy as the module needs it, out of what the consent part (`www/consent/shape.ts`) read strictly and completed.
//!
//! By hand, member by member: serde's generated code for the same weighs ten times as much. What only the consent part shows
//! and records is not taken: each byte of reading it is sent to everybody.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::{
    keys::{Jwk, JwkSet},
    policy::file::{After, Answers, Controller, Field, File, Form, Options, Purpose, Recipient, Spam, Texts},
};

#[wasm_bindgen(module = "/src/read.js")]
extern "C" {
    fn member(it: &JsValue, name: &str) -> JsValue;
    fn items(it: &JsValue, name: &str) -> Option<Vec<JsValue>>;
    fn members(it: &JsValue, name: &str) -> Vec<JsValue>;
    fn text_of(value: &JsValue) -> String;
}

/// Takes what is needed from the whole file.
pub(crate) fn read(policy: &JsValue) -> File {
    File {
        schema: None,
        // Another version has other rules: the core refuses it.
        v: u32::from(member(policy, "v").as_f64() == Some(1.0)),
        revision: 0,
        lang: maybe(policy, "lang"),
        controller: Controller {
            name: String::new(),
            address: String::new(),
            country: String::new(),
            contact: String::new(),
            privacy: String::new(),
            dpo: None,
            authority: None,
        },
        keys: JwkSet { keys: each(&member(policy, "keys"), "keys", key) },
        recipients: each(policy, "recipients", recipient),
        purposes: each(policy, "purposes", purpose),
        forms: each(policy, "forms", form),
        regions: None,
        withdraw: None,
        automated: None,
        signers: None,
        accepted: Answers::default(),
    }
}

fn key(it: &JsValue) -> Jwk {
    Jwk {
        kty: text(it, "kty"),
        crv: maybe(it, "crv"),
        alg: maybe(it, "alg"),
        kid: maybe(it, "kid"),
        usage: maybe(it, "use"),
        public: maybe(it, "pub"),
        x: maybe(it, "x"),
        y: maybe(it, "y"),
    }
}

fn recipient(it: &JsValue) -> Recipient {
    Recipient { id: text(it, "id"), name: String::new(), kid: text(it, "kid") }
}

fn purpose(it: &JsValue) -> Purpose {
    Purpose {
        id: text(it, "id"),
        preset: None,
        basis: maybe(it, "basis"),
        text: None,
        texts: Texts::default(),
        recipients: items(it, "recipients").map(|items| items.iter().map(text_of).collect()),
        channel: maybe(it, "channel"),
        dpv: None,
        uses: Vec::new(),
        parties: Vec::new(),
        retention: None,
        validity: None,
        explicit: false,
    }
}

fn form(it: &JsValue) -> Form {
    Form {
        id: text(it, "id"),
        mode: maybe(it, "mode"),
        receiver: maybe(it, "receiver"),
        clear: texts(it, "clear"),
        fields: each(it, "fields", field),
        purposes: texts(it, "purposes"),
        terms: None,
        age: None,
        after: Some(member(it, "after")).filter(|after| !after.is_undefined()).map(|it| After {
            text: maybe(&it, "text"),
            texts: Texts(pairs(&it, "texts")),
            redirect: maybe(&it, "redirect"),
        }),
        spam: Spam::default(),
    }
}

fn field(it: &JsValue) -> Field {
    Field {
        name: text(it, "name"),
        kind: maybe(it, "kind"),
        special: None,
        required: member(it, "required").is_truthy(),
        purposes: texts(it, "purposes"),
        reason: None,
        reasons: Texts::default(),
        options: Options::default(),
    }
}

fn maybe(it: &JsValue, name: &str) -> Option<String> {
    member(it, name).as_string()
}

fn text(it: &JsValue, name: &str) -> String {
    maybe(it, name).unwrap_or_default()
}

fn each<T>(it: &JsValue, name: &str, read: fn(&JsValue) -> T) -> Vec<T> {
    items(it, name).unwrap_or_default().iter().map(read).collect()
}

fn texts(it: &JsValue, name: &str) -> Vec<String> {
    each(it, name, text_of)
}

/// Names and values, in the order written; numbers and truth values as text.
fn pairs(it: &JsValue, name: &str) -> Vec<(String, String)> {
    let members = members(it, name);
    members.chunks_exact(2).map(|pair| (text_of(&pair[0]), text_of(&pair[1]))).collect()
}
