//! Where a withdrawal goes: to standard output, or to the receiver.

use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use waxseal_core::withdrawal::{MAX_BYTES, Withdrawal};

use crate::error::Failure;
use crate::output;

/// The address beside that of the receiver.
const PATH: &str = "/v1/withdrawals";

/// How long the receiver may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most bytes of an answer: the withdrawal and little more.
const LONGEST: u64 = 4 * MAX_BYTES as u64;

/// Where withdrawals go.
pub enum Way {
    /// To whoever reads standard output.
    Print,
    /// To a receiver.
    Send { agent: Agent, url: String },
}

/// The answer of a receiver, or why it refuses.
#[derive(Deserialize)]
struct Answer {
    sid: Option<String>,
    purposes: Option<Vec<String>>,
    code: Option<String>,
    detail: Option<String>,
}

impl Way {
    /// As `--send` says.
    pub fn new(send: Option<&str>) -> Result<Self, Failure> {
        let Some(url) = send else { return Ok(Self::Print) };
        let url = url.trim_end_matches('/');
        let url = if url.ends_with(PATH) { url.to_owned() } else { format!("{url}{PATH}") };
        if !is_safe(&url) {
            return Err(Failure::new("--send: not the https address of a receiver")
                .hint("such as https://www.example.com; http is for this machine alone"));
        }
        Ok(Self::Send { agent: agent(url.starts_with("https:"))?, url })
    }

    /// Prints the statement, or sends it and prints the answer. Says whether it is done; a refusal is told on stderr.
    pub fn go(&self, withdrawal: &Withdrawal, statement: &str) -> Result<bool, Failure> {
        let Self::Send { agent, url } = self else { return output::print(statement).map(|()| true) };
        match post(agent, url, withdrawal, statement) {
            Ok(answer) => output::print(&answer).map(|()| true),
            Err(words) => {
                eprintln!("sid {}: {words}", withdrawal.sid);
                Ok(false)
            }
        }
    }
}

/// The receiver's answer, if it is one to this very withdrawal: a proxy's page says nothing.
fn post(agent: &Agent, url: &str, withdrawal: &Withdrawal, statement: &str) -> Result<String, String> {
    let unsent =
        |error: ureq::Error| format!("not-sent: {error}; nothing was taken back as far as is known, try again");
    let request = agent.post(url).header("content-type", "application/waxseal-withdrawal+json");
    let mut response = request.send(statement).map_err(unsent)?;
    let status = response.status().as_u16();
    let text = response.body_mut().with_config().limit(LONGEST).read_to_string().map_err(unsent)?;
    let answer = serde_json::from_str::<Answer>(&text).ok();
    match (status, answer) {
        (200 | 201, Some(Answer { sid: Some(sid), purposes: Some(purposes), .. }))
            if sid == withdrawal.sid && purposes == withdrawal.purposes =>
        {
            let value: Value = serde_json::from_str(&text).expect("it was read as JSON above");
            Ok(value.to_string())
        }
        (400.., Some(Answer { code: Some(code), detail, .. })) => {
            Err(format!("{}: {}", plain(&code), plain(&detail.unwrap_or_default())))
        }
        _ => Err(format!("no-receiver: what answers there (status {status}) is no receiver; nothing was taken back")),
    }
}

/// Without what a terminal would take for a command.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// https, or http on this machine: a statement names no person, but says what one does.
fn is_safe(url: &str) -> bool {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    if let Some(rest) = url.strip_prefix("https://") {
        return !host(rest).is_empty() && !host(rest).contains('@');
    }
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let host = host(rest);
    let name = host.rsplit_once(':').map_or(&*host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

fn agent(secure: bool) -> Result<Agent, Failure> {
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("waxseal/", env!("CARGO_PKG_VERSION")));
    if secure {
        let found = rustls_native_certs::load_native_certs().certs;
        if found.is_empty() {
            return Err(Failure::new("--send: this machine has no certificates of authorities to trust")
                .hint("install the package ca-certificates, or print the withdrawal and send it by other means"));
        }
        let roots: Vec<_> = found.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        config = config.tls_config(tls);
    }
    Ok(config.build().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_go_over_https_or_to_this_machine() {
        for url in [
            "https://a.example",
            "https://a.example/forms",
            "http://127.0.0.1:8080",
            "http://localhost",
            "http://[::1]:1",
        ] {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "http://a.example",
            "http://localhost.evil.example",
            "a.example",
            "https://",
            "ftp://a",
            "https://u@a.example",
        ] {
            assert!(!is_safe(url), "{url}");
        }
    }
}
