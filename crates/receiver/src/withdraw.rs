//! `POST /v1/withdrawals`: check that the holder of the receipt made it, or the owner; keep, answer.

use std::sync::Arc;

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
    strict,
    withdrawal::{MAX_BYTES, Signed, Signer, Withdrawal as Statement, WithdrawalError},
};

use crate::{
    body, clock,
    listen::Peer,
    observe::Note,
    policies::Policies,
    problem::Refusal,
    routes::Receiver,
    store::{TakenBack, Withdrawal},
    submit::unavailable,
};

/// What is taken here.
const MEDIA_TYPE: &str = "application/waxseal-withdrawal+json";

/// The person's receipt of the withdrawal: the statement with the time at which it was kept.
#[derive(Serialize)]
struct Accepted {
    /// Whether it was kept just now; else all of it was taken back before, at `received`.
    new: bool,
    purposes: Vec<String>,
    /// RFC 3339 in UTC, by this machine's clock.
    received: String,
    sid: String,
    /// The statement that was sent.
    withdrawal: serde_json::Value,
}

pub(crate) async fn withdraw(
    State(receiver): State<Arc<Receiver>>,
    Extension(peer): Extension<Peer>,
    request: Request,
) -> Response {
    let mut note = Note::code("");
    let mut response = match take(&receiver, peer, request, &mut note).await {
        Err(refusal) => {
            note.code = refusal.code();
            refusal.problem()
        }
        Ok((status, accepted)) => {
            note.code = if accepted.new { "withdrawn" } else { "withdrawn-before" };
            (status, Json(accepted)).into_response()
        }
    };
    response.extensions_mut().insert(note);
    response
}

async fn take(
    receiver: &Receiver,
    peer: Peer,
    request: Request,
    note: &mut Note,
) -> Result<(StatusCode, Accepted), Refusal> {
    let client = receiver.client(peer, request.headers());
    receiver.rates.check_withdrawal(client).map_err(Refusal::from)?;

    let (head, body) = request.into_parts();
    if !is_withdrawal(&head.headers) {
        return Err(Refusal::UnsupportedMediaType { expected: MEDIA_TYPE });
    }
    let bytes = body::read(body, MAX_BYTES, &mut note.bytes).await?;
    let _permit = receiver.in_flight.try_acquire().map_err(|_| Refusal::Busy)?;
    let signed = Signed::read(&bytes).map_err(Refusal::Withdrawal)?;
    let sid = base64url_decode(&signed.withdrawal.sid).and_then(|sid| <[u8; 16]>::try_from(sid).ok());
    let sid = sid.ok_or(Refusal::Withdrawal(WithdrawalError::Malformed))?;

    let record = receiver.store.record(sid).await.map_err(|error| unavailable(receiver, &error))?;
    let record = record.ok_or(Refusal::UnknownSubmission)?;
    note.sid = Some(signed.withdrawal.sid.clone());
    let record: Record = strict::from_slice(&record).map_err(|_| {
        receiver.log.event("record-unreadable", &signed.withdrawal.sid);
        Refusal::StoreUnavailable
    })?;
    allow(&receiver.policies.get(), &record, &signed)?;

    let withdrawal = serde_json::from_slice(&bytes).expect("it was read as JSON above");
    let Statement { purposes, reason, time, .. } = signed.withdrawal.clone();
    let kept = Withdrawal { sid, purposes, reason, time, body: bytes.into() };
    let taken = receiver.store.withdraw(kept).await.map_err(|error| unavailable(receiver, &error))?;
    let (new, since) = match taken {
        TakenBack::New { received } => (true, received),
        TakenBack::Before { received } => (false, received),
    };
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    let Statement { purposes, sid, .. } = signed.withdrawal;
    Ok((status, Accepted { new, purposes, received: clock::to_the_second(since), sid, withdrawal }))
}

/// Somebody made it who may, and all of it can be taken back.
fn allow(policies: &Policies, record: &Record, signed: &Signed) -> Result<(), Refusal> {
    // The signature first: nobody else learns what the record says.
    match signed.signer {
        Signer::Holder => {
            let holder = record.holder.as_deref().ok_or(Refusal::NotWithdrawable)?;
            if !signed.verify(holder) {
                return Err(Refusal::BadSignature);
            }
        }
        Signer::Owner => by_owner(policies, signed)?,
    }
    let can_be = |id: &String| record.decision(id).is_some_and(Decision::can_be_withdrawn);
    if signed.withdrawal.purposes.iter().all(can_be) { Ok(()) } else { Err(Refusal::NotWithdrawable) }
}

/// The owner of today made it, whatever policy the submission was sealed under.
fn by_owner(policies: &Policies, signed: &Signed) -> Result<(), Refusal> {
    let owner = policies.owner().ok_or(Refusal::NoOwnerSigner)?;
    if signed.verify(owner) {
        return Ok(());
    }
    let was_owner = policies.earlier_owners().any(|owner| signed.verify(owner));
    Err(if was_owner { Refusal::RetiredSigner } else { Refusal::UnknownSigner })
}

fn is_withdrawal(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim();
    [MEDIA_TYPE, "application/json"].iter().any(|known| essence.eq_ignore_ascii_case(known))
}
