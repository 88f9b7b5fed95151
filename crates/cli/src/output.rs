//! Writing files so that nothing is overwritten and a failed run leaves nothing behind.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{error::Failure, webroot};

/// Who may read a file that we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The owner alone (mode 0600): keys and the recovery sheet.
    Owner,
    /// Everyone the umask allows.
    Everyone,
}

/// Files that appear all together, under names that were free, or not at all.
#[derive(Debug, Default)]
pub struct NewFiles {
    waiting: Vec<(PathBuf, NamedTempFile)>,
}

impl NewFiles {
    /// Writes `bytes` under a temporary name in the folder of `path`.
    pub fn add(&mut self, path: &Path, bytes: &[u8], access: Access) -> Result<(), Failure> {
        refuse_existing(path)?;
        self.waiting.push((path.to_owned(), temporary(path, bytes, access)?));
        Ok(())
    }

    /// Gives every file its name. If one name is taken by now, those already given are removed again.
    pub fn commit(self) -> Result<(), Failure> {
        let mut given: Vec<PathBuf> = Vec::new();
        for (path, file) in self.waiting {
            if let Err(failed) = file.persist_noclobber(&path) {
                for path in &given {
                    // Best effort: the first failure is the one to tell.
                    let _ = fs::remove_file(path);
                }
                return Err(match failed.error.kind() {
                    io::ErrorKind::AlreadyExists => exists(&path),
                    _ => Failure::io(cannot_write(&path), &failed.error),
                });
            }
            given.push(path);
        }
        Ok(())
    }
}

/// A file that grows while a command runs, for its owner alone. It goes again if nothing is written to it.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
    file: File,
    empty: bool,
}

impl Growing {
    /// Makes the file under a name that is free, and where it is on no web server.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        webroot::refuse_file(path)?;
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => exists(path),
            _ => Failure::io(cannot_write(path), &error),
        })?;
        Ok(Self { path: path.to_owned(), file, empty: true })
    }

    /// Adds one line.
    pub fn line(&mut self, line: &str) -> Result<(), Failure> {
        self.empty = false;
        self.file
            .write_all(format!("{line}\n").as_bytes())
            .map_err(|error| Failure::io(cannot_write(&self.path), &error))
    }

    /// Makes sure that the disk has it.
    pub fn sync(&self) -> Result<(), Failure> {
        self.file.sync_data().map_err(|error| Failure::io(cannot_write(&self.path), &error))
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        if self.empty {
            // Best effort: an empty file is no harm.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A file that is written piece by piece, for its owner alone, and has its name once it is whole.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    file: NamedTempFile,
}

impl NewFile {
    /// Begins a file under a temporary name in the folder of `path`.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        refuse_existing(path)?;
        Ok(Self { path: path.to_owned(), file: temporary(path, b"", Access::Owner)? })
    }

    /// What to write to.
    pub fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// The folder that it lies in.
    pub fn folder(&self) -> &Path {
        folder(&self.path)
    }

    /// Makes sure that the disk has it, and gives it its name.
    pub fn commit(self) -> Result<(), Failure> {
        self.file.as_file().sync_all().map_err(|error| Failure::io(cannot_write(&self.path), &error))?;
        NewFiles { waiting: vec![(self.path, self.file)] }.commit()
    }
}

/// Puts `bytes` in place of `path` in one step: a reader sees the old file or the new one, never half of one.
pub fn replace(path: &Path, bytes: &[u8], access: Access) -> Result<(), Failure> {
    temporary(path, bytes, access)?
        .persist(path)
        .map(drop)
        .map_err(|failed| Failure::io(cannot_write(path), &failed.error))
}

/// Fails if there is something at `path`, so that a command can say so before it asks or computes anything.
pub fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() { Err(exists(path)) } else { Ok(()) }
}

/// `path` with `suffix` after its whole name: `a.key` → `a.key.pub.json`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Prints one line of data.
pub fn print(line: &str) -> Result<(), Failure> {
    writeln!(io::stdout(), "{line}").map_err(|error| Failure::stdout(&error))
}

/// Standard output for many lines; [`Write::flush`] it at the end.
pub fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

fn temporary(path: &Path, bytes: &[u8], access: Access) -> Result<NamedTempFile, Failure> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".waxseal-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = match access {
            Access::Owner => 0o600,
            Access::Everyone => 0o666,
        };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = access;
    let write = || -> io::Result<NamedTempFile> {
        let mut file = builder.tempfile_in(folder(path))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    // The error's own words name the temporary file, which helps nobody.
    write().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(format!("{}: there is no such folder", cannot_write(path))),
        kind => Failure::io(cannot_write(path), &kind.into()),
    })
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn exists(path: &Path) -> Failure {
    Failure::new(format!("{} exists already and is not overwritten", path.display()))
        .hint("choose another name, or move the file away first")
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_one_name_is_taken_no_file_appears() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        let mut files = NewFiles::default();
        files.add(&first, b"1", Access::Owner).unwrap();
        files.add(&second, b"2", Access::Everyone).unwrap();
        fs::write(&second, "theirs").unwrap();

        assert!(files.commit().is_err());

        assert!(!first.exists());
        assert_eq!(fs::read_to_string(&second).unwrap(), "theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn files_that_are_not_committed_leave_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = NewFiles::default();
        files.add(&folder.path().join("a"), b"1", Access::Owner).unwrap();
        drop(files);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
