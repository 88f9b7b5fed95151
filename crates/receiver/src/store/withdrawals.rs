//! What people took back: statements that are added and never changed.

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

use super::{TakenBack, Withdrawal, Withdrawn};

/// What of a submission was taken back, in the order of receipt.
pub(super) fn of(db: &Connection, sid: &[u8; 16]) -> rusqlite::Result<Vec<Withdrawn>> {
    let mut statement = db.prepare_cached(
        "SELECT purpose.value, min(statement.received)
         FROM withdrawals AS statement, json_each(statement.purposes) AS purpose
         WHERE statement.sid = ?1
         GROUP BY purpose.value
         ORDER BY min(statement.id), min(purpose.key)",
    )?;
    let rows = statement.query_map([sid], |row| Ok(Withdrawn { purpose: row.get(0)?, received: row.get(1)? }))?;
    rows.collect()
}

/// Adds a statement, unless all that it says was said before.
pub(super) fn add(
    transaction: &Transaction<'_>,
    withdrawal: &Withdrawal,
    received: i64,
) -> rusqlite::Result<TakenBack> {
    let Withdrawal { sid, purposes, time, body } = withdrawal;
    let hash = Sha256::digest(body);
    let mut find = transaction.prepare_cached("SELECT received FROM withdrawals WHERE hash = ?1")?;
    if let Some(received) = find.query_row([hash.as_slice()], |row| row.get(0)).optional()? {
        return Ok(TakenBack::Before { received });
    }
    let known = of(transaction, sid)?;
    let since = |purpose: &String| known.iter().find(|known| known.purpose == *purpose).map(|known| known.received);
    let since: Option<Vec<i64>> = purposes.iter().map(since).collect();
    if let Some(received) = since.and_then(|since| since.into_iter().max()) {
        return Ok(TakenBack::Before { received });
    }
    let mut insert = transaction.prepare_cached(
        "INSERT INTO withdrawals (sid, purposes, time, received, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let purposes = serde_json::Value::from(purposes.as_slice()).to_string();
    insert.execute(params![sid, purposes, time, received, hash.as_slice(), body])?;
    Ok(TakenBack::New { received })
}
