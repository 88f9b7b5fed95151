//! Postcodes.

mod shapes;

use alloc::{borrow::ToOwned, string::String};

use super::{
    Check, Fault, Rules,
    checksum::fits,
    digits::{ascii, is_dash, is_invisible},
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

/// Checks a postcode by the shape of its country's. Where there are none, or none that are known, anything goes.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules) -> Check {
    let upper: String = input.chars().map(|c| ascii(c).unwrap_or(c.to_ascii_uppercase())).collect();
    let country = rules.country.as_ref().map(super::Country::code);
    let row = shapes::SHAPES.iter().find(|(_, countries)| {
        countries.as_bytes().chunks(2).any(|code| country.is_some_and(|country| code == country.as_bytes()))
    });
    let (Some((shapes, _)), Some(country)) = (row, country) else {
        return Check::ok(upper);
    };
    let plain: String = upper.chars().filter(|c| !between(*c)).collect();
    let bare = without_country(&plain, country);
    for shape in shapes.split('|') {
        let solid: String = shape.chars().filter(|c| !between(*c)).collect();
        // A fixed start that people leave out.
        let start = solid.find(['9', 'A', 'X']).filter(|_| solid.starts_with(country)).map_or(0, |_| 2);
        let whole = [&solid[..start], bare].concat();
        for typed in [&plain, &whole] {
            if fits(typed, &solid) {
                let value = print(typed, shape);
                let used = RANGES.iter().find(|(known, _)| *known == country);
                let known = used.is_none_or(|(_, first)| first.bytes().any(|first| typed.as_bytes()[0] == first));
                return if known { Check::ok(value) } else { Check::unsure(value, Fault::PostalRange) };
            }
        }
    }
    let example = EXAMPLES.iter().find(|(known, _)| *known == country).map(|(_, example)| (*example).to_owned());
    let made = || make(shapes.rsplit('|').next().unwrap_or_default());
    Check::error(Fault::PostalShape).with("country", country.to_owned()).with("example", example.unwrap_or_else(made))
}

/// What stands between the characters of a postcode.
fn between(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || is_dash(c) || matches!(c, '.' | '(' | ')')
}

/// `D-10115` and `DE-10115` are 10115.
fn without_country<'a>(plain: &'a str, country: &str) -> &'a str {
    let letters = plain.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
    let (start, rest) = plain.split_at(letters);
    let own = start == country || start == &country[..1] || (country == "FI" && matches!(start, "FIN" | "SF"));
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
            ("GB", "SW1A", "postal-shape"),
            ("US", "ABCDE", "postal-shape"),
            ("CA", "D1A 0B1", "postal-range"),
            ("NL", "0513 AA", "postal-range"),
        ] {
            assert_eq!(checked(country, input).fault.map(Fault::code), Some(code), "{country} {input}");
        }
        for (shapes, countries) in shapes::SHAPES {
            for code in countries.as_bytes().chunks(2) {
                let code = core::str::from_utf8(code).expect("ASCII");
                let wrong = checked(code, "!");
                let (_, example) = wrong.arguments.iter().find(|(name, _)| *name == "example").expect("an example");
                assert_ne!(checked(code, example).fault, Some(Fault::PostalShape), "{shapes} {code} {example}");
            }
        }
    }
}
