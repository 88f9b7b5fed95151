//! `waxseal open`: sealed submissions into readable ones, line by line, in constant memory.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use waxseal_core::consent::{self, Record};
use waxseal_core::envelope::{self, Envelope, EnvelopeError, Part};
use waxseal_core::policy::Policy;
use waxseal_core::strict::{self, Strict};
use waxseal_owner::open::{self, OpenError, Opened};
use waxseal_owner::secret::SecretKey;

use crate::args::Open;
use crate::consented::Consented;
use crate::each::{each, each_to};
use crate::error::{Failure, Outcome, Refusal};
use crate::people::{self, People};
use crate::person::Reader;
use crate::{policy, secrets};

/// A line of `waxseal export`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    received: i64,
    #[serde(borrow)]
    envelope: &'a RawValue,
    #[serde(default)]
    gpc: bool,
    #[serde(default)]
    skew: Option<i64>,
    #[serde(default)]
    withdrawn: Vec<Withdrawn>,
}

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
#[derive(Debug, Deserialize, Serialize)]
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

/// A line of ours.
#[derive(Serialize)]
struct Submission<'a> {
    sid: &'a str,
    form: &'a str,
    received: Option<i64>,
    iat: u64,
    fields: serde_json::Map<String, serde_json::Value>,
    #[serde(skip_serializing_if = "serde_json::Map::is_empty")]
    values: serde_json::Map<String, serde_json::Value>,
    consent: &'a Record,
    files: Vec<serde_json::Value>,
    #[serde(flatten)]
    beside: &'a Beside,
}

/// Opens each line; those that do not open are named on stderr.
pub fn run(args: &Open) -> Result<Outcome, Failure> {
    let policies = policy::published(&args.policy)?;
    let keys = secrets::keys(&args.key, &args.unlock)?;
    let read = |line: &[u8]| read(line, &policies);
    let Some(purpose) = args.consented.clone() else {
        return each(args.file.as_deref(), "opened", |line| {
            let (beside, envelope) = read(line)?;
            let opened = open::open(&envelope, &keys).map_err(|error| refused(&envelope, error))?;
            Ok(Some(self::line(&beside, &envelope, opened)))
        });
    };

    let consented = Consented::new(purpose, args.at);
    let (asked, any) = (AtomicBool::new(false), AtomicBool::new(false));
    let read = |line: &[u8]| {
        let (beside, envelope) = read(line)?;
        any.store(true, Ordering::Relaxed);
        asked.fetch_or(envelope.consent().decision(&consented.purpose).is_some(), Ordering::Relaxed);
        Ok((beside, envelope))
    };
    let (outcome, people) = if args.each {
        let work = |line: &[u8]| read(line).and_then(|(beside, envelope)| one(&consented, &beside, &envelope, &keys));
        (each(args.file.as_deref(), "opened", work)?, None)
    } else {
        let (mut people, reader) = (People::default(), Reader::new());
        let see = |line: &[u8]| {
            read(line).and_then(|(beside, envelope)| people::see(&consented, &reader, &beside, &envelope, &keys))
        };
        (each_to(&mut people, args.file.as_deref(), "opened", see)?, Some(people))
    };
    if any.into_inner() && !asked.into_inner() {
        // A mistyped purpose would look like one that nobody agreed to.
        let Consented { purpose, .. } = &consented;
        eprintln!("error: no submission asks for the purpose {purpose:?}; `consent` in what `open` prints names them");
        return Ok(Outcome::SomeFailed);
    }
    let unlinked = people.as_ref().and_then(People::unlinked);
    people.map_or(Ok(()), |people| people.print(&consented))?;
    for words in [consented.summary(), unlinked].into_iter().flatten() {
        eprintln!("{words}");
    }
    Ok(outcome)
}

/// Reads a line, and refuses one that was sealed under none of `policies`, if there are any, or says something else than its own.
pub fn read(line: &[u8], policies: &HashMap<String, Policy>) -> Result<(Beside, Envelope), Refusal> {
    let (beside, envelope) = parse(line).map_err(|error| {
        let envelope = strict::from_slice::<Row>(line).map_or(line, |row| row.envelope.get().as_bytes());
        Refusal::new(error.code(), format!("{error}{}", sid_of(envelope)))
    })?;
    if policies.is_empty() {
        return Ok((beside, envelope));
    }
    let Some(policy) = policies.get(envelope.mh()) else {
        return Err(refusal("unknown-policy", "sealed under another policy than those given with --policy", &envelope));
    };
    match consent::compare(envelope.consent(), policy) {
        Ok(()) => Ok((beside, envelope)),
        Err(differ) => Err(refusal(differ.code(), &differ.to_string(), &envelope)),
    }
}

