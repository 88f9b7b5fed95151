//! `waxseal backup`: a copy of a store that is whole, or none.

use std::path::Path;

use waxseal_receiver::store::Checked;

use crate::args::Backup;
use crate::error::{Failure, Outcome};
use crate::new_store::NewStore;
use crate::store::{self, Report};
use crate::webroot;

/// Copies a store, also while a receiver writes to it.
pub fn run(args: &Backup) -> Result<Outcome, Failure> {
    webroot::refuse_file(&args.file)?;
    copy(&store::file(&args.store)?, &args.file)
}

/// Copies a store under a name that is free. The copy is checked; if anything is wrong with it, it is told and not kept.
pub fn copy(from: &Path, to: &Path) -> Result<Outcome, Failure> {
    let store = store::open(from)?;
    let new = NewStore::begin(to)?;
    store.copy_to(&new.temporary()).map_err(|error| store::failed(&error))?;
    let mut report = Report::default();
    let copied = store::open(&new.temporary())?;
    let checked = copied.check(|finding| report.tell(finding)).map_err(|error| store::failed(&error))?;
    drop(copied);
    let Checked { submissions, findings: 0 } = checked else {
        eprintln!("{}: not written, since the copy would be damaged, too", to.display());
        eprintln!("hint: `waxseal store check --salvage FILE` copies what is whole");
        return report.end(from, checked);
    };
    new.commit()?;
    eprintln!("{}: {submissions} submissions, all of them checked", to.display());
    Ok(Outcome::Done)
}
