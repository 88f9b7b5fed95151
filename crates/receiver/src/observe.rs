//! What is the same around every request: its time limit, its line in the log, its counters, its safety headers.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use tokio::time;

use crate::{
    body::asks_for_a_page,
    config::Csp,
    files::Owners,
    log::{self, RequestLine},
    problem::Refusal,
    rest::Rest,
    routes::{Receiver, SUBMISSIONS},
};

/// What a handler says about its answer, for the log. Travels in the response's extensions.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    pub(crate) code: &'static str,
    /// Only of an envelope that was read: an id that we know to be one.
    pub(crate) sid: Option<String>,
    pub(crate) bytes: usize,
}

impl Note {
    pub(crate) const fn code(code: &'static str) -> Self {
        Self { code, sid: None, bytes: 0 }
    }
}

/// Answers that are no pages of ours load nothing and are framed nowhere.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(crate) async fn observe(State(receiver): State<Arc<Receiver>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("static", MatchedPath::as_str);
    let to_a_person = asks_for_a_page(request.headers());
    let (request, rest) = Rest::of(request);
    let _counted = receiver.metrics.request();
    let pending = Pending { receiver: &receiver, method, route, start, answered: false };
    let end = time::Instant::from_std(start + receiver.limits.request);
    let answer = time::timeout_at(end, next.run(request)).await;
    let mut response = answer.unwrap_or_else(|_| Refusal::Timeout.answer(to_a_person));
    // Who sends on after the time is over is cut off.
    let _ = time::timeout_at(end, rest.throw_away()).await;
    let without_csp = receiver.csp == Csp::Off || response.extensions_mut().remove::<Owners>().is_some();
    protect(response.headers_mut(), without_csp);

    let note = response.extensions_mut().remove().unwrap_or(Note::code("ok"));
    let status = response.status().as_u16();
    pending.end(status, &note);
    response
}

/// A request that has no answer yet. If the sender goes away first, the future that holds this is dropped, and so is this.
struct Pending<'a> {
    receiver: &'a Receiver,
    method: &'static str,
    route: &'a str,
    start: Instant,
    answered: bool,
}

impl Pending<'_> {
    fn end(mut self, status: u16, note: &Note) {
        self.answered = true;
        self.note(status, note);
    }

    fn note(&self, status: u16, note: &Note) {
        let Self { receiver, method, route, start, .. } = *self;
        let took = start.elapsed();
        receiver.metrics.answered(route, status, note.code);
        if route == SUBMISSIONS && method == "POST" {
            receiver.metrics.submission(took);
        }
        receiver.log.request(&RequestLine {
            time: log::now(),
            method,
            route,
            status,
            code: note.code,
            sid: note.sid.as_deref(),
            bytes: note.bytes,
            ms: (took.as_secs_f64() * 10_000.0).round() / 10.0,
        });
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if !self.answered {
            // The status that proxies log for this; nobody receives it.
            self.note(499, &Note::code("sender-gone"));
        }
    }
}

/// A method is whatever word the sender wrote: only the usual ones are repeated in the log.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        _ => "OTHER",
    }
}

/// `without_csp` if somebody else says what the page may load.
fn protect(headers: &mut HeaderMap, without_csp: bool) {
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    if !without_csp {
        default(header::CONTENT_SECURITY_POLICY, NOTHING);
    }
    default(header::CACHE_CONTROL, "no-store");
    default(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(header::REFERRER_POLICY, "no-referrer");
}
