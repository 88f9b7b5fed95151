//! Secrets in a folder that is served, and names that are never served from it.

use std::{
    collections::HashSet,
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::Secret;

/// The most files and folders that are looked at. A page has fewer; a link to the root of a disk leads to more.
const MOST: usize = 200_000;

/// What was found below a folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Search {
    /// Nothing that must not be there.
    Clean,
    /// A secret, by the path that leads to it.
    Found(PathBuf, Secret),
    /// More than can be looked through.
    TooLarge,
}

/// Looks through all of `folder`, links followed, hidden files included. What cannot be read is passed over: it cannot be
/// served, either.
pub(crate) fn find(folder: &Path) -> Search {
    let found = walk(folder, |path| match Secret::in_file(&path) {
        Ok(Some(secret)) => ControlFlow::Break((path, secret)),
        _ => ControlFlow::Continue(()),
    });
    match found {
        Ok(None) => Search::Clean,
        Ok(Some((path, secret))) => Search::Found(path, secret),
        Err(TooLarge) => Search::TooLarge,
    }
}

/// More than [`MOST`] files and folders.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLarge;

/// Visits every file below `folder`, links followed, hidden ones included, until a visit finds what it looks for.
pub(crate) fn walk<T>(folder: &Path, mut visit: impl FnMut(PathBuf) -> ControlFlow<T>) -> Result<Option<T>, TooLarge> {
    let mut waiting = vec![folder.to_owned()];
    let mut seen = HashSet::new();
    let mut left = MOST;
    while let Some(folder) = waiting.pop() {
        // A link may lead back up, or to where another leads.
        if !folder.canonicalize().is_ok_and(|real| seen.insert(real)) {
            continue;
        }
        let mut entries: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
        entries.sort();
        for path in entries {
            left = left.checked_sub(1).ok_or(TooLarge)?;
            let Ok(metadata) = fs::metadata(&path) else { continue };
            if metadata.is_dir() {
                waiting.push(path);
            } else if metadata.is_file() && metadata.len() > 0 {
                // Empty ones hold nothing; those that the kernel makes up call themselves empty, and some never end.
                if let ControlFlow::Break(found) = visit(path) {
                    return Ok(Some(found));
                }
            }
        }
    }
    Ok(None)
}

/// Whether a file or folder of this name is never served, whatever is in it: hidden ones, such as `.env` and `.git`, and
/// those that are named as keys and stores are. `.well-known` (RFC 8615) is meant to be served.
pub(crate) fn is_never_served(name: &str) -> bool {
    const ENDINGS: [&str; 12] =
        [".key", ".age", ".pem", ".p12", ".pfx", ".jks", ".ppk", ".kdbx", ".db", ".sqlite", ".sqlite3", ".env"];
    // SQLite's own, and copies that people and editors make.
    const AFTER: [&str; 9] = ["-wal", "-shm", "-journal", "~", ".bak", ".old", ".orig", ".gz", ".br"];
    const NAMES: [&str; 5] = ["recovery-sheet", "recovery.txt", "id_rsa", "id_ecdsa", "id_ed25519"];
    if name.starts_with('.') {
        return name != ".well-known";
    }
    let name = name.to_lowercase();
    let mut plain = name.as_str();
    while let Some(shorter) = AFTER.iter().find_map(|ending| plain.strip_suffix(ending)) {
        plain = shorter;
    }
    let public = plain.strip_suffix(".pub").is_some();
    !public && NAMES.iter().any(|known| plain.starts_with(known))
        || ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys_stores_and_hidden_files_are_never_served() {
        for name in [
            "waxseal.key",
            "ROOT.KEY",
            "a.age",
            "server.pem",
            "waxseal.db",
            "waxseal.db-wal",
            "waxseal.db-shm",
            "backup.sqlite3.gz",
            "waxseal.key.bak",
            "waxseal.key~",
            "recovery-sheet.txt",
            "recovery.txt",
            "id_ed25519",
            ".env",
            ".git",
            "production.env",
            "..",
        ] {
            assert!(is_never_served(name), "{name}");
        }
        for name in [
            "index.html",
            "waxseal.js",
            "waxseal.json",
            "waxseal.signed.json",
            "waxseal.key.pub.json",
            "id_ed25519.pub",
            "keys",
            "turkey.html",
            "monkey",
            ".well-known",
            "core.wasm.br",
            "a.js.gz",
            "db",
        ] {
            assert!(!is_never_served(name), "{name}");
        }
    }

    #[test]
    fn what_a_folder_holds_is_found_however_deep() {
        let dir = tempfile::tempdir().unwrap();
        let deep = dir.path().join("a/b/.c");
        fs::create_dir_all(&deep).unwrap();
        fs::write(dir.path().join("index.html"), "<!doctype html>").unwrap();
        assert_eq!(find(dir.path()), Search::Clean);
        fs::write(deep.join("notes"), "age-encryption.org/v1\n").unwrap();
        assert_eq!(find(dir.path()), Search::Found(deep.join("notes"), Secret::Age));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_end() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let (site, keys) = (dir.path().join("site"), dir.path().join("keys"));
        fs::create_dir_all(site.join("sub")).unwrap();
        fs::create_dir(&keys).unwrap();
        symlink(&site, site.join("sub/up")).unwrap();
        symlink("nowhere", site.join("broken")).unwrap();
        assert_eq!(find(&site), Search::Clean);

        fs::write(keys.join("k"), "age-encryption.org/v1\n").unwrap();
        symlink(&keys, site.join("assets")).unwrap();
        assert_eq!(find(&site), Search::Found(site.join("assets/k"), Secret::Age));
        fs::remove_file(site.join("assets")).unwrap();
        symlink(keys.join("k"), site.join("sub/logo.svg")).unwrap();
        assert_eq!(find(&site), Search::Found(site.join("sub/logo.svg"), Secret::Age));
    }
}
