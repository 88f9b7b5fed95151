//! Whom data is passed on to.

use super::{
    Found,
    basis::{is_addressed, is_advertising, uses},
    rule, sets, under, words,
};
use crate::policy::{Basis, Party, Policy, Purpose, place::Place, regions};

/// Countries that the Commission found adequate as a whole (GDPR art. 45), beside the EEA: as of 2026-11.
const ADEQUATE: [&str; 14] = ["AD", "AR", "CA", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"];

pub(super) fn lint(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    let term = purpose.dpv.as_deref();
    let sold = uses(purpose, &["sale", "sharing"]);
    let ads = uses(purpose, &["targeted-ads"]);
    let silent = term == Some("dpv:SellDataToThirdParties") && !sold || term == Some("dpv:TargetedAdvertising") && !ads;
    found.add(silent, here.member("uses"), &rule::USES_MISSING);
    let nobody = purpose.parties.is_empty();
    found.add(nobody && sold, here.member("parties"), &rule::NO_PARTY);
    found.add(nobody && ads && !sold, here.member("parties"), &rule::PLATFORM_UNNAMED);
    let own_ends = purpose.parties.iter().any(|party| party.role.as_deref() == Some("controller"));
    let californian = own_ends && !sold && !ads && under(policy, "US-CA");
    found.add(californian, here.member("uses"), &rule::SOLD_UNSAID);

    let list = here.member("parties");
    for (i, party) in purpose.parties.iter().enumerate() {
        self::party(policy, purpose, party, list.item(i), found);
    }
}

fn party(policy: &Policy, purpose: &Purpose, party: &Party, here: Place<'_>, found: &mut Found) {
    let consent = purpose.basis() == Basis::Consent;
    let role = party.role.as_deref();
    let nameless = words::is_nameless(&party.name);
    // Those who work for the controller may be told by their kind (GDPR art. 13(1)(e)).
    found.add(nameless && consent && role != Some("processor"), here.member("name"), &rule::VAGUE_PARTY);
    found.add(role.is_none(), here, &rule::NO_ROLE);
    let asked_for = consent && role == Some("controller") && (is_addressed(policy, purpose) || is_advertising(purpose));
    found.add(asked_for && party.address.is_none() && under(policy, "CA"), here, &rule::PARTY_ADDRESS);
    if sets(policy, "transfers", "told") {
        let country = party.country.as_deref();
        found.add(country.is_none(), here, &rule::NO_COUNTRY);
        found.add(country.is_some_and(|country| !is_safe(country)), here.member("country"), &rule::TRANSFER);
    }
}

/// Whether data may go there as it may stay.
fn is_safe(country: &str) -> bool {
    let eea = regions::pack("EU").is_some_and(|pack| pack.countries.contains(&country));
    eea || ADEQUATE.contains(&country)
}
