//! From a [`File`] to a [`Policy`]: every reference looked up. That the rules hold is [`check`](super::check)'s to say,
//! before a policy is signed, pinned or served; here, where each byte is sent to everybody, they cost nothing again.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use super::{
    After, Basis, Field, File, Form, Mode, Policy, Purpose, Recipient, Texts,
    file::{self, Translations},
};
use crate::{fields::Kind, keys::PublicKey};

/// What [`After`] says when the policy does not.
const DEFAULT_AFTER: &str = "Thank you. Your answers were sealed in your browser and have arrived.";

/// `None` if a reference leads nowhere, or a word is none that the format has.
pub(super) fn resolve(file: File) -> Option<Policy> {
    if file.v != 1 {
        return None;
    }
    let lang = file.lang.unwrap_or_else(|| "en".to_string());
    let keys: Vec<PublicKey> = collect(&file.keys.keys, |jwk| PublicKey::try_from(jwk).ok())?;
    let recipients: Vec<Recipient> = collect(file.recipients, |recipient| {
        let key = keys.iter().position(|key| key.id().as_str() == recipient.kid)?;
        Some(Recipient { id: recipient.id, name: recipient.name, key })
    })?;
    let purposes: Vec<Purpose> = collect(file.purposes, |purpose| purpose_of(purpose, &recipients, &lang))?;
    let forms = collect(file.forms, |form| form_of(form, &purposes, &lang))?;
    Some(Policy { revision: file.revision, lang, controller: file.controller, keys, recipients, purposes, forms })
}

fn purpose_of(purpose: file::Purpose, all: &[Recipient], lang: &str) -> Option<Purpose> {
    let recipients = match purpose.recipients {
        None => (0..all.len()).collect(),
        Some(ids) => indices(&ids, all, |recipient| &recipient.id)?,
    };
    let basis = purpose.basis.map_or(Some(Basis::Consent), |name| Basis::from_name(&name))?;
    Some(Purpose { id: purpose.id, basis, text: texts(lang, purpose.text, purpose.texts), recipients })
}

fn form_of(form: file::Form, all: &[Purpose], lang: &str) -> Option<Form> {
    let mode = match form.mode.as_deref() {
        None | Some("send") => Mode::Send,
        Some("post") => Mode::Post,
        Some(_) => return None,
    };
    let fields: Vec<Field> = collect(form.fields, |field| field_of(field, all, lang))?;
    let served = |purpose: &usize| fields.iter().any(|field| field.purposes.contains(purpose));
    let purposes = (0..all.len()).filter(served).collect();
    let receiver = form.receiver.unwrap_or_else(|| ["/v1/forms/", &form.id, "/submissions"].concat());
    let after = match form.after {
        None => After::Text(texts("en", DEFAULT_AFTER.to_string(), Translations::default())),
        Some(file::After { text: Some(text), texts: others, redirect: None }) => After::Text(texts(lang, text, others)),
        Some(file::After { text: None, redirect: Some(url), .. }) => After::Redirect(url),
        Some(_) => return None,
    };
    Some(Form { id: form.id, mode, receiver, clear: form.clear, fields, after, purposes })
}

fn field_of(field: file::Field, all: &[Purpose], lang: &str) -> Option<Field> {
    let purposes = indices(&field.purposes, all, |purpose| &purpose.id)?;
    let kind = field.kind.map_or(Some(Kind::Text), |name| Kind::from_name(&name))?;
    let reason = field.reason.map(|reason| texts(lang, reason, field.reasons));
    Some(Field { name: field.name, kind, required: field.required, reason, purposes })
}

/// The indices of `ids`, in the order of `all`; at least one.
fn indices<T>(ids: &[String], all: &[T], id: impl Fn(&T) -> &String) -> Option<Vec<usize>> {
    let found: Vec<usize> = (0..all.len()).filter(|&index| ids.contains(id(&all[index]))).collect();
    (found.len() == ids.len() && !ids.is_empty()).then_some(found)
}

fn texts(lang: &str, text: String, others: Translations) -> Texts {
    let mut texts = others.0;
    texts.insert(0, (lang.to_string(), text));
    Texts(texts)
}

fn collect<T, U>(items: impl IntoIterator<Item = T>, one: impl FnMut(T) -> Option<U>) -> Option<Vec<U>> {
    items.into_iter().map(one).collect()
}
