//! Whether the files that are open are still the ones that the path names. SQLite writes on into a file that was removed or
//! replaced, and what it writes there is lost.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::StoreError;

/// The files of an open store: the database, its write-ahead log and the index of that.
#[derive(Debug)]
pub(super) struct Place(Vec<(PathBuf, FileId)>);

impl Place {
    /// The files that lie at `path` now. All three are there while a connection is open.
    pub(super) fn of(path: &Path) -> Result<Self, StoreError> {
        let files = ["", "-wal", "-shm"].map(|ending| {
            let mut name = path.to_owned().into_os_string();
            name.push(ending);
            let file = PathBuf::from(name);
            file_id(&file).map(|id| (file, id))
        });
        let files = files.into_iter().collect::<io::Result<_>>();
        files.map(Self).map_err(|_| StoreError::Moved(path.to_owned()))
    }

    /// Compares them with what lies there now.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        let changed = self.0.iter().find(|(file, id)| file_id(file).ok().as_ref() != Some(id));
        changed.map_or(Ok(()), |(file, _)| Err(StoreError::Moved(file.clone())))
    }
}

/// Device and inode: what stays while a file is open, whatever becomes of its name.
#[cfg(unix)]
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(file: &Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt;
    file.metadata().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Elsewhere the system keeps an open database from being removed or replaced.
#[cfg(not(unix))]
type FileId = ();

#[cfg(not(unix))]
fn file_id(file: &Path) -> io::Result<FileId> {
    file.metadata().map(drop)
}
