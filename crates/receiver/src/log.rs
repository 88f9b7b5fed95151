//! One JSON line per request. Ids, never values: no path, no query, no header, no address.

use std::{
    fmt,
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use serde::Serialize;

/// Where lines go.
#[derive(Clone)]
pub struct Log(Arc<Mutex<dyn Write + Send>>);

impl Log {
    /// The error output of the process.
    pub fn stderr() -> Self {
        Self::to(io::stderr())
    }

    /// Any other place.
    pub fn to(place: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(place)))
    }

    pub(crate) fn request(&self, line: &RequestLine<'_>) {
        self.write(line);
    }

    /// Something that belongs to no request. `detail` comes from this machine, never from a sender.
    pub(crate) fn event(&self, event: &'static str, detail: impl fmt::Display) {
        self.write(&EventLine { time: now(), event, detail: detail.to_string() });
    }

    fn write(&self, line: &impl Serialize) {
        let Ok(mut bytes) = serde_json::to_vec(line) else {
            return;
        };
        bytes.push(b'\n');
        let mut place = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A full disk under the log must not stop submissions.
        let _ = place.write_all(&bytes).and_then(|()| place.flush());
    }
}

impl fmt::Debug for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Log")
    }
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

/// The time as RFC 3339, in UTC.
pub(crate) fn now() -> String {
    humantime::format_rfc3339_millis(SystemTime::now()).to_string()
}
