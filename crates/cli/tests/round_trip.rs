//! Whatever is sealed opens to the same, for every suite, through a pipe.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

#[test]
fn what_is_sealed_opens_to_the_same_values() {
    let value = prop_oneof![any::<String>().prop_map(Value::from), vec(any::<String>(), 0..4).prop_map(Value::from)];
    let submission = btree_map(any::<String>(), value, 0..6);
    let submissions = vec(submission, 1..12);
    for suite in ["pq", "hpke", "compat"] {
        let folder = tempfile::tempdir().unwrap();
        let made = waxseal(folder.path(), &format!("waxseal keygen --no-passphrase --suite {suite} -o key"), "");
        assert_eq!(made.trim().len(), 43, "stdout is the key's id");
        let config = Config { cases: 12, failure_persistence: None, ..Config::default() };
        TestRunner::new(config)
            .run(&submissions, |submissions| {
                let lines: String = submissions.iter().map(|fields| json!(fields).to_string() + "\n").collect();
                let opened = waxseal(folder.path(), "waxseal seal --to key.pub.json | waxseal open -k key", &lines);
                let opened: Vec<Opened> = opened.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                let fields: Vec<_> = opened.into_iter().map(|opened| opened.fields).collect();
                prop_assert_eq!(fields, submissions);
                Ok(())
            })
            .unwrap_or_else(|error| panic!("{suite}: {error}"));
    }
}

#[derive(serde::Deserialize)]
struct Opened {
    fields: BTreeMap<String, Value>,
}

fn waxseal(folder: &Path, command: &str, input: &str) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_waxseal")).parent().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", command])
        .env("PATH", format!("{}:/usr/bin:/bin", programs.display()))
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
