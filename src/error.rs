//! Why the page could not do what it was asked.

use wasm_bindgen::JsValue;
use waxseal_core::seal::SealError;

use crate::platform;

/// One failure: in JavaScript an `Error` whose `code` never changes and whose message says what to do.
#[derive(Clone, Copy)]
pub(crate) struct PageError {
    pub(crate) code: &'static str,
    pub(crate) message: &'static str,
}

impl PageError {
    pub(crate) const fn new(code: &'static str, message: &'static str) -> Self {
        Self { code, message }
    }
}

impl From<SealError> for PageError {
    fn from(error: SealError) -> Self {
        let sentence = match error {
            SealError::NothingToSend => "no purpose was given that needs any of the fields, so nothing may be sent",
            SealError::NotPrepared => "the browser has made no key agreement yet; let `prepare` finish first",
            SealError::TooLarge => "more was typed than an envelope holds",
            _ => "nothing can be sealed to the keys of the policy; `waxseal policy lint` says why",
        };
        Self::new(error.code(), sentence)
    }
}

impl From<PageError> for JsValue {
    fn from(error: PageError) -> Self {
        platform::failure(error.code, error.message)
    }
}
