//! What the browser knows about languages; said and explained in `browser.js`.

use alloc::string::String;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::fields::Surroundings;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    pub(crate) fn member(object: &JsValue, name: &str) -> Option<String>;
    fn nfc(text: &str) -> String;
    fn host(host: &str) -> Option<String>;
    fn country(name: &str) -> Option<String>;
    fn month(name: &str) -> Option<u8>;
    fn show(placeholder: &str, argument: &str) -> Option<String>;
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

    fn country(&self, name: &str) -> Option<String> {
        country(name)
    }

    fn month(&self, name: &str) -> Option<u8> {
        month(name)
    }

    fn show(&self, placeholder: &str, argument: &str) -> Option<String> {
        show(placeholder, argument)
    }
}
