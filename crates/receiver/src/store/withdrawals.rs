//! What people took back: statements that are added and never changed.
//!
//! A statement is about one submission, yet it ends all that the person gave before it, also by submissions that the
//! receiver cannot tell are theirs. So it is kept again when anything came in since the last one.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};

use super::{TakenBack, Withdrawal, Withdrawn};

/// The most entries that are read of one submission: a later one ends all that an earlier one does.
const MOST: u32 = 256;

/// What of a submission was taken back, in the order of receipt; the last [`MOST`] if there is more.
pub(super) fn of(db: &Connection, sid: &[u8; 16]) -> rusqlite::Result<Vec<Withdrawn>> {
    let mut statement = db.prepare_cached(
        "SELECT purpose.value, statement.received, statement.reason
         FROM withdrawals AS statement, json_each(statement.purposes) AS purpose
         WHERE statement.sid = ?1
         ORDER BY statement.id DESC, purpose.key DESC
         LIMIT ?2",
    )?;
    let read = |row: &Row<'_>| Ok(Withdrawn { purpose: row.get(0)?, received: row.get(1)?, reason: row.get(2)? });
    let mut last: Vec<_> = statement.query_map(params![sid, MOST], read)?.collect::<Result<_, _>>()?;
    last.reverse();
    Ok(last)
}

/// Adds a statement, unless all that it says was said before and nothing has come in since.
pub(super) fn add(
    transaction: &Transaction<'_>,
    withdrawal: &Withdrawal,
    received: i64,
) -> rusqlite::Result<TakenBack> {
    let Withdrawal { sid, purposes, reason, time, body } = withdrawal;
    let hash = Sha256::digest(body);
    let mut find = transaction.prepare_cached("SELECT received FROM withdrawals WHERE hash = ?1")?;
    if let Some(received) = find.query_row([hash.as_slice()], |row| row.get(0)).optional()? {
        return Ok(TakenBack::Before { received });
    }
    if let Some(received) = taken_back(transaction, sid, purposes)? {
        return Ok(TakenBack::Before { received });
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO withdrawals (sid, signer, purposes, reason, time, received, after, hash, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, (SELECT max(id) FROM records), ?7, ?8)",
    )?;
    let signer = if reason.is_some() { "owner" } else { "holder" };
    let purposes = serde_json::Value::from(purposes.as_slice()).to_string();
    insert.execute(params![sid, signer, purposes, reason, time, received, hash.as_slice(), body])?;
    Ok(TakenBack::New { received })
}

/// Since when all of `purposes` have been taken back. `None` if one has not been since the last submission came.
fn taken_back(db: &Connection, sid: &[u8; 16], purposes: &[String]) -> rusqlite::Result<Option<i64>> {
    let mut find = db.prepare_cached(
        "SELECT min(statement.received)
         FROM withdrawals AS statement, json_each(statement.purposes) AS purpose
         WHERE statement.sid = ?1 AND purpose.value = ?2 AND statement.after = (SELECT max(id) FROM records)",
    )?;
    let mut since = None;
    for purpose in purposes {
        let Some(received) = find.query_row(params![sid, purpose], |row| row.get::<_, Option<i64>>(0))? else {
            return Ok(None);
        };
        since = since.max(Some(received));
    }
    Ok(since)
}
