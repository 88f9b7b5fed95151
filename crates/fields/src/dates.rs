//! Dates as people type them.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Check, Date, Fault, Kind, Order, Rules, Surroundings, Verdict,
    digits::{is_dash, is_invisible, narrow, number, value},
    names::Names,
};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Older than anybody has become.
const OLDEST: u16 = 120;

/// Countries that write the month first (CLDR 48, short dates of their languages).
const MONTH_FIRST: &[&str] = &["AS", "GU", "MH", "MP", "PH", "PR", "UM", "US", "VI"];

/// Countries that write it now first, now second.
const EITHER: &[&str] = &["CA", "FM", "PA", "PW"];

/// Words between the parts: `27 de marzo de 2007`, `the 27th of March`, `1er mars`, `1º de maio`.
const LITTLE: &[&str] = &["de", "of", "del", "d", "the", "st", "nd", "rd", "th", "er", "º"];

/// Names of months beyond English, once their pack has come.
pub(super) struct Months<'a, S> {
    pub(super) surroundings: &'a S,
    pub(super) names: &'a Names,
    pub(super) croatian: bool,
}

/// Checks a date, or a date of birth. Parts of boxes come with slashes between them, so that a missing one is seen:
/// `27//2007`.
#[inline(never)]
pub(super) fn check<S: Surroundings>(kind: Kind, input: &str, rules: &Rules, months: &Months<'_, S>) -> Check {
    let (date, other) = match read(input, rules, months) {
        Ok(read) => read,
        Err(Wrong::Fault(fault)) => return Check::error(fault),
        // Nobody of the wrong age gets in by a name that has still to come.
        Err(Wrong::Month) => return Check::error(Fault::DateFormat).wanting("months".to_owned()),
    };
    let check = judge(kind, date, rules);
    if let Some(meant) = buddhist(date, rules) {
        let meant = judge(kind, meant, rules);
        return meant.value.map_or(check, |meant| Check::doubt(Fault::Meant).suggest(meant));
    }
    let Some(other) = other else {
        return check;
    };
    // Who would be refused in one order only has most likely meant the other one; but a machine reads neither.
    let turned = judge(kind, other, rules);
    match (check.verdict, turned.verdict) {
        (Verdict::Error, Verdict::Error) => check,
        (Verdict::Error, _) => Check::doubt(Fault::Meant).suggest(other.print()),
        _ => Check::doubt(Fault::Meant).suggest(date.print()),
    }
}

/// Checks that a date is within its bounds.
fn judge(kind: Kind, date: Date, rules: &Rules) -> Check {
    let check = Check::ok(date.print());
    let bound = |text: &Option<String>| match text.as_deref() {
        Some("today") => rules.today,
        text => text.and_then(Date::parse),
    };
    if let Some(min) = bound(&rules.min).filter(|min| date < *min) {
        return Check::error(Fault::DateMin).with("date", min.print());
    }
    if let Some(max) = bound(&rules.max).filter(|max| date > *max) {
        return Check::error(Fault::DateMax).with("date", max.print());
    }
    let (Kind::Birthday, Some(today)) = (kind, rules.today) else {
        return check;
    };
    if date >= today {
        return Check::error(Fault::DatePast);
    }
    let age = date.age(today);
    if let Some(least) = rules.min_age.filter(|least| age < *least) {
        return Check::error(Fault::AgeMin).with("n", number(u32::from(least)));
    }
    if let Some(most) = rules.max_age.filter(|most| age > *most) {
        return Check::error(Fault::AgeMax).with("n", number(u32::from(most)));
    }
    if age > OLDEST {
        return Check::unsure(date.print(), Fault::AgeOld).with("n", number(u32::from(age)));
    }
    check
}

/// Why a date could not be read.
enum Wrong {
    Fault(Fault),
    /// A name in place of the month, and no pack of names.
    Month,
}

