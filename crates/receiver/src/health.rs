//! What an operator's machines ask.

use std::sync::Arc;

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};

use crate::{problem::Refusal, routes::Receiver};

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: a write was committed a moment ago, to the file that the path names.
pub(crate) async fn ready(State(receiver): State<Arc<Receiver>>) -> Response {
    match receiver.store.probe().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            receiver.log.event("store-error", error);
            Refusal::StoreUnavailable.problem()
        }
    }
}

/// `GET /metrics`: counters for Prometheus.
pub(crate) async fn metrics(State(receiver): State<Arc<Receiver>>) -> Response {
    let in_flight = receiver.limits.in_flight - receiver.in_flight.available_permits();
    let text = receiver.metrics.text(in_flight, receiver.log.dropped());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}
