//! One JSON line per request. Ids, never values: no path, no query, no header, no address.
//!
//! A thread of its own writes the lines, so that nothing waits for whoever reads them. What does not fit into its queue is
//! dropped and counted.

use std::{
    fmt,
    io::{self, Write},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Receiver, SyncSender, TrySendError},
    },
    thread,
    time::{Duration, SystemTime},
};

use serde::Serialize;
use tokio::{sync::oneshot, time};

use crate::{clock, sample::Sampler};

/// The most lines that wait to be written.
const QUEUE: usize = 4096;

/// How long the end of the process waits for the last lines.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where lines go.
#[derive(Clone)]
pub struct Log {
    entries: SyncSender<Entry>,
    dropped: Arc<AtomicU64>,
    sampler: Arc<Sampler>,
}

enum Entry {
    Line(Vec<u8>),
    /// Answered when all lines before it are written.
    Finish(oneshot::Sender<()>),
}

impl Log {
    /// The error output of the process.
    pub fn stderr() -> Self {
        Self::to(io::stderr())
    }

    /// Any other place. It may block for as long as it likes.
    pub fn to(place: impl Write + Send + 'static) -> Self {
        let (entries, waiting) = mpsc::sync_channel(QUEUE);
        let dropped = Arc::new(AtomicU64::new(0));
        let counter = dropped.clone();
        thread::spawn(move || write_all(place, &waiting, &counter));
        Self { entries, dropped, sampler: Arc::default() }
    }

    /// Every answer that kept something; of the others so many per second and code that a flood does not fill the disk.
    pub(crate) fn request(&self, line: &RequestLine<'_>) {
        let kept = line.sid.is_some() && line.status < 400;
        if kept || self.sampler.admit(line.code) {
            self.write(line);
        }
    }

    /// Something that belongs to no request. `detail` comes from this machine, never from a sender.
    pub(crate) fn event(&self, event: &'static str, detail: impl fmt::Display) {
        if self.sampler.admit(event) {
            self.write(&EventLine { time: now(), event, detail: detail.to_string() });
        }
    }

    /// Tells how many lines of each code were left out since the last time.
    pub(crate) fn tell_left_out(&self) {
        for (code, count) in self.sampler.take_left_out() {
            self.write(&LeftOutLine { time: now(), event: "lines-left-out", code, count });
        }
    }

    /// How many lines found the queue full, since the start.
    pub(crate) fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Waits until everything is written, but no longer than [`PATIENCE`]: perhaps nobody reads.
    pub(crate) async fn finish(&self) {
        self.tell_left_out();
        let (written, done) = oneshot::channel();
        let mut entry = Entry::Finish(written);
        let finished = async {
            while let Err(TrySendError::Full(back)) = self.entries.try_send(entry) {
                entry = back;
                time::sleep(Duration::from_millis(5)).await;
            }
            // An error means that the thread has ended, and with it the writing.
            let _ = done.await;
        };
        let _ = time::timeout(PATIENCE, finished).await;
    }

    fn write(&self, line: &impl Serialize) {
        if self.entries.try_send(Entry::Line(json(line))).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
}

/// Writes lines until nobody can send any more.
fn write_all(mut place: impl Write, waiting: &Receiver<Entry>, dropped: &AtomicU64) {
    let mut told = 0;
    // A full disk under the log must not stop submissions.
    let mut write = |bytes: &[u8]| drop(place.write_all(bytes).and_then(|()| place.flush()));
    while let Ok(entry) = waiting.recv() {
        match entry {
            Entry::Line(line) => write(&line),
            Entry::Finish(written) => drop(written.send(())),
        }
        let total = dropped.load(Ordering::Relaxed);
        if total > told {
            let detail = format!("{} lines: they came faster than they were read", total - told);
            write(&json(&EventLine { time: now(), event: "log-dropped", detail }));
            told = total;
        }
    }
}

fn json(line: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(line).expect("texts and numbers are always JSON");
    bytes.push(b'\n');
    bytes
}

/// What is said about a request.
#[derive(Serialize)]
pub(crate) struct RequestLine<'a> {
    pub(crate) time: String,
    pub(crate) method: &'static str,
    /// The template, such as `/v1/forms/{form}/submissions`; `static` for files.
    pub(crate) route: &'a str,
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sid: Option<&'a str>,
    /// Bytes of the body that were read.
    pub(crate) bytes: usize,
    pub(crate) ms: f64,
}

#[derive(Serialize)]
struct EventLine {
    time: String,
    event: &'static str,
    detail: String,
}

#[derive(Serialize)]
struct LeftOutLine {
    time: String,
    event: &'static str,
    code: &'static str,
    count: u64,
}

/// The time as RFC 3339, in UTC.
pub(crate) fn now() -> String {
    clock::to_the_millisecond(SystemTime::now())
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use super::*;

    /// Blocks like a pipe that nobody reads until the lock is given up.
    struct Blocked(Arc<Mutex<Vec<u8>>>);

    impl Write for Blocked {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn stored(sid: &str) -> RequestLine<'_> {
        let (method, route, code) = ("POST", "/v1/forms/{form}/submissions", "stored");
        RequestLine { time: now(), method, route, status: 201, code, sid: Some(sid), bytes: 1, ms: 0.1 }
    }

    #[test]
    fn a_log_that_nobody_reads_holds_nobody_up_and_says_what_was_lost() {
        let place = Arc::new(Mutex::new(Vec::new()));
        let log = Log::to(Blocked(place.clone()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let reader = place.lock().unwrap();
        for _ in 0..=QUEUE + 100 {
            log.request(&stored("AQ"));
        }
        let dropped = log.dropped();
        assert!((99..=101).contains(&dropped), "{dropped}");
        runtime.block_on(log.finish());
        drop(reader);
        runtime.block_on(log.finish());
        let text = String::from_utf8(place.lock().unwrap().clone()).unwrap();
        assert!(text.contains("\"event\":\"log-dropped\",\"detail\":\""), "{text}");
        assert_eq!(text.matches("\"code\":\"stored\"").count() as u64, QUEUE as u64 + 101 - dropped);
    }
}
