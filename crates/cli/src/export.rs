//! `waxseal export`: the sealed submissions of a store as JSON lines.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Deserialize;
use serde_json::Value;
use waxseal_receiver::store::{Sqlite, StoreError, StoreUrl, Stored, Withdrawn};

use crate::args::Export;
use crate::error::{Failure, Outcome};
use crate::output;
use crate::progress::Progress;

/// Clocks that differ by more seconds than this are told of.
const SKEW: i64 = 300;

/// Prints them in the order of receipt, also while a receiver goes on writing.
pub fn run(args: &Export) -> Result<Outcome, Failure> {
    let url: StoreUrl = args.store.parse().map_err(|error| Failure::new(format!("--store: {error}")))?;
    let StoreUrl::Sqlite(path) = url else {
        return Err(Failure::new("--store: this release reads sqlite:FILE"));
    };
    let store = Sqlite::open_read_only(&path).map_err(|error| failed(&error))?;
    let mut out = output::stdout();
    let mut progress = Progress::new("exported");
    for stored in store.submissions() {
        let stored = stored.map_err(|error| failed(&error))?;
        if is_asked_for(&stored, args) {
            write(&mut out, &stored).map_err(|error| Failure::stdout(&error))?;
            progress.step();
        }
    }
    out.flush().map_err(|error| Failure::stdout(&error))?;
    Ok(Outcome::Done)
}

fn is_asked_for(stored: &Stored, args: &Export) -> bool {
    let is_recent = |since: u64| {
        // What was taken back since then may end what was given since then, by another submission of the same person.
        let mut times = stored.withdrawn.iter().map(|withdrawn| withdrawn.received).chain([stored.received]);
        times.any(|time| u64::try_from(time).is_ok_and(|time| time >= since))
    };
    args.since.is_none_or(is_recent) && args.form.as_ref().is_none_or(|form| stored.form == *form)
}

fn write(out: &mut impl Write, stored: &Stored) -> io::Result<()> {
    write!(out, "{{\"received\":{},\"envelope\":", stored.received)?;
    out.write_all(&on_one_line(&stored.body))?;
    if stored.gpc {
        out.write_all(b",\"gpc\":true")?;
    }
    if let Some(skew) = skew(stored) {
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
fn skew(stored: &Stored) -> Option<i64> {
    #[derive(Deserialize)]
    struct Probe {
        iat: i64,
    }
    let Probe { iat } = serde_json::from_slice(&stored.body).ok()?;
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

fn failed(error: &StoreError) -> Failure {
    Failure::new(error.to_string())
}
