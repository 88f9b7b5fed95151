//! Which submissions are shown, and which of their fields: `--since`, `--until`, `--fields`.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Map, Value};

use crate::submission::Submission;

/// A period and a list of fields.
#[derive(Debug, Default)]
pub struct Selection {
    /// Seconds since 1970: from this one on.
    pub since: Option<u64>,
    /// Seconds since 1970: before this one.
    pub until: Option<u64>,
    fields: Vec<Wanted>,
    any: AtomicBool,
}

/// A field that is asked for.
#[derive(Debug)]
struct Wanted {
    name: String,
    seen: AtomicBool,
}

impl Selection {
    /// Of a period and of fields; of all fields if there are none.
    pub fn new(since: Option<u64>, until: Option<u64>, fields: &[String]) -> Self {
        let wanted = |name: &String| Wanted { name: name.clone(), seen: AtomicBool::new(false) };
        Self { since, until, fields: fields.iter().map(wanted).collect(), any: AtomicBool::new(false) }
    }

    /// Whether what came at that time is asked for.
    pub fn has_time(&self, seconds: i64) -> bool {
        // Before 1970 is before everything that can be asked for.
        let seconds = u64::try_from(seconds).unwrap_or(0);
        self.since.is_none_or(|since| seconds >= since) && self.until.is_none_or(|until| seconds < until)
    }

    /// The fields that are asked for, in the order that they are asked for.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|wanted| wanted.name.as_str())
    }

    /// The submission without the other fields.
    pub fn narrow(&self, mut submission: Submission) -> Submission {
        if self.fields.is_empty() {
            return submission;
        }
        self.any.store(true, Ordering::Relaxed);
        for wanted in &self.fields {
            let asks = |fields: &Vec<String>| fields.contains(&wanted.name);
            let known = submission.fields.contains_key(&wanted.name)
                || submission.consent.purposes.iter().any(|decision| asks(&decision.fields));
            wanted.seen.fetch_or(known, Ordering::Relaxed);
        }
        let keep = |values: &mut Map<String, Value>| {
            values.retain(|name, _| self.fields.iter().any(|wanted| wanted.name == *name));
        };
        keep(&mut submission.fields);
        keep(&mut submission.values);
        submission
    }

    /// The names that no submission has, mistyped or of another form; none if there was no submission.
    pub fn unknown(&self) -> Vec<&str> {
        if !self.any.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let unknown = self.fields.iter().filter(|wanted| !wanted.seen.load(Ordering::Relaxed));
        unknown.map(|wanted| wanted.name.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_with_its_first_second_and_ends_before_the_one_that_ends_it() {
        let all = Selection::default();
        let some = Selection::new(Some(10), Some(20), &[]);
        for (seconds, expected) in [(-1, false), (0, false), (9, false), (10, true), (19, true), (20, false)] {
            assert_eq!(some.has_time(seconds), expected, "{seconds}");
            assert!(all.has_time(seconds));
        }
    }
}
