//! From a [`File`] to a [`Policy`]: every rule that needs more than the shape of the JSON.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    After, Basis, Field, File, Form, Mistake, Mode, Policy, Problem, Purpose, Recipient, Texts,
    file::{self, Translations},
};
use crate::{fields::Kind, keys::PublicKey};

/// What [`After`] says when the policy does not.
const DEFAULT_AFTER: &str = "Thank you. Your answers were sealed in your browser and have arrived.";

/// Appends `/segment`, escaped as RFC 6901 §3 asks.
pub(super) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for c in segment.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

pub(super) fn check(file: File) -> Result<Policy, Vec<Problem>> {
    let mut found = Found::default();
    found.head(&file);
    let lang = file.lang.clone().unwrap_or_else(|| "en".to_string());
    let keys = found.keys(&file);
    let recipients = found.recipients(&file, &keys);
    let purposes = found.purposes(&file, &lang);
    let forms = found.forms(&file, &lang);
    for (i, purpose) in file.purposes.iter().enumerate() {
        let serves = |field: &file::Field| field.purposes.contains(&purpose.id);
        if !file.forms.iter().any(|form| form.fields.iter().any(serves)) {
            found.report(&["purposes", &i.to_string()], Mistake::UnusedPurpose);
        }
    }
    if !found.0.is_empty() {
        return Err(found.0);
    }
    Ok(Policy { revision: file.revision, lang, controller: file.controller, keys, recipients, purposes, forms })
}

