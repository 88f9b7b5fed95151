//! Payment cards: number (ISO/IEC 7812-1), expiry and security code.

use alloc::{string::String, vec::Vec};

use super::{
    Check, Fault, Rules,
    digits::{is_dash, is_gap, is_invisible, narrow, number as text_of, only, value},
};

/// Name, first and last of what the first four digits can be, lengths as bits from twelve on.
const BRANDS: &[(&str, u16, u16, u8)] = &[
    ("amex", 3400, 3499, 1 << 3),
    ("amex", 3700, 3799, 1 << 3),
    ("diners", 3000, 3059, 1 << 2 | 1 << 4 | 1 << 7),
    ("diners", 3095, 3095, 1 << 2 | 1 << 4 | 1 << 7),
    ("diners", 3600, 3699, 0b1111_1100),
    ("diners", 3800, 3999, 1 << 2 | 1 << 4 | 1 << 7),
    ("jcb", 3528, 3589, 0b1111_0000),
    ("visa", 4000, 4999, 1 << 1 | 1 << 4 | 1 << 7),
    ("maestro", 5000, 5099, 0xff),
    ("mastercard", 5100, 5599, 1 << 4),
    ("maestro", 5600, 5899, 0xff),
    ("discover", 6011, 6011, 0b1111_0000),
    ("unionpay", 6200, 6299, 0b1111_1100),
    ("discover", 6440, 6599, 0b1111_0000),
    ("maestro", 6000, 6999, 0xff),
    ("unionpay", 8100, 8199, 0b1111_0000),
    ("mir", 2200, 2204, 0b1111_0000),
    ("mastercard", 2221, 2720, 1 << 4),
];

/// The brand of a number, and whether it has as many digits as cards of that brand.
pub(super) fn brand(digits: &str) -> Option<(&'static str, bool)> {
    let start = digits.bytes().take(4).fold(0, |start, byte| start * 10 + u16::from(byte - b'0'));
    let (name, _, _, lengths) = BRANDS.iter().find(|(_, first, last, _)| (*first..=*last).contains(&start))?;
    let length = digits.len().checked_sub(12).filter(|over| *over < 8);
    Some((name, length.is_some_and(|over| lengths >> over & 1 == 1)))
}

/// Whether the last digit is the check digit of the others (ISO/IEC 7812-1 annex B, Luhn).
pub(super) fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0;
    for (i, byte) in digits.iter().rev().enumerate() {
        let digit = u32::from(byte.wrapping_sub(b'0'));
        let twice = digit * 2;
        sum += if i % 2 == 0 { digit } else { twice / 10 + twice % 10 };
    }
    sum % 10 == 0
}

/// Checks a card number.
#[inline(never)]
pub(super) fn number(input: &str, rules: &Rules) -> Check {
    let Some(digits) = only(input, is_gap) else {
        return Check::error(Fault::CardFormat);
    };
    if !(12..=19).contains(&digits.len()) || digits.bytes().all(|byte| byte == b'0') {
        return Check::error(Fault::CardFormat);
    }
    let brand = brand(&digits);
    let name = brand.map(|(name, _)| name);
    if !rules.brands.is_empty() && !name.is_some_and(|name| rules.brands.iter().any(|taken| taken == name)) {
        return Check::error(Fault::CardBrand);
    }
    match brand {
        // Ranges change hands; a check digit that fits is seldom chance.
        Some((_, false)) if luhn(digits.as_bytes()) => Check::unsure(digits, Fault::CardLength),
        Some((_, false)) => Check::error(Fault::CardLength),
        _ if luhn(digits.as_bytes()) => Check::ok(digits),
        // Some of these have no check digit.
        Some(("unionpay", _)) => Check::unsure(digits, Fault::CardUnchecked),
        _ => Check::error(Fault::CardCheck),
    }
}

/// Checks month and year of expiry; `2027-04` is what a machine reads.
#[inline(never)]
pub(super) fn expiry(input: &str, rules: &Rules) -> Check {
    let Some((mut year, mut month)) = month_and_year(input) else {
        return Check::error(Fault::ExpiryFormat);
    };
    // What only the other order can mean is that: `27/04`.
    if (20..100).contains(&month) && (2001..=2012).contains(&year) {
        (year, month) = (2000 + month, year - 2000);
    }
    if !(1..=12).contains(&month) {
        return Check::error(Fault::ExpiryMonth);
    }
    if let Some(today) = rules.today {
        let (this, then) = ((today.year(), u16::from(today.month())), (year, month));
        if then < this {
            // A box for five characters makes `04/20` of `04/2027`.
            if year == 2020 && input.ends_with("20") {
                return Check::error(Fault::ExpiryFormat);
            }
            return Check::error(Fault::ExpiryPast);
        }
        if year > today.year() + 20 {
            return Check::error(Fault::ExpiryFar);
        }
    }
    let zero = if month < 10 { "0" } else { "" };
    Check::ok([&text_of(u32::from(year)), "-", zero, &text_of(u32::from(month))].concat())
}

