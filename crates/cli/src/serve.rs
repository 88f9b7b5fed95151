//! `waxseal serve`: the receiver, from its start to a graceful end.

use std::io::{self, Write};

use tokio::runtime::Runtime;
use waxseal_receiver::Config;

use crate::args::Serve;
use crate::error::{Failure, Outcome};
use crate::policy;

/// Serves until it is told to stop.
pub fn run(args: Serve) -> Result<Outcome, Failure> {
    let store = args.store.parse().map_err(|error| Failure::new(format!("--store: {error}")))?;
    let bytes = policy::read(&args.policy)?;
    policy::check_lawful(&args.policy, &bytes)?;

    let mut config = Config::new(bytes, store, args.listen).on_ready(|addr| {
        // Nobody may be reading any more; the receiver serves all the same.
        let _ = writeln!(io::stdout(), "ready http://{addr}/");
    });
    config.www = args.www;
    config.max_body = args.max_body;
    config.allow_origins = args.allow_origin;
    config.trusted_proxies = args.trusted_proxies;
    config.demo_views = args.demo_views;

    let runtime = Runtime::new().map_err(|error| Failure::io("cannot start", &error))?;
    runtime.block_on(async {
        let stop = stop().map_err(|error| Failure::io("cannot listen for signals", &error))?;
        waxseal_receiver::serve(config, stop).await.map_err(|error| Failure::new(error.to_string()))
    })?;
    Ok(Outcome::Done)
}

/// Ends on Ctrl-C, and on SIGTERM where there is one. Listens from the moment it is called.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends on Ctrl-C.
#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        // Without a signal to wait for it could only be stopped by force; so it stops at once.
        let _ = tokio::signal::ctrl_c().await;
    })
}
