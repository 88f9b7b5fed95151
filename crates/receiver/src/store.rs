//! Where submissions are kept: today one SQLite file.
//!
//! [`StoreUrl`] and the crate's own `Store` are the two places that a second kind of store is added to; the rest of the
//! receiver does not know which one it talks to.

mod backup;
mod check;
mod damage;
mod erase;
mod error;
mod ids;
mod place;
mod rows;
mod salvage;
mod schema;
mod space;
mod sqlite;
mod withdrawals;
mod writer;

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

pub use check::{Checked, Finding};
pub use damage::{Damage, Damaged, RowName};
pub use erase::Erased;
pub use error::{StoreError, StoreUrlError};
pub use rows::Submissions;
pub(crate) use schema::is_store;
pub(crate) use space::Space;
pub use sqlite::Sqlite;
pub(crate) use writer::{Load, Writer};

/// A submission to keep. Everything but `body` was read from `body`.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The submission id.
    pub sid: [u8; 16],
    /// The form it came from.
    pub form: String,
    /// The policy revision it was sealed under.
    pub revision: u32,
    /// The hash of that policy, base64url.
    pub mh: String,
    /// The consent record in it.
    pub record: Vec<u8>,
    /// The envelope, byte for byte.
    pub body: Vec<u8>,
    /// Whether it came with `Sec-GPC: 1`.
    pub gpc: bool,
}

/// A submission that was kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// The submission id.
    pub sid: [u8; 16],
    /// The form it came from.
    pub form: String,
    /// The policy revision it was sealed under.
    pub revision: u32,
    /// The hash of that policy, base64url.
    pub mh: String,
    /// Seconds since 1970, by this machine's clock.
    pub received: i64,
    /// The envelope, byte for byte.
    pub body: Vec<u8>,
    /// Whether it came with `Sec-GPC: 1`.
    pub gpc: bool,
    /// What was taken back since, in the order of receipt.
    pub withdrawn: Vec<Withdrawn>,
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sealed").field("form", &self.form).field("sid", &self.sid).finish_non_exhaustive()
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored").field("form", &self.form).field("sid", &self.sid).finish_non_exhaustive()
    }
}

/// A withdrawal to keep. Everything but `body` was read from `body`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The submission that it is about.
    pub sid: [u8; 16],
    /// The ids of the purposes. Never empty.
    pub purposes: Vec<String>,
    /// Why the owner records it; `None` if the holder of the receipt signed it.
    pub reason: Option<String>,
    /// When, by the signer's clock.
    pub time: String,
    /// The signed statement, byte for byte.
    pub body: Vec<u8>,
}

/// A purpose that was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its id.
    pub purpose: String,
    /// When the statement came, in seconds since 1970.
    pub received: i64,
    /// Why the owner recorded it; `None` if the person took it back.
    pub reason: Option<String>,
}

/// What became of a withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenBack {
    /// It is kept now.
    New {
        /// When, in seconds since 1970.
        received: i64,
    },
    /// The same bytes were kept before, or others that take all of it back.
    Before {
        /// Since when all of it has been taken back.
        received: i64,
    },
}

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is kept now.
    New {
        /// When, in seconds since 1970.
        received: i64,
    },
    /// The same bytes were kept before.
    Again {
        /// When they were first.
        received: i64,
    },
    /// Other bytes were kept under its id; these are not.
    Conflict,
    /// Its policy was retired; it is not kept.
    PolicyRetired,
    /// Its policy has ended; it is not kept.
    PolicyExpired,
    /// The store has reached its quota; it is not kept.
    StoreFull,
}

/// A policy that is or was served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPolicy {
    /// Its hash, base64url.
    pub mh: String,
    /// The policy itself: the payload, if it was published signed.
    pub bytes: Vec<u8>,
    /// When a receiver first served it, in seconds since 1970.
    pub first_seen: i64,
    /// When its signature ends, in seconds since 1970, as it was served last; `None` if it was not signed.
    pub expires: Option<i64>,
    /// When it was retired, in seconds since 1970.
    pub retired: Option<i64>,
}

/// Whether one of the policies has that hash and takes submissions at the time `now`, in seconds since 1970.
pub(crate) fn takes(policies: &[KnownPolicy], mh: &str, now: i64) -> bool {
    let takes = |policy: &KnownPolicy| policy.retired.is_none() && policy.expires.is_none_or(|expires| expires > now);
    policies.iter().any(|policy| policy.mh == mh && takes(policy))
}

