//! A page's folder and a receiver that runs in it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// A folder as `init` leaves it.
pub fn page() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = waxseal(&folder, "waxseal init --yes --no-passphrase --suite hpke --dir .");
    assert_eq!(made.status.code(), Some(0));
    folder
}

pub fn seal(folder: &TempDir, values: &str) -> String {
    fs::write(folder.path().join("values.jsonl"), values).unwrap();
    let sealed = waxseal(folder, "waxseal seal --policy waxseal.json --form signup --given newsletter values.jsonl");
    fs::remove_file(folder.path().join("values.jsonl")).unwrap();
    text(&sealed).to_owned()
}

pub fn waxseal(folder: &TempDir, command: &str) -> Output {
    let programs = Path::new(env!("CARGO_BIN_EXE_waxseal")).parent().unwrap();
    let path = format!("{}:/usr/bin:/bin", programs.display());
    Command::new("sh").args(["-c", command]).env("PATH", path).current_dir(folder.path()).output().unwrap()
}

pub fn text(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

/// A running receiver; killed if a test fails before it stops it.
pub struct Server {
    pub child: Child,
    pub address: String,
}

impl Server {
    pub fn start(folder: &TempDir, flags: &[&str]) -> Self {
        LazyLock::force(&super::support::RECEIVER);
        let mut child = Command::new(env!("CARGO_BIN_EXE_waxseal"))
            .args(["serve", "--store", "sqlite:waxseal.db", "--listen", "127.0.0.1:0"])
            .args(flags)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        let address = ready.trim().strip_prefix("ready http://").and_then(|rest| rest.strip_suffix('/')).unwrap();
        Self { child, address: address.to_owned() }
    }

    /// Sends `body` as a page would; the answer, whole.
    pub fn post(&self, body: &str) -> String {
        self.send("/v1/forms/signup/submissions", "", body)
    }

    pub fn send(&self, path: &str, headers: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n{headers}\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Asks it to stop, as a service manager does; its log.
    pub fn stop(&mut self) -> String {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{log}");
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has stopped already, unless a test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
