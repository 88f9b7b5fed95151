//! Global Privacy Control: the opt-out signal that a browser sends with each request (11 CCR §7025).

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

const SEC_GPC: HeaderName = HeaderName::from_static("sec-gpc");

/// Tells a page that its browser sends the signal: a script sees it in some browsers only.
pub(crate) const WAXSEAL_GPC: HeaderName = HeaderName::from_static("waxseal-gpc");

/// Whether a request carries it.
pub(crate) fn is_on(headers: &HeaderMap) -> bool {
    headers.get(SEC_GPC).is_some_and(|value| value == "1")
}

/// Says in an answer that the request carried it. A cache must not give that answer to others.
pub(crate) fn repeat(is_on: bool, answer: &mut HeaderMap) {
    answer.append(header::VARY, HeaderValue::from_name(SEC_GPC));
    if is_on {
        answer.insert(WAXSEAL_GPC, HeaderValue::from_static("1"));
    }
}
