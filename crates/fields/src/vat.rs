//! Value added tax numbers of the EU, Northern Ireland (XI), the United Kingdom, Switzerland and Norway, with the check
//! digits that their tax offices publish.

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
};

use super::{
    Check, Country, Fault, Rules, Verdict,
    checksum::{self, digit, sum},
    iban::electronic,
    label::without_words,
    lines::Lines,
};

/// What a line of the pack has: country, shapes (9 for a digit, A for a letter, X for either, other characters for themselves) and an
/// example. `crates/xtask/src/vat.rs` makes it.
pub(super) const COLUMNS: usize = 3;

struct Row<'a> {
    prefix: &'a str,
    shapes: &'a str,
    example: &'a str,
}

fn rows(numbers: &Lines) -> impl Iterator<Item = Row<'_>> {
    numbers.rows().filter_map(|line| {
        let mut parts = line.split(';');
        Some(Row { prefix: parts.next()?, shapes: parts.next()?, example: parts.next()? })
    })
}

/// Checks a VAT number, also behind words like `VAT No.`; a missing country is that of the form.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, numbers: &Lines) -> Check {
    if numbers.is_empty() {
        return Check::doubt(Fault::VatUnchecked).wanting("vat".to_owned());
    }
    let first = judge(input, rules, numbers);
    if first.verdict == Verdict::Ok {
        return first;
    }
    let mut behind = without_words(input).zip(without_words(input).skip(1));
    let found = behind.find_map(|(whole, rest)| {
        let word = whole[..whole.len() - rest.len()].trim_end_matches(|c: char| c.is_whitespace() || c == ':');
        // The country of a number that is wrong is not left out to make it right; but `No:` is not Norway.
        let country = rows(numbers).any(|row| row.prefix.eq_ignore_ascii_case(word));
        let another = rest.bytes().take(2).all(|byte| byte.is_ascii_alphabetic());
        (!country || another).then(|| judge(rest, rules, numbers)).filter(|check| {
            check.verdict == Verdict::Ok || first.verdict == Verdict::Error && check.verdict == Verdict::Unsure
        })
    });
    found.unwrap_or(first)
}

fn judge(input: &str, rules: &Rules, numbers: &Lines) -> Check {
    let mut typed: String = electronic(input).chars().filter(|c| !matches!(c, ',' | ';' | '/')).collect();
    let swiss = typed.strip_prefix("CH").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if typed.starts_with("GR") {
        typed.replace_range(..2, "EL");
    } else if swiss {
        typed.insert(2, 'E');
    }
    let home = match rules.country.as_ref().map(super::Country::code) {
        Some("GR") => Some("EL"),
        Some("CH") => Some("CHE"),
        home => home,
    };
    let row = |prefix: &str| rows(numbers).find(|row| row.prefix == prefix);
    // A letter at the start of a Spanish number is not a country.
    let written = rows(numbers).find(|Row { prefix, shapes, .. }| {
        let whole = |rest: &str| shaped(&completed(prefix, rest), shapes);
        typed.strip_prefix(prefix).is_some_and(|rest| home != Some("ES") || *prefix == "ES" || whole(rest))
    });
    let own = home
        .and_then(row)
        .filter(|Row { prefix, shapes, .. }| !typed.starts_with(prefix) && shaped(&completed(prefix, &typed), shapes));
    let Some(Row { prefix, shapes, example }) = own.or(written).or_else(|| home.and_then(row)) else {
        // Of other countries, and of the EU's one-stop shop, we know that there are numbers and no more.
        let other =
            home.is_some() || typed.get(..2).is_some_and(|code| code == "EU" || Country::from_code(code).is_some());
        let number = other && typed.bytes().filter(u8::is_ascii_digit).count() >= 5;
        return if number { Check::unsure(typed, Fault::VatUnchecked) } else { Check::error(Fault::VatCountry) };
    };
    let guessed = rules.assumed && !typed.starts_with(prefix);
    let number = &*completed(prefix, typed.strip_prefix(prefix).unwrap_or(&typed));
    if guessed && (!shaped(number, shapes) || verify(prefix, number.as_bytes()) == Some(false)) {
        // Who has not said where they live may have a number of another country.
        return Check::doubt(Fault::VatUnchecked);
    }
    if !shaped(number, shapes) {
        let country = match prefix {
            "CHE" => "CH",
            "EL" => "GR",
            "XI" => "GB",
            prefix => prefix,
        };
        return Check::error(Fault::VatShape).with("country", country.to_owned()).with("example", example.to_owned());
    }
    let value = [prefix, number].concat();
    match verify(prefix, number.as_bytes()) {
        Some(_) if checksum::is_zero(number.get(..9).unwrap_or(number)) => Check::error(Fault::VatCheck),
        Some(true) => Check::ok(value),
        Some(false) => Check::error(Fault::VatCheck),
        None => Check::unsure(value, Fault::VatUnchecked),
    }
}

