//! What the law asks of a policy beyond its form: rules about how people are asked, each with its source.
//!
//! A policy that breaks one still seals and opens, so what was signed in the past stays readable. If an error is among them,
//! it is not signed or served anew. Errors are told by members of the policy; what words tell is a warning, which the owner
//! can answer in `accepted`. Wording is weighed in English, German, French, Spanish, Italian, Dutch, Portuguese and Polish; in
//! other languages only what does not depend on words.

mod age;
mod basis;
mod field;
mod form;
mod keeping;
mod parties;
mod purpose;
mod rule;
mod said;
mod words;

use alloc::{string::String, vec::Vec};

pub use rule::{Level, RULES, Rule};

use super::{Answer, Basis, Policy, place::Place, regions};

/// A rule that a policy breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// JSON pointer (RFC 6901) into the policy.
    pub pointer: String,
    /// What is broken.
    pub rule: &'static Rule,
    /// What the owner answers to it, if anything.
    pub answer: Option<Answer>,
    /// What the advice calls `{}`; else empty.
    detail: &'static str,
}

impl Finding {
    /// How grave it is here.
    pub const fn level(&self) -> Level {
        if self.answer.is_some() { Level::Accepted } else { self.rule.level }
    }

    /// What is wrong, and what to write in its place.
    pub fn message(&self) -> String {
        self.rule.advice.replace("{}", self.detail)
    }
}

/// Every rule that a policy breaks, in the order of its file.
pub(super) fn lint(policy: &Policy) -> Vec<Finding> {
    let mut found = Found(Vec::new());
    let root = Place::Root;
    controller(policy, root.member("controller"), &mut found);
    let list = root.member("purposes");
    for (i, purpose) in policy.purposes().iter().enumerate() {
        let here = list.item(i);
        basis::lint(policy, purpose, here, &mut found);
        purpose::lint(policy, purpose, here, &mut found);
        parties::lint(policy, purpose, here, &mut found);
        keeping::lint(policy, purpose, here, &mut found);
    }
    for (i, form) in policy.forms().iter().enumerate() {
        form::lint(policy, form, root.member("forms").item(i), &mut found);
    }
    whole(policy, &mut found);
    answers(policy, &mut found);
    found.0
}

/// Puts the owner's answers beside what they answer.
fn answers(policy: &Policy, found: &mut Found) {
    for finding in found.0.iter_mut().filter(|finding| finding.rule.by_words) {
        finding.answer = policy.answer(finding.rule.code).cloned();
    }
    let root = Place::Root;
    let list = root.member("accepted");
    for rule in RULES.iter().filter(|rule| policy.answer(rule.code).is_some()) {
        let idle = found.0.iter().all(|finding| finding.rule != *rule);
        found.add(idle, list.member(rule.code), &rule::IDLE_ANSWER);
    }
}

/// Whether a pack that the policy is under sets this value.
fn sets(policy: &Policy, what: &str, value: &str) -> bool {
    regions(policy).flat_map(regions::settings).any(|setting| setting.what == what && setting.value == value)
}

/// Whether the policy is under that pack.
fn under(policy: &Policy, region: &str) -> bool {
    regions(policy).any(|id| id == region)
}

/// The ids of the packs that the policy is under.
fn regions(policy: &Policy) -> impl Iterator<Item = &str> {
    policy.regions().iter().filter_map(|stamp| stamp.split('@').next())
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
        if broken {
            self.tell(place, rule, "");
        }
    }

    /// Adds what is broken, with what its advice calls `{}`.
    fn tell(&mut self, place: Place<'_>, rule: &'static Rule, detail: &'static str) {
        let finding = Finding { pointer: place.pointer(), rule, answer: None, detail };
        // A purpose may stand on several forms.
        if !self.0.contains(&finding) {
            self.0.push(finding);
        }
    }

    /// Whether that rule is broken there.
    fn has(&self, place: Place<'_>, rule: &'static Rule) -> bool {
        let pointer = place.pointer();
        self.0.iter().any(|finding| finding.rule == rule && finding.pointer == pointer)
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
    found.add(!is_reachable(&controller.contact), here.member("contact"), &rule::NO_CONTACT);
    let authority = controller.authority.is_none() && sets(policy, "authority", "told");
    found.add(authority, here, &rule::NO_AUTHORITY);
    found.add(controller.dpo.is_none() && sets(policy, "dpo", "told"), here, &rule::NO_DPO);
}

/// What is said for all purposes and forms.
fn whole(policy: &Policy, found: &mut Found) {
    let root = Place::Root;
    let under_all = regions::of_country(&policy.controller().country).iter().all(|id| under(policy, id));
    found.add(!under_all, root.member("regions"), &rule::REGION_MISSING);
    found.add(policy.withdraw().is_some_and(is_plain_http), root.member("withdraw"), &rule::LINK_IN_CLEAR);
    let may_decide = policy.purposes().iter().any(|purpose| match purpose.basis() {
        Basis::Consent => purpose.explicit,
        basis => matches!(basis, Basis::Contract | Basis::LegalObligation | Basis::PublicTask),
    });
    let decides = policy.automated().is_some() && sets(policy, "decisions", "told");
    found.add(decides && !may_decide, root.member("automated"), &rule::AUTOMATED_BASIS);
}

/// Whether this is how one gets in touch.
fn is_reachable(contact: &str) -> bool {
    let dialled = contact.chars().filter(char::is_ascii_digit).count() >= 6;
    dialled || contact.contains('@') || contact.contains("://") || contact.starts_with('/')
}

/// Whether a URL is fetched without TLS over a network.
fn is_plain_http(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let host = lower.strip_prefix("http://").and_then(|rest| rest.split(['/', ':', '?', '#']).next());
    host.is_some_and(|host| !matches!(host, "localhost" | "127.0.0.1" | "[") && !host.ends_with(".localhost"))
}
