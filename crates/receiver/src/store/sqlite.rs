//! Everything in one SQLite file: WAL, `synchronous=FULL`, so that a commit has reached the disk when it returns.

use std::{
    fs::OpenOptions,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

use super::{
    Kept, KnownPolicy, Sealed, StoreError, Stored, TakenBack, Withdrawal,
    place::Place,
    rows::Submissions,
    schema::{self, State},
    withdrawals,
};

/// How long one process waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// A store in one file.
///
/// ```
/// use waxseal_receiver::store::{Kept, KnownPolicy, Sealed, Sqlite};
///
/// # let dir = tempfile::tempdir()?;
/// # let path = dir.path().join("waxseal.db");
/// let mut store = Sqlite::open(&path)?;
/// let first_seen = 1_790_000_000;
/// let policy = KnownPolicy { mh: "…".into(), bytes: b"{}".to_vec(), first_seen, expires: None, retired: None };
/// store.remember_policy(&policy)?;
/// let sealed = Sealed {
///     sid: [7; 16],
///     form: "signup".into(),
///     revision: 1,
///     mh: "…".into(),
///     record: b"{}".to_vec(),
///     body: b"{}".to_vec(),
///     gpc: false,
/// };
/// assert_eq!(store.insert(&[&sealed], 1_790_000_001)?, [Kept::New { received: 1_790_000_001 }]);
///
/// for submission in Sqlite::open_read_only(&path)?.submissions() {
///     assert_eq!(submission?.body, sealed.body);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Sqlite {
    pub(super) db: Connection,
    path: PathBuf,
    /// What was opened to write.
    place: Option<Place>,
    /// How many bytes may be in use before nothing new is kept.
    quota: Option<u64>,
}

impl Sqlite {
    /// Opens the file to write, and makes it, readable by its owner only, if it is not there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Create`], [`StoreError::NotAStore`] for a file that holds something else, [`StoreError::OlderFormat`]
    /// and [`StoreError::NewerSchema`] for one of another release, [`StoreError::Moved`] if it is replaced meanwhile,
    /// [`StoreError::Sqlite`] for the rest.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        create(path).map_err(|cause| StoreError::Create { path: path.to_owned(), cause: cause.into() })?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(PATIENCE)?;
        // Looked at before the first change, so that a file that is not ours stays as it is.
        schema::state(&db, path)?;
        let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::NoWal(path.to_owned()));
        }
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", "ON")?;
        // For every write, not for erasing alone: a page that SQLite rearranges would keep the old bytes beside the new ones.
        // https://www.sqlite.org/pragma.html#pragma_secure_delete
        db.pragma_update(None, "secure_delete", "ON")?;
        schema::prepare(&mut db, path)?;
        let place = Place::of(path)?;
        Ok(Self { db, path: path.to_owned(), place: Some(place), quota: None })
    }

    /// Opens the file to read, also while a receiver writes to it.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open), and [`StoreError::Missing`] if there is no such file.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(PATIENCE)?;
        if schema::state(&db, path)? == State::Empty {
            return Err(StoreError::NotAStore(path.to_owned()));
        }
        Ok(Self { db, path: path.to_owned(), place: None, quota: None })
    }

    /// Keeps nothing new from so many bytes in use on. Withdrawals are kept all the same.
    #[must_use]
    pub fn with_quota(self, quota: Option<u64>) -> Self {
        Self { quota, ..self }
    }

    /// Whether the quota is reached.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn is_full(&self) -> Result<bool, StoreError> {
        Ok(is_full(&self.db, self.quota)?)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the submissions in one commit, and says of each what became of it. All or none are kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`]: nothing was kept. [`StoreError::Moved`]: it was kept where nobody will find it.
    pub fn insert(&mut self, batch: &[&Sealed], received: i64) -> Result<Vec<Kept>, StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let full = is_full(&transaction, self.quota)?;
        let kept = batch.iter().map(|sealed| keep(&transaction, sealed, received, full)).collect::<Result<_, _>>()?;
        transaction.commit()?;
        self.check_place()?;
        Ok(kept)
    }

    /// Keeps the withdrawals in one commit, and says of each what became of it. All or none are kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`]: nothing was kept, perhaps because one is about no submission with a record.
    /// [`StoreError::Moved`]: it was kept where nobody will find it.
    pub fn withdraw(&mut self, batch: &[&Withdrawal], received: i64) -> Result<Vec<TakenBack>, StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let add = |withdrawal: &&Withdrawal| withdrawals::add(&transaction, withdrawal, received);
        let taken = batch.iter().map(add).collect::<Result<_, _>>()?;
        transaction.commit()?;
        self.check_place()?;
        Ok(taken)
    }

    /// The consent record of a submission.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn record(&self, sid: [u8; 16]) -> Result<Option<Vec<u8>>, StoreError> {
        let mut find = self.db.prepare_cached("SELECT record FROM records WHERE sid = ?1")?;
        Ok(find.query_row([sid], |row| row.get(0)).optional()?)
    }

    /// When each withdrawal of a submission came, in seconds since 1970, in the order of receipt.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn withdrawals(&self, sid: [u8; 16]) -> Result<Vec<i64>, StoreError> {
        let mut find = self.db.prepare_cached("SELECT received FROM withdrawals WHERE sid = ?1 ORDER BY id")?;
        Ok(find.query_map([sid], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Remembers a policy that is served from now on. Of one that is known already only the end changes: it is not new, and
    /// it stays retired if it was. It is whole again if its bytes were damaged.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn remember_policy(&mut self, policy: &KnownPolicy) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT INTO policies (mh, bytes, first_seen, expires) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (mh) DO UPDATE SET expires = excluded.expires, bytes = excluded.bytes",
            params![policy.mh, policy.bytes, policy.first_seen, policy.expires],
        )?;
        Ok(())
    }

    /// Takes nothing more that was sealed under the policy with that hash, from `now` on. Gives since when; `None` if the
    /// store does not know it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`], and [`StoreError::Moved`] if it was written where nobody will find it.
    pub fn retire_policy(&mut self, mh: &str, now: i64) -> Result<Option<i64>, StoreError> {
        let mut retire =
            self.db.prepare("UPDATE policies SET retired = coalesce(retired, ?2) WHERE mh = ?1 RETURNING retired")?;
        let since = retire.query_row(params![mh, now], |row| row.get(0)).optional()?;
        self.check_place()?;
        Ok(since)
    }

    /// Every policy ever served from this store, the oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn policies(&self) -> Result<Vec<KnownPolicy>, StoreError> {
        let mut statement =
            self.db.prepare("SELECT mh, bytes, first_seen, expires, retired FROM policies ORDER BY first_seen, mh")?;
        let policies = statement.query_map([], |row| {
            Ok(KnownPolicy {
                mh: row.get(0)?,
                bytes: row.get(1)?,
                first_seen: row.get(2)?,
                expires: row.get(3)?,
                retired: row.get(4)?,
            })
        })?;
        Ok(policies.collect::<Result<_, _>>()?)
    }

    /// All submissions in the order of receipt, in constant memory however many there are.
    pub fn submissions(&self) -> Submissions<'_> {
        Submissions::after(&self.db, 0)
    }

    /// How many submissions there are.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.db.query_row("SELECT count(*) FROM submissions", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The submission that came last.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn last(&self) -> Result<Option<Stored>, StoreError> {
        let last: Option<i64> = self.db.query_row("SELECT max(id) FROM submissions", [], |row| row.get(0))?;
        last.and_then(|id| Submissions::after(&self.db, id - 1).next()).transpose()
    }

    /// Commits one write, to know that writing works.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`], and [`StoreError::Moved`] if it was committed where nobody will find it.
    pub fn probe(&mut self) -> Result<(), StoreError> {
        self.db.execute("UPDATE probe SET count = count + 1", [])?;
        self.check_place()
    }

    /// Whether the file that is open is the one that the path names. After a commit it tells what the commit is worth.
    ///
    /// # Errors
    ///
    /// [`StoreError::Moved`].
    pub fn check_place(&self) -> Result<(), StoreError> {
        self.place.as_ref().map_or(Ok(()), Place::check)
    }

    /// Moves everything from the write-ahead log into the file itself and closes it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`]; what was committed is safe all the same.
    pub fn close(self) -> Result<(), StoreError> {
        // Answers with a row (busy, pages, moved): busy means a reader holds the log, and the next start moves it.
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.db.close().map_err(|(_, error)| error.into())
    }
}