/// The number with what is often left out of it, or without what is not part of it.
fn completed<'a>(prefix: &str, number: &'a str) -> Cow<'a, str> {
    match prefix {
        // Numbers of before 2005 had no zero.
        "BE" if number.len() == 9 => ["0", number].concat().into(),
        "ES" if number.len() == 8 && number.starts_with(|c: char| c.is_ascii_digit()) => ["0", number].concat().into(),
        "AT" if number.len() == 8 && !number.starts_with('U') => ["U", number].concat().into(),
        // The tax number goes on with kind and place.
        "HU" if number.len() == 11 && number.is_ascii() => number[..8].into(),
        _ => number.into(),
    }
}

fn shaped(number: &str, shapes: &str) -> bool {
    shapes.split('|').any(|shape| checksum::fits(number, shape))
}

/// Whether the check digit fits; nothing where numbers without one are about, or no algorithm is published.
fn verify(country: &str, n: &[u8]) -> Option<bool> {
    let last = digit(n, n.len() - 1);
    let sum = |weights: &[i32]| sum(n, weights);
    // The last digit is what is missing to the next multiple, and what stands for one that is no digit.
    let up = |s: i32, ten: i32, eleven: i32| match 11 - s % 11 {
        10 => ten,
        11 => eleven,
        rest => rest,
    };
    Some(match country {
        "AT" => {
            let sum: i32 = (1..8).map(|i| digit(n, i) * (1 + (i32::from(i % 2 == 0)))).map(|d| d / 10 + d % 10).sum();
            (10 - (sum + 4) % 10) % 10 == last
        }
        "BE" => n[0] <= b'1' && 97 - checksum::modulo(&n[..8], 97) == checksum::modulo(&n[8..], 100),
        "BG" if n.len() == 9 => {
            let rest = match sum(&[1, 2, 3, 4, 5, 6, 7, 8]) % 11 {
                10 => sum(&[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10,
                rest => rest,
            };
            rest == last
        }
        "BG" => {
            let person = sum(&[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == last;
            let foreigner = sum(&[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 == last;
            return (person || foreigner || up(sum(&[4, 3, 2, 7, 6, 5, 4, 3, 2]), -1, 0) == last).then_some(true);
        }
        "CHE" => up(sum(&[5, 4, 3, 2, 7, 6, 5, 4]), -1, 0) == digit(n, 8),
        "CY" => {
            const EVEN: [i32; 10] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
            let value = |i: usize| if i.is_multiple_of(2) { EVEN[usize::from(n[i] - b'0')] } else { digit(n, i) };
            (0..8).map(value).sum::<i32>() % 26 == i32::from(n[8]) - i32::from(b'A')
        }
        "CZ" if n.len() == 8 => up(sum(&[8, 7, 6, 5, 4, 3, 2]), 0, 1) == last,
        // Birth numbers, of which some of before 1985 do not fit.
        "CZ" => return (n.len() == 10 && checksum::modulo(n, 11) == 0).then_some(true),
        "DE" | "HR" => checksum::iso_7064_11_10(n),
        "DK" => sum(&[2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0,
        "EE" => sum(&[3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0,
        "EL" => sum(&[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == last,
        "ES" => return spanish(n),
        "FI" => sum(&[7, 9, 10, 5, 8, 4, 2, 1]) % 11 == 0,
        "FR" => {
            if !n[..2].iter().all(u8::is_ascii_digit) {
                return None;
            }
            (12 + 3 * checksum::modulo(&n[2..], 97)) % 97 == checksum::modulo(&n[..2], 100)
        }
        "GB" | "XI" => {
            if n.len() == 5 {
                return None;
            }
            let rest = sum(&[8, 7, 6, 5, 4, 3, 2]) + checksum::modulo(&n[7..9], 100);
            n[0] != b'0' && (rest % 97 == 0 || (rest + 55) % 97 == 0)
        }
        "HU" => (10 - sum(&[9, 7, 3, 1, 9, 7, 3]) % 10) % 10 == last,
        "IE" => checksum::irish(n)?,
        // The office that gave it stands before the check digit.
        "IT" => matches!(checksum::modulo(&n[7..10], 1000), 1..=100 | 120 | 121 | 888 | 999) && super::card::luhn(n),
        "LT" => {
            let all = n.len() - 1;
            let weighted = |from: i32| (0..all).map(|i| digit(n, i) * ((checksum::int(i) + from) % 9 + 1)).sum::<i32>();
            let rest = match weighted(0) % 11 {
                10 => weighted(2) % 11 % 10,
                rest => rest,
            };
            n[all - 1] == b'1' && rest == last
        }
        "LU" => checksum::modulo(&n[..6], 89) == checksum::modulo(&n[6..], 100),
        "LV" if n[0] > b'3' => {
            let rest = 3 - sum(&[9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11;
            last == if rest < -1 { rest + 11 } else { rest }
        }
        "MT" => 37 - sum(&[3, 4, 6, 7, 8, 9]) % 37 == checksum::modulo(&n[6..], 100),
        "NL" => {
            // Companies by the old rule, sole traders since 2020 by the new one over the letters NL and B too.
            let old = sum(&[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == digit(n, 8);
            let new = checksum::modulo_letters(&["2321".as_bytes(), &n[..9], b"11", &n[10..]].concat(), 97) == 1;
            old || new
        }
        "NO" => up(sum(&[3, 2, 7, 6, 5, 4, 3, 2]), -1, 0) == digit(n, 8),
        "PL" => sum(&[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last,
        "PT" => up(sum(&[9, 8, 7, 6, 5, 4, 3, 2]), 0, 0) == last,
        "RO" => {
            let weights = &[7, 5, 3, 2, 1, 7, 5, 3, 2][10 - n.len()..];
            n[0] != b'0' && sum(weights) * 10 % 11 % 10 == last
        }
        "SE" => super::card::luhn(&n[..10]) && &n[10..] != b"00",
        "SI" => up(sum(&[8, 7, 6, 5, 4, 3, 2]), 0, -1) == last && n[0] != b'0',
        "SK" => n[0] != b'0' && !matches!(n[2], b'0' | b'1' | b'5') && checksum::modulo(n, 11) == 0,
        _ => return None,
    })
}

/// Spain: a person's letter, or a body's digit or letter (Orden EHA/451/2008).
fn spanish(n: &[u8]) -> Option<bool> {
    const PERSON: &[u8; 23] = b"TRWAGMYFPDXBNJZSQVHLCKE";
    const BODY: &[u8; 10] = b"JABCDEFGHI";
    let start = match n[0] {
        b'X' | b'K' | b'L' | b'M' => 0,
        b'Y' => 10_000_000,
        b'Z' => 20_000_000,
        digit if digit.is_ascii_digit() => i32::from(digit - b'0') * 10_000_000,
        _ => {
            let sum: i32 = (1..8).map(|i| digit(n, i) * (1 + i32::from(i % 2 == 1))).map(|d| d / 10 + d % 10).sum();
            let check = (10 - sum % 10) % 10;
            let letter = BODY.get(usize::try_from(check).ok()?)?;
            return Some(n[8] == *letter || digit(n, 8) == check);
        }
    };
    let number = start + checksum::modulo(&n[1..8], 100_000_000);
    Some(n[8] == *PERSON.get(usize::try_from(number % 23).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> Lines {
        let mut numbers = Lines::default();
        assert!(numbers.add(include_bytes!("../packs/vat.bin"), COLUMNS));
        numbers
    }

    fn checked(input: &str, rules: &Rules) -> Check {
        check(input, rules, &numbers())
    }

    #[test]
    fn every_example_passes_with_and_without_its_country() {
        for Row { prefix, example, .. } in rows(&numbers()) {
            let check = checked(example, &Rules::default());
            assert_eq!(check.fault, None, "{example} {:?}", check.fault);
            assert!(check.value.is_some_and(|value| value.starts_with(prefix)), "{example}");
            if prefix == "XI" {
                continue;
            }
            let mut rules = Rules::default();
            let country = match prefix {
                "CHE" => "CH",
                "EL" => "GR",
                prefix => prefix,
            };
            assert!(rules.set("country", country));
            let bare = &example[prefix.len()..];
            assert_eq!(checked(bare, &rules).fault, None, "{bare} in {country}");
        }
    }

    #[test]
    fn numbers_are_taken_as_people_and_offices_write_them() {
        for (country, input, value) in [
            ("", "BE123456749", "BE0123456749"),
            ("BE", "123.456.749", "BE0123456749"),
            ("ES", "1234567L", "ES01234567L"),
            ("", "ES1234567L", "ES01234567L"),
            ("HU", "12345676-2-43", "HU12345676"),
            ("", "HU12345676-2-43", "HU12345676"),
            ("", "HU 12892312-2-43", "HU12892312"),
            ("AT", "12345675", "ATU12345675"),
            ("DE", "USt-IdNr. DE123456788", "DE123456788"),
            ("", "USt-IdNr. DE123456788", "DE123456788"),
            ("", "USt-IdNr.: DE 123 456 788", "DE123456788"),
            ("", "VAT No. GB 123 4567 82", "GB123456782"),
            ("", "VAT Reg No: GB 123 4567 82", "GB123456782"),
            ("", "CH-123.456.788 MWST", "CHE123456788MWST"),
            ("CH", "CH123456788", "CHE123456788"),
            ("", "VAT: NL123456782B12", "NL123456782B12"),
            ("FR", "N° TVA FR 83 404 833 048", "FR83404833048"),
            ("IT", "P. IVA 12345670017", "IT12345670017"),
            ("", "ＤＥ１２３４５６７８８", "DE123456788"),
        ] {
            let mut rules = Rules::default();
            assert!(country.is_empty() || rules.set("country", country));
            assert_eq!(checked(input, &rules), Check::ok(value.to_owned()), "{country} {input}");
        }
        for (country, input) in [
            ("", "IE1+23456A"),
            ("", "IE1*23456A"),
            ("US", "12-3456789"),
            ("", "EU372012345"),
            ("", "IN29AAACC1206D1ZM"),
        ] {
            let mut rules = Rules::default();
            assert!(country.is_empty() || rules.set("country", country));
            assert_eq!(checked(input, &rules).fault, Some(Fault::VatUnchecked), "{country} {input}");
        }
    }

    #[test]
    fn who_has_not_said_where_they_live_may_have_a_number_of_another_country() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "DE") && rules.set("assumed", "true"));
        for input in ["123456782B12", "123456789", "12345678"] {
            assert_eq!(checked(input, &rules), Check::doubt(Fault::VatUnchecked), "{input}");
        }
        for input in ["DE123456789", "DE12345678"] {
            assert_eq!(checked(input, &rules).verdict, Verdict::Error, "{input}");
        }
    }

    #[test]
    fn a_number_of_nothing_but_zeros_is_wrong() {
        for input in [
            "PT000000000",
            "DE000000000",
            "ATU00000000",
            "ES00000000T",
            "BE0000000000",
            "NL000000000B01",
            "PL0000000000",
        ] {
            assert_eq!(checked(input, &Rules::default()), Check::error(Fault::VatCheck), "{input}");
        }
    }

    #[test]
    fn what_does_not_fit_says_how() {
        let mut german = Rules::default();
        assert!(german.set("country", "DE"));
        for (input, rules, code) in [
            ("DE123456789", &german, "vat-check"),
            ("12345678", &german, "vat-shape"),
            ("DE12345678", &Rules::default(), "vat-shape"),
            ("12345678", &Rules::default(), "vat-country"),
            ("FRAB404833048", &Rules::default(), "vat-unchecked"),
            ("GBHA500", &Rules::default(), "vat-unchecked"),
            ("gr 123.456.780", &Rules::default(), "vat-check"),
        ] {
            assert_eq!(checked(input, rules).fault.map(Fault::code), Some(code), "{input}");
        }
    }
}
