//! Postcodes, from Google's address data (libaddressinput) as the npm package `postal-code-checker` carries it. Patterns of more
//! than a number of digits are written down here as shapes. The pack has a line for each country that has postcodes: its code;
//! shapes; whether another shape is certainly wrong (`!`) or asked about (`?`); an example; the first characters in use.

use std::{collections::BTreeSet, error::Error, fs};

use crate::{Table, sources};

/// Shapes as they are printed on letters: 9 for a digit, A for a letter, X for either; the usual one last. Some are wider than
/// the pattern, where the Universal Postal Union ("Postal addressing systems") has more.
const WRITTEN: &[(&str, &str)] = &[
    ("AD", "AD999"),
    ("AI", "AI-2640"),
    ("AM", "379999|9999"),
    ("AR", "9999|A9999|A9999AAA"),
    ("AS", "99999-9999|99999"),
    ("AX", "22999"),
    ("BB", "BB99999"),
    ("BH", "9999|999"),
    ("BL", "97999"),
    ("BM", "AA XX"),
    ("BN", "AA9999"),
    ("BR", "99999-999"),
    ("CA", "A9A 9A9"),
    ("CC", "6799"),
    ("CR", "9999|999-9999|99999"),
    ("CX", "6798"),
    ("CZ", "999 99"),
    ("FK", "FIQQ 1ZZ"),
    ("FM", "99999-9999|99999"),
    ("FR", "99999"),
    (
        "GB",
        "GIR 0AA|AAAA 1ZZ|GX11 1AA|BFPO 9|BFPO 99|BFPO 999|BFPO 9999|A9 9AA|A99 9AA|A9A 9AA|AA9 9AA|AA99 9AA|AA9A 9AA",
    ),
    ("GF", "97399"),
    ("GG", "GY99 9AA|GY9 9AA"),
    ("GI", "GX11 1AA"),
    ("GL", "3999"),
    ("GP", "97999"),
    ("GR", "999 99"),
    ("GS", "SIQQ 1ZZ"),
    ("GU", "99999-9999|99999"),
    ("HN", "AA9999|99999"),
    ("IE", "A9X XXXX"),
    ("IL", "99999|9999999"),
    ("IM", "IM99 9AA|IM9 9AA"),
    ("IO", "BBND 1ZZ"),
    ("IR", "99999-99999"),
    ("JE", "JE99 9AA|JE9 9AA"),
    ("JP", "999-9999"),
    ("KH", "99999|999999"),
    ("KR", "999-999|99999"),
    ("KY", "KY9-9999"),
    ("LB", "9999 9999|9999"),
    ("LI", "9999"),
    ("LT", "LT-99999"),
    ("LU", "L-9999"),
    ("LV", "LV-9999"),
    ("MC", "98099"),
    ("MD", "MD-9999"),
    ("ME", "89999"),
    ("MF", "97999"),
    ("MH", "99999-9999|99999"),
    ("MP", "99999-9999|99999"),
    ("MQ", "97299"),
    ("MT", "AAA 99|AAA 999|AAA 9999"),
    ("MU", "999AA999|99999"),
    ("NC", "98899"),
    ("NF", "2899"),
    ("NL", "9999 AA"),
    ("OM", "999"),
    ("PE", "LIMA 9|LIMA 99|CALLAO 9|CALLAO 99|99999"),
    ("PF", "98799"),
    ("PL", "99-999"),
    ("PM", "97599"),
    ("PN", "PCRN 1ZZ"),
    ("PR", "99999-9999|99999"),
    ("PT", "9999-999"),
    ("PW", "99999-9999|99999"),
    ("RE", "97499"),
    ("RS", "999999|99999"),
    ("SA", "99999-9999|99999"),
    ("SE", "999 99"),
    ("SH", "AAAA 1ZZ"),
    ("SK", "999 99"),
    ("SM", "47899"),
    ("SO", "AA 99999"),
    ("SV", "CP 9999|9999"),
    ("SZ", "A999"),
    ("TC", "TKCA 1ZZ"),
    ("TW", "999|99999|999999"),
    ("TZ", "9999|99999"),
    ("UM", "96898"),
    ("US", "99999-9999|99999"),
    ("VA", "00120"),
    ("VC", "VC9999"),
    ("VE", "9999-A|9999"),
    ("VG", "VG9999"),
    ("VI", "99999-9999|99999"),
    ("VN", "999999|99999"),
    ("WF", "98699"),
    ("YT", "97699"),
];

