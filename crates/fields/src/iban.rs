//! Bank accounts: IBAN (ISO 13616) and BIC (ISO 9362).

mod shapes;

use alloc::{borrow::ToOwned, string::String};

use super::{
    Check, Country, Fault, Verdict,
    digits::{is_gap, narrow, number},
    label::without_words,
};

/// Checks an IBAN, also behind the word.
#[inline(never)]
pub(super) fn check(input: &str) -> Check {
    let value = electronic(input);
    let first = judge(value.clone());
    if first.verdict != Verdict::Error {
        return first;
    }
    let behind = value.strip_prefix("IBAN").map(|rest| judge(rest.to_owned()));
    let rests = without_words(input).skip(1).map(|rest| judge(electronic(rest)));
    let cut = without_end(&value).or_else(|| without_end(value.strip_prefix("IBAN")?));
    if let Some(meant) = cut {
        return Check::doubt(Fault::Meant).suggest(meant.to_owned());
    }
    let found = behind.clone().into_iter().chain(rests).find(|check| check.verdict != Verdict::Error);
    found.or(behind).unwrap_or(first)
}

/// The IBAN at the start of what has words behind it: the bank, its BIC.
fn without_end(value: &str) -> Option<&str> {
    let length = 4 + parts(shape(value.get(..2)?)?).map(|(length, _)| length).sum::<usize>();
    let (iban, rest) = value.split_at_checked(length)?;
    (is_whole(iban) && rest.starts_with(|c: char| !c.is_ascii_digit())).then_some(iban)
}

fn judge(value: String) -> Check {
    let bytes = value.as_bytes();
    let country = value.get(..2).filter(|code| code.bytes().all(|byte| byte.is_ascii_uppercase()));
    let plain = bytes.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let checked = bytes.get(2..4).is_some_and(|check| check.iter().all(u8::is_ascii_digit));
    let Some(country) = country.filter(|_| plain && checked && (6..=34).contains(&bytes.len())) else {
        return Check::error(Fault::IbanFormat);
    };
    let Some(shape) = shape(country) else {
        let fits = mod_97(bytes) == 1;
        return if fits { Check::unsure(value, Fault::IbanCountry) } else { Check::error(Fault::IbanCheck) };
    };
    let expected = 4 + parts(shape).map(|(length, _)| length).sum::<usize>();
    if bytes.len() != expected {
        let count = |n: usize| number(u32::try_from(n).unwrap_or(u32::MAX));
        return Check::error(Fault::IbanLength)
            .with("n", count(bytes.len()))
            .with("country", country.into())
            .with("expected", count(expected));
    }
    let country = country.into();
    match (fits(&bytes[4..], shape), is_iban(bytes)) {
        (true, true) => Check::ok(value),
        (true, false) => Check::error(Fault::IbanCheck),
        // Countries widen their shapes before the registry says so; check digits that fit are seldom chance.
        (false, true) => Check::unsure(value, Fault::IbanShape).with("country", country),
        (false, false) => Check::error(Fault::IbanShape).with("country", country),
    }
}

/// Whether check digits are of those that are given out, 02 to 98, and fit.
fn is_iban(bytes: &[u8]) -> bool {
    mod_97(bytes) == 1 && !matches!(&bytes[2..4], b"00" | b"01" | b"99")
}

/// Whether this is a whole IBAN of a country of the registry, in electronic form.
pub(super) fn is_whole(value: &str) -> bool {
    let bytes = value.as_bytes();
    let shape = value.get(..2).and_then(shape);
    let long = |shape: &str| bytes.len() == 4 + parts(shape).map(|(length, _)| length).sum::<usize>();
    shape.is_some_and(|shape| long(shape) && fits(&bytes[4..], shape) && is_iban(bytes))
}

/// Capital letters and digits without what stands between them.
pub(super) fn electronic(input: &str) -> String {
    if input.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return input.to_ascii_uppercase();
    }
    let mut kept = String::with_capacity(input.len());
    for c in input.chars().filter(|c| *c != '.' && !is_gap(*c)) {
        kept.push(narrow(c).to_ascii_uppercase());
    }
    kept
}

/// Territories whose banks some lists give a code of their own, with the shape of France.
const FRENCH: [&str; 12] = ["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"];

/// The shape of a country's account numbers.
fn shape(country: &str) -> Option<&'static str> {
    let own = |country: &str| shapes::SHAPES.iter().find_map(|row| row.strip_prefix(country));
    own(country).or_else(|| FRENCH.contains(&country).then(|| own("FR")).flatten())
}

/// Its runs: how long, and of what.
fn parts(shape: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut bytes = shape.bytes();
    core::iter::from_fn(move || {
        let mut length = 0;
        loop {
            let byte = bytes.next()?;
            if !byte.is_ascii_digit() {
                return Some((length, byte));
            }
            length = length * 10 + usize::from(byte - b'0');
        }
    })
}

