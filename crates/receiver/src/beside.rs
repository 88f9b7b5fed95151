//! The policy files that lie in the folder of static files: pages seal under them.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::IgnoredAny};
use waxseal_core::manifest;

use crate::{
    files,
    secret::{self, TooLarge},
    serve::ServeError,
};

/// The names of policies that `waxseal init` and the docs use.
const NAMES: [&str; 2] = [files::POLICY, "waxseal.signed.json"];

/// A policy is never so large; a larger file is not read.
const MOST: u64 = 4 << 20;

/// A policy file that a page may load.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) path: PathBuf,
    /// The hash of the policy in it, base64url. `None` for one that has the name of a policy and cannot be taken apart.
    pub(crate) mh: Option<String>,
}

impl Beside {
    /// Whether `is_known` says so of its hash.
    pub(crate) fn is_one_of(&self, is_known: impl Fn(&str) -> bool) -> bool {
        self.mh.as_deref().is_some_and(is_known)
    }
}

/// Every policy file below `www`, under whatever name, apart from what is never served.
///
/// # Errors
///
/// [`ServeError::WwwTooLarge`].
pub(crate) fn policies(www: &Path) -> Result<Vec<Beside>, ServeError> {
    let mut found = Vec::new();
    secret::walk(www, |path| {
        found.extend(read(www, path));
        ControlFlow::<()>::Continue(())
    })
    .map_err(|TooLarge| ServeError::WwwTooLarge(www.to_owned()))?;
    Ok(found)
}

fn read(www: &Path, path: PathBuf) -> Option<Beside> {
    let inside = path.strip_prefix(www).ok()?;
    if inside.iter().any(|name| name.to_str().is_none_or(secret::is_never_served)) {
        return None;
    }
    let is_named_so = NAMES.iter().any(|name| path.ends_with(name));
    let mh =
        fs::metadata(&path).ok().filter(|metadata| metadata.len() <= MOST).and_then(|_| hash(&fs::read(&path).ok()?));
    (mh.is_some() || is_named_so).then_some(Beside { path, mh })
}

/// The hash of the policy in a file, if it is one: signed as policies are, or with the members that every policy has.
fn hash(file: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Probe {
        #[serde(rename = "controller")]
        _controller: IgnoredAny,
        #[serde(rename = "recipients")]
        _recipients: IgnoredAny,
        #[serde(rename = "forms")]
        _forms: IgnoredAny,
    }
    if file.trim_ascii_start().first() != Some(&b'{') {
        return None;
    }
    let published = manifest::unwrap(file).ok()?;
    let is_policy = published.signed.is_some() || serde_json::from_slice::<Probe>(file).is_ok();
    is_policy.then(|| manifest::hash(&published.policy).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_found_by_what_is_in_it_or_by_its_name() {
        const POLICY: &str = include_str!("../tests/fixtures/waxseal.json");
        let mh = Some(manifest::hash(POLICY.as_bytes()).to_string());
        let dir = tempfile::tempdir().unwrap();
        for (name, text, expected) in [
            ("waxseal.json", POLICY, Some(mh.clone())),
            ("sub/policy.txt", POLICY, Some(mh)),
            ("waxseal.signed.json", "{\"payload\":\"cut off", Some(None)),
            ("sub/waxseal.json", "<!doctype html>", Some(None)),
            ("package.json", "{\"name\":\"page\"}", None),
            ("token.json", "{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"\"}", None),
            ("index.html", "<script type=\"application/json\">{}</script>", None),
            (".git/waxseal.json", POLICY, None),
            ("waxseal.json.bak", "{}", None),
        ] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            assert_eq!(read(dir.path(), path).map(|beside| beside.mh), expected, "{name}");
        }
        assert_eq!(policies(dir.path()).unwrap().len(), 4);
    }
}
