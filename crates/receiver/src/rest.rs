//! What is left of a body that was refused before its end. A proxy in front that is still sending would report a broken
//! connection in place of the answer, so the rest is read and thrown away first.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::header,
};
use http_body_util::BodyExt;
use hyper::body::{Frame, SizeHint};

/// The most bytes that are thrown away.
const MOST: u64 = 16 * 1024 * 1024;

/// Keeps hold of the body of a request while a handler reads it.
pub(crate) struct Rest(Option<Arc<Mutex<Body>>>);

impl Rest {
    /// A sender that waits for `100 Continue` has sent nothing yet, and need not.
    pub(crate) fn of(request: Request) -> (Request, Self) {
        if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
            return (request, Self(None));
        }
        let (head, body) = request.into_parts();
        let body = Arc::new(Mutex::new(body));
        (Request::from_parts(head, Body::new(Shared(body.clone()))), Self(Some(body)))
    }

    /// Reads what the handler did not, after it is done.
    pub(crate) async fn throw_away(self) {
        let Some(body) = self.0 else { return };
        let mut body = Shared(body);
        let mut left = MOST;
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, Bytes::len) as u64;
            let Some(less) = left.checked_sub(length) else { return };
            left = less;
        }
    }
}

struct Shared(Arc<Mutex<Body>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).size_hint()
    }
}
