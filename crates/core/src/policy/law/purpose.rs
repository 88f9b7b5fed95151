//! What the sentence of a purpose says.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use waxseal_fields::Kind;

use super::{
    Found, Rule,
    basis::{has_preset_text, is_advertising},
    field, rule,
    said::{self, Said},
    under,
    words::Channel,
};
use crate::policy::{Basis, Field, Policy, Purpose, place::Place, presets};

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
    let consent = purpose.basis() == Basis::Consent;
    let plain = without_names(policy, purpose, text);
    let said = Said::new(lang, &plain);
    let words = said.words();
    let done = said.done();
    let mut must_not = |says: bool, rule: &'static Rule| found.add(says, here, rule);
    if consent {
        self::consent(purpose, &said, &mut must_not);
    } else {
        let bound = purpose.basis() != Basis::LegitimateInterest && !is_advertising(purpose);
        let unasked = done.without(&[words.ordered]).says(words.marketing);
        must_not(bound && unasked, &rule::READS_AS_MARKETING);
    }
    must_not(said.says(words.lasting), &rule::NOT_WITHDRAWABLE);
    must_not(done.says(words.partners), &rule::VAGUE_PARTNERS);
    must_not(said.says_together(&[words.storing, words.device]), &rule::OUT_OF_SCOPE);
    must_not(is_long(text), &rule::LONG_TEXT);

    let channels = done.channels();
    must_not(consent && channels.len() > 1, &rule::SEVERAL_CHANNELS);
    let own = purpose.channel.as_deref().and_then(Channel::from_name);
    let differs = own.is_some_and(|own| matches!(*channels, [said] if said != own));
    must_not(differs, &rule::CHANNEL_DIFFERS);
    let vague = consent && channels.is_empty() && done.says(words.as_such);
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

/// What a sentence that asks for consent may not say.
fn consent(purpose: &Purpose, said: &Said, must_not: &mut impl FnMut(bool, &'static Rule)) {
    let words = said.words();
    let (asked, done) = (said.asked(), said.done());
    // `Tick here if you do not want`, in either order; that a link ends it some day is another thing.
    let boxes = said.without(&[words.stopping]).only(words.tick);
    let opt_out = said.says(words.opt_out) || boxes.says_in_turn(words.condition, words.denied);
    must_not(opt_out, &rule::OPT_OUT);
    must_not(!opt_out && asked.without(&[words.missing_out]).says(words.negated), &rule::NEGATED);
    let bare = said.is(words.bare);
    must_not(bare, &rule::BARE);
    let aimless = said.says(words.blanket) && !said.says(words.aim);
    must_not(aimless, &rule::UNSPECIFIC);
    let silent = purpose.channel.is_some() && !words.reaching.is_empty() && !said.says(words.reaching);
    must_not(silent && !bare && !aimless, &rule::SAYS_NOTHING);
    must_not(said.says_together(&[words.accepting, words.terms]), &rule::TERMS);
    must_not(said.says_together(&[words.accepting, words.notice]), &rule::NOTICE);
    must_not(asked.without(&[words.confirming]).says(words.implied), &rule::IMPLIED);
    must_not(said.without(&[words.denied]).says(words.conditional), &rule::CONDITIONAL);
    must_not(said.says(words.pressure), &rule::PRESSURE);
    let reaches = purpose.channel.is_some() || !done.channels().is_empty() || done.says(words.marketing);
    let watched = done.says(words.profiling) && !purpose.uses.iter().any(|used| used == "profiling");
    must_not(reaches && watched && !has_preset_text(purpose), &rule::SEVERAL_PURPOSES);
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
