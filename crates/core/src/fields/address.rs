//! Countries and their parts.

use alloc::borrow::ToOwned;

use super::{Check, Country, Fault, Rules, Surroundings};

/// What people call countries beside the names that browsers know, without blanks and in capitals.
const ALSO: &[(&str, &str)] = &[
    ("UK", "GB"),
    ("GREATBRITAIN", "GB"),
    ("BRITAIN", "GB"),
    ("ENGLAND", "GB"),
    ("SCOTLAND", "GB"),
    ("WALES", "GB"),
    ("NORTHERNIRELAND", "GB"),
    ("USA", "US"),
    ("AMERICA", "US"),
    ("HOLLAND", "NL"),
    ("CZECHREPUBLIC", "CZ"),
    ("IVORYCOAST", "CI"),
    ("BURMA", "MM"),
    ("SWAZILAND", "SZ"),
    ("TURKEY", "TR"),
    ("MACEDONIA", "MK"),
    ("CAPEVERDE", "CV"),
    ("UAE", "AE"),
    ("RUSSIA", "RU"),
    ("SOUTHKOREA", "KR"),
    ("KOREA", "KR"),
];

/// Parts of countries whose addresses need them (Google's address data): code and name.
const REGIONS: &[(&str, &str)] = &[
    (
        "US",
        "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of \
     Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME \
     Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV \
     Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK \
     Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT \
     Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin \
     Islands|AS American Samoa|MP Northern Mariana Islands|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces \
     Pacific",
    ),
    (
        "CA",
        "AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NT Northwest \
     Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|QC Québec|SK Saskatchewan|YT Yukon",
    ),
    (
        "AU",
        "ACT Australian Capital Territory|NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS \
     Tasmania|VIC Victoria|WA Western Australia",
    ),
];

/// Checks the name or code of a country.
#[inline(never)]
pub(super) fn country(input: &str, surroundings: &impl Surroundings) -> Check {
    let plain: alloc::string::String = input
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if Country::from_code(&plain).is_some() {
        return Check::ok(plain);
    }
    if let Some((_, code)) = ALSO.iter().find(|(name, _)| *name == plain) {
        return Check::ok((*code).to_owned());
    }
    match surroundings.country(input).filter(|code| Country::from_code(code).is_some()) {
        Some(code) => Check::ok(code),
        None => Check::error(Fault::CountryUnknown),
    }
}

/// Checks a state, province or county.
#[inline(never)]
pub(super) fn region(input: &str, rules: &Rules) -> Check {
    let country = rules.country.as_ref().map(super::Country::code);
    let known = REGIONS.iter().find(|(known, _)| Some(*known) == country);
    let Some((country, regions)) = known else {
        return Check::ok(input.to_owned());
    };
    let typed = input.trim_end_matches('.');
    let found = regions
        .split('|')
        .filter_map(|row| row.split_once(' '))
        .find(|(code, name)| code.eq_ignore_ascii_case(typed) || name.eq_ignore_ascii_case(typed));
    match found {
        Some((code, _)) => Check::ok(code.to_owned()),
        None => Check::unsure(input.to_owned(), Fault::RegionUnknown).with("country", (*country).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Ascii;

    #[test]
    fn countries_and_regions_by_code_and_name() {
        for (input, code) in
            [("de", Some("DE")), ("U.K.", Some("GB")), ("Great Britain", Some("GB")), ("XK", Some("XK")), ("QQ", None)]
        {
            assert_eq!(country(input, &Ascii).value.as_deref(), code, "{input}");
        }
        let mut rules = Rules::default();
        assert_eq!(region("Bavaria", &rules).value.as_deref(), Some("Bavaria"));
        assert!(rules.set("country", "US"));
        for (input, value, doubt) in [("new york", "NY", false), ("ca", "CA", false), ("Calif.", "Calif.", true)] {
            let check = region(input, &rules);
            assert_eq!((check.value.as_deref(), check.fault.is_some()), (Some(value), doubt), "{input}");
        }
    }
}
