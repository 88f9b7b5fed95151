//! Bytes from anywhere, typed into every kind of field under rules from anywhere.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use waxseal_fields::{Ascii, Checker, Kind, Rules, Verdict};

static CHECKER: LazyLock<Checker<Ascii>> = LazyLock::new(|| {
    let mut checker = Checker::new(Ascii);
    assert!(checker.add("ids", include_bytes!("../../crates/fields/packs/ids.bin")));
    assert!(checker.add("countries", include_bytes!("../../crates/fields/packs/countries.bin")));
    assert!(checker.add("months", include_bytes!("../../crates/fields/packs/months.bin")));
    assert!(checker.add("tel-core", include_bytes!("../../crates/fields/packs/tel-core.bin")));
    assert!(checker.add("postal", include_bytes!("../../crates/fields/packs/postal.bin")));
    assert!(checker.add("tel/7", include_bytes!("../../crates/fields/packs/tel/7.bin")));
    checker
});

// Rules, a line each as `name=value`, an empty line, then what is typed.
fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (settings, input) = text.split_once("\n\n").unwrap_or(("", &text));
    let mut rules = Rules::default();
    for (name, value) in settings.lines().filter_map(|line| line.split_once('=')) {
        let _ = rules.set(name, value);
    }
    for kind in Kind::ALL {
        let check = CHECKER.check(*kind, input, &rules);
        assert!(check.verdict != Verdict::Error || check.value.is_none(), "{kind:?}: what is refused has no value");
        if check.verdict == Verdict::Ok && rules.minimise.is_none() {
            let value = check.value.expect("what is ok has a value");
            // What a machine reads is in no language.
            let mut plain = rules.clone();
            plain.lang = None;
            let again = CHECKER.check(*kind, &value, &plain);
            assert_eq!(again.value.as_ref(), Some(&value), "{kind:?}: a normalised value normalises to itself");
        }
    }
    let _ = CHECKER.scan(input);
    // Packs come over the network.
    let _ = Checker::new(Ascii).add("tel/1", bytes);
    let _ = Checker::new(Ascii).add("ids", bytes);
    let _ = Checker::new(Ascii).add("countries", bytes);
});
