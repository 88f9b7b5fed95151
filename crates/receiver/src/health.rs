//! What an operator's machines ask, on a listener of their own.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{
    clock,
    metrics::Readings,
    problem::Refusal,
    routes::Receiver,
    store::{Space, Store},
};

/// The routes of the admin's listener.
pub(crate) fn router(receiver: Arc<Receiver>) -> Router {
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(receiver)
}

/// `GET /healthz`: the process answers.
async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: a write was committed a moment ago, to the file that the path names, and the receiver is not stopping. A
/// store at its quota is said and is no reason to send nobody here: withdrawals are taken.
async fn ready(State(receiver): State<Arc<Receiver>>) -> Response {
    if receiver.metrics.is_stopping() {
        return Refusal::Stopping.problem();
    }
    match receiver.store.probe().await {
        Ok(()) if receiver.store.load().is_full() => "ready\nstore-full\n".into_response(),
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            receiver.log.event("store-error", error);
            Refusal::StoreUnavailable.problem()
        }
    }
}

/// `GET /metrics`: for Prometheus.
async fn metrics(State(receiver): State<Arc<Receiver>>) -> Response {
    let Space { used, free } = Store::space(&receiver.store_url).await;
    let load = receiver.store.load();
    let text = receiver.metrics.text(&Readings {
        in_flight: receiver.limits.in_flight - receiver.in_flight.available_permits(),
        log_dropped: receiver.log.dropped(),
        commits: &load.commits,
        queue: load.waiting(),
        store_bytes: used,
        free_bytes: free,
        store_quota: receiver.limits.store,
        store_full: load.is_full(),
        policy_expires: receiver.policies.get().expires.map(|exp| exp.saturating_sub(clock::now())),
    });
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}
