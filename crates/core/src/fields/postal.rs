//! Postcodes.

mod shapes;

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Check, Fault, Rules,
    checksum::fits,
    digits::{is_dash, is_invisible, narrow},
};

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

/// Checks a postcode by the shapes of its country's. Where there are none, or none that are known, anything goes.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules) -> Check {
    let upper: String = input.chars().map(|c| narrow(c).to_ascii_uppercase()).collect();
    let country = rules.country.as_ref().map(super::Country::code);
    let row = shapes::SHAPES.iter().find(|(_, countries)| country.is_some_and(|country| has(countries, country)));
    let (Some((shapes, _)), Some(country)) = (row, country) else {
        return Check::ok(upper);
    };
    if let Some(value) = fitting(&upper, shapes, country) {
        let used = RANGES.iter().find(|(known, _)| *known == country);
        let first = value.as_bytes()[0];
        let known = used.is_none_or(|(_, all)| all.as_bytes().contains(&first));
        return if known { Check::ok(value) } else { Check::unsure(value, Fault::PostalRange) };
    }
    if let Some(meant) = meant(&upper, shapes, country) {
        return Check::doubt(Fault::PostalTypo).suggest(meant);
    }
    // Who has not said where they live may live elsewhere.
    if rules.assumed || !has(CERTAIN, country) {
        return Check::doubt(Fault::PostalRange);
    }
    let example = EXAMPLES.iter().find(|(known, _)| *known == country).map(|(_, example)| (*example).to_owned());
    let made = || make(shapes.rsplit('|').next().unwrap_or_default());
    Check::error(Fault::PostalShape).with("country", country.to_owned()).with("example", example.unwrap_or_else(made))
}

/// Whether a list of codes, one after the other, has this one.
fn has(codes: &str, country: &str) -> bool {
    codes.as_bytes().chunks(2).any(|code| code == country.as_bytes())
}

/// The postcode as it is printed, if it has one of the shapes.
fn fitting(upper: &str, shapes: &str, country: &str) -> Option<String> {
    let plain: String = upper.chars().filter(|c| !between(*c)).collect();
    let bare = without_country(&plain, country);
    shapes.split('|').find_map(|shape| {
        let solid = solid(shape);
        // A fixed start that people leave out.
        let start = match () {
            () if solid.starts_with(country) => 2,
            () if solid.starts_with(&country[..1]) && solid[1..].starts_with('9') => 1,
            () => 0,
        };
        let whole = [&solid[..start], bare].concat();
        [&*plain, bare, &whole].into_iter().find(|typed| fits(typed, &solid)).map(|typed| print(typed, shape))
    })
}

/// The characters of a shape without what stands between them.
fn solid(shape: &str) -> String {
    shape.chars().filter(|c| !between(*c)).collect()
}

/// What was most likely meant: a digit for the letter that looks like it, or the reverse; or the one part of the text that is a
/// postcode.
fn meant(upper: &str, shapes: &str, country: &str) -> Option<String> {
    let plain: String = upper.chars().filter(|c| !between(*c)).collect();
    let alike = shapes.split('|').find_map(|shape| {
        let solid = solid(shape);
        let same = plain.len() == solid.len();
        let typed: String = plain.chars().zip(solid.chars()).map(|(c, kind)| lookalike(c, kind)).collect();
        (same && fits(&typed, &solid)).then(|| print(&typed, shape))
    });
    alike.or_else(|| {
        let words: Vec<&str> = upper.split_whitespace().collect();
        let pairs = words.windows(2).map(|pair| pair.join(" "));
        let parts: Vec<String> = words.iter().map(|word| (*word).to_owned()).chain(pairs).collect();
        let mut found = parts.iter().filter_map(|part| fitting(part, shapes, country));
        found.next().filter(|_| found.next().is_none())
    })
}

/// The character of this kind that looks like `c`.
fn lookalike(c: char, kind: char) -> char {
    match (c, kind) {
        ('O', '0'..='9') => '0',
        ('I' | 'L', '0'..='9') => '1',
        ('0', 'A'..='Z') => 'O',
        ('1', 'A'..='Z') => 'I',
        _ => c,
    }
}

/// What stands between the characters of a postcode.
fn between(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || is_dash(c) || matches!(c, '.' | '(' | ')')
}

/// `D-10115` and `DE-10115` are 10115.
fn without_country<'a>(plain: &'a str, country: &str) -> &'a str {
    let letters = plain.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let (start, rest) = plain.split_at(letters);
    let own = start == country
        || start == &country[..1]
        || matches!(
            (country, start),
            ("FI", "FIN" | "SF") | ("SV", "CP") | ("AT", "AUT") | ("OM", "PC") | ("GR", "EL")
        );
    if own { rest } else { plain }
}

/// The characters with what the shape has between them.
fn print(typed: &str, shape: &str) -> String {
    let mut rest = typed.chars();
    shape.chars().filter_map(|c| if between(c) { Some(c) } else { rest.next() }).collect()
}

