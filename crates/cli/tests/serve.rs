//! `waxseal serve` and the program that it starts.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

mod support;

/// What the program says when it is started.
const VERSION: &str = concat!("waxseal-receiver ", env!("CARGO_PKG_VERSION"), "\n");

fn serve(waxseal: &Path, named: Option<&Path>, options: &[&str]) -> Output {
    let mut command = Command::new(waxseal);
    command.arg("serve").args(options).env_remove("WAXSEAL_RECEIVER");
    if let Some(named) = named {
        command.env("WAXSEAL_RECEIVER", named);
    }
    command.output().unwrap()
}

#[test]
fn serve_starts_the_program_beside_it_before_the_one_that_is_named() {
    LazyLock::force(&support::RECEIVER);
    let waxseal = Path::new(env!("CARGO_BIN_EXE_waxseal"));
    for named in [None, Some(Path::new("/nowhere/waxseal-receiver")), Some(waxseal)] {
        let output = serve(waxseal, named, &["--version"]);
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stdout).as_ref()), (Some(0), VERSION));
    }
}

#[test]
fn alone_it_takes_the_program_that_is_named_or_says_how_to_get_one() {
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("waxseal");
    fs::copy(env!("CARGO_BIN_EXE_waxseal"), &alone).unwrap();
    let output = serve(&alone, Some(&support::RECEIVER), &["--version"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), VERSION);
    for named in [None, Some(Path::new("")), Some(Path::new("/nowhere/waxseal-receiver"))] {
        let output = serve(&alone, named, &["--version"]);
        let words = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{named:?}");
        assert!(words.starts_with("error: receiver-missing: "), "{words}");
        assert!(words.contains("cargo install --locked --path crates/receiver"), "{words}");
    }
}

#[test]
fn the_receiver_answers_for_its_own_options() {
    LazyLock::force(&support::RECEIVER);
    let waxseal = Path::new(env!("CARGO_BIN_EXE_waxseal"));
    let help = serve(waxseal, None, &["--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success() && text.contains("--trusted-proxies <N>"), "{text}");
    for options in [&["--no-such-option"][..], &["--policy"], &[], &["--policy", "a", "--store", "waxseal.db"]] {
        let output = serve(waxseal, None, options);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{options:?}");
        assert!(output.stderr.starts_with(b"error: "), "{options:?}");
    }
}
