//! Sealing in one call, where there is no page: a program says what a person typed and chose.

use rand_core::CryptoRng;
use waxseal_core::{
    base64url_encode,
    capsule::Capsule,
    choices::{Choice, Choices},
    consent::{Control, Record, time},
    holder::Statement,
    keys::PublicKey,
    manifest::ManifestHash,
    policy::{Basis, Form, Policy, Purpose},
    seal::{Content, SealError, Value, finish, groups, write_envelope},
};

use crate::{holder::Holder, receipt::Receipt, secret};

/// What a person typed and chose, where no page was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The language they were addressed in (BCP 47).
    pub lang: String,
    /// Where they were asked, if that was on a page.
    pub origin: Option<String>,
    /// The ids of the purposes that they consented to. Those that need no consent count as given.
    pub given: Vec<String>,
    /// Each field's name and value. Fields that the policy does not know are left out.
    pub fields: Vec<(String, Value)>,
}

/// A submission, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What is sent.
    pub envelope: String,
    /// What the person keeps.
    pub receipt: Receipt,
}

/// What is new about each submission.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Its id: 16 fresh random bytes.
    pub sid: [u8; 16],
    /// The time, in seconds since 1970.
    pub iat: u64,
    /// The hash of the policy in use.
    pub mh: ManifestHash,
}

/// Seals in one call, where there is no page: what the policy says counts as shown.
///
/// # Errors
///
/// [`SealError::UnknownForm`] for a form that the policy does not know, else as [`finish`].
pub fn seal(
    policy: &Policy,
    form: &str,
    answers: &Answers,
    moment: &Moment,
    rng: &mut impl CryptoRng,
) -> Result<Sealed, SealError> {
    let form = policy.form(form).ok_or(SealError::UnknownForm)?;
    let choices = imported(policy, form, answers, moment);
    let groups = groups(policy, form, &choices.given());
    let capsules = groups.iter().map(|group| prepare_natively(&group.keys, rng)).collect::<Result<Vec<_>, _>>()?;
    let holder = Holder::generate(rng);
    let parts = (base64url_encode(&moment.sid), commitments(&capsules));
    let mut record = choices.record(policy, form, parts, moment.mh.to_string(), holder.public());
    record.sig = Some(holder.sign(Statement::Consent, &record.signed()));
    record.iat = moment.iat;
    let envelope = finish(policy, form, &answers.fields, &(&record).into(), capsules)?;
    let withdraw = policy.withdraw().map(ToString::to_string);
    Ok(Sealed { envelope, receipt: Receipt { key: Some(holder.secret()), record, v: 1, withdraw } })
}

/// The choices as a program tells them.
fn imported(policy: &Policy, form: &Form, answers: &Answers, moment: &Moment) -> Choices {
    let created = time(moment.iat);
    let choice = |purpose: &Purpose| {
        let (lang, text) = purpose.texts.pick(&answers.lang);
        Choice {
            id: purpose.id.clone(),
            given: purpose.basis() != Basis::Consent || answers.given.contains(&purpose.id),
            control: Control::Import,
            why: None,
            time: created.clone(),
            lang: lang.to_string(),
            text: text.to_string(),
        }
    };
    Choices {
        lang: answers.lang.clone(),
        created: created.clone(),
        origin: answers.origin.clone(),
        purposes: policy.purposes_of(form).map(choice).collect(),
        ..Choices::default()
    }
}

/// Seals `fields` to `keys` without a policy: one part, no purposes, nobody asked, and the form `form`, such as `import@0`.
/// Keys of both strengths are refused together.
///
/// # Errors
///
/// [`SealError::BadKey`] for no keys, or keys that cannot share a part.
pub fn seal_to(
    keys: &[PublicKey],
    answers: &Answers,
    moment: &Moment,
    form: &str,
    rng: &mut impl CryptoRng,
) -> Result<String, SealError> {
    let first = keys.first().ok_or(SealError::BadKey)?;
    if keys.iter().any(|key| key.suite().is_post_quantum() != first.suite().is_post_quantum()) {
        return Err(SealError::BadKey);
    }
    let keys: Vec<&PublicKey> = keys.iter().collect();
    let content = Content { purposes: Vec::new(), fields: answers.fields.iter().collect() };
    let capsules = vec![prepare_natively(&keys, rng)?];
    let record = Record {
        cmt: commitments(&capsules),
        form: form.to_string(),
        iat: moment.iat,
        lang: answers.lang.clone(),
        mh: moment.mh.to_string(),
        sid: base64url_encode(&moment.sid),
        v: 1,
        ..Default::default()
    };
    write_envelope(&(&record).into(), vec![content], capsules)
}

fn commitments(capsules: &[Capsule]) -> Vec<String> {
    capsules.iter().map(|capsule| capsule.commitment().to_string()).collect()
}

fn prepare_natively(keys: &[&PublicKey], rng: &mut impl CryptoRng) -> Result<Capsule, SealError> {
    let mut agreed = Vec::new();
    for key in keys.iter().filter(|key| key.p256_point().is_some()) {
        agreed.push((key.id(), secret::agree_p256(key, rng)?));
    }
    let mut take = |key: &PublicKey| {
        let position = agreed.iter().position(|(id, _)| *id == key.id())?;
        Some(agreed.swap_remove(position).1)
    };
    Capsule::prepare(keys, &mut take, rng)
}
