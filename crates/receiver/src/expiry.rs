//! Tells the operator in time that the signature of the policy ends.

use crate::clock;

const DAY: i64 = 24 * 60 * 60;

/// From so many days before the end on it is told.
const AHEAD: i64 = 30;

/// What was told last, so that the same is told once: the end, and the days to it.
#[derive(Debug, Default)]
pub(crate) struct Expiry(Option<(i64, i64)>);

/// An event of the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) event: &'static str,
    pub(crate) detail: String,
}

impl Expiry {
    /// What is to be told at the time `now` of a signature that ends at `expires`, both in seconds since 1970: once at the start
    /// or for a new end, then once a day.
    pub(crate) fn notice(&mut self, expires: Option<i64>, now: i64) -> Option<Notice> {
        let expires = expires?;
        let left = expires.saturating_sub(now);
        // Rounded up: on the last day, one is left.
        let days = left.div_euclid(DAY) + i64::from(left.rem_euclid(DAY) > 0);
        if days > AHEAD || self.0 == Some((expires, days)) {
            return None;
        }
        self.0 = Some((expires, days));
        let end = clock::to_the_second(expires);
        Some(if left <= 0 {
            let detail = format!(
                "the policy ended on {end}: sign-ups are refused, withdrawals are taken; sign it with `waxseal policy renew` and \
                 send SIGHUP"
            );
            Notice { event: "policy-expired", detail }
        } else {
            let within = if days == 1 { "a day".to_owned() } else { format!("{days} days") };
            let detail = format!(
                "the policy ends on {end}, within {within}: sign it with `waxseal policy renew`, put it beside the page and send \
                 SIGHUP"
            );
            Notice { event: "policy-expires-soon", detail }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-29T12:40:00Z.
    const END: i64 = 1_795_956_000;

    #[test]
    fn an_end_is_told_once_a_day_from_30_days_ahead_and_after_it() {
        let mut expiry = Expiry::default();
        for (before, expected) in [
            (31 * DAY, None),
            (30 * DAY + 1, None),
            (30 * DAY, Some(("policy-expires-soon", "within 30 days"))),
            (30 * DAY - 1, None),
            (29 * DAY + 1, None),
            (29 * DAY, Some(("policy-expires-soon", "within 29 days"))),
            (7 * DAY, Some(("policy-expires-soon", "within 7 days"))),
            (DAY, Some(("policy-expires-soon", "within a day"))),
            (1, None),
            (0, Some(("policy-expired", "ended on 2026-11-29T12:40:00Z"))),
            (-DAY + 1, None),
            (-DAY, Some(("policy-expired", "renew"))),
        ] {
            let notice = expiry.notice(Some(END), END - before);
            assert_eq!(notice.as_ref().map(|notice| notice.event), expected.map(|(event, _)| event), "{before}");
            if let Some((notice, (_, words))) = notice.zip(expected) {
                assert!(notice.detail.contains(words), "{before}: {}", notice.detail);
            }
        }
    }

    #[test]
    fn a_start_tells_at_once_and_a_new_end_is_told_anew() {
        let mut expiry = Expiry::default();
        assert_eq!(expiry.notice(Some(END), END - 5 * DAY).unwrap().event, "policy-expires-soon");
        assert_eq!(expiry.notice(Some(END + 90 * DAY), END - 5 * DAY), None, "renewed in time");
        assert_eq!(expiry.notice(Some(END), END - 5 * DAY), None);
        assert_eq!(expiry.notice(Some(END - DAY), END - 5 * DAY).unwrap().event, "policy-expires-soon");
        assert_eq!(Expiry::default().notice(None, END), None, "it was not signed");
        assert_eq!(Expiry::default().notice(Some(i64::MAX), END), None);
        assert_eq!(Expiry::default().notice(Some(i64::MIN), END).unwrap().event, "policy-expired");
    }
}
