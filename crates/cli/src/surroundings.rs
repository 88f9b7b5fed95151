//! What a browser knows about languages, for the command line.

mod countries;

use unicode_normalization::UnicodeNormalization;
use waxseal_core::fields::Surroundings;

use countries::COUNTRIES;

/// Names of countries and months in English; host names and normal forms in every script.
#[derive(Debug, Default)]
pub struct Native;

impl Surroundings for Native {
    fn nfc(&self, text: &str) -> String {
        text.nfc().collect()
    }

    fn host(&self, host: &str) -> Option<String> {
        idna::domain_to_ascii_strict(host).ok()
    }

    fn country(&self, name: &str) -> Option<String> {
        let fold = |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
        let sought = fold(name);
        let found = COUNTRIES.iter().find(|(known, _)| !sought.is_empty() && fold(known) == sought);
        found.map(|(_, code)| (*code).to_owned())
    }

    fn month(&self, _: &str) -> Option<u8> {
        None
    }

    fn show(&self, placeholder: &str, argument: &str) -> Option<String> {
        let found = COUNTRIES.iter().find(|(_, code)| placeholder == "country" && *code == argument);
        found.map(|(name, _)| (*name).to_owned())
    }
}
