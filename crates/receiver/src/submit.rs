//! `POST /v1/forms/{form}/submissions`: check what can be checked without a key, keep, answer.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Extension, Path, Request, State, rejection::PathRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use waxseal_core::{
    base64url_decode, consent,
    envelope::{self, Envelope, EnvelopeError},
    policy::After,
};

use crate::{
    body::{self, Media},
    clock, fresh,
    listen::Peer,
    observe::Note,
    page,
    problem::Refusal,
    routes::Receiver,
    signal,
    store::{Kept, Sealed, StoreError},
};

/// What is taken here.
const SEALED: &str = "application/waxseal+json, or a form POST whose one field `waxseal` holds the envelope";

/// What a program gets: the same the first time and every time after.
#[derive(Serialize)]
struct Accepted {
    sid: String,
    received: i64,
}

/// A submission that is kept, just now or before.
struct Acceptance {
    status: StatusCode,
    code: &'static str,
    accepted: Accepted,
    /// Where a native form POST goes on to.
    next: HeaderValue,
}

pub(crate) async fn submit(
    State(receiver): State<Arc<Receiver>>,
    Extension(peer): Extension<Peer>,
    form: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let form_post = Media::of(request.headers()).is_some_and(Media::is_form_post);
    let to_a_person = form_post && !body::asks_for_json(request.headers());
    let mut note = Note::code("");
    let taken = match form {
        Ok(Path(form)) => take(&receiver, peer, &form, request, &mut note).await,
        Err(_) => Err(Refusal::UnknownForm),
    };
    let mut response = match taken {
        Err(refusal) => {
            note.code = refusal.code();
            refusal.answer(to_a_person)
        }
        Ok(acceptance) => {
            note.code = acceptance.code;
            if to_a_person {
                (StatusCode::SEE_OTHER, [(header::LOCATION, acceptance.next)]).into_response()
            } else {
                (acceptance.status, Json(acceptance.accepted)).into_response()
            }
        }
    };
    response.extensions_mut().insert(note);
    response
}

async fn take(
    receiver: &Receiver,
    peer: Peer,
    form: &str,
    request: Request,
    note: &mut Note,
) -> Result<Acceptance, Refusal> {
    let policies = receiver.policies.get();
    policies.form(form).ok_or(Refusal::UnknownForm)?;
    let client = receiver.client(peer, request.headers());
    receiver.rates.check(client, form).map_err(Refusal::from)?;

    let (head, body) = request.into_parts();
    let media = Media::of(&head.headers).ok_or(Refusal::UnsupportedMediaType { expected: SEALED })?;
    // Form encoding lengthens an envelope by a few per cent; the exact bound is checked on the envelope itself.
    let limit = if media.is_form_post() { receiver.max_body * 2 } else { receiver.max_body };
    let bytes = body::read(body, limit, &mut note.bytes).await?;
    // Not before all of it is here: who sends slowly holds nobody else up.
    let _permit = receiver.in_flight.try_acquire().map_err(|_| Refusal::Busy)?;
    let in_clear = |field: &str| policies.in_clear(form, field);
    let bytes = body::unwrap_form(media, head.headers.get(header::CONTENT_TYPE), bytes, in_clear).await?;
    if bytes.len() > receiver.max_body {
        return Err(Refusal::TooLarge { limit: receiver.max_body });
    }

    let envelope = envelope::parse(&bytes).map_err(|error| refuse(&bytes, error))?;
    note.sid = Some(envelope.sid().to_owned());
    let Allowed { next, stale } = allow(receiver, form, &envelope, &head.headers)?;
    let sid = base64url_decode(envelope.sid()).and_then(|sid| sid.try_into().ok());
    let sid = sid.ok_or(Refusal::Envelope(EnvelopeError::BadLength))?;
    if stale && receiver.store.record(sid).await.map_err(|error| unavailable(receiver, &error))?.is_none() {
        return Err(Refusal::WrongTime);
    }
    let sealed = Sealed {
        sid,
        form: form.to_owned(),
        revision: envelope.revision(),
        mh: envelope.mh().to_owned(),
        record: envelope.consent_json().into(),
        body: bytes.into(),
        gpc: signal::is_on(&head.headers),
    };
    let kept = receiver.store.insert(sealed).await.map_err(|error| unavailable(receiver, &error))?;
    let (status, code, since) = match kept {
        Kept::New { received } => (StatusCode::CREATED, "stored", received),
        Kept::Again { received } => (StatusCode::OK, "stored-before", received),
        Kept::Conflict => return Err(Refusal::SidConflict),
        Kept::PolicyRetired => return Err(Refusal::PolicyRetired),
        Kept::PolicyExpired => return Err(Refusal::PolicyExpired),
        Kept::StoreFull => return Err(Refusal::StoreFull),
    };
    Ok(Acceptance { status, code, accepted: Accepted { sid: envelope.sid().to_owned(), received: since }, next })
}

