//! Whether a purpose has the basis that its use needs.

use super::{Found, purpose, rule, said::Said, sets, under};
use crate::policy::{Basis, Policy, Purpose, place::Place, presets};

/// Presets of what people order themselves.
const ORDERED: [&str; 7] = ["account", "order", "payment_invoice", "service_messages", "event", "support", "download"];
/// Terms of the Data Privacy Vocabulary for advertising.
const ADVERTISING: [&str; 4] =
    ["dpv:DirectMarketing", "dpv:Marketing", "dpv:TargetedAdvertising", "dpv:SellDataToThirdParties"];

pub(super) fn lint(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    let basis = purpose.basis();
    let preset = purpose.preset.as_deref();
    let foreign = has_preset_text(purpose) && preset.and_then(presets::basis) != Some(basis);
    found.add(foreign, here.member("basis"), &rule::PRESET_TEXT);
    let ordered = preset.is_some_and(|preset| ORDERED.contains(&preset));
    found.add(basis == Basis::Consent && ordered, here.member("basis"), &rule::BASIS_UNFIT);

    let channel = purpose.channel.as_deref();
    let open = matches!(basis, Basis::Consent | Basis::LegitimateInterest);
    found.add(open && is_addressed(policy, purpose) && channel.is_none(), here, &rule::NO_CHANNEL);
    match basis {
        Basis::Consent => {}
        Basis::LegitimateInterest => {
            // A text message is electronic mail (ePrivacy Directive art. 2(h)), but not in the United States.
            let bound = channel == Some("phone") && sets(policy, "calls", "consent")
                || channel == Some("sms") && under(policy, "US");
            found.add(bound, here.member("channel"), &rule::INTEREST_CHANNEL);
            let soft =
                channel.is_some_and(|channel| matches!(channel, "email" | "sms") && sets(policy, channel, "consent"));
            found.add(soft && !bound, here.member("basis"), &rule::SOFT_OPT_IN);
            let ads = uses(purpose, &["targeted-ads"]) && sets(policy, "ads", "consent");
            found.add(ads, here.member("basis"), &rule::ADS_WITHOUT_CONSENT);
        }
        Basis::Contract | Basis::LegalObligation | Basis::PublicTask | Basis::VitalInterests => {
            found.add(is_advertising(purpose), here.member("basis"), &rule::MARKETING_WITHOUT_CONSENT);
        }
    }
}

/// Whether the sentence is the preset's own.
pub(super) fn has_preset_text(purpose: &Purpose) -> bool {
    purpose.text.is_none()
}

/// Whether it is for advertising, by its term or its uses.
pub(super) fn is_advertising(purpose: &Purpose) -> bool {
    purpose.dpv.as_deref().is_some_and(|term| ADVERTISING.contains(&term))
        || uses(purpose, &["sale", "sharing", "targeted-ads"])
}

/// Whether people are written to or called with news and offers.
pub(super) fn is_addressed(policy: &Policy, purpose: &Purpose) -> bool {
    let elsewhere = uses(purpose, &["sale", "sharing", "targeted-ads"]);
    let term = purpose.dpv.as_deref() == Some("dpv:DirectMarketing");
    !elsewhere && (term || reads_as_marketing(policy, purpose))
}

/// Whether one of these uses is said.
pub(super) fn uses(purpose: &Purpose, some: &[&str]) -> bool {
    purpose.uses.iter().any(|one| some.contains(&&**one))
}

/// Whether its sentence speaks of news and offers that are sent.
fn reads_as_marketing(policy: &Policy, purpose: &Purpose) -> bool {
    purpose.texts.0.iter().any(|(lang, text)| {
        let done = Said::new(lang, &purpose::without_names(policy, purpose, text)).done();
        done.says(done.words().marketing)
    })
}
