//! The time of day, which the rules take as an argument.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// `2026-11-23` (UTC).
pub fn date(seconds: u64) -> String {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .map_or_else(|| seconds.to_string(), |time| time.strftime("%Y-%m-%d").to_string())
}

/// `2026-11-23T10:00:00Z`.
pub fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |time| time.to_string())
}

/// Reads seconds since 1970, an RFC 3339 time, or a day (its first moment, UTC).
pub fn parse(text: &str) -> Result<u64, String> {
    read(text, Some)
}

/// Reads the end of a period, which is no longer in it: a moment, or a day, which is in it to its end (UTC).
pub fn parse_end(text: &str) -> Result<u64, String> {
    read(text, |day| day.tomorrow().ok())
}

/// Of a day, the first moment of the one that `begins` gives for it.
fn read(text: &str, begins: impl Fn(Date) -> Option<Date>) -> Result<u64, String> {
    // A day is ten characters; the parser would take a longer text and drop the time of day.
    let day = || text.parse::<Date>().ok().filter(|_| text.len() == 10).and_then(begins);
    let moment = text.parse::<Timestamp>().ok().or_else(|| TimeZone::UTC.to_timestamp(day()?.at(0, 0, 0, 0)).ok());
    let seconds = text.parse::<i64>().ok().or_else(|| moment.map(Timestamp::as_second));
    seconds
        .and_then(|seconds| u64::try_from(seconds).ok())
        .ok_or_else(|| "write seconds since 1970, 2026-11-23 or 2026-11-23T10:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_three_ways() {
        for (text, expected) in [
            ("0", Some(0)),
            ("1795427696", Some(1_795_427_696)),
            ("2026-11-23", Some(1_795_392_000)),
            ("2026-11-23T10:00:00Z", Some(1_795_428_000)),
            ("2026-11-23T11:00:00+01:00", Some(1_795_428_000)),
            ("2026-11-23T10:00:00", None),
            ("yesterday", None),
            ("-5", None),
            ("1969-12-31", None),
        ] {
            assert_eq!(parse(text).ok(), expected, "{text}");
        }
        assert_eq!(date(1_795_428_000), "2026-11-23");
        assert_eq!(moment(1_795_428_000), "2026-11-23T10:00:00Z");
    }

    #[test]
    fn a_period_ends_with_the_last_second_of_a_day_or_before_a_moment() {
        for (text, expected) in [
            ("2026-11-23", Some(1_795_478_400)),
            ("2026-12-31", Some(1_798_761_600)),
            ("2026-11-23T10:00:00Z", Some(1_795_428_000)),
            ("1795428000", Some(1_795_428_000)),
            ("2026-02-30", None),
            ("9999-12-31", None),
        ] {
            assert_eq!(parse_end(text).ok(), expected, "{text}");
        }
    }
}
