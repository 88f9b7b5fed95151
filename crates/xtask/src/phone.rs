//! Telephone numbers: libphonenumber's metadata, as the crate `phonenumber` carries it, compiled into acyclic automata
//! over calling code and national number.

mod automaton;
mod metadata;

use std::{collections::BTreeMap, error::Error, fmt::Write};

use crate::Table;
use automaton::Builder;
use metadata::Region;

/// Regions whose numbers are one pack, which a page fetches as soon as it has a field for them: the EU, the United Kingdom, Switzerland, Norway, Iceland, the
/// United States and Canada, and with them every region that shares a calling code with one of these.
const CORE: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB CH NO IS US CA";

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let regions = metadata::read()?;
    let mut codes: BTreeMap<u16, Vec<&Region>> = BTreeMap::new();
    for region in &regions {
        codes.entry(region.code).or_default().push(region);
    }
    let mut core = Builder::default();
    let mut tables = Vec::new();
    for (code, regions) in &codes {
        if is_core(regions) {
            core.add(*code, regions)?;
        } else {
            let mut pack = Builder::default();
            pack.add(*code, regions)?;
            tables.push(Table::new(format!("crates/fields/packs/tel/{code}.bin"), pack.encode()));
        }
    }
    let lines = lines(&codes)?;
    let length = u16::try_from(lines.len())?.to_le_bytes();
    tables.push(Table::new("crates/fields/packs/tel-core.bin", [&length, lines.as_bytes(), &core.encode()].concat()));
    Ok(tables)
}

fn is_core(regions: &[&Region]) -> bool {
    regions.iter().any(|region| CORE.split(' ').any(|id| id == region.id))
}

/// A line for each calling code: the code, lengths of national numbers (bit 0 for two digits), `c` if its ranges are in the core pack
/// and `i` if national forms follow rules that are not kept here, and regions: code, prefixes of national calls after their count,
/// prefix of international calls, each prefix after its length; the main region first.
fn lines(codes: &BTreeMap<u16, Vec<&Region>>) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (code, regions) in codes {
        let lengths = regions.iter().fold(0, |all, region| all | region.lengths);
        let irregular = regions.iter().any(|region| region.irregular);
        let mut text = String::new();
        for region in regions {
            write!(text, "{}{}", region.id, region.trunks.len())?;
            for prefix in region.trunks.iter().chain([&region.international]) {
                write!(text, "{}{prefix}", prefix.len())?;
            }
        }
        let core = if is_core(regions) { "c" } else { "" };
        let irregular = if irregular { "i" } else { "" };
        writeln!(out, "{code};{lengths};{core}{irregular};{text}")?;
    }
    Ok(out)
}
