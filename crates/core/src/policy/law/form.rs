//! How a form asks.

use alloc::{borrow::ToOwned, vec::Vec};

use super::{
    Found, is_plain_http, rule,
    words::{self, Said},
};
use crate::{
    fields::Kind,
    policy::{
        Basis, Field, Form, Policy, Purpose,
        file::{After, Texts},
        place::Place,
    },
};

/// Boxes that people still read.
const BOXES: usize = 5;

pub(super) fn lint(policy: &Policy, form: &Form, here: Place<'_>, found: &mut Found) {
    let purposes: Vec<&Purpose> = policy.purposes_of(form).collect();
    let boxes: Vec<&&Purpose> = purposes.iter().filter(|purpose| purpose.basis() == Basis::Consent).collect();
    found.add(boxes.len() > BOXES, here, &rule::TOO_MANY);
    let text = |purpose: &Purpose| purpose.texts.pick(policy.lang()).1.trim().to_owned();
    let alike = boxes.iter().enumerate().any(|(i, one)| boxes[..i].iter().any(|other| text(other) == text(one)));
    found.add(alike, here, &rule::SAME_TEXT);
    languages(policy, form, &purposes, here, found);
    let list = here.member("fields");
    // What is needed by a contract, the sentence of its purpose explains. One is enough to be told: the others follow.
    let asked = |field: &Field| boxes.iter().any(|purpose| field.purposes.contains(&purpose.id));
    if let Some(i) = form.fields.iter().position(|field| field.reason.is_none() && asked(field)) {
        found.add(true, list.item(i), &rule::NO_REASON);
    }
    for (i, field) in form.fields.iter().enumerate() {
        self::field(policy, form, field, list.item(i), found);
    }
    let after = here.member("after");
    if let Some(After { redirect: Some(url), .. }) = &form.after {
        found.add(is_plain_http(url), after.member("redirect"), &rule::REDIRECT_IN_CLEAR);
    }
}

/// Every text that people read on the form has every language that one of them has.
fn languages(policy: &Policy, form: &Form, purposes: &[&Purpose], here: Place<'_>, found: &mut Found) {
    let fields = form.fields.iter().filter(|field| field.reason.is_some()).map(|field| &field.reasons);
    let after = form.after.as_ref().filter(|after| after.text.is_some()).map(|after| &after.texts);
    let texts: Vec<&Texts> = purposes.iter().map(|purpose| &purpose.texts).chain(fields).chain(after).collect();
    let spoken: Vec<&str> = texts.iter().flat_map(|texts| texts.0.iter().map(|(lang, _)| &**lang)).collect();
    let lacks = |texts: &Texts| spoken.iter().any(|lang| texts.0.iter().all(|(known, _)| known != lang));

    let root = Place::Root;
    let list = root.member("purposes");
    for (i, purpose) in policy.purposes().iter().enumerate() {
        let served = purposes.iter().any(|served| served.id == purpose.id);
        found.add(served && lacks(&purpose.texts), list.item(i).member("texts"), &rule::LANGUAGE_MISSING);
    }
    let list = here.member("fields");
    for (i, field) in form.fields.iter().enumerate() {
        let lacks = field.reason.is_some() && lacks(&field.reasons);
        found.add(lacks, list.item(i).member("reasons"), &rule::LANGUAGE_MISSING);
    }
    found.add(after.is_some_and(lacks), here.member("after").member("texts"), &rule::LANGUAGE_MISSING);
}

fn field(policy: &Policy, form: &Form, field: &Field, here: Place<'_>, found: &mut Found) {
    let purposes: Vec<&Purpose> =
        policy.purposes().iter().filter(|purpose| field.purposes.contains(&purpose.id)).collect();
    let consent = |purpose: &&Purpose| purpose.basis() == Basis::Consent;
    let all_consent = !purposes.is_empty() && purposes.iter().all(consent);
    let hints = field.reasons.0.iter().any(|(lang, reason)| Said::new(lang, reason).says(words::AGE));
    found.add(hints, here.member("reason"), &rule::AGE_HINT);
    if is_special(&field.name) {
        let alone = |purpose: &&Purpose| {
            let others = form.fields.iter().filter(|other| other.purposes.contains(&purpose.id));
            others.filter(|other| !is_special(&other.name)).count() == 0
        };
        let explicit = purposes.len() == 1 && purposes.iter().all(|purpose| consent(purpose) && alone(purpose));
        let duty = purposes.iter().all(|purpose| purpose.basis() == Basis::LegalObligation);
        found.add(!explicit && !duty, here.member("purposes"), &rule::SPECIAL_CATEGORY);
    }
    let sensitive = matches!(
        field.kind(),
        Kind::NationalId
            | Kind::CardNumber
            | Kind::CardExpiry
            | Kind::CardCode
            | Kind::CardName
            | Kind::Iban
            | Kind::Bic
    );
    found.add(sensitive && all_consent, here.member("purposes"), &rule::SENSITIVE_FOR_CONSENT);
    let spare = field.required && all_consent && purposes.iter().all(|purpose| reaches_otherwise(purpose, field));
    found.add(spare, here.member("required"), &rule::MORE_THAN_NEEDED);
}

/// Whether a purpose says that it goes by a channel, and the field is how another one reaches people.
fn reaches_otherwise(purpose: &Purpose, field: &Field) -> bool {
    use words::Channel::{Email, Phone, Post, Sms};
    let own: &[words::Channel] = match field.kind() {
        Kind::Email => &[Email],
        Kind::Tel | Kind::Mobile => &[Sms, Phone],
        Kind::StreetAddress | Kind::AddressLine1 | Kind::AddressLine2 => &[Post],
        _ => return false,
    };
    let said = purpose.texts.0.first();
    let channels = said.map_or_else(Vec::new, |(lang, text)| Said::new(lang, text).done().channels());
    !channels.is_empty() && !channels.iter().any(|channel| own.contains(channel))
}

/// Whether a field is named for data of GDPR art. 9(1).
fn is_special(name: &str) -> bool {
    let lower = name.to_lowercase();
    words::SPECIAL.contains(&&*lower)
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| words::SPECIAL.contains(&word))
}
