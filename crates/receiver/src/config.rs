//! What a receiver is told at its start. The defaults suit a landing page behind no proxy or one.

use std::{fmt, num::NonZeroU32, path::PathBuf, time::Duration};

use tokio::sync::mpsc;

use crate::{
    listen::{Address, Listen},
    log::Log,
    store::StoreUrl,
};

/// Everything a receiver needs to know.
///
/// ```no_run
/// use waxseal_receiver::{Config, serve};
///
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// let policy = std::fs::read("waxseal.json")?;
/// let config = Config::new(policy, "sqlite:waxseal.db".parse()?, "127.0.0.1:8080".parse()?);
/// let config = config.on_ready(|ready| println!("ready {}", ready.address));
/// serve(config, async { tokio::signal::ctrl_c().await.unwrap_or_default() }).await?;
/// # Ok(())
/// # }
/// ```
pub struct Config {
    /// The policies to serve and take.
    pub policies: PolicyFiles,
    /// Others that take their place while it runs.
    pub reloads: Option<mpsc::Receiver<Reload>>,
    /// Where submissions are kept.
    pub store: StoreUrl,
    /// Where to listen.
    pub listen: Listen,
    /// Where an operator's machines ask how it is.
    pub admin: Admin,
    /// A folder to serve as static files. No secret may lie in it: no key, no store.
    pub www: Option<PathBuf>,
    /// Which pages carry a strict Content Security Policy.
    pub csp: Csp,
    /// The most bytes of one envelope.
    pub max_body: usize,
    /// Origins of other sites whose pages may send here, such as `https://www.example.com`.
    pub allow_origins: Vec<String>,
    /// How many reverse proxies of one's own stand in front. The client's address is then read that many entries from
    /// the end of `X-Forwarded-For`; what stands before them anybody may have written.
    pub trusted_proxies: usize,
    /// How much, how often, how long.
    pub limits: Limits,
    /// Serves `GET /demo/last`, which shows what the store holds. Loopback addresses only.
    pub demo_views: bool,
    /// Where the log goes.
    pub log: Log,
    /// Called once, when it answers.
    pub on_ready: Option<OnReady>,
}

/// Policy files, plain or signed, as they are published.
#[derive(Clone, Debug)]
pub struct PolicyFiles {
    /// Those that pages may still have been loaded with.
    pub earlier: Vec<Vec<u8>>,
    /// The one that is served.
    pub current: Vec<u8>,
}

impl From<Vec<u8>> for PolicyFiles {
    fn from(current: Vec<u8>) -> Self {
        Self { earlier: Vec::new(), current }
    }
}

/// New policy files. If they cannot be had: why, for the log, a code first; then those before stay in force.
pub type Reload = Result<PolicyFiles, String>;

/// See [`Config::on_ready`].
pub type OnReady = Box<dyn FnOnce(Ready) + Send>;

/// Where a receiver that has started answers.
#[derive(Clone, Debug)]
pub struct Ready {
    /// To everybody.
    pub address: Address,
    /// To an operator's machines; `None` if it does not.
    pub admin: Option<Address>,
}

/// The listener for `/healthz`, `/readyz` and `/metrics`, which are not for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Admin {
    /// There is none.
    Off,
    /// 127.0.0.1:9464, or none, with an event in the log, if another receiver has it.
    #[default]
    Usual,
    /// This one.
    At(Listen),
}

impl Config {
    /// The defaults: 256 KiB, [`Limits::default`], the log on stderr, no static files, no other origins.
    pub fn new(policies: impl Into<PolicyFiles>, store: StoreUrl, listen: Listen) -> Self {
        Self {
            policies: policies.into(),
            reloads: None,
            store,
            listen,
            admin: Admin::default(),
            www: None,
            csp: Csp::default(),
            max_body: waxseal_core::envelope::RECEIVED_BYTES,
            allow_origins: Vec::new(),
            trusted_proxies: 0,
            limits: Limits::default(),
            demo_views: false,
            log: Log::stderr(),
            on_ready: None,
        }
    }

    /// Calls `ready` with the addresses when they answer.
    #[must_use]
    pub fn on_ready(mut self, ready: impl FnOnce(Ready) + Send + 'static) -> Self {
        self.on_ready = Some(Box::new(ready));
        self
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("store", &self.store)
            .field("listen", &self.listen)
            .field("www", &self.www)
            .finish_non_exhaustive()
    }
}

/// Which pages are answered with a strict [Content Security Policy](https://www.w3.org/TR/CSP3/).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Csp {
    /// The receiver's own. What the owner's pages load is theirs to say.
    #[default]
    Own,
    /// The files of the folder, too: they run their own scripts and WebAssembly, and nothing inline or from elsewhere.
    Strict,
    /// None: something in front writes the header.
    Off,
}

/// Bounds that keep one sender, or all of them together, from taking the receiver down.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Submissions from one client, and as many withdrawals: an IPv4 address or an IPv6 /56. With no trusted proxy, a loopback peer is a proxy
    /// or the developer, and is not limited.
    pub per_client: Rate,
    /// Submissions to one form; withdrawals from all.
    pub per_form: Rate,
    /// Submissions worked on at once; one more is answered `busy`.
    pub in_flight: usize,
    /// Bytes of the store; once they are in use, submissions are answered `store-full`. `None` for no bound.
    pub store: Option<u64>,
    /// Open connections; one more waits.
    pub connections: usize,
    /// Open connections of one client; one more is closed. With no trusted proxy; a loopback peer is not limited.
    pub connections_per_client: usize,
    /// How long a connection may take to send the head of a request, or stay quiet between two.
    pub head: Duration,
    /// How long a request may take, its body included.
    pub request: Duration,
    /// How long a sender may take none of its answer.
    pub write: Duration,
    /// How long requests that are under way may take at shutdown.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_client: Rate::new(2, 60),
            per_form: Rate::new(1_000, 5_000),
            in_flight: 1_024,
            store: None,
            connections: 16_384,
            connections_per_client: 64,
            head: Duration::from_secs(30),
            request: Duration::from_secs(20),
            write: Duration::from_secs(30),
            drain: Duration::from_secs(25),
        }
    }
}

/// How often something may happen: a number at once, then so many per second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    pub(crate) per_second: NonZeroU32,
    pub(crate) burst: NonZeroU32,
}

impl Rate {
    /// `burst` at once, then `per_second`. Nothing at all is not a rate: zero counts as one.
    pub fn new(per_second: u32, burst: u32) -> Self {
        let at_least_one = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Self { per_second: at_least_one(per_second), burst: at_least_one(burst) }
    }
}
