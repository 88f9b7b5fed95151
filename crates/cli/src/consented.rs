//! Which submissions may be used for a purpose at a time: those whose consent holds.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use waxseal_core::consent::{Decision, Record, Why};

use crate::submission::{Beside, Withdrawn};
use crate::validity;

/// The uses that an opt-out signal switches off (11 CCR §7025).
const OPTED_OUT: [&str; 3] = ["sale", "sharing", "targeted-ads"];

/// Why a submission is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The person refused, or was not asked.
    NotGiven,
    /// It came after the time that was asked for.
    Later,
    /// The person took it back.
    Withdrawn,
    /// It has run out, or does not say when it does.
    Expired,
    /// The browser sent the opt-out signal, and the person did not decide otherwise.
    Signal,
}

impl LeftOut {
    const ALL: [Self; 5] = [Self::NotGiven, Self::Later, Self::Withdrawn, Self::Expired, Self::Signal];

    const fn words(self) -> &'static str {
        match self {
            Self::NotGiven => "not given",
            Self::Later => "received later",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Signal => "opted out by signal",
        }
    }
}

/// One purpose at one time, and how many were left out.
#[derive(Debug)]
pub struct Consented {
    /// The purpose's id.
    pub purpose: String,
    /// The time that was asked for, in seconds since 1970: what came later does not count. Without one it is now, and all
    /// that came counts, whichever clock is ahead.
    at: Option<i64>,
    now: i64,
    counts: [AtomicU64; LeftOut::ALL.len()],
}

impl Consented {
    /// For `purpose` at a time; `now` if there is none.
    pub fn new(purpose: String, at: Option<u64>, now: u64) -> Self {
        Self { purpose, at: at.map(seconds), now: seconds(now), counts: Default::default() }
    }

    /// Whether it came after the time that was asked for.
    pub fn is_later(&self, received: i64) -> bool {
        self.at.is_some_and(|at| received > at)
    }

    /// `time`, or the time that was asked for if that is earlier.
    pub fn not_later(&self, time: u64) -> i64 {
        seconds(time).min(self.at.unwrap_or(i64::MAX))
    }

    /// Whether the consent of this one submission holds, whatever else the person sent.
    pub fn judge(&self, record: &Record, beside: &Beside) -> Result<(), LeftOut> {
        let given = record.decision(&self.purpose).filter(|decision| decision.given).ok_or(LeftOut::NotGiven)?;
        if beside.received.is_some_and(|received| self.is_later(received)) {
            return Err(LeftOut::Later);
        }
        let ends = |withdrawn: &Withdrawn| withdrawn.purpose == self.purpose && !self.is_later(withdrawn.received);
        if beside.withdrawn.iter().any(ends) {
            return Err(LeftOut::Withdrawn);
        }
        self.holds(record, given, beside)
    }

    /// Whether a consent that was given and not taken back has not run out, and no signal opted out of it.
    pub fn holds(&self, record: &Record, given: &Decision, beside: &Beside) -> Result<(), LeftOut> {
        let at = self.at.unwrap_or(self.now);
        if given.validity.as_deref().is_some_and(|validity| !holds(given, validity, beside.received, at)) {
            return Err(LeftOut::Expired);
        }
        let opted_out = (beside.gpc || record.gpc == Some(true))
            && given.uses.iter().any(|known| OPTED_OUT.contains(&known.as_str()))
            && given.why.as_deref() != Some(Why::AfterSignal.name());
        if opted_out { Err(LeftOut::Signal) } else { Ok(()) }
    }

