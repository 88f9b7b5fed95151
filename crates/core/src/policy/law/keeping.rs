//! How long data is kept, and how long a consent holds.

use alloc::string::String;

use super::{
    Found,
    basis::{is_addressed, is_advertising},
    rule, sets, under,
};
use crate::policy::{Basis, Policy, Purpose, place::Place};

/// After this a person is asked again.
const VALIDITY: &str = "P2Y";
/// How long people who bought nothing are remembered in France (CNIL).
const PROSPECTS: &str = "P3Y";
/// Longer than this no consent needs data.
const LONG: &str = "P10Y";
/// Longer than this no law wants it kept: titles of courts, X-rays, asbestos at work.
const LONGEST: &str = "P30Y";
/// Months and years are not of one length.
const SLACK: u32 = 20;

pub(super) fn lint(policy: &Policy, purpose: &Purpose, here: Place<'_>, found: &mut Found) {
    let consent = purpose.basis() == Basis::Consent;
    let place = here.member("retention");
    match &purpose.retention {
        None => {
            let rule = if consent { &rule::NO_RETENTION } else { &rule::RETENTION_UNSAID };
            found.add(sets(policy, "retention", "told"), here, rule);
        }
        Some(retention) => {
            let never = match purpose.basis() {
                Basis::Consent => retention.from == "contract-end",
                Basis::Contract | Basis::LegalObligation | Basis::PublicTask | Basis::VitalInterests => {
                    retention.from == "withdrawal"
                }
                Basis::LegitimateInterest => false,
            };
            found.add(never, place.member("from"), &rule::RETENTION_START);
            let prospect = consent && (is_addressed(policy, purpose) || is_advertising(purpose)) && under(policy, "FR");
            let is_over = |than| retention.duration.as_deref().is_some_and(|duration| is_longer(duration, than));
            let long = is_over(if consent { LONG } else { LONGEST });
            found.add(long, place.member("duration"), &rule::LONG_RETENTION);
            found.add(prospect && is_over(PROSPECTS) && !long, place.member("duration"), &rule::PROSPECT_RETENTION);
        }
    }
    let long = purpose.validity.as_deref().is_some_and(|validity| is_longer(validity, VALIDITY));
    found.add(consent && long, here.member("validity"), &rule::LONG_VALIDITY);
}

fn is_longer(duration: &str, than: &str) -> bool {
    days(duration) > days(than) + SLACK
}

/// About how many days an ISO 8601 duration of one unit has.
fn days(duration: &str) -> u32 {
    let number: String = duration.chars().filter(char::is_ascii_digit).collect();
    let each = match duration.chars().next_back() {
        Some('Y') => 365,
        Some('M') => 30,
        Some('W') => 7,
        _ => 1,
    };
    number.parse::<u32>().unwrap_or_default().saturating_mul(each)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_of_different_units_compare() {
        for (duration, than, longer) in [
            ("P24M", "P2Y", false),
            ("P2Y", "P2Y", false),
            ("P104W", "P2Y", false),
            ("P731D", "P2Y", false),
            ("P26M", "P2Y", true),
            ("P3Y", "P2Y", true),
            ("P9999Y", "P2Y", true),
            ("P36M", "P3Y", false),
        ] {
            assert_eq!(is_longer(duration, than), longer, "{duration}");
        }
    }
}
