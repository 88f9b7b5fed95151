//! `waxseal restore`: a backup checked, and put in the place of a store that is gone.

mod answered;

use crate::args::Restore;
use crate::backup;
use crate::error::{Failure, Outcome};
use crate::store::{self, Report};

use answered::Answered;

/// Checks a backup, puts it in place if a place is named, and tells what came after it if a log is.
pub fn run(args: &Restore) -> Result<Outcome, Failure> {
    // Before anything is written: perhaps the log is the wrong file.
    let answered = args.log.as_deref().map(Answered::read).transpose()?;
    let whole = match &args.store {
        Some(url) => backup::copy(&args.backup, &store::file(url)?)?,
        None => check(args)?,
    };
    let Some(answered) = answered else { return Ok(whole) };
    let missing = answered.print_missing(&store::open(&args.backup)?)?;
    Ok(if whole == Outcome::Done { missing } else { whole })
}

fn check(args: &Restore) -> Result<Outcome, Failure> {
    let mut report = Report::default();
    let backup = store::open(&args.backup)?;
    let checked = backup.check(|finding| report.tell(finding)).map_err(|error| store::failed(&error))?;
    report.end(&args.backup, checked)
}
