//! `waxseal erase` and `waxseal purge`: sealed bodies go for good, the records of consent stay.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use waxseal_core::{base64url_decode, base64url_encode};
use waxseal_receiver::store::{Erased, Sqlite, StoreError};

use crate::args::{Erase, Purge};
use crate::each::{Output, each_to};
use crate::error::{Failure, Outcome, Refusal};
use crate::{clock, output, retention, store};

/// The most that goes in one commit: a receiver waits for it.
const BATCH: usize = 128;

/// Erases what is named by its id, here or in lines.
pub fn erase(args: &Erase) -> Result<Outcome, Failure> {
    let path = store::file(&args.store)?;
    // To write makes a store where there is none; to read does not.
    let reading = store::open(&path)?;
    let mut sids = Sids::default();
    for sid in &args.sid {
        sids.write(id(sid).ok_or_else(|| {
            Failure::new("--sid: not the id of a submission")
                .hint("`sid` in what `waxseal open` prints is one: 22 letters, digits, - and _")
        })?)?;
    }
    let mut outcome = Outcome::Done;
    if args.sid.is_empty() {
        outcome = each_to(&mut sids, args.file.as_deref(), "read", |line| read(line).map(Some))?;
        if outcome == Outcome::SomeFailed {
            eprintln!("hint: nothing was erased; mend the lines or leave them out");
            return Ok(outcome);
        }
    }
    let gone = go(&path, reading, &sids.all, args.dry_run)?;
    Ok(if outcome == Outcome::Done { gone } else { outcome })
}

/// Erases what the policy does not let be kept any longer.
pub fn purge(args: &Purge) -> Result<Outcome, Failure> {
    let path = store::file(&args.store)?;
    let reading = store::open(&path)?;
    if args.at.is_some() && !args.dry_run {
        return Err(Failure::new("--at goes with --dry-run: nothing is erased before its time"));
    }
    let now = args.at.unwrap_or_else(clock::now);
    let (mut sids, mut damaged, mut open) = (Vec::new(), 0_u64, 0_u64);
    for stored in reading.submissions() {
        match stored.and_then(|stored| Ok((reading.verify(&stored)?, stored))) {
            Ok((envelope, stored)) => match retention::end(envelope.consent(), &stored) {
                retention::End::At(end) if end <= i64::try_from(now).unwrap_or(i64::MAX) => sids.push(stored.sid),
                retention::End::At(_) => {}
                retention::End::Unknown => open += 1,
            },
            Err(StoreError::Damaged(row)) => {
                eprintln!("{row}");
                damaged += 1;
            }
            Err(error) => return Err(store::failed(&error)),
        }
    }
    let outcome = go(&path, reading, &sids, args.dry_run)?;
    if open > 0 {
        eprintln!(
            "{open} submissions have no end that the receiver knows: it counts from a withdrawal that has not come, the last contact, or the end of a contract or purpose"
        );
    }
    if damaged > 0 {
        eprintln!("error: {damaged} damaged submissions were left alone; `waxseal store check` names them");
        return Ok(Outcome::SomeFailed);
    }
    Ok(outcome)
}

/// Erases them, one line of the journal for each.
fn go(path: &Path, reading: Sqlite, sids: &[[u8; 16]], dry_run: bool) -> Result<Outcome, Failure> {
    if dry_run {
        let mut there = 0_u64;
        for sid in sids {
            if reading.has(*sid).map_err(|error| store::failed(&error))? {
                there += 1;
                output::print(&json!({"sid": base64url_encode(sid)}).to_string())?;
            }
        }
        eprintln!("{}: {there} submissions would be erased; nothing was", path.display());
        return Ok(Outcome::Done);
    }
    // A reader keeps the log from being cleared.
    drop(reading);
    let mut store = Sqlite::open(path).map_err(|error| store::failed(&error))?;
    let now = i64::try_from(clock::now()).unwrap_or(i64::MAX);
    let (mut new, mut unknown) = (0_u64, 0_u64);
    for batch in sids.chunks(BATCH) {
        let erased = store.erase(batch, now).map_err(|error| store::failed(&error))?;
        for (sid, erased) in batch.iter().zip(erased) {
            let sid = base64url_encode(sid);
            match erased {
                Erased::New { erased } => {
                    new += 1;
                    output::print(&json!({"sid": sid, "erased": erased}).to_string())?;
                }
                Erased::Before { erased } => {
                    output::print(&json!({"sid": sid, "erased": erased, "before": true}).to_string())?;
                }
                Erased::Unknown => {
                    unknown += 1;
                    eprintln!("unknown-submission: this store never had {sid}");
                }
            }
        }
    }
    let cleared = store.clear_log().map_err(|error| store::failed(&error))?;
    eprintln!("{}: {new} submissions erased", path.display());
    if !cleared {
        eprintln!(
            "error: log-busy: somebody reads the store, so that what was erased may still lie in its write-ahead log"
        );
        eprintln!("hint: run the same command again when no export or backup runs");
        return Ok(Outcome::SomeFailed);
    }
    Ok(Outcome::of(unknown))
}

/// The ids that are read, each once, in their order.
#[derive(Default)]
struct Sids {
    all: Vec<[u8; 16]>,
    known: HashSet<[u8; 16]>,
}

impl Output<[u8; 16]> for Sids {
    fn write(&mut self, sid: [u8; 16]) -> Result<(), Failure> {
        if self.known.insert(sid) {
            self.all.push(sid);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

fn read(line: &[u8]) -> Result<[u8; 16], Refusal> {
    /// A line of a journal, or of what `open` prints: only the id counts.
    #[derive(Deserialize)]
    struct Line {
        sid: String,
    }
    let Line { sid } = serde_json::from_slice(line).map_err(|error| Refusal::json(&error, "an object with `sid`"))?;
    id(&sid).ok_or_else(|| Refusal::new("malformed", "`sid` is not the id of a submission"))
}

fn id(text: &str) -> Option<[u8; 16]> {
    base64url_decode(text)?.try_into().ok()
}
