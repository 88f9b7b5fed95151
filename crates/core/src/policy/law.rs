//! What the law asks of a policy beyond its form: rules about how people are asked, each with its source.
//!
//! A policy that breaks one still seals and opens, so what was signed in the past stays readable. It is not signed or
//! served anew. Wording is weighed in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish; in other
//! languages only what does not depend on words.

mod form;
mod purpose;
mod rule;
mod words;

use alloc::{string::String, vec::Vec};

pub use rule::{Level, RULES, Rule};

use super::{Policy, place::Place};

/// A rule that a policy breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer (RFC 6901) into the policy.
    pub pointer: String,
    /// What is broken.
    pub rule: &'static Rule,
}

/// Every rule that a policy breaks, in the order of its file.
pub(super) fn lint(policy: &Policy) -> Vec<Finding> {
    let mut found = Found(Vec::new());
    let root = Place::Root;
    controller(policy, root.member("controller"), &mut found);
    for (i, purpose) in policy.purposes().iter().enumerate() {
        purpose::lint(policy, purpose, root.member("purposes").item(i), &mut found);
    }
    for (i, form) in policy.forms().iter().enumerate() {
        form::lint(policy, form, root.member("forms").item(i), &mut found);
    }
    found.0
}

/// The rule that a member breaks by being there, told by the words of the JSON reader: boxes come unticked, free and one
/// by one, and nothing changes that.
pub(super) fn forbidden(words: &str) -> Option<&'static Rule> {
    let (_, rest) = words.split_once("unknown field `")?;
    let (name, _) = rest.split_once('`')?;
    match name {
        "checked" | "default" | "preselected" | "prechecked" | "preticked" | "ticked" | "selected" | "value" => {
            Some(&rule::PRE_TICKED)
        }
        "mandatory" | "required" => Some(&rule::CONSENT_REQUIRED),
        "accept-all" | "acceptAll" | "select-all" | "selectAll" => Some(&rule::ACCEPT_ALL),
        "opt-out" | "optOut" | "inverted" => Some(&rule::INVERTED),
        _ => None,
    }
}

/// What was found so far.
struct Found(Vec<Finding>);

impl Found {
    fn add(&mut self, broken: bool, place: Place<'_>, rule: &'static Rule) {
        if !broken {
            return;
        }
        let finding = Finding { pointer: place.pointer(), rule };
        // A purpose may stand on several forms.
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }
}

fn controller(policy: &Policy, here: Place<'_>, found: &mut Found) {
    let controller = policy.controller();
    let address = controller.address.trim();
    // Chinese and Japanese addresses have no blanks.
    let words = address.contains(char::is_whitespace) || !address.is_ascii();
    let postal = words && !address.contains('@') && !address.contains("://");
    found.add(!postal, here.member("address"), &rule::NO_POSTAL_ADDRESS);
    found.add(is_plain_http(&controller.privacy), here.member("privacy"), &rule::NOTICE_IN_CLEAR);
    let contact = &controller.contact;
    let dialled = contact.chars().filter(char::is_ascii_digit).count() >= 6;
    let reachable = dialled || contact.contains('@') || contact.contains("://") || contact.starts_with('/');
    found.add(!reachable, here.member("contact"), &rule::NO_CONTACT);
}

/// Whether a URL is fetched without TLS over a network.
fn is_plain_http(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let host = lower.strip_prefix("http://").and_then(|rest| rest.split(['/', ':', '?', '#']).next());
    host.is_some_and(|host| !matches!(host, "localhost" | "127.0.0.1" | "[") && !host.ends_with(".localhost"))
}
