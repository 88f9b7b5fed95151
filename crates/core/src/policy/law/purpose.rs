//! What the sentence of a purpose says.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{
    Found, Rule,
    basis::has_preset_text,
    field, rule,
    said::{self, Said},
    under,
    words::{self, Channel},
};
use crate::{
    fields::Kind,
    policy::{Basis, Field, Policy, Purpose, place::Place, presets},
};

/// More than this people do not read for a box.
const WORDS: usize = 35;
/// The same in scripts that set no blanks between words.
const CHARACTERS: usize = 120;

pub(super) fn lint(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    reached(policy, purpose, here, found);
    let preset = has_preset_text(purpose);
    if preset && purpose.preset.as_deref().and_then(presets::basis) != Some(purpose.basis()) {
        // What its words say of another basis is nobody's fault.
        return;
    }
    let others = here.member("texts");
    for (i, (lang, text)) in purpose.texts.0.iter().enumerate() {
        let place = match i {
            0 if preset => here.member("preset"),
            0 => here.member("text"),
            _ => others.member(lang),
        };
        self::text(policy, purpose, lang, text, place, found);
    }
}

/// Whether one of its fields is how its channel reaches people.
fn reached(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    let channels = field::channels(purpose);
    let fields = fields(policy, purpose);
    let reached = channels.iter().any(|channel| fields.iter().any(|field| carries(field.kind(), *channel)));
    // A sentence may name a way in passing; `channel` means it.
    let told = purpose.channel.is_some() || !channels.is_empty() && !fields.is_empty();
    let told = told && fields.iter().all(|field| field.kind.is_some());
    let place = here.member(if purpose.channel.is_some() { "channel" } else { "text" });
    found.add(purpose.basis() == Basis::Consent && told && !reached, place, &rule::CHANNEL_WITHOUT_FIELD);
}

/// A text without the names in it that are not its own words: those of the controller and of others.
pub(super) fn without_names(policy: &Policy, purpose: &Purpose, text: &str) -> String {
    let others = purpose.parties.iter().map(|party| &party.name);
    let names = others.chain([&policy.controller().name]);
    names.fold(text.to_owned(), |text, name| said::without_name(&text, name))
}

fn text(policy: &Policy, purpose: &Purpose, lang: &str, text: &str, here: Place<'_>, found: &mut Found) {
    let basis = purpose.basis();
    let consent = basis == Basis::Consent;
    let plain = without_names(policy, purpose, text);
    let said = Said::new(lang, &plain);
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
    let objection = said.says(words::OBJECTION) || !said::weighs(lang);
    must_not(basis == Basis::LegitimateInterest && !objection, &rule::NO_OBJECTION);
    must_not(done.says(words::PARTNERS), &rule::VAGUE_PARTNERS);
    must_not(is_long(text), &rule::LONG_TEXT);

    let channels = done.channels();
    must_not(consent && channels.len() > 1, &rule::SEVERAL_CHANNELS);
    let own = purpose.channel.as_deref().and_then(Channel::from_name);
    let differs = own.is_some_and(|own| matches!(*channels, [said] if said != own));
    must_not(differs, &rule::CHANNEL_DIFFERS);
    let vague = consent && channels.is_empty() && done.says(words::AS_SUCH);
    must_not(vague, if under(policy, "BR") { &rule::GENERIC } else { &rule::UNSPECIFIC });
    if consent && under(policy, "US") && (own == Some(Channel::Sms) || channels == [Channel::Sms]) {
        let lower = text.to_lowercase();
        let says = |word: &&str| lower.contains(word);
        // People answer STOP and HELP in every language; the rest is weighed in English.
        let english = lang.to_ascii_lowercase().starts_with("en");
        let complete = ["stop", "help"].iter().all(says) && (!english || says(&"rates"));
        must_not(!complete, &rule::SMS_WITHOUT_STOP);
        let free = !english || ["purchase", "condition", "buy"].iter().any(says);
        must_not(complete && !free, &rule::SMS_CONDITION);
    }
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
