//! Postcodes.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Check, Fault, Rules,
    checksum::fits,
    digits::{is_dash, is_invisible, narrow},
    lines::Lines,
};

/// What is known of a country's; `crates/xtask/src/postal.rs` makes the pack.
struct Row<'a> {
    country: &'a str,
    shapes: &'a str,
    /// Whether another shape is certainly wrong. Elsewhere old codes and new ones live side by side for decades.
    certain: bool,
    example: &'a str,
    /// First characters in use; all if empty.
    first: &'a str,
}

impl<'a> Row<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split(';');
        let mut next = || parts.next();
        let (country, shapes, certain, example, first) = (next()?, next()?, next()? == "!", next()?, next()?);
        Some(Self { country, shapes, certain, example, first })
    }
}

/// What a line of the pack has.
pub(super) const COLUMNS: usize = 5;

/// Checks a postcode by the shapes of its country's. Where there are none, or none that are known, anything goes.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, postcodes: &Lines) -> Check {
    let upper: String = input.chars().map(|c| narrow(c).to_ascii_uppercase()).collect();
    let Some(country) = rules.country.as_ref().map(super::Country::code) else {
        return Check::ok(upper);
    };
    if postcodes.is_empty() {
        return Check::doubt(Fault::PostalRange).wanting("postal".to_owned());
    }
    let Some(Row { shapes, certain, example, first, .. }) =
        postcodes.rows().filter_map(Row::read).find(|row| row.country == country)
    else {
        return Check::ok(upper);
    };
    if let Some(value) = fitting(&upper, shapes, country) {
        let used = first.is_empty() || first.as_bytes().contains(&value.as_bytes()[0]);
        return if used { Check::ok(value) } else { Check::unsure(value, Fault::PostalRange) };
    }
    if let Some(meant) = meant(&upper, shapes, country) {
        return Check::doubt(Fault::Meant).suggest(meant);
    }
    // Who has not said where they live may live elsewhere.
    if rules.assumed || !certain {
        return Check::doubt(Fault::PostalRange);
    }
    Check::error(Fault::PostalShape).with("country", country.to_owned()).with("example", example.to_owned())
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

/// What was most likely meant: a digit for the letter that looks like it, or the reverse; without the words around it.
fn meant(upper: &str, shapes: &str, country: &str) -> Option<String> {
    let plain: String = upper.chars().filter(|c| !between(*c)).collect();
    let alike = shapes.split('|').find_map(|shape| {
        let solid = solid(shape);
        let typed: String = plain.chars().zip(solid.chars()).map(|(c, kind)| lookalike(c, kind)).collect();
        (plain.len() == solid.len() && fits(&typed, &solid)).then(|| print(&typed, shape))
    });
    // `10115 Berlin`, `London SW1A 1AA`, `New York NY 10001 USA`: the most words that are one.
    let words: Vec<&str> = upper.split_whitespace().collect();
    let runs = (1..words.len()).rev().flat_map(|count| words.windows(count));
    alike.or_else(|| runs.map(<[&str]>::concat).find_map(|run| fitting(&run, shapes, country)))
}

/// The character of this kind that looks like `c`.
fn lookalike(c: char, kind: char) -> char {
    match (c, kind) {
        ('O', '0'..='9') => '0',
        ('I' | 'L', '0'..='9') => '1',
        // Not where a shape takes either.
        ('0', 'A'..='W') => 'O',
        ('1', 'A'..='W') => 'I',
        _ => c,
    }
}

/// What stands between the characters of a postcode.
fn between(c: char) -> bool {
    c.is_whitespace() || is_invisible(c) || is_dash(c) || matches!(c, '.' | ',' | '(' | ')' | '〒')
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    fn postcodes() -> Lines {
        let mut postcodes = Lines::default();
        assert!(postcodes.add(include_bytes!("../packs/postal.bin"), COLUMNS));
        postcodes
    }

    fn checked(country: &str, input: &str) -> Check {
        let mut rules = Rules::default();
        assert!(rules.set("country", country));
        check(input, &rules, &postcodes())
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
            ("JP", "〒100-8111", "100-8111"),
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
        let postcodes = postcodes();
        for Row { country, certain, example, .. } in postcodes.rows().filter_map(Row::read) {
            assert_eq!(checked(country, "!").verdict == Verdict::Error, certain, "{country}");
            assert!(!certain || checked(country, example).fault.is_none(), "{country} {example}");
        }
        let mut rules = Rules::default();
        assert!(rules.set("country", "DE"));
        assert_eq!(check("1011", &rules, &Lines::default()).wants.as_deref(), Some("postal"));
    }

    #[test]
    fn who_has_not_said_where_they_live_is_never_refused_for_it() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "DE") && rules.set("assumed", "true"));
        for input in ["SW1A 1AA", "8000", "1012 AB", "D02 AF30", "100-8111", "12"] {
            assert_eq!(check(input, &rules, &postcodes()), Check::doubt(Fault::PostalRange), "{input}");
        }
        assert_eq!(check("10115", &rules, &postcodes()), Check::ok("10115".to_owned()));
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
            ("FR", "75001 Paris", "75001"),
            ("GB", "London SW1A 1AA", "SW1A 1AA"),
            ("US", "DC 20500", "20500"),
            ("US", "APO AE 09012", "09012"),
            ("FR", "75001 Paris Cedex 01", "75001"),
            ("DE", "60311 Frankfurt am Main", "60311"),
            ("GB", "London SW1A 1AA England", "SW1A 1AA"),
            ("GB", "SW1A 1AA, London", "SW1A 1AA"),
            ("IE", "DO2 AF30", "D02 AF30"),
        ] {
            assert_eq!(
                checked(country, input),
                Check::doubt(Fault::Meant).suggest(meant.to_owned()),
                "{country} {input}"
            );
        }
    }
}