/// An envelope that its form takes.
struct Allowed {
    /// Where the form goes on to.
    next: HeaderValue,
    /// Whether its form takes nothing of its time, unless it was kept before.
    stale: bool,
}

/// The envelope belongs to this form as a policy of ours has it.
fn allow(receiver: &Receiver, form: &str, envelope: &Envelope, headers: &HeaderMap) -> Result<Allowed, Refusal> {
    if envelope.form_id() != form {
        return Err(Refusal::FormMismatch);
    }
    // As they are now: the body may have taken a while.
    let policies = receiver.policies.get();
    let policy = policies.get(envelope.mh()).ok_or(Refusal::UnknownManifest)?;
    let form = policy.form(form).ok_or(Refusal::UnknownForm)?;
    if envelope.revision() != policy.revision() {
        return Err(Refusal::FormMismatch);
    }
    let stale = form.spam.fresh && !fresh::is_fresh(envelope.iat(), clock::now());
    consent::compare(envelope.consent(), policy).map_err(|differ| Refusal::WordsDiffer { member: differ.member })?;
    // Relative to this very address: `/v1/forms/{form}/thanks`.
    let thanks = HeaderValue::from_static("thanks");
    let After::Redirect(url) = form.after() else {
        return Ok(Allowed { next: thanks, stale });
    };
    let origin = headers.get(header::ORIGIN).filter(|origin| receiver.allow_origins.contains(origin));
    let origin = origin.and_then(|origin| origin.to_str().ok()).unwrap_or_default();
    Ok(Allowed { next: HeaderValue::try_from(location(url, origin)).unwrap_or(thanks), stale })
}

/// A path is one of the site that the form stands on, which the policy's own folder is the root of.
fn location(url: &str, origin: &str) -> String {
    if url.starts_with("https://") || url.starts_with("http://") {
        return url.to_owned();
    }
    let path = url.trim_start_matches("./").trim_start_matches('/');
    format!("{origin}/{path}")
}

/// An envelope with a mistake is told which; what was never one is told only that it is not sealed.
fn refuse(bytes: &[u8], error: EnvelopeError) -> Refusal {
    match error {
        EnvelopeError::TooLarge => Refusal::Envelope(error),
        EnvelopeError::Malformed | EnvelopeError::Truncated if !looks_sealed(bytes) => Refusal::NotSealed,
        error => Refusal::Envelope(error),
    }
}

/// Whether the bytes have the members by which any envelope is known, however broken it is.
fn looks_sealed(bytes: &[u8]) -> bool {
    let has = |member: &[u8]| bytes.windows(member.len()).any(|window| window == member);
    bytes.trim_ascii_start().starts_with(b"{") && has(b"\"v\"") && has(b"\"sid\"")
}

pub(crate) fn unavailable(receiver: &Receiver, error: &StoreError) -> Refusal {
    match error {
        StoreError::Full => Refusal::Busy,
        error => {
            receiver.log.event("store-error", error);
            Refusal::StoreUnavailable
        }
    }
}

/// `GET /v1/forms/{form}/thanks`: the form's after-submit text, for those who came without a script.
pub(crate) async fn thanks(
    State(receiver): State<Arc<Receiver>>,
    form: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let policies = receiver.policies.get();
    let form = form.ok().and_then(|Path(form)| policies.form(&form));
    let Some(form) = form else {
        return Refusal::UnknownForm.page();
    };
    let After::Text(texts) = form.after() else {
        return Refusal::NotFound.page();
    };
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Browsers list languages in order of preference; the first one decides.
    let preferred = accepted.split([',', ';']).next().unwrap_or_default().trim();
    let (lang, text) = texts.pick(preferred);
    page::page(lang, policies.controller(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_the_site_of_the_form() {
        let shop = "https://shop.example";
        for (url, origin, expected) in [
            ("/thanks", "", "/thanks"),
            ("thanks.html", "", "/thanks.html"),
            ("./thanks?a=1#b", shop, "https://shop.example/thanks?a=1#b"),
            ("//evil.example/x", shop, "https://shop.example/evil.example/x"),
            ("https://www.example/x", shop, "https://www.example/x"),
        ] {
            assert_eq!(location(url, origin), expected);
        }
    }

    #[test]
    fn only_a_broken_envelope_is_told_what_is_broken() {
        for (body, code) in [
            ("email=ada%40example.com", "not-sealed"),
            ("{\"email\":\"ada@example.com\"}", "not-sealed"),
            ("{\"email\":\"ada@exa", "not-sealed"),
            ("", "not-sealed"),
            ("{\"v\":1,\"sid\":\"AAAA", "truncated"),
            ("{\"v\":1,\"sid\":\"AAAA\"}", "malformed"),
        ] {
            let error = envelope::parse(body.as_bytes()).unwrap_err();
            assert_eq!(refuse(body.as_bytes(), error).code(), code, "{body}");
        }
    }
}
