//! Folders that a web server shows to everybody: no secret is written to one.

use std::fs;
use std::path::{self, Component, Path, PathBuf};

use crate::error::Failure;

/// What such folders are called.
const NAMES: [&str; 7] = ["public", "public_html", "www", "htdocs", "site", "dist", "static"];

/// The endings of an index that is a page, and not a part of a program such as `index.ts`.
const PAGES: [&str; 9] = ["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cgi"];

/// Refuses a folder that looks like one that is served, or lies in one. It need not be there yet.
pub fn refuse(folder: &Path) -> Result<(), Failure> {
    let why = if let Some(name) = telling_name(folder) {
        format!("a folder called {name} is one that web servers show to everybody")
    } else if let Some(index) = index(folder) {
        format!("{} stands in a folder that a web server shows to everybody", index.display())
    } else {
        return Ok(());
    };
    Err(Failure::new(format!("web-root: nothing secret is written to {}: {why}", folder.display()))
        .hint("name a folder outside of the web site, such as one called keys beside it"))
}

/// Refuses a file in such a folder.
pub fn refuse_file(file: &Path) -> Result<(), Failure> {
    refuse(file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
}

/// The name of the folder, of the one that it lies in, or of one on the way to it as it was given, if it is one of those.
fn telling_name(folder: &Path) -> Option<String> {
    let real = real(folder);
    let own_and_parent = real.iter().rev().take(2).map(|name| name.to_string_lossy().into_owned());
    let given = folder.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    given.chain(own_and_parent).find(|name| NAMES.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// An index in the folder, or an index page in one that it lies in.
fn index(folder: &Path) -> Option<PathBuf> {
    real(folder).ancestors().enumerate().find_map(|(up, folder)| {
        let names = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.file_name()));
        let mut indexes = names.filter(|name| {
            let name = name.to_string_lossy().to_lowercase();
            name.strip_prefix("index.").is_some_and(|ending| up == 0 || PAGES.contains(&ending))
        });
        indexes.next().map(|name| folder.join(name))
    })
}

/// The absolute path, with the links on the way to it followed as far as it is there.
fn real(folder: &Path) -> PathBuf {
    let absolute = path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    match there {
        Some((above, real)) => absolute.strip_prefix(above).map_or(real.clone(), |below| real.join(below)),
        None => absolute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_served_are_told_by_their_name_or_their_index() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for (folder, file) in
            [("page", "index.html"), ("app", "index.ts"), ("cgi", "Index.PHP"), ("plain", "notes.txt")]
        {
            fs::create_dir_all(at(folder).join("sub")).unwrap();
            fs::write(at(folder).join(file), "").unwrap();
        }
        for folder in [
            "public",
            "Public_HTML",
            "site",
            "site/keys",
            "dist/a/b/c",
            "www",
            "page",
            "page/keys",
            "page/sub/new",
            "app",
            "cgi/keys",
        ] {
            assert!(refuse(&at(folder)).is_err(), "{folder}");
        }
        for folder in ["keys", "app/keys", "plain", "plain/sub", "sites", "website/keys"] {
            assert!(refuse(&at(folder)).is_ok(), "{folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_that_is_served_is_one() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("htdocs")).unwrap();
        std::os::unix::fs::symlink("htdocs", dir.path().join("keys")).unwrap();
        assert!(refuse(&dir.path().join("keys")).is_err());
        assert!(refuse(&dir.path().join("keys/new")).is_err());
    }
}
