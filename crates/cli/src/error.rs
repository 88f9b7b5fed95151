//! How a command ends: all done, some failed, or never started.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use serde_json::error::Category;

/// How far a command got; its exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything that was asked for (status 0).
    Done,
    /// Each item was tried, and at least one failed (status 1).
    SomeFailed,
}

impl Outcome {
    /// [`Outcome::Done`] when nothing failed.
    pub fn of(failed: u64) -> Self {
        if failed == 0 { Self::Done } else { Self::SomeFailed }
    }
}

/// Why a command could not start or go on.
#[derive(Debug)]
pub enum Failure {
    /// Something a person can mend (status 2).
    Told {
        /// What went wrong, without a full stop.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Whoever read our output has enough, as in `waxseal export | head`. Not an error, nothing is said.
    ReaderGone,
}

impl Failure {
    /// A failure that says `error: {message}`.
    pub fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), hint: None }
    }

    /// Adds `hint: {hint}`.
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        if let Self::Told { hint, .. } = &mut self {
            *hint = Some(text.into());
        }
        self
    }

    /// A file or stream that could not be read or written.
    pub fn io(doing: impl Display, error: &io::Error) -> Self {
        Self::new(format!("{doing}: {}", reason(error)))
    }

    /// Writing to standard output failed.
    pub fn stdout(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::io("cannot write to standard output", error),
        }
    }
}

/// Why one line of many could not be done; the others go on.
#[derive(Debug)]
pub struct Refusal {
    /// A name that never changes.
    pub code: &'static str,
    /// What is wrong. Quotes nothing of the line, since that may be personal.
    pub message: String,
}

impl Refusal {
    /// A refusal that says `line N: {code}: {message}`.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A line that is not the JSON it should be; `expected` says what that is.
    pub fn json(error: &serde_json::Error, expected: &str) -> Self {
        match error.classify() {
            Category::Eof => Self::new("truncated", "the line ends before its JSON does"),
            Category::Data => Self::new("malformed", format!("this is not {expected}")),
            Category::Syntax | Category::Io => {
                Self::new("malformed", format!("not JSON, from column {}", error.column()))
            }
        }
    }
}

/// Says how it ended on stderr and returns the exit status.
pub fn report(result: Result<Outcome, Failure>) -> ExitCode {
    match result {
        Ok(Outcome::Done) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(Failure::Told { message, hint }) => {
            eprintln!("error: {message}");
            if let Some(hint) = hint {
                eprintln!("hint: {hint}");
            }
            ExitCode::from(2)
        }
    }
}

/// The operating system's words without "(os error 2)", which help nobody.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
