//! A store that appears under its name when it is whole, or not at all.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{TempDir, TempPath};

use crate::error::Failure;
use crate::output::with_suffix;

/// A store in the making. It is gone again unless it is committed.
#[derive(Debug)]
pub struct NewStore {
    path: PathBuf,
    /// Beside the name that it will have, for its owner alone: while it is open, more files lie by it.
    folder: TempDir,
}

impl NewStore {
    /// Begins one under a name that is free.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        refuse_existing(path)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".waxseal-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir_in(folder_of(path)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::new(format!("{}: there is no such folder", cannot_write(path))),
            // The error's own words name the temporary folder, which helps nobody.
            kind => Failure::io(cannot_write(path), &kind.into()),
        })?;
        Ok(Self { path: path.to_owned(), folder })
    }

    /// Where to write it.
    pub fn temporary(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// Gives it its name, and waits until the disk has both.
    pub fn commit(self) -> Result<(), Failure> {
        let failed = |error: &io::Error| Failure::io(cannot_write(&self.path), error);
        let written = self.temporary();
        File::open(&written).and_then(|file| file.sync_all()).map_err(|error| failed(&error))?;
        let written = TempPath::try_from_path(written).map_err(|error| failed(&error))?;
        written.persist_noclobber(&self.path).map_err(|taken| match taken.error.kind() {
            io::ErrorKind::AlreadyExists => exists(&self.path),
            _ => failed(&taken.error),
        })?;
        sync_folder(folder_of(&self.path)).map_err(|error| failed(&error))
    }
}

/// A name is on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened, and the system writes it in order.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses a store that is there, and what is left beside one: the log of another store would be written into this one.
fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(exists(path).hint("choose another name, or move the file away first"));
    }
    let beside = ["-wal", "-shm", "-journal"].map(|ending| with_suffix(path, ending));
    let left = beside.iter().find(|file| file.symlink_metadata().is_ok());
    left.map_or(Ok(()), |left| {
        Err(exists(left).hint("it belongs to the store that was there: stop what uses it, and move it away, too"))
    })
}

fn exists(file: &Path) -> Failure {
    Failure::new(format!("store-exists: {} exists already and is not overwritten", file.display()))
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
