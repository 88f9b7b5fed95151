//! `waxseal open`: sealed submissions into readable ones, line by line, in constant memory.

use std::collections::HashMap;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use serde_json::value::RawValue;
use waxseal_core::consent;
use waxseal_core::envelope::{self, Envelope, EnvelopeError, Part};
use waxseal_core::policy::Policy;
use waxseal_core::strict::{self, Strict};
use waxseal_owner::open::{self, OpenError, Opened};
use waxseal_owner::secret::SecretKey;

use crate::args::{Open, OpenFormat};
use crate::consented::Consented;
use crate::each::{Output, each_of};
use crate::error::{Failure, Outcome, Refusal};
use crate::lines::{self, Lines, Twice};
use crate::people::{self, People};
use crate::person::Reader;
use crate::selection::Selection;
use crate::submission::{Beside, JsonLines, Submission, Withdrawn};
use crate::table::{Columns, Csv, Table, Xlsx};
use crate::{clock, output, policy, secrets, webroot};

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

/// Opens each line; those that do not open are named on stderr.
pub fn run(args: &Open) -> Result<Outcome, Failure> {
    if let Some(file) = &args.output {
        if args.format != OpenFormat::Xlsx {
            return Err(Failure::new("-o is for --as xlsx").hint("the other formats go to stdout: write `> FILE`"));
        }
        webroot::refuse_file(file)?;
        output::refuse_existing(file)?;
    }
    if args.raw && args.format != OpenFormat::Csv {
        return Err(Failure::new("--raw is for --as csv"));
    }
    let policies = policy::published(&args.policy)?;
    let selection = Selection::new(args.since, args.until, &args.fields);
    let keys = secrets::keys(&args.key, &args.unlock)?;
    let opener = Opener { args, policies, selection, keys, now: clock::now() };
    match args.format {
        OpenFormat::Jsonl => opener.tell(&mut JsonLines::new(), lines::of(args.file.as_deref())?),
        OpenFormat::Csv => opener.table(|columns| Csv::new(columns, args.raw)),
        OpenFormat::Xlsx => {
            opener.table(|columns| Xlsx::new(columns, args.output.as_deref().expect("clap asks for it")))
        }
    }
}

/// All that opening needs but the lines.
struct Opener<'a> {
    args: &'a Open,
    policies: HashMap<String, Policy>,
    selection: Selection,
    keys: Vec<SecretKey>,
    /// One for all passes: consent that runs out meanwhile does not change what is seen.
    now: u64,
}

/// What became of all lines.
struct Ran {
    outcome: Outcome,
    /// What to say of it.
    words: Vec<String>,
}

/// What a run through the lines is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// To look: what cannot be opened is told of in the next pass.
    Looking,
    /// To print.
    Printing,
}

