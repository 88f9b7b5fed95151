//! From which age people consent by themselves.

use alloc::{collections::BTreeMap, string::String};

use serde::Deserialize;
use waxseal_fields::Kind;

use super::{Found, is_plain_http, is_reachable, rule, under};
use crate::policy::{Basis, Form, Policy, Purpose, file::Age, place::Place};

/// From here on nobody is a minor.
const ADULT: u32 = 18;

/// `ages.json`: the law of each country (GDPR art. 8(1)).
#[derive(Deserialize)]
struct Ages {
    default: u32,
    ages: BTreeMap<String, u32>,
}

pub(super) fn lint(policy: &Policy, form: &Form, purposes: &[&Purpose], here: Place<'_>, found: &mut Found) {
    let ages = ages();
    let legal = ages.ages.get(&policy.controller().country).copied();
    let consent = purposes.iter().any(|purpose| purpose.basis() == Basis::Consent);
    let Some(Age { from, parent, .. }) = &form.age else {
        let list = here.member("fields");
        let weighed = ["EU", "UK", "US"].iter().any(|region| under(policy, region));
        let needed = legal.unwrap_or(ages.default);
        let young =
            |least: Option<&str>| least.and_then(|least| least.parse().ok()).is_none_or(|least: u32| least < needed);
        let asks = |kind: Kind, least| kind == Kind::Birthday && young(least);
        let asked = form.fields.iter().position(|field| asks(field.kind(), field.options.get("min-age")));
        if let Some(i) = asked {
            found.add(consent && weighed, list.item(i), &rule::NO_AGE_GATE);
        }
        return;
    };
    let here = here.member("age");
    found.add(!consent, here, &rule::IDLE_AGE_GATE);
    // What the table does not have, nobody has looked up.
    let low = from.zip(legal).is_some_and(|(from, legal)| from < legal);
    found.add(low, here.member("from"), &rule::AGE_TOO_LOW);
    let passed_on = |purpose: &&Purpose| {
        !purpose.uses.is_empty() || purpose.parties.iter().any(|party| party.role.as_deref() != Some("processor"))
    };
    let minors = from.or(legal).unwrap_or(ages.default) < ADULT && purposes.iter().any(passed_on);
    found.add(minors && !low, here, &rule::MINORS);
    let parent = parent.as_deref();
    found.add(parent.is_some_and(is_plain_http), here.member("parent"), &rule::LINK_IN_CLEAR);
    found.add(parent.is_some_and(|parent| !is_reachable(parent)), here.member("parent"), &rule::NO_CONTACT);
}

fn ages() -> Ages {
    serde_json::from_str(include_str!("../../../ages.json")).expect("a test reads it")
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn every_age_is_one_that_the_law_allows() {
        let Ages { default, ages } = ages();
        assert_eq!(default, 16);
        assert!(ages.values().all(|age| (13..=16).contains(age)), "{ages:?}");
        let countries = crate::policy::regions::PACKS.iter().find(|pack| pack.id == "EU").map(|pack| pack.countries);
        let missing: Vec<_> = countries.into_iter().flatten().filter(|country| !ages.contains_key(**country)).collect();
        // Of the EEA outside the Union nothing was looked up.
        assert_eq!(missing, [&"IS", &"LI", &"NO"]);
    }
}
