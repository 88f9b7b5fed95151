//! Countries by what people call them.

use alloc::{borrow::ToOwned, string::String};

use super::{Check, Country, Fault, Surroundings, names::Names};

/// Words that stand before the name of a country, in our languages.
const ARTICLES: &[&str] = &[
    "the", "la", "le", "les", "l", "die", "der", "das", "den", "el", "los", "las", "il", "lo", "gli", "i", "de", "het",
    "o", "os", "as", "a", "az", "η", "ο", "το", "οι", "τα",
];

/// Checks the name or code of a country. A name that nobody has told us of is asked about: there are more names than tables.
#[inline(never)]
pub(super) fn country(input: &str, surroundings: &impl Surroundings, names: &Names) -> Check {
    let find = |name: &str| code(name).or_else(|| Country::from_code(names.find(&surroundings.fold(name))?));
    let known = find(input).or_else(|| find(without_article(input, surroundings)?)).or_else(|| {
        // `Suisse/Schweiz`, `Germany (DE)`, `Netherlands, The`: each part is a name of the one country.
        let parts = input.split(['/', '(', ')', ',', '|', ';']).map(str::trim);
        let mut meant = parts.filter(|part| !part.is_empty() && !is_article(part, surroundings)).map(find);
        let first = meant.next()?;
        meant.all(|other| other == first).then_some(first?)
    });
    if let Some(country) = known {
        return Check::ok(country.code().to_owned());
    }
    let doubt = Check::doubt(Fault::CountryUnknown);
    if names.is_empty() { doubt.wanting("countries".to_owned()) } else { doubt }
}

/// The country of a code of two letters: `de`, `D.E.`
fn code(input: &str) -> Option<Country> {
    let letters: String = input.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    Country::from_code(&letters)
}

/// `The Netherlands` and `L'Italie` are `Netherlands` and `Italie`.
fn without_article<'a>(name: &'a str, surroundings: &impl Surroundings) -> Option<&'a str> {
    let (article, rest) = name.split_once([' ', '\u{A0}', '\'', '’'])?;
    is_article(article, surroundings).then_some(rest)
}

fn is_article(word: &str, surroundings: &impl Surroundings) -> bool {
    ARTICLES.contains(&&*surroundings.fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ascii;

    fn countries() -> Names {
        let mut names = Names::default();
        assert!(names.add(include_bytes!("../packs/countries.bin")));
        names
    }

    #[test]
    fn a_country_is_known_by_code_and_by_any_of_its_names() {
        let names = countries();
        for (input, code) in [
            ("de", "DE"),
            ("U.K.", "GB"),
            ("XK", "XK"),
            ("DEU", "DE"),
            ("France", "FR"),
            ("Serbia", "RS"),
            ("Benin", "BJ"),
            ("Great Britain", "GB"),
            ("United States", "US"),
            ("United States of America", "US"),
            ("U.S.A.", "US"),
            ("the U.S.", "US"),
            ("Iran", "IR"),
            ("Iran (Islamic Republic of)", "IR"),
            ("Iran, Islamic Republic of", "IR"),
            ("Venezuela", "VE"),
            ("Venezuela, Bolivarian Republic of", "VE"),
            ("Myanmar", "MM"),
            ("Burma", "MM"),
            ("The Netherlands", "NL"),
            ("Holland", "NL"),
            ("Deutschland", "DE"),
            ("Republic of Korea", "KR"),
            ("North Korea", "KP"),
            ("Republic of China", "TW"),
            ("Saint Lucia", "LC"),
            ("St Lucia", "LC"),
            ("St. Vincent & the Grenadines", "VC"),
            ("Trinidad & Tobago", "TT"),
            ("Trinidad and Tobago", "TT"),
            ("Democratic Republic of the Congo", "CD"),
            ("Congo", "CG"),
            ("Macedonia", "MK"),
            ("Turkey", "TR"),
            ("Czech Republic", "CZ"),
            ("UAE", "AE"),
            ("Suisse/Schweiz", "CH"),
            ("Germany (DE)", "DE"),
            ("Saint Helena, Ascension and Tristan da Cunha", "SH"),
            ("China (PRC)", "CN"),
            ("Netherlands, The", "NL"),
            ("Congo, The Democratic Republic of the", "CD"),
        ] {
            assert_eq!(country(input, &Ascii, &names), Check::ok(code.into()), "{input}");
        }
    }

    #[test]
    fn a_code_that_was_withdrawn_and_a_name_that_nobody_knows_are_asked_about() {
        let names = countries();
        for input in [
            "FX",
            "YU",
            "DY",
            "HV",
            "TP",
            "ZR",
            "SU",
            "AN",
            "DD",
            "QQ",
            "Netherlands Antilles",
            "Yugoslavia",
            "Atlantis",
            "Narnia",
            "Germany/France",
            "Europe (DE)",
            "1",
        ] {
            assert_eq!(country(input, &Ascii, &names), Check::doubt(Fault::CountryUnknown), "{input}");
        }
        assert_eq!(country("France", &Ascii, &Names::default()).wants.as_deref(), Some("countries"));
    }

    #[test]
    fn every_name_of_the_pack_is_of_a_country() {
        assert!(countries().meanings().all(|code| Country::from_code(code).is_some()));
    }

    #[test]
    fn a_damaged_pack_changes_nothing() {
        let pack = include_bytes!("../packs/countries.bin");
        let mut names = countries();
        for end in [0, 1, 2, 1000, pack.len() - 1] {
            assert!(!names.add(&pack[..end]), "{end}");
        }
        assert_eq!(names.find("france"), Some("FR"));
    }
}
