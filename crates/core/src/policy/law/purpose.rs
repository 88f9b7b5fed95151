//! What the sentence of a purpose says.

use alloc::vec::Vec;

use super::{
    Found, Rule, rule,
    words::{self, Channel, Said},
};
use crate::{
    fields::Kind,
    policy::{Basis, Field, Policy, Purpose, place::Place},
};

/// More than this people do not read for a box.
const WORDS: usize = 35;
/// The same in scripts that set no blanks between words.
const CHARACTERS: usize = 120;

pub(super) fn lint(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    let others = here.member("texts");
    for (i, (lang, text)) in purpose.texts.0.iter().enumerate() {
        let place = if i == 0 { here.member("text") } else { others.member(lang) };
        self::text(policy, purpose, lang, text, place, found);
    }
}

fn text(policy: &Policy, purpose: &Purpose, lang: &str, text: &str, here: Place<'_>, found: &mut Found) {
    let basis = purpose.basis();
    let consent = basis == Basis::Consent;
    let said = Said::new(lang, text);
    let (asked, done) = (said.asked(), said.done());
    let mut must_not = |says: bool, rule: &'static Rule| found.add(says, here, rule);
    if consent {
        must_not(said.says(words::INVERTED) || asked.says(words::NEGATED), &rule::NEGATED);
        must_not(said.is(words::BARE), &rule::BARE);
        must_not(said.says(words::TERMS), &rule::TERMS);
        must_not(asked.says(words::IMPLIED), &rule::IMPLIED);
        must_not(said.says(words::PRESSURE), &rule::PRESSURE);
    }
    let bound = matches!(basis, Basis::Contract | Basis::LegalObligation);
    must_not(bound && done.says(words::MARKETING), &rule::MARKETING_WITHOUT_CONSENT);
    let objection = said.says(words::OBJECTION) || !words::weighs(lang);
    must_not(basis == Basis::LegitimateInterest && !objection, &rule::NO_OBJECTION);
    must_not(done.says(words::PARTNERS), &rule::VAGUE_PARTNERS);
    must_not(is_long(text), &rule::LONG_TEXT);

    let channels = done.channels();
    let fields = fields(policy, purpose);
    must_not(consent && channels.len() > 1, &rule::SEVERAL_CHANNELS);
    let vague = consent && channels.is_empty() && done.says(words::AS_SUCH);
    must_not(vague, &rule::UNSPECIFIC);
    let reached = channels.iter().any(|channel| fields.iter().any(|field| carries(field.kind(), *channel)));
    let told = !channels.is_empty() && !fields.is_empty() && fields.iter().all(|field| field.kind.is_some());
    must_not(consent && told && !reached, &rule::CHANNEL_WITHOUT_FIELD);
    let american = policy.controller().country == "US" && channels == [Channel::Sms];
    let lower = text.to_lowercase();
    let complete = ["stop", "help", "rates"].iter().all(|word| lower.contains(word));
    must_not(consent && american && !complete, &rule::SMS_WITHOUT_STOP);
}

/// The fields of all forms that serve a purpose.
fn fields<'a>(policy: &'a Policy, purpose: &Purpose) -> Vec<&'a Field> {
    let all = policy.forms().iter().flat_map(|form| &form.fields);
    all.filter(|field| field.purposes.contains(&purpose.id)).collect()
}

/// Whether a field of that kind is how the channel reaches a person.
const fn carries(kind: Kind, channel: Channel) -> bool {
    match channel {
        Channel::Email => matches!(kind, Kind::Email | Kind::Text),
        Channel::Sms | Channel::Phone => matches!(kind, Kind::Tel | Kind::Mobile | Kind::Text),
        Channel::Post => matches!(kind, Kind::StreetAddress | Kind::AddressLine1 | Kind::PostalCode | Kind::Text),
    }
}

fn is_long(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > WORDS || (words <= 3 && text.chars().count() > CHARACTERS)
}
