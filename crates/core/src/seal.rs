//! Sealing: answers into an envelope, in two steps. [`Capsule::prepare`] may run ahead; [`finish`] is cheap.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use aes_gcm::{Aes256Gcm, KeyInit, aead::AeadInOut};

use crate::{
    base64,
    capsule::Capsule,
    consent::{Decision, Record, text_hash},
    envelope,
    json::{Object, push_array, push_string, sort_members},
    keys::PublicKey,
    manifest::ManifestHash,
    padding,
    policy::{Basis, Field, Form, Policy, Purpose},
};

/// The most parts in one envelope.
pub const MAX_PARTS: usize = 64;

/// What a person typed and chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The language they were addressed in (BCP 47).
    pub lang: String,
    /// The page's origin, where there is one.
    pub origin: Option<String>,
    /// The ids of the purposes whose box they ticked.
    pub given: Vec<String>,
    /// Each field's name and value. Fields that the policy does not know are left out.
    pub fields: Vec<(String, Value)>,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One entry.
    Text(String),
    /// One entry, and what a check made of it: `0151 23456789` and `+4915123456789`.
    Normalised {
        /// As it was typed.
        typed: String,
        /// As a machine reads it.
        value: String,
    },
    /// Several entries of one name.
    List(Vec<String>),
}

/// What is new about each submission.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Its id: 16 fresh random bytes.
    pub sid: [u8; 16],
    /// The time, in seconds since 1970.
    pub iat: u64,
    /// The hash of the policy in use.
    pub mh: ManifestHash,
}

/// What becomes one part: the fields that serve the same given purposes, for recipients of one strength.
#[derive(Debug)]
pub struct Group<'a> {
    /// The given purposes, in the policy's order.
    pub purposes: Vec<&'a Purpose>,
    /// The fields.
    pub fields: Vec<&'a Field>,
    /// The recipients' keys. Never empty; all post-quantum, or none.
    pub keys: Vec<&'a PublicKey>,
}

/// The groups that `form` falls into when the purposes `ticked` are given beside those that need no box.
pub fn groups<'a>(policy: &'a Policy, form: &'a Form, ticked: &[String]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for field in &form.fields {
        let mut purposes: Vec<&Purpose> = Vec::new();
        for purpose in policy.purposes() {
            if field.purposes.contains(&purpose.id) && is_given(purpose, ticked) {
                purposes.push(purpose);
            }
        }
        if purposes.is_empty() {
            continue;
        }
        let same = |other: &Group<'_>| other.purposes.iter().map(|p| &p.id).eq(purposes.iter().map(|p| &p.id));
        let mut known = false;
        for group in groups.iter_mut().filter(|group| same(group)) {
            group.fields.push(field);
            known = true;
        }
        // A part never mixes strengths: what the classical key opens, a quantum computer would.
        for strength in [true, false].into_iter().filter(|_| !known) {
            let mut keys: Vec<&PublicKey> = Vec::new();
            for key in policy.keys() {
                let opens = purposes.iter().any(|purpose| policy.opens(key, purpose));
                if opens && key.suite().is_post_quantum() == strength {
                    keys.push(key);
                }
            }
            if !keys.is_empty() {
                groups.push(Group { purposes: purposes.clone(), fields: alloc::vec![field], keys });
            }
        }
    }
    groups
}

fn is_given(purpose: &Purpose, ticked: &[String]) -> bool {
    purpose.basis() != Basis::Consent || ticked.contains(&purpose.id)
}

