//! The checks know no policy and no cryptography: other crates build on this one, and it builds on none of them.

use std::process::Command;

#[test]
fn the_checks_are_built_without_policy_and_cryptography() {
    let output = Command::new(env!("CARGO"))
        .args("tree --locked --offline -p waxseal-fields -e normal --all-features --depth 1 --prefix none".split(' '))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo, which runs this test, is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("names of packages are UTF-8");
    let packages: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(packages, ["waxseal-fields", "serde_json"], "{tree}");
}
