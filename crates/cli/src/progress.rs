//! A line on the terminal while a long run goes on.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Counts, and says how far it got: only on a terminal, and only once a second has passed.
pub struct Progress {
    what: &'static str,
    count: u64,
    next: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// Begins to count; `what` follows the number, as in "12000 opened".
    pub fn new(what: &'static str) -> Self {
        let next = stderr().is_terminal().then(|| Instant::now() + Duration::from_secs(1));
        Self { what, count: 0, next, shown: false }
    }

    /// Counts one more.
    pub fn step(&mut self) {
        self.count += 1;
        if self.count.is_multiple_of(64) && self.next.is_some_and(|next| Instant::now() >= next) {
            eprint!("\r{} {}", self.count, self.what);
            self.shown = true;
            self.next = Some(Instant::now() + Duration::from_millis(200));
        }
    }

    /// Clears the line, so that words or the prompt stand at its beginning.
    pub fn clear(&mut self) {
        if self.shown {
            eprint!("\r\x1b[K");
            self.shown = false;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
