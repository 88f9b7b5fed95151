//! What lies in the SQLite file, and which versions of it this release reads.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;

/// "Waxs" in ASCII: marks the file as ours (SQLite's `application_id`).
const APPLICATION: i32 = 0x5761_7873;

/// Whether these are the first bytes of a store, or of its write-ahead log.
pub(crate) fn is_store(bytes: &[u8]) -> bool {
    // https://www.sqlite.org/fileformat.html §1.3 and §4.1
    const FILE: &[u8] = b"SQLite format 3\0";
    const LOG: [&[u8]; 2] = [b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"];
    let ours = |page: &[u8]| page.starts_with(FILE) && page.get(68..72) == Some(&APPLICATION.to_be_bytes());
    // The log holds the file's first page somewhere among others.
    let logged = || (0..bytes.len()).any(|at| ours(&bytes[at..]));
    ours(bytes) || LOG.iter().any(|magic| bytes.starts_with(magic)) && logged()
}

/// The version of [`TABLES`] (SQLite's `user_version`).
const VERSION: i32 = 5;

/// `id` counts up in the order of receipt.
///
/// - `policies` keeps every policy ever served, so that the texts people agreed to stay provable: `expires` is the end of its
///   signature, as it was served last; from `retired` on nothing more is taken that was sealed under it.
/// - `submissions`: `body` is the envelope byte for byte, `hash` its SHA-256, `gpc` what the receiver saw of `Sec-GPC`.
/// - `records` holds the consent record of each submission, which says nothing about who it is: apart from the body, so that
///   the proof can outlive the data (GDPR art. 7(1) and 17). Never changed, never deleted.
/// - `withdrawals` holds what was taken back, statement by statement: `purposes` is a JSON list, `signer` who signed it,
///   `reason` the owner's, `after` the last record that had come by then. Never changed, never deleted.
/// - `erasures` is the journal of the bodies that were erased. Never changed, never deleted.
const TABLES: &str = "
    CREATE TABLE policies (
        mh         TEXT PRIMARY KEY,
        bytes      BLOB NOT NULL,
        first_seen INTEGER NOT NULL,
        expires    INTEGER,
        retired    INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submissions (
        id       INTEGER PRIMARY KEY,
        sid      BLOB NOT NULL UNIQUE CHECK (length(sid) = 16),
        form     TEXT NOT NULL,
        revision INTEGER NOT NULL,
        mh       TEXT NOT NULL REFERENCES policies (mh),
        received INTEGER NOT NULL,
        hash     BLOB NOT NULL CHECK (length(hash) = 32),
        body     BLOB NOT NULL,
        gpc      INTEGER NOT NULL CHECK (gpc IN (0, 1))
    ) STRICT;

    CREATE TABLE probe (
        id    INTEGER PRIMARY KEY CHECK (id = 1),
        count INTEGER NOT NULL
    ) STRICT;
    INSERT INTO probe (id, count) VALUES (1, 0);

    CREATE TABLE records (
        id     INTEGER PRIMARY KEY,
        sid    BLOB NOT NULL UNIQUE CHECK (length(sid) = 16),
        record BLOB NOT NULL
    ) STRICT;

    CREATE TABLE withdrawals (
        id       INTEGER PRIMARY KEY,
        sid      BLOB NOT NULL REFERENCES records (sid),
        signer   TEXT NOT NULL CHECK (signer IN ('holder', 'owner')),
        purposes TEXT NOT NULL CHECK (json_array_length(purposes) > 0),
        reason   TEXT CHECK ((reason IS NULL) = (signer = 'holder')),
        time     TEXT NOT NULL,
        received INTEGER NOT NULL,
        after    INTEGER NOT NULL REFERENCES records (id),
        hash     BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
        body     BLOB NOT NULL
    ) STRICT;
    CREATE INDEX withdrawals_by_sid ON withdrawals (sid);

    CREATE TABLE erasures (
        sid    BLOB PRIMARY KEY CHECK (length(sid) = 16),
        erased INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER records_stay BEFORE UPDATE ON records
        BEGIN SELECT RAISE(ABORT, 'records are never changed'); END;
    CREATE TRIGGER records_remain BEFORE DELETE ON records
        BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END;
    CREATE TRIGGER withdrawals_stay BEFORE UPDATE ON withdrawals
        BEGIN SELECT RAISE(ABORT, 'withdrawals are never changed'); END;
    CREATE TRIGGER withdrawals_remain BEFORE DELETE ON withdrawals
        BEGIN SELECT RAISE(ABORT, 'withdrawals are never deleted'); END;
    CREATE TRIGGER erasures_stay BEFORE UPDATE ON erasures
        BEGIN SELECT RAISE(ABORT, 'erasures are never changed'); END;
    CREATE TRIGGER erasures_remain BEFORE DELETE ON erasures
        BEGIN SELECT RAISE(ABORT, 'erasures are never deleted'); END;
";

/// Whether a file holds our tables.
#[derive(PartialEq, Eq)]
pub(super) enum State {
    /// Nothing lies in it yet.
    Empty,
    /// Our tables.
    Current,
}

/// Reads the marks of a file and refuses one that is not ours, or is newer than this release.
pub(super) fn state(db: &Connection, path: &Path) -> Result<State, StoreError> {
    let (application, version, tables) = marks(db).map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotAStore(path.to_owned()),
        _ => error.into(),
    })?;
    match (application, version, tables) {
        (0, 0, 0) => Ok(State::Empty),
        (APPLICATION, VERSION, _) => Ok(State::Current),
        (APPLICATION, newer, _) if newer > VERSION => {
            Err(StoreError::NewerSchema { path: path.to_owned(), found: newer, known: VERSION })
        }
        (APPLICATION, ..) => Err(StoreError::OlderFormat(path.to_owned())),
        _ => Err(StoreError::NotAStore(path.to_owned())),
    }
}

fn marks(db: &Connection) -> rusqlite::Result<(i32, i32, i64)> {
    let application = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((application, version, tables))
}

/// Makes our tables in an empty file, and leaves those that are there. All in one transaction: who is interrupted has the
/// file as it was.
pub(super) fn prepare(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    // Immediate: of two processes that start on one file, the second waits and then finds the tables.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if state(&transaction, path)? == State::Empty {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
        transaction.commit()?;
    }
    Ok(())
}
