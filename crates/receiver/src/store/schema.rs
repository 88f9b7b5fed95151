//! What lies in the SQLite file, and which versions of it this release reads.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::StoreError;

/// "Waxs" in ASCII: marks the file as ours (SQLite's `application_id`).
const APPLICATION: i32 = 0x5761_7873;

/// The version of [`TABLES`] (SQLite's `user_version`).
pub(super) const VERSION: i32 = 1;

/// `id` counts up in the order of receipt. `body` is the envelope byte for byte, `hash` its SHA-256. `policies` keeps
/// every policy ever served, so that the texts people agreed to stay provable.
const TABLES: &str = "
    CREATE TABLE policies (
        mh         TEXT PRIMARY KEY,
        bytes      BLOB NOT NULL,
        first_seen INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE submissions (
        id       INTEGER PRIMARY KEY,
        sid      BLOB NOT NULL UNIQUE CHECK (length(sid) = 16),
        form     TEXT NOT NULL,
        revision INTEGER NOT NULL,
        mh       TEXT NOT NULL REFERENCES policies (mh),
        received INTEGER NOT NULL,
        hash     BLOB NOT NULL CHECK (length(hash) = 32),
        body     BLOB NOT NULL
    ) STRICT;

    CREATE TABLE probe (
        id    INTEGER PRIMARY KEY CHECK (id = 1),
        count INTEGER NOT NULL
    ) STRICT;
    INSERT INTO probe (id, count) VALUES (1, 0);
";

/// Whether a file holds our tables.
#[derive(PartialEq, Eq)]
pub(super) enum State {
    /// Nothing lies in it yet.
    Empty,
    /// Our tables, in this release's version.
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
        _ => Err(StoreError::NotAStore(path.to_owned())),
    }
}

fn marks(db: &Connection) -> rusqlite::Result<(i32, i32, i64)> {
    let application = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((application, version, tables))
}

/// Makes our tables in an empty file; leaves one that has them as it is.
pub(super) fn prepare(db: &mut Connection, path: &Path) -> Result<(), StoreError> {
    // Immediate: of two processes that start on one new file, the second waits and then finds the tables.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if state(&transaction, path)? == State::Empty {
        transaction.execute_batch(TABLES)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    Ok(())
}
