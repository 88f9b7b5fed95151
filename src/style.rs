//! The looks of our own elements: small, quiet, and easy to override.
//!
//! Constructable stylesheets need no CSP keyword. `:where()` gives the rules no weight: any rule of the page wins. Where
//! an engine has no constructable stylesheets the elements look like plain text, and work.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document};

/// For messages, the summary and the after-text, in the page's own tree.
const PAGE: &str = "\
:where(.waxseal-message,.waxseal-summary,.waxseal-after){flex-basis:100%;box-sizing:border-box}\
:where(.waxseal-message){margin-block:.25rem .75rem;padding-inline-start:.5rem;\
border-inline-start:4px solid var(--waxseal-error,#d4351c);font-weight:600}\
:where(.waxseal-summary){margin-block:1rem;padding:1rem;border:4px solid var(--waxseal-error,#d4351c)}\
:where(.waxseal-summary h2){margin:0 0 .5rem;font-size:1.25em}\
:where(.waxseal-summary ul){margin:0;padding:0;list-style:none}\
:where(.waxseal-summary a){color:inherit}\
[data-waxseal-sent]{display:none!important}";

/// For the consent, in its shadow root.
const CONSENT: &str = "\
:host{display:block;flex-basis:100%;margin-block:1rem}\
label,p{display:flex;gap:.6em;align-items:flex-start;margin:0;padding-block:.3em;line-height:1.5}\
input{flex:none;margin:0;inline-size:max(24px,1.5em);block-size:max(24px,1.5em);accent-color:var(--waxseal-accent,auto)}\
.error{padding-inline-start:.5rem;border-inline-start:4px solid var(--waxseal-error,#d4351c);font-weight:600}\
.error:empty{display:none}";

/// Both sheets, for every root of the page.
pub(crate) struct Styles {
    pub(crate) page: Style,
    pub(crate) consent: Style,
}

impl Default for Styles {
    fn default() -> Self {
        Self { page: Style::new(PAGE), consent: Style::new(CONSENT) }
    }
}

/// One sheet; none in an engine that cannot construct it.
pub(crate) struct Style(Option<CssStyleSheet>);

impl Style {
    fn new(css: &str) -> Self {
        Self(CssStyleSheet::new().ok().filter(|sheet| sheet.replace_sync(css).is_ok()))
    }

    /// Adopts it in a document or a shadow root, once.
    pub(crate) fn adopt(&self, root: &JsValue) {
        // Both have the property; web-sys knows it on `Document` only.
        let root: &Document = root.unchecked_ref();
        let adopted = root.adopted_style_sheets();
        let Some(sheet) = self.0.as_ref().filter(|_| !adopted.is_undefined()) else {
            return;
        };
        let sheets = Array::from(&adopted);
        if !sheets.includes(sheet, 0) {
            sheets.push(sheet);
            root.set_adopted_style_sheets(&sheets);
        }
    }
}
