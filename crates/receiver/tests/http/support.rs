//! A receiver of its own for each test, and sealed envelopes to send to it.

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use tempfile::TempDir;
use tokio::sync::oneshot;
use ureq::{Agent, http::HeaderMap};
use waxseal_core::{base64url_encode, manifest, policy, seal::Value};
use waxseal_owner::seal::{Answers, Moment, Sealed, seal};
use waxseal_receiver::{Address, Admin, Config, Log, Ready, ServeError, serve};

pub const POLICY: &str = include_str!("../fixtures/waxseal.json");
pub const SIGNUP: &str = "/v1/forms/signup/submissions";
pub const CONTACT: &str = "/v1/forms/contact/submissions";
pub const JSON: &str = "application/waxseal+json";
pub const FORM: &str = "application/x-www-form-urlencoded";

/// What somebody typed: it must turn up nowhere.
pub const CANARY: &str = "canary-5f1d@example.com";

/// The log of a receiver, to be read while it runs.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A running receiver. Its folder goes with it.
pub struct Server {
    pub addr: SocketAddr,
    pub admin: SocketAddr,
    pub dir: Arc<TempDir>,
    pub log: Lines,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

pub fn config(dir: &TempDir) -> Config {
    let store = format!("sqlite:{}", dir.path().join("waxseal.db").display()).parse().unwrap();
    let free = SocketAddr::from(([127, 0, 0, 1], 0));
    let mut config = Config::new(POLICY.as_bytes().to_vec(), store, free.into());
    config.admin = Admin::At(free.into());
    config
}

impl Server {
    pub fn start() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self::within(Arc::new(TempDir::new().unwrap()), change)
    }

    /// On the store that an earlier one left in the folder, if there is one.
    pub fn within(dir: Arc<TempDir>, change: impl FnOnce(&mut Config)) -> Self {
        let log = Lines::default();
        let (ready, bound) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let mut config = config(&dir).on_ready(move |addresses| ready.send(addresses).unwrap());
        config.log = Log::to(log.clone());
        change(&mut config);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(serve(config, async { stopped.await.unwrap_or_default() }))
        });
        let Ok(Ready { address, admin, .. }) = bound.recv() else { panic!("{:?}", thread.join().unwrap()) };
        let tcp = |address| match address {
            Some(Address::Tcp(addr)) => addr,
            other => panic!("{other:?}"),
        };
        let (addr, admin) = (tcp(Some(address)), tcp(admin));
        Self { addr, admin, dir, log, stop: Some(stop), thread: Some(thread) }
    }

    pub fn database(&self) -> PathBuf {
        self.dir.path().join("waxseal.db")
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.addr)
    }

    /// The log, once it holds `text`.
    pub fn log_with(&self, text: &str) -> String {
        for _ in 0..2_000 {
            let log = self.log.text();
            if log.contains(text) {
                return log;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("no `{text}` in {}", self.log.text());
    }

    /// What an operator's machine gets.
    pub fn ask(&self, path: &str) -> Answer {
        Answer::read(agent().get(format!("http://{}{path}", self.admin)).call().unwrap())
    }

    /// Waits until the metrics have that line.
    pub fn wait_for(&self, line: &str) {
        for _ in 0..2_000 {
            if self.ask("/metrics").body.lines().any(|found| found == line) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("no `{line}` in {}", self.ask("/metrics").body);
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = agent().get(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::read(request.call().unwrap())
    }

    pub fn post(&self, path: &str, media_type: &str, body: &str) -> Answer {
        self.post_with(path, &[("content-type", media_type)], body)
    }

    pub fn post_with(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = agent().post(self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Answer::read(request.send(body).unwrap())
    }

    /// Stops it as Ctrl-C does, and waits until it has.
    pub fn stop(mut self) -> Arc<TempDir> {
        self.end().unwrap();
        self.dir.clone()
    }

    fn end(&mut self) -> Result<(), ServeError> {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.thread.take().map_or(Ok(()), |thread| thread.join().unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.end();
    }
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    fn read(mut response: ureq::http::Response<ureq::Body>) -> Self {
        let body = response.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        let body = String::from_utf8_lossy(&body).into_owned();
        Self { status: response.status().as_u16(), headers: response.headers().clone(), body }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The status and the code of a problem document, or of none.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.body);
        let problem = self.json();
        assert_eq!(problem["status"], self.status);
        assert!(problem["type"].is_string() && problem["title"].is_string() && problem["detail"].is_string());
        (self.status, problem["code"].as_str().unwrap().to_owned())
    }
}

/// An envelope from the form `signup`, with a `sid` made of `number`.
pub fn sealed(number: u16) -> String {
    sealed_under(POLICY, "signup", number)
}

pub fn sealed_under(policy: &str, form: &str, number: u16) -> String {
    sealed_with_receipt(policy, form, number).envelope
}

pub fn sealed_with_receipt(policy: &str, form: &str, number: u16) -> Sealed {
    sealed_saying(policy, policy, form, number)
}

/// What says all that `said` says, and that it was sealed under `policy`.
pub fn sealed_saying(said: &str, policy: &str, form: &str, number: u16) -> Sealed {
    sealed_at(said, policy, form, number, 1_790_000_000)
}

/// The same by a sender whose clock shows `iat`, in seconds since 1970.
pub fn sealed_at(said: &str, policy: &str, form: &str, number: u16, iat: u64) -> Sealed {
    let answers = Answers {
        lang: "en".into(),
        origin: Some("https://www.example.com".into()),
        given: vec!["newsletter".into()],
        fields: vec![("email".into(), Value::Text(CANARY.into()))],
    };
    let moment = Moment { sid: sid(number), iat, mh: manifest::hash(policy.as_bytes()) };
    let policy = policy::read(said.as_bytes()).unwrap();
    seal(&policy, form, &answers, &moment, &mut getrandom::rand_core::UnwrapErr(getrandom::SysRng)).unwrap()
}

/// A policy as it is published, good until `exp`. A receiver trusts its own file and checks no signature.
pub fn signed_until(policy: &str, exp: i64) -> String {
    let point =
        r#""x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU""#;
    let jwk = format!(r#"{{"crv":"P-256","kty":"EC",{point}}}"#);
    let header = format!(r#"{{"alg":"ES256","typ":"waxseal-policy+jws;v=1","jwk":{jwk},"iat":1,"exp":{exp}}}"#);
    let [payload, protected] = [policy, &header].map(|text| base64url_encode(text.as_bytes()));
    serde_json::json!({ "payload": payload, "protected": protected, "signature": "" }).to_string()
}

pub fn sid(number: u16) -> [u8; 16] {
    let mut sid = [0; 16];
    sid[..2].copy_from_slice(&number.to_be_bytes());
    sid
}

/// `waxseal=…`, as a browser encodes it.
pub fn urlencoded(envelope: &str) -> String {
    form_urlencoded::Serializer::new(String::new()).append_pair("waxseal", envelope).finish()
}
