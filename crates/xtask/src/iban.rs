//! The shapes of IBANs, from the registry as the crate `iban_validate` carries it.

use std::{error::Error, fmt::Write, fs};

use crate::{Table, sources};

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let (folder, version) = sources::krate("iban_validate")?;
    let text = fs::read_to_string(folder.join("src/generated.rs"))?;
    let start = text.find("fn country_pattern").ok_or("the registry is written otherwise now")?;
    let flat: String = text[start..].chars().filter(|c| !c.is_whitespace()).collect();
    let mut shapes = Vec::new();
    for row in flat.split("=>Some([").collect::<Vec<_>>().windows(2) {
        let country = row[0].rsplit('"').nth(1).ok_or("a row without a country")?;
        let (pattern, _) = row[1].split_once(']').ok_or("a row without an end")?;
        let mut shape: Vec<(u32, char)> = Vec::new();
        for part in pattern.trim_matches(|c| c == '(' || c == ')').split("),(") {
            let (length, kind) = part.trim_end_matches([',', ')']).split_once(',').ok_or("a part without a kind")?;
            let kind = match kind {
                "N" => 'n',
                "A" => 'a',
                "C" => 'c',
                _ => return Err(format!("an unknown kind of character: {kind}").into()),
            };
            match shape.last_mut() {
                Some((sum, last)) if *last == kind => *sum += length.parse::<u32>()?,
                _ => shape.push((length.parse()?, kind)),
            }
        }
        let parts: Vec<String> = shape.iter().map(|(length, kind)| format!("{length}{kind}")).collect();
        shapes.push(format!("{country}{}", parts.concat()));
    }
    shapes.sort();
    let mut rust = format!(
        "//! From the IBAN registry, as the crate `iban_validate` {version} (MIT or Apache-2.0) carries it, by `npm run tables`; do\n\
         //! not edit.\n\n\
         /// Country and shape of its account numbers: runs of digits (n), capital letters (a) and either (c).\n\
         #[rustfmt::skip]\n\
         pub(super) const SHAPES: &[&str] = &[\n"
    );
    for row in shapes.chunks(8) {
        writeln!(rust, "    {},", row.iter().map(|shape| format!("{shape:?}")).collect::<Vec<_>>().join(", "))?;
    }
    rust.push_str("];\n");
    Ok(vec![Table::new("crates/fields/src/iban/shapes.rs", rust)])
}