fn make(shape: &str) -> String {
    let mut digits = "12345678901".chars();
    shape
        .chars()
        .filter_map(|c| match c {
            '9' => digits.next(),
            'A' | 'X' => Some('A'),
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Verdict;

    fn checked(country: &str, input: &str) -> Check {
        let mut rules = Rules::default();
        assert!(rules.set("country", country));
        check(input, &rules)
    }

    #[test]
    fn postcodes_are_taken_as_people_write_them() {
        for (country, input, value) in [
            ("GB", "sw1a1aa", "SW1A 1AA"),
            ("GB", "M1 1AE", "M1 1AE"),
            ("DE", "10115", "10115"),
            ("DE", "D-10115", "10115"),
            ("CH", "CH-3003", "3003"),
            ("SE", "10333", "103 33"),
            ("PL", "00902", "00-902"),
            ("LV", "1050", "LV-1050"),
            ("LV", "LV1050", "LV-1050"),
            ("NL", "2513aa", "2513 AA"),
            ("CA", "k1a 0b1", "K1A 0B1"),
            ("US", "20500-0003", "20500-0003"),
            ("US", "205000003", "20500-0003"),
            ("JP", "１００-８１１１", "100-8111"),
            ("IE", "D02AF30", "D02 AF30"),
            ("FI", "FIN-00100", "00100"),
            ("GP", "97100", "97100"),
            ("AE", "anything", "ANYTHING"),
            ("AO", "x 1", "X 1"),
        ] {
            assert_eq!(checked(country, input), Check::ok(value.to_owned()), "{country} {input}");
        }
    }

    #[test]
    fn a_wrong_shape_says_what_is_right_and_an_unknown_range_asks() {
        for (country, input, code) in [
            ("DE", "1011", "postal-shape"),
            ("DE", "SW1A 1AA", "postal-shape"),
            ("GB", "SW1A", "postal-shape"),
            ("US", "ABCDE", "postal-shape"),
            ("CA", "D1A 0B1", "postal-range"),
            ("NL", "0513 AA", "postal-range"),
        ] {
            assert_eq!(checked(country, input).fault.map(Fault::code), Some(code), "{country} {input}");
        }
        for (shapes, countries) in shapes::SHAPES {
            for code in countries.as_bytes().chunks(2).map(|code| core::str::from_utf8(code).expect("ASCII")) {
                let wrong = checked(code, "!");
                assert_eq!(wrong.verdict == Verdict::Error, has(CERTAIN, code), "{code}");
                if let Some((_, example)) = wrong.arguments.iter().find(|(name, _)| *name == "example") {
                    assert_eq!(checked(code, example).fault, None, "{shapes} {code} {example}");
                }
            }
        }
    }

    #[test]
    fn who_has_not_said_where_they_live_is_never_refused_for_it() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "DE") && rules.set("assumed", "true"));
        for input in ["SW1A 1AA", "8000", "1012 AB", "D02 AF30", "100-8111", "12"] {
            assert_eq!(check(input, &rules), Check::doubt(Fault::PostalRange), "{input}");
        }
        assert_eq!(check("10115", &rules), Check::ok("10115".to_owned()));
    }

    #[test]
    fn old_codes_and_new_ones_live_side_by_side() {
        for (country, input) in [
            ("VN", "70010"),
            ("VN", "700000"),
            ("TZ", "6090"),
            ("GB", "TDCU 1ZZ"),
            ("GB", "BFPO 57"),
            ("PE", "LIMA 23"),
            ("MT", "NXR 01"),
            ("CR", "1000"),
            ("SV", "CP 1101"),
            ("SV", "1101"),
            ("KH", "120101"),
            ("RS", "11000"),
            ("AM", "0010"),
            ("AM", "375010"),
            ("AR", "C1070AAM"),
            ("AR", "B1000"),
            ("MU", "742CU001"),
            ("KR", "135-080"),
            ("TW", "106"),
            ("LU", "L-1009"),
            ("LU", "1009"),
        ] {
            assert_eq!(checked(country, input).verdict, Verdict::Ok, "{country} {input}");
        }
        for (country, input) in
            [("IE", "D4"), ("VN", "7001"), ("KZ", "A15X9T7"), ("MN", "123456"), ("PE", "CUSCO"), ("IL", "123456")]
        {
            assert_eq!(checked(country, input).verdict, Verdict::Unsure, "{country} {input}");
        }
    }

    #[test]
    fn a_letter_that_looks_like_a_digit_and_words_around_come_with_what_was_meant() {
        for (country, input, meant) in [
            ("GB", "EC1V OBW", "EC1V 0BW"),
            ("GB", "SWIA 1AA", "SW1A 1AA"),
            ("GB", "0X1 2JD", "OX1 2JD"),
            ("DE", "l0115", "10115"),
            ("DE", "1O115", "10115"),
            ("CA", "K1A OB1", "K1A 0B1"),
            ("NL", "25l3 AA", "2513 AA"),
            ("PL", "OO-902", "00-902"),
            ("DE", "10115 Berlin", "10115"),
            ("FR", "75001 Paris Cedex", "75001"),
            ("GB", "London SW1A 1AA", "SW1A 1AA"),
            ("US", "DC 20500", "20500"),
        ] {
            assert_eq!(
                checked(country, input),
                Check::doubt(Fault::PostalTypo).suggest(meant.to_owned()),
                "{country} {input}"
            );
        }
    }
}
