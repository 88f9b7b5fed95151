//! Every reference looked up, every default filled in. That the rules hold is [`check`](super::check)'s to say, before a
//! policy is signed, pinned or served; here, where each byte is sent to everybody, they cost nothing again.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::mem;

use super::{
    Basis, File, Policy,
    file::{After, Field, Form, Purpose, Sentence, Texts},
};
use waxseal_fields::Kind;

use crate::keys::PublicKey;

/// What the person reads after a submission when the policy does not say.
const DEFAULT_AFTER: &str = "Thank you. Your answers were sealed in your browser and have arrived.";

/// `None` if a reference leads nowhere, or a word is none that the format has.
pub(super) fn resolve(mut file: File) -> Option<Policy> {
    let mut keys = Vec::new();
    for jwk in &file.keys.keys {
        keys.push(PublicKey::try_from(jwk).ok()?);
    }
    let mut sound = file.v == 1;
    for recipient in &file.recipients {
        sound &= keys.iter().any(|key: &PublicKey| key.id().as_str() == recipient.kid);
    }
    let lang = file.lang.get_or_insert_with(|| "en".to_string());
    let recipients: Vec<String> = file.recipients.iter().map(|recipient| recipient.id.clone()).collect();
    for purpose in &mut file.purposes {
        sound &= settle_purpose(purpose, &recipients, lang);
    }
    if let Some(Sentence { text, texts }) = &mut file.automated {
        own_first(texts, text, lang);
    }
    for form in &mut file.forms {
        sound &= settle_form(form, &file.purposes, lang);
    }
    sound.then_some(Policy { file, keys })
}

fn settle_purpose(purpose: &mut Purpose, all: &[String], lang: &str) -> bool {
    if let Some(text) = &mut purpose.text {
        own_first(&mut purpose.texts, text, lang);
    }
    let recipients = purpose.recipients.get_or_insert_with(|| all.to_vec());
    let known = !recipients.is_empty() && recipients.iter().all(|id| all.contains(id));
    known && purpose.basis.as_deref().is_none_or(|name| Basis::from_name(name).is_some())
}

fn settle_form(form: &mut Form, purposes: &[Purpose], lang: &str) -> bool {
    let mut sound = matches!(form.mode.as_deref(), None | Some("send" | "post"));
    if form.receiver.is_none() {
        form.receiver = Some(["v1/forms/", &form.id, "/submissions"].concat());
    }
    sound &= form.purposes.iter().all(|id| purposes.iter().any(|purpose| purpose.id == *id));
    if let Some(terms) = &mut form.terms {
        own_first(&mut terms.texts, &mut terms.text, lang);
    }
    for field in &mut form.fields {
        sound &= settle_field(field, purposes, lang);
    }
    let after = form.after.get_or_insert_with(After::default);
    match (&mut after.text, &after.redirect) {
        (Some(text), None) => own_first(&mut after.texts, text, lang),
        (None, None) => after.texts = Texts(alloc::vec![("en".to_string(), DEFAULT_AFTER.to_string())]),
        (None, Some(_)) => {}
        (Some(_), Some(_)) => sound = false,
    }
    sound
}

fn settle_field(field: &mut Field, purposes: &[Purpose], lang: &str) -> bool {
    if let Some(reason) = &mut field.reason {
        own_first(&mut field.reasons, reason, lang);
    }
    let known = |id: &String| purposes.iter().any(|purpose| purpose.id == *id);
    let sound = !field.purposes.is_empty() && field.purposes.iter().all(known);
    sound && field.kind.as_deref().is_none_or(|name| Kind::from_name(name).is_some())
}

/// Puts the text in the policy's language before its translations.
fn own_first(texts: &mut Texts, text: &mut String, lang: &str) {
    texts.0.insert(0, (lang.to_string(), mem::take(text)));
}
