//! What a check found.

use alloc::{string::String, vec::Vec};

use super::Fault;

/// How sure a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Can be right.
    Ok,
    /// May be sent, but the person is asked once.
    Unsure,
    /// Cannot be right.
    Error,
}

impl Verdict {
    /// `ok`, `unsure` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Unsure => "unsure",
            Self::Error => "error",
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How sure it is.
    pub verdict: Verdict,
    /// The input, normalised, or what is sent in its place. `None` for an error, and where more than one thing could be
    /// meant.
    pub value: Option<String>,
    /// What is wrong or doubtful.
    pub fault: Option<Fault>,
    /// What one press would put in place of the input.
    pub suggestion: Option<String>,
    /// What the message says beside the label and the suggestion, by placeholder: `n`, `country` (its code), `example`…
    pub arguments: Vec<(&'static str, String)>,
    /// A pack that would make the verdict surer: `tel/353`, `passwords`.
    pub wants: Option<String>,
}

impl Check {
    /// It can be right.
    pub fn ok(value: String) -> Self {
        Self { verdict: Verdict::Ok, value: Some(value), ..Self::error_without_fault() }
    }

    /// It may be sent once the person was asked.
    pub fn unsure(value: String, fault: Fault) -> Self {
        Self { verdict: Verdict::Unsure, value: Some(value), fault: Some(fault), ..Self::error_without_fault() }
    }

    /// It may be sent once the person was asked, and there is no saying what a machine should read.
    pub fn doubt(fault: Fault) -> Self {
        Self { verdict: Verdict::Unsure, ..Self::error(fault) }
    }

    /// It cannot be right.
    pub fn error(fault: Fault) -> Self {
        Self { fault: Some(fault), ..Self::error_without_fault() }
    }

    /// The same, with a suggestion.
    #[must_use]
    pub fn suggest(self, suggestion: String) -> Self {
        Self { suggestion: Some(suggestion), ..self }
    }

    /// The same, with an argument for the message.
    #[must_use]
    pub fn with(mut self, placeholder: &'static str, argument: String) -> Self {
        self.arguments.push((placeholder, argument));
        self
    }

    /// The same, with a pack that would make it surer.
    #[must_use]
    pub fn wanting(self, pack: String) -> Self {
        Self { wants: Some(pack), ..self }
    }

    const fn error_without_fault() -> Self {
        Self { verdict: Verdict::Error, value: None, fault: None, suggestion: None, arguments: Vec::new(), wants: None }
    }
}
