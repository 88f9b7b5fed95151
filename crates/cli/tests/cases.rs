//! Runs every file in `tests/cases`: command lines, what goes in, and what comes out.
//!
//! ```text
//! # what is shown, for whoever reads it
//! $ a command, run by sh in a folder of its own
//! < a line of its input
//! > a line that it prints on stdout
//! ! a line that it prints on stderr
//! = its exit status, 0 if not written
//! ```
//!
//! `…` in an expected line stands for any text. Both outputs must be written whole, so nothing unexpected is printed.
//! The folder begins as a copy of `tests/cases/files`.
#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// One command and what is expected of it.
#[derive(Default)]
struct Step {
    command: String,
    input: Vec<String>,
    stdout: Vec<String>,
    stderr: Vec<String>,
    status: i32,
}

#[test]
fn every_case_does_what_its_file_says() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(&cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty());
    let failures: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = files.iter().map(|file| scope.spawn(|| run(file, &cases.join("files")))).collect();
        runs.into_iter().filter_map(|run| run.join().unwrap().err()).collect()
    });
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn run(file: &Path, files: &Path) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(files).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    for step in parse(&fs::read_to_string(file).unwrap()) {
        let got = execute(&step, folder.path());
        let same =
            got.status == step.status && matches(&step.stdout, &got.stdout) && matches(&step.stderr, &got.stderr);
        if !same {
            return Err(format!("{name}: expected\n{}\ngot\n{}", show(&step), show(&got)));
        }
    }
    Ok(())
}

fn parse(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (mark, rest) = line.split_at(1);
        let rest = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        if mark == "$" {
            steps.push(Step { command: rest, ..Step::default() });
            continue;
        }
        let step = steps.last_mut().expect("a case begins with a command");
        match mark {
            "<" => step.input.push(rest),
            ">" => step.stdout.push(rest),
            "!" => step.stderr.push(rest),
            "=" => step.status = rest.parse().expect("an exit status is a number"),
            _ => panic!("no such mark: {line}"),
        }
    }
    steps
}

fn execute(step: &Step, folder: &Path) -> Step {
    let programs = Path::new(env!("CARGO_BIN_EXE_waxseal")).parent().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", &step.command])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", programs.display()))
        .env("WAXSEAL_SCRYPT_WORK_FACTOR", "10")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    for line in &step.input {
        writeln!(stdin, "{line}").unwrap();
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let lines = |bytes| String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect();
    Step {
        command: step.command.clone(),
        input: step.input.clone(),
        stdout: lines(output.stdout),
        stderr: lines(output.stderr),
        status: output.status.code().unwrap_or(-1),
    }
}

fn matches(expected: &[String], got: &[String]) -> bool {
    expected.len() == got.len() && expected.iter().zip(got).all(|(expected, got)| line_matches(expected, got))
}

/// `…` matches any text.
fn line_matches(expected: &str, got: &str) -> bool {
    let Some((head, mut tail)) = expected.split_once('…') else { return expected == got };
    let Some(mut rest) = got.strip_prefix(head) else { return false };
    while let Some((middle, after)) = tail.split_once('…') {
        let Some(at) = rest.find(middle) else { return false };
        rest = &rest[at + middle.len()..];
        tail = after;
    }
    rest.ends_with(tail)
}

fn show(step: &Step) -> String {
    let mut text = format!("  $ {}\n", step.command);
    for (mark, lines) in [("<", &step.input), (">", &step.stdout), ("!", &step.stderr)] {
        for line in lines {
            let _ = writeln!(text, "  {mark} {line}");
        }
    }
    let _ = writeln!(text, "  = {}", step.status);
    text
}