/// Seals `answers` with capsules prepared for the [`groups`] of what was given, one each, in order.
///
/// # Errors
///
/// [`SealError::NothingToSend`] if no given purpose needs any field, [`SealError::NotPrepared`] if the capsules are
/// not those of the groups.
pub fn finish(
    policy: &Policy,
    form: &Form,
    answers: &Answers,
    moment: &Moment,
    capsules: Vec<Capsule>,
) -> Result<String, SealError> {
    let groups = groups(policy, form, &answers.given);
    if groups.is_empty() {
        return Err(SealError::NothingToSend);
    }
    let fit = groups.len() == capsules.len() && groups.iter().zip(&capsules).all(|(g, c)| c.fits(&g.keys));
    if !fit {
        return Err(SealError::NotPrepared);
    }
    let mut refused: Vec<&Purpose> = Vec::new();
    for purpose in policy.purposes_of(form) {
        if !is_given(purpose, &answers.given) {
            refused.push(purpose);
        }
    }
    let contents = groups.iter().map(|group| {
        let mut purposes = Vec::new();
        for (shown, given) in [(&group.purposes, true), (&refused, false)] {
            for purpose in shown {
                purposes.push(decision(purpose, given, &answers.lang));
            }
        }
        let mine = |name: &str| group.fields.iter().any(|field| field.name == name);
        let fields = answers.fields.iter().filter(|(name, _)| mine(name)).collect();
        Content { purposes, fields }
    });
    let form = [&*form.id, "@", &policy.revision().to_string()].concat();
    write_envelope(&form, answers, moment, contents.collect(), capsules)
}

fn decision(purpose: &Purpose, given: bool, lang: &str) -> Decision {
    let (lang, text) = purpose.texts.pick(lang);
    Decision {
        basis: purpose.basis().name().to_string(),
        given,
        id: purpose.id.clone(),
        lang: lang.to_string(),
        sha256: text_hash(text),
        text: text.to_string(),
    }
}

/// What goes into one part.
struct Content<'a> {
    purposes: Vec<Decision>,
    fields: Vec<&'a (String, Value)>,
}

fn write_envelope(
    form: &str,
    answers: &Answers,
    moment: &Moment,
    contents: Vec<Content<'_>>,
    capsules: Vec<Capsule>,
) -> Result<String, SealError> {
    if contents.len() > MAX_PARTS {
        return Err(SealError::TooLarge);
    }
    let (sid, mh) = (base64::encode(&moment.sid), moment.mh.to_string());
    let of = contents.len();
    let mut parts = Vec::with_capacity(of);
    for (n, (content, capsule)) in contents.into_iter().zip(capsules).enumerate() {
        let pur = content.purposes.iter().filter(|decision| decision.given).map(|decision| decision.id.clone());
        let protected = envelope::Protected {
            sid: sid.clone(),
            n: n as u64,
            of: of as u64,
            pur: pur.collect(),
            mh: mh.clone(),
            cmt: capsule.commitment.clone(),
        };
        let record = Record {
            form: form.to_string(),
            iat: moment.iat,
            lang: answers.lang.clone(),
            mh: mh.clone(),
            origin: answers.origin.clone(),
            purposes: content.purposes,
            sid: sid.clone(),
            v: 1,
        };
        parts.push(seal_part(&protected, &record, content.fields, &capsule)?);
    }
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    object.number("v", 1).string("sid", &sid).number("iat", moment.iat).string("form", form).string("mh", &mh);
    push_array(object.member("parts"), &parts, |out, part| {
        out.push_str(part);
    });
    object.member("files").push_str("[]");
    object.end();
    if out.len() > envelope::MAX_BYTES {
        return Err(SealError::TooLarge);
    }
    Ok(out)
}

#[inline(never)]
fn seal_part(
    protected: &envelope::Protected,
    record: &Record,
    fields: Vec<&(String, Value)>,
    capsule: &Capsule,
) -> Result<String, SealError> {
    let protected = base64::encode(protected.to_json().as_bytes());
    let aad = base64::encode(record.to_json().as_bytes());
    let mut text = plaintext(fields).into_bytes();
    let cipher = Aes256Gcm::new((&*capsule.content_key).into());
    let authenticated = [&*protected, ".", &aad].concat();
    let tag = cipher
        .encrypt_inout_detached((&capsule.iv).into(), authenticated.as_bytes(), text.as_mut_slice().into())
        .map_err(|_| SealError::TooLarge)?;
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    object.string("protected", &protected).string("aad", &aad);
    object.member("recipients").push_str(&capsule.recipients);
    object.string("iv", &base64::encode(&capsule.iv)).string("ciphertext", &base64::encode(&text));
    object.string("tag", &base64::encode(&tag)).end();
    Ok(out)
}

