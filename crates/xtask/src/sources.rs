//! Where the packages lie that carry the data.

use std::{error::Error, fs, path::PathBuf, process::Command};

use serde_json::Value;

/// The folder of a crate that Cargo.lock pins, and its version.
pub(crate) fn krate(name: &str) -> Result<(PathBuf, String), Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--all-features", "--format-version", "1"])
        .current_dir(crate::root())
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let package = packages.iter().find(|package| package["name"] == name).ok_or("the crate is not locked")?;
    let manifest = PathBuf::from(package["manifest_path"].as_str().ok_or("no manifest")?);
    let folder = manifest.parent().ok_or("no folder")?.to_path_buf();
    Ok((folder, package["version"].as_str().unwrap_or_default().to_owned()))
}

/// The folder of an npm package that package-lock.json pins, and its version.
pub(crate) fn npm(name: &str) -> Result<(PathBuf, String), Box<dyn Error>> {
    let folder = crate::root().join("node_modules").join(name);
    let manifest = fs::read_to_string(folder.join("package.json")).map_err(|_| format!("{name} is missing: npm ci"))?;
    let manifest: Value = serde_json::from_str(&manifest)?;
    Ok((folder, manifest["version"].as_str().unwrap_or_default().to_owned()))
}