/// Takes a line of `waxseal export`, or a bare envelope.
fn parse(line: &[u8]) -> Result<(Beside, Envelope), EnvelopeError> {
    let mut json = serde_json::Deserializer::from_slice(line);
    match Row::deserialize(Strict(&mut json)) {
        Ok(Row { received, envelope, gpc, skew, withdrawn }) => {
            json.end().map_err(|_| EnvelopeError::TrailingData)?;
            let beside = Beside { received: Some(received), gpc, skew, withdrawn };
            Ok((beside, envelope::parse(envelope.get().as_bytes())?))
        }
        Err(error) if error.is_eof() => Err(EnvelopeError::Truncated),
        Err(_) => Ok((Beside::default(), envelope::parse(line)?)),
    }
}

/// One submission by itself: its line, if its own consent holds.
fn one(
    consented: &Consented,
    beside: &Beside,
    envelope: &Envelope,
    keys: &[SecretKey],
) -> Result<Option<String>, Refusal> {
    let Err(why) = consented.judge(envelope.consent(), beside) else {
        return Ok(Some(line(beside, envelope, open_given(envelope, &consented.purpose, keys)?)));
    };
    // All the same it is opened, where it can be: a refusal that somebody wrote in does not pass for one.
    match open::open(envelope, keys) {
        Ok(_) | Err(OpenError::WrongKey) => {
            consented.leave_out(why);
            Ok(None)
        }
        Err(error) => Err(refused(envelope, error)),
    }
}

/// Opens no more than what was given for a purpose.
pub fn open_given(envelope: &Envelope, purpose: &str, keys: &[SecretKey]) -> Result<Opened, Refusal> {
    let opened = match open::open_for(envelope, purpose, keys) {
        Some(opened) => opened,
        // Agreed to, and no field serves it: there is the record to show, and nothing else.
        None => open::open(envelope, keys).map(|Opened { consent, files, .. }| Opened {
            fields: serde_json::Map::new(),
            values: serde_json::Map::new(),
            consent,
            files,
        }),
    };
    opened.map_err(|error| refused(envelope, error))
}

/// What is printed of a submission.
pub fn line(beside: &Beside, envelope: &Envelope, opened: Opened) -> String {
    let Opened { fields, values, files, .. } = opened;
    let (sid, form, iat, consent) = (envelope.sid(), envelope.form(), envelope.iat(), envelope.consent());
    let submission = Submission { sid, form, received: beside.received, iat, fields, values, consent, files, beside };
    serde_json::to_string(&submission).expect("what was read from JSON is JSON")
}

/// Why a sound envelope did not open.
pub fn refused(envelope: &Envelope, error: OpenError) -> Refusal {
    match error {
        OpenError::WrongKey => refusal(error.code(), &format!("sealed to another key: {}", needed(envelope)), envelope),
        _ => refusal(error.code(), &error.to_string(), envelope),
    }
}

fn refusal(code: &'static str, message: &str, envelope: &Envelope) -> Refusal {
    Refusal::new(code, format!("{message} (sid {})", envelope.sid()))
}

/// The ids of the keys that would open it.
fn needed(envelope: &Envelope) -> String {
    let mut ids: Vec<&str> =
        envelope.parts().iter().flat_map(Part::recipients).map(|recipient| recipient.kid.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.join(" or ")
}

/// The submission's id, if what is no sound envelope still says one that is shown without harm.
fn sid_of(envelope: &[u8]) -> String {
    #[derive(Deserialize)]
    struct Probe {
        sid: String,
    }
    match strict::from_slice::<Probe>(envelope) {
        Ok(Probe { sid }) if waxseal_core::base64url_decode(&sid).is_some_and(|bytes| bytes.len() == 16) => {
            format!(" (sid {sid})")
        }
        _ => String::new(),
    }
}
