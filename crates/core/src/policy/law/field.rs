//! Whether a field fits what it is asked for.

use alloc::vec::Vec;

use waxseal_fields::{Kind, guess};

use super::{
    Found,
    basis::{has_preset_text, is_addressed, is_advertising},
    rule,
    said::Said,
    under,
    words::{self, Channel},
};
use crate::policy::{Basis, Field, Form, Policy, Purpose, place::Place};

/// The ground of art. 9(2) that is asked for with a box.
const EXPLICIT: &str = "explicit-consent";

pub(super) fn lint(policy: &Policy, form: &Form, field: &Field, here: Place<'_>, found: &mut Found) {
    let purposes: Vec<&Purpose> =
        policy.purposes().iter().filter(|purpose| field.purposes.contains(&purpose.id)).collect();
    let consent = |purpose: &&Purpose| purpose.basis() == Basis::Consent;
    let all_consent = !purposes.is_empty() && purposes.iter().all(consent);
    let hints = field.reasons.0.iter().any(|(lang, reason)| {
        let said = Said::new(lang, reason);
        said.says(said.words().age)
    });
    found.add(hints, here.member("reason"), &rule::AGE_HINT);
    let spare = field.required && all_consent && purposes.iter().all(|purpose| reaches_otherwise(purpose, field));
    found.add(spare, here.member("required"), &rule::MORE_THAN_NEEDED);

    // The page may go by the control's type or label besides; it asks, where a guess is all there is.
    if let Some(kind) = guess(&field.name, false).filter(|_| field.kind.is_none()) {
        found.tell(here, &rule::KIND_GUESSED, kind.name());
    }
    let list = here.member("purposes");
    let special = field.special.is_some() || words::is_special(&field.name);
    if special {
        self::special(policy, form, field, &purposes, here, found);
    }
    let number = is_number(field.kind());
    // One word for it is enough.
    let refused = number && all_consent && !purposes.iter().any(|purpose| asks_in_so_many_words(purpose));
    found.add(refused, list, &rule::SENSITIVE_FOR_CONSENT);
    let advertising = |purpose: &&Purpose| is_advertising(purpose) || is_addressed(policy, purpose);
    let sold = (special || number) && purposes.iter().any(advertising);
    let told = refused || found.has(list, &rule::SPECIAL_CATEGORY);
    found.add(sold && !told, list, &rule::SENSITIVE_MARKETING);
    found.add((special || number) && under(policy, "US-CA"), here, &rule::LIMIT_USE);
}

/// Data of GDPR art. 9(1), which needs a ground of art. 9(2) beside the basis of its purpose.
fn special(policy: &Policy, form: &Form, field: &Field, purposes: &[&Purpose], here: Place<'_>, found: &mut Found) {
    let asked = purposes.iter().any(|purpose| asks_in_so_many_words(purpose));
    if let Some(ground) = field.special.as_deref() {
        found.add(ground == EXPLICIT && !asked, here.member("special"), &rule::GROUND_UNFIT);
        return;
    }
    // What a law demands, a law allows: art. 9(2)(b), (g), (h) or (i).
    let duty = purposes.iter().all(|purpose| purpose.basis() == Basis::LegalObligation);
    if asked || duty {
        return;
    }
    let alone = |purpose: &Purpose| {
        let others = form.fields.iter().filter(|other| other.purposes.contains(&purpose.id));
        others.filter(|other| !words::is_special(&other.name)).count() == 0
    };
    match purposes {
        [purpose] if purpose.basis() == Basis::Consent && alone(purpose) => {
            let place = policy.purposes().iter().position(|known| known.id == purpose.id);
            found.add(true, Place::Root.member("purposes").item(place.unwrap_or_default()), &rule::NOT_EXPLICIT);
        }
        _ => found.add(true, here.member("purposes"), &rule::SPECIAL_CATEGORY),
    }
}

/// Whether a purpose asks for explicit consent, in a sentence of the owner's own.
fn asks_in_so_many_words(purpose: &Purpose) -> bool {
    purpose.basis() == Basis::Consent && purpose.explicit && !has_preset_text(purpose)
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
