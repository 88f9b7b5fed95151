//! What the browser knows about languages; said and explained in `browser.js`.

use alloc::string::String;

use wasm_bindgen::prelude::wasm_bindgen;
use waxseal_fields::Surroundings;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    fn nfc(text: &str) -> String;
    fn host(host: &str) -> Option<String>;
    fn fold(name: &str) -> String;
}

/// Knows what the browser knows.
#[derive(Debug, Default)]
pub(crate) struct Browser;

impl Surroundings for Browser {
    fn nfc(&self, text: &str) -> String {
        nfc(text)
    }

    fn host(&self, name: &str) -> Option<String> {
        host(name)
    }

    fn fold(&self, name: &str) -> String {
        fold(name)
    }
}
