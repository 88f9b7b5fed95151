//! Numbers as people type them, with exact decimal arithmetic.

use alloc::{borrow::ToOwned, string::String};

use super::{
    Check, Fault, Rules, Verdict,
    digits::{is_dash, is_invisible, narrow, value},
};

/// A decimal number: units of 10 to the minus `places`.
#[derive(Clone, Copy)]
struct Decimal {
    units: i64,
    places: u32,
}

/// More digits than any amount has, and few enough to multiply.
const MOST: usize = 15;

/// Languages that write a comma before decimals, and those that write a full stop (CLDR 48).
const COMMA: &str = "az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk nb nl nn no pl pt ro ru sk sl sq \
                     sr sv tr uk uz vi";
const STOP: &str = "bn cy en fil ga he hi iw ja km ko ms mt my ne pa si sw ta te th tl ur zh";
/// Regions that write otherwise than the rest of their language.
const OTHERWISE: &str =
    "de-ch de-li it-ch en-at en-de en-nl en-za es-419 es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us";

/// Checks a number, its bounds and its step.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules) -> Check {
    // `$5`, `5 kg`, `12,50 €`
    let beside = |c: char| matches!(c, '$' | '%' | ' ') || c.is_ascii_alphabetic() || !(c.is_ascii() || is_part(c));
    let typed = input.trim_end_matches(beside);
    let behind = typed.trim_start_matches(beside);
    // `No. 5`, but not `.5`
    let typed = if behind.len() < typed.len() { behind.trim_start_matches(['.', ' ', ':']) } else { typed };
    let whole = rules.step.as_deref().and_then(parse).is_some_and(|step| step.places == 0 && step.units > 0);
    let Some(readings) = read(typed, whole, rules.lang.as_deref()) else {
        return Check::error(Fault::NumberFormat);
    };
    let first = judge(readings.first, rules, whole);
    if first.verdict == Verdict::Ok && readings.sure && typed == input {
        return first;
    }
    // What only the other reading allows may well be meant.
    let second = || readings.second.and_then(|number| judge(number, rules, whole).value);
    match first.value.clone().or_else(second) {
        Some(meant) => Check::doubt(Fault::Meant).suggest(meant),
        None => first,
    }
}

/// Whether a character beyond ASCII belongs to a number.
fn is_part(c: char) -> bool {
    narrow(c).is_ascii() || is_dash(c) || is_invisible(c) || matches!(c, '٫' | '٬')
}