/// Makes the file if it is not there. SQLite gives `-wal` and `-shm` the rights of the file itself.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Pages that were freed do not count: what comes next is written into them.
fn is_full(db: &Connection, quota: Option<u64>) -> rusqlite::Result<bool> {
    let Some(quota) = quota else { return Ok(false) };
    let mut used = db.prepare_cached(
        "SELECT (page_count - freelist_count) * page_size
         FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
    )?;
    used.query_row([], |row| row.get(0)).map(|used: i64| used.unsigned_abs() >= quota)
}

fn keep(transaction: &Transaction<'_>, sealed: &Sealed, received: i64, full: bool) -> rusqlite::Result<Kept> {
    let hash = Sha256::digest(&sealed.body);
    let mut find = transaction.prepare_cached("SELECT received, hash FROM submissions WHERE sid = ?1")?;
    let first =
        find.query_row([sealed.sid], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
    match first {
        Some((received, known)) if known[..] == hash[..] => return Ok(Kept::Again { received }),
        Some(_) => return Ok(Kept::Conflict),
        None => {}
    }
    // What was erased does not come back: its record is still there.
    let mut find = transaction.prepare_cached("SELECT 1 FROM records WHERE sid = ?1")?;
    if find.exists([sealed.sid])? {
        return Ok(Kept::Conflict);
    }
    // Only now: what was kept before is answered as before, whatever became of its policy.
    if let Some(refused) = refused_by_policy(transaction, &sealed.mh, received)? {
        return Ok(refused);
    }
    if full {
        return Ok(Kept::StoreFull);
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO submissions (sid, form, revision, mh, received, hash, body, gpc)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    insert.execute(params![
        sealed.sid,
        sealed.form,
        sealed.revision,
        sealed.mh,
        received,
        hash.as_slice(),
        sealed.body,
        sealed.gpc
    ])?;
    let mut insert = transaction.prepare_cached("INSERT INTO records (sid, record) VALUES (?1, ?2)")?;
    insert.execute(params![sealed.sid, sealed.record])?;
    Ok(Kept::New { received })
}

/// Whether its policy no longer takes it. An unknown policy breaks the foreign key.
fn refused_by_policy(transaction: &Transaction<'_>, mh: &str, now: i64) -> rusqlite::Result<Option<Kept>> {
    let mut find = transaction
        .prepare_cached("SELECT retired IS NOT NULL, coalesce(expires <= ?2, 0) FROM policies WHERE mh = ?1")?;
    let found = find.query_row(params![mh, now], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(match found {
        Some((true, _)) => Some(Kept::PolicyRetired),
        Some((false, true)) => Some(Kept::PolicyExpired),
        _ => None,
    })
}
