//! The times of a record: RFC 3339, UTC, whole seconds. Finer ones, or the offset of the place, would tell more of the person
//! than the proof needs.

use alloc::{format, string::String};

const DAY: u64 = 86_400;

/// `seconds` since 1970 as records have them: `2026-09-21T13:13:20Z`. The year 9999 is the last.
pub fn time(seconds: u64) -> String {
    // 9999-12-31T23:59:59Z.
    let seconds = seconds.min(253_402_300_799);
    let (year, month, day) = date(seconds / DAY);
    let of_day = seconds % DAY;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Whether `text` is what [`time`] writes for some moment.
pub fn is_time(text: &str) -> bool {
    let number = |at: core::ops::Range<usize>| {
        let digits = text.get(at).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse().ok())
    };
    let read = || {
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        Some((days_before(year)?, year, month, day, hour * 3600 + minute * 60 + second))
    };
    let Some((before, year, month, day, of_day)) = read() else {
        return false;
    };
    let month_days = (1..month.min(13)).map(|month| month_length(year, month)).sum::<u64>();
    let days = before + month_days + day.saturating_sub(1);
    // One spelling only: whatever overflows its place comes back in another.
    time(days * DAY + of_day) == text
}

/// The days from 1970 to the first of January of that year.
fn days_before(year: u64) -> Option<u64> {
    let leap_days = |year: u64| year / 4 - year / 100 + year / 400;
    let years = year.checked_sub(1970)?;
    Some(years * 365 + leap_days(year - 1) - leap_days(1969))
}

fn month_length(year: u64, month: u64) -> u64 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Year, month and day of the day that many days after 1970-01-01.
fn date(days: u64) -> (u64, u64, u64) {
    let mut year = 1970 + days / 366;
    while days_before(year + 1).is_some_and(|next| next <= days) {
        year += 1;
    }
    let mut left = days - days_before(year).unwrap_or_default();
    let mut month = 1;
    while left >= month_length(year, month) {
        left -= month_length(year, month);
        month += 1;
    }
    (year, month, left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_whole_seconds_in_utc() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_790_000_000, "2026-09-21T14:13:20Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (u64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(time(seconds), expected);
            assert!(is_time(expected), "{expected}");
        }
    }

    #[test]
    fn every_other_spelling_is_no_time() {
        for text in [
            "",
            "2026-09-21",
            "2026-09-21T14:13:20",
            "2026-09-21T14:13:20z",
            "2026-09-21t14:13:20Z",
            "2026-09-21 14:13:20Z",
            "2026-09-21T14:13:20.000Z",
            "2026-09-21T14:13:20+00:00",
            "2026-09-21T16:13:20+02:00",
            "2026-13-21T14:13:20Z",
            "2026-00-21T14:13:20Z",
            "2026-09-31T14:13:20Z",
            "2026-09-00T14:13:20Z",
            "2025-02-29T14:13:20Z",
            "2026-09-21T24:00:00Z",
            "2026-09-21T14:60:20Z",
            "2026-09-21T14:13:60Z",
            "1969-12-31T23:59:59Z",
            "+026-09-21T14:13:20Z",
            "2026-09-21T14:13:2\u{e9}Z",
        ] {
            assert!(!is_time(text), "{text:?}");
        }
    }
}
