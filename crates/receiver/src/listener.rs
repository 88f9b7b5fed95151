//! Connections: accepted up to a number, given a time to say what they want, and finished at shutdown.

use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time,
};
use tower::ServiceExt;

use crate::routes::Receiver;

/// How long a connection may take to send the head of a request, or stay quiet between two.
const HEAD: Duration = Duration::from_secs(30);

/// The most bytes of a head that are kept in memory.
const HEAD_BYTES: usize = 32 * 1024;

/// How often clients that were counted long ago are forgotten.
const FORGET: Duration = Duration::from_secs(60);

/// Serves until `shutdown`, then finishes what is under way, for as long as the limits allow.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    receiver: &Receiver,
    shutdown: impl Future<Output = ()>,
) {
    let places = Arc::new(Semaphore::new(receiver.limits.connections));
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    let mut forget = time::interval(FORGET);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            (stream, peer, place) = accept(&listener, &places, receiver) => {
                let service = answer(router.clone(), peer);
                let mut http = http1::Builder::new();
                http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
                let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
                connections.spawn(async move {
                    // A connection that breaks is the sender's to repeat; what was committed was committed.
                    let _ = connection.await;
                    drop(place);
                });
            }
            Some(_) = connections.join_next() => {}
            _ = forget.tick() => {
                receiver.rates.forget();
                receiver.log.tell_left_out();
            }
        }
    }
    drop(listener);
    receiver.log.event("stopping", format_args!("{} connections open", connections.len()));
    if time::timeout(receiver.limits.drain, graceful.shutdown()).await.is_err() {
        receiver.log.event("cut-off", format_args!("{} connections", connections.len()));
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    receiver: &Receiver,
) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    let place = places.clone().acquire_owned().await.expect("nobody closes this semaphore");
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // Answers are one small write each: nothing is won by holding them back.
                let _ = stream.set_nodelay(true);
                return (stream, peer, place);
            }
            Err(error) => {
                // Most often too many open files: some will be closed in a moment.
                receiver.log.event("accept-error", error);
                time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

fn answer(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<Request<Incoming>, Response = axum::response::Response, Error = Infallible, Future: Send>
{
    service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    })
}
