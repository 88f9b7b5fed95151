//! What Prometheus is told. By route, status and code; never by anything that a sender wrote.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

/// Upper bounds of the histograms, in seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What has happened since the start, and what is so now.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    answers: Mutex<BTreeMap<(String, u16, &'static str), u64>>,
    submissions: Histogram,
    refused_connections: AtomicU64,
    connections: Arc<AtomicU64>,
    requests: Arc<AtomicU64>,
    stopping: AtomicBool,
    /// Whether the policies were refused when they were last read again.
    reload_failed: AtomicBool,
}

/// What others count.
#[derive(Debug)]
pub(crate) struct Readings<'a> {
    pub(crate) in_flight: usize,
    pub(crate) log_dropped: u64,
    pub(crate) commits: &'a Histogram,
    pub(crate) queue: u64,
    /// Bytes of the store; `None` if they cannot be found out now, like the next.
    pub(crate) store_bytes: Option<u64>,
    /// Bytes that are free where the store lies.
    pub(crate) free_bytes: Option<u64>,
    /// The most bytes of the store; `None` for no bound.
    pub(crate) store_quota: Option<u64>,
    /// Whether it has that many.
    pub(crate) store_full: bool,
    /// Seconds until the signature of the policy runs out, below zero after it; `None` for an unsigned policy.
    pub(crate) policy_expires: Option<i64>,
}

/// Counts one more until it is dropped.
#[derive(Debug)]
pub(crate) struct Counted(Arc<AtomicU64>);

impl Counted {
    fn one_more(gauge: &Arc<AtomicU64>) -> Self {
        gauge.fetch_add(1, Ordering::Relaxed);
        Self(gauge.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(crate) fn answered(&self, route: &str, status: u16, code: &'static str) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((route.to_owned(), status, code)).or_default() += 1;
    }

    pub(crate) fn submission(&self, took: Duration) {
        self.submissions.add(took);
    }

    /// How many submissions were answered, refused ones included.
    pub(crate) fn submissions(&self) -> u64 {
        self.submissions.count()
    }

    /// A connection is open until this is dropped.
    pub(crate) fn connection(&self) -> Counted {
        Counted::one_more(&self.connections)
    }

    /// A request is worked on until this is dropped.
    pub(crate) fn request(&self) -> Counted {
        Counted::one_more(&self.requests)
    }

    pub(crate) fn refuse_connection(&self) {
        self.refused_connections.fetch_add(1, Ordering::Relaxed);
    }

    /// The policies were read again, and taken or not.
    pub(crate) fn reloaded(&self, taken: bool) {
        self.reload_failed.store(!taken, Ordering::Relaxed);
    }

    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the receiver was told to stop.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// The Prometheus text format, version 0.0.4.
    pub(crate) fn text(&self, readings: &Readings<'_>) -> String {
        let mut text = String::new();
        self.write(readings, &mut text).expect("writing to a string does not fail");
        text
    }

    fn write(&self, readings: &Readings<'_>, out: &mut String) -> fmt::Result {
        head(out, "waxseal_build_info", "gauge", "The release that runs; always 1.")?;
        writeln!(out, "waxseal_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"))?;
        head(out, "waxseal_answers_total", "counter", "Answers by route, status and code.")?;
        for ((route, status, code), count) in &*self.answers.lock().unwrap_or_else(PoisonError::into_inner) {
            writeln!(out, "waxseal_answers_total{{route=\"{route}\",status=\"{status}\",code=\"{code}\"}} {count}")?;
        }
        let name = "waxseal_submission_duration_seconds";
        self.submissions.write(out, name, "Time from a submission's head to its answer.")?;
        readings.commits.write(out, "waxseal_commit_duration_seconds", "Time that a commit to the store took.")?;
        let refused = self.refused_connections.load(Ordering::Relaxed);
        for (name, value, help) in [
            ("waxseal_connections_refused_total", refused, "Connections of clients that had their share of them."),
            ("waxseal_log_dropped_lines_total", readings.log_dropped, "Lines of the log that nobody read in time."),
        ] {
            head(out, name, "counter", help)?;
            writeln!(out, "{name} {value}")?;
        }
        let load = |gauge: &AtomicU64| i64::try_from(gauge.load(Ordering::Relaxed)).ok();
        let signed = |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok());
        for (name, value, help) in [
            ("waxseal_connections", load(&self.connections), "Open connections."),
            ("waxseal_requests", load(&self.requests), "Requests without an answer so far."),
            ("waxseal_in_flight", i64::try_from(readings.in_flight).ok(), "Submissions that are worked on."),
            (
                "waxseal_store_queue",
                signed(Some(readings.queue)),
                "Submissions and withdrawals that wait for a commit.",
            ),
            ("waxseal_store_bytes", signed(readings.store_bytes), "Size of the store with its write-ahead log."),
            ("waxseal_store_free_bytes", signed(readings.free_bytes), "Free space where the store lies."),
            (
                "waxseal_store_quota_bytes",
                signed(readings.store_quota),
                "From this size on the store keeps no submission.",
            ),
            ("waxseal_store_full", Some(readings.store_full.into()), "Whether the store has reached its quota."),
            ("waxseal_policy_expires_seconds", readings.policy_expires, "Time until the signed policy runs out."),
            (
                "waxseal_policy_last_reload_successful",
                Some(i64::from(!self.reload_failed.load(Ordering::Relaxed))),
                "Whether the policies that were read last are those in force.",
            ),
        ] {
            let Some(value) = value else { continue };
            head(out, name, "gauge", help)?;
            writeln!(out, "{name} {value}")?;
        }
        Ok(())
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}")
}

