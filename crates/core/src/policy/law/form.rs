//! How a form asks.

use alloc::{borrow::ToOwned, vec::Vec};

use super::{Found, age, basis::has_preset_text, field, is_plain_http, rule, said::Said, words};
use crate::policy::{
    Basis, Field, Form, Policy, Purpose,
    file::{After, Terms, Texts},
    map::primary,
    place::Place,
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
        field::lint(policy, form, field, list.item(i), found);
    }
    let list = here.member("clear");
    for (i, name) in form.clear.iter().enumerate() {
        let typed = words::TYPED.contains(&&*name.to_lowercase());
        found.add(typed, list.item(i), &rule::CLEAR_PERSONAL);
    }
    if let Some(terms) = &form.terms {
        self::terms(terms, here.member("terms"), found);
    }
    age::lint(policy, form, &purposes, here, found);
    let after = here.member("after");
    if let Some(After { redirect: Some(url), .. }) = &form.after {
        found.add(is_plain_http(url), after.member("redirect"), &rule::REDIRECT_IN_CLEAR);
    }
}

/// Terms are accepted, and nothing else with them.
fn terms(terms: &Terms, here: Place<'_>, found: &mut Found) {
    let others = here.member("texts");
    for (i, (lang, text)) in terms.texts.0.iter().enumerate() {
        let place = if i == 0 { here.member("text") } else { others.member(lang) };
        let said = Said::new(lang, text).done();
        let words = said.words();
        found.add(said.says(words.consent) || said.says(words.marketing), place, &rule::CONSENT_IN_TERMS);
        found.add(said.says(words.pressure), place, &rule::PRESSURE);
    }
    found.add(is_plain_http(&terms.url), here.member("url"), &rule::LINK_IN_CLEAR);
}

/// Every text that people read on the form has every language that one of them has. Presets have theirs anyway: they need
/// those of the owner's texts and set none.
fn languages(policy: &Policy, form: &Form, purposes: &[&Purpose], here: Place<'_>, found: &mut Found) {
    let own = purposes.iter().filter(|purpose| !has_preset_text(purpose)).map(|purpose| &purpose.texts);
    let fields = form.fields.iter().filter(|field| field.reason.is_some()).map(|field| &field.reasons);
    let after = form.after.as_ref().filter(|after| after.text.is_some()).map(|after| &after.texts);
    let terms = form.terms.as_ref().map(|terms| &terms.texts);
    let automated = policy.automated().map(|automated| &automated.texts);
    let texts: Vec<&Texts> = own.chain(fields).chain(after).chain(terms).chain(automated).collect();
    let mut spoken: Vec<&str> = texts.iter().flat_map(|texts| texts.0.iter().map(|(lang, _)| &**lang)).collect();
    spoken.push(policy.lang());
    let lacks = |texts: &Texts| spoken.iter().any(|lang| texts.0.iter().all(|(known, _)| known != lang));
    let lacks_near =
        |texts: &Texts| spoken.iter().any(|lang| texts.0.iter().all(|(known, _)| primary(known) != primary(lang)));

    let root = Place::Root;
    let list = root.member("purposes");
    for (i, purpose) in policy.purposes().iter().enumerate() {
        let served = purposes.iter().any(|served| served.id == purpose.id);
        let lacks = if has_preset_text(purpose) { lacks_near(&purpose.texts) } else { lacks(&purpose.texts) };
        found.add(served && lacks, list.item(i).member("texts"), &rule::LANGUAGE_MISSING);
    }
    let list = here.member("fields");
    for (i, field) in form.fields.iter().enumerate() {
        let lacks = field.reason.is_some() && lacks(&field.reasons);
        found.add(lacks, list.item(i).member("reasons"), &rule::LANGUAGE_MISSING);
    }
    for (texts, place) in [
        (after, here.member("after").member("texts")),
        (terms, here.member("terms").member("texts")),
        (automated, root.member("automated").member("texts")),
    ] {
        found.add(texts.is_some_and(&lacks), place, &rule::LANGUAGE_MISSING);
    }
}
