//! Less than was typed, where less is enough. What cannot be made less is not given at all.

use alloc::{borrow::ToOwned, string::String};

use super::{
    Date, Rules,
    digits::{characters, number},
};

/// Ages at which a band begins: where the law looks (13, 16 and 18), then tens of years.
const BANDS: &[u16] = &[0, 13, 16, 18, 25, 35, 45, 55, 65];

/// The band of ages that somebody born on this day is in.
pub(super) fn age_band(birthday: &str, rules: &Rules) -> Option<String> {
    let (birthday, today) = (Date::parse(birthday)?, rules.today?);
    let age = (birthday <= today).then(|| birthday.age(today))?;
    let at = BANDS.iter().rposition(|from| *from <= age)?;
    let from = number(u32::from(BANDS[at]));
    Some(match BANDS.get(at + 1) {
        Some(next) => [&from, "-", &number(u32::from(next - 1))].concat(),
        None => from + "+",
    })
}

/// The part of a postcode in which many thousands live: the outward code without its last letter, three characters in
/// Canada and the United States (HIPAA, 45 CFR 164.514(b)(2)(i)(B)), else half of it and no more than three.
pub(super) fn area(postcode: &str, rules: &Rules) -> String {
    let country = rules.country.as_ref().map_or("", super::Country::code);
    let (outward, solid) = (postcode.split(' ').next().unwrap_or_default(), postcode.replace([' ', '-'], ""));
    let start = |count| solid.chars().take(count).collect();
    match country {
        "GB" => outward.to_owned(),
        "CA" | "US" | "IE" => start(3),
        _ => start((characters(&solid) / 2).min(3)),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Ascii, Checker, Kind, Rules, Verdict};

    #[test]
    fn only_the_lesser_value_is_given() {
        let mut checker = Checker::new(Ascii);
        assert!(checker.add("tel-core", include_bytes!("../packs/tel-core.bin")));
        assert!(checker.add("postal", include_bytes!("../packs/postal.bin")));
        for (kind, minimise, country, input, value) in [
            (Kind::Birthday, "age-band", "DE", "24.11.1996", Some("25-34")),
            (Kind::Birthday, "age-band", "DE", "25.11.2008", Some("16-17")),
            (Kind::Birthday, "age-band", "DE", "1.1.1940", Some("65+")),
            (Kind::PostalCode, "area", "GB", "sw1a 1aa", Some("SW1A")),
            (Kind::PostalCode, "area", "DE", "10115", Some("10")),
            (Kind::PostalCode, "area", "US", "20500", Some("205")),
            (Kind::PostalCode, "area", "NL", "2513 AA", Some("251")),
            (Kind::Tel, "country", "DE", "030 901820", Some("DE")),
            (Kind::Iban, "country", "DE", "GB33BUKB20201555555555", Some("GB")),
            (Kind::Country, "country", "DE", "fr", Some("FR")),
            (Kind::Text, "area", "DE", "10115", None),
            (Kind::Text, "age-band", "DE", "anything", None),
            (Kind::Email, "country", "DE", "ada@example.de", None),
        ] {
            let mut rules = Rules::default();
            assert!(
                rules.set("minimise", minimise) && rules.set("country", country) && rules.set("today", "2026-11-24")
            );
            let check = checker.check(kind, input, &rules);
            assert_ne!(check.verdict, Verdict::Error, "{input}");
            assert_eq!(check.value.as_deref(), value, "{input}");
        }
    }
}
