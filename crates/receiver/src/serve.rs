//! Starting and stopping a receiver.

use std::{
    fmt, future, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use axum::http::HeaderValue;
use governor::clock::MonotonicClock;
use tokio::sync::Semaphore;
use waxseal_core::{manifest::ManifestError, policy::Problem};

use crate::{
    beside, clock,
    config::{Admin, Config, Ready},
    health, keeper,
    limits::RateLimits,
    listen::{Address, Listen, Listener},
    listener,
    log::Log,
    metrics::Metrics,
    policies::{Given, InForce},
    routes::{self, Receiver},
    secret::{self, Search, Secret},
    store::{self, Store, StoreError},
};

/// Why a receiver did not start, or did not stop cleanly.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The policy file is neither a policy nor a signed one.
    Manifest(ManifestError),
    /// The policy has mistakes: every one, with its place and its mend. Never empty.
    Policy(Vec<Problem>),
    /// The folder of static files holds another policy: what pages seal under it would be refused.
    OtherPolicy(PathBuf),
    /// Not an origin such as `https://www.example.com`.
    BadOrigin(String),
    /// There is no such folder of static files.
    MissingFolder(PathBuf),
    /// The store lies in the folder of static files, where anybody could fetch it.
    StoreInFolder(PathBuf),
    /// A secret lies in the folder of static files, where anybody could fetch it.
    SecretUnderWww {
        /// The folder.
        www: PathBuf,
        /// Where in it; links are followed.
        path: PathBuf,
        /// What it is.
        secret: Secret,
    },
    /// The folder of static files holds more than can be looked through for secrets.
    WwwTooLarge(PathBuf),
    /// The demo's views are for loopback addresses only.
    DemoNotLoopback(Address),
    /// The address cannot be listened on.
    Bind {
        /// The address.
        addr: Listen,
        /// What the system said.
        cause: io::Error,
    },
    /// The store cannot be opened, or could not be closed.
    Store(StoreError),
}

