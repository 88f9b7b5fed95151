//! `waxseal export`: the sealed submissions of a store as JSON lines.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::Value;
use waxseal_core::envelope::Envelope;
use waxseal_receiver::store::{StoreError, Stored, Withdrawn};

use crate::args::Export;
use crate::error::{Failure, Outcome};
use crate::progress::Progress;
use crate::{output, store};

/// Clocks that differ by more seconds than this are told of.
const SKEW: i64 = 300;

/// Prints them in the order of receipt, also while a receiver goes on writing. What is damaged is told and left out.
pub fn run(args: &Export) -> Result<Outcome, Failure> {
    let store = store::open(&store::file(&args.store)?)?;
    let mut out = output::stdout();
    let mut progress = Progress::new("exported");
    let mut damaged = 0_u64;
    for stored in store.submissions() {
        let verified = stored.and_then(|stored| {
            let asked_for = args.since.is_none_or(|since| is_recent(&stored, since));
            Ok(if asked_for { Some((store.verify(&stored)?, stored)) } else { None })
        });
        match verified {
            Ok(Some((envelope, stored))) if args.form.as_ref().is_none_or(|form| stored.form == *form) => {
                write(&mut out, &stored, &envelope).map_err(|error| Failure::stdout(&error))?;
                progress.step();
            }
            Ok(_) => {}
            Err(StoreError::Damaged(row)) => {
                progress.clear();
                eprintln!("{row}");
                damaged += 1;
            }
            Err(error) => return Err(store::failed(&error)),
        }
    }
    out.flush().map_err(|error| Failure::stdout(&error))?;
    progress.clear();
    if damaged > 0 {
        eprintln!("error: {damaged} submissions not exported");
        eprintln!("hint: `waxseal store check` names all that is damaged; a backup may have it whole");
    }
    Ok(Outcome::of(damaged))
}

/// Whether it came, or something of it was taken back, at that time or later: what was taken back since then may end what
/// was given since then, by another submission of the same person.
fn is_recent(stored: &Stored, since: u64) -> bool {
    let mut times = stored.withdrawn.iter().map(|withdrawn| withdrawn.received).chain([stored.received]);
    times.any(|time| u64::try_from(time).is_ok_and(|time| time >= since))
}

fn write(out: &mut impl Write, stored: &Stored, envelope: &Envelope) -> io::Result<()> {
    write!(out, "{{\"received\":{},\"envelope\":", stored.received)?;
    out.write_all(&on_one_line(&stored.body))?;
    if stored.gpc {
        out.write_all(b",\"gpc\":true")?;
    }
    if let Some(skew) = skew(stored, envelope) {
        write!(out, ",\"skew\":{skew}")?;
    }
    for (i, Withdrawn { purpose, received, reason }) in stored.withdrawn.iter().enumerate() {
        let before = if i == 0 { ",\"withdrawn\":[" } else { "," };
        write!(out, "{before}{{\"purpose\":{},\"received\":{received}", Value::from(purpose.as_str()))?;
        if let Some(reason) = reason {
            write!(out, ",\"by\":\"owner\",\"reason\":{}", Value::from(reason.as_str()))?;
        }
        out.write_all(b"}")?;
    }
    out.write_all(if stored.withdrawn.is_empty() { &b"}\n"[..] } else { b"]}\n" })
}

/// By how many seconds it was received later than its sender's clock said, where that is more than the two clocks and the
/// way explain. It may have waited in the browser for a connection; else one clock is wrong, and with it the time of consent.
fn skew(stored: &Stored, envelope: &Envelope) -> Option<i64> {
    let iat = i64::try_from(envelope.iat()).unwrap_or(i64::MAX);
    Some(stored.received.saturating_sub(iat)).filter(|skew| skew.abs() > SKEW)
}

/// The envelope as it came, without the space around it. Line ends JSON allows only between its tokens, where a space
/// means the same.
fn on_one_line(body: &[u8]) -> Cow<'_, [u8]> {
    let body = body.trim_ascii();
    if !body.contains(&b'\n') && !body.contains(&b'\r') {
        return Cow::Borrowed(body);
    }
    body.iter().map(|&byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }).collect()
}
