//! Counters for Prometheus. By route, status and code; never by anything that a sender wrote.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Upper bounds of the histogram, in seconds.
const BOUNDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// What has happened since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    answers: BTreeMap<(String, u16, &'static str), u64>,
    /// Answers to submissions within each of [`BOUNDS`] and not within the one before.
    within: [u64; BOUNDS.len()],
    submissions: u64,
    seconds: f64,
}

impl Metrics {
    pub(crate) fn answered(&self, route: &str, status: u16, code: &'static str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.answers.entry((route.to_owned(), status, code)).or_default() += 1;
    }

    pub(crate) fn submission(&self, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = took.as_secs_f64();
        counts.submissions += 1;
        counts.seconds += seconds;
        if let Some(bucket) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            counts.within[bucket] += 1;
        }
    }

    /// How many submissions were answered, refused ones included.
    pub(crate) fn submissions(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).submissions
    }

    /// The Prometheus text format, version 0.0.4.
    pub(crate) fn text(&self, in_flight: usize, log_dropped: u64) -> String {
        let mut text = String::new();
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.write(in_flight, log_dropped, &mut text).expect("writing to a string does not fail");
        text
    }
}

impl Counts {
    fn write(&self, in_flight: usize, log_dropped: u64, out: &mut String) -> fmt::Result {
        writeln!(out, "# HELP waxseal_answers_total Answers by route, status and code.")?;
        writeln!(out, "# TYPE waxseal_answers_total counter")?;
        for ((route, status, code), count) in &self.answers {
            writeln!(out, "waxseal_answers_total{{route=\"{route}\",status=\"{status}\",code=\"{code}\"}} {count}")?;
        }
        writeln!(out, "# HELP waxseal_submission_seconds Time from a submission's head to its answer.")?;
        writeln!(out, "# TYPE waxseal_submission_seconds histogram")?;
        let mut up_to = 0;
        for (bound, count) in BOUNDS.iter().zip(self.within) {
            up_to += count;
            writeln!(out, "waxseal_submission_seconds_bucket{{le=\"{bound}\"}} {up_to}")?;
        }
        writeln!(out, "waxseal_submission_seconds_bucket{{le=\"+Inf\"}} {}", self.submissions)?;
        writeln!(out, "waxseal_submission_seconds_sum {}", self.seconds)?;
        writeln!(out, "waxseal_submission_seconds_count {}", self.submissions)?;
        writeln!(out, "# HELP waxseal_in_flight Submissions that are being worked on.")?;
        writeln!(out, "# TYPE waxseal_in_flight gauge")?;
        writeln!(out, "waxseal_in_flight {in_flight}")?;
        writeln!(out, "# HELP waxseal_log_dropped_lines_total Lines of the log that nobody read in time.")?;
        writeln!(out, "# TYPE waxseal_log_dropped_lines_total counter")?;
        writeln!(out, "waxseal_log_dropped_lines_total {log_dropped}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_count_everything_below_them() {
        let metrics = Metrics::default();
        metrics.answered("/healthz", 200, "ok");
        for millis in [1, 20, 20, 60_000] {
            metrics.submission(Duration::from_millis(millis));
        }
        let text = metrics.text(3, 2);
        for line in [
            "waxseal_answers_total{route=\"/healthz\",status=\"200\",code=\"ok\"} 1",
            "waxseal_submission_seconds_bucket{le=\"0.005\"} 1",
            "waxseal_submission_seconds_bucket{le=\"0.025\"} 3",
            "waxseal_submission_seconds_bucket{le=\"5\"} 3",
            "waxseal_submission_seconds_bucket{le=\"+Inf\"} 4",
            "waxseal_submission_seconds_count 4",
            "waxseal_in_flight 3",
            "waxseal_log_dropped_lines_total 2",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
    }
}
