//! National identification and tax numbers, by the schemes of a pack.

use alloc::{borrow::ToOwned, vec::Vec};

use super::{
    Check, Fault, Rules, Verdict,
    card::luhn,
    checksum::{self, digit, modulo, sum},
    iban::electronic,
    label::without_words,
    lines::Lines,
};

/// The schemes, once their pack has come: a line each, `crates/xtask/src/ids.rs` says of what.
#[derive(Debug, Default)]
pub(super) struct Ids {
    schemes: Lines,
}

/// One scheme.
struct Scheme<'a> {
    name: &'a str,
    country: &'a str,
    shapes: &'a str,
    example: &'a str,
    check: &'a str,
    /// Whether a number that does not fit is certainly wrong.
    certain: bool,
    /// Whether a number that fits is hardly any other number.
    telling: bool,
}

impl Ids {
    /// Takes the pack.
    pub(super) fn add(&mut self, pack: &[u8]) -> bool {
        self.schemes.add(pack, 6)
    }

    fn schemes(&self) -> impl Iterator<Item = Scheme<'_>> {
        self.schemes.rows().filter_map(Scheme::read)
    }

    /// Whether this is a number of some scheme whose check digits say so, ten characters or more: nothing else is told
    /// from any other number.
    pub(super) fn recognise(&self, number: &str) -> bool {
        number.len() >= 10
            && self.schemes().any(|scheme| {
                let telling = !scheme.check.is_empty() && scheme.check != "luhn" && scheme.telling;
                telling && scheme.has(number) && verify(scheme.check, number) == Some(true)
            })
    }
}

impl<'a> Scheme<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split(';');
        let mut next = || parts.next();
        let (name, country, shapes, example, check) = (next()?, next()?, next()?, next()?, next()?);
        let certainty = next()?;
        Some(Self { name, country, shapes, example, check, certain: certainty != "?", telling: certainty == "!" })
    }

    fn has(&self, number: &str) -> bool {
        self.shapes.split('|').any(|shape| checksum::fits(number, shape))
    }

    fn judge(&self, number: &str) -> Check {
        if !self.has(number) {
            return Check::error(Fault::IdShape).with("example", self.example.to_owned());
        }
        let value = number.to_owned();
        match verify(self.check, number) {
            // Nobody is number nothing.
            Some(_) if checksum::is_zero(number) => Check::error(Fault::IdCheck),
            Some(true) => Check::ok(value),
            Some(false) if self.certain => Check::error(Fault::IdCheck),
            Some(false) => Check::unsure(value, Fault::IdCheck),
            None => Check::unsure(value, Fault::IdScheme),
        }
    }
}

/// Checks a number by the scheme that the form asks for, else by those of the country; also behind words like `NI No.`
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, ids: &Ids) -> Check {
    let first = judge(input, rules, ids);
    let behind = || {
        let mut rests = without_words(input).skip(1).map(|rest| judge(rest, rules, ids));
        rests.find(|check| check.verdict == Verdict::Ok)
    };
    if first.verdict == Verdict::Error { behind().unwrap_or(first) } else { first }
}

fn judge(input: &str, rules: &Rules, ids: &Ids) -> Check {
    let value = if rules.scheme.as_deref() == Some("fi-hetu") || is(rules, "FI") {
        // A Finnish sign between date and number says which century.
        input.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
    } else {
        electronic(input).replace(['/', '+'], "")
    };
    let asked = |scheme: &Scheme<'_>| match &rules.scheme {
        Some(name) => scheme.name == name,
        None => is(rules, scheme.country),
    };
    let mut best: Option<Check> = None;
    for scheme in ids.schemes().filter(asked) {
        let check = scheme.judge(&value);
        if best.as_ref().is_none_or(|best| rank(&check) > rank(best)) {
            best = Some(check);
        }
    }
    match best {
        // Who has not said where they live may have a number of another country.
        Some(check) if rules.assumed && rules.scheme.is_none() && check.verdict == Verdict::Error => {
            Check::doubt(Fault::IdScheme)
        }
        Some(check) => check,
        None if ids.schemes.is_empty() => Check::unsure(value, Fault::IdScheme).wanting("ids".to_owned()),
        None => Check::unsure(value, Fault::IdScheme),
    }
}

/// How well a number fits a scheme; the better, the greater.
fn rank(check: &Check) -> u8 {
    match (check.verdict, check.fault) {
        (Verdict::Ok, _) => 3,
        (Verdict::Unsure, _) => 2,
        (_, Some(Fault::IdCheck)) => 1,
        _ => 0,
    }
}

fn is(rules: &Rules, country: &str) -> bool {
    rules.country.as_ref().is_some_and(|own| own.code() == country)
}

