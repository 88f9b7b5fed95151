//! Until when a submission may be kept, as far as that can be told without opening it.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use waxseal_core::consent::{Decision, Record};
use waxseal_receiver::store::Stored;

use crate::validity;

/// The end of a submission's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// In seconds since 1970: when the last purpose that it was given for lets go of it.
    At(i64),
    /// A purpose counts from something that the receiver does not see, or that has not happened.
    Unknown,
}

/// When the last of its purposes ends. The times are the policy's, as the record repeats them.
pub fn end(record: &Record, stored: &Stored) -> End {
    let given = record.purposes.iter().filter(|decision| decision.given);
    let ends: Option<Vec<i64>> = given.map(|decision| of_purpose(decision, stored)).collect();
    ends.and_then(|ends| ends.into_iter().max()).map_or(End::Unknown, End::At)
}

fn of_purpose(decision: &Decision, stored: &Stored) -> Option<i64> {
    let retention = decision.retention.as_ref()?;
    let from = match retention.from.as_str() {
        "collection" => stored.received,
        "withdrawal" => {
            let taken_back = stored.withdrawn.iter().filter(|withdrawn| withdrawn.purpose == decision.id);
            taken_back.map(|withdrawn| withdrawn.received).max()?
        }
        _ => return None,
    };
    match retention.duration.as_deref() {
        None => Some(from),
        Some(duration) => {
            let from = Timestamp::from_second(from).ok()?.to_zoned_datetime(TimeZone::UTC);
            validity::end(&from, duration).map(Timestamp::as_second)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use waxseal_receiver::store::Withdrawn;

    use super::*;

    fn record(purposes: &[(bool, Value)]) -> Record {
        let decisions: Vec<Value> = (0..)
            .zip(purposes)
            .map(|(number, (given, retention))| {
                let mut decision = json!({
                    "basis": "consent", "control": "box", "fields": [], "given": given, "id": format!("p{number}"),
                    "lang": "en", "recipients": [], "sha256": "", "text": "", "time": "2026-01-01T00:00:00Z"
                });
                if !retention.is_null() {
                    decision["retention"] = retention.clone();
                }
                decision
            })
            .collect();
        serde_json::from_value(json!({
            "cmt": [], "form": "f@1", "iat": 0, "lang": "en", "mh": "", "purposes": decisions, "sid": "", "v": 1
        }))
        .unwrap()
    }

    /// Received on 2026-01-31, and `p0` taken back on 2026-06-01, if it was.
    fn stored(taken_back: bool) -> Stored {
        let seconds = |time: &str| time.parse::<Timestamp>().unwrap().as_second();
        let withdrawn = Withdrawn { purpose: "p0".into(), received: seconds("2026-06-01T00:00:00Z"), reason: None };
        Stored {
            sid: [1; 16],
            form: "f".into(),
            revision: 1,
            mh: String::new(),
            received: seconds("2026-01-31T12:00:00Z"),
            body: Vec::new(),
            gpc: false,
            withdrawn: if taken_back { vec![withdrawn] } else { Vec::new() },
        }
    }

    #[test]
    fn a_submission_ends_when_the_last_purpose_that_it_was_given_for_ends() {
        let collected = |duration: &str| json!({"from": "collection", "duration": duration});
        let (withdrawn, after) = (json!({"from": "withdrawal"}), json!({"from": "withdrawal", "duration": "P3Y"}));
        for (purposes, taken_back, expected) in [
            (vec![(true, collected("P1M"))], false, Some("2026-02-28T12:00:00Z")),
            (vec![(true, collected("P1M")), (true, collected("P1Y"))], false, Some("2027-01-31T12:00:00Z")),
            (vec![(true, collected("P1M")), (false, collected("P1Y"))], false, Some("2026-02-28T12:00:00Z")),
            (vec![(true, withdrawn.clone())], false, None),
            (vec![(true, withdrawn.clone())], true, Some("2026-06-01T00:00:00Z")),
            (vec![(true, after)], true, Some("2029-06-01T00:00:00Z")),
            // Only the first was taken back.
            (vec![(true, withdrawn.clone()), (true, withdrawn.clone())], true, None),
            (vec![(true, withdrawn), (true, collected("P1Y"))], true, Some("2027-01-31T12:00:00Z")),
            (vec![(true, json!({"from": "last-contact", "duration": "P1Y"}))], true, None),
            (vec![(true, collected("P1M")), (true, json!({"from": "contract-end", "duration": "P1D"}))], false, None),
            (vec![(true, collected("P1M")), (true, Value::Null)], false, None),
            (vec![(true, json!({"from": "collection", "duration": "for ever"}))], false, None),
            (vec![(false, collected("P1M"))], false, None),
            (vec![], false, None),
        ] {
            let expected =
                expected.map_or(End::Unknown, |time| End::At(time.parse::<Timestamp>().unwrap().as_second()));
            assert_eq!(end(&record(&purposes), &stored(taken_back)), expected, "{purposes:?} {taken_back}");
        }
    }
}
