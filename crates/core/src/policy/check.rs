//! From a [`File`] to a [`Policy`]: every rule that needs more than the shape of the JSON.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use super::{
    After, Basis, Field, File, Form, Mistake, Mode, Policy, Problem, Purpose, Recipient, Texts,
    file::{self, Translations},
    place::Place,
};
use crate::{fields::Kind, keys::PublicKey};

/// What [`After`] says when the policy does not.
const DEFAULT_AFTER: &str = "Thank you. Your answers were sealed in your browser and have arrived.";

pub(super) fn check(file: File) -> Result<Policy, Vec<Problem>> {
    let mut found = Found::default();
    found.head(&file);
    let lang = file.lang.clone().unwrap_or_else(|| "en".to_string());
    let keys = found.keys(&file);
    let recipients = found.recipients(&file, &keys);
    let purposes = found.purposes(&file, &lang);
    let forms = found.forms(&file, &lang);
    let listed = Place::Root.member("purposes");
    for (i, purpose) in file.purposes.iter().enumerate() {
        let serves = |field: &file::Field| field.purposes.contains(&purpose.id);
        let used = file.forms.iter().any(|form| form.fields.iter().any(serves));
        found.must(used, listed.item(i), Mistake::UnusedPurpose);
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
    fn must(&mut self, holds: bool, place: Place<'_>, mistake: Mistake) {
        if !holds {
            self.0.push(Problem::new(place.pointer(), mistake));
        }
    }

    fn head(&mut self, file: &File) {
        self.must(file.v == 1, Place::Root.member("v"), Mistake::UnknownVersion);
        self.must(file.revision > 0, Place::Root.member("revision"), Mistake::ZeroRevision);
        let is_sound = file.lang.as_deref().is_none_or(is_language);
        self.must(is_sound, Place::Root.member("lang"), Mistake::BadLanguage);
        let controller = &file.controller;
        let here = Place::Root.member("controller");
        for (name, value) in [
            ("name", &controller.name),
            ("address", &controller.address),
            ("contact", &controller.contact),
            ("privacy", &controller.privacy),
        ] {
            self.text(value, here.member(name));
        }
        let country = controller.country.as_bytes();
        let is_code = country.len() == 2 && country.iter().all(u8::is_ascii_uppercase);
        self.must(is_code, here.member("country"), Mistake::BadCountry);
        self.url(&controller.privacy, here.member("privacy"));
        for (list, empty) in [
            ("recipients", file.recipients.is_empty()),
            ("purposes", file.purposes.is_empty()),
            ("forms", file.forms.is_empty()),
        ] {
            self.must(!empty, Place::Root.member(list), Mistake::Empty);
        }
    }

    fn keys(&mut self, file: &File) -> Vec<PublicKey> {
        let set = Place::Root.member("keys");
        let list = set.member("keys");
        self.must(!file.keys.keys.is_empty(), list, Mistake::Empty);
        let mut keys: Vec<PublicKey> = Vec::new();
        for (i, jwk) in file.keys.keys.iter().enumerate() {
            match PublicKey::try_from(jwk) {
                Ok(key) => {
                    self.must(keys.iter().all(|other| other.id() != key.id()), list.item(i), Mistake::Duplicate);
                    let held = file.recipients.iter().any(|recipient| recipient.kid == key.id().as_str());
                    self.must(held, list.item(i), Mistake::UnnamedKey);
                    keys.push(key);
                }
                Err(error) => self.must(false, list.item(i), Mistake::Key(error)),
            }
        }
        keys
    }

    fn recipients(&mut self, file: &File, keys: &[PublicKey]) -> Vec<Recipient> {
        let list = Place::Root.member("recipients");
        let mut recipients = Vec::new();
        for (i, recipient) in file.recipients.iter().enumerate() {
            let here = list.item(i);
            let twice = file.recipients[..i].iter().any(|other| other.id == recipient.id);
            self.id(&recipient.id, twice, here.member("id"));
            self.text(&recipient.name, here.member("name"));
            let key = keys.iter().position(|key| key.id().as_str() == recipient.kid);
            self.must(key.is_some(), here.member("kid"), Mistake::UnknownKey);
            let key = key.unwrap_or_default();
            recipients.push(Recipient { id: recipient.id.clone(), name: recipient.name.clone(), key });
        }
        recipients
    }

    fn purposes(&mut self, file: &File, lang: &str) -> Vec<Purpose> {
        let list = Place::Root.member("purposes");
        let mut purposes = Vec::new();
        for (i, purpose) in file.purposes.iter().enumerate() {
            let here = list.item(i);
            let twice = file.purposes[..i].iter().any(|other| other.id == purpose.id);
            self.id(&purpose.id, twice, here.member("id"));
            let basis = purpose.basis.as_deref().map_or(Some(Basis::Consent), Basis::from_name);
            self.must(basis.is_some(), here.member("basis"), Mistake::UnknownBasis);
            let text = self.texts(lang, &purpose.text, &purpose.texts, here.member("text"));
            let everybody = || (0..file.recipients.len()).collect();
            let recipients = purpose.recipients.as_deref().map_or_else(everybody, |ids| {
                let here = here.member("recipients");
                self.must(!ids.is_empty(), here, Mistake::Empty);
                let known: Vec<&str> = file.recipients.iter().map(|recipient| &*recipient.id).collect();
                self.references(ids, &known, here, Mistake::UnknownRecipient)
            });
            let basis = basis.unwrap_or(Basis::Consent);
            purposes.push(Purpose { id: purpose.id.clone(), basis, text, recipients });
        }
        purposes
    }

    fn forms(&mut self, file: &File, lang: &str) -> Vec<Form> {
        let list = Place::Root.member("forms");
        let mut forms = Vec::new();
        for (i, form) in file.forms.iter().enumerate() {
            let here = list.item(i);
            let twice = file.forms[..i].iter().any(|other| other.id == form.id);
            self.id(&form.id, twice, here.member("id"));
            let mode = match form.mode.as_deref() {
                None | Some("send") => Some(Mode::Send),
                Some("post") => Some(Mode::Post),
                Some(_) => None,
            };
            self.must(mode.is_some(), here.member("mode"), Mistake::UnknownMode);
            let usual = || ["/v1/forms/", &form.id, "/submissions"].concat();
            let receiver = form.receiver.clone().unwrap_or_else(usual);
            self.url(&receiver, here.member("receiver"));
            let fields = self.fields(file, form, lang, here.member("fields"));
            self.clear(form, here.member("clear"));
            let after = self.after(form.after.as_ref(), lang, here.member("after"));
            let served = |purpose: &usize| fields.iter().any(|field| field.purposes.contains(purpose));
            let purposes = (0..file.purposes.len()).filter(served).collect();
            let (id, clear, mode) = (form.id.clone(), form.clear.clone(), mode.unwrap_or(Mode::Send));
            forms.push(Form { id, mode, receiver, clear, fields, after, purposes });
        }
        forms
    }

    fn fields(&mut self, file: &File, form: &file::Form, lang: &str, list: Place<'_>) -> Vec<Field> {
        self.must(!form.fields.is_empty(), list, Mistake::Empty);
        let mut fields = Vec::new();
        for (i, field) in form.fields.iter().enumerate() {
            let here = list.item(i);
            self.text(&field.name, here.member("name"));
            let twice = form.fields[..i].iter().any(|other| other.name == field.name);
            self.must(!twice, here.member("name"), Mistake::Duplicate);
            let kind = field.kind.as_deref().map_or(Some(Kind::Text), Kind::from_name);
            self.must(kind.is_some(), here.member("kind"), Mistake::UnknownKind);
            self.must(!field.purposes.is_empty(), here.member("purposes"), Mistake::NoPurpose);
            let known: Vec<&str> = file.purposes.iter().map(|purpose| &*purpose.id).collect();
            let purposes = self.references(&field.purposes, &known, here.member("purposes"), Mistake::UnknownPurpose);
            let reason = field.reason.as_ref();
            fields.push(Field {
                name: field.name.clone(),
                kind: kind.unwrap_or(Kind::Text),
                required: field.required,
                reason: reason.map(|reason| self.texts(lang, reason, &field.reasons, here.member("reason"))),
                purposes,
            });
        }
        fields
    }

    fn clear(&mut self, form: &file::Form, list: Place<'_>) {
        for (i, name) in form.clear.iter().enumerate() {
            let is_field = form.fields.iter().any(|field| field.name == *name);
            self.must(!is_field, list.item(i), Mistake::ClearField);
            self.must(!form.clear[..i].contains(name), list.item(i), Mistake::Duplicate);
        }
    }

    fn after(&mut self, after: Option<&file::After>, lang: &str, here: Place<'_>) -> After {
        let Some(after) = after else {
            return After::Text(Texts(alloc::vec![("en".to_string(), DEFAULT_AFTER.to_string())]));
        };
        match (&after.text, &after.redirect) {
            (None, Some(url)) if after.texts.0.is_empty() => {
                self.url(url, here.member("redirect"));
                After::Redirect(url.clone())
            }
            (Some(text), None) => After::Text(self.texts(lang, text, &after.texts, here.member("text"))),
            _ => {
                self.must(false, here, Mistake::AfterChoice);
                After::Redirect(String::new())
            }
        }
    }

    fn id(&mut self, id: &str, twice: bool, place: Place<'_>) {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        self.must((1..=64).contains(&id.len()) && id.bytes().all(plain), place, Mistake::BadId);
        self.must(!twice, place, Mistake::Duplicate);
    }

    fn text(&mut self, text: &str, place: Place<'_>) {
        self.must(!text.trim().is_empty(), place, Mistake::Empty);
    }

    fn url(&mut self, url: &str, place: Place<'_>) {
        self.must(is_url(url), place, Mistake::BadUrl);
    }

    fn texts(&mut self, lang: &str, text: &str, others: &Translations, place: Place<'_>) -> Texts {
        let mut texts = Vec::new();
        let own = [(lang.to_string(), text.to_string())];
        for (lang, text) in own.iter().chain(&others.0) {
            self.text(text, place);
            self.must(is_language(lang), place, Mistake::BadLanguage);
            self.must(texts.iter().all(|(known, _)| known != lang), place, Mistake::Duplicate);
            texts.push((lang.clone(), text.clone()));
        }
        Texts(texts)
    }

    /// Turns ids into indices, in the order of `known`; reports those that are unknown or stand twice.
    fn references(&mut self, ids: &[String], known: &[&str], list: Place<'_>, unknown: Mistake) -> Vec<usize> {
        for (i, id) in ids.iter().enumerate() {
            self.must(known.contains(&&**id), list.item(i), unknown);
            self.must(!ids[..i].contains(id), list.item(i), Mistake::Duplicate);
        }
        (0..known.len()).filter(|&index| ids.iter().any(|id| id == known[index])).collect()
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
    let end = url.find([':', '/', '?', '#']).unwrap_or(url.len());
    let (scheme, rest) = url.split_at(end);
    let printable = !url.is_empty() && url.chars().all(|c| c > ' ' && c != '\\' && c != '\u{7f}');
    printable && (!rest.starts_with(':') || ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}