/// How long something took, counted by [`BOUNDS`].
#[derive(Debug, Default)]
pub(crate) struct Histogram(Mutex<Times>);

#[derive(Debug, Default)]
struct Times {
    /// Those within each of [`BOUNDS`] and not within the one before.
    within: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

impl Histogram {
    pub(crate) fn add(&self, took: Duration) {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = took.as_secs_f64();
        times.count += 1;
        times.seconds += seconds;
        if let Some(bucket) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            times.within[bucket] += 1;
        }
    }

    fn count(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    fn write(&self, out: &mut String, name: &str, help: &str) -> fmt::Result {
        let times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        head(out, name, "histogram", help)?;
        let mut up_to = 0;
        for (bound, count) in BOUNDS.iter().zip(times.within) {
            up_to += count;
            writeln!(out, "{name}_bucket{{le=\"{bound}\"}} {up_to}")?;
        }
        writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {}", times.count)?;
        writeln!(out, "{name}_sum {}", times.seconds)?;
        writeln!(out, "{name}_count {}", times.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_count_everything_below_them_and_gauges_say_what_is_known() {
        let metrics = Metrics::default();
        metrics.answered("/v1/withdrawals", 200, "ok");
        for millis in [1, 20, 20, 60_000] {
            metrics.submission(Duration::from_millis(millis));
        }
        let request = metrics.request();
        let readings = Readings {
            in_flight: 3,
            log_dropped: 2,
            commits: &Histogram::default(),
            queue: 5,
            store_bytes: Some(4096),
            free_bytes: None,
            store_quota: Some(1 << 20),
            store_full: true,
            policy_expires: Some(-60),
        };
        let text = metrics.text(&readings);
        for line in [
            "waxseal_answers_total{route=\"/v1/withdrawals\",status=\"200\",code=\"ok\"} 1",
            "waxseal_submission_duration_seconds_bucket{le=\"0.001\"} 1",
            "waxseal_submission_duration_seconds_bucket{le=\"0.025\"} 3",
            "waxseal_submission_duration_seconds_bucket{le=\"5\"} 3",
            "waxseal_submission_duration_seconds_bucket{le=\"+Inf\"} 4",
            "waxseal_submission_duration_seconds_count 4",
            "waxseal_commit_duration_seconds_count 0",
            "waxseal_in_flight 3",
            "waxseal_requests 1",
            "waxseal_log_dropped_lines_total 2",
            "waxseal_store_queue 5",
            "waxseal_store_bytes 4096",
            "waxseal_store_quota_bytes 1048576",
            "waxseal_store_full 1",
            "waxseal_policy_expires_seconds -60",
            "waxseal_policy_last_reload_successful 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in {text}");
        }
        assert!(!text.contains("free_bytes"), "what is not known is not 0");
        drop(request);
        assert!(metrics.text(&readings).contains("\nwaxseal_requests 0\n"));
    }
}
