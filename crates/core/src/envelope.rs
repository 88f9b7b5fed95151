//! The envelope: what crosses the wire and what is stored. docs/format.md is its normative text.

use alloc::{string::String, vec::Vec};

use crate::json::{Object, push_array, push_string};

#[cfg(feature = "read")]
mod error;
#[cfg(feature = "read")]
mod parse;
#[cfg(feature = "read")]
mod rules;
#[cfg(feature = "read")]
pub use error::EnvelopeError;
#[cfg(feature = "read")]
pub use parse::{Envelope, Part, Recipient, parse};

/// The most bytes an envelope may have.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The most bytes that a receiver takes, unless it is told otherwise.
pub const RECEIVED_BYTES: usize = 256 * 1024;

/// The media type.
pub const MEDIA_TYPE: &str = "application/waxseal+json";

/// The JWE `typ` of a part.
pub const TYP: &str = "waxseal+jwe;v=1";

/// The authenticated header of a part. Its fixed members are written and checked, not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    /// The submission's id, base64url.
    pub sid: String,
    /// The index of this part.
    pub n: u64,
    /// How many parts there are.
    pub of: u64,
    /// The ids of the purposes that this part serves.
    pub pur: Vec<String>,
    /// Hash of the policy, base64url.
    pub mh: String,
    /// Commitment to the content key, base64url.
    pub cmt: String,
}

impl Protected {
    /// The JSON whose base64url is the JWE `protected`.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.string("enc", "A256GCM").string("typ", TYP).string("cty", "json").string("sid", &self.sid);
        object.number("n", self.n).number("of", self.of);
        push_array(object.member("pur"), &self.pur, |out, id| {
            push_string(out, id);
        });
        object.string("mh", &self.mh).string("cmt", &self.cmt).end();
        out
    }
}
