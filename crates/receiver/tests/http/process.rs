//! The program as a process: its outputs, its signals, its exit status.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    os::unix::net::UnixStream,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
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
    admin: String,
    dir: TempDir,
    log: Option<mpsc::Receiver<String>>,
}

impl Receiver {
    fn start(listen: &str) -> Self {
        let dir = TempDir::new().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let admin = free.local_addr().unwrap().to_string();
        drop(free);
        std::fs::write(dir.path().join("policy.json"), policy()).unwrap();
        // Systems start a process with few open files, and let it ask for more.
        let mut process = Command::new("sh")
            .args(["-c", "ulimit -S -n 64; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_waxseal-receiver")])
            .args(["--policy", "policy.json", "--listen", listen, "--admin-listen", &admin])
            .current_dir(dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("ready http://").trim_end_matches('/').to_owned();
        Self { process, address, admin, dir, log: None }
    }

    fn ask(&self, path: &str) -> u16 {
        agent().get(format!("http://{}{path}", self.admin)).call().unwrap().status().as_u16()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The next line of its log that holds `text`.
    fn logged(&mut self, text: &str) -> String {
        let log = self.log.get_or_insert_with(|| {
            let (sender, lines) = mpsc::channel();
            let errors = BufReader::new(self.process.stderr.take().unwrap());
            thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
            lines
        });
        loop {
            let line = log.recv_timeout(Duration::from_secs(20)).unwrap_or_else(|error| panic!("no `{text}`: {error}"));
            if line.contains(text) {
                return line;
            }
        }
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
    let mut receiver = Receiver::start("localhost:0");
    // A pipe holds 64 KiB. Each of these answers leaves a line of some 150 bytes.
    let (agent, url, envelope) = (agent(), receiver.url(SIGNUP), sealed_under(&policy(), "signup", 1));
    for _ in 0..600 {
        let answer = agent.post(&url).header("content-type", JSON).send(&envelope).unwrap();
        assert!(answer.status().is_success());
    }
    assert_eq!(receiver.ask("/healthz"), 200);
    assert_eq!(receiver.ask("/readyz"), 200);
    receiver.signal("TERM");
    assert_eq!(receiver.ended().code(), Some(0));
    assert!(receiver.dir.path().join("waxseal.db").is_file());
}

#[test]
fn it_answers_at_a_socket_file_that_goes_with_it() {
    // A socket that a killed process left is no obstacle.
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("waxseal.sock");
    drop(std::os::unix::net::UnixListener::bind(&file).unwrap());
    let socket = format!("unix:{}", file.display());
    let mut receiver = Receiver::start(&socket);
    let mut stream = UnixStream::connect(&file).unwrap();
    stream.write_all(b"GET /waxseal.json HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    receiver.signal("TERM");
    assert_eq!(receiver.ended().code(), Some(0));
    assert!(!file.exists());
}

#[test]
fn more_connections_are_served_than_open_files_are_allowed_at_the_start() {
    let receiver = Receiver::start("localhost:0");
    let idle: Vec<_> = (0..200).map(|_| std::net::TcpStream::connect(&receiver.address).unwrap()).collect();
    assert_eq!(agent().get(receiver.url("/waxseal.json")).call().unwrap().status(), 200);
    drop(idle);
}

#[test]
fn on_sighup_a_sound_policy_is_served_and_a_bad_one_leaves_the_old_in_force() {
    let mut receiver = Receiver::start("localhost:0");
    let file = receiver.dir.path().join("policy.json");
    let (old, new) = (policy(), policy().replace("\"revision\": 7", "\"revision\": 8"));
    let post = |receiver: &Receiver, policy: &str, number| {
        let request = agent().post(receiver.url(SIGNUP)).header("content-type", JSON);
        request.send(&sealed_under(policy, "signup", number)).unwrap().status().as_u16()
    };
    let served = |receiver: &Receiver| {
        agent().get(receiver.url("/waxseal.json")).call().unwrap().into_body().read_to_string().unwrap()
    };
    let unlawful = old.replace(", \"retention\": { \"from\": \"withdrawal\" }", "");
    let cut = r#"{"payload":"AAAA"}"#.to_owned();
    for (bad, code) in [
        (Some(unlawful), "bad-policy: "),
        (Some("{}".into()), "bad-policy: "),
        (Some(cut), "manifest-malformed: "),
        (None, "cannot-read: "),
    ] {
        match bad {
            Some(text) => std::fs::write(&file, text).unwrap(),
            None => std::fs::remove_file(&file).unwrap(),
        }
        receiver.signal("HUP");
        let line = receiver.logged("policy-refused");
        assert!(line.contains(&format!("\"detail\":\"{code}")), "{line}");
        assert_eq!(served(&receiver), old, "{code}");
    }
    assert_eq!((post(&receiver, &old, 1), post(&receiver, &new, 2)), (201, 422));

    std::fs::write(&file, &new).unwrap();
    receiver.signal("HUP");
    receiver.logged("policy-reloaded");
    assert_eq!(served(&receiver), new);
    assert_eq!((post(&receiver, &new, 3), post(&receiver, &old, 4)), (201, 201), "pages of both are about");
    receiver.signal("TERM");
    assert_eq!(receiver.ended().code(), Some(0));
}

#[test]
fn a_policy_file_that_changed_is_read_without_a_signal_once_it_is_whole() {
    let mut receiver = Receiver::start("localhost:0");
    let file = receiver.dir.path().join("policy.json");
    let new = policy().replace("\"revision\": 7", "\"revision\": 8");
    let reloaded = |receiver: &Receiver| {
        let metrics = agent().get(format!("http://{}/metrics", receiver.admin)).call().unwrap();
        let metrics = metrics.into_body().read_to_string().unwrap();
        metrics.lines().find_map(|line| line.strip_prefix("waxseal_policy_last_reload_successful ")).unwrap().to_owned()
    };
    // A slow writer: half of it is no policy, and is not read.
    let mut slowly = std::fs::File::create(&file).unwrap();
    for piece in new.as_bytes().chunks(new.len() / 5) {
        slowly.write_all(piece).unwrap();
        thread::sleep(Duration::from_millis(900));
    }
    let line = receiver.logged("\"event\":\"policy-re");
    assert!(line.contains("policy-reloaded"), "{line}");
    assert_eq!(reloaded(&receiver), "1");

    std::fs::write(&file, "{}").unwrap();
    assert!(receiver.logged("\"event\":\"policy-re").contains("\"detail\":\"bad-policy: "));
    assert_eq!(reloaded(&receiver), "0");
    let served = agent().get(receiver.url("/waxseal.json")).call().unwrap().into_body().read_to_string().unwrap();
    assert_eq!(served, new);
    // Another file in its place, as programs do that write whole files.
    let beside = receiver.dir.path().join("beside.json");
    std::fs::write(&beside, policy()).unwrap();
    std::fs::rename(&beside, &file).unwrap();
    assert!(receiver.logged("\"event\":\"policy-re").contains("policy-reloaded"));
    assert_eq!(reloaded(&receiver), "1");
}
