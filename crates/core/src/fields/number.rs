//! Numbers as people type them, with exact decimal arithmetic.

use alloc::{borrow::ToOwned, string::String};

use super::{
    Check, Fault, Rules,
    digits::{ascii, is_dash, is_invisible},
};

/// A decimal number: units of 10 to the minus `places`.
#[derive(Clone, Copy)]
struct Decimal {
    units: i64,
    places: u32,
}

/// More digits than any amount has, and few enough to multiply.
const MOST: usize = 15;

/// Checks a number, its bounds and its step.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules) -> Check {
    let whole = rules.step.as_deref().and_then(parse).is_some_and(|step| step.places == 0 && step.units > 0);
    let Some(number) = plain(input, whole).as_deref().and_then(parse) else {
        return Check::error(Fault::NumberFormat);
    };
    let bound = |text: &Option<String>| text.as_deref().and_then(parse);
    let (min, max) = (bound(&rules.min), bound(&rules.max));
    if let Some(min) = min.filter(|min| number.less(*min)) {
        return Check::error(Fault::NumberMin).with("n", min.print());
    }
    if let Some(max) = max.filter(|max| max.less(number)) {
        return Check::error(Fault::NumberMax).with("n", max.print());
    }
    let base = min.unwrap_or(Decimal { units: 0, places: 0 });
    if let Some(step) = bound(&rules.step).filter(|step| step.units > 0) {
        let places = number.places.max(base.places).max(step.places);
        let (value, base, step) = (number.at(places), base.at(places), step.at(places));
        let over = value.saturating_sub(base).rem_euclid(step);
        if over != 0 {
            if whole
                && number.places > 0
                && base % 10_i64.saturating_pow(places) == 0
                && step == 10_i64.saturating_pow(places)
            {
                return Check::error(Fault::NumberWhole);
            }
            let print = |units| Decimal { units, places }.print();
            return Check::error(Fault::NumberStep)
                .with("min", print(value - over))
                .with("max", print((value - over).saturating_add(step)));
        }
    }
    Check::ok(number.print())
}

/// The number with a full stop before its decimals and nothing between its digits.
///
/// Of two marks the last is the decimal one. One mark before three digits is ambiguous: it groups thousands where whole
/// numbers are asked for, and is the decimal mark elsewhere, as in HTML.
fn plain(input: &str, whole: bool) -> Option<String> {
    let mut text = String::new();
    for (i, c) in input.chars().enumerate() {
        match ascii(c) {
            Some(digit) => text.push(digit),
            None if i == 0 && is_dash(c) => text.push('-'),
            None if i == 0 && c == '+' => {}
            None if matches!(c, '.' | '٫') => text.push('.'),
            None if matches!(c, ',' | '٬') => text.push(','),
            None if c.is_whitespace() || is_invisible(c) || matches!(c, '\'' | '’' | '_') => {}
            None => return None,
        }
    }
    let marks = text.chars().filter(|c| matches!(c, '.' | ',')).count();
    let last = text.rfind(['.', ',']);
    let decimal = last.filter(|at| {
        let (before, mark) = (&text.as_bytes()[..*at], text.as_bytes()[*at]);
        let again = before.contains(&mark);
        !again && (marks > 1 || text.len() - at != 4 || !whole)
    });
    let (integer, fraction) = decimal.map_or((&*text, ""), |at| (&text[..at], &text[at + 1..]));
    let digits: String = integer.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    grouped(integer).then(|| [&digits, ".", fraction].concat())
}

/// Whether groups after the first have three digits, or two as in India.
fn grouped(integer: &str) -> bool {
    let mut groups = integer.split(['.', ',']);
    let _first = groups.next();
    groups.all(|group| matches!(group.len(), 2 | 3))
}

fn parse(text: &str) -> Option<Decimal> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    // Nothing is told by zeros at the ends.
    let fraction = fraction.trim_end_matches('0');
    let all = [integer.trim_start_matches('0'), fraction].concat();
    if integer.is_empty() && fraction.is_empty() || all.len() > MOST || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let units = all.bytes().fold(0, |units, byte| units * 10 + i64::from(byte - b'0'));
    Some(Decimal { units: sign * units, places: u32::try_from(fraction.len()).ok()? })
}

impl Decimal {
    /// In units of 10 to the minus `places`, which are not fewer than its own.
    fn at(self, places: u32) -> i64 {
        self.units.saturating_mul(10_i64.saturating_pow(places.saturating_sub(self.places)))
    }

    fn less(self, other: Self) -> bool {
        let places = self.places.max(other.places);
        self.at(places) < other.at(places)
    }

    fn print(self) -> String {
        let mut rest = self.units.unsigned_abs();
        let mut digits: alloc::vec::Vec<char> = alloc::vec::Vec::new();
        while rest > 0 || digits.len() <= self.places as usize {
            digits.push(char::from(b'0' + (rest % 10) as u8));
            rest /= 10;
        }
        if self.places > 0 {
            digits.insert(self.places as usize, '.');
        }
        let text: String = digits.iter().rev().collect();
        let short = if self.places > 0 { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
        if self.units < 0 && short != "0" { ["-", &short].concat() } else { short }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (input, value) in [
            ("42", Some("42")),
            ("007", Some("7")),
            ("-1.50", Some("-1.5")),
            ("−3", Some("-3")),
            ("1,5", Some("1.5")),
            ("1,234.56", Some("1234.56")),
            ("1.234,56", Some("1234.56")),
            ("1 234 567", Some("1234567")),
            ("1.234.567", Some("1234567")),
            ("12,34,567", Some("1234567")),
            ("1’000", Some("1000")),
            ("٤٢٫٥", Some("42.5")),
            ("1,234", Some("1.234")),
            (".5", Some("0.5")),
            (".083010030003615", Some("0.083010030003615")),
            ("0.083010030003615", Some("0.083010030003615")),
            ("-0", Some("0")),
            ("1e5", None),
            ("twelve", None),
            ("1.2.3", None),
            ("", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(check(input, &Rules::default()).value.as_deref(), value, "{input}");
        }
    }

    #[test]
    fn bounds_and_steps_are_exact() {
        let mut rules = Rules::default();
        assert!(rules.set("min", "0.1") && rules.set("max", "10") && rules.set("step", "0.1"));
        for (input, code) in [
            ("0.3", None),
            ("10", None),
            ("0", Some("number-min")),
            ("10.1", Some("number-max")),
            ("0.35", Some("number-step")),
        ] {
            assert_eq!(check(input, &rules).fault.map(Fault::code), code, "{input}");
        }
        assert_eq!(check("0.35", &rules).arguments, [("min", "0.3".to_owned()), ("max", "0.4".to_owned())]);
        let mut rules = Rules::default();
        assert!(rules.set("step", "1"));
        assert_eq!(check("1.5", &rules).fault, Some(Fault::NumberWhole));
        assert_eq!(check("1,234", &rules).value.as_deref(), Some("1234"));
    }
}
