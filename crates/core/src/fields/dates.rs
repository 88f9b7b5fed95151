//! Dates as people type them.

use alloc::{string::String, vec::Vec};

use super::{
    Check, Date, Fault, Kind, Rules, Surroundings,
    digits::{ascii, is_dash, number, value},
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

/// Checks a date, or a date of birth. Parts of boxes come with slashes between them, so that a missing one is seen:
/// `27//2007`.
#[inline(never)]
pub(super) fn check(kind: Kind, input: &str, rules: &Rules, surroundings: &impl Surroundings) -> Check {
    let date = match read(input, rules, surroundings) {
        Ok(date) => date,
        Err(fault) => return Check::error(fault),
    };
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

fn read(input: &str, rules: &Rules, surroundings: &impl Surroundings) -> Result<Date, Fault> {
    let plain: String = input.chars().map(|c| ascii(c).unwrap_or(c)).collect();
    let separator = |c: char| c.is_whitespace() || is_dash(c) || matches!(c, '/' | '.' | ',' | '年' | '月' | '日');
    let boxes = plain.matches('/').count() == 2;
    let mut parts: Vec<&str> = plain.split(separator).map(str::trim).collect();
    if !boxes {
        parts.retain(|part| !part.is_empty());
    }
    // `27 de marzo de 2007`, `27th`.
    parts.retain(|part| !matches!(*part, "de" | "of" | "del"));
    let [mut day, mut month, mut year] = *parts else {
        return Err(missing(&parts));
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() == 4 && is_number(day) {
        (day, year) = (year, day);
    } else if !is_number(day) && !day.is_empty() && is_number(month) {
        (day, month) = (month, day);
    } else if is_number(day) && is_number(month) {
        let american = rules.country.as_ref().is_some_and(|country| country.code() == "US");
        let first: u16 = value(day).unwrap_or(0);
        let second: u16 = value(month).unwrap_or(0);
        // What only one order can mean is that.
        if first <= 12 && (american || second > 12) {
            (day, month) = (month, day);
        }
    }
    let day = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    match (day, month, year) {
        ("", _, _) => return Err(Fault::DateDay),
        (_, "", _) => return Err(Fault::DateMonth),
        (_, _, "") => return Err(Fault::DateYear),
        _ => {}
    }
    if !is_number(day) || day.len() > 2 || !is_number(year) {
        return Err(Fault::DateFormat);
    }
    if year.len() != 4 {
        return Err(Fault::DateYearDigits);
    }
    let month = if is_number(month) { value(month) } else { named(month, surroundings) };
    let month = month.ok_or(Fault::DateFormat)?;
    let date = Date::new(value(year).unwrap_or(0), month, value(day).unwrap_or(0));
    date.ok_or(Fault::DateReal)
}

/// What is missing of a date that has fewer parts than three.
fn missing(parts: &[&str]) -> Fault {
    match parts {
        [day, month] if day.len() <= 2 && month.len() != 4 => Fault::DateYear,
        _ => Fault::DateFormat,
    }
}

/// The month of an English name or its first three letters or more; of another language, as the browser knows it.
fn named(name: &str, surroundings: &impl Surroundings) -> Option<u8> {
    let lower = name.to_ascii_lowercase();
    let english = MONTHS.iter().position(|month| {
        lower.len() >= 3 && (month.starts_with(&*lower) || lower == "sept" && month.starts_with("sep"))
    });
    english.and_then(|month| u8::try_from(month + 1).ok()).or_else(|| surroundings.month(name))
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
    use crate::fields::Ascii;

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
            let check = check(Kind::Date, input, &rules(&[("country", country)]), &Ascii);
            assert_eq!(result(&check), expected, "{country} {input}");
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
            assert_eq!(result(&check(Kind::Birthday, input, &rules(&asked), &Ascii)), expected, "{input}");
        }
        let old = check(Kind::Birthday, "1900-01-01", &rules(&asked), &Ascii);
        assert_eq!((old.fault, old.arguments), (Some(Fault::AgeOld), alloc::vec![("n", "126".to_owned())]));
        let leap = Date::new(2004, 2, 29).expect("a leap year");
        assert_eq!(leap.age(Date::new(2022, 2, 28).expect("a day")), 17);
        assert_eq!(leap.age(Date::new(2022, 3, 1).expect("a day")), 18);
    }

    #[test]
    fn bounds_are_days_or_today() {
        let asked = rules(&[("today", "2026-11-24"), ("min", "today"), ("max", "2027-01-31")]);
        for (input, expected) in
            [("24/11/2026", Ok("2026-11-24")), ("23/11/2026", Err("date-min")), ("1/2/2027", Err("date-max"))]
        {
            assert_eq!(result(&check(Kind::Date, input, &asked, &Ascii)), expected, "{input}");
        }
    }
}
