//! The receiver cannot be made to open what it keeps: its manifest leaves the opening code out, and its clippy.toml
//! forbids naming it where another package of the workspace switches it on.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_manifest_asks_for_reading_only() {
    let manifest = fs::read_to_string(Path::new(HERE).join("Cargo.toml")).unwrap();
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let (dependencies, _) = dependencies.split_once("[dev-dependencies]").unwrap();
    let core: Vec<_> = dependencies.lines().filter(|line| line.starts_with("waxseal-core")).collect();
    assert_eq!(core, ["waxseal-core = { workspace = true, features = [\"read\"] }"]);

    let workspace = fs::read_to_string(Path::new(HERE).join("../../Cargo.toml")).unwrap();
    assert!(workspace.contains("waxseal-core = { path = \"crates/core\", default-features = false }"));
}

#[test]
fn the_linter_refuses_whatever_could_open_or_sign() {
    let fixture = copy_of_the_fixture("lint_with_rules");
    let output = lint(&fixture, Path::new(HERE));
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{words}");

    let rules = fs::read_to_string(Path::new(HERE).join("clippy.toml")).unwrap();
    let paths: Vec<_> = rules.split("path = \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(paths.len(), 20);
    for path in paths {
        let named = |kind: &str| words.contains(&format!("error: use of a disallowed {kind} `{path}`"));
        assert!(named("type") || named("method"), "no lint names {path}:\n{words}");
    }
    let errors = words.lines().filter(|line| line.starts_with("error") && !line.contains("could not compile"));
    for error in errors {
        assert!(error.starts_with("error: use of a disallowed "), "another error:\n{words}");
    }
}

#[test]
fn without_the_rules_the_linter_has_nothing_to_say() {
    let fixture = copy_of_the_fixture("lint_without_rules");
    let output = lint(&fixture, &fixture);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A copy below `target`, so that the linter writes nothing beside the sources. The workspace's own lock file goes with
/// it: what the workspace was built with is there, also offline.
fn copy_of_the_fixture(name: &str) -> PathBuf {
    let from = Path::new(HERE).join("tests/fixtures/names_a_secret_key");
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(to.join("src")).unwrap();
    let core = Path::new(HERE).join("../core").canonicalize().unwrap();
    let manifest = fs::read_to_string(from.join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("../../../../core", core.to_str().unwrap());
    fs::write(to.join("Cargo.toml"), manifest).unwrap();
    fs::copy(from.join("src/lib.rs"), to.join("src/lib.rs")).unwrap();
    fs::copy(Path::new(HERE).join("../../Cargo.lock"), to.join("Cargo.lock")).unwrap();
    to
}

fn lint(package: &Path, rules: &Path) -> Output {
    Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "--offline", "--color", "never", "--", "-D", "warnings"])
        .current_dir(package)
        .env("CLIPPY_CONF_DIR", rules)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint-fixture"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo, which runs this test, is there")
}
