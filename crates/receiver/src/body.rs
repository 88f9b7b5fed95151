//! From a request to the bytes of one envelope, in bounded memory.

use axum::{
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::{HeaderMap, HeaderValue, header},
};
use http_body_util::BodyExt;

use crate::problem::Refusal;

/// The one field of a native form POST.
const FIELD: &str = "waxseal";

/// How the envelope is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    /// Not at all.
    Json,
    /// A field of `application/x-www-form-urlencoded`.
    UrlEncoded,
    /// A field of `multipart/form-data`.
    Multipart,
}

impl Media {
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/waxseal+json" | "application/json" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }

    /// Whether a browser sends this by itself, without a script.
    pub(crate) fn is_form_post(self) -> bool {
        self != Self::Json
    }
}

/// Whether the answer is for a person at a browser rather than for a program.
pub(crate) fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

/// Whether the answer is for a program even though a form POST came.
pub(crate) fn asks_for_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !asks_for_a_page(headers)
}

/// Reads a body of at most `limit` bytes; `read` counts them.
pub(crate) async fn read(mut body: Body, limit: usize, read: &mut usize) -> Result<Bytes, Refusal> {
    let mut bytes = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(Refusal::CutOff);
        };
        let Ok(data) = frame.into_data() else {
            continue;
        };
        *read += data.len();
        if *read > limit {
            return Err(Refusal::TooLarge { limit });
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.into())
}

/// The envelope in a form POST: the field `waxseal`, once, and beside it only fields that may be in clear, which are
/// dropped here. A field of any other name is something that should have been sealed.
pub(crate) async fn unwrap_form(
    media: Media,
    content_type: Option<&HeaderValue>,
    bytes: Bytes,
    in_clear: impl Fn(&str) -> bool,
) -> Result<Bytes, Refusal> {
    let mut envelope = None;
    let mut take = |name: &str, value: Bytes| match (name, &envelope) {
        (FIELD, None) => {
            envelope = Some(value);
            Ok(())
        }
        (FIELD, Some(_)) => Err(Refusal::NotSealed),
        (name, _) if in_clear(name) => Ok(()),
        _ => Err(Refusal::NotSealed),
    };
    match media {
        Media::Json => return Ok(bytes),
        Media::UrlEncoded => {
            for (name, value) in form_urlencoded::parse(&bytes) {
                take(&name, Bytes::from(value.into_owned()))?;
            }
        }
        Media::Multipart => {
            let mut fields = multipart(content_type, bytes).await?;
            while let Some(field) = fields.next_field().await.map_err(|_| Refusal::NotSealed)? {
                let name = field.name().unwrap_or_default().to_owned();
                take(&name, field.bytes().await.map_err(|_| Refusal::NotSealed)?)?;
            }
        }
    }
    envelope.ok_or(Refusal::NotSealed)
}

async fn multipart(content_type: Option<&HeaderValue>, bytes: Bytes) -> Result<Multipart, Refusal> {
    let mut request = Request::new(Body::from(bytes));
    if let Some(content_type) = content_type {
        request.headers_mut().insert(header::CONTENT_TYPE, content_type.clone());
    }
    // The bytes are here already and have been counted.
    DefaultBodyLimit::disable().apply(&mut request);
    Multipart::from_request(request, &()).await.map_err(|_| Refusal::NotSealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn unwrap(content_type: &'static str, body: &'static str) -> Result<Bytes, Refusal> {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        let media = Media::of(&headers).unwrap();
        let in_clear = |name: &str| name == "csrf";
        unwrap_form(media, headers.get(header::CONTENT_TYPE), Bytes::from(body), in_clear).await
    }

    #[tokio::test]
    async fn a_form_post_carries_one_envelope_and_what_may_be_in_clear() {
        let urlencoded = "application/x-www-form-urlencoded; charset=UTF-8";
        let multipart = "multipart/form-data; boundary=X";
        for (content_type, body) in [
            (urlencoded, "csrf=1&waxseal=%7B%7D"),
            (urlencoded, "waxseal={}"),
            (multipart, "--X\r\nContent-Disposition: form-data; name=\"waxseal\"\r\n\r\n{}\r\n--X--\r\n"),
            ("application/json", "{}"),
        ] {
            assert_eq!(unwrap(content_type, body).await, Ok(Bytes::from("{}")), "{body}");
        }
        for (content_type, body) in [
            (urlencoded, ""),
            (urlencoded, "email=ada%40example.com"),
            (urlencoded, "waxseal=%7B%7D&email=ada%40example.com"),
            (urlencoded, "waxseal=%7B%7D&waxseal=%7B%7D"),
            (multipart, "--X\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\na\r\n--X--\r\n"),
            (multipart, "--X\r\nContent-Disposition: form-data; name=\"waxseal\"\r\n\r\n{}"),
            ("multipart/form-data", "no boundary"),
        ] {
            assert_eq!(unwrap(content_type, body).await, Err(Refusal::NotSealed), "{body}");
        }
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_the_limit() {
        for (length, expected) in [(9, true), (10, true), (11, false), (3_000_000, false)] {
            let mut count = 0;
            let result = read(Body::from(vec![b'a'; length]), 10, &mut count).await;
            assert_eq!(result.is_ok(), expected, "{length}");
            assert_eq!(count, length);
        }
    }
}
