//! A submission that was opened, as every output shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use waxseal_core::consent::Record;
use waxseal_core::envelope::Envelope;
use waxseal_owner::open::Opened;

use crate::each::{Output, Printed};
use crate::error::Failure;

/// What an export says beside the envelope; nothing for a bare one.
#[derive(Debug, Default, Serialize)]
pub struct Beside {
    /// Seconds since 1970. Written before what was opened.
    #[serde(skip)]
    pub received: Option<i64>,
    /// Whether the browser sent the opt-out signal along.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gpc: bool,
    /// By how much the two clocks differ, if that is much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skew: Option<i64>,
    /// What was taken back since.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
}

/// A purpose that was taken back, and when.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Its id.
    pub purpose: String,
    /// Seconds since 1970.
    pub received: i64,
    /// `owner`, if not the person took it back with their receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The owner's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One submission; as JSON, a line of `waxseal open`.
#[derive(Debug, Serialize)]
pub struct Submission {
    /// The submission's id.
    pub sid: String,
    /// The form and the policy's revision, `signup@7`.
    pub form: String,
    /// When it was received, in seconds since 1970. `None` for a bare envelope.
    pub received: Option<i64>,
    /// When it was sent by the browser's clock, in seconds since 1970.
    pub iat: u64,
    /// What was typed: texts, or lists of them.
    pub fields: Map<String, Value>,
    /// What the checks made of some of them.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub values: Map<String, Value>,
    /// What was shown and chosen.
    pub consent: Record,
    /// Attachments: none in this version.
    pub files: Vec<Value>,
    /// What the export said of it.
    #[serde(flatten)]
    pub beside: Beside,
}

impl Submission {
    /// What `opened` says, and what stood beside it.
    pub fn new(beside: Beside, envelope: &Envelope, opened: Opened) -> Self {
        let Opened { fields, values, consent, files } = opened;
        let (sid, form, iat) = (envelope.sid().to_owned(), envelope.form().to_owned(), envelope.iat());
        Self { sid, form, received: beside.received, iat, fields, values, consent, files, beside }
    }

    /// The form without the revision.
    pub fn form_id(&self) -> &str {
        self.form.split('@').next().unwrap_or_default()
    }
}

/// Submissions as JSON lines on standard output.
pub struct JsonLines(Printed);

impl JsonLines {
    /// Takes standard output.
    pub fn new() -> Self {
        Self(Printed::new())
    }
}

impl Output<Submission> for JsonLines {
    fn write(&mut self, submission: Submission) -> Result<(), Failure> {
        self.0.write(serde_json::to_string(&submission).expect("what was read from JSON is JSON"))
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.0.flush()
    }
}
