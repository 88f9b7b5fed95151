//! Whether a field fits what it is asked for.

use alloc::vec::Vec;

use super::{
    Found,
    basis::{has_preset_text, is_addressed, is_advertising},
    rule,
    said::Said,
    under,
    words::{self, Channel},
};
use crate::{
    fields::Kind,
    policy::{Basis, Field, Form, Policy, Purpose, place::Place},
};

pub(super) fn lint(policy: &Policy, form: &Form, field: &Field, here: Place<'_>, found: &mut Found) {
    let purposes: Vec<&Purpose> =
        policy.purposes().iter().filter(|purpose| field.purposes.contains(&purpose.id)).collect();
    let consent = |purpose: &&Purpose| purpose.basis() == Basis::Consent;
    let all_consent = !purposes.is_empty() && purposes.iter().all(consent);
    let hints = field.reasons.0.iter().any(|(lang, reason)| Said::new(lang, reason).says(words::AGE));
    found.add(hints, here.member("reason"), &rule::AGE_HINT);
    let spare = field.required && all_consent && purposes.iter().all(|purpose| reaches_otherwise(purpose, field));
    found.add(spare, here.member("required"), &rule::MORE_THAN_NEEDED);

    let list = here.member("purposes");
    let special = is_special(&field.name);
    let number = is_number(field.kind());
    let mut refused = false;
    if special {
        let alone = |purpose: &&Purpose| {
            let others = form.fields.iter().filter(|other| other.purposes.contains(&purpose.id));
            others.filter(|other| !is_special(&other.name)).count() == 0
        };
        let own = purposes.len() == 1 && purposes.iter().all(|purpose| consent(purpose) && alone(purpose));
        let duty = purposes.iter().all(|purpose| purpose.basis() == Basis::LegalObligation);
        refused = !own && !duty;
        found.add(refused, list, &rule::SPECIAL_CATEGORY);
        if own {
            explicit(policy, field, found);
        }
    }
    found.add(number && all_consent, list, &rule::SENSITIVE_FOR_CONSENT);
    refused |= number && all_consent;
    let advertising = |purpose: &&Purpose| is_advertising(purpose) || is_addressed(policy, purpose);
    let sold = (special || number) && purposes.iter().any(advertising);
    found.add(sold && !refused, list, &rule::SENSITIVE_MARKETING);
    found.add((special || number) && under(policy, "US-CA"), here, &rule::LIMIT_USE);
}

/// Whether the one purpose of such a field asks in so many words.
fn explicit(policy: &Policy, field: &Field, found: &mut Found) {
    let list = Place::Root.member("purposes");
    for (i, purpose) in policy.purposes().iter().enumerate() {
        let asks = purpose.explicit && !has_preset_text(purpose);
        found.add(field.purposes.contains(&purpose.id) && !asks, list.item(i), &rule::NOT_EXPLICIT);
    }
}

/// Whether the field takes a number that opens accounts or names a person for life.
const fn is_number(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::NationalId
            | Kind::CardNumber
            | Kind::CardExpiry
            | Kind::CardCode
            | Kind::CardName
            | Kind::Iban
            | Kind::Bic
    )
}

/// Whether a purpose says that it goes by a channel, and the field is how another one reaches people.
fn reaches_otherwise(purpose: &Purpose, field: &Field) -> bool {
    use words::Channel::{Email, Phone, Post, Sms};
    let own: &[Channel] = match field.kind() {
        Kind::Email => &[Email],
        Kind::Tel | Kind::Mobile => &[Sms, Phone],
        Kind::StreetAddress | Kind::AddressLine1 | Kind::AddressLine2 => &[Post],
        _ => return false,
    };
    let channels = channels(purpose);
    !channels.is_empty() && !channels.iter().any(|channel| own.contains(channel))
}

/// The channel of a purpose; those that its sentence names if it has none.
pub(super) fn channels(purpose: &Purpose) -> Vec<Channel> {
    if let Some(channel) = purpose.channel.as_deref().and_then(Channel::from_name) {
        return alloc::vec![channel];
    }
    let said = purpose.texts.0.first();
    said.map_or_else(Vec::new, |(lang, text)| Said::new(lang, text).done().channels())
}

/// Whether a field is named for data of GDPR art. 9(1).
fn is_special(name: &str) -> bool {
    let lower = name.to_lowercase();
    words::SPECIAL.contains(&&*lower)
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| words::SPECIAL.contains(&word))
}
