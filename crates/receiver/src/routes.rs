//! Which address does what.

use std::{
    collections::BTreeSet,
    net::IpAddr,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use governor::clock::MonotonicClock;
use tokio::sync::Semaphore;
use tower_http::cors::CorsLayer;

use crate::{
    body::asks_for_a_page,
    client,
    config::{Csp, Limits},
    demo, files,
    limits::RateLimits,
    listen::Peer,
    log::Log,
    metrics::Metrics,
    observe,
    policies::InForce,
    problem::Refusal,
    signal,
    store::{Store, StoreUrl},
    submit, withdraw,
};

/// The one address that takes submissions.
pub(crate) const SUBMISSIONS: &str = "/v1/forms/{form}/submissions";

/// The one address that takes consent back.
pub(crate) const WITHDRAWALS: &str = "/v1/withdrawals";

/// How long a browser may remember that another site is allowed to send here.
const PREFLIGHT: Duration = Duration::from_secs(2 * 60 * 60);

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Receiver {
    pub(crate) policies: InForce,
    pub(crate) store: Store,
    pub(crate) store_url: StoreUrl,
    pub(crate) www: Option<PathBuf>,
    pub(crate) csp: Csp,
    pub(crate) max_body: usize,
    pub(crate) allow_origins: Vec<HeaderValue>,
    pub(crate) trusted_proxies: usize,
    pub(crate) limits: Limits,
    pub(crate) rates: RateLimits<MonotonicClock>,
    pub(crate) in_flight: Semaphore,
    pub(crate) metrics: Metrics,
    pub(crate) log: Log,
    /// What was told to the operator once already.
    pub(crate) warned: Mutex<BTreeSet<&'static str>>,
}

impl Receiver {
    /// Whom the limits count for a request.
    pub(crate) fn client(&self, peer: Peer, headers: &HeaderMap) -> Option<IpAddr> {
        let (client, mismatch) = client::client(peer, headers, self.trusted_proxies);
        if let Some(mismatch) = mismatch
            && self.warned.lock().unwrap_or_else(PoisonError::into_inner).insert(mismatch.code())
        {
            self.log.event(mismatch.code(), mismatch.detail());
        }
        client
    }
}

/// Builds the router. `demo` adds the demo's views.
pub(crate) fn router(receiver: Arc<Receiver>, demo: bool) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(receiver.allow_origins.clone())
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers([header::RETRY_AFTER, signal::WAXSEAL_GPC])
        .max_age(PREFLIGHT);
    let mut routes = Router::new()
        .route(SUBMISSIONS, post(submit::submit))
        .route(WITHDRAWALS, post(withdraw::withdraw))
        .route("/v1/forms/{form}/thanks", get(submit::thanks));
    if !receiver.www.as_ref().is_some_and(|www| www.join(files::POLICY).is_file()) {
        routes = routes.route(&format!("/{}", files::POLICY), get(files::policy));
    }
    if demo {
        routes = routes.route("/demo/last", get(demo::last));
    }
    routes
        .method_not_allowed_fallback(wrong_method)
        .fallback(files::file)
        .layer(cors)
        .layer(middleware::from_fn_with_state(receiver.clone(), observe::observe))
        .with_state(receiver)
}

async fn wrong_method(request: Request) -> Response {
    Refusal::MethodNotAllowed.answer(asks_for_a_page(request.headers()))
}
