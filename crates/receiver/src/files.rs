//! The page's files, and the policy beside them.

use std::{
    ffi::OsStr,
    path::{Component, Path},
    sync::Arc,
};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use tower_http::services::ServeDir;
use waxseal_core::base64url_encode;

use crate::{
    body::asks_for_a_page,
    config::Csp,
    packed::{self, Copies},
    problem::Refusal,
    routes::Receiver,
    secret::{self, Secret},
    signal,
};

/// What a page served here may do: run its own code and WebAssembly, and nothing from elsewhere or inline.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'";

/// On an answer that is a file of the owner's: what its pages may load is theirs to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Owners;

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
    let policies = receiver.policies.get();
    let PolicyFile { bytes, etag } = &policies.file;
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
    let (folder, path) = (www.clone(), request.uri().path().to_owned());
    let answer = match tokio::task::spawn_blocking(move || public(&folder, &path)).await {
        Ok(Some(copies)) => serve(www, copies, receiver.csp, request).await,
        _ => None,
    };
    answer.unwrap_or_else(|| Refusal::NotFound.answer(to_a_person))
}

async fn serve(www: &Path, copies: Copies, csp: Csp, request: Request) -> Option<Response> {
    let path = Path::new(request.uri().path());
    // The policy lies here under whatever name its owner gave it.
    let json = path.extension().is_some_and(|extension| extension == "json");
    let caching = if is_named_by_content(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let gpc = signal::is_on(request.headers());
    // Leaves the folder for no `..`, no encoded one, no absolute path; sets and compares ETags; knows ranges and types.
    let mut folder = ServeDir::new(www);
    if copies.brotli {
        folder = folder.precompressed_br();
    }
    if copies.gzip {
        folder = folder.precompressed_gzip();
    }
    let mut response = folder.oneshot(request).await.ok()?.map(Body::new);
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    response.extensions_mut().insert(Owners);
    let headers = response.headers_mut();
    if csp == Csp::Strict {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if json {
        signal::repeat(gpc, headers);
    }
    if let Some(with_charset) = headers.get(header::CONTENT_TYPE).and_then(utf8) {
        headers.insert(header::CONTENT_TYPE, with_charset);
    }
    Some(response)
}

/// Whether a bundler gave the file a name that changes with its content, such as `app.3f9a0c1b.js`: a part of eight or more
/// hexadecimal digits with letters among them. A date has none.
fn is_named_by_content(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let is_hash = |part: &str| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    name.rsplit_once('.').is_some_and(|(stem, _)| stem.split(['.', '-', '_']).skip(1).any(is_hash))
}

fn utf8(media_type: &HeaderValue) -> Option<HeaderValue> {
    let media_type = media_type.to_str().ok().filter(|text| text.starts_with("text/") && !text.contains("charset"))?;
    HeaderValue::try_from(format!("{media_type}; charset=utf-8")).ok()
}

/// If what `path` leads to is meant for everybody: the copies that may be served in its place. The folder held no secret at
/// the start; files may have come since.
fn public(www: &Path, path: &str) -> Option<Copies> {
    let names = names(path)?;
    if names.iter().any(|name| secret::is_never_served(name)) {
        return None;
    }
    let mut file = www.to_owned();
    file.extend(&names);
    if file.is_dir() {
        file.push(INDEX);
    }
    let is_clean = |file: &Path| can_be_read(file) && !is_secret(file);
    // A copy is served in its place to a browser that takes it.
    let copies = packed::paths(&file);
    (copies.iter().all(|copy| is_clean(copy)) && is_clean(&file)).then(|| Copies::of(&file))
}

/// What a folder is answered with.
const INDEX: &str = "index.html";

/// The names that a path is made of, as `ServeDir` reads it. `None` if one leads out of the folder, or is no text.
fn names(path: &str) -> Option<Vec<String>> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut names = Vec::new();
    for component in Path::new(path.trim_start_matches('/')).components() {
        match component {
            Component::Normal(name) => names.push(name.to_str()?.to_owned()),
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::ParentDir => return None,
        }
    }
    Some(names)
}

/// A pipe, a socket or a device would keep its reader waiting for ever. What is not there is answered with 404.
fn can_be_read(file: &Path) -> bool {
    file.metadata().map_or(true, |metadata| metadata.is_file() || metadata.is_dir())
}

/// Whether `file`, or what it is a link to, is a secret by its name or by what is in it.
fn is_secret(file: &Path) -> bool {
    let Ok(real) = file.canonicalize() else { return false };
    let by_name = real.file_name().and_then(OsStr::to_str).is_none_or(secret::is_never_served);
    by_name || real.is_file() && !matches!(Secret::in_file(&real), Ok(None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_changes_with_the_content_is_told_from_others() {
        for name in ["app.3f9a0c1b.js", "assets/index-0a1b2c3d4e5f.css", "font_00ff00ff11.woff2"] {
            assert!(is_named_by_content(Path::new(name)), "{name}");
        }
        for name in
            ["waxseal.js", "photo-20261129.jpg", "3f9a0c1b.js", "a-feedface.js", "app.3f9a.js", "index.html", ""]
        {
            assert!(!is_named_by_content(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn a_path_is_read_as_the_file_server_reads_it() {
        for (path, expected) in [
            ("/", Some(vec![])),
            ("/a.b/c", Some(vec!["a.b", "c"])),
            ("//a/./b/", Some(vec!["a", "b"])),
            ("/sub%2f.env", Some(vec!["sub", ".env"])),
            ("/%2e%65nv", Some(vec![".env"])),
            ("/\u{e9}", Some(vec!["\u{e9}"])),
            ("/..", None),
            ("/a/%2e%2e/b", None),
            ("/%ff", None),
        ] {
            let expected = expected.map(|names| names.into_iter().map(String::from).collect::<Vec<_>>());
            assert_eq!(names(path), expected, "{path}");
        }
    }
}
