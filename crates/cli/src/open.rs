//! `waxseal open`: sealed submissions into readable ones, line by line, in constant memory.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use waxseal_core::consent::Record;
use waxseal_core::envelope::{self, Envelope, EnvelopeError, Part};
use waxseal_core::open::{self, OpenError, Opened};
use waxseal_core::secret::SecretKey;

use crate::args::Open;
use crate::each::each;
use crate::error::{Failure, Outcome, Refusal};
use crate::{policy, secrets};

/// A line of `waxseal export`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row<'a> {
    received: i64,
    #[serde(borrow)]
    envelope: &'a RawValue,
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
    consent: Vec<Record>,
    files: Vec<serde_json::Value>,
}

/// Opens each line; those that do not open are named on stderr.
pub fn run(args: &Open) -> Result<Outcome, Failure> {
    let policies = args.policy.iter().map(|path| policy::hash_of(path)).collect::<Result<Vec<_>, _>>()?;
    let keys = secrets::keys(&args.key, &args.unlock)?;
    let (asked, any) = (AtomicBool::new(false), AtomicBool::new(false));
    let outcome = each(args.file.as_deref(), "opened", |line| {
        let (received, envelope) = read(line).map_err(|error| {
            let envelope = serde_json::from_slice::<Row>(line).map_or(line, |row| row.envelope.get().as_bytes());
            Refusal::new(error.code(), format!("{error}{}", sid_of(envelope)))
        })?;
        if !policies.is_empty() && !policies.iter().any(|mh| mh == envelope.mh()) {
            return Err(refusal(
                "unknown-policy",
                "sealed under another policy than those given with --policy",
                &envelope,
            ));
        }
        any.store(true, Ordering::Relaxed);
        asked.fetch_or(args.consented.as_ref().is_some_and(|id| asks(&envelope, id)), Ordering::Relaxed);
        open_one(received, &envelope, &keys, args.consented.as_deref())
    })?;
    match &args.consented {
        // A mistyped purpose would look like one that nobody agreed to.
        Some(id) if any.into_inner() && !asked.into_inner() => {
            eprintln!("error: no submission asks for the purpose {id:?}; `consent` in what `open` prints names them");
            Ok(Outcome::SomeFailed)
        }
        _ => Ok(outcome),
    }
}

/// Whether the person was asked for a purpose, whatever they answered.
fn asks(envelope: &Envelope, id: &str) -> bool {
    envelope.parts().iter().flat_map(|part| &part.consent().purposes).any(|decision| decision.id == id)
}

/// Takes a line of `waxseal export`, or a bare envelope.
fn read(line: &[u8]) -> Result<(Option<i64>, Envelope), EnvelopeError> {
    let mut json = serde_json::Deserializer::from_slice(line);
    match Row::deserialize(&mut json) {
        Ok(row) => {
            json.end().map_err(|_| EnvelopeError::TrailingData)?;
            Ok((Some(row.received), envelope::parse(row.envelope.get().as_bytes())?))
        }
        Err(error) if error.is_eof() => Err(EnvelopeError::Truncated),
        Err(_) => Ok((None, envelope::parse(line)?)),
    }
}

fn open_one(
    received: Option<i64>,
    envelope: &Envelope,
    keys: &[SecretKey],
    consented: Option<&str>,
) -> Result<Option<String>, Refusal> {
    let wanted = consented.map(|purpose| open::open_for(envelope, purpose, keys));
    let opened = match wanted {
        Some(Some(opened)) => opened,
        // All the same it is opened, where it can be: a refusal that somebody wrote in does not pass for one.
        Some(None) => match open::open(envelope, keys) {
            Ok(_) | Err(OpenError::WrongKey) => return Ok(None),
            failed => failed,
        },
        None => open::open(envelope, keys),
    };
    let Opened { fields, values, consent, files } = opened.map_err(|error| match error {
        OpenError::WrongKey => refusal(error.code(), &format!("sealed to another key: {}", needed(envelope)), envelope),
        _ => refusal(error.code(), &error.to_string(), envelope),
    })?;
    let (sid, form, iat) = (envelope.sid(), envelope.form(), envelope.iat());
    let submission = Submission { sid, form, received, iat, fields, values, consent, files };
    Ok(Some(serde_json::to_string(&submission).expect("what was read from JSON is JSON")))
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
    match serde_json::from_slice::<Probe>(envelope) {
        Ok(Probe { sid }) if waxseal_core::base64url_decode(&sid).is_some_and(|bytes| bytes.len() == 16) => {
            format!(" (sid {sid})")
        }
        _ => String::new(),
    }
}