impl From<Fault> for Wrong {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The date; and the other one that it can be, where the country does not say whether the month comes first.
fn read<S: Surroundings>(input: &str, rules: &Rules, months: &Months<'_, S>) -> Result<(Date, Option<Date>), Wrong> {
    let plain: String =
        input.chars().filter(|c| !is_invisible(*c)).map(narrow).filter(|c| !matches!(c, '(' | ')')).collect();
    let order = rules.order.or_else(|| usual(rules));
    if let Some(date) = solid(&plain, order) {
        return Ok((date, None));
    }
    let mut parts: Vec<&str> = plain.split('/').map(str::trim).collect();
    let boxes = parts.len() == 3 && !parts.iter().any(|part| part.contains(char::is_whitespace));
    let spaced = apart(&plain);
    if !boxes {
        parts = spaced.split(|c: char| c.is_whitespace() || is_dash(c) || is_mark(c)).collect();
        parts.retain(|part| !part.is_empty() && !LITTLE.contains(part));
    }
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let name: String;
    let (mut day, mut month, mut year) = match *parts {
        [day, month, year] => (day, month, year),
        // A day of the week, or the word for year behind it.
        [word, day, month, year] if !is_number(word) && (is_number(day) || is_number(month)) && is_number(year) => {
            (day, month, year)
        }
        [day, month, year, word] if is_number(day) && is_number(year) && !is_number(word) => (day, month, year),
        // Some months have names of two words.
        [day, first, second, year] if !is_number(first) && !is_number(second) => {
            name = [first, second].concat();
            (day, &*name, year)
        }
        _ => return Err(missing(&parts).into()),
    };
    let mut turned = None;
    if day.len() == 4 && is_number(day) {
        (day, year) = (year, day);
    } else if !is_number(day) && !day.is_empty() && is_number(month) {
        (day, month) = (month, day);
    } else if is_number(day) && is_number(month) {
        let first: u16 = value(day).unwrap_or(0);
        let second: u16 = value(month).unwrap_or(0);
        // What only one order can mean is that.
        let month_first =
            if first > 12 { false } else { order == Some(Order::MonthFirst) || (second > 12 && rules.order.is_none()) };
        if month_first {
            (day, month) = (month, day);
        }
        let both = first <= 12 && second <= 12 && first != second;
        turned = (both && order.is_none()).then_some((month, day));
    }
    let date = whole(day, month, year, months)?;
    Ok((date, turned.and_then(|(day, month)| whole(day, month, year, months).ok())))
}

/// The order of day and month where the person lives; `None` if it is not known.
fn usual(rules: &Rules) -> Option<Order> {
    let country = rules.country.as_ref()?.code();
    let order = if MONTH_FIRST.contains(&country) { Order::MonthFirst } else { Order::DayFirst };
    (!EITHER.contains(&country)).then_some(order)
}

/// Thailand counts years from 543 before the common era.
fn buddhist(date: Date, rules: &Rules) -> Option<Date> {
    let thai = rules.country.as_ref()?.code() == "TH" && date.year() > 2400;
    thai.then(|| Date::new(date.year() - 543, date.month(), date.day())).flatten()
}

/// With a blank between digits and letters: `27th`, `27MAR2007`.
fn apart(plain: &str) -> String {
    let mut spaced = String::with_capacity(plain.len());
    let mut last = ' ';
    let letter = |c: char| c.is_ascii_alphabetic() || !c.is_ascii() && !is_mark(c) && !is_dash(c) && !c.is_whitespace();
    for c in plain.chars() {
        if last.is_ascii_digit() && letter(c) || letter(last) && c.is_ascii_digit() {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    spaced
}

/// What stands between the parts of a date, beside blanks and dashes.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '/' | '.'
            | ','
            | '('
            | ')'
            | '_'
            | '|'
            | '\\'
            | '\''
            | '’'
            | '°'
            | '\u{2044}'
            | '\u{2215}'
            | '、'
            | '。'
            | '年'
            | '月'
            | '日'
            | '년'
            | '월'
            | '일'
    )
}

/// `20070327`, or `27032007` where the order is known.
fn solid(plain: &str, order: Option<Order>) -> Option<Date> {
    if plain.len() != 8 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = |year, month, day| {
        let date = Date::new(value(year)?, value(month)?, value(day)?);
        date.filter(|date| (1800..2200).contains(&date.year()))
    };
    let (first, second, last) = (&plain[..2], &plain[2..4], &plain[4..]);
    date(&plain[..4], &plain[4..6], &plain[6..]).or_else(|| match order? {
        Order::DayFirst => date(last, second, first),
        Order::MonthFirst => date(last, first, second),
    })
}

fn whole<S: Surroundings>(day: &str, month: &str, year: &str, months: &Months<'_, S>) -> Result<Date, Wrong> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match (day, month, year) {
        ("", _, _) => return Err(Fault::DateDay.into()),
        (_, "", _) => return Err(Fault::DateMonth.into()),
        (_, _, "") => return Err(Fault::DateYear.into()),
        _ => {}
    }
    if !is_number(day) || day.len() > 2 || !is_number(year) {
        return Err(Fault::DateFormat.into());
    }
    if year.len() != 4 {
        return Err(Fault::DateYearDigits.into());
    }
    let month = if is_number(month) { value(month).ok_or(Fault::DateFormat)? } else { named(month, months)? };
    let date = Date::new(value(year).unwrap_or(0), month, value(day).unwrap_or(0));
    date.ok_or_else(|| Fault::DateReal.into())
}

