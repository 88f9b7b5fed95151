//! The receiver cannot be made to open what it keeps: nothing it is built from holds a secret key.

use std::process::Command;

/// What `waxseal-receiver` is built from, tests aside, with every feature on.
fn built_from() -> String {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "-p",
            "waxseal-receiver",
            "-e",
            "normal",
            "--all-features",
            "--prefix",
            "none",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo, which runs this test, is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("names of packages are UTF-8")
}

#[test]
fn the_receiver_is_built_without_what_opens() {
    let tree = built_from();
    let packages: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(packages.contains(&"waxseal-core"), "it reads envelopes:\n{tree}");
    for package in ["waxseal-owner", "waxseal-cli", "age"] {
        assert!(!packages.contains(&package), "it must not depend on {package}:\n{tree}");
    }
}