/// Whether the check digits fit; nothing for a rule that this release does not know.
fn verify(rule: &str, number: &str) -> Option<bool> {
    let n = number.as_bytes();
    let last = digit(n, n.len() - 1);
    let (name, rest) = rule.split_once(':').unwrap_or((rule, ""));
    let weights = || rest.split(',').map_while(|weight| weight.parse().ok()).collect::<Vec<i32>>();
    Some(match name {
        "" => true,
        "luhn" => luhn(n),
        // The century in front does not count.
        "luhn10" => luhn(&n[n.len() - 10..]),
        "iso11" => checksum::iso_7064_11_10(n),
        // The whole is divisible.
        "s10" => sum(n, &weights()) % 10 == 0,
        "s11" if n.len() == 9 && weights().len() == 10 => return None,
        "s11" => sum(n, &weights()) % 11 == 0,
        // The last digit is the remainder, ten counting as nothing, or as no number at all.
        "r11" => sum(n, &weights()) % 11 % 10 == last,
        "x11" => sum(n, &weights()) % 11 == last,
        // The last digit is what is missing, ten and eleven counting as nothing.
        "r10" => sum(n, &weights()) % 10 == last,
        "c11" => (11 - sum(n, &weights()) % 11) % 11 % 10 == last,
        // A letter by the number before it.
        "t" => {
            let digits: Vec<u8> = number[..number.len() - 1]
                .bytes()
                .enumerate()
                .filter_map(|(i, byte)| match byte {
                    b'X'..=b'Z' if i == 0 => Some(byte - b'X' + b'0'),
                    // K, L and M count as nothing.
                    _ => byte.is_ascii_digit().then_some(byte),
                })
                .collect();
            let at = modulo(&digits, checksum::int(rest.len()));
            rest.as_bytes().get(usize::try_from(at).ok()?) == n.last()
        }
        // Belgium: born before 2000, or since.
        "n97" => {
            let own = modulo(&n[9..], 100);
            let since = [b"2", &n[..9]].concat();
            97 - modulo(&n[..9], 97) == own || 97 - modulo(&since, 97) == own
        }
        // France: Corsica counts as 19 and 18.
        "k97" => {
            let body = match &n[5..7] {
                b"2A" => [&n[..5], b"19", &n[7..13]].concat(),
                b"2B" => [&n[..5], b"18", &n[7..13]].concat(),
                _ => n[..13].to_vec(),
            };
            97 - modulo(&body, 97) == modulo(&n[13..], 100)
        }
        "cpf" => {
            let first: Vec<i32> = (2..=10).rev().collect();
            let second: Vec<i32> = (2..=11).rev().collect();
            let check = |weights: &[i32]| (sum(n, weights) * 10 % 11) % 10;
            n.iter().any(|byte| *byte != n[0]) && check(&first) == digit(n, 9) && check(&second) == last
        }
        // Estonia and Lithuania: a second row of weights where the first gives ten.
        "two" => {
            let rest = match sum(n, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11 {
                10 => sum(n, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10,
                rest => rest,
            };
            rest == last
        }
        "fnr" => {
            let first = sum(n, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0;
            first && sum(n, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        }
        "cnp" => {
            let rest = sum(n, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
            last == if rest == 10 { 1 } else { rest }
        }
        "nino" => nino(n),
        // Never given: Social Security Administration, "Issuing Social Security Numbers".
        "ssn" => {
            let area = modulo(&n[..3], 1000);
            !matches!(area, 0 | 666 | 900..) && &n[3..5] != b"00" && &n[5..] != b"0000"
        }
        // Internal Revenue Manual 3.21.263.
        // A date of birth in front; where numbers had run out, 60 was added to the day.
        "dmy" => matches!(modulo(&n[..2], 100), 1..=31 | 61..=91) && matches!(modulo(&n[2..4], 100), 1..=12),
        "itin" => n[0] == b'9' && matches!(modulo(&n[3..5], 100), 50..=65 | 70..=88 | 90..=92 | 94..),
        "pps" => checksum::irish(n)?,
        "cf" => italian(n),
        "verhoeff" => verhoeff(n),
        _ => return None,
    })
}

/// Whether a National Insurance number can have been given (HMRC, National Insurance Manual NIM39110); `QQ` stands in examples.
fn nino(n: &[u8]) -> bool {
    let never = |byte: &u8| matches!(byte, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    let pair = &n[..2];
    let prefix = !pair.iter().any(never)
        && pair[1] != b'O'
        && ![b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].iter().any(|none| *none == pair);
    (prefix || pair == b"QQ") && n[8] <= b'D'
}

/// Italy's codice fiscale (DM 23 December 1976).
fn italian(n: &[u8]) -> bool {
    const ODD: &[u8; 26] =
        &[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let value = |byte: u8| if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' };
    let place = |(i, byte): (usize, &u8)| {
        let value = value(*byte);
        u32::from(if i % 2 == 0 { ODD[usize::from(value)] } else { value })
    };
    n[..15].iter().enumerate().map(place).sum::<u32>() % 26 == u32::from(n[15] - b'A')
}

/// Verhoeff's check digit, in the dihedral group of ten.
fn verhoeff(n: &[u8]) -> bool {
    const PERMUTED: &[u8; 10] = b"1576283094";
    let product = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b) % 5,
        (false, true) => 5 + (a - b) % 5,
        (false, false) => (5 + a - b) % 5,
    };
    let mut check = 0;
    for (i, byte) in n.iter().rev().enumerate() {
        let mut digit = byte.wrapping_sub(b'0') % 10;
        for _ in 0..i % 8 {
            digit = PERMUTED[usize::from(digit)] - b'0';
        }
        check = product(check, digit);
    }
    check == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Ids {
        let mut ids = Ids::default();
        assert!(ids.add(include_bytes!("../packs/ids.bin")));
        ids
    }

    #[test]
    fn every_example_is_one_of_its_scheme() {
        let ids = ids();
        let mut countries: Vec<&str> = Vec::new();
        for scheme in ids.schemes() {
            let mut rules = Rules::default();
            assert!(scheme.country.is_empty() || rules.set("country", scheme.country));
            assert!(rules.set("scheme", scheme.name));
            let check = check(scheme.example, &rules, &ids);
            assert_eq!(check.fault.is_none(), scheme.check != "none", "{} {}", scheme.name, scheme.example);
            if !countries.contains(&scheme.country) {
                countries.push(scheme.country);
            }
        }
        assert!(countries.len() >= 25, "{}", countries.len());
    }

    #[test]
    fn a_number_of_any_scheme_of_the_country_is_right() {
        for (country, input) in [
            ("BG", "7523169263"),
            ("BG", "7111042925"),
            ("ES", "1234567L"),
            ("ES", "X1234567L"),
            ("SE", "811218+9876"),
            ("IT", "12345670017"),
            ("IN", "ABCPE1234F"),
            ("PL", "123-456-32-18"),
            ("IL", "39337423"),
            ("GB", "ab 12 34 56 c"),
            ("GB", "NI No. AB 12 34 56 C"),
            ("DK", "710170-1234"),
            ("US", "078-05-1120"),
        ] {
            let mut rules = Rules::default();
            assert!(rules.set("country", country));
            assert_eq!(check(input, &rules, &ids()).verdict, Verdict::Ok, "{country} {input}");
        }
    }

    #[test]
    fn a_number_that_was_never_given_is_wrong() {
        for (country, input) in [
            ("GB", "DF123456A"),
            ("GB", "FA123456A"),
            ("GB", "AV123456A"),
            ("GB", "AO123456A"),
            ("GB", "BG123456A"),
            ("GB", "GB123456A"),
            ("GB", "ZZ123456A"),
            ("GB", "AB123456E"),
            ("US", "000-12-3456"),
            ("US", "666-12-3456"),
            ("US", "900-12-3456"),
            ("US", "999-99-9999"),
            ("US", "123-00-4567"),
            ("US", "123-45-0000"),
            ("PT", "000000000"),
            ("NL", "000000000"),
            ("DK", "0000000000"),
            ("DK", "991301-1234"),
            ("PL", "00000000000"),
            ("PL", "0000000000"),
            ("BG", "0000000000"),
            ("ES", "00000000T"),
            ("IL", "000000000"),
            ("CA", "000000000"),
            ("ZA", "0000000000000"),
            ("BR", "00000000000"),
            ("BR", "11111111111"),
        ] {
            let mut rules = Rules::default();
            assert!(rules.set("country", country));
            assert_eq!(check(input, &rules, &ids()), Check::error(Fault::IdCheck), "{country} {input}");
        }
    }

    #[test]
    fn who_has_not_said_where_they_live_may_have_a_number_of_another_country() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "GB") && rules.set("assumed", "true"));
        for input in ["44051401458", "DF123456A"] {
            assert_eq!(check(input, &rules, &ids()), Check::doubt(Fault::IdScheme), "{input}");
        }
        assert!(rules.set("scheme", "gb-nino"));
        assert_eq!(check("DF123456A", &rules, &ids()), Check::error(Fault::IdCheck));
    }

    #[test]
    fn one_digit_wrong_is_seen() {
        let ids = ids();
        for scheme in ids
            .schemes()
            .filter(|scheme| !matches!(scheme.check, "" | "nino" | "ssn" | "itin" | "dmy") && scheme.certain)
        {
            let mut seen = 0;
            let digits: Vec<usize> =
                scheme.example.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(i, _)| i).collect();
            for at in &digits {
                let mut bytes = scheme.example.as_bytes().to_vec();
                bytes[*at] = b'0' + (bytes[*at] - b'0' + 1) % 10;
                let changed = alloc::string::String::from_utf8(bytes).expect("ASCII");
                seen += usize::from(!scheme.has(&changed) || verify(scheme.check, &changed) == Some(false));
            }
            // A remainder of ten that counts as nothing hides one slip in many.
            assert!(seen + 1 >= digits.len(), "{}: {seen} of {}", scheme.name, digits.len());
        }
    }

    #[test]
    fn without_its_pack_or_scheme_it_is_a_question() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "DE"));
        assert_eq!(check("123", &rules, &Ids::default()).wants.as_deref(), Some("ids"));
        assert!(rules.set("country", "AO"));
        assert_eq!(check("123", &rules, &ids()).fault, Some(Fault::IdScheme));
        assert!(rules.set("scheme", "gb-nino"));
        assert_eq!(check("qq 12 34 56 c", &rules, &ids()).value.as_deref(), Some("QQ123456C"));
        assert_eq!(check("12", &rules, &ids()).fault, Some(Fault::IdShape));
    }
}