impl Opener<'_> {
    /// Opens all lines twice: to learn the columns, and to fill them. Nothing that was opened is kept between the two.
    fn table<T: Table>(&self, begin: impl FnOnce(Columns) -> Result<T, Failure>) -> Result<Outcome, Failure> {
        let input = Twice::new(self.args.file.as_deref())?;
        let mut columns = Columns::new(self.selection.names());
        self.run(&mut columns, input.lines()?, Pass::Looking)?;
        let mut table = begin(columns)?;
        let outcome = self.tell(&mut table, input.lines()?)?;
        table.finish()?;
        Ok(outcome)
    }

    /// Opens all lines, and says what there is to say.
    fn tell(&self, out: &mut impl Output<Submission>, lines: Lines<Box<dyn Read>>) -> Result<Outcome, Failure> {
        let Ran { outcome, words } = self.run(out, lines, Pass::Printing)?;
        for words in words {
            eprintln!("{words}");
        }
        let unknown = self.selection.unknown();
        for name in &unknown {
            eprintln!("error: no submission has the field {name:?}; `fields` in what `open` prints names them");
        }
        Ok(if unknown.is_empty() { outcome } else { Outcome::SomeFailed })
    }

    fn run(&self, out: &mut impl Output<Submission>, lines: Lines<Box<dyn Read>>, pass: Pass) -> Result<Ran, Failure> {
        let Some(purpose) = self.args.consented.clone() else {
            let outcome = go(out, lines, pass, |line| {
                let (beside, envelope) = read(line, &self.policies)?;
                if !self.selection.has_time(beside.received.unwrap_or_else(|| seconds(envelope.iat()))) {
                    return Ok(None);
                }
                let opened = open::open(&envelope, &self.keys).map_err(|error| refused(&envelope, error))?;
                Ok(Some(self.selection.narrow(Submission::new(beside, &envelope, opened))))
            })?;
            return Ok(Ran { outcome, words: Vec::new() });
        };
        let consented = Consented::new(purpose, self.args.at, self.now);
        let (asked, any) = (AtomicBool::new(false), AtomicBool::new(false));
        let read = |line: &[u8]| {
            let (beside, envelope) = read(line, &self.policies)?;
            any.store(true, Ordering::Relaxed);
            asked.fetch_or(envelope.consent().decision(&consented.purpose).is_some(), Ordering::Relaxed);
            Ok((beside, envelope))
        };
        let mut unlinked = None;
        let outcome = if self.args.each {
            let one = |line: &[u8]| {
                let (beside, envelope) = read(line)?;
                Ok(one(&consented, beside, &envelope, &self.keys)?.and_then(|submission| self.select(submission)))
            };
            go(out, lines, pass, one)?
        } else {
            let (mut people, reader) = (People::default(), Reader::new());
            let outcome = go(&mut people, lines, pass, |line| {
                let (beside, envelope) = read(line)?;
                people::see(&consented, &reader, beside, &envelope, &self.keys)
            })?;
            unlinked = people.unlinked();
            for submission in people.agreed(&consented).into_iter().filter_map(|submission| self.select(submission)) {
                out.write(submission)?;
            }
            out.flush()?;
            outcome
        };
        if any.into_inner() && !asked.into_inner() {
            // A mistyped purpose would look like one that nobody agreed to.
            let Consented { purpose, .. } = &consented;
            let words = format!(
                "error: no submission asks for the purpose {purpose:?}; `consent` in what `open` prints names them"
            );
            return Ok(Ran { outcome: Outcome::SomeFailed, words: vec![words] });
        }
        Ok(Ran { outcome, words: [consented.summary(), unlinked].into_iter().flatten().collect() })
    }

    /// What is asked for of a submission whose consent holds: only now, since what came outside of the period may end it.
    fn select(&self, submission: Submission) -> Option<Submission> {
        let time = submission.received.unwrap_or_else(|| seconds(submission.iat));
        self.selection.has_time(time).then(|| self.selection.narrow(submission))
    }
}

/// Does `work` on every line.
fn go<T: Send>(
    out: &mut impl Output<T>,
    lines: Lines<Box<dyn Read>>,
    pass: Pass,
    work: impl Fn(&[u8]) -> Result<Option<T>, Refusal> + Sync,
) -> Result<Outcome, Failure> {
    match pass {
        Pass::Looking => each_of(out, lines, "looked at", |line| Ok(work(line).unwrap_or(None))),
        Pass::Printing => each_of(out, lines, "opened", work),
    }
}

fn seconds(since: u64) -> i64 {
    i64::try_from(since).unwrap_or(i64::MAX)
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

/// One submission by itself, if its own consent holds.
fn one(
    consented: &Consented,
    beside: Beside,
    envelope: &Envelope,
    keys: &[SecretKey],
) -> Result<Option<Submission>, Refusal> {
    let Err(why) = consented.judge(envelope.consent(), &beside) else {
        return Ok(Some(Submission::new(beside, envelope, open_given(envelope, &consented.purpose, keys)?)));
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
