//! Connections: accepted up to a number, given a time to say what they want and to take the answer, and finished at shutdown.

use std::{convert::Infallible, mem, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{task::JoinSet, time};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::{
    client,
    listen::{Listener, Peer, Stream},
    places::{Place, Places},
    routes::Receiver,
};

/// The most bytes of a head that are kept in memory.
const HEAD_BYTES: usize = 32 * 1024;

/// How often clients that were counted long ago are forgotten.
const FORGET: Duration = Duration::from_secs(60);

/// How long those that came during the drain have after it.
const LAST: Duration = Duration::from_secs(1);

/// The connections of one listener.
struct Connections<'a> {
    listener: Listener,
    router: Router,
    receiver: &'a Receiver,
    places: Places,
    open: JoinSet<()>,
}

/// Serves until `shutdown`. Then it finishes what is under way, for as long as the limits allow, and meanwhile still takes
/// what is new: nobody is turned away because another is slow.
pub(crate) async fn serve(listener: Listener, router: Router, receiver: &Receiver, shutdown: impl Future<Output = ()>) {
    let limits = &receiver.limits;
    let places = Places::new(limits.connections, limits.connections_per_client);
    let mut connections = Connections { listener, router, receiver, places, open: JoinSet::new() };
    let mut graceful = GracefulShutdown::new();
    let mut forget = time::interval(FORGET);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            () = connections.next(&graceful) => {}
            _ = forget.tick() => {
                receiver.rates.forget();
                receiver.log.tell_left_out();
            }
        }
    }
    receiver.metrics.stop();
    receiver.log.event("stopping", format_args!("{} connections open", connections.open.len()));
    let end = time::Instant::now() + limits.drain;
    let earlier = mem::replace(&mut graceful, GracefulShutdown::new());
    let mut drained = std::pin::pin!(time::timeout_at(end, earlier.shutdown()));
    loop {
        tokio::select! {
            _ = &mut drained => break,
            () = connections.next(&graceful) => {}
        }
    }
    let Connections { listener, open, .. } = connections;
    drop(listener);
    let end = end.max(time::Instant::now() + LAST);
    if time::timeout_at(end, graceful.shutdown()).await.is_err() {
        receiver.log.event("cut-off", format_args!("{} connections", open.len()));
    }
}

impl Connections<'_> {
    /// Starts one connection, or tidies up after one that has ended.
    async fn next(&mut self, graceful: &GracefulShutdown) {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&self.listener, &self.places, self.receiver) => accepted,
            Some(_) = self.open.join_next() => return,
        };
        let limits = &self.receiver.limits;
        let mut stream = TimeoutStream::new(stream);
        // Who does not read the answer does not keep it in memory.
        stream.set_write_timeout(Some(limits.write));
        let service = answer(self.router.clone(), peer);
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.head).max_buf_size(HEAD_BYTES);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(Box::pin(stream)), service));
        let counted = self.receiver.metrics.connection();
        self.open.spawn(async move {
            // A connection that breaks is the sender's to repeat; what was committed was committed.
            let _ = connection.await;
            drop((place, counted));
        });
    }
}

/// The next connection for which there is a place.
async fn accept(listener: &Listener, places: &Places, receiver: &Receiver) -> (Stream, Peer, Place) {
    loop {
        let free = places.any().await;
        match listener.accept().await {
            Ok((stream, peer)) => match places.give(free, client::neighbour(peer, receiver.trusted_proxies)) {
                Some(place) => return (stream, peer, place),
                None => receiver.metrics.refuse_connection(),
            },
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
    peer: Peer,
) -> impl hyper::service::Service<Request<Incoming>, Response = axum::response::Response, Error = Infallible, Future: Send>
{
    service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer);
        router.clone().oneshot(request)
    })
}