    /// Counts one that is left out.
    pub fn leave_out(&self, why: LeftOut) {
        self.counts[why as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How many were left out and why; `None` if nobody was.
    pub fn summary(&self) -> Option<String> {
        let counts = LeftOut::ALL.into_iter().map(|why| (why, self.counts[why as usize].load(Ordering::Relaxed)));
        let words: Vec<_> =
            counts.filter(|(_, count)| *count > 0).map(|(why, count)| format!("{count} {}", why.words())).collect();
        if words.is_empty() { None } else { Some(format!("left out: {}", words.join(", "))) }
    }
}

fn seconds(since: u64) -> i64 {
    i64::try_from(since).unwrap_or(i64::MAX)
}

/// Whether a consent has not run out. It counts from the decision, or from its receipt if that was earlier: a browser whose
/// clock is ahead must not lengthen it.
fn holds(given: &Decision, validity: &str, received: Option<i64>, at: i64) -> bool {
    let Some(decided) = validity::moment(&given.time) else { return false };
    let received = received.and_then(|received| Timestamp::from_second(received).ok());
    let from = match received {
        Some(received) if received < decided.timestamp() => received.to_zoned_datetime(decided.time_zone().clone()),
        _ => decided,
    };
    validity::end(&from, validity).is_some_and(|end| at < end.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// A record of one decision about the purpose `ads`, made on 2026-01-01 for a year.
    fn record(changes: &Value) -> Record {
        let mut decision = json!({
            "basis": "consent", "control": "box", "fields": [], "given": true, "id": "ads", "lang": "en",
            "recipients": [], "sha256": "", "text": "", "time": "2026-01-01T00:00:00.000+00:00",
            "uses": ["targeted-ads"], "validity": "P1Y"
        });
        for (name, value) in changes.as_object().unwrap() {
            decision[name] = value.clone();
        }
        let gpc = decision.as_object_mut().unwrap().remove("gpc");
        let mut record = json!({ "cmt": [], "form": "f@1", "iat": 0, "lang": "en", "mh": "", "purposes": [decision], "sid": "", "v": 1 });
        if let Some(gpc) = gpc {
            record["gpc"] = gpc;
        }
        serde_json::from_value(record).unwrap()
    }

    fn beside(received: &str, gpc: bool, withdrawn: Option<&str>) -> Beside {
        let seconds = |time: &str| time.parse::<Timestamp>().unwrap().as_second();
        let at = |purpose: &str, received| Withdrawn { purpose: purpose.into(), received, by: None, reason: None };
        let withdrawn = withdrawn.map(|time| vec![at("news", 0), at("ads", seconds(time))]).unwrap_or_default();
        Beside { received: Some(seconds(received)), gpc, withdrawn, ..Beside::default() }
    }

    #[test]
    fn only_a_consent_that_holds_counts() {
        const JANUARY: &str = "2026-01-01T00:00:05Z";
        let none = json!({});
        let rows: [(Value, Beside, &str, Result<(), LeftOut>); 20] = [
            (none.clone(), beside(JANUARY, false, None), "2026-06-01T00:00:00Z", Ok(())),
            (json!({ "given": false }), beside(JANUARY, false, None), "2026-06-01T00:00:00Z", Err(LeftOut::NotGiven)),
            (json!({ "id": "news" }), beside(JANUARY, false, None), "2026-06-01T00:00:00Z", Err(LeftOut::NotGiven)),
            // To the second before it runs out.
            (none.clone(), beside(JANUARY, false, None), "2026-12-31T23:59:59Z", Ok(())),
            (none.clone(), beside(JANUARY, false, None), "2027-01-01T00:00:00Z", Err(LeftOut::Expired)),
            (json!({ "validity": null }), beside(JANUARY, false, None), "2099-01-01T00:00:00Z", Ok(())),
            (
                json!({ "validity": "for ever" }),
                beside(JANUARY, false, None),
                "2026-06-01T00:00:00Z",
                Err(LeftOut::Expired),
            ),
            (
                json!({ "time": "yesterday" }),
                beside(JANUARY, false, None),
                "2026-06-01T00:00:00Z",
                Err(LeftOut::Expired),
            ),
            // A clock that is years ahead gains nothing.
            (
                json!({ "time": "2036-01-01T00:00:00.000+00:00" }),
                beside(JANUARY, false, None),
                "2027-01-01T00:00:05Z",
                Err(LeftOut::Expired),
            ),
            // Sent late, as from an outbox: it counts from the decision.
            (none.clone(), beside("2026-03-01T00:00:00Z", false, None), "2027-01-01T00:00:00Z", Err(LeftOut::Expired)),
            (none.clone(), beside(JANUARY, false, None), "2025-12-31T00:00:00Z", Err(LeftOut::Later)),
            (
                none.clone(),
                beside(JANUARY, false, Some("2026-05-01T00:00:00Z")),
                "2026-06-01T00:00:00Z",
                Err(LeftOut::Withdrawn),
            ),
            (none.clone(), beside(JANUARY, false, Some("2026-07-01T00:00:00Z")), "2026-06-01T00:00:00Z", Ok(())),
            (none.clone(), beside(JANUARY, true, None), "2026-06-01T00:00:00Z", Err(LeftOut::Signal)),
            (json!({ "gpc": true }), beside(JANUARY, false, None), "2026-06-01T00:00:00Z", Err(LeftOut::Signal)),
            (json!({ "uses": ["sale"] }), beside(JANUARY, true, None), "2026-06-01T00:00:00Z", Err(LeftOut::Signal)),
            (json!({ "uses": ["profiling"] }), beside(JANUARY, true, None), "2026-06-01T00:00:00Z", Ok(())),
            (json!({ "uses": [] }), beside(JANUARY, true, None), "2026-06-01T00:00:00Z", Ok(())),
            (json!({ "why": "after-signal" }), beside(JANUARY, true, None), "2026-06-01T00:00:00Z", Ok(())),
            (none, Beside::default(), "2026-06-01T00:00:00Z", Ok(())),
        ];
        for (changes, beside, at, expected) in rows {
            let consented =
                Consented::new("ads".into(), Some(at.parse::<Timestamp>().unwrap().as_second().unsigned_abs()), 0);
            assert_eq!(consented.judge(&record(&changes), &beside), expected, "{changes} {beside:?} {at}");
        }
    }

    #[test]
    fn without_a_time_all_that_came_counts() {
        let consented = Consented::new("ads".into(), None, 1_800_000_000);
        let lasting = record(&json!({ "validity": null }));
        assert_eq!(consented.judge(&lasting, &beside("9000-01-01T00:00:00Z", false, None)), Ok(()));
        let withdrawn = beside("2026-01-01T00:00:00Z", false, Some("9000-01-01T00:00:00Z"));
        assert_eq!(consented.judge(&lasting, &withdrawn), Err(LeftOut::Withdrawn));
    }

    #[test]
    fn those_left_out_are_counted_and_not_named() {
        let consented = Consented::new("ads".into(), None, 1_800_000_000);
        assert_eq!(consented.summary(), None);
        for why in [LeftOut::Signal, LeftOut::NotGiven, LeftOut::Signal] {
            consented.leave_out(why);
        }
        assert_eq!(consented.summary().as_deref(), Some("left out: 1 not given, 2 opted out by signal"));
    }
}
