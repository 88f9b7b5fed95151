//! Taking consent back: a statement of the holder of the receipt, or of the owner on the person's word.
//!
//! A flattened JWS (RFC 7515 §7.2.2) whose payload is canonical JSON. docs/receipt.md is normative.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    base64,
    holder::Statement,
    json::{Object, push_array, push_string},
    strict,
};

/// The most bytes of a withdrawal.
pub const MAX_BYTES: usize = 16 * 1024;

/// The most characters of an owner's reason.
pub const MAX_REASON: usize = 200;

/// What is taken back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The ids of the purposes. Never empty.
    pub purposes: Vec<String>,
    /// Why the owner takes it back: one line, in clear, without personal data. `None` in a holder's, who owes no reason.
    #[serde(default)]
    pub reason: Option<String>,
    /// The submission that it is about, base64url.
    pub sid: String,
    /// When, by the signer's clock: RFC 3339.
    pub time: String,
    /// 1.
    pub v: u32,
}

/// Who takes consent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    /// The holder of the receipt.
    Holder,
    /// The owner of the form.
    Owner,
}

impl Signer {
    /// What such a signer signs.
    pub const fn statement(self) -> Statement {
        match self {
            Self::Holder => Statement::Withdrawal,
            Self::Owner => Statement::OwnerWithdrawal,
        }
    }
}

/// A withdrawal on its way: signed, but not yet compared with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// What it says. Not to be believed before [`Signed::verify`].
    pub withdrawal: Withdrawal,
    /// Whose signature it says it has.
    pub signer: Signer,
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
        if let Some(reason) = &self.reason {
            object.string("reason", reason);
        }
        object.string("sid", &self.sid).string("time", &self.time).number("v", u64::from(self.v)).end();
        out
    }

    /// Whose statement it is: an owner gives a reason, a holder owes none.
    pub const fn signer(&self) -> Signer {
        if self.reason.is_some() { Signer::Owner } else { Signer::Holder }
    }

    /// The withdrawal as it is sent, with its signer's signature of [`to_json`](Self::to_json), base64url.
    pub fn with_signature(&self, signature: String) -> String {
        let payload = self.to_json();
        let protected = base64::encode(self.signer().statement().header().as_bytes());
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
        const SIGNERS: [Signer; 2] = [Signer::Holder, Signer::Owner];
        let malformed = WithdrawalError::Malformed;
        if bytes.len() > MAX_BYTES {
            return Err(malformed);
        }
        let jws: Flattened = strict::from_slice(bytes).map_err(|_| malformed)?;
        let text = |text: &str| base64::decode(text).and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(malformed);
        let header = text(&jws.protected)?;
        let signer = SIGNERS.into_iter().find(|signer| signer.statement().header() == header);
        let signer = signer.ok_or(WithdrawalError::UnknownVersion)?;
        let payload = text(&jws.payload)?;
        let withdrawal: Withdrawal = strict::from_str(&payload).map_err(|_| match strict::from_str(&payload) {
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
        if withdrawal.signer() != signer {
            return Err(malformed);
        }
        if !withdrawal.reason.as_deref().is_none_or(is_reason) {
            return Err(WithdrawalError::BadReason);
        }
        Ok(Self { withdrawal, signer, payload, signature: jws.signature })
    }

    /// Whether the key `public`, base64url, made it.
    pub fn verify(&self, public: &str) -> bool {
        self.signer.statement().verify(&self.payload, public, &self.signature)
    }
}

/// Whether it is a reason that may stand in clear: one line of at most [`MAX_REASON`] characters with nothing in it that
/// can be told to be an e-mail address or a telephone number. What else names somebody is for the owner to leave out.
pub fn is_reason(text: &str) -> bool {
    let length = text.chars().count();
    let line = (1..=MAX_REASON).contains(&length) && text.trim() == text && !text.chars().any(char::is_control);
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let dialled = runs.any(|run| run.len() >= 7)
        || text.split('+').skip(1).any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    line && !text.contains('@') && !dialled
}

/// Why a withdrawal cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WithdrawalError {
    /// Not the JSON of a withdrawal.
    Malformed,
    /// A newer release wrote it.
    UnknownVersion,
    /// The owner's reason is too long, or names somebody.
    BadReason,
}

impl WithdrawalError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownVersion => "unknown-version",
            Self::BadReason => "bad-reason",
        }
    }
}

impl fmt::Display for WithdrawalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a withdrawal of Waxseal",
            Self::UnknownVersion => "a newer release wrote this withdrawal; update",
            Self::BadReason => {
                "a reason is one line of at most 200 characters, in clear: it may hold no address and no number of a person"
            }
        })
    }
}

impl core::error::Error for WithdrawalError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_short_line_that_names_nobody() {
        let (longest, longer) = ("ä".repeat(MAX_REASON), "ä".repeat(MAX_REASON + 1));
        for text in
            ["asked by letter of 2026-11-28", "unsubscribed in the mail tool", "ticket 471100", "1 + x", &longest]
        {
            assert!(is_reason(text), "{text}");
        }
        for text in [
            "",
            " ",
            "asked ",
            "ada@example.com asked",
            "called from +44 20 7946 0958",
            "called from 02079460958",
            "two\nlines",
            "\u{1b}[2J",
            &longer,
        ] {
            assert!(!is_reason(text), "{text:?}");
        }
    }
}