fn month_and_year(input: &str) -> Option<(u16, u16)> {
    let plain: String = input.chars().filter(|c| !is_invisible(*c)).map(narrow).collect();
    let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let separators = plain.chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || is_dash(c)
            || matches!(c, '/' | '.' | '(' | ')' | '\u{2044}' | '\u{2215}' | '年' | '月')
    });
    let (month, year) = match *parts {
        [year, month] if year.len() == 4 => (month, year),
        [month, year] => (month, year),
        [all] if all.len() == 4 || all.len() == 6 => all.split_at(2),
        _ => return None,
    };
    if !separators || month.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let century = if year.len() == 2 { 2000 } else { 0 };
    let year = century + value::<u16>(year)?;
    Some((year, value(month)?)).filter(|_| year >= 1000)
}

/// Checks a security code: three digits, four on American Express.
#[inline(never)]
pub(super) fn code(input: &str, rules: &Rules) -> Check {
    let amex = rules.brands.len() == 1 && rules.brands[0] == "amex";
    let asked = rules.digits.or(amex.then_some(4));
    let fits = |length: usize| asked.map_or(length == 3 || length == 4, |asked| length == usize::from(asked));
    match only(input, is_gap).filter(|digits| fits(digits.len())) {
        Some(digits) => Check::ok(digits),
        None => Check::error(Fault::CardCode).with("n", text_of(u32::from(asked.unwrap_or(3)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(check: &Check) -> Result<&str, &str> {
        match check.fault {
            None => Ok(check.value.as_deref().unwrap_or_default()),
            Some(fault) => Err(fault.code()),
        }
    }

    #[test]
    fn numbers_of_the_brands_published_for_tests_pass() {
        for input in [
            "4242 4242 4242 4242",
            "5555-5555-5555-4444",
            "2223 0031 2200 3222",
            "378282246310005",
            "6011111111111117",
            "3056930009020004",
            "36227206271667",
            "3566002020360505",
            "6200000000000005",
            "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
            "6759649826438453",
        ] {
            assert!(result(&number(input, &Rules::default())).is_ok(), "{input}");
        }
        for (input, code) in [
            ("4242 4242 4242 4241", "cc-number-check"),
            ("4242 4242 4242", "cc-number-length"),
            ("42", "cc-number-format"),
            ("4242x4242", "cc-number-format"),
            ("6200000000000004", "cc-number-unchecked"),
            ("0000000000000000", "cc-number-format"),
        ] {
            assert_eq!(result(&number(input, &Rules::default())), Err(code), "{input}");
        }
        let mut rules = Rules::default();
        assert!(rules.set("brands", "visa,mastercard"));
        assert_eq!(result(&number("378282246310005", &rules)), Err("cc-number-brand"));
        assert_eq!(result(&number("4242424242424242", &rules)), Ok("4242424242424242"));
    }

    #[test]
    fn expiry_is_read_in_every_order_and_ends_this_month_at_the_earliest() {
        let mut rules = Rules::default();
        assert!(rules.set("today", "2026-11-24"));
        for (input, expected) in [
            ("11/26", Ok("2026-11")),
            ("4 / 2027", Ok("2027-04")),
            ("04 - 27", Ok("2027-04")),
            ("0427", Ok("2027-04")),
            ("042027", Ok("2027-04")),
            ("2027-04", Ok("2027-04")),
            ("27/04", Ok("2027-04")),
            ("04/20", Err("cc-exp-format")),
            ("０４／２７", Ok("2027-04")),
            ("04\u{FE0F}/27", Ok("2027-04")),
            ("2027年4月", Ok("2027-04")),
            ("10/26", Err("cc-exp-past")),
            ("13/27", Err("cc-exp-month")),
            ("01/47", Err("cc-exp-far")),
            ("April 27", Err("cc-exp-format")),
            ("427", Err("cc-exp-format")),
            ("04/1999", Err("cc-exp-past")),
            ("0302 2", Err("cc-exp-format")),
        ] {
            assert_eq!(result(&expiry(input, &rules)), expected, "{input}");
        }
        for (input, expected) in [("007", Ok("007")), ("1234", Ok("1234")), ("12", Err("cc-csc-digits"))] {
            assert_eq!(result(&code(input, &rules)), expected, "{input}");
        }
    }
}
