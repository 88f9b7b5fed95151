//! The policy: who asks for which data, what for, and to whom it is sealed.
//!
//! [`File`] is what is written; [`Policy`] is the same once every reference is resolved. `Policy::check` goes through all
//! rules first; a page, which takes only a policy that somebody checked, resolves and no more.

#[cfg(feature = "read")]
mod check;
pub mod file;
#[cfg(feature = "read")]
pub mod finding;
#[cfg(feature = "read")]
pub mod law;
mod map;
#[cfg(feature = "read")]
mod place;
#[cfg(feature = "read")]
mod presets;
#[cfg(feature = "read")]
mod problem;
pub mod references;
#[cfg(feature = "read")]
pub mod regions;
mod resolve;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "read")]
mod signers;
#[cfg(feature = "read")]
pub mod size;

use alloc::{string::String, vec::Vec};

pub use file::{
    Age, Answer, Controller, Field, File, Form, Party, Purpose, Recipient, Retention, Sentence, Signers, Terms, Texts,
};
#[cfg(feature = "read")]
pub use problem::{Mistake, Problem};
#[cfg(feature = "schema")]
pub use schema::schema;

use waxseal_fields::Kind;

use crate::keys::PublicKey;

/// How people may be reached for a purpose.
pub const CHANNELS: [&str; 4] = ["email", "sms", "phone", "post"];
/// What may be special about a purpose.
pub const USES: [&str; 4] = ["sale", "sharing", "targeted-ads", "profiling"];
/// What may allow data of a special category, in the order of GDPR art. 9(2)(a) to (j).
pub const GROUNDS: [&str; 10] = [
    "explicit-consent",
    "employment",
    "vital-interests",
    "members",
    "made-public",
    "legal-claims",
    "public-interest",
    "health-care",
    "public-health",
    "research",
];
/// From when a retention period may count.
pub const RETENTION_FROM: [&str; 5] = ["withdrawal", "collection", "last-contact", "contract-end", "purpose-end"];

/// A policy whose every reference is resolved and every default filled in.
#[derive(Clone, Debug)]
pub struct Policy {
    file: File,
    keys: Vec<PublicKey>,
}

/// What makes a use lawful (GDPR art. 6(1)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The person agreed: a box, unticked.
    Consent,
    /// Needed for a contract with the person.
    Contract,
    /// Needed to obey a law.
    LegalObligation,
    /// Needed to save a life.
    VitalInterests,
    /// Needed for a task in the public interest, or for official authority.
    PublicTask,
    /// The controller's interest outweighs.
    LegitimateInterest,
}

impl Basis {
    /// All of them, in the order of art. 6(1)(a) to (f).
    pub const ALL: [Self; 6] = [
        Self::Consent,
        Self::Contract,
        Self::LegalObligation,
        Self::VitalInterests,
        Self::PublicTask,
        Self::LegitimateInterest,
    ];

    /// The name in a policy and in a consent record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "contract",
            Self::LegalObligation => "legal-obligation",
            Self::VitalInterests => "vital-interests",
            Self::PublicTask => "public-task",
            Self::LegitimateInterest => "legitimate-interest",
        }
    }

    /// The basis of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

/// Who carries the envelope to the receiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The module posts it to the receiver.
    Send,
    /// The browser's own form POST carries it, as the single field `waxseal`.
    Post,
}

