//! The receiver's program, which `waxseal serve` starts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The program, beside the command under test. Cargo builds it for its own package's tests only, so that is asked for here.
pub static RECEIVER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_BIN_EXE_waxseal")).parent().expect("a program lies in a folder");
    let profile = if folder.ends_with("debug") { "dev" } else { "release" };
    let built = Command::new(env!("CARGO"))
        .args(["build", "--locked", "--offline", "--quiet", "-p", "waxseal-receiver", "--bin", "waxseal-receiver"])
        .args(["--profile", profile])
        .arg("--target-dir")
        .arg(folder.parent().expect("a profile's folder lies in the target folder"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo, which runs this test, is there");
    assert!(built.success());
    folder.join(format!("waxseal-receiver{}", std::env::consts::EXE_SUFFIX))
});
