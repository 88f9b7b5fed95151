//! Taking consent back: a statement that only the holder of the receipt can make.
//!
//! A flattened JWS (RFC 7515 §7.2.2) whose payload is canonical JSON. docs/receipt.md is normative.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    base64,
    holder::Statement,
    json::{Object, push_array, push_string},
};

/// The most bytes of a withdrawal.
pub const MAX_BYTES: usize = 16 * 1024;

/// What is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The ids of the purposes. Never empty.
    pub purposes: Vec<String>,
    /// The submission that the receipt is of, base64url.
    pub sid: String,
    /// When, by the person's clock: RFC 3339 with milliseconds and offset.
    pub time: String,
    /// 1.
    pub v: u32,
}

/// A withdrawal on its way: signed, but not yet compared with the holder's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What it says. Not to be believed before [`Signed::verify`].
    pub withdrawal: Withdrawal,
    payload: String,
    signature: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Flattened {
    payload: String,
    protected: String,
    signature: String,
}

impl Withdrawal {
    /// The payload, as RFC 8785 canonical JSON.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        push_array(object.member("purposes"), &self.purposes, |out, id| push_string(out, id));
        object.string("sid", &self.sid).string("time", &self.time).number("v", u64::from(self.v)).end();
        out
    }

    /// The withdrawal as it is sent, with the holder's signature of [`to_json`](Self::to_json), base64url.
    pub fn with_signature(&self, signature: String) -> String {
        let payload = self.to_json();
        let protected = base64::encode(Statement::Withdrawal.header().as_bytes());
        serde_json::to_string(&Flattened { payload: base64::encode(payload.as_bytes()), protected, signature })
            .expect("texts are always JSON")
    }
}

impl Signed {
    /// Reads a withdrawal as it was sent.
    ///
    /// # Errors
    ///
    /// [`WithdrawalError::Malformed`] or [`WithdrawalError::UnknownVersion`].
    pub fn read(bytes: &[u8]) -> Result<Self, WithdrawalError> {
        #[derive(Deserialize)]
        struct Probe {
            v: u64,
        }
        let malformed = WithdrawalError::Malformed;
        if bytes.len() > MAX_BYTES {
            return Err(malformed);
        }
        let jws: Flattened = serde_json::from_slice(bytes).map_err(|_| malformed)?;
        let text = |text: &str| base64::decode(text).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(malformed);
        if text(&jws.protected)? != Statement::Withdrawal.header() {
            return Err(WithdrawalError::UnknownVersion);
        }
        let payload = text(&jws.payload)?;
        let withdrawal: Withdrawal =
            serde_json::from_str(&payload).map_err(|_| match serde_json::from_str(&payload) {
                Ok(Probe { v }) if v != 1 => WithdrawalError::UnknownVersion,
                _ => malformed,
            })?;
        if withdrawal.v != 1 {
            return Err(WithdrawalError::UnknownVersion);
        }
        let purposes = &withdrawal.purposes;
        let twice = purposes.iter().enumerate().any(|(i, id)| purposes[..i].contains(id));
        // One spelling only, so that the same withdrawal is the same bytes.
        if purposes.is_empty() || twice || withdrawal.to_json() != payload {
            return Err(malformed);
        }
        Ok(Self { withdrawal, payload, signature: jws.signature })
    }

    /// Whether the holder of the receipt made it.
    pub fn verify(&self, holder: &str) -> bool {
        Statement::Withdrawal.verify(&self.payload, holder, &self.signature)
    }
}

/// Why a withdrawal cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WithdrawalError {
    /// Not the JSON of a withdrawal.
    Malformed,
    /// A newer release wrote it.
    UnknownVersion,
}

impl WithdrawalError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownVersion => "unknown-version",
        }
    }
}

impl fmt::Display for WithdrawalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a withdrawal of Waxseal",
            Self::UnknownVersion => "a newer release wrote this withdrawal; update",
        })
    }
}

impl core::error::Error for WithdrawalError {}
