//! What a form showed and what the person chose, on the way to the [`Record`] of it.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    consent::{Control, Decision, RELEASE, Record, Responsible, Why, Words, text_hash},
    policy::{Form, Policy, Purpose},
};

/// All that the record says and the policy does not.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The language that the person was addressed in (BCP 47).
    pub lang: String,
    /// The time, as [`crate::consent::time`] writes it.
    pub created: String,
    /// The direction of the text.
    pub dir: Option<String>,
    /// The page's origin, where there is one.
    pub origin: Option<String>,
    /// What stands on the button that sends.
    pub button: Option<String>,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: Option<bool>,
    /// The age range that was given.
    pub age: Option<String>,
    /// What was shown around the purposes.
    pub notice: Option<Words>,
    /// The terms, accepted.
    pub terms: Option<Words>,
    /// One for each purpose of the form.
    pub purposes: Vec<Choice>,
}

/// What was shown of a purpose, and chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The purpose's id.
    pub id: String,
    /// Whether its data may be used.
    pub given: bool,
    /// What it was decided with.
    pub control: Control,
    /// What stood in the way, or was overruled.
    pub why: Option<Why>,
    /// When.
    pub time: String,
    /// The language of `text`.
    pub lang: String,
    /// The exact sentence shown.
    pub text: String,
}

impl Choices {
    /// The ids of the purposes whose data may be used.
    pub fn given(&self) -> Vec<String> {
        self.purposes.iter().filter(|choice| choice.given).map(|choice| choice.id.clone()).collect()
    }

    /// The record for submission `sid`, whose parts have the commitments `cmt`, under the policy of hash `mh`, for `holder` to
    /// sign. A purpose about which nothing was said is left out: it was not shown.
    pub fn record(
        self,
        policy: &Policy,
        form: &Form,
        (sid, cmt): (String, Vec<String>),
        mh: String,
        holder: String,
    ) -> Record {
        let mut purposes = Vec::new();
        for purpose in policy.purposes_of(form) {
            let chosen = self.purposes.iter().find(|choice| choice.id == purpose.id);
            purposes.extend(chosen.map(|choice| decide(policy, form, purpose, choice)));
        }
        Record {
            age: self.age,
            button: self.button,
            cmt,
            controller: Some(responsible(policy)),
            created: Some(self.created),
            dir: self.dir,
            form: form_of(policy, form),
            gpc: self.gpc,
            holder: Some(holder),
            iat: 0,
            lang: self.lang,
            mh,
            notice: self.notice,
            origin: self.origin,
            purposes,
            regions: policy.regions().to_vec(),
            release: Some(RELEASE.into()),
            sid,
            sig: None,
            terms: self.terms,
            v: 1,
        }
    }
}

/// The form and the policy's revision, `signup@7`.
pub(crate) fn form_of(policy: &Policy, form: &Form) -> String {
    [&*form.id, "@", &policy.revision().to_string()].concat()
}

/// Who is responsible, as the policy says.
pub(crate) fn responsible(policy: &Policy) -> Responsible {
    let controller = policy.controller().clone();
    Responsible {
        address: controller.address,
        authority: controller.authority,
        contact: controller.contact,
        country: controller.country,
        dpo: controller.dpo,
        name: controller.name,
        privacy: controller.privacy,
    }
}

fn decide(policy: &Policy, form: &Form, purpose: &Purpose, choice: &Choice) -> Decision {
    Decision {
        control: choice.control.name().into(),
        given: choice.given,
        lang: choice.lang.clone(),
        sha256: text_hash(&choice.text),
        text: choice.text.clone(),
        time: choice.time.clone(),
        why: choice.why.map(|why| why.name().into()),
        ..asked(policy, form, purpose)
    }
}

/// What the policy says of a purpose, and nothing of what was shown and chosen.
pub(crate) fn asked(policy: &Policy, form: &Form, purpose: &Purpose) -> Decision {
    let mut fields = Vec::new();
    for field in &form.fields {
        if field.purposes.contains(&purpose.id) {
            fields.push(field.name.clone());
        }
    }
    Decision {
        basis: purpose.basis().name().into(),
        channel: purpose.channel.clone(),
        dpv: purpose.dpv.clone(),
        fields,
        id: purpose.id.clone(),
        parties: purpose.parties.clone(),
        recipients: policy.readers(purpose).map(|recipient| recipient.name.clone()).collect(),
        retention: purpose.retention.clone(),
        uses: purpose.uses.clone(),
        validity: purpose.validity.clone(),
        ..Decision::default()
    }
}
