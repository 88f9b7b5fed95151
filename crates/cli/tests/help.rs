//! Every command explains itself, with examples, on stdout.

use std::process::Command;
use std::sync::LazyLock;

mod support;

#[test]
fn every_command_has_help_with_an_example() {
    LazyLock::force(&support::RECEIVER);
    let policy = [
        "policy lint",
        "policy sign",
        "policy renew",
        "policy retire",
        "policy hash",
        "policy schema",
        "policy regions",
    ];
    let receipt = ["receipt verify", "receipt show", "receipt export", "withdraw"];
    let store = ["backup", "restore", "store check"];
    let others = ["init", "keygen", "serve", "export", "open", "person", "erase", "purge", "seal", "check"];
    for command in others.into_iter().chain(policy).chain(receipt).chain(store) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_waxseal")).args(command.split(' ')).arg("--help").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{command}");
        let (head, examples) = text.split_once("Example").unwrap_or_else(|| panic!("{command} shows no example"));
        assert!(head.contains("Usage: waxseal"), "{command}");
        assert!(examples.contains(&format!("waxseal {command}")), "{command}");
    }
}

#[test]
fn a_mistyped_command_is_an_error_that_could_not_start() {
    for arguments in [
        &["opne"][..],
        &["open"],
        &["keygen", "--suite", "rsa"],
        &["policy"],
        &["receipt"],
        &["withdraw"],
        &["store"],
        &["restore", "b.db"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_waxseal")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn an_id_may_begin_with_a_hyphen() {
    let by_owner = "withdraw --by-owner --sid -Ei9Yir4ShwhGziZuWXz_u --purpose letter --signer none.key --reason asked";
    for (command, expected) in [
        (by_owner, "error: cannot read none.key"),
        (
            "policy retire --store sqlite:none.db -Ei9Yir4ShwhGziZuWXz_uEi9Yir4ShwhGziZuWXz_u",
            "error: there is no store none.db",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_waxseal")).args(command.split(' ')).output().unwrap();
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.starts_with(expected), "{words}");
    }
}
