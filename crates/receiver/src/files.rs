//! The page's files, and the policy beside them.

use std::{path::Path, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use waxseal_core::base64url_encode;

use crate::{body::asks_for_a_page, problem::Refusal, routes::Receiver, signal};

/// What a page served here may do: run its own code and WebAssembly, and nothing from elsewhere or inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// The name under which a policy is published.
pub(crate) const POLICY: &str = "waxseal.json";

/// The policy, byte for byte, ready to be served.
#[derive(Debug)]
pub(crate) struct PolicyFile {
    bytes: axum::body::Bytes,
    etag: HeaderValue,
}

impl PolicyFile {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let etag = format!("\"{}\"", base64url_encode(&Sha256::digest(&bytes)));
        let etag = HeaderValue::try_from(etag).expect("base64url is ASCII");
        Self { bytes: bytes.into(), etag }
    }
}

/// `GET /waxseal.json`, where the folder has no such file.
pub(crate) async fn policy(State(receiver): State<Arc<Receiver>>, headers: HeaderMap) -> Response {
    let PolicyFile { bytes, etag } = &receiver.policy_file;
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let unchanged = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag);
    let caching = [(header::ETAG, etag.clone()), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))];
    let mut response = if unchanged {
        (StatusCode::NOT_MODIFIED, caching).into_response()
    } else {
        (caching, [(header::CONTENT_TYPE, "application/json")], bytes.clone()).into_response()
    };
    signal::repeat(signal::is_on(&headers), response.headers_mut());
    response
}

/// Every address that is no route: a file of the folder, if there is one.
pub(crate) async fn file(State(receiver): State<Arc<Receiver>>, request: Request) -> Response {
    let to_a_person = asks_for_a_page(request.headers());
    let Some(www) = &receiver.www else {
        return Refusal::NotFound.answer(to_a_person);
    };
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::MethodNotAllowed.answer(to_a_person);
    }
    if is_hidden(request.uri().path()) {
        return Refusal::NotFound.answer(to_a_person);
    }
    serve(www, request).await.unwrap_or_else(|| Refusal::NotFound.answer(to_a_person))
}

async fn serve(www: &Path, request: Request) -> Option<Response> {
    // The policy lies here under whatever name its owner gave it.
    let json = Path::new(request.uri().path()).extension().is_some_and(|extension| extension == "json");
    let gpc = signal::is_on(request.headers());
    // Leaves the folder for no `..`, no encoded one, no absolute path; sets and compares ETags; knows ranges and types.
    let folder = ServeDir::new(www).precompressed_br().precompressed_gzip();
    let mut response = folder.oneshot(request).await.ok()?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if json {
        signal::repeat(gpc, headers);
    }
    if let Some(with_charset) = headers.get(header::CONTENT_TYPE).and_then(utf8) {
        headers.insert(header::CONTENT_TYPE, with_charset);
    }
    Some(response)
}

fn utf8(media_type: &HeaderValue) -> Option<HeaderValue> {
    let media_type = media_type.to_str().ok().filter(|text| text.starts_with("text/") && !text.contains("charset"))?;
    HeaderValue::try_from(format!("{media_type}; charset=utf-8")).ok()
}

/// A file such as `.env` or `.git/config` lies in a folder by accident; `.well-known` (RFC 8615) does not.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|segment| {
        let dot = segment.starts_with('.') || segment.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%2e"));
        dot && segment != ".well-known"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dot_files_are_hidden() {
        for path in ["/.env", "/.git/config", "/a/.b", "/%2eenv", "/%2E%2E/x", "/.."] {
            assert!(is_hidden(path), "{path}");
        }
        for path in ["/", "/a.b/c", "/.well-known/security.txt", "/é"] {
            assert!(!is_hidden(path), "{path}");
        }
    }
}