/// The canonical record of the fields, then spaces up to its bucket: legal JSON, so no opener needs to unpad.
#[inline(never)]
fn plaintext(fields: Vec<&(String, Value)>) -> String {
    let mut fields = sort_members(fields, |(name, _)| name);
    fields.dedup_by(|later, first| later.0 == first.0);
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    let mut members = Object::new(object.member("fields"));
    let mut values = Vec::new();
    for (name, value) in fields {
        let out = members.member(name);
        match value {
            Value::Text(text) => push_string(out, text),
            Value::Normalised { typed, value } => {
                push_string(out, typed);
                values.push((name, value));
            }
            Value::List(items) => push_array(out, items, |out, item| push_string(out, item)),
        }
    }
    members.end();
    object.member("files").push_str("[]");
    if !values.is_empty() {
        let mut members = Object::new(object.member("values"));
        for (name, value) in values {
            members.string(name, value);
        }
        members.end();
    }
    object.end();
    let missing = padding::bucket(out.len()) - out.len();
    out.extend(core::iter::repeat_n(' ', missing));
    out
}

/// Seals in one call, where P-256 is at hand natively.
///
/// # Errors
///
/// [`SealError::UnknownForm`] for a form that the policy does not know, else as [`finish`].
#[cfg(feature = "open")]
pub fn seal(
    policy: &Policy,
    form: &str,
    answers: &Answers,
    moment: &Moment,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<String, SealError> {
    let form = policy.form(form).ok_or(SealError::UnknownForm)?;
    let groups = groups(policy, form, &answers.given);
    let capsules = groups.iter().map(|group| prepare_natively(&group.keys, rng)).collect::<Result<_, _>>()?;
    finish(policy, form, answers, moment, capsules)
}

/// Seals `fields` to `keys` without a policy: one part, no purposes, and the form `form`, such as `import@0`.
/// Keys of both strengths are refused together.
///
/// # Errors
///
/// [`SealError::BadKey`] for no keys, or keys that cannot share a part.
#[cfg(feature = "open")]
pub fn seal_to(
    keys: &[PublicKey],
    answers: &Answers,
    moment: &Moment,
    form: &str,
    rng: &mut impl rand_core::CryptoRng,
) -> Result<String, SealError> {
    let first = keys.first().ok_or(SealError::BadKey)?;
    if keys.iter().any(|key| key.suite().is_post_quantum() != first.suite().is_post_quantum()) {
        return Err(SealError::BadKey);
    }
    let keys: Vec<&PublicKey> = keys.iter().collect();
    let content = Content { purposes: Vec::new(), fields: answers.fields.iter().collect() };
    let capsule = prepare_natively(&keys, rng)?;
    write_envelope(form, answers, moment, alloc::vec![content], alloc::vec![capsule])
}

#[cfg(feature = "open")]
fn prepare_natively(keys: &[&PublicKey], rng: &mut impl rand_core::CryptoRng) -> Result<Capsule, SealError> {
    use crate::capsule::P256Secret;
    let mut agreed = Vec::new();
    for key in keys.iter().filter(|key| key.p256_point().is_some()) {
        agreed.push((key.id(), P256Secret::generate(key, rng)?));
    }
    let mut take = |key: &PublicKey| {
        let position = agreed.iter().position(|(id, _)| *id == key.id())?;
        Some(agreed.swap_remove(position).1)
    };
    Capsule::prepare(keys, &mut take, rng)
}

/// Why nothing was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SealError {
    /// The policy has no such form.
    UnknownForm,
    /// No purpose was given that needs any of the fields.
    NothingToSend,
    /// No capsule is at hand for these recipients.
    NotPrepared,
    /// Nothing can be sealed to one of the keys.
    BadKey,
    /// More than an envelope holds.
    TooLarge,
}

impl SealError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownForm => "unknown-form",
            Self::NothingToSend => "nothing-to-send",
            Self::NotPrepared => "not-prepared",
            Self::BadKey => "bad-key",
            Self::TooLarge => "too-large",
        }
    }
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownForm => "the policy has no form of this id; correct the id or add the form",
            Self::NothingToSend => "no given purpose needs any of the fields; give at least one purpose",
            Self::NotPrepared => "no key agreement is at hand for these recipients; prepare one first",
            Self::BadKey => "nothing can be sealed to these keys together; check the policy",
            Self::TooLarge => "more than an envelope holds; send less",
        })
    }
}

impl core::error::Error for SealError {}
