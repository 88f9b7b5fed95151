//! How long a consent holds.

use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ZonedDateTime};

/// The moment that an RFC 3339 time names, with its offset.
pub fn moment(time: &str) -> Option<ZonedDateTime> {
    let pieces = Pieces::parse(time).ok()?;
    let offset = pieces.to_numeric_offset()?;
    let timestamp = offset.to_timestamp(pieces.date().to_datetime(pieces.time()?)).ok()?;
    Some(timestamp.to_zoned_datetime(TimeZone::fixed(offset)))
}

/// When what was decided at `from` runs out: after `P24M`, `P2Y`, `P6W` or `P90D`, by the calendar of the place.
pub fn end(from: &ZonedDateTime, validity: &str) -> Option<Timestamp> {
    // A policy writes one whole number of one unit; the parser would take more.
    let number = validity.strip_prefix('P')?.strip_suffix(['Y', 'M', 'W', 'D'])?;
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let span: Span = validity.parse().ok()?;
    from.checked_add(span).ok().map(|end| end.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_holds_by_the_calendar() {
        for (time, validity, expected) in [
            ("2026-11-23T10:00:00.000+00:00", "P24M", Some("2028-11-23T10:00:00Z")),
            ("2026-11-23T10:00:00.000Z", "P1Y", Some("2027-11-23T10:00:00Z")),
            ("2024-02-29T23:30:00.500+01:00", "P1Y", Some("2025-02-28T22:30:00.5Z")),
            ("2026-01-31T10:00:00.000-05:00", "P1M", Some("2026-02-28T15:00:00Z")),
            ("2026-11-23T10:00:00.000+00:00", "P2W", Some("2026-12-07T10:00:00Z")),
            ("2026-11-23T10:00:00.000+00:00", "P90D", Some("2027-02-21T10:00:00Z")),
            ("2026-11-23T10:00:00.000+00:00", "P1Y6M", None),
            ("2026-11-23T10:00:00.000+00:00", "PT5H", None),
            ("2026-11-23T10:00:00.000+00:00", "P-1D", None),
            ("2026-11-23T10:00:00.000+00:00", "24 months", None),
            ("2026-11-23T10:00:00.000+00:00", "P9999Y", None),
            ("2026-11-23T10:00:00.000", "P1Y", None),
            ("2026-11-23", "P1Y", None),
        ] {
            let found = moment(time).and_then(|from| end(&from, validity));
            assert_eq!(found, expected.map(|expected| expected.parse().unwrap()), "{time} {validity}");
        }
    }
}