/// Examples that people of the country know; for others, one is made from the shape.
const EXAMPLES: &[(&str, &str)] = &[
    ("AT", "1010"),
    ("AU", "2600"),
    ("BE", "1000"),
    ("BR", "70150-900"),
    ("CA", "K1A 0B1"),
    ("CH", "3003"),
    ("CZ", "118 00"),
    ("DE", "10115"),
    ("DK", "1240"),
    ("ES", "28013"),
    ("FI", "00100"),
    ("FR", "75001"),
    ("GB", "SW1A 1AA"),
    ("GR", "104 31"),
    ("HU", "1055"),
    ("IE", "D02 AF30"),
    ("IT", "00187"),
    ("JP", "100-8111"),
    ("NL", "2513 AA"),
    ("NO", "0010"),
    ("PL", "00-902"),
    ("PT", "1100-148"),
    ("RO", "010071"),
    ("SE", "103 33"),
    ("UA", "01001"),
    ("US", "20500"),
];

/// First characters that are in use, where they are few and stay so.
const RANGES: &[(&str, &str)] = &[
    ("CA", "ABCEGHJKLMNPRSTVXY"),
    ("GB", "ABCDEFGHIJKLMNOPRSTUWYZ"),
    ("IE", "ACDEFHKNPRTVWXY"),
    ("IN", "12345678"),
    ("NL", "123456789"),
    ("RU", "123456"),
];

/// Countries whose shapes are fixed, so that another one is certainly wrong there. Elsewhere old codes and new ones live side by
/// side for decades.
const CERTAIN: &str = "ATAUBEBGBRCACHCYCZDEDKEEESFIFRGBGRHRHUINISITJPLILTLULVMXNLNONZPLPTROSESISKUAUS";

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let (folder, _) = sources::npm("postal-code-checker")?;
    let text = fs::read_to_string(folder.join("dist/index.mjs"))?;
    let mut lines = BTreeSet::new();
    for line in text.lines() {
        let Some((code, rest)) = line.trim().split_once(": { patterns: [") else {
            continue;
        };
        let (patterns, _) = rest.split_once("], example: ").ok_or("the patterns are written otherwise now")?;
        if patterns.is_empty() {
            continue;
        }
        let known =
            |rows: &[(&str, &str)]| rows.iter().find(|(known, _)| *known == code).map(|(_, text)| (*text).to_owned());
        let shapes = known(WRITTEN).or_else(|| digits(patterns)).ok_or(format!("no shape for {code}: {patterns}"))?;
        let certain = CERTAIN.as_bytes().chunks(2).any(|certain| certain == code.as_bytes());
        let example = known(EXAMPLES).or_else(|| certain.then(|| example(&shapes))).unwrap_or_default();
        let sign = if certain { "!" } else { "?" };
        lines.insert(format!("{code};{shapes};{sign};{example};{}\n", known(RANGES).unwrap_or_default()));
    }
    if lines.len() < 150 {
        return Err("the countries are written otherwise now".into());
    }
    Ok(vec![Table::new("crates/fields/packs/postal.bin", String::from_iter(lines))])
}

/// A postcode of the last of these shapes.
fn example(shapes: &str) -> String {
    let mut digits = "12345678901".chars();
    let shape = shapes.rsplit('|').next().unwrap_or_default();
    let digit = |c| match c {
        '9' => digits.next(),
        'A' | 'X' => Some('A'),
        c => Some(c),
    };
    shape.chars().filter_map(digit).collect()
}

/// A pattern of a number of digits.
fn digits(pattern: &str) -> Option<String> {
    let count = pattern.strip_prefix(r#""/^(?:\\d{"#)?.strip_suffix(r#"})$/""#)?;
    Some("9".repeat(count.parse().ok()?))
}
