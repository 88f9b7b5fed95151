//! What is wrong with a policy file, whether its reader says so or the law: for the programs that sign and serve one.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    Answer, Mistake, Policy, Problem,
    law::{self, Level},
    size,
};
use crate::manifest::{self, Published};

/// One thing that is wrong with a policy.
#[derive(Clone, Debug)]
pub struct Finding {
    /// JSON pointer (RFC 6901); empty for the whole file.
    pub pointer: String,
    /// A name that never changes.
    pub code: &'static str,
    /// Whether the policy can be used all the same.
    pub level: Level,
    /// What is wrong, and the mend.
    pub message: String,
    /// Who says so, where it is a law.
    pub source: Option<&'static str>,
    /// What the owner answers to it in the policy.
    pub answer: Option<Answer>,
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Self {
        let source = match problem.mistake {
            Mistake::Forbidden(rule) => Some(rule.source),
            _ => None,
        };
        let (code, message) = (problem.code(), problem.message());
        Self { pointer: problem.pointer, code, level: Level::Error, message, source, answer: None }
    }
}

impl From<law::Finding> for Finding {
    fn from(found: law::Finding) -> Self {
        let level = found.level();
        let message = found.message();
        let law::Finding { pointer, rule, answer, .. } = found;
        Self { pointer, code: rule.code, level, message, source: Some(rule.source), answer }
    }
}

impl Finding {
    /// `/forms/0: warning: too-many: … (EDPB …)`; that it is an error goes without saying. Of one that was answered, the
    /// answer.
    pub fn line(&self) -> String {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        if let Some(Answer { because, by, on }) = &self.answer {
            return format!("{place}: accepted: {}: {because} ({by}, {on})", self.code);
        }
        let level = if self.level == Level::Error { "" } else { "warning: " };
        let source = self.source.map_or_else(String::new, |source| format!(" ({source})"));
        format!("{place}: {level}{}: {}{source}", self.code, self.message)
    }
}

/// What the law would not have of a policy, and which forms are larger than is taken.
pub fn weigh(policy: &Policy) -> Vec<Finding> {
    policy.lint().into_iter().map(Finding::from).chain(size::weigh(policy)).collect()
}

/// Verifies and reads a policy file, also one whose signature has ended.
///
/// # Errors
///
/// All that keeps it from being a policy. Never empty.
pub fn read(file: &[u8]) -> Result<(Policy, Published), Vec<Finding>> {
    let published = verified(file)?;
    match super::read(&published.policy) {
        Ok(policy) => Ok((policy, published)),
        Err(problems) => Err(problems.into_iter().map(Finding::from).collect()),
    }
}

/// Verifies and reads a policy file at the time `now`, in seconds since 1970; `date` writes such a time for people.
///
/// # Errors
///
/// All that keeps it from being a policy that pages take. Never empty.
pub fn examine(file: &[u8], now: u64, date: impl Fn(u64) -> String) -> Result<(Policy, Published), Vec<Finding>> {
    let published = verified(file)?;
    let ended = published.signed.as_ref().filter(|signed| signed.exp <= now).map(|signed| {
        let date = date(signed.exp);
        whole("expired", format!("the signature ended on {date}; sign it again with `waxseal policy sign`"))
    });
    match (super::read(&published.policy), ended) {
        (Ok(policy), None) => Ok((policy, published)),
        (Ok(_), Some(ended)) => Err(alloc::vec![ended]),
        (Err(problems), ended) => Err(problems.into_iter().map(Finding::from).chain(ended).collect()),
    }
}

fn verified(file: &[u8]) -> Result<Published, Vec<Finding>> {
    manifest::unwrap_verified(file).map_err(|error| alloc::vec![whole(error.code(), error.to_string())])
}

/// A mistake of the file as a whole.
fn whole(code: &'static str, message: String) -> Finding {
    Finding { pointer: String::new(), code, level: Level::Error, message, source: None, answer: None }
}

/// `waxseal.json has 2 mistakes`. `None` if there is none, warnings aside.
pub fn verdict(file: &str, findings: &[Finding]) -> Option<String> {
    match findings.iter().filter(|finding| finding.level == Level::Error).count() {
        0 => None,
        1 => Some(format!("{file} has a mistake")),
        errors => Some(format!("{file} has {errors} mistakes")),
    }
}
