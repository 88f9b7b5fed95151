//! `POST /v1/withdrawals`: check that the holder of the receipt made it, keep, answer.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Json,
    extract::{Extension, Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use waxseal_core::{
    base64url_decode,
    consent::{Decision, Record},
    withdrawal::{MAX_BYTES, Signed, WithdrawalError},
};

use crate::{
    body, limits,
    observe::Note,
    problem::Refusal,
    routes::Receiver,
    store::{TakenBack, Withdrawal},
    submit::unavailable,
};

/// What is taken here.
const MEDIA_TYPE: &str = "application/waxseal-withdrawal+json";

/// The same the first time and every time after.
#[derive(Serialize)]
struct Accepted {
    sid: String,
    received: i64,
    purposes: Vec<String>,
}

pub(crate) async fn withdraw(
    State(receiver): State<Arc<Receiver>>,
    Extension(peer): Extension<SocketAddr>,
    request: Request,
) -> Response {
    let mut note = Note::code("");
    let mut response = match take(&receiver, peer, request, &mut note).await {
        Err(refusal) => {
            note.code = refusal.code();
            refusal.problem()
        }
        Ok((status, accepted)) => {
            note.code = if status == StatusCode::CREATED { "withdrawn" } else { "withdrawn-before" };
            (status, Json(accepted)).into_response()
        }
    };
    response.extensions_mut().insert(note);
    response
}

async fn take(
    receiver: &Receiver,
    peer: SocketAddr,
    request: Request,
    note: &mut Note,
) -> Result<(StatusCode, Accepted), Refusal> {
    let client = limits::client(peer.ip(), request.headers(), receiver.trusted_proxies);
    receiver.rates.check_withdrawal(client).map_err(|again| Refusal::RateLimited { again })?;
    let _permit = receiver.in_flight.try_acquire().map_err(|_| Refusal::Busy)?;

    let (head, body) = request.into_parts();
    if !is_withdrawal(&head.headers) {
        return Err(Refusal::UnsupportedMediaType { expected: MEDIA_TYPE });
    }
    let bytes = body::read(body, MAX_BYTES, &mut note.bytes).await?;
    let signed = Signed::read(&bytes).map_err(Refusal::Withdrawal)?;
    let sid = base64url_decode(&signed.withdrawal.sid).and_then(|sid| <[u8; 16]>::try_from(sid).ok());
    let sid = sid.ok_or(Refusal::Withdrawal(WithdrawalError::Malformed))?;

    let record = receiver.store.record(sid).await.map_err(|error| unavailable(receiver, &error))?;
    let record = record.ok_or(Refusal::UnknownSubmission)?;
    note.sid = Some(signed.withdrawal.sid.clone());
    let record: Record = serde_json::from_slice(&record).map_err(|_| {
        receiver.log.event("record-unreadable", &signed.withdrawal.sid);
        Refusal::StoreUnavailable
    })?;
    allow(&record, &signed)?;

    let withdrawal = signed.withdrawal;
    let kept = Withdrawal { sid, purposes: withdrawal.purposes.clone(), time: withdrawal.time, body: bytes.into() };
    let taken = receiver.store.withdraw(kept).await.map_err(|error| unavailable(receiver, &error))?;
    let (status, since) = match taken {
        TakenBack::New { received } => (StatusCode::CREATED, received),
        TakenBack::Before { received } => (StatusCode::OK, received),
    };
    Ok((status, Accepted { sid: withdrawal.sid, received: since, purposes: withdrawal.purposes }))
}

/// The holder of the record made it, and all of it can be taken back.
fn allow(record: &Record, signed: &Signed) -> Result<(), Refusal> {
    // The signature first: nobody else learns what the record says.
    let holder = record.holder.as_deref().ok_or(Refusal::NotWithdrawable)?;
    if !signed.verify(holder) {
        return Err(Refusal::BadSignature);
    }
    let can_be = |id: &String| record.decision(id).is_some_and(Decision::can_be_withdrawn);
    if signed.withdrawal.purposes.iter().all(can_be) { Ok(()) } else { Err(Refusal::NotWithdrawable) }
}

fn is_withdrawal(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    [MEDIA_TYPE, "application/json"].iter().any(|known| essence.eq_ignore_ascii_case(known))
}
