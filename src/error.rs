//! Why the page could not do what it was asked.

use alloc::{
    borrow::Cow,
    string::{String, ToString},
};

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;
use waxseal_core::seal::SealError;

/// One failure: in JavaScript an `Error` whose `code` never changes and whose message says what to do.
#[derive(Clone)]
pub(crate) struct PageError {
    pub(crate) code: &'static str,
    pub(crate) message: Cow<'static, str>,
}

impl PageError {
    pub(crate) const fn new(code: &'static str, message: &'static str) -> Self {
        Self { code, message: Cow::Borrowed(message) }
    }

    pub(crate) const fn with(code: &'static str, message: String) -> Self {
        Self { code, message: Cow::Owned(message) }
    }
}

impl From<SealError> for PageError {
    fn from(error: SealError) -> Self {
        Self::with(error.code(), error.to_string())
    }
}

impl From<PageError> for JsValue {
    fn from(error: PageError) -> Self {
        let value = Error::new(&error.message);
        set(&value, "code", &error.code.into());
        value.into()
    }
}

/// Sets one member of an object of ours.
pub(crate) fn set(object: &JsValue, name: &str, value: &JsValue) {
    // It fails only on a frozen object; ours are fresh.
    let _ = Reflect::set(object, &name.into(), value);
}
