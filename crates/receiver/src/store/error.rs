//! What can go wrong with a store.

use std::{fmt, path::PathBuf, sync::Arc};

use rusqlite::ErrorCode;

use super::Damaged;

/// The URL names no store that this release knows. Holds its scheme only: the rest may be a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrlError(String);

impl StoreUrlError {
    pub(super) fn new(url: &str) -> Self {
        Self(url.split(':').next().unwrap_or_default().to_owned())
    }

    /// A name that never changes.
    pub const fn code(&self) -> &'static str {
        "unknown-store"
    }
}

impl fmt::Display for StoreUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` names no store; write sqlite:FILE, such as sqlite:waxseal.db", self.0)
    }
}

impl std::error::Error for StoreUrlError {}

/// Why a store could not be opened, read or written.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be made or opened.
    Create {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: Arc<std::io::Error>,
    },
    /// There is no such file to read.
    Missing(PathBuf),
    /// The file holds something else.
    NotAStore(PathBuf),
    /// The file is of a format that came before the first release; nothing reads it any more.
    OlderFormat(PathBuf),
    /// A newer release wrote the file.
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// The newest version that this release reads.
        known: i32,
    },
    /// The file system cannot hold a write-ahead log.
    NoWal(PathBuf),
    /// The file, or its write-ahead log, was removed or replaced while it was open.
    Moved(PathBuf),
    /// A row is not as it was kept.
    Damaged(Damaged),
    /// SQLite cannot read the file: a page of it is damaged.
    Corrupt,
    /// SQLite could not do it; what was not committed is not kept.
    Sqlite(Arc<rusqlite::Error>),
    /// More submissions wait than the disk keeps up with.
    Full,
    /// The store was closed: the receiver is stopping.
    Closed,
}

impl StoreError {
    /// A name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Create { .. } => "store-create",
            Self::Missing(_) => "store-missing",
            Self::NotAStore(_) => "not-a-store",
            Self::OlderFormat(_) => "older-format",
            Self::NewerSchema { .. } => "newer-store",
            Self::NoWal(_) => "store-no-wal",
            Self::Moved(_) => "store-moved",
            Self::Damaged(damaged) => damaged.damage.code(),
            Self::Corrupt => "store-damaged",
            Self::Sqlite(_) => "store-unavailable",
            Self::Full => "busy",
            Self::Closed => "store-closed",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create { path, cause } => write!(f, "cannot open {}: {cause}", path.display()),
            Self::Missing(path) => write!(f, "there is no store {}; `waxseal serve` makes it", path.display()),
            Self::NotAStore(path) => write!(f, "{} is not a store of Waxseal; name another file", path.display()),
            Self::OlderFormat(path) => write!(
                f,
                "{} has the format of an earlier release, which this one does not read; open it with that release, and \
                 name a new file here",
                path.display()
            ),
            Self::NewerSchema { path, found, known } => write!(
                f,
                "{} was written by a newer release (version {found}, this one reads {known}); use that release",
                path.display()
            ),
            Self::NoWal(path) => {
                write!(f, "{} lies where SQLite can keep no write-ahead log; use a local disk", path.display())
            }
            Self::Moved(path) => write!(
                f,
                "{} was removed or replaced while the store was open; put it back, or restart the receiver to use what lies \
                 there now",
                path.display()
            ),
            Self::Damaged(damaged) => damaged.fmt(f),
            Self::Corrupt => f.write_str(
                "the file is damaged; `waxseal store check` says where, and with --salvage copies what is whole",
            ),
            Self::Sqlite(error) => write!(f, "the store failed: {error}"),
            Self::Full => f.write_str("the store is behind; try again in a moment"),
            Self::Closed => f.write_str("the store is closed"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Self::Corrupt,
            _ => Self::Sqlite(Arc::new(error)),
        }
    }
}
