//! Carrying an envelope to the receiver.

use alloc::{borrow::ToOwned, string::String};

use js_sys::{Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

use crate::{error::set, events::object};

/// After this long without an answer the receiver counts as unreachable.
const PATIENCE_MS: u32 = 30_000;

/// Why the receiver does not have it.
pub(crate) enum Undelivered {
    /// No answer, or one that says "later": the same bytes may be sent again.
    Unreachable,
    /// It looked at the envelope and refused, for the reason of this code.
    Refused(String),
}

/// Posts `envelope` to `url` and nothing else: no cookie, no referrer.
pub(crate) async fn post(url: &str, envelope: &str) -> Result<u16, Undelivered> {
    let response = request(url, envelope).await.map_err(|_| Undelivered::Unreachable)?;
    match response.status() {
        status if response.ok() => Ok(status),
        // "Timed out", "too many", or its own failure.
        408 | 429 | 500.. => Err(Undelivered::Unreachable),
        _ => Err(Undelivered::Refused(code(&response).await.unwrap_or_else(|| "refused".to_owned()))),
    }
}

async fn request(url: &str, envelope: &str) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&envelope.into());
    init.set_headers(&object(&[("content-type", "application/waxseal+json".into())]));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Error);
    // Engines without it wait as long as they like.
    let signal = Reflect::get(&global(), &"AbortSignal".into()).unwrap_or_default();
    if signal.is_function() && Reflect::has(&signal, &"timeout".into()) == Ok(true) {
        set(&init, "signal", &AbortSignal::timeout_with_u32(PATIENCE_MS));
    }
    let window = web_sys::window().ok_or(JsValue::UNDEFINED)?;
    JsFuture::from(window.fetch_with_str_and_init(url, &init)).await.map(JsCast::unchecked_into)
}

/// The `code` of a problem document (RFC 9457).
async fn code(response: &Response) -> Option<String> {
    let problem = JsFuture::from(response.json().ok()?).await.ok()?;
    Reflect::get(&problem, &"code".into()).ok()?.as_string()
}