/// Whether a number is within its bounds and one of the steps.
fn judge(number: Decimal, rules: &Rules, whole: bool) -> Check {
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

/// What a text can mean: one mark before three digits may set thousands apart, or be the decimal one.
struct Readings {
    first: Decimal,
    second: Option<Decimal>,
    /// Whether the first is what the language says.
    sure: bool,
}

fn read(input: &str, whole: bool, lang: Option<&str>) -> Option<Readings> {
    // A browser gives the value of a number control with an exponent.
    if let Some((number, exponent)) = input.split_once(['e', 'E']) {
        return Some(Readings { first: scaled(number, exponent)?, second: None, sure: true });
    }
    let spaced = marks(input)?;
    // Blanks set thousands apart; `3 4` is anything.
    let even = spaced.split(' ').skip(1).all(|run| run.find(['.', ',']).unwrap_or(run.len()) == 3);
    let text: String = spaced.chars().filter(|c| *c != ' ').collect();
    let last = text.rfind(['.', ',']);
    let count = text.chars().filter(|c| matches!(c, '.' | ',')).count();
    let decimal = last.filter(|at| !text.as_bytes()[..*at].contains(&text.as_bytes()[*at]));
    let first = number(&text, decimal)?;
    let digits = text.trim_start_matches('-');
    let before = digits.find(['.', ',']).unwrap_or(0);
    let both = count == 1 && digits.len() == before + 4 && (1..=3).contains(&before) && !digits.starts_with('0');
    let Some(grouped) = number(&text, None).filter(|_| both) else {
        return Some(Readings { first, second: None, sure: even });
    };
    let mark = digits.as_bytes()[before];
    // Arabic has marks of its own; without a language a number is written as machines do.
    let own = input.contains(['٫', '٬']) || lang.is_none() && mark == b'.';
    let usual = if own { Some(b'.') } else { lang.and_then(decimal_mark) };
    Some(match usual {
        _ if whole => Readings { first: grouped, second: None, sure: true },
        Some(usual) if usual == mark => Readings { first, second: Some(grouped), sure: true },
        usual => Readings { first: grouped, second: Some(first), sure: usual.is_some() },
    })
}

/// The mark that a language writes before decimals; `None` where that is not known.
fn decimal_mark(lang: &str) -> Option<u8> {
    let tag = lang.to_ascii_lowercase();
    let primary = tag.split('-').next().unwrap_or_default();
    let has = |list: &str, sought: &str| list.split(' ').any(|known| known == sought);
    let (usual, other) = match () {
        () if has(COMMA, primary) => (b',', b'.'),
        () if has(STOP, primary) => (b'.', b','),
        () => return None,
    };
    Some(if has(OTHERWISE, &tag) { other } else { usual })
}

/// The digits of a text and its marks, as full stops and commas; other marks and blanks between digits as one blank each.
fn marks(input: &str) -> Option<String> {
    let mut text = String::new();
    for (i, c) in input.chars().map(narrow).enumerate() {
        match c {
            '0'..='9' | '.' | ',' => text.push(c),
            _ if i == 0 && is_dash(c) => text.push('-'),
            '+' if i == 0 => {}
            '٫' => text.push('.'),
            '٬' => text.push(','),
            _ if c.is_whitespace() || matches!(c, '\'' | '’' | '_') => {
                if text.ends_with(|c: char| c.is_ascii_digit()) {
                    text.push(' ');
                }
            }
            _ if is_invisible(c) => {}
            _ => return None,
        }
    }
    Some(text)
}

/// The number, its decimals beginning behind the mark at `decimal`; all other marks set thousands apart.
fn number(text: &str, decimal: Option<usize>) -> Option<Decimal> {
    let (integer, fraction) = decimal.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
    let digits: String = integer.chars().filter(|c| !matches!(c, '.' | ',')).collect();
    grouped(integer).then(|| [&digits, ".", fraction].concat()).as_deref().and_then(parse)
}

/// A number times a power of ten.
fn scaled(number: &str, exponent: &str) -> Option<Decimal> {
    let number = parse(number)?;
    let (down, digits) = exponent.strip_prefix('-').map_or((false, exponent), |digits| (true, digits));
    let by: u32 = value(digits.strip_prefix('+').unwrap_or(digits)).filter(|by| *by <= 15)?;
    if down {
        return Some(Decimal { places: number.places + by, ..number });
    }
    let more = 10_i64.pow(by.saturating_sub(number.places));
    let units = number.units.checked_mul(more).filter(|units| units.unsigned_abs() < 10_u64.pow(15))?;
    Some(Decimal { units, places: number.places.saturating_sub(by) })
}

/// Whether groups after the first have three digits, or but for the last two as in India.
fn grouped(integer: &str) -> bool {
    let mut groups = integer.split(['.', ',']);
    let _first = groups.next();
    let mut last = 3;
    groups.all(|group| {
        last = group.len();
        matches!(last, 2 | 3)
    }) && last == 3
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
            ("1 234,5", Some("1234.5")),
            ("0.123 456", Some("0.123456")),
            ("- 5", Some("-5")),
            ("1.234.567", Some("1234567")),
            ("12,34,567", Some("1234567")),
            ("1’000", Some("1000")),
            ("٤٢٫٥", Some("42.5")),
            ("1.234", Some("1.234")),
            ("0,500", Some("0.5")),
            ("1,2345", Some("1.2345")),
            ("１，２３４．５", Some("1234.5")),
            ("٤٬٢٠٠", Some("4200")),
            ("٤٫٢٠٠", Some("4.2")),
            ("1e5", Some("100000")),
            ("1.5e-3", Some("0.0015")),
            (".5", Some("0.5")),
            (".083010030003615", Some("0.083010030003615")),
            ("0.083010030003615", Some("0.083010030003615")),
            ("-0", Some("0")),
            ("1e99", None),
            ("e5", None),
            ("twelve", None),
            ("1.2.3", None),
            ("12.03.24", None),
            ("", None),
            ("9999999999999999999", None),
        ] {
            assert_eq!(check(input, &Rules::default()).value.as_deref(), value, "{input}");
        }
    }

    #[test]
    fn one_mark_before_three_digits_is_read_as_the_language_writes_it() {
        for (lang, input, value) in [
            ("en", "1,000", "1000"),
            ("en-GB", "12,500", "12500"),
            ("en", "1.500", "1.5"),
            ("de", "1.000", "1000"),
            ("de-AT", "1,500", "1.5"),
            ("de-CH", "1.500", "1.5"),
            ("es", "1.000", "1000"),
            ("es-MX", "1,000", "1000"),
            ("fr", "1,500", "1.5"),
            ("he", "1,000", "1000"),
            ("ja", "1,000", "1000"),
        ] {
            let mut rules = Rules::default();
            assert!(rules.set("lang", lang));
            assert_eq!(check(input, &rules), Check::ok(value.to_owned()), "{lang} {input}");
        }
    }

    #[test]
    fn a_number_that_can_be_two_is_asked_about() {
        for (asked, input, meant) in [
            (&[][..], "1,000", "1000"),
            (&[("min", "10")], "1,000", "1000"),
            (&[("lang", "ar")], "1,000", "1000"),
            (&[("lang", "tlh")], "1.000", "1000"),
            (&[("lang", "en"), ("min", "10")], "1.000", "1000"),
            (&[("lang", "de"), ("max", "10")], "1.500", "1.5"),
            (&[("lang", "en")], "$1,000", "1000"),
            (&[("lang", "en")], "50 %", "50"),
            (&[], "€ 12.50", "12.5"),
            (&[], "12,50 EUR", "12.5"),
            (&[], "5 kg", "5"),
            (&[], "No. 5", "5"),
            (&[], "ca. 5", "5"),
            (&[], "3 4", "34"),
            (&[], "12 34 56", "123456"),
        ] {
            let mut rules = Rules::default();
            assert!(asked.iter().all(|(name, value)| rules.set(name, value)));
            assert_eq!(check(input, &rules), Check::doubt(Fault::Meant).suggest(meant.to_owned()), "{input}");
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
