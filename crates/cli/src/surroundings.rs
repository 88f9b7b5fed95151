//! What a browser knows about languages, for the command line.

mod countries;
mod fold;

use unicode_normalization::UnicodeNormalization;
use waxseal_fields::Surroundings;

use countries::COUNTRIES;

/// Host names and normal forms in every script; the names of countries in English.
#[derive(Debug, Default)]
pub struct Native;

impl Surroundings for Native {
    fn nfc(&self, text: &str) -> String {
        text.nfc().collect()
    }

    fn host(&self, host: &str) -> Option<String> {
        idna::domain_to_ascii_strict(host).ok()
    }

    fn fold(&self, name: &str) -> String {
        fold::fold(name)
    }

    fn show(&self, placeholder: &str, argument: &str) -> Option<String> {
        let found = COUNTRIES.iter().find(|(code, _)| placeholder == "country" && *code == argument);
        found.map(|(_, name)| (*name).to_owned())
    }
}
