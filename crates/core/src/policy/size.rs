//! How large a submission becomes: said before a form is published, not when its first person sends it.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{Form, Policy, Purpose, finding::Finding, law::Level, place::Place};
use crate::{
    choices::{Choice, Choices},
    consent::{Control, Words},
    envelope::{self, Protected},
    json::push_string,
    keys::{PublicKey, Suite},
    padding,
    seal::{Group, MAX_PARTS, groups},
};

/// Characters that a field holds, as a guess.
const TYPED: usize = 60;
/// Characters that stand around the purposes of a form and around each one, as a guess.
const AROUND: [usize; 2] = [700, 250];
/// The base64url of 16 and of 32 bytes.
const SHORT: &str = "AAAAAAAAAAAAAAAAAAAAAA";
const LONG: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The forms whose submissions are larger than a receiver takes, or that cannot be sealed at all.
pub(super) fn weigh(policy: &Policy) -> Vec<Finding> {
    let list = Place::Root.member("forms");
    let forms = policy.forms().iter().enumerate();
    forms.filter_map(|(i, form)| finding(policy, form, list.item(i).pointer())).collect()
}

fn finding(policy: &Policy, form: &Form, pointer: String) -> Option<Finding> {
    let (parts, bytes) = expected(policy, form);
    let mend = "let more fields serve the same purposes, or split the form";
    let (code, level, message) = if parts > MAX_PARTS {
        let message =
            format!("with every purpose given it is {parts} parts, and no more than {MAX_PARTS} can be sealed; {mend}");
        ("too-many-parts", Level::Error, message)
    } else if bytes > envelope::RECEIVED_BYTES {
        let (about, limit) = (bytes.div_ceil(1024), envelope::RECEIVED_BYTES / 1024);
        let message = format!(
            "with every purpose given a submission is about {about} KiB in {parts} parts, and a receiver takes {limit} KiB unless \
             `--max-body` says more; name fewer recipients, {mend}"
        );
        ("too-large", Level::Warning, message)
    } else {
        return None;
    };
    Some(Finding { pointer, code, level, message, source: None, answer: None })
}

/// The parts and, about, the bytes of a submission in which every purpose is given and every field filled in.
pub fn expected(policy: &Policy, form: &Form) -> (usize, usize) {
    let ids: Vec<String> = policy.purposes_of(form).map(|purpose| purpose.id.clone()).collect();
    let groups = groups(policy, form, &ids);
    let bytes: usize = groups.iter().map(|group| part(group, groups.len())).sum();
    (groups.len(), bytes + record(policy, form, groups.len()) + 250)
}

fn part(group: &Group<'_>, of: usize) -> usize {
    let pur = group.purposes.iter().map(|purpose| purpose.id.clone()).collect();
    let count = of as u64;
    let protected = Protected { sid: SHORT.into(), n: count, of: count, pur, mh: LONG.into(), cmt: LONG.into() };
    let typed: usize = group.fields.iter().map(|field| field.name.len() + TYPED).sum();
    let recipients: usize = group.keys.iter().map(|key| recipient(key)).sum();
    base64(protected.to_json().len()) + recipients + base64(padding::bucket(typed + 30)) + 220
}

/// The JSON of one recipient: its wrapped content key, and what that is wrapped with.
fn recipient(key: &PublicKey) -> usize {
    let (encapsulated, wrapped) = match key.suite() {
        Suite::Pq => (1120, 48),
        Suite::Hpke => (32, 48),
        Suite::Compat => (64, 40),
    };
    base64(encapsulated) + base64(wrapped) + 140
}

fn record(policy: &Policy, form: &Form, parts: usize) -> usize {
    let choice = |purpose: &Purpose| {
        let longest = purpose.texts.0.iter().max_by_key(|(_, text)| text.len());
        Choice {
            id: purpose.id.clone(),
            given: true,
            control: Control::Objection,
            why: None,
            time: "2026-01-01T00:00:00Z".into(),
            lang: "en".into(),
            text: longest.map(|(_, text)| text.clone()).unwrap_or_default(),
        }
    };
    let purposes: Vec<Choice> = policy.purposes_of(form).map(choice).collect();
    let [all, each] = AROUND;
    let choices = Choices {
        lang: "en".into(),
        created: "2026-01-01T00:00:00Z".into(),
        notice: Some(Words::new("en".into(), "x".repeat(all + each * purposes.len()))),
        purposes,
        ..Choices::default()
    };
    let cmt = alloc::vec![LONG.to_string(); parts];
    let json = choices.record(policy, form, (SHORT.into(), cmt), LONG.into(), LONG.into()).to_json();
    let mut text = String::new();
    push_string(&mut text, &json);
    // And the signature.
    text.len() + 100
}

/// The length of `bytes` bytes in base64url.
fn base64(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}
