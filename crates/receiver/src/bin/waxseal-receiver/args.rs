//! The options of the program and their help.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use waxseal_receiver::{Admin, Csp, Listen, ListenError, store::StoreUrl};

use crate::limits::Limits;

/// Takes and keeps sealed submissions. It cannot open them.
#[derive(Debug, Parser)]
#[command(
    name = "waxseal-receiver",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  waxseal serve --policy keys/waxseal.signed.json --store sqlite:waxseal.db
  waxseal serve --policy keys/waxseal.signed.json --www site --listen 127.0.0.1:3000
  waxseal serve --policy keys/waxseal.signed.json --www site --csp strict
  waxseal serve --policy keys/waxseal.signed.json --listen unix:/run/waxseal.sock --trusted-proxies 1
  waxseal serve --policy keys/earlier.signed.json --policy keys/waxseal.signed.json

`waxseal serve` starts the program `waxseal-receiver`, which can also be started by itself.
Prints `ready http://ADDRESS/` on stdout once it answers. Ctrl-C lets running requests end.
Policy files are read again at SIGHUP, and a few seconds after one has changed; a mistake leaves the policies as they are.
It does not start if a secret key, a recovery sheet or a store lies in the folder of --www, or a policy that is not taken."
)]
pub struct Args {
    /// The policy, plain or signed; may be repeated: the last one is served, and what was sealed under the others is taken, too
    #[arg(long, value_name = "FILE", required = true)]
    pub policy: Vec<PathBuf>,
    /// Where submissions are kept
    #[arg(long, value_name = "URL", default_value = "sqlite:waxseal.db")]
    pub store: StoreUrl,
    /// Where to listen: HOST:PORT, or unix:FILE; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: Listen,
    /// Where /healthz, /readyz and /metrics are answered, or `off`; 127.0.0.1:9464 if left out
    #[arg(long, value_name = "ADDRESS", value_parser = admin)]
    pub admin_listen: Option<Admin>,
    /// Serve the files of this folder, too
    #[arg(long, value_name = "DIR")]
    pub www: Option<PathBuf>,
    /// What the Content-Security-Policy of pages says; without it only the receiver's own pages have one, a strict one
    #[arg(long, value_name = "RULES")]
    pub csp: Option<Rules>,
    /// Take submissions from pages of this origin, too; may be repeated
    #[arg(long, value_name = "ORIGIN")]
    pub allow_origin: Vec<String>,
    /// The largest submission
    #[arg(long, value_name = "BYTES", default_value_t = waxseal_core::envelope::RECEIVED_BYTES)]
    pub max_body: usize,
    /// How many reverse proxies of yours stand in front, each adding an entry to X-Forwarded-For
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub trusted_proxies: usize,
    #[command(flatten)]
    pub limits: Limits,
    /// Show what is stored to whoever asks: for the demo page only
    #[arg(long)]
    pub demo_views: bool,
}

fn admin(text: &str) -> Result<Admin, ListenError> {
    if text == "off" { Ok(Admin::Off) } else { text.parse().map(Admin::At) }
}

/// Which pages carry a Content Security Policy.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Rules {
    /// The files of --www, too: own scripts and WebAssembly, nothing inline, nothing from elsewhere
    Strict,
    /// None at all: a proxy in front writes the header
    Off,
}

impl Args {
    /// What `--csp` says.
    pub fn csp(&self) -> Csp {
        match self.csp {
            None => Csp::Own,
            Some(Rules::Strict) => Csp::Strict,
            Some(Rules::Off) => Csp::Off,
        }
    }
}