/// What is missing of a date that has fewer parts than three.
fn missing(parts: &[&str]) -> Fault {
    match parts {
        [day, month] if day.len() <= 2 && month.len() != 4 => Fault::DateYear,
        _ => Fault::DateFormat,
    }
}

/// The month of an English name or its first three letters or more; of another language, once its pack has come.
fn named<S: Surroundings>(name: &str, months: &Months<'_, S>) -> Result<u8, Wrong> {
    let lower = name.to_ascii_lowercase();
    let english = MONTHS.iter().position(|month| {
        lower.len() >= 3 && (month.starts_with(&*lower) || lower == "sept" && month.starts_with("sep"))
    });
    if let Some(month) = english.and_then(|month| u8::try_from(month + 1).ok()) {
        return Ok(month);
    }
    if months.names.is_empty() && !name.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Month);
    }
    let folded = months.surroundings.fold(name);
    let month: u8 = months.names.find(&folded).and_then(value).ok_or(Fault::DateFormat)?;
    // Croatia has these names of its neighbours one month earlier.
    let earlier = months.croatian && matches!(&*folded, "listopad" | "listopada" | "lis" | "lip" | "srp");
    Ok(month - u8::from(earlier))
}

impl Date {
    /// ISO 8601: `2007-03-27`.
    pub(super) fn print(self) -> String {
        let two = |n: u8| [if n < 10 { "0" } else { "" }, &number(u32::from(n))].concat();
        let year = number(u32::from(self.year()));
        [&"000"[..4 - year.len()], &year, "-", &two(self.month()), "-", &two(self.day())].concat()
    }

    /// Whole years on a day. Who was born on 29 February is a year older from 1 March of a common year, as in most of
    /// Europe (in Germany: BGB §188(2)).
    pub(super) fn age(self, today: Self) -> u16 {
        let had = (today.month(), today.day()) >= (self.month(), self.day());
        today.year().saturating_sub(self.year()).saturating_sub(u16::from(!had))
    }
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned;

    use super::*;
    use crate::Ascii;

    static NAMES: std::sync::LazyLock<Names> = std::sync::LazyLock::new(Names::default);

