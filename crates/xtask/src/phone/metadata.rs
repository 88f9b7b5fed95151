//! What is read of libphonenumber's metadata.

use std::{error::Error, fs};

use roxmltree::{Document, Node};

use crate::sources;

/// Types of numbers, by what they can do.
const FIXED: [&str; 1] = ["fixedLine"];
const MOBILE: [&str; 1] = ["mobile"];
const OTHER: [&str; 8] =
    ["tollFree", "premiumRate", "sharedCost", "personalNumber", "voip", "uan", "pager", "voicemail"];

/// One region.
pub(crate) struct Region {
    /// Its code; `001` for what belongs to no country.
    pub(crate) id: String,
    /// Its calling code.
    pub(crate) code: u16,
    /// What may stand before a national number in a national call; the usual one first.
    pub(crate) trunks: Vec<String>,
    /// What stands before the calling code in an international call.
    pub(crate) international: String,
    /// Whether national forms are rewritten by rules beyond the prefix.
    pub(crate) irregular: bool,
    /// The lengths of its numbers: bit 0 for two digits.
    pub(crate) lengths: u16,
    pub(crate) general: String,
    pub(crate) fixed: Vec<String>,
    pub(crate) mobile: Vec<String>,
    pub(crate) other: Vec<String>,
}

/// All regions, the main one of a calling code before the others.
pub(crate) fn read() -> Result<Vec<Region>, Box<dyn Error>> {
    let (folder, _) = sources::krate("phonenumber")?;
    let text = fs::read_to_string(folder.join("assets/PhoneNumberMetadata.xml"))?;
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = Document::parse_with_options(&text, options)?;
    let mut regions: Vec<(bool, Region)> = Vec::new();
    for territory in document.descendants().filter(|node| node.has_tag_name("territory")) {
        regions.push((territory.attribute("mainCountryForCode") != Some("true"), region(territory)?));
    }
    regions.sort_by(|(a_second, a), (b_second, b)| (a.code, a_second, &a.id).cmp(&(b.code, b_second, &b.id)));
    Ok(regions.into_iter().map(|(_, region)| region).collect())
}

fn region(territory: Node<'_, '_>) -> Result<Region, Box<dyn Error>> {
    let attribute = |name| territory.attribute(name).map(squeeze).unwrap_or_default();
    let patterns = |types: &[&str]| types.iter().filter_map(|kind| pattern(territory, kind)).collect();
    let mut lengths = 0;
    for kind in FIXED.iter().chain(&MOBILE).chain(&OTHER) {
        for node in territory.children().filter(|node| node.has_tag_name(*kind)) {
            let possible = node.children().find(|node| node.has_tag_name("possibleLengths"));
            lengths |= possible.and_then(|node| node.attribute("national")).map_or(0, bits);
        }
    }
    let parsing = attribute("nationalPrefixForParsing");
    let trunk = attribute("nationalPrefix");
    Ok(Region {
        id: attribute("id"),
        code: attribute("countryCode").parse()?,
        irregular: !attribute("nationalPrefixTransformRule").is_empty() || parsing.contains('('),
        trunks: [trunks(&trunk, &parsing), old(&attribute("id"))].concat(),
        international: plain(&attribute("internationalPrefix"), &attribute("preferredInternationalPrefix")),
        lengths,
        general: pattern(territory, "generalDesc").ok_or("a region without a pattern")?,
        fixed: patterns(&FIXED),
        mobile: patterns(&MOBILE),
        other: patterns(&OTHER),
    })
}

fn pattern(territory: Node<'_, '_>, kind: &str) -> Option<String> {
    let node = territory.children().find(|node| node.has_tag_name(kind))?;
    let pattern = node.children().find(|node| node.has_tag_name("nationalNumberPattern"))?;
    pattern.text().map(squeeze).filter(|pattern| !pattern.is_empty() && pattern != "NA")
}

/// Patterns are laid out over several lines.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// `9,[10-12]` as bits.
fn bits(lengths: &str) -> u16 {
    let mut bits = 0;
    for part in lengths.replace(['[', ']'], "").split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        if let (Ok(from), Ok(to)) = (from.parse::<u16>(), to.parse::<u16>()) {
            // Numbers of more than seventeen digits are nobody's.
            (from..=to.min(17)).for_each(|length| bits |= 1 << (length - 2));
        }
    }
    bits
}

/// Prefixes that are dialled no more, and stand in address books: Mexico's of before August 2019.
fn old(region: &str) -> Vec<String> {
    let prefixes: &[&str] = if region == "MX" { &["1", "01", "044", "045"] } else { &[] };
    prefixes.iter().map(|prefix| (*prefix).to_owned()).collect()
}

/// The usual prefix, and what else the pattern for parsing takes, if that is few.
fn trunks(usual: &str, parsing: &str) -> Vec<String> {
    let mut found = vec![usual.to_owned()];
    let simple = parsing.chars().all(|c| c.is_ascii_digit() || "[]|?-".contains(c));
    if let Ok(pattern) = regex_automata::dfa::regex::Regex::new(&format!("^(?:{parsing})$"))
        && simple
    {
        let all = (1..=3)
            .flat_map(|width| (0..10_u32.pow(width)).map(move |n| format!("{n:0width$}", width = width as usize)));
        found.extend(all.filter(|text| text != usual && pattern.is_match(text)));
    }
    found.retain(|text| !text.is_empty());
    found
}

/// The prefix that people dial: the usual one where carriers have their own.
fn plain(pattern: &str, preferred: &str) -> String {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    [preferred, pattern].into_iter().find(|text| !text.is_empty() && digits(text)).unwrap_or("00").to_owned()
}
