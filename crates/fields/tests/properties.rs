//! What holds for every kind, whatever is typed.

use std::{fs, path::Path, sync::LazyLock};

use proptest::prelude::*;
use waxseal_fields::{Ascii, Check, Checker, Fault, Kind, Rules, Scan, Verdict, message, sentence};

/// A checker with the packs that change verdicts most.
static CHECKER: LazyLock<Checker<Ascii>> = LazyLock::new(|| {
    let mut checker = Checker::new(Ascii);
    for name in ["tel-core", "postal", "regions", "vat", "passwords", "ids", "countries", "months", "tel/7", "tel/54"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs").join(name).with_extension("bin");
        assert!(fs::read(file).is_ok_and(|pack| checker.add(name, &pack)), "{name}");
    }
    checker
});

fn kind() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL)
}

/// Anything, and things that look like what the kinds take.
fn input() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        "[0-9+() ./-]{0,24}",
        "[A-Za-z0-9.+ -]{1,12}@[a-z.-]{1,16}",
        "[A-Z]{2}[0-9]{2}[ A-Z0-9]{4,32}",
        "[0-9]{1,4}[-./ ][0-9]{0,2}[-./ ][0-9]{0,4}",
        "[a-z]{0,8}:?/{0,2}[a-z.@:0-9]{0,20}/?[a-z?#]{0,4}",
        "[A-Z0-9]{1,4}[ -]?[A-Z0-9]{0,5}",
        "[-+]?[0-9.,\' ]{0,20}",
    ]
}

fn rules() -> impl Strategy<Value = Rules> {
    let country =
        proptest::sample::select(vec!["DE", "GB", "US", "IT", "AR", "RU", "ES", "FI", "GR", "CH", "HU", "NL"]);
    (proptest::option::of(country), 0..4_u8).prop_map(|(country, more)| {
        let mut rules = Rules::default();
        assert!(rules.set("today", "2026-11-24"));
        assert!(country.is_none_or(|country| rules.set("country", country)));
        if more == 1 {
            assert!(rules.set("min", "3") && rules.set("max", "20") && rules.set("step", "0.5"));
        }
        if more == 3 {
            assert!(rules.set("assumed", "true") && rules.set("lang", "de"));
        }
        if more == 2 {
            assert!(rules.set("personal", "true") && rules.set("ascii", "true") && rules.set("min-age", "18"));
        }
        rules
    })
}

/// Every placeholder of the message has an argument.
fn is_complete(check: &Check, kind: Kind) -> bool {
    let Some(fault) = check.fault else {
        return true;
    };
    let text = message(fault.code()).expect("every code has a message");
    let filled = |name: &str| {
        name == "label"
            || (name == "suggestion" && check.suggestion.is_some())
            || check.arguments.iter().any(|(known, _)| *known == name)
    };
    let names = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.into_iter().all(filled) && sentence(check, kind, "label", &Ascii, |_| None).is_some()
}

#[test]
fn every_code_has_a_message() {
    for fault in Fault::ALL {
        assert!(message(fault.code()).is_some_and(|message| !message.is_empty()), "{}", fault.code());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_normalised_value_is_ok_and_normalises_to_itself(kind in kind(), input in input(), rules in rules()) {
        let checker = &*CHECKER;
        let check = checker.check(kind, &input, &rules);
        prop_assert!(is_complete(&check, kind), "{:?}", check);
        match check.verdict {
            Verdict::Ok => {
                let value = check.value.expect("what is ok has a value");
                // What a machine reads is in no language.
                let mut plain = rules.clone();
                plain.lang = None;
                let again = checker.check(kind, &value, &plain);
                prop_assert_eq!(again.verdict, Verdict::Ok, "{:?} {:?} {:?}", kind, value, again);
                prop_assert_eq!(again.value, Some(value));
            }
            Verdict::Unsure => prop_assert!(check.fault.is_some()),
            Verdict::Error => prop_assert!(check.value.is_none() && check.fault.is_some()),
        }
    }

    #[test]
    fn no_code_or_argument_repeats_what_was_typed(kind in kind(), input in "[a-z0-9@.+ -]{6,30}", rules in rules()) {
        let check = CHECKER.check(kind, &input, &rules);
        for (name, argument) in &check.arguments {
            prop_assert!(!argument.contains(input.trim()) || *name == "example", "{}", name);
        }
    }

    #[test]
    fn blanks_around_an_input_change_nothing(kind in kind(), input in input(), rules in rules()) {
        prop_assume!(kind != Kind::NewPassword);
        let checker = &*CHECKER;
        prop_assert_eq!(checker.check(kind, &format!(" \u{200B}{input}\n"), &rules), checker.check(kind, &input, &rules));
    }

    #[test]
    fn less_than_was_typed_or_nothing(kind in kind(), input in input(), rules in rules()) {
        let checker = &*CHECKER;
        for minimise in ["age-band", "area", "country"] {
            let mut rules = rules.clone();
            prop_assert!(rules.set("minimise", minimise));
            if let Some(value) = checker.check(kind, &input, &rules).value {
                prop_assert!(value.chars().count() <= 6, "{:?} {} {}", kind, minimise, value);
            }
        }
    }

    #[test]
    fn free_text_is_scanned_without_a_trap(input in input(), more in ".{0,20}") {
        let text = [&*more, &*input, &*more].concat();
        if let Scan::Found(found) = CHECKER.scan(&text) {
            prop_assert!(found.suggestion.is_some_and(|rest| rest.len() < text.len()));
        }
    }
}
