//! What people took back: statements that are added and never changed.
//!
//! A statement is about one submission, yet it ends all that the person gave before it, also by submissions that the
//! receiver cannot tell are theirs. So it is kept again when anything came in since the last one.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, types::Type};
use sha2::{Digest, Sha256};

use super::{
    StoreError, TakenBack, Withdrawal, Withdrawn,
    damage::{Damage, Damaged, RowName, damaged},
    ids::Id,
};

/// The most entries that are read of one submission: a later one ends all that an earlier one does.
const MOST: u16 = 256;

/// What of a submission was taken back, in the order of receipt; the last [`MOST`] if there is more.
pub(super) fn of(db: &Connection, sid: &[u8; 16]) -> Result<Vec<Withdrawn>, StoreError> {
    let most = usize::from(MOST);
    let mut last = Vec::new();
    for Statement { purposes, reason, received, .. } in statements(db, sid)? {
        last.extend(purposes.into_iter().rev().map(|purpose| Withdrawn { purpose, received, reason: reason.clone() }));
        if last.len() >= most {
            break;
        }
    }
    last.truncate(most);
    last.reverse();
    Ok(last)
}

/// The statements about a submission, the last first; no more than [`MOST`].
pub(super) fn statements(db: &Connection, sid: &[u8; 16]) -> Result<Vec<Statement>, StoreError> {
    let numbers = numbers(db, sid).map_err(|error| damaged(RowName::Withdrawal(Ok(*sid)), error))?;
    numbers.into_iter().filter_map(|number| read(db, (number, Some(*sid))).transpose()).collect()
}

fn numbers(db: &Connection, sid: &[u8; 16]) -> rusqlite::Result<Vec<i64>> {
    let mut find = db.prepare_cached("SELECT id FROM withdrawals WHERE sid = ?1 ORDER BY id DESC LIMIT ?2")?;
    find.query_map(params![sid, MOST], |row| row.get(0))?.collect()
}

/// A statement as it lies in the table.
pub(super) struct Statement {
    pub(super) sid: [u8; 16],
    pub(super) signer: String,
    pub(super) purposes: Vec<String>,
    pub(super) reason: Option<String>,
    pub(super) time: String,
    pub(super) received: i64,
    pub(super) body: Vec<u8>,
}

/// Reads one, whose bytes have their hash. `None` if there is no such row.
pub(super) fn read(db: &Connection, (number, sid): Id) -> Result<Option<Statement>, StoreError> {
    let mut find = db.prepare_cached(
        "SELECT sid, signer, purposes, reason, time, received, body, hash FROM withdrawals WHERE id = ?1",
    )?;
    let row = |row: &Row<'_>| {
        let (purposes, hash): (String, Vec<u8>) = (row.get(2)?, row.get(7)?);
        let kept = Statement {
            sid: row.get(0)?,
            signer: row.get(1)?,
            purposes: serde_json::from_str(&purposes)
                .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, error.into()))?,
            reason: row.get(3)?,
            time: row.get(4)?,
            received: row.get(5)?,
            body: row.get(6)?,
        };
        Ok((kept, hash))
    };
    let name = RowName::Withdrawal(sid.ok_or(number));
    let found = find.query_row([number], row).optional().map_err(|error| damaged(name.clone(), error))?;
    match found {
        Some((kept, hash)) if Sha256::digest(&kept.body)[..] != hash => {
            Err(StoreError::Damaged(Damaged { row: name, damage: Damage::Hash }))
        }
        found => Ok(found.map(|(kept, _)| kept)),
    }
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
