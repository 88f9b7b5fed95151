//! The rules of a policy, each with the place where it is broken.

use alloc::{string::String, vec::Vec};

use waxseal_fields::{Kind, Rules};

use super::{
    Basis, CHANNELS, GROUNDS, Mistake, Problem, RETENTION_FROM, USES,
    file::{After, Field, File, Form, Purpose, Signers, Texts},
    law::RULES,
    place::Place,
    presets,
    regions::PACKS,
};
use crate::keys::{self, PublicKey};

/// Every problem of `file`, in its own order.
pub(super) fn check(file: &File) -> Vec<Problem> {
    let mut found = Found::default();
    let root = Place::Root;
    let lang = file.lang.as_deref().unwrap_or("en");
    found.head(file, lang);
    found.keys(file, root.member("keys").member("keys"));
    found.recipients(file, root.member("recipients"));
    found.purposes(file, lang, root.member("purposes"));
    for (i, form) in file.forms.iter().enumerate() {
        let here = root.member("forms");
        let twice = file.forms[..i].iter().any(|other| other.id == form.id);
        found.id(&form.id, twice, here.item(i).member("id"));
        found.form(file, form, lang, here.item(i));
    }
    found.0
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

    fn head(&mut self, file: &File, lang: &str) {
        let root = Place::Root;
        self.must(file.v == 1, root.member("v"), Mistake::UnknownVersion);
        self.must(file.revision > 0, root.member("revision"), Mistake::ZeroRevision);
        self.must(is_language(lang), root.member("lang"), Mistake::BadLanguage);
        let controller = &file.controller;
        let here = root.member("controller");
        for (name, value) in [
            ("name", &controller.name),
            ("address", &controller.address),
            ("contact", &controller.contact),
            ("privacy", &controller.privacy),
        ] {
            self.text(value, here.member(name));
        }
        self.must(is_country(&controller.country), here.member("country"), Mistake::BadCountry);
        self.url(&controller.privacy, here.member("privacy"));
        if let Some(url) = &file.withdraw {
            self.url(url, root.member("withdraw"));
        }
        if let Some(sentence) = &file.automated {
            self.texts(lang, &sentence.text, &sentence.texts, root.member("automated").member("text"));
        }
        for (name, mistake) in file.signers.iter().flat_map(Signers::mistakes) {
            self.must(false, root.member("signers").member(name), mistake);
        }
        let ids: Vec<&str> = PACKS.iter().map(|pack| pack.id).collect();
        self.references(
            file.regions.as_deref().unwrap_or_default(),
            &ids,
            root.member("regions"),
            Mistake::UnknownRegion,
        );
        self.answers(file, root.member("accepted"));
        for (list, empty) in [
            ("recipients", file.recipients.is_empty()),
            ("purposes", file.purposes.is_empty()),
            ("forms", file.forms.is_empty()),
        ] {
            self.must(!empty, root.member(list), Mistake::Empty);
        }
    }

    fn answers(&mut self, file: &File, here: Place<'_>) {
        for (code, answer) in &file.accepted.0 {
            let here = here.member(code);
            let known = RULES.iter().any(|rule| rule.code == code && rule.by_words);
            self.must(known, here, Mistake::UnknownAnswer);
            self.text(&answer.because, here.member("because"));
            self.text(&answer.by, here.member("by"));
            self.must(is_date(&answer.on), here.member("on"), Mistake::BadDate);
        }
    }

    fn keys(&mut self, file: &File, list: Place<'_>) {
        self.must(!file.keys.keys.is_empty(), list, Mistake::Empty);
        let mut keys: Vec<PublicKey> = Vec::new();
        for (i, jwk) in file.keys.keys.iter().enumerate() {
            match keys::read_jwk(jwk) {
                Ok(key) => {
                    self.must(!keys.contains(&key), list.item(i), Mistake::Duplicate);
                    let held = file.recipients.iter().any(|recipient| recipient.kid == key.id().as_str());
                    self.must(held, list.item(i), Mistake::UnnamedKey);
                    keys.push(key);
                }
                Err(error) => self.must(false, list.item(i), Mistake::Key(error)),
            }
        }
        for (i, recipient) in file.recipients.iter().enumerate() {
            let known = keys.iter().any(|key| key.id().as_str() == recipient.kid);
            self.must(known, Place::Root.member("recipients").item(i).member("kid"), Mistake::UnknownKey);
        }
    }

    fn recipients(&mut self, file: &File, list: Place<'_>) {
        for (i, recipient) in file.recipients.iter().enumerate() {
            let here = list.item(i);
            let twice = file.recipients[..i].iter().any(|other| other.id == recipient.id);
            self.id(&recipient.id, twice, here.member("id"));
            self.text(&recipient.name, here.member("name"));
        }
    }

    fn purposes(&mut self, file: &File, lang: &str, list: Place<'_>) {
        let known: Vec<&str> = file.recipients.iter().map(|recipient| &*recipient.id).collect();
        for (i, purpose) in file.purposes.iter().enumerate() {
            let here = list.item(i);
            let twice = file.purposes[..i].iter().any(|other| other.id == purpose.id);
            self.id(&purpose.id, twice, here.member("id"));
            let basis = purpose.basis.as_deref().map_or(Some(Basis::Consent), Basis::from_name);
            self.must(basis.is_some(), here.member("basis"), Mistake::UnknownBasis);
            self.purpose(purpose, lang, here);
            if let Some(ids) = &purpose.recipients {
                self.must(!ids.is_empty(), here.member("recipients"), Mistake::Empty);
                self.references(ids, &known, here.member("recipients"), Mistake::UnknownRecipient);
            }
            let serves = |field: &Field| field.purposes.contains(&purpose.id);
            let asks = |form: &Form| form.purposes.contains(&purpose.id) || form.fields.iter().any(serves);
            let used = file.forms.iter().any(asks);
            self.must(used, here, Mistake::UnusedPurpose);
        }
    }

    /// What a purpose says for itself.
    fn purpose(&mut self, purpose: &Purpose, lang: &str, here: Place<'_>) {
        let known = purpose.preset.as_ref().map(|preset| presets::names().contains(preset));
        self.must(known != Some(false), here.member("preset"), Mistake::UnknownPreset);
        match &purpose.text {
            Some(text) => self.texts(lang, text, &purpose.texts, here.member("text")),
            None => self.must(known.is_some(), here.member("text"), Mistake::Empty),
        }
        let channel = purpose.channel.as_deref().is_none_or(|channel| CHANNELS.contains(&channel));
        self.must(channel, here.member("channel"), Mistake::UnknownChannel);
        let term = purpose.dpv.as_deref().is_none_or(is_term);
        self.must(term, here.member("dpv"), Mistake::BadTerm);
        let list = here.member("uses");
        self.references(&purpose.uses, &USES, list, Mistake::UnknownUse);
        let list = here.member("parties");
        for (i, party) in purpose.parties.iter().enumerate() {
            let here = list.item(i);
            self.text(&party.name, here.member("name"));
            self.must(party.country.as_deref().is_none_or(is_country), here.member("country"), Mistake::BadCountry);
            let role = matches!(party.role.as_deref(), None | Some("controller" | "processor"));
            self.must(role, here.member("role"), Mistake::UnknownRole);
        }
        if let Some(retention) = &purpose.retention {
            let here = here.member("retention");
            self.must(RETENTION_FROM.contains(&&*retention.from), here.member("from"), Mistake::UnknownFrom);
            let timed = retention.duration.as_deref().map_or(retention.from == "withdrawal", is_duration);
            self.must(timed, here.member("duration"), Mistake::BadDuration);
        }
        let validity = purpose.validity.as_deref().is_none_or(is_duration);
        self.must(validity, here.member("validity"), Mistake::BadDuration);
    }

    fn form(&mut self, file: &File, form: &Form, lang: &str, here: Place<'_>) {
        let mode = matches!(form.mode.as_deref(), None | Some("send" | "post"));
        self.must(mode, here.member("mode"), Mistake::UnknownMode);
        if let Some(receiver) = &form.receiver {
            self.url(receiver, here.member("receiver"));
        }
        let list = here.member("fields");
        self.must(!form.fields.is_empty(), list, Mistake::Empty);
        for (i, field) in form.fields.iter().enumerate() {
            let twice = form.fields[..i].iter().any(|other| other.name == field.name);
            self.must(!twice, list.item(i).member("name"), Mistake::Duplicate);
            self.field(file, field, lang, list.item(i));
        }
        let list = here.member("clear");
        for (i, name) in form.clear.iter().enumerate() {
            let is_field = form.fields.iter().any(|field| field.name == *name);
            self.must(!is_field, list.item(i), Mistake::ClearField);
            self.must(!form.clear[..i].contains(name), list.item(i), Mistake::Duplicate);
        }
        let known: Vec<&str> = file.purposes.iter().map(|purpose| &*purpose.id).collect();
        self.references(&form.purposes, &known, here.member("purposes"), Mistake::UnknownPurpose);
        if let Some(terms) = &form.terms {
            let here = here.member("terms");
            self.texts(lang, &terms.text, &terms.texts, here.member("text"));
            self.url(&terms.url, here.member("url"));
        }
        if let Some(age) = &form.age {
            let here = here.member("age");
            self.must(matches!(&*age.ask, "year" | "band"), here.member("ask"), Mistake::UnknownQuestion);
            // An age that no law has is a slip.
            self.must(age.from.is_none_or(|from| (13..=21).contains(&from)), here.member("from"), Mistake::BadAge);
        }
        if let Some(after) = &form.after {
            self.after(after, lang, here.member("after"));
        }
    }

    fn field(&mut self, file: &File, field: &Field, lang: &str, here: Place<'_>) {
        self.text(&field.name, here.member("name"));
        let kind = field.kind.as_deref().map_or(Some(Kind::Text), Kind::from_name);
        self.must(kind.is_some(), here.member("kind"), Mistake::UnknownKind);
        let ground = field.special.as_deref().is_none_or(|ground| GROUNDS.contains(&ground));
        self.must(ground, here.member("special"), Mistake::UnknownGround);
        let known: Vec<&str> = file.purposes.iter().map(|purpose| &*purpose.id).collect();
        self.must(!field.purposes.is_empty(), here.member("purposes"), Mistake::NoPurpose);
        self.references(&field.purposes, &known, here.member("purposes"), Mistake::UnknownPurpose);
        let mut rules = Rules::default();
        for (name, value) in &field.options.0 {
            self.must(rules.set(name, value), here.member("options").member(name), Mistake::UnknownOption);
        }
        if let Some(reason) = &field.reason {
            self.texts(lang, reason, &field.reasons, here.member("reason"));
        }
    }

    fn after(&mut self, after: &After, lang: &str, here: Place<'_>) {
        match (&after.text, &after.redirect) {
            (None, Some(url)) if after.texts.0.is_empty() => self.url(url, here.member("redirect")),
            (Some(text), None) => self.texts(lang, text, &after.texts, here.member("text")),
            _ => self.must(false, here, Mistake::AfterChoice),
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

    fn texts(&mut self, lang: &str, text: &str, others: &Texts, place: Place<'_>) {
        self.text(text, place);
        for (i, (other, text)) in others.0.iter().enumerate() {
            self.text(text, place);
            self.must(is_language(other), place, Mistake::BadLanguage);
            let twice = other == lang || others.0[..i].iter().any(|(known, _)| known == other);
            self.must(!twice, place, Mistake::Duplicate);
        }
    }

    /// Reports ids that are unknown or stand twice.
    fn references(&mut self, ids: &[String], known: &[&str], list: Place<'_>, unknown: Mistake) {
        for (i, id) in ids.iter().enumerate() {
            self.must(known.contains(&&**id), list.item(i), unknown);
            self.must(!ids[..i].contains(id), list.item(i), Mistake::Duplicate);
        }
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

/// Two capital letters.
fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// A prefix of the vocabulary and a name: `dpv:DirectMarketing`.
fn is_term(term: &str) -> bool {
    let plain = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    term.strip_prefix("dpv:").is_some_and(plain)
}

/// `P3Y`, `P24M`, `P2W` or `P30D` (ISO 8601): one whole number of one unit, which every language can say.
fn is_duration(text: &str) -> bool {
    let number = text.strip_prefix('P').and_then(|rest| rest.strip_suffix(['Y', 'M', 'W', 'D']));
    number.is_some_and(|number| (1..=4).contains(&number.len()) && number.parse::<u32>().is_ok_and(|n| n > 0))
}

/// A month or a day of ISO 8601: `2026-11`, `2026-11-29`.
fn is_date(text: &str) -> bool {
    let number = |part: Option<&str>, digits: usize, most: u32| {
        let part = part.filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()));
        part.and_then(|part| part.parse().ok()).is_some_and(|number: u32| (1..=most).contains(&number))
    };
    let mut parts = text.split('-');
    let month = number(parts.next(), 4, 9999) && number(parts.next(), 2, 12);
    let day = parts.next();
    month && (day.is_none() || number(day, 2, 31)) && parts.next().is_none()
}

/// A relative reference or http(s): anything else (`javascript:`, `data:`) may not be navigated or posted to.
fn is_url(url: &str) -> bool {
    let end = url.find([':', '/', '?', '#']).unwrap_or(url.len());
    let (scheme, rest) = url.split_at(end);
    let printable = !url.is_empty() && url.chars().all(|c| c > ' ' && c != '\\' && c != '\u{7f}');
    let http = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    printable && (http || !rest.starts_with(':'))
}
