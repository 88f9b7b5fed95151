//! What holds for every sound policy, not just for those somebody wrote.

use proptest::prelude::*;
use serde_json::Value;
use waxseal_core::policy::{self, Basis};

#[path = "support/random.rs"]
mod random;
#[allow(dead_code, reason = "only its key is used here")]
mod support;

/// A sentence, or anything else that people could read.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![random::sentence(), "[^ ]\\PC{0,60}".prop_filter("not blank", |text| !text.trim().is_empty())]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_sound_policy_reads_and_is_weighed(json in random::policy(text())) {
        let json = random::with_key(json, &support::key());
        let policy = policy::read(json.to_string().as_bytes()).map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        for found in policy.lint() {
            // The place that is named, or the one that it is missing from, is in the file.
            let parent = found.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
            let known = json.pointer(&found.pointer).or_else(|| json.pointer(parent)).is_some();
            let within = parent.rsplit_once('/').is_some_and(|(grandparent, _)| json.pointer(grandparent).is_some());
            prop_assert!(known || within, "{}: {}", found.rule.code, found.pointer);
        }
        prop_assert_eq!(policy.lint(), policy.lint());
    }

    #[test]
    fn what_is_read_is_complete(json in random::policy(text())) {
        let json = random::with_key(json, &support::key());
        let policy = policy::read(json.to_string().as_bytes()).map_err(|found| TestCaseError::fail(format!("{found:?}")))?;
        for purpose in policy.purposes() {
            prop_assert!(purpose.texts.0.iter().all(|(_, text)| !text.trim().is_empty()));
            prop_assert_eq!(&purpose.texts.0[0].0, policy.lang());
            prop_assert!(purpose.basis() != Basis::Consent || purpose.validity.is_some());
            prop_assert!(purpose.preset.is_none() || purpose.retention.is_some() && purpose.dpv.is_some());
            prop_assert!(policy.readers(purpose).count() > 0);
            prop_assert!(policy.forms().iter().any(|form| policy.purposes_of(form).any(|one| one.id == purpose.id)));
        }
        prop_assert!(policy.regions().iter().all(|stamp| stamp.contains('@')));
    }
}

/// The page is tested with the same.
#[test]
fn the_random_policies_in_the_file_are_those_of_the_generator() {
    let file: Vec<Value> =
        serde_json::from_str(include_str!("../../../tests/policies/random.json")).expect("it is JSON");
    let again = "`cargo run -p waxseal-core --example make_policies > tests/policies/random.json` writes them anew";
    assert_eq!(file.len(), 30);
    assert!(file == random::repeatable(30, &support::key()), "{again}");
}