/// Which store: `sqlite:FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreUrl {
    /// One SQLite file.
    Sqlite(PathBuf),
}

impl FromStr for StoreUrl {
    type Err = StoreUrlError;

    fn from_str(url: &str) -> Result<Self, StoreUrlError> {
        match url.strip_prefix("sqlite:") {
            Some(file) if !file.is_empty() && !file.starts_with(':') => Ok(Self::Sqlite(file.into())),
            _ => Err(StoreUrlError::new(url)),
        }
    }
}

impl fmt::Display for StoreUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Sqlite(path) = self;
        write!(f, "sqlite:{}", path.display())
    }
}

/// The open store of a running receiver.
#[derive(Clone, Debug)]
pub(crate) enum Store {
    /// One file, one thread that writes.
    Sqlite(Writer),
}

impl Store {
    /// Opens it. From `quota` bytes on it keeps nothing new.
    pub(crate) fn open(url: &StoreUrl, queue: usize, quota: Option<u64>) -> Result<Self, StoreError> {
        let StoreUrl::Sqlite(path) = url;
        Ok(Self::Sqlite(Writer::start(Sqlite::open(path)?.with_quota(quota), queue)))
    }

    /// Every policy that the store knows. Makes none where there is none.
    pub(crate) fn known(url: &StoreUrl) -> Result<Vec<KnownPolicy>, StoreError> {
        let StoreUrl::Sqlite(path) = url;
        // A start that was cut short leaves an empty file.
        if !path.metadata().is_ok_and(|metadata| metadata.len() > 0) {
            return Ok(Vec::new());
        }
        Sqlite::open_read_only(path)?.policies()
    }

    /// Remembers the policies that are served from now on, and gives every policy it knows.
    pub(crate) async fn remember(&self, policies: Vec<KnownPolicy>) -> Result<Vec<KnownPolicy>, StoreError> {
        let Self::Sqlite(writer) = self;
        writer.remember(policies).await
    }

    /// Keeps one submission; returns after the commit.
    pub(crate) async fn insert(&self, sealed: Sealed) -> Result<Kept, StoreError> {
        let Self::Sqlite(writer) = self;
        writer.insert(sealed).await
    }

    /// The consent record of a submission, as it was signed.
    pub(crate) async fn record(&self, sid: [u8; 16]) -> Result<Option<Vec<u8>>, StoreError> {
        let Self::Sqlite(writer) = self;
        writer.record(sid).await
    }

    /// Keeps one withdrawal, whose submission has a record; returns after the commit.
    pub(crate) async fn withdraw(&self, withdrawal: Withdrawal) -> Result<TakenBack, StoreError> {
        let Self::Sqlite(writer) = self;
        writer.withdraw(withdrawal).await
    }

    /// Returns once a write has been committed.
    pub(crate) async fn probe(&self) -> Result<(), StoreError> {
        let Self::Sqlite(writer) = self;
        writer.probe().await
    }

    /// Writes what waits, tidies up and closes. Whoever still holds the store gets [`StoreError::Closed`].
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        let Self::Sqlite(writer) = self;
        writer.close().await
    }

    /// How many submissions there are, and the last.
    pub(crate) async fn last(url: &StoreUrl) -> Result<(u64, Option<Stored>), StoreError> {
        let StoreUrl::Sqlite(path) = url.clone();
        let read = move || Sqlite::open_read_only(&path).and_then(|store| Ok((store.count()?, store.last()?)));
        tokio::task::spawn_blocking(read).await.map_err(|_| StoreError::Closed)?
    }

    /// What the thread that writes has to do.
    pub(crate) fn load(&self) -> &Load {
        let Self::Sqlite(writer) = self;
        writer.load()
    }

    /// How much space it takes, and how much is left.
    pub(crate) async fn space(url: &StoreUrl) -> Space {
        let StoreUrl::Sqlite(path) = url.clone();
        tokio::task::spawn_blocking(move || Space::of(&path)).await.unwrap_or_default()
    }

    /// Whether the store lies in that folder, where a web server must not look for files.
    pub(crate) fn lies_in(url: &StoreUrl, folder: &Path) -> bool {
        let StoreUrl::Sqlite(path) = url;
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        match (parent.canonicalize(), folder.canonicalize()) {
            (Ok(parent), Ok(folder)) => parent.starts_with(folder),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests;
