//! How much of a disk a store takes.

use std::{fs, path::Path};

/// In bytes; `None` for what cannot be found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Space {
    /// What the file and its write-ahead log take.
    pub(crate) used: Option<u64>,
    /// What is left for them.
    pub(crate) free: Option<u64>,
}

impl Space {
    pub(super) fn of(path: &Path) -> Self {
        let mut log = path.to_owned().into_os_string();
        log.push("-wal");
        let length = |path: &Path| fs::metadata(path).map(|metadata| metadata.len());
        let used = length(path).map(|file| file + length(log.as_ref()).unwrap_or(0)).ok();
        Self { used, free: free(path) }
    }
}

/// What this process may still write there.
#[cfg(unix)]
fn free(path: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(path).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}

#[cfg(not(unix))]
fn free(_path: &Path) -> Option<u64> {
    None
}
