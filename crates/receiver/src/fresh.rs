//! Whether a submission was sealed about now, by its sender's clock. That clock may be wrong, and what waits for a connection is
//! old when it comes: it decides only where the form says `"spam": {"fresh": true}`. The store's ids alone stop replays.

const DAY: i64 = 24 * 60 * 60;

/// How long what was sealed may wait in a browser.
const BACK: i64 = 30 * DAY;

/// How far a clock may run ahead: a time zone that was set wrongly is within it.
const AHEAD: i64 = DAY;

/// Whether `iat`, when it was sealed, lies within 30 days before `now` and a day after it, all in seconds since 1970.
pub(crate) fn is_fresh(iat: u64, now: i64) -> bool {
    let iat = i64::try_from(iat).unwrap_or(i64::MAX);
    (now.saturating_sub(BACK)..=now.saturating_add(AHEAD)).contains(&iat)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_days_back_and_a_day_ahead_are_fresh() {
        const NOW: i64 = 1_795_956_000;
        for (iat, fresh) in [
            (NOW, true),
            (NOW - 30 * DAY, true),
            (NOW - 30 * DAY - 1, false),
            (NOW + DAY, true),
            (NOW + DAY + 1, false),
            (0, false),
            (i64::MAX, false),
        ] {
            assert_eq!(is_fresh(iat.unsigned_abs(), NOW), fresh, "{iat}");
        }
        assert!(!is_fresh(u64::MAX, NOW));
    }
}
