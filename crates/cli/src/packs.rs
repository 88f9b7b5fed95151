//! Everything that a page fetches only when it is needed: here it is all at hand.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use waxseal_fields::{Checker, Surroundings};

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../fields/packs");
static MESSAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../fields/messages");

static RECEIPTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../core/receipt");

/// The messages of a language, by key.
pub type Messages = BTreeMap<String, String>;

/// Adds every pack.
pub fn load(checker: &mut Checker<impl Surroundings>) {
    let telephones = PACKS.get_dir("tel").into_iter().flat_map(Dir::files);
    for file in PACKS.files().chain(telephones) {
        let name = file.path().with_extension("");
        let sound = checker.add(&name.to_string_lossy().replace('\\', "/"), file.contents());
        assert!(sound, "a pack of this release is sound");
    }
}

/// The messages of all languages, by primary language subtag.
pub fn messages() -> BTreeMap<String, Messages> {
    let files = MESSAGES.files().filter_map(|file| {
        let lang = file.path().file_stem()?.to_str()?.to_owned();
        Some((lang, serde_json::from_slice(file.contents()).ok()?))
    });
    files.collect()
}

/// The words around a receipt in that language; in English if there are none.
pub fn receipt(lang: &str) -> Messages {
    let primary = lang.split('-').next().unwrap_or_default().to_lowercase();
    let file = RECEIPTS.get_file(format!("{primary}.json")).or_else(|| RECEIPTS.get_file("en.json"));
    let file = file.expect("English is there");
    serde_json::from_slice(file.contents()).expect("a pack of this release is sound")
}
