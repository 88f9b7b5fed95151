//! The English messages, as Rust, from `crates/fields/messages/en.json`.

use std::{collections::BTreeMap, error::Error, fmt::Write, fs};

use crate::{Table, root};

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let text = fs::read_to_string(root().join("crates/fields/messages/en.json"))?;
    let messages: BTreeMap<String, String> = serde_json::from_str(&text)?;
    let mut rust = String::from(
        "//! From crates/fields/messages/en.json by `npm run tables`; do not edit.\n\n\
         /// Every English sentence and its key, sorted by key.\n\
         #[rustfmt::skip]
         pub const ENGLISH: &[(&str, &str)] = &[\n",
    );
    for (key, message) in messages {
        writeln!(rust, "    ({key:?}, {message:?}),")?;
    }
    rust.push_str("];\n");
    Ok(vec![Table::new("crates/fields/src/messages/english.rs", rust)])
}
