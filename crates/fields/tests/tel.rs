//! Telephone numbers against the crate `rlibphonenumber`, a port of libphonenumber with its regular expressions.
//!
//! Its metadata is 9.0.42, ours 9.0.33 (the newest that a crate carries as XML), so ranges that were changed in between
//! differ: [`CHANGED`] names their calling codes.

use std::{collections::BTreeSet, fs, path::Path};

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat,
    enums::{PhoneNumberType, Region},
};
use waxseal_fields::{Ascii, Checker, Kind, Rules, Verdict};

/// Calling codes whose ranges changed between the two versions of the metadata; and those of Gabon (241) and Norfolk
/// Island (672), whose old numbers libphonenumber rewrites into new ones, which here are asked about.
const CHANGED: &[i32] = &[1, 46, 47, 221, 241, 247, 255, 263, 267, 290, 423, 506, 672, 679, 880, 962, 963];

/// In Samoa 0 stands before international calls, so that 067… is read there as Norfolk Island. Here a prefix of one digit
/// is believed only where a number of the country would not do.
const AMBIGUOUS: &[i32] = &[685];

/// A checker with every pack.
fn checker() -> Checker<Ascii> {
    let mut checker = Checker::new(Ascii);
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/tel-core.bin");
    assert!(checker.add("tel-core", &fs::read(core).expect("the core pack")));
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/tel")).expect("the packs") {
        let path = entry.expect("a pack").path();
        let name = path.file_stem().expect("a name").to_str().expect("digits").to_owned();
        assert!(checker.add(&format!("tel/{name}"), &fs::read(&path).expect("a pack")), "{name}");
    }
    checker
}

/// Calling code and national number of an example of every type that a region has.
fn examples(region: Region) -> BTreeSet<(i32, String)> {
    use PhoneNumberType as Type;
    let kinds = [
        Type::FixedLine,
        Type::Mobile,
        Type::TollFree,
        Type::PremiumRate,
        Type::SharedCost,
        Type::PersonalNumber,
        Type::VoIP,
        Type::Pager,
        Type::UAN,
        Type::VoiceMail,
    ];
    let found = kinds
        .into_iter()
        .filter_map(|kind| PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind).ok());
    found.map(|number| (number.country_code, number.get_national_significant_number())).collect()
}

/// A small generator, so that every run asks the same.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn digit(&mut self) -> char {
        char::from(b"0123456789"[self.below(10)])
    }
}

/// Numbers near an example: other ends, other starts, one digit changed, dropped or added.
fn near(example: &str, random: &mut Random) -> String {
    let mut digits: Vec<char> = example.chars().collect();
    let at = random.below(digits.len());
    match random.below(5) {
        0 => digits.iter_mut().rev().take(4).for_each(|digit| *digit = random.digit()),
        1 => digits.iter_mut().take(3).for_each(|digit| *digit = random.digit()),
        2 => digits[at] = random.digit(),
        3 => drop(digits.remove(at)),
        _ => digits.insert(at, random.digit()),
    }
    digits.into_iter().collect()
}

#[test]
fn what_is_in_use_is_what_libphonenumber_says() {
    let (checker, mut random) = (checker(), Random(1));
    let (mut rows, mut apart) = (0, BTreeSet::new());
    for region in PHONE_NUMBER_UTIL.get_supported_regions() {
        for (code, example) in examples(region) {
            for i in 0..24 {
                let national = if i == 0 { example.clone() } else { near(&example, &mut random) };
                let number = format!("+{code}{national}");
                let check = checker.check(Kind::Tel, &number, &Rules::default());
                let theirs = PHONE_NUMBER_UTIL.parse(&number, None).ok().filter(PhoneNumber::is_valid);
                let theirs = theirs.map(|theirs| theirs.format_as(PhoneNumberFormat::E164).into_owned());
                rows += 1;
                if check.value.filter(|_| check.verdict == Verdict::Ok) != theirs {
                    println!("{number} {theirs:?}");
                    apart.insert(code);
                }
            }
        }
    }
    assert!(rows > 20_000, "{rows} rows");
    assert_eq!(apart.into_iter().collect::<Vec<_>>(), CHANGED);
}

#[test]
fn national_forms_are_read_in_their_country() {
    let checker = checker();
    let (mut rows, mut apart) = (0, BTreeSet::new());
    for region in PHONE_NUMBER_UTIL.get_supported_regions() {
        let mut rules = Rules::default();
        // Ascension and Tristan da Cunha are regions of numbers and not countries.
        if !rules.set("country", &format!("{region:?}")) {
            continue;
        }
        for (code, example) in examples(region) {
            for prefix in ["", "0", "1", "8", "06"] {
                let typed = format!("{prefix}{example}");
                let check = checker.check(Kind::Tel, &typed, &rules);
                let theirs = PHONE_NUMBER_UTIL.parse(&typed, Some(region)).ok().filter(PhoneNumber::is_valid);
                rows += 1;
                let theirs = theirs.map(|theirs| theirs.format_as(PhoneNumberFormat::E164).into_owned());
                if theirs.is_some() && check.value != theirs {
                    println!("{region:?} {typed} {:?} {theirs:?}", check.value);
                    apart.insert(code);
                }
            }
        }
    }
    assert!(rows > 5_000, "{rows} rows");
    assert_eq!(apart.into_iter().collect::<Vec<_>>(), AMBIGUOUS);
}
