//! What the demo page shows of the database. Off unless asked for, and on loopback only.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{problem::Refusal, routes::Receiver, store::Store};

#[derive(Serialize)]
struct View {
    /// Submissions answered since the start, refused ones included.
    requests: u64,
    /// Rows in the store.
    stored: u64,
    last: Option<Row>,
}

#[derive(Serialize)]
struct Row {
    received: i64,
    size: usize,
    /// The row's bytes: the envelope as it came.
    body: String,
}

/// `GET /demo/last`.
pub(crate) async fn last(State(receiver): State<Arc<Receiver>>) -> Response {
    let requests = receiver.metrics.submissions();
    match Store::last(&receiver.store_url).await {
        Ok((stored, last)) => {
            let last = last.map(|stored| Row {
                received: stored.received,
                size: stored.body.len(),
                body: String::from_utf8_lossy(&stored.body).into_owned(),
            });
            Json(View { requests, stored, last }).into_response()
        }
        Err(error) => {
            receiver.log.event("store-error", error);
            Refusal::StoreUnavailable.problem()
        }
    }
}
