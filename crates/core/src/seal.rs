//! Sealing: answers into an envelope, in two steps. [`Capsule::prepare`] may run ahead; [`finish`] is cheap.

use alloc::{string::String, vec::Vec};
use core::fmt;

use aes_gcm::{Aes256Gcm, KeyInit, aead::AeadInOut};
use sha2::{Digest, Sha256};

use crate::{
    base64,
    capsule::Capsule,
    envelope,
    json::{Object, push_array, push_string, sort_members},
    keys::PublicKey,
    padding,
    policy::{Field, Form, Policy, Purpose},
};

/// The most parts in one envelope.
pub const MAX_PARTS: usize = 64;

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

/// The groups that `form` falls into when the purposes `given` are those that may be served.
pub fn groups<'a>(policy: &'a Policy, form: &'a Form, given: &[String]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for field in &form.fields {
        let mut purposes: Vec<&Purpose> = Vec::new();
        for purpose in policy.purposes() {
            if field.purposes.contains(&purpose.id) && given.contains(&purpose.id) {
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

/// A record as it was written down, and what of it stands in the envelope too.
#[derive(Clone, Debug)]
pub struct Written {
    /// The exact bytes: canonical JSON, with the time and the holder's signature.
    pub json: String,
    /// The submission's id, base64url.
    pub sid: String,
    /// The time, in seconds since 1970.
    pub iat: u64,
    /// The form and the policy's revision, `signup@7`.
    pub form: String,
    /// The hash of the policy, base64url.
    pub mh: String,
    /// The ids of the purposes that were given.
    pub given: Vec<String>,
}

#[cfg(feature = "read")]
impl From<&crate::consent::Record> for Written {
    fn from(record: &crate::consent::Record) -> Self {
        Self {
            json: record.to_json(),
            sid: record.sid.clone(),
            iat: record.iat,
            form: record.form.clone(),
            mh: record.mh.clone(),
            given: record.given().map(Into::into).collect(),
        }
    }
}

/// Seals `fields` under a signed record with capsules prepared for the [`groups`] of what it gives, one each, in order: those whose
/// commitments the record names.
///
/// # Errors
///
/// [`SealError::NothingToSend`] if no given purpose needs any field, [`SealError::NotPrepared`] if the capsules are not those
/// of the groups.
pub fn finish(
    policy: &Policy,
    form: &Form,
    fields: &[(String, Value)],
    record: &Written,
    capsules: Vec<Capsule>,
) -> Result<String, SealError> {
    let groups = groups(policy, form, &record.given);
    if groups.is_empty() {
        return Err(SealError::NothingToSend);
    }
    if groups.len() != capsules.len() || !groups.iter().zip(&capsules).all(|(g, c)| c.fits(&g.keys)) {
        return Err(SealError::NotPrepared);
    }
    let contents = groups.iter().map(|group| {
        let mut purposes = Vec::new();
        for purpose in &group.purposes {
            purposes.push(purpose.id.clone());
        }
        let mine = |name: &str| group.fields.iter().any(|field| field.name == name);
        Content { purposes, fields: fields.iter().filter(|(name, _)| mine(name)).collect() }
    });
    write_envelope(record, contents.collect(), capsules)
}

/// What goes into one part.
pub struct Content<'a> {
    /// The ids of the purposes that it serves.
    pub purposes: Vec<String>,
    /// Names and values.
    pub fields: Vec<&'a (String, Value)>,
}

/// Seals each of `contents` with the capsule of the same place, whoever its keys are: [`finish`] sees to it that they are those
/// of the policy.
///
/// # Errors
///
/// [`SealError::TooLarge`] for more than an envelope holds.
pub fn write_envelope(
    record: &Written,
    contents: Vec<Content<'_>>,
    capsules: Vec<Capsule>,
) -> Result<String, SealError> {
    if contents.len() > MAX_PARTS {
        return Err(SealError::TooLarge);
    }
    let aad = base64::encode(&Sha256::digest(record.json.as_bytes()));
    let of = contents.len();
    let mut parts = Vec::with_capacity(of);
    for (n, (content, capsule)) in contents.into_iter().zip(capsules).enumerate() {
        let protected = envelope::Protected {
            sid: record.sid.clone(),
            n: n as u64,
            of: of as u64,
            pur: content.purposes,
            mh: record.mh.clone(),
            cmt: capsule.commitment.clone(),
        };
        parts.push(seal_part(&protected, &aad, content.fields, &capsule)?);
    }
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    object.number("v", 1).string("sid", &record.sid).number("iat", record.iat).string("form", &record.form);
    object.string("mh", &record.mh).string("consent", &record.json);
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
    aad: &str,
    fields: Vec<&(String, Value)>,
    capsule: &Capsule,
) -> Result<String, SealError> {
    let protected = base64::encode(protected.to_json().as_bytes());
    let mut text = plaintext(fields).into_bytes();
    let cipher = Aes256Gcm::new((&*capsule.content_key).into());
    let authenticated = [&*protected, ".", aad].concat();
    let tag = cipher
        .encrypt_inout_detached((&capsule.iv).into(), authenticated.as_bytes(), text.as_mut_slice().into())
        .map_err(|_| SealError::TooLarge)?;
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    object.string("protected", &protected).string("aad", aad);
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