/// The problems so far.
#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn report(&mut self, place: &[&str], mistake: Mistake) {
        let mut pointer = String::new();
        for segment in place {
            push_segment(&mut pointer, segment);
        }
        self.0.push(Problem { pointer, mistake });
    }

    fn must(&mut self, holds: bool, place: &[&str], mistake: Mistake) {
        if !holds {
            self.report(place, mistake);
        }
    }

    fn head(&mut self, file: &File) {
        self.must(file.v == 1, &["v"], Mistake::UnknownVersion);
        self.must(file.revision > 0, &["revision"], Mistake::ZeroRevision);
        if let Some(lang) = &file.lang {
            self.must(is_language(lang), &["lang"], Mistake::BadLanguage);
        }
        let controller = &file.controller;
        for (name, value) in [
            ("name", &controller.name),
            ("address", &controller.address),
            ("contact", &controller.contact),
            ("privacy", &controller.privacy),
        ] {
            self.must(!value.trim().is_empty(), &["controller", name], Mistake::Empty);
        }
        let capitals = controller.country.bytes().all(|b| b.is_ascii_uppercase());
        self.must(controller.country.len() == 2 && capitals, &["controller", "country"], Mistake::BadCountry);
        self.must(is_url(&controller.privacy), &["controller", "privacy"], Mistake::BadUrl);
        for (list, empty) in [
            ("recipients", file.recipients.is_empty()),
            ("purposes", file.purposes.is_empty()),
            ("forms", file.forms.is_empty()),
        ] {
            self.must(!empty, &[list], Mistake::Empty);
        }
    }

    fn keys(&mut self, file: &File) -> Vec<PublicKey> {
        self.must(!file.keys.keys.is_empty(), &["keys", "keys"], Mistake::Empty);
        let mut keys: Vec<PublicKey> = Vec::new();
        for (i, jwk) in file.keys.keys.iter().enumerate() {
            let place = ["keys", "keys", &i.to_string()];
            match PublicKey::try_from(jwk) {
                Ok(key) if keys.contains(&key) => self.report(&place, Mistake::Duplicate),
                Ok(key) => {
                    let held = file.recipients.iter().any(|recipient| recipient.kid == key.id().as_str());
                    self.must(held, &place, Mistake::UnnamedKey);
                    keys.push(key);
                }
                Err(error) => self.report(&place, Mistake::Key(error)),
            }
        }
        keys
    }

    fn recipients(&mut self, file: &File, keys: &[PublicKey]) -> Vec<Recipient> {
        let mut recipients = Vec::new();
        for (i, recipient) in file.recipients.iter().enumerate() {
            let at = i.to_string();
            let twice = file.recipients[..i].iter().any(|other| other.id == recipient.id);
            self.id(&recipient.id, twice, &["recipients", &at, "id"]);
            self.must(!recipient.name.trim().is_empty(), &["recipients", &at, "name"], Mistake::Empty);
            match keys.iter().position(|key| key.id().as_str() == recipient.kid) {
                Some(key) => recipients.push(Recipient { id: recipient.id.clone(), name: recipient.name.clone(), key }),
                None => self.report(&["recipients", &at, "kid"], Mistake::UnknownKey),
            }
        }
        recipients
    }

    fn purposes(&mut self, file: &File, lang: &str) -> Vec<Purpose> {
        let mut purposes = Vec::new();
        for (i, purpose) in file.purposes.iter().enumerate() {
            let at = i.to_string();
            let twice = file.purposes[..i].iter().any(|other| other.id == purpose.id);
            self.id(&purpose.id, twice, &["purposes", &at, "id"]);
            let basis = Basis::from_name(purpose.basis.as_deref().unwrap_or(Basis::Consent.name()));
            self.must(basis.is_some(), &["purposes", &at, "basis"], Mistake::UnknownBasis);
            let text = self.texts(lang, &purpose.text, &purpose.texts, &["purposes", &at, "text"]);
            let recipients = match &purpose.recipients {
                None => (0..file.recipients.len()).collect(),
                Some(ids) => {
                    let place = ["purposes", &at, "recipients"];
                    let known = |id: &str| file.recipients.iter().position(|recipient| recipient.id == id);
                    self.references(ids, known, &place, &Mistake::UnknownRecipient, Mistake::Empty)
                }
            };
            let basis = basis.unwrap_or(Basis::Consent);
            purposes.push(Purpose { id: purpose.id.clone(), basis, text, recipients });
        }
        purposes
    }

    fn forms(&mut self, file: &File, lang: &str) -> Vec<Form> {
        let mut forms = Vec::new();
        for (i, form) in file.forms.iter().enumerate() {
            let at = i.to_string();
            let twice = file.forms[..i].iter().any(|other| other.id == form.id);
            self.id(&form.id, twice, &["forms", &at, "id"]);
            let mode = match form.mode.as_deref() {
                None | Some("send") => Mode::Send,
                Some("post") => Mode::Post,
                Some(_) => {
                    self.report(&["forms", &at, "mode"], Mistake::UnknownMode);
                    Mode::Send
                }
            };
            let receiver = form.receiver.clone().unwrap_or_else(|| format!("/v1/forms/{}/submissions", form.id));
            self.must(is_url(&receiver), &["forms", &at, "receiver"], Mistake::BadUrl);
            self.must(!form.fields.is_empty(), &["forms", &at, "fields"], Mistake::Empty);
            let mut fields = Vec::new();
            for (j, field) in form.fields.iter().enumerate() {
                let place = ["forms", &at, "fields", &j.to_string()];
                let twice = form.fields[..j].iter().any(|other| other.name == field.name);
                fields.push(self.field(file, field, lang, twice, &place));
            }
            for (j, name) in form.clear.iter().enumerate() {
                let place = ["forms", &at, "clear", &j.to_string()];
                self.must(form.fields.iter().all(|field| field.name != *name), &place, Mistake::ClearField);
                self.must(!form.clear[..j].contains(name), &place, Mistake::Duplicate);
            }
            let after = self.after(form.after.as_ref(), lang, &at);
            let served = |purpose: &usize| fields.iter().any(|field| field.purposes.contains(purpose));
            let purposes = (0..file.purposes.len()).filter(served).collect();
            let (id, clear) = (form.id.clone(), form.clear.clone());
            forms.push(Form { id, mode, receiver, clear, fields, after, purposes });
        }
        forms
    }

    fn field(&mut self, file: &File, field: &file::Field, lang: &str, twice: bool, place: &[&str; 4]) -> Field {
        let within = |member| [place[0], place[1], place[2], place[3], member];
        self.must(!field.name.is_empty(), &within("name"), Mistake::Empty);
        self.must(!twice, &within("name"), Mistake::Duplicate);
        let kind = Kind::from_name(field.kind.as_deref().unwrap_or(Kind::Text.name()));
        self.must(kind.is_some(), &within("kind"), Mistake::UnknownKind);
        let known = |id: &str| file.purposes.iter().position(|purpose| purpose.id == id);
        let place = within("purposes");
        let mut purposes =
            self.references(&field.purposes, known, &place, &Mistake::UnknownPurpose, Mistake::NoPurpose);
        purposes.sort_unstable();
        let reason = field.reason.as_ref();
        Field {
            name: field.name.clone(),
            kind: kind.unwrap_or(Kind::Text),
            required: field.required,
            reason: reason.map(|reason| self.texts(lang, reason, &field.reasons, &within("reason"))),
            purposes,
        }
    }

    fn after(&mut self, after: Option<&file::After>, lang: &str, form: &str) -> After {
        let nothing = Translations::default();
        let (text, redirect, texts) = match after {
            None => (Some(DEFAULT_AFTER), None, &nothing),
            Some(after) => (after.text.as_deref(), after.redirect.as_deref(), &after.texts),
        };
        match (text, redirect) {
            (None, Some(url)) if texts.0.is_empty() => {
                self.must(is_url(url), &["forms", form, "after", "redirect"], Mistake::BadUrl);
                After::Redirect(url.to_string())
            }
            (Some(text), None) => After::Text(self.texts(lang, text, texts, &["forms", form, "after", "text"])),
            _ => {
                self.report(&["forms", form, "after"], Mistake::AfterChoice);
                After::Redirect(String::new())
            }
        }
    }

    fn id(&mut self, id: &str, twice: bool, place: &[&str]) {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        self.must((1..=64).contains(&id.len()) && id.bytes().all(plain), place, Mistake::BadId);
        self.must(!twice, place, Mistake::Duplicate);
    }

    fn texts(&mut self, lang: &str, text: &str, others: &Translations, place: &[&str]) -> Texts {
        self.must(!text.trim().is_empty(), place, Mistake::Empty);
        let mut texts = alloc::vec![(lang.to_string(), text.to_string())];
        for (lang, text) in &others.0 {
            self.must(!text.trim().is_empty(), place, Mistake::Empty);
            self.must(is_language(lang), place, Mistake::BadLanguage);
            self.must(texts.iter().all(|(known, _)| known != lang), place, Mistake::Duplicate);
            texts.push((lang.clone(), text.clone()));
        }
        Texts(texts)
    }

    /// Turns ids into indices; reports those that are unknown or stand twice, and an empty list.
    fn references(
        &mut self,
        ids: &[String],
        known: impl Fn(&str) -> Option<usize>,
        place: &[&str],
        unknown: &Mistake,
        empty: Mistake,
    ) -> Vec<usize> {
        self.must(!ids.is_empty(), place, empty);
        let mut indices = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            let at = i.to_string();
            let mut here = Vec::from(place);
            here.push(&at);
            match known(id) {
                None => self.report(&here, unknown.clone()),
                Some(index) if indices.contains(&index) => self.report(&here, Mistake::Duplicate),
                Some(index) => indices.push(index),
            }
        }
        indices
    }
}

/// The letters, digits and hyphens of a BCP 47 tag, starting with a primary language of two or three letters.
fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let primary = subtags.next().unwrap_or_default();
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|b| b.is_ascii_alphabetic())
        && subtags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A relative reference or http(s): anything else (`javascript:`, `data:`) may not be navigated or posted to.
fn is_url(url: &str) -> bool {
    let scheme = url.find([':', '/', '?', '#']).filter(|&end| url[end..].starts_with(':')).map(|end| &url[..end]);
    let printable = !url.is_empty() && url.chars().all(|c| c > ' ' && c != '\\' && c != '\u{7f}');
    printable && scheme.is_none_or(|s| s.eq_ignore_ascii_case("https") || s.eq_ignore_ascii_case("http"))
}
