//! The program as a process: its outputs, its signals, its exit status.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use ureq::Agent;

use crate::support::{JSON, POLICY, SIGNUP, sealed_under};

/// The policy of the other tests, as the law wants it: the program looks.
fn policy() -> String {
    POLICY
        .replace(
            r#""text": "Send me the newsletter.""#,
            r#""text": "Send me the newsletter.", "retention": { "from": "withdrawal" }"#,
        )
        .replace(r#", "texts": { "de": "Vielen Dank & bis bald" }"#, "")
}

/// A running receiver. It is killed if a test ends before it does.
struct Receiver {
    process: Child,
    address: String,
    dir: TempDir,
}

impl Receiver {
    fn start(options: &[&str]) -> Self {
        let dir = TempDir::new().unwrap();
        std::fs::write(dir.path().join("policy.json"), policy()).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_waxseal-receiver"))
            .args(["--policy", "policy.json", "--listen", "127.0.0.1:0"])
            .args(options)
            .current_dir(dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("ready http://").trim_end_matches('/').to_owned();
        Self { process, address, dir }
    }

    fn get(&self, path: &str) -> u16 {
        agent().get(self.url(path)).call().unwrap().status().as_u16()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end, for at most 20 seconds.
    fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("it did not end");
    }
}

fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(20))).build().into()
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn nobody_reads_its_errors_and_it_serves_on_and_ends_when_told() {
    let mut receiver = Receiver::start(&[]);
    // A pipe holds 64 KiB. Each of these answers leaves a line of some 150 bytes.
    let (agent, url, envelope) = (agent(), receiver.url(SIGNUP), sealed_under(&policy(), "signup", 1));
    for _ in 0..600 {
        let answer = agent.post(&url).header("content-type", JSON).send(&envelope).unwrap();
        assert!(answer.status().is_success());
    }
    assert_eq!(receiver.get("/healthz"), 200);
    assert_eq!(receiver.get("/readyz"), 200);
    receiver.signal("TERM");
    assert_eq!(receiver.ended().code(), Some(0));
    assert!(receiver.dir.path().join("waxseal.db").is_file());
}
