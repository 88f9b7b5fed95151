//! Which lines of a flood are logged: a few of each kind per second, and how many there were.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// The lines of one kind that are logged within one second.
const PER_SECOND: u32 = 10;

/// Counts by kind. Kinds are codes, which are few.
#[derive(Debug, Default)]
pub(crate) struct Sampler(Mutex<BTreeMap<&'static str, Second>>);

#[derive(Debug)]
struct Second {
    start: Instant,
    admitted: u32,
    left_out: u64,
}

impl Sampler {
    /// Whether one more of that kind is logged now.
    pub(crate) fn admit(&self, kind: &'static str) -> bool {
        self.admit_at(kind, Instant::now())
    }

    fn admit_at(&self, kind: &'static str, now: Instant) -> bool {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let second = kinds.entry(kind).or_insert(Second { start: now, admitted: 0, left_out: 0 });
        if now.duration_since(second.start) >= Duration::from_secs(1) {
            (second.start, second.admitted) = (now, 0);
        }
        let admitted = second.admitted < PER_SECOND;
        if admitted {
            second.admitted += 1;
        } else {
            second.left_out += 1;
        }
        admitted
    }

    /// How many of each kind were not logged since the last call; none of those with all logged.
    pub(crate) fn take_left_out(&self) -> Vec<(&'static str, u64)> {
        let mut kinds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = kinds.iter_mut().map(|(kind, second)| (*kind, mem::take(&mut second.left_out)));
        counts.filter(|(_, count)| *count > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_of_a_kind_are_logged_per_second_and_the_rest_is_counted() {
        let sampler = Sampler::default();
        let start = Instant::now();
        let admitted = |kind, at| (0..1_000).filter(|_| sampler.admit_at(kind, start + at)).count();
        assert_eq!(admitted("rate-limited", Duration::ZERO), 10);
        assert_eq!(admitted("busy", Duration::ZERO), 10, "one flood does not hide another");
        assert_eq!(admitted("rate-limited", Duration::from_secs(1)), 10);
        assert_eq!(sampler.take_left_out(), [("busy", 990), ("rate-limited", 1_980)]);
        assert_eq!(sampler.take_left_out(), []);
    }
}
