//! The consent record: what was shown and what was chosen, without any personal data.
//!
//! Its exact bytes are the `aad` of the part whose purposes it covers, so that text, language and choice cannot be
//! exchanged without the part failing to open.

use alloc::{string::String, vec::Vec};

use sha2::{Digest, Sha256};

use crate::{
    base64,
    json::{Object, push_array},
};

/// One record, for one part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "read", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "read", serde(deny_unknown_fields))]
pub struct Record {
    /// The form and the policy's revision, `signup@7`.
    pub form: String,
    /// The browser's time, in seconds since 1970.
    pub iat: u64,
    /// The language that the person was addressed in (BCP 47).
    pub lang: String,
    /// Hash of the policy that was shown, base64url.
    pub mh: String,
    /// The page's origin, where there is one.
    #[cfg_attr(feature = "read", serde(default, skip_serializing_if = "Option::is_none"))]
    pub origin: Option<String>,
    /// The part's own purposes, given; then those that the person refused on this form.
    pub purposes: Vec<Decision>,
    /// The submission's id, base64url.
    pub sid: String,
    /// 1.
    pub v: u32,
}

/// One purpose, as it was shown, and what the person decided.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "read", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "read", serde(deny_unknown_fields))]
pub struct Decision {
    /// What makes the use lawful.
    pub basis: String,
    /// Whether the data may be used for it.
    pub given: bool,
    /// The purpose's id.
    pub id: String,
    /// The language of `text`.
    pub lang: String,
    /// SHA-256 of `text`, base64url.
    pub sha256: String,
    /// The exact sentence shown.
    pub text: String,
}

/// The hash that a [`Decision`] carries of its text.
pub fn text_hash(text: &str) -> String {
    base64::encode(&Sha256::digest(text.as_bytes()))
}

impl Record {
    /// The record as RFC 8785 canonical JSON.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.string("form", &self.form).number("iat", self.iat).string("lang", &self.lang).string("mh", &self.mh);
        if let Some(origin) = &self.origin {
            object.string("origin", origin);
        }
        push_array(object.member("purposes"), &self.purposes, |out, decision| decision.write(out));
        object.string("sid", &self.sid).number("v", u64::from(self.v)).end();
        out
    }

    /// The ids of the purposes that were given.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.purposes.iter().filter(|decision| decision.given).map(|decision| &*decision.id)
    }
}

impl Decision {
    fn write(&self, out: &mut String) {
        let mut object = Object::new(out);
        object.string("basis", &self.basis);
        object.member("given").push_str(if self.given { "true" } else { "false" });
        object.string("id", &self.id).string("lang", &self.lang);
        object.string("sha256", &self.sha256).string("text", &self.text).end();
    }
}