impl ServeError {
    /// A name that never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Manifest(error) => error.code(),
            Self::Policy(_) => "bad-policy",
            Self::OtherPolicy(_) => "other-policy",
            Self::BadOrigin(_) => "bad-origin",
            Self::MissingFolder(_) => "missing-folder",
            Self::StoreInFolder(_) => "store-in-folder",
            Self::SecretUnderWww { .. } => "secret-under-www",
            Self::WwwTooLarge(_) => "www-too-large",
            Self::DemoNotLoopback(_) => "demo-not-loopback",
            Self::Bind { .. } => "cannot-bind",
            Self::Store(error) => error.code(),
        }
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manifest(error) => error.fmt(f),
            Self::Policy(problems) => {
                f.write_str("the policy has mistakes:")?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
            }
            Self::OtherPolicy(path) => {
                write!(
                    f,
                    "{} is not the policy that is served, and what pages seal under it would be refused; put the file of \
                     --policy in its place, or name both with --policy",
                    path.display()
                )
            }
            Self::BadOrigin(origin) => {
                write!(f, "`{origin}` is no origin; write scheme and host only, such as https://www.example.com")
            }
            Self::MissingFolder(path) => write!(f, "there is no folder {}", path.display()),
            Self::StoreInFolder(path) => {
                write!(f, "the store lies in {}, which is served to everybody; move it elsewhere", path.display())
            }
            Self::SecretUnderWww { www, path, secret } => {
                let (www, path) = (www.display(), path.display());
                write!(
                    f,
                    "{path} holds {secret}, and {www} is served to everybody; move it to a folder outside of {www}"
                )
            }
            Self::WwwTooLarge(www) => {
                let www = www.display();
                write!(f, "{www} holds too many files to look for secrets in; serve a folder that holds the page alone")
            }
            Self::DemoNotLoopback(addr) => {
                write!(f, "the demo shows what the store holds, so it runs on 127.0.0.1 only, not at {addr}")
            }
            Self::Bind { addr, cause } => write!(f, "cannot listen on {addr}: {cause}"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<StoreError> for ServeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Runs a receiver until `shutdown` is done; then finishes what is under way, writes what waits, and returns.
///
/// # Errors
///
/// A [`ServeError`] before the first request is taken, or [`ServeError::Store`] if the store does not close.
pub async fn serve(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
    let given = Given::read(config.policies.clone())?;
    check_folder(&config, &given)?;
    let allow_origins = config.allow_origins.iter().map(|text| origin(text)).collect::<Result<_, _>>()?;

    let (listener, address) = bind(&config.listen).await?;
    if config.demo_views && !address.is_local() {
        return Err(ServeError::DemoNotLoopback(address));
    }
    let admin = bind_admin(&config.admin, &config.log).await?;
    let store = Store::open(&config.store, config.limits.in_flight, config.limits.store)?;
    let policies = given.into_policies(&store, &config.log).await?;

    let receiver = Arc::new(Receiver {
        policies: InForce::new(policies),
        store,
        store_url: config.store,
        www: config.www,
        csp: config.csp,
        max_body: config.max_body,
        allow_origins,
        trusted_proxies: config.trusted_proxies,
        rates: RateLimits::new(&config.limits, MonotonicClock),
        in_flight: Semaphore::new(config.limits.in_flight),
        limits: config.limits,
        metrics: Metrics::default(),
        warned: Mutex::default(),
        log: config.log,
    });
    let router = routes::router(receiver.clone(), config.demo_views);
    receiver.log.event("listening", &address);
    let (admin, admin_address) = admin.unzip();
    let admin = admin.map(|admin| tokio::spawn(serve_admin(admin, receiver.clone())));
    if let Some(ready) = config.on_ready {
        ready(Ready { address, admin: admin_address });
    }
    let keeper = tokio::spawn(keeper::keep(receiver.clone(), config.reloads));
    listener::serve(listener, router, &receiver, shutdown).await;
    keeper.abort();
    let closed = receiver.store.close().await;
    if let Some(admin) = admin {
        admin.abort();
    }
    if closed.is_err() {
        receiver.log.finish().await;
    }
    closed?;
    receiver.log.event("stopped", "everything is written");
    receiver.log.finish().await;
    Ok(())
}

async fn bind(listen: &Listen) -> Result<(Listener, Address), ServeError> {
    let bound = Listener::bind(listen).await.and_then(|listener| Ok((listener.address()?, listener)));
    let (address, listener) = bound.map_err(|cause| ServeError::Bind { addr: listen.clone(), cause })?;
    Ok((listener, address))
}

/// Where [`Admin::Usual`] listens.
const USUAL: &str = "127.0.0.1:9464";

async fn bind_admin(admin: &Admin, log: &Log) -> Result<Option<(Listener, Address)>, ServeError> {
    let bound = match admin {
        Admin::Off => return Ok(None),
        Admin::At(listen) => Some(bind(listen).await?),
        Admin::Usual => match bind(&Listen::Tcp(USUAL.to_owned())).await {
            Ok(bound) => Some(bound),
            Err(error) => {
                log.event("admin-not-listening", format_args!("{error}; name another address with --admin-listen"));
                None
            }
        },
    };
    if let Some((_, address)) = &bound {
        log.event("admin-listening", address);
    }
    Ok(bound)
}

/// Answers until the task is dropped, also while requests of others are finished.
async fn serve_admin(listener: Listener, receiver: Arc<Receiver>) {
    let router = health::router(receiver.clone());
    listener::serve(listener, router, &receiver, future::pending()).await;
}

/// What is served to everybody is there, holds no policy that is refused, and holds neither the store nor another secret.
fn check_folder(config: &Config, given: &Given) -> Result<(), ServeError> {
    let Some(www) = &config.www else {
        return Ok(());
    };
    if !www.is_dir() {
        return Err(ServeError::MissingFolder(www.clone()));
    }
    if Store::lies_in(&config.store, www) {
        return Err(ServeError::StoreInFolder(www.clone()));
    }
    match secret::find(www) {
        Search::Clean => {}
        Search::Found(path, secret) => return Err(ServeError::SecretUnderWww { www: www.clone(), path, secret }),
        Search::TooLarge => return Err(ServeError::WwwTooLarge(www.clone())),
    }
    check_policies(config, www, given)
}

/// Pages seal under the policies in the folder. One that is refused stops the start; one from before is told.
fn check_policies(config: &Config, www: &Path, given: &Given) -> Result<(), ServeError> {
    let others: Vec<_> =
        beside::policies(www)?.into_iter().filter(|beside| !beside.is_one_of(|mh| given.has(mh))).collect();
    if others.is_empty() {
        return Ok(());
    }
    let known = Store::known(&config.store)?;
    for other in others {
        if !other.is_one_of(|mh| store::takes(&known, mh, clock::now())) {
            return Err(ServeError::OtherPolicy(other.path));
        }
        config.log.event(
            "other-policy",
            format_args!(
                "{} is an earlier policy, which is still taken; put the new one in its place",
                other.path.display()
            ),
        );
    }
    Ok(())
}

/// Scheme, host and port as a browser writes them in `Origin`, to be compared byte for byte.
fn origin(text: &str) -> Result<HeaderValue, ServeError> {
    let refuse = || ServeError::BadOrigin(text.to_owned());
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(refuse)?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.:[]".contains(&b);
    let sound = !host.is_empty() && host.bytes().all(plain);
    sound.then(|| HeaderValue::from_str(text).ok()).flatten().ok_or_else(refuse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_no_path_and_is_written_as_browsers_do() {
        for text in ["https://www.example.com", "http://localhost:8080", "https://[::1]:8443"] {
            assert_eq!(origin(text).unwrap(), text);
        }
        for text in
            ["*", "null", "https://", "https://a.example/", "https://A.example", "a.example", "https://é.example"]
        {
            assert_eq!(origin(text).unwrap_err().code(), "bad-origin", "{text}");
        }
    }
}
