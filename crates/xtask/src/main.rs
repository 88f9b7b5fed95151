//! Makes the tables of waxseal-core from the packages that carry the data: `npm run tables`.
//!
//! Each table says where it comes from. `npm run tables -- --check` compares them with what is checked in and writes
//! nothing.

mod countries;
#[path = "../../cli/src/surroundings/fold.rs"]
mod fold;
mod iban;
mod ids;
mod messages;
mod months;
mod names;
mod passwords;
mod phone;
mod postal;
mod regions;
mod sources;
mod typo;
mod vat;

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// One generated file: its place in the project, and what belongs there.
pub(crate) struct Table {
    path: PathBuf,
    content: Vec<u8>,
}

impl Table {
    pub(crate) fn new(path: impl AsRef<Path>, content: impl Into<Vec<u8>>) -> Self {
        Self { path: root().join(path), content: content.into() }
    }
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let check = match &arguments[..] {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => {
            println!(
                "Makes the generated tables anew.\n\nUsage: npm run tables [-- --check]\n\n  --check  Only say whether those checked in are current"
            );
            return ExitCode::from(2);
        }
    };
    match tables().and_then(|tables| settle(&tables, check)) {
        Ok(status) => status,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let mut tables = Vec::new();
    tables.extend(messages::tables()?);
    tables.extend(phone::tables()?);
    tables.extend(iban::tables()?);
    tables.extend(ids::tables());
    tables.extend(passwords::tables()?);
    tables.extend(postal::tables()?);
    tables.extend(regions::tables());
    tables.extend(countries::tables()?);
    tables.extend(months::tables()?);
    tables.extend(typo::tables()?);
    tables.extend(vat::tables());
    Ok(tables)
}

/// Writes the tables that differ from what is there, or only says which.
fn settle(tables: &[Table], check: bool) -> Result<ExitCode, Box<dyn Error>> {
    let mut stale = false;
    for Table { path, content } in tables {
        if fs::read(path).is_ok_and(|there| there == *content) {
            continue;
        }
        stale = true;
        if check {
            eprintln!("stale: {}; run `npm run tables`", path.display());
        } else {
            fs::create_dir_all(path.parent().expect("a file has a folder"))?;
            fs::write(path, content)?;
            eprintln!("wrote {}, {} bytes", path.display(), content.len());
        }
    }
    Ok(if check && stale { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
