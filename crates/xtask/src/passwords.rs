//! The passwords that are tried first, from zxcvbn's list.

use std::{collections::BTreeSet, error::Error, fs};

use crate::{Table, sources};

/// As many as are worth fetching.
const FIRST: usize = 6_500;
/// The least characters that a form takes.
const LEAST: usize = 8;

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let (folder, _) = sources::npm("zxcvbn")?;
    let text = fs::read_to_string(folder.join("lib/frequency_lists.js"))?;
    let (_, list) = text.split_once("passwords: \"").ok_or("the list is written otherwise now")?;
    let (list, _) = list.split_once('"').ok_or("a list without an end")?;
    let common: BTreeSet<&str> = list.split(',').take(FIRST).filter(|password| password.len() >= LEAST).collect();
    let lines: Vec<String> = common.iter().map(|password| format!("{password}\n")).collect();
    Ok(vec![Table::new("crates/fields/packs/passwords.bin", lines.concat())])
}
