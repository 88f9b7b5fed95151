//! Reading many submissions in constant memory.

use rusqlite::{Connection, OptionalExtension, Row};
use sha2::{Digest, Sha256};

use super::{
    StoreError, Stored,
    damage::{Damage, Damaged, RowName, damaged},
    ids::{Id, Ids},
    withdrawals,
};

/// All submissions of a store, in the order of receipt. Those that arrive meanwhile come last.
///
/// A row that is not as it was kept is [`StoreError::Damaged`], and the next one is read; after any other error nothing is.
#[derive(Debug)]
pub struct Submissions<'a> {
    db: &'a Connection,
    ids: Ids<'a>,
}

impl<'a> Submissions<'a> {
    /// Those after the one with that `id`.
    pub(super) fn after(db: &'a Connection, after: i64) -> Self {
        Self { db, ids: Ids::of(db, "submissions", after) }
    }

    /// The next row, without what was taken back of it. `None` if it was deleted meanwhile.
    pub(super) fn read(&self, (number, sid): Id) -> Result<Option<Stored>, StoreError> {
        let name = RowName::Submission(sid.ok_or(number));
        let found = row(self.db, number).map_err(|error| damaged(name.clone(), error))?;
        let damage = match found {
            Some((stored, hash)) if Sha256::digest(&stored.body)[..] == hash => return Ok(Some(stored)),
            Some(_) => Damage::Hash,
            None if self.ids.listed => Damage::Unreadable,
            None => return Ok(None),
        };
        Err(StoreError::Damaged(Damaged { row: name, damage }))
    }

    /// The next row's number.
    pub(super) fn next_id(&mut self) -> Option<Result<Id, StoreError>> {
        self.ids.next()
    }

    fn read_whole(&self, id: Id) -> Result<Option<Stored>, StoreError> {
        let Some(mut stored) = self.read(id)? else { return Ok(None) };
        stored.withdrawn = withdrawals::of(self.db, &stored.sid)?;
        Ok(Some(stored))
    }
}

impl Iterator for Submissions<'_> {
    type Item = Result<Stored, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let read = self.ids.next()?.and_then(|id| self.read_whole(id));
            if let Some(item) = read.transpose() {
                return Some(item);
            }
        }
    }
}

/// One submission and the hash that was kept with it.
fn row(db: &Connection, number: i64) -> rusqlite::Result<Option<(Stored, Vec<u8>)>> {
    let mut statement =
        db.prepare_cached("SELECT sid, form, revision, mh, received, body, gpc, hash FROM submissions WHERE id = ?1")?;
    let read = |row: &Row<'_>| {
        let stored = Stored {
            sid: row.get(0)?,
            form: row.get(1)?,
            revision: row.get(2)?,
            mh: row.get(3)?,
            received: row.get(4)?,
            body: row.get(5)?,
            gpc: row.get(6)?,
            withdrawn: Vec::new(),
        };
        Ok((stored, row.get(7)?))
    };
    statement.query_row([number], read).optional()
}
