//! The time, as it is written in logs and answers.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// 9999-12-31T23:59:59Z, the last second that RFC 3339 can write.
const LAST: u64 = 253_402_300_799;

/// RFC 3339 in UTC, to the second: `2026-11-29T12:40:00Z`.
pub(crate) fn to_the_second(seconds: i64) -> String {
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or(0).min(LAST));
    humantime::format_rfc3339_seconds(UNIX_EPOCH + since).to_string()
}

/// RFC 3339 in UTC, to the millisecond. A clock that was never set may stand before 1970: that is written as 1970.
pub(crate) fn to_the_millisecond(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let since = since.min(Duration::from_secs(LAST));
    humantime::format_rfc3339_millis(UNIX_EPOCH + since).to_string()
}

/// Seconds since 1970, never below zero.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_far_off_is_written_as_the_nearest_time_that_can_be() {
        for (seconds, expected) in [
            (i64::MIN, "1970-01-01T00:00:00Z"),
            (-1, "1970-01-01T00:00:00Z"),
            (1_795_956_000, "2026-11-29T12:40:00Z"),
            (i64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(to_the_second(seconds), expected);
        }
        for (time, expected) in [
            (UNIX_EPOCH - Duration::from_secs(86_400), "1970-01-01T00:00:00.000Z"),
            (UNIX_EPOCH + Duration::from_millis(1_795_956_000_250), "2026-11-29T12:40:00.250Z"),
            (UNIX_EPOCH + Duration::from_secs(LAST + 86_400), "9999-12-31T23:59:59.000Z"),
        ] {
            assert_eq!(to_the_millisecond(time), expected);
        }
    }
}