    fn months() -> Months<'static, Ascii> {
        Months { surroundings: &Ascii, names: &NAMES, croatian: false }
    }

    fn rules(rows: &[(&str, &str)]) -> Rules {
        let mut rules = Rules::default();
        for (name, value) in rows {
            assert!(rules.set(name, value), "{name}");
        }
        rules
    }

    fn result(check: &Check) -> Result<&str, &str> {
        check.value.as_deref().ok_or(check.fault.map_or("", Fault::code))
    }

    #[test]
    fn dates_are_read_in_the_ways_people_write_them() {
        for (country, input, expected) in [
            ("GB", "27 3 2007", Ok("2007-03-27")),
            ("DE", "27.3.2007", Ok("2007-03-27")),
            ("GB", "27/03/2007", Ok("2007-03-27")),
            ("GB", "2007-03-27", Ok("2007-03-27")),
            ("GB", "27 March 2007", Ok("2007-03-27")),
            ("GB", "27th Mar, 2007", Ok("2007-03-27")),
            ("GB", "27/Sept/2007", Ok("2007-09-27")),
            ("US", "March 27, 2007", Ok("2007-03-27")),
            ("US", "March 27th, 2007", Ok("2007-03-27")),
            ("GB", "the 27th of March 2007", Ok("2007-03-27")),
            ("GB", "27 / 3 / 2007", Ok("2007-03-27")),
            ("GB", "Tue 27/3/2007", Ok("2007-03-27")),
            ("GB", "(27/3/2007)", Ok("2007-03-27")),
            ("GB", "27MAR2007", Ok("2007-03-27")),
            ("GB", "27_3_2007", Ok("2007-03-27")),
            ("GB", "27\\3\\2007", Ok("2007-03-27")),
            ("GB", "27 /  / 2007", Err("date-month")),
            ("US", "03/27/2007", Ok("2007-03-27")),
            ("US", "03/04/2007", Ok("2007-03-04")),
            ("GB", "03/04/2007", Ok("2007-04-03")),
            ("GB", "03/27/2007", Ok("2007-03-27")),
            ("JP", "2007年3月27日", Ok("2007-03-27")),
            ("SA", "٢٧/٣/٢٠٠٧", Ok("2007-03-27")),
            ("GB", "29/2/2024", Ok("2024-02-29")),
            ("GB", "29/2/2023", Err("date-real")),
            ("GB", "31/4/2023", Err("date-real")),
            ("GB", "27//2007", Err("date-month")),
            ("GB", "/3/2007", Err("date-day")),
            ("GB", "27/3/", Err("date-year")),
            ("GB", "27 3", Err("date-year")),
            ("GB", "27/3/07", Err("date-year-digits")),
            ("GB", "soon", Err("date-format")),
            ("GB", "27/3/2007/1", Err("date-format")),
        ] {
            let check = check(Kind::Date, input, &rules(&[("country", country)]), &months());
            assert_eq!(result(&check), expected, "{country} {input}");
        }
    }

    #[test]
    fn the_month_comes_first_where_people_write_it_first() {
        for (country, input, expected) in [
            ("US", "03/04/1990", "1990-03-04"),
            ("PR", "03/04/1990", "1990-03-04"),
            ("PH", "03/04/1990", "1990-03-04"),
            ("GU", "03/04/1990", "1990-03-04"),
            ("PH", "27/04/1990", "1990-04-27"),
            ("FR", "03/04/1990", "1990-04-03"),
            ("JP", "1990/04/03", "1990-04-03"),
        ] {
            let check = check(Kind::Birthday, input, &rules(&[("country", country)]), &months());
            assert_eq!(result(&check), Ok(expected), "{country} {input}");
        }
        // Boxes say which is which.
        let boxes = check(Kind::Date, "3/4/1990", &rules(&[("country", "US"), ("order", "day-first")]), &months());
        assert_eq!(result(&boxes), Ok("1990-04-03"));
        let wrong = check(Kind::Date, "4/27/1990", &rules(&[("country", "US"), ("order", "day-first")]), &months());
        assert_eq!(result(&wrong), Err("date-real"));
    }

    #[test]
    fn a_day_that_may_be_a_month_is_asked_about_where_the_order_is_not_known() {
        for (asked, suggestion) in [
            (rules(&[]), "1990-04-03"),
            (rules(&[("country", "CA")]), "1990-04-03"),
            (rules(&[("country", "PA")]), "1990-04-03"),
            (rules(&[("max", "1990-03-31")]), "1990-03-04"),
        ] {
            let check = check(Kind::Date, "03/04/1990", &asked, &months());
            assert_eq!(check, Check::doubt(Fault::Meant).suggest(suggestion.to_owned()));
        }
        let thai = check(Kind::Date, "27/03/2550", &rules(&[("country", "TH")]), &months());
        assert_eq!(thai, Check::doubt(Fault::Meant).suggest("2007-03-27".to_owned()));
        for (input, expected) in
            [("03/03/1990", "1990-03-03"), ("13/04/1990", "1990-04-13"), ("4 March 1990", "1990-03-04")]
        {
            assert_eq!(result(&check(Kind::Date, input, &rules(&[]), &months())), Ok(expected), "{input}");
        }
    }

    #[test]
    fn months_have_names_in_every_language_once_their_pack_has_come() {
        let names = &mut Names::default();
        assert!(names.add(include_bytes!("../packs/months.bin")));
        let loaded = Months { surroundings: &Ascii, names, croatian: false };
        for (input, expected) in [
            ("27 Maerz 2007", Ok("2007-03-27")),
            ("27. Mrz 2007", Ok("2007-03-27")),
            ("15 Januar 2007", Ok("2007-01-15")),
            ("1er mars 2007", Ok("2007-03-01")),
            ("27 de marzo de 2007", Ok("2007-03-27")),
            ("27 de setiembre de 2007", Ok("2007-09-27")),
            ("27 listopada 2007", Ok("2007-11-27")),
            ("Dienstag, 27. Maerz 2007", Ok("2007-03-27")),
            ("Tue Mar 27 2007", Ok("2007-03-27")),
            ("27.03.2007 r.", Ok("2007-03-27")),
            ("27 nonsense 2007", Err("date-format")),
        ] {
            assert_eq!(result(&check(Kind::Date, input, &rules(&[("country", "DE")]), &loaded)), expected, "{input}");
        }
        let croatian = Months { croatian: true, ..loaded };
        let october = check(Kind::Date, "27. listopada 2007.", &rules(&[("country", "HR")]), &croatian);
        assert_eq!(result(&october), Ok("2007-10-27"));
        let early = check(Kind::Date, "27 mars 2007", &rules(&[]), &months());
        assert_eq!((early.fault, early.wants.as_deref()), (Some(Fault::DateFormat), Some("months")));
    }

    #[test]
    fn east_asian_forms_and_digits_without_anything_between_are_read() {
        for (input, expected) in [
            ("２７／０３／２００７", Ok("2007-03-27")),
            ("（２７／０３／２００７）", Ok("2007-03-27")),
            ("27．3．2007", Ok("2007-03-27")),
            ("2007年３月27日", Ok("2007-03-27")),
            ("2007년 3월 27일", Ok("2007-03-27")),
            ("27\u{2044}3\u{2044}2007", Ok("2007-03-27")),
            ("27/03/2007\u{FE0F}", Ok("2007-03-27")),
            ("20070327", Ok("2007-03-27")),
            ("27032007", Ok("2007-03-27")),
            ("2703200", Err("date-format")),
            ("99999999", Err("date-format")),
        ] {
            assert_eq!(result(&check(Kind::Date, input, &rules(&[("country", "GB")]), &months())), expected, "{input}");
        }
    }

    #[test]
    fn ages_are_counted_by_the_calendar() {
        let asked = [("today", "2026-11-24"), ("min-age", "18"), ("max-age", "130")];
        for (input, expected) in [
            ("2008-11-24", Ok("2008-11-24")),
            ("2008-11-25", Err("age-min")),
            ("2026-11-24", Err("date-past")),
            ("2030-01-01", Err("date-past")),
            ("1850-01-01", Err("age-max")),
        ] {
            assert_eq!(result(&check(Kind::Birthday, input, &rules(&asked), &months())), expected, "{input}");
        }
        let old = check(Kind::Birthday, "1900-01-01", &rules(&asked), &months());
        assert_eq!((old.fault, old.arguments), (Some(Fault::AgeOld), alloc::vec![("n", "126".to_owned())]));
        let leap = Date::new(2004, 2, 29).expect("a leap year");
        assert_eq!(leap.age(Date::new(2022, 2, 28).expect("a day")), 17);
        assert_eq!(leap.age(Date::new(2022, 3, 1).expect("a day")), 18);
    }

    #[test]
    fn bounds_are_days_or_today() {
        let asked = rules(&[("country", "GB"), ("today", "2026-11-24"), ("min", "today"), ("max", "2027-01-31")]);
        for (input, expected) in
            [("24/11/2026", Ok("2026-11-24")), ("23/11/2026", Err("date-min")), ("1/2/2027", Err("date-max"))]
        {
            assert_eq!(result(&check(Kind::Date, input, &asked, &months())), expected, "{input}");
        }
    }
}
