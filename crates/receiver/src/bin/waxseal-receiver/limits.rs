//! The options that bound how much, how often, how long.

use std::time::Duration;

use bytesize::ByteSize;
use clap::Args;
use waxseal_receiver::Rate;

/// The defaults are those of [`waxseal_receiver::Limits`].
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
pub struct Limits {
    /// Submissions that one client (an IPv4 address, or an IPv6 /56) may send per second, and as many withdrawals
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub client_rate: u32,
    /// How many of these may come at once
    #[arg(long, value_name = "N", default_value_t = 60)]
    pub client_burst: u32,
    /// Submissions that one form takes per second from all clients together
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub form_rate: u32,
    /// How many of these may come at once
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    pub form_burst: u32,
    /// Submissions worked on at once, counted from when all of one has come; one more is answered 503
    #[arg(long, value_name = "N", default_value_t = 1_024)]
    pub max_in_flight: usize,
    /// Room for the store, such as 20GB or 512MiB: once it is used up, submissions are answered 507; no bound if left out
    #[arg(long, value_name = "SIZE")]
    pub store_quota: Option<ByteSize>,
    /// Open connections; one more waits
    #[arg(long, value_name = "N", default_value_t = 16_384)]
    pub max_connections: usize,
    /// Open connections of one client, if no proxy is trusted; one more is closed
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub max_client_connections: usize,
    /// How long a connection may take for the head of a request, or stay quiet between two
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    pub head_timeout: Duration,
    /// How long a request may take, its body included
    #[arg(long, value_name = "TIME", default_value = "20s", value_parser = humantime::parse_duration)]
    pub request_timeout: Duration,
    /// How long a client may read nothing of its answer
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = humantime::parse_duration)]
    pub write_timeout: Duration,
    /// How long requests that are under way may take after SIGTERM or Ctrl-C
    #[arg(long, value_name = "TIME", default_value = "25s", value_parser = humantime::parse_duration)]
    pub drain_timeout: Duration,
}

impl From<Limits> for waxseal_receiver::Limits {
    fn from(limits: Limits) -> Self {
        Self {
            per_client: Rate::new(limits.client_rate, limits.client_burst),
            per_form: Rate::new(limits.form_rate, limits.form_burst),
            in_flight: limits.max_in_flight,
            store: limits.store_quota.map(|size| size.as_u64()),
            connections: limits.max_connections,
            connections_per_client: limits.max_client_connections,
            head: limits.head_timeout,
            request: limits.request_timeout,
            write: limits.write_timeout,
            drain: limits.drain_timeout,
        }
    }
}