/// What the person sees next.
#[derive(Clone, Copy, Debug)]
pub enum After<'a> {
    /// A sentence in place of the form.
    Text(&'a Texts),
    /// Another page.
    Redirect(&'a str),
}

impl Purpose {
    /// What makes the use lawful.
    pub fn basis(&self) -> Basis {
        self.basis.as_deref().and_then(Basis::from_name).unwrap_or(Basis::Consent)
    }

    /// Whether its sentence is its preset's, not the owner's.
    pub fn is_worded_by_preset(&self) -> bool {
        self.preset.is_some() && self.text.is_none()
    }
}

impl Form {
    /// Who carries the envelope.
    pub fn mode(&self) -> Mode {
        if self.mode.as_deref() == Some("post") { Mode::Post } else { Mode::Send }
    }

    /// Where [`Mode::Send`] posts, relative to the policy's own URL.
    pub fn receiver(&self) -> &str {
        self.receiver.as_deref().unwrap_or_default()
    }

    /// What happens after the submission.
    pub fn after(&self) -> After<'_> {
        const NOTHING: &Texts = &Texts(Vec::new());
        match &self.after {
            Some(file::After { redirect: Some(url), .. }) => After::Redirect(url),
            Some(file::After { texts, .. }) => After::Text(texts),
            None => After::Text(NOTHING),
        }
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl Field {
    /// What is typed into it.
    pub fn kind(&self) -> Kind {
        self.kind.as_deref().and_then(Kind::from_name).unwrap_or(Kind::Text)
    }
}

impl Policy {
    /// Checks every rule and reference of a policy.
    ///
    /// # Errors
    ///
    /// Every [`Problem`] found, in the order of the file.
    #[cfg(feature = "read")]
    pub fn check(mut file: File) -> Result<Self, Vec<Problem>> {
        let problems = check::check(&file);
        if !problems.is_empty() {
            return Err(problems);
        }
        presets::fill_in(&mut file);
        Ok(resolve::resolve(file).expect("the rules cover every reference"))
    }

    /// What the law would not have of this policy, in the order of the file; errors and warnings.
    #[cfg(feature = "read")]
    pub fn lint(&self) -> Vec<law::Finding> {
        law::lint(self)
    }

    /// Looks up every reference of a policy whose rules were checked before it was signed, pinned or served. `None`
    /// if one leads nowhere: it was not.
    pub fn resolve(file: File) -> Option<Self> {
        resolve::resolve(file)
    }

    /// Counts up with every published change.
    pub fn revision(&self) -> u32 {
        self.file.revision
    }

    /// The language of texts that name none.
    pub fn lang(&self) -> &str {
        self.file.lang.as_deref().unwrap_or_default()
    }

    /// Who is responsible.
    pub fn controller(&self) -> &Controller {
        &self.file.controller
    }

    /// The public keys.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Who can open what.
    pub fn recipients(&self) -> &[Recipient] {
        &self.file.recipients
    }

    /// All purposes, in order.
    pub fn purposes(&self) -> &[Purpose] {
        &self.file.purposes
    }

    /// All forms.
    pub fn forms(&self) -> &[Form] {
        &self.file.forms
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.file.forms.iter().find(|form| form.id == id)
    }

    /// The purposes that `form` asks for and those that its fields serve, in the policy's order.
    pub fn purposes_of<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a Purpose> {
        let serves = |purpose: &Purpose| form.fields.iter().any(|field| field.purposes.contains(&purpose.id));
        self.file.purposes.iter().filter(move |purpose| serves(purpose) || form.purposes.contains(&purpose.id))
    }

    /// The region packs it is under, `EU@2026-11`.
    pub fn regions(&self) -> &[String] {
        self.file.regions.as_deref().unwrap_or_default()
    }

    /// The page where consent is taken back, relative to the policy's own URL.
    pub fn withdraw(&self) -> Option<&str> {
        self.file.withdraw.as_deref()
    }

    /// What is decided by machines alone.
    pub fn automated(&self) -> Option<&Sentence> {
        self.file.automated.as_ref()
    }

    /// Who may sign what a receiver keeps beside submissions.
    pub fn signers(&self) -> Option<&Signers> {
        self.file.signers.as_ref()
    }

    /// What the owner answers to lint, by the code of the rule.
    #[cfg(feature = "read")]
    pub(crate) fn answer(&self, code: &str) -> Option<&Answer> {
        self.file.accepted.0.iter().find(|(answered, _)| answered == code).map(|(_, answer)| answer)
    }

    /// Those who can read the fields of `purpose`.
    pub fn readers<'a>(&'a self, purpose: &'a Purpose) -> impl Iterator<Item = &'a Recipient> {
        let ids = purpose.recipients.as_deref().unwrap_or_default();
        self.file.recipients.iter().filter(move |recipient| ids.contains(&recipient.id))
    }

    /// Whether `key` is held by a recipient of `purpose`.
    pub(crate) fn opens(&self, key: &PublicKey, purpose: &Purpose) -> bool {
        self.readers(purpose).any(|recipient| recipient.kid == key.id().as_str())
    }
}

/// Reads a policy from JSON, strictly.
///
/// # Errors
///
/// Every [`Problem`] found; just the first if the JSON itself does not fit.
#[cfg(feature = "read")]
pub fn read(bytes: &[u8]) -> Result<Policy, Vec<Problem>> {
    use serde::Deserialize;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut track = serde_path_to_error::Track::new();
    let file = File::deserialize(serde_path_to_error::Deserializer::new(crate::strict::Strict(&mut json), &mut track))
        .map_err(|error| alloc::vec![problem::from_json(&track.path(), &error)])?;
    let nowhere = serde_path_to_error::Track::new().path();
    json.end().map_err(|error| alloc::vec![problem::from_json(&nowhere, &error)])?;
    Policy::check(file)
}
