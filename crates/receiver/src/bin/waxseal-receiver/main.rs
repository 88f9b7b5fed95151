//! The program `waxseal-receiver`: the receiver, from its start to a graceful end. `waxseal serve` starts it.
//!
//! The exit status is 0, or 2 if it could not start; why, stands on stderr.

mod args;
mod limits;
mod open_files;
mod policies;
mod reload;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use tokio::runtime::Runtime;
use waxseal_receiver::Config;

use crate::{args::Args, reload::Watched};

/// Why it did not start, and what to do about it.
struct Failure {
    message: String,
    hint: Option<String>,
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self { message, hint: None }
    }
}

impl From<policies::Refused> for Failure {
    fn from(refused: policies::Refused) -> Self {
        Self { message: refused.message, hint: refused.hint }
    }
}

fn main() -> ExitCode {
    let Err(Failure { message, hint }) = run(Args::parse()) else {
        return ExitCode::SUCCESS;
    };
    eprintln!("error: {message}");
    if let Some(hint) = hint {
        eprintln!("hint: {hint}");
    }
    ExitCode::from(2)
}

/// Serves until it is told to stop.
fn run(args: Args) -> Result<(), Failure> {
    let watched = Watched::new(args.policy.clone());
    let files = policies::read(&args.policy, |line| eprintln!("{line}"))?;

    let csp = args.csp();
    let limits = waxseal_receiver::Limits::from(args.limits);
    let connections = limits.connections;
    let mut config = Config::new(files, args.store, args.listen).on_ready(move |ready| {
        open_files::allow(connections);
        // Nobody may be reading any more; the receiver serves all the same.
        let _ = writeln!(io::stdout(), "ready {}", ready.address);
    });
    config.csp = csp;
    config.www = args.www;
    config.max_body = args.max_body;
    config.allow_origins = args.allow_origin;
    config.trusted_proxies = args.trusted_proxies;
    config.demo_views = args.demo_views;
    config.admin = args.admin_listen.unwrap_or_default();
    config.limits = limits;

    let runtime = Runtime::new().map_err(|error| format!("cannot start: {error}"))?;
    runtime.block_on(async {
        let stop = stop().map_err(|error| format!("cannot listen for signals: {error}"))?;
        let reloads = reload::reloads(watched).map_err(|error| format!("cannot listen for signals: {error}"))?;
        config.reloads = Some(reloads);
        waxseal_receiver::serve(config, stop).await.map_err(|error| format!("{}: {error}", error.code()))
    })?;
    Ok(())
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
