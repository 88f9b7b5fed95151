//! `waxseal store check`: whether a store holds what was kept.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use waxseal_receiver::store::{Checked, Damaged, Finding, Sqlite, StoreError, StoreUrl};

use crate::args::StoreCheck;
use crate::error::{Failure, Outcome};
use crate::new_store::NewStore;
use crate::{output, webroot};

/// Checks a store, and with `--salvage` copies what is whole.
pub fn check(args: &StoreCheck) -> Result<Outcome, Failure> {
    let path = file(&args.store)?;
    let store = match Sqlite::open_read_only(&path) {
        Err(error @ StoreError::Corrupt) => {
            eprintln!("file: {}: SQLite cannot read its first page; restore a backup", error.code());
            return Ok(Outcome::SomeFailed);
        }
        opened => opened.map_err(|error| failed(&error))?,
    };
    let mut report = Report::default();
    let checked = match &args.salvage {
        None => store.check(|finding| report.tell(finding)).map_err(|error| failed(&error))?,
        Some(out) => {
            webroot::refuse_file(out)?;
            let new = NewStore::begin(out)?;
            let into = Sqlite::open(&new.temporary()).map_err(|error| failed(&error))?;
            let checked = store.salvage(into, |finding| report.tell(finding)).map_err(|error| failed(&error))?;
            let kept = count(&new.temporary())?;
            new.commit()?;
            eprintln!("{}: {kept} submissions copied", out.display());
            checked
        }
    };
    report.end(&path, checked)
}

/// What is wrong: JSON lines on stdout for rows, words on stderr for all.
#[derive(Default)]
pub struct Report {
    stdout: Option<Failure>,
}

impl Report {
    /// Tells of one finding.
    pub fn tell(&mut self, finding: &Finding) {
        match finding {
            Finding::File(words) => eprintln!("file: store-damaged: {words}"),
            Finding::Row(damaged) => {
                eprintln!("{damaged}");
                if self.stdout.is_none() {
                    self.stdout = output::print(&line(damaged)).err();
                }
            }
        }
    }

    /// Sums up.
    pub fn end(self, path: &Path, checked: Checked) -> Result<Outcome, Failure> {
        if let Some(failure) = self.stdout {
            return Err(failure);
        }
        let Checked { submissions, findings } = checked;
        eprintln!("{}: {submissions} submissions are whole", path.display());
        if findings > 0 {
            eprintln!("error: {findings} faults found in {}", path.display());
        }
        Ok(Outcome::of(findings))
    }
}

/// `{"table":"submissions","sid":"…","code":"hash-mismatch"}`: ids and codes, never values.
fn line(damaged: &Damaged) -> String {
    let (what, id) = damaged.row.id();
    let members = [("table", damaged.row.table()), (what, id.as_str()), ("code", damaged.damage.code())];
    let members: Map<String, Value> = members.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
    Value::from(members).to_string()
}

/// The file that `--store` names.
pub fn file(url: &str) -> Result<PathBuf, Failure> {
    let url: StoreUrl = url.parse().map_err(|error| Failure::new(format!("--store: {error}")))?;
    let StoreUrl::Sqlite(path) = url else {
        return Err(Failure::new("--store: this release reads sqlite:FILE"));
    };
    Ok(path)
}

/// Opens a store to read.
pub fn open(path: &Path) -> Result<Sqlite, Failure> {
    Sqlite::open_read_only(path).map_err(|error| failed(&error))
}

/// How many submissions lie in a store.
pub fn count(path: &Path) -> Result<u64, Failure> {
    open(path)?.count().map_err(|error| failed(&error))
}

/// Tells what went wrong with a store.
pub fn failed(error: &StoreError) -> Failure {
    Failure::new(format!("{}: {error}", error.code()))
}
