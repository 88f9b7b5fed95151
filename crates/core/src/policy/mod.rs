//! The policy: who asks for which data, what for, and to whom it is sealed.
//!
//! [`File`] is what is written; [`Policy`] is what holds once every reference is resolved. `Policy::check` goes through
//! all rules first; a page, which takes only a policy that somebody checked, resolves and no more.

#[cfg(feature = "read")]
mod check;
pub mod file;
#[cfg(feature = "read")]
mod place;
#[cfg(feature = "read")]
mod problem;
mod resolve;

use alloc::{string::String, vec::Vec};

pub use file::{Controller, File};
#[cfg(feature = "read")]
pub use problem::{Mistake, Problem};

use crate::{fields::Kind, keys::PublicKey};

/// A policy in which nothing is left to check.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) revision: u32,
    pub(crate) lang: String,
    pub(crate) controller: Controller,
    pub(crate) keys: Vec<PublicKey>,
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) purposes: Vec<Purpose>,
    pub(crate) forms: Vec<Form>,
}

/// Somebody who can open what is sealed to their key.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Its id in this policy.
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// Index into [`Policy::keys`].
    pub(crate) key: usize,
}

/// What data may be used for.
#[derive(Clone, Debug)]
pub struct Purpose {
    /// Its id in this policy.
    pub id: String,
    /// What makes the use lawful.
    pub basis: Basis,
    /// The exact sentence, per language.
    pub text: Texts,
    /// Indices into [`Policy::recipients`]. Never empty.
    pub(crate) recipients: Vec<usize>,
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
    /// The controller's interest outweighs.
    LegitimateInterest,
}

impl Basis {
    const ALL: [Self; 4] = [Self::Consent, Self::Contract, Self::LegalObligation, Self::LegitimateInterest];

    /// The name in a policy and in a consent record.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "contract",
            Self::LegalObligation => "legal-obligation",
            Self::LegitimateInterest => "legitimate-interest",
        }
    }

    /// The basis of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.name() == name)
    }
}

/// A text in one or more languages.
#[derive(Clone, Debug)]
pub struct Texts(Vec<(String, String)>);

impl Texts {
    /// The text and its language for a reader of `lang` (BCP 47): the same tag, else the same primary language, else
    /// the policy's own.
    pub fn pick(&self, lang: &str) -> (&str, &str) {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let exact = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(lang));
        let near = || self.0.iter().find(|(known, _)| primary(known) == primary(lang));
        let (lang, text) = exact.or_else(near).unwrap_or(&self.0[0]);
        (lang, text)
    }
}

/// A form and its fields.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id, the value of `data-waxseal`.
    pub id: String,
    /// Who carries the envelope.
    pub mode: Mode,
    /// Where [`Mode::Send`] posts, relative to the policy's own URL.
    pub receiver: String,
    /// Names of control fields that stay in clear.
    pub clear: Vec<String>,
    /// Never empty; names are unique.
    pub fields: Vec<Field>,
    /// What happens after the submission.
    pub after: After,
    /// Indices into [`Policy::purposes`]: those of its fields, in the policy's order. Never empty.
    pub(crate) purposes: Vec<usize>,
}

impl Form {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
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
#[derive(Clone, Debug)]
pub enum After {
    /// A sentence in place of the form.
    Text(Texts),
    /// Another page.
    Redirect(String),
}

/// One thing that is asked.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key in the form.
    pub name: String,
    /// What is typed into it.
    pub kind: Kind,
    /// Whether the form needs it.
    pub required: bool,
    /// Why it is asked, in one line.
    pub reason: Option<Texts>,
    /// Indices into [`Policy::purposes`], in the policy's order. Never empty.
    pub(crate) purposes: Vec<usize>,
}

impl Policy {
    /// Checks every rule and reference of a policy.
    ///
    /// # Errors
    ///
    /// Every [`Problem`] found, in the order of the file.
    #[cfg(feature = "read")]
    pub fn check(file: File) -> Result<Self, Vec<Problem>> {
        let problems = check::check(&file);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(resolve::resolve(file).expect("the rules cover every reference"))
    }

    /// Looks up every reference of a policy whose rules were checked before it was signed, pinned or served. `None`
    /// if one leads nowhere: it was not.
    pub fn resolve(file: File) -> Option<Self> {
        resolve::resolve(file)
    }

    /// Counts up with every published change.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// The language of texts that name none.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// Who is responsible.
    pub fn controller(&self) -> &Controller {
        &self.controller
    }

    /// The public keys.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Who can open what.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// All purposes, in order.
    pub fn purposes(&self) -> &[Purpose] {
        &self.purposes
    }

    /// All forms.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The purposes that the fields of `form` serve, in the policy's order.
    pub fn purposes_of<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a Purpose> {
        form.purposes.iter().map(|&index| &self.purposes[index])
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
    let file = File::deserialize(serde_path_to_error::Deserializer::new(&mut json, &mut track))
        .map_err(|error| alloc::vec![problem::from_json(&track.path(), &error)])?;
    let nowhere = serde_path_to_error::Track::new().path();
    json.end().map_err(|error| alloc::vec![problem::from_json(&nowhere, &error)])?;
    Policy::check(file)
}
