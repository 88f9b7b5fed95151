//! Whether a record says what the policy says that its `mh` names.
//!
//! A signature shows that nobody changed a record; it does not show that the page asked in the policy's words. Receiver and
//! opener, who have the policy, compare.

use alloc::string::String;
use core::fmt;

use super::{Control, Decision, Record, Words};
use crate::{
    choices::{asked, form_of, responsible},
    policy::{Basis, Form, Policy, Purpose, Texts},
};

/// The release that this is: what its presets say, it knows.
pub(crate) const RELEASE: &str = env!("CARGO_PKG_VERSION");

/// A record that says something else than its policy, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsDiffer {
    /// The purpose, by its id in the policy; `None` for what is said of all.
    pub purpose: Option<String>,
    /// The member of the record.
    pub member: &'static str,
}

impl WordsDiffer {
    /// A name that never changes.
    pub const fn code(&self) -> &'static str {
        "words-differ"
    }
}

impl fmt::Display for WordsDiffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { purpose, member } = self;
        match purpose {
            Some(id) => write!(f, "`{member}` of the purpose `{id}` in the consent record is not what the policy says"),
            None => write!(f, "`{member}` in the consent record is not what the policy says"),
        }
    }
}

impl core::error::Error for WordsDiffer {}

/// Compares a record with the policy that its `mh` names: controller, terms, and of every purpose of the form all that was
/// said, but for what stood around it and on the button.
///
/// What a preset worded is compared only if the record is of this release: another one may word it better.
///
/// # Errors
///
/// The first member that differs.
pub fn compare(record: &Record, policy: &Policy) -> Result<(), WordsDiffer> {
    let differs = |member| WordsDiffer { purpose: None, member };
    let id = record.form.split('@').next().unwrap_or_default();
    let form = policy.form(id).filter(|form| record.form == form_of(policy, form)).ok_or(differs("form"))?;
    if record.controller != Some(responsible(policy)) {
        return Err(differs("controller"));
    }
    let accepted =
        |words: &Words| form.terms.as_ref().is_some_and(|terms| says(&terms.texts, &words.lang, &words.text));
    if !record.terms.as_ref().is_none_or(accepted) {
        return Err(differs("terms"));
    }
    let ids = record.purposes.iter().map(|decision| &decision.id);
    if !ids.eq(policy.purposes_of(form).map(|purpose| &purpose.id)) {
        return Err(differs("purposes"));
    }
    let own_release = record.release.as_deref() == Some(RELEASE);
    for (decision, purpose) in record.purposes.iter().zip(policy.purposes_of(form)) {
        let worded = own_release || !purpose.is_worded_by_preset();
        if let Some(member) = differing(decision, policy, form, purpose, worded) {
            return Err(WordsDiffer { purpose: Some(purpose.id.clone()), member });
        }
    }
    Ok(())
}

/// The first member of a decision that is not what the policy says; `worded`: the sentence is compared, too.
fn differing(
    decision: &Decision,
    policy: &Policy,
    form: &Form,
    purpose: &Purpose,
    worded: bool,
) -> Option<&'static str> {
    let said = asked(policy, form, purpose);
    let members = [
        ("basis", decision.basis == said.basis),
        ("channel", decision.channel == said.channel),
        ("control", fits(&decision.control, purpose.basis())),
        ("dpv", decision.dpv == said.dpv),
        ("fields", decision.fields == said.fields),
        ("parties", decision.parties == said.parties),
        ("recipients", decision.recipients == said.recipients),
        ("retention", decision.retention == said.retention),
        ("text", !worded || says(&purpose.texts, &decision.lang, &decision.text)),
        ("uses", decision.uses == said.uses),
        ("validity", decision.validity == said.validity),
    ];
    members.into_iter().find(|(_, same)| !same).map(|(member, _)| member)
}

/// Whether the owner says this in that language.
fn says(texts: &Texts, lang: &str, text: &str) -> bool {
    texts.0.iter().any(|(own, said)| own == lang && said == text)
}

/// Whether a purpose of that basis is decided with that control.
fn fits(control: &str, basis: Basis) -> bool {
    let own = match basis {
        Basis::Consent => Control::Box,
        Basis::LegitimateInterest => Control::Objection,
        Basis::Contract | Basis::LegalObligation | Basis::VitalInterests | Basis::PublicTask => Control::Notice,
    };
    control == own.name() || control == Control::Import.name()
}
