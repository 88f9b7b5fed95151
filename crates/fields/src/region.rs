//! Parts of countries whose addresses need them.

use alloc::{borrow::ToOwned, string::String};

use super::{Check, Country, Fault, Rules, digits::narrow, lines::Lines};

/// What a line of the pack has: country, code, names. `crates/xtask/src/regions.rs` makes it.
pub(super) const COLUMNS: usize = 3;

/// Checks a state, province or territory of the countries that have them in their addresses; elsewhere anything goes.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, regions: &Lines) -> Check {
    let value = input.to_owned();
    let Some(country) = rules.country.as_ref().map(Country::code).filter(|code| matches!(*code, "AU" | "CA" | "US"))
    else {
        return Check::ok(value);
    };
    let doubt = Check::unsure(value, Fault::RegionUnknown).with("country", country.to_owned());
    if regions.is_empty() {
        return doubt.wanting("regions".to_owned());
    }
    // `N.Y.`
    let typed: String = input.chars().map(narrow).filter(|c| *c != '.').collect();
    let rows = regions.rows().filter_map(|line| line.strip_prefix(country));
    let found = rows.map(|row| &row[1..]).find(|row| row.split(';').any(|name| name.eq_ignore_ascii_case(&typed)));
    found.and_then(|row| row.split(';').next()).map_or(doubt, |code| Check::ok(code.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions() -> Lines {
        let mut regions = Lines::default();
        assert!(regions.add(include_bytes!("../packs/regions.bin"), COLUMNS));
        regions
    }

    #[test]
    fn a_part_of_a_country_is_known_by_code_and_name() {
        let regions = regions();
        for (country, input, value, doubt) in [
            ("DE", "Bavaria", "Bavaria", false),
            ("US", "new york", "NY", false),
            ("US", "ca", "CA", false),
            ("US", "N.Y.", "NY", false),
            ("US", "ＣＡ", "CA", false),
            ("US", "Washington DC", "DC", false),
            ("US", "U.S. Virgin Islands", "VI", false),
            ("US", "Palau", "PW", false),
            ("US", "Calif.", "Calif.", true),
            ("US", "US", "US", true),
            ("CA", "B.C.", "BC", false),
            ("CA", "Newfoundland", "NL", false),
            ("CA", "Québec", "QC", false),
            ("CA", "NSW", "NSW", true),
            ("AU", "N.S.W.", "NSW", false),
        ] {
            let mut rules = Rules::default();
            assert!(rules.set("country", country));
            let check = check(input, &rules, &regions);
            assert_eq!((check.value.as_deref(), check.fault.is_some()), (Some(value), doubt), "{country} {input}");
        }
    }

    #[test]
    fn without_the_pack_it_is_asked_for_and_a_damaged_one_changes_nothing() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "US"));
        assert_eq!(check("CA", &rules, &Lines::default()).wants.as_deref(), Some("regions"));
        assert_eq!(check("Bavaria", &Rules::default(), &Lines::default()), Check::ok("Bavaria".to_owned()));
        let mut regions = regions();
        for damaged in [&b""[..], b"US;CA", b"US;CA;California", b"US\n", b"\xff\n"] {
            assert!(!regions.add(damaged, COLUMNS));
        }
        assert_eq!(check("CA", &rules, &regions), Check::ok("CA".to_owned()));
    }
}
