//! Postcodes and country names, from the npm package `postal-codes-js`; shapes that it has out of date or only as patterns
//! are written down here.

use std::{
    collections::BTreeMap,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{Table, sources};

/// Shapes as they are printed on letters (Universal Postal Union, "Postal addressing systems"): 9 for a digit, A for a
/// letter, X for either; the usual one last, since every shape that fits is right.
const WRITTEN: &[(&str, &str)] = &[
    ("AD", "AD999"),
    ("AI", "AI-2640"),
    ("AQ", "BIQQ 1ZZ"),
    ("AR", "A9999AAA|9999"),
    ("AX", "99999"),
    ("AZ", "AZ 9999"),
    ("BB", "BB99999"),
    ("BH", "999|9999"),
    ("BM", "AA AA|AA 99"),
    ("BN", "AA9999"),
    ("BR", "99999-999"),
    ("CA", "A9A 9A9"),
    ("CL", "9999999"),
    ("CZ", "999 99"),
    ("DK", "9999"),
    ("FK", "FIQQ 1ZZ"),
    ("FM", "99999-9999|99999"),
    ("GB", "GIR 0AA|A9 9AA|A99 9AA|A9A 9AA|AA9 9AA|AA9A 9AA|AA99 9AA"),
    ("GG", "GY99 9AA|GY9 9AA"),
    ("GI", "GX11 1AA"),
    ("GR", "999 99"),
    ("GS", "SIQQ 1ZZ"),
    ("GU", "99999-9999|99999"),
    ("HN", "AA9999|99999"),
    ("IE", "A9X XXXX"),
    ("IL", "99999|9999999"),
    ("IM", "IM99 9AA|IM9 9AA"),
    ("IO", "BBND 1ZZ"),
    ("JE", "JE99 9AA|JE9 9AA"),
    ("JP", "999-9999"),
    ("KR", "99999"),
    ("KY", "KY9-9999"),
    ("LB", "9999 9999|9999"),
    ("LC", "LC99 999"),
    ("LT", "LT-99999"),
    ("LU", "9999"),
    ("LV", "LV-9999"),
    ("MD", "MD-9999"),
    ("MH", "99999-9999|99999"),
    ("MP", "99999-9999|99999"),
    ("MS", "MSR 9999"),
    ("MT", "AAA 9999"),
    ("NL", "9999 AA"),
    ("PL", "99-999"),
    ("PN", "PCRN 1ZZ"),
    ("PR", "99999-9999|99999"),
    ("PT", "9999-999"),
    ("PW", "99999-9999|99999"),
    ("RU", "999999"),
    ("SA", "99999-9999|99999"),
    ("SE", "999 99"),
    ("SH", "STHL 1ZZ|ASCN 1ZZ|TDCU 1ZZ"),
    ("SK", "999 99"),
    ("SO", "AA 99999"),
    ("SZ", "A999"),
    ("TC", "TKCA 1ZZ"),
    ("TW", "999-999|999-99|999"),
    ("US", "99999-9999|99999"),
    ("VC", "VC9999"),
    ("VE", "9999-A|9999"),
    ("VG", "VG9999"),
    ("VI", "99999-9999|99999"),
    ("WS", "WS9999"),
];

/// Countries whose shape in the package no longer holds, or never did for all: anything goes.
const OPEN: &[&str] = &["AE", "HK", "QA", "JM", "PA", "IC", "KW", "OM"];

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let (folder, version) = sources::npm("postal-codes-js")?;
    let countries = read(&folder.join("generated/postal-codes-alpha2.json"))?;
    let countries = countries.as_object().ok_or("the countries are written otherwise now")?;
    let mut shapes: BTreeMap<String, String> = BTreeMap::new();
    let mut names = Vec::new();
    for (code, country) in countries {
        names.push((country["countryName"].as_str().unwrap_or_default(), code));
        let format = country["postalCodeFormat"].as_str().unwrap_or_default();
        let written = WRITTEN.iter().find(|(known, _)| known == code).map(|(_, shapes)| (*shapes).to_owned());
        let shape = written.or_else(|| of_format(&folder, format)).filter(|_| !OPEN.contains(&&**code));
        if let Some(shape) = shape {
            shapes.entry(shape).or_default().push_str(code);
        }
    }
    let mut rust = format!(
        "//! From the npm package postal-codes-js {version} (Apache-2.0) by `npm run tables`; do not edit.\n\n\
         /// Shapes of postcodes as they are printed, and the countries that have them: 9 for a digit, A for a letter, X for\n\
         /// either.\n\
         #[rustfmt::skip]\n\
         pub(super) const SHAPES: &[(&str, &str)] = &[\n"
    );
    for (shape, countries) in &shapes {
        writeln!(rust, "    ({shape:?}, {countries:?}),")?;
    }
    rust.push_str("];\n");
    names.sort_unstable();
    let mut list = format!(
        "//! From the npm package postal-codes-js {version} (Apache-2.0) by `npm run tables`; do not edit.\n\n\
         /// English names of countries and their codes, sorted by name.\n\
         #[rustfmt::skip]\n\
         pub const COUNTRIES: &[(&str, &str)] = &[\n"
    );
    for (name, code) in names {
        writeln!(list, "    ({name:?}, {code:?}),")?;
    }
    list.push_str("];\n");
    Ok(vec![
        Table::new("crates/core/src/fields/postal/shapes.rs", rust),
        Table::new("crates/cli/src/surroundings/countries.rs", list),
    ])
}

/// `5Digits.json` and the like, and patterns of digits after a fixed start.
fn of_format(folder: &Path, format: &str) -> Option<String> {
    if let Some(count) = format.strip_suffix("Digits.json") {
        return Some("9".repeat(count.parse().ok()?));
    }
    let pattern = read(&folder.join("formats").join(format)).ok()?;
    let pattern = pattern["ValidationRegex"].as_str()?.trim_start_matches('^').trim_end_matches('$').to_owned();
    let (start, rest) = pattern.split_once("[0-9]").unwrap_or((&pattern, ""));
    let count = rest.trim_matches(['{', '}']);
    let digits = start.bytes().all(|byte| byte.is_ascii_digit());
    // Nine would be any digit.
    (digits && !start.is_empty()).then(|| start.to_owned() + &"9".repeat(count.parse().unwrap_or(0)))
}

fn read(path: &PathBuf) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}
