//! One form: what of it may be sent, and how it is sealed.
//!
//! Lists cross as one text: names parted by U+0000, ids of purposes by spaces, pairs by line ends.

use alloc::{borrow::ToOwned, rc::Rc, string::String, vec::Vec};

use js_sys::JsString;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::{
    policy::{
        self, After, Mode, Policy,
        references::{self, Stray, carries},
    },
    seal::{self, Group, SealError, Written},
};

use crate::{answers, capsules::Capsules};

/// Seals one form of the policy.
#[wasm_bindgen]
pub struct Sealing {
    policy: Rc<Policy>,
    mh: Rc<str>,
    id: String,
    capsules: Capsules,
}

impl Sealing {
    pub(crate) fn new(policy: Rc<Policy>, mh: Rc<str>, id: String) -> Self {
        Self { policy, mh, id, capsules: Capsules::default() }
    }

    fn form(&self) -> &policy::Form {
        known(&self.policy, &self.id)
    }

    fn groups(&self, given: &str) -> Vec<Group<'_>> {
        seal::groups(&self.policy, self.form(), &ids(given))
    }
}

/// The form of this id.
fn known<'a>(policy: &'a Policy, id: &str) -> &'a policy::Form {
    policy.form(id).expect("`Sealer::form` found it in the same policy")
}

#[wasm_bindgen]
impl Sealing {
    /// Whether the browser's own POST carries the envelope.
    #[must_use]
    pub fn posts(&self) -> bool {
        self.form().mode() == Mode::Post
    }

    /// Where the page posts the envelope, relative to the policy's own URL.
    #[must_use]
    pub fn receiver(&self) -> String {
        self.form().receiver().to_owned()
    }

    /// What follows a submission, for a reader of `lang`: a language and a text, or nothing and the URL of another page.
    #[must_use]
    pub fn after(&self, lang: &str) -> String {
        let (lang, said) = match self.form().after() {
            After::Text(texts) => texts.pick(lang),
            After::Redirect(to) => ("", to),
        };
        [lang, "\0", said].concat()
    }

    /// The names of the fields that may be sent, for the purposes `given`; nothing if none of those needs any.
    #[must_use]
    pub fn sent(&self, given: &str) -> String {
        let groups = self.groups(given);
        let names: Vec<&str> = groups.iter().flat_map(|group| &group.fields).map(|field| &*field.name).collect();
        names.join("\0")
    }

    /// Every name by which the controls `names` and the fields of the policy do not know each other: a code, the name, and the name on
    /// the other side that resembles it most, in turn. `kinds` are those of the fields, in their order; `gone` are fields whose control
    /// was there and held something.
    #[must_use]
    pub fn strays(&self, given: &str, names: &str, kinds: &str, gone: &str) -> String {
        let (form, given) = (self.form(), ids(given));
        let (names, gone) = (listed(names), listed(gone));
        let mut strays = references::missing(form, &given, &names, |name| gone.contains(&name));
        strays.extend(references::unknown(form, &names));
        for purpose in self.policy.purposes_of(form).filter(|purpose| given.contains(&purpose.id)) {
            let Some(channel) = &purpose.channel else { continue };
            let reached = form.fields.iter().zip(kinds.split('\0')).any(|(field, kind)| {
                field.purposes.contains(&purpose.id) && names.contains(&&*field.name) && carries(channel, kind)
            });
            if !reached {
                strays.push(Stray { code: "channel-missing", name: &purpose.id, nearest: Some(channel) });
            }
        }
        let mut told = Vec::new();
        for Stray { code, name, nearest } in strays {
            told.extend([code, name, nearest.unwrap_or_default()]);
        }
        told.join("\0")
    }

    /// The points on P-256 that the browser has yet to agree with, 65 bytes each.
    #[must_use]
    pub fn lacking(&self, given: &str) -> Vec<u8> {
        self.capsules.lacking(&self.groups(given)).concat()
    }

    /// Prepares the next submissions with the agreements made with `points`, 97 bytes each, and gives the pairs that the record of
    /// each is signed for: its id and the commitments of its parts, parted by spaces. Nothing if it cannot; sealing says why.
    #[must_use]
    pub fn fill(&mut self, given: &str, points: &[u8], agreed: &[u8]) -> String {
        self.capsules.keep(points, agreed);
        // Not by `self.groups`: the capsules change beside the policy that the groups are of.
        let groups = seal::groups(&self.policy, known(&self.policy, &self.id), &ids(given));
        self.capsules.fill(&groups).unwrap_or_default()
    }

    /// The pairs that are prepared and fit.
    #[must_use]
    pub fn pairs(&self, given: &str) -> String {
        self.capsules.pairs(&self.groups(given))
    }

    /// Seals the answers under the record of `pair`, which is used up. The consent part has it `written`: the form and the policy's
    /// revision, the purposes given, and the signed record, parted by U+0000. The answers are three texts each: `text`, `item` or
    /// `value`, the field, and what was answered.
    ///
    /// # Errors
    ///
    /// The code of a [`SealError`].
    pub fn seal(&mut self, pair: &str, iat: f64, written: &str, answers: Vec<String>) -> Result<JsString, JsValue> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock before 1970 reads as 0")]
        let iat = iat as u64;
        let mut parts = written.split('\0');
        let mut next = || parts.next().unwrap_or_default();
        let record = Written {
            sid: pair.split(' ').next().unwrap_or_default().to_owned(),
            iat,
            form: next().to_owned(),
            mh: (*self.mh).to_owned(),
            given: ids(next()),
            json: next().to_owned(),
        };
        let sealed =
            self.capsules.take(pair).ok_or(SealError::NotPrepared).and_then(|capsules| {
                seal::finish(&self.policy, self.form(), &answers::read(answers), &record, capsules)
            });
        sealed.map(|envelope| (*envelope).into()).map_err(|error| JsValue::from_str(error.code()))
    }
}

/// Ids, as the consent part joins them.
fn ids(joined: &str) -> Vec<String> {
    joined.split(' ').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect()
}

/// Names, as the page joins them.
fn listed(joined: &str) -> Vec<&str> {
    joined.split('\0').filter(|name| !name.is_empty()).collect()
}