fn fits(account: &[u8], shape: &str) -> bool {
    let mut rest = account;
    parts(shape).all(|(length, kind)| {
        let Some((part, after)) = rest.split_at_checked(length) else {
            return false;
        };
        rest = after;
        part.iter().all(|byte| match kind {
            b'n' => byte.is_ascii_digit(),
            b'a' => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        })
    })
}

/// The remainder that is 1 for a sound IBAN (ISO 7064 MOD 97-10): its first four characters moved to the end, letters
/// counted from A = 10.
fn mod_97(bytes: &[u8]) -> u32 {
    let (head, account) = bytes.split_at(4);
    account.iter().chain(head).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte.wrapping_sub(b'A')) + 10) % 97,
    })
}

/// Checks a BIC, also behind words: four letters of the bank, two of the country, two of the place, three of the branch if any.
#[inline(never)]
pub(super) fn bic(input: &str) -> Check {
    let mut found = without_words(input).map(judge_bic);
    found.find(|check| check.verdict == Verdict::Ok).unwrap_or_else(|| judge_bic(input))
}

fn judge_bic(input: &str) -> Check {
    let value = electronic(input);
    let bytes = value.as_bytes();
    if !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return Check::error(Fault::BicFormat);
    }
    if !matches!(bytes.len(), 8 | 11) {
        return Check::error(Fault::BicLength);
    }
    if !bytes[4..6].iter().all(u8::is_ascii_uppercase) {
        return Check::error(Fault::BicFormat);
    }
    if Country::from_code(&value[4..6]).is_none() {
        return Check::error(Fault::BicCountry);
    }
    Check::ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ibans_of_the_registry_pass_and_a_slip_says_where() {
        for (input, result) in [
            ("GB33BUKB20201555555555", Ok("GB33BUKB20201555555555")),
            ("de89 3704 0044 0532 0130 00", Ok("DE89370400440532013000")),
            ("BY13 NBRB 3600 9000 0000 2Z00 AB00", Ok("BY13NBRB3600900000002Z00AB00")),
            ("ST23-0001-0001-0051-8453-1014-6", Ok("ST23000100010051845310146")),
            ("IBAN DE89 3704 0044 0532 0130 00", Ok("DE89370400440532013000")),
            ("iban: DE89370400440532013000", Ok("DE89370400440532013000")),
            ("IBANDE89370400440532013000", Ok("DE89370400440532013000")),
            ("IBAN-Nr. DE89370400440532013000", Ok("DE89370400440532013000")),
            ("Konto: DE89 3704 0044 0532 0130 00", Ok("DE89370400440532013000")),
            ("ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００", Ok("DE89370400440532013000")),
            ("IBAN DE89370400440532013001", Err("iban-check")),
            ("IBAN", Err("iban-format")),
            ("DE8937040044053201300", Err("iban-length")),
            ("DE89370400440532013001", Err("iban-check")),
            ("DE8937040044053201300X", Err("iban-shape")),
            ("DE", Err("iban-format")),
            ("DE8937040044053201300@", Err("iban-format")),
            ("ZZ12000000000000", Err("iban-check")),
        ] {
            let check = check(input);
            assert_eq!(check.value.as_deref().ok_or(check.fault.map_or("", Fault::code)), result, "{input}");
        }
    }

    #[test]
    fn words_behind_an_iban_are_asked_about_and_digits_are_not_cut_off() {
        for input in [
            "DE89 3704 0044 0532 0130 00 (Commerzbank)",
            "DE89370400440532013000 BIC COBADEFFXXX",
            "IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX",
        ] {
            assert_eq!(check(input), Check::doubt(Fault::Meant).suggest("DE89370400440532013000".into()), "{input}");
        }
        for input in ["DE89 3704 0044 0532 0130 00 12", "DE89 3704 0044 0532 0130 01 (Commerzbank)"] {
            assert_eq!(check(input).verdict, Verdict::Error, "{input}");
        }
    }

    #[test]
    fn a_bic_names_a_country() {
        for (input, result) in [
            ("bukbgb22", Ok("BUKBGB22")),
            ("BIC: BUKBGB22", Ok("BUKBGB22")),
            ("SWIFT BUKBGB22", Ok("BUKBGB22")),
            ("DEUT DE FF 500", Ok("DEUTDEFF500")),
            ("BUKBZZ22", Err("bic-country")),
            ("BUKBGB2", Err("bic-length")),
            ("BUKB1122", Err("bic-format")),
        ] {
            let check = bic(input);
            assert_eq!(check.value.as_deref().ok_or(check.fault.map_or("", Fault::code)), result, "{input}");
        }
    }
}
