//! The numbers of a table's rows, also of a table that is damaged.

use std::collections::{BTreeMap, VecDeque};

use rusqlite::Connection;

use super::{StoreError, damage::is_damage};

/// Numbers held at a time. Each page is a read of its own: a long export does not keep the write-ahead log from shrinking.
const PAGE: i64 = 64;

/// A row's number, and the `sid` in it if it can be read.
pub(super) type Id = (i64, Option<[u8; 16]>);

/// The rows of a table that has `id` and `sid`, in order. Those that arrive meanwhile come last.
#[derive(Debug)]
pub(super) struct Ids<'a> {
    db: &'a Connection,
    table: &'static str,
    after: i64,
    page: VecDeque<Id>,
    /// The page could not be read in order, and is all that could be found of the rest. Then a row that is listed and not
    /// there is damaged, not erased.
    pub(super) listed: bool,
    done: bool,
}

impl<'a> Ids<'a> {
    /// Those after the row `after`.
    pub(super) fn of(db: &'a Connection, table: &'static str, after: i64) -> Self {
        Self { db, table, after, page: VecDeque::new(), listed: false, done: false }
    }

    fn turn(&mut self) -> rusqlite::Result<()> {
        let Self { db, table, after, page, .. } = self;
        let sql = format!("SELECT id, sid FROM {table} NOT INDEXED WHERE id > ?1 ORDER BY id LIMIT ?2");
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query([*after, PAGE])?;
        while let Some(row) = rows.next()? {
            *after = row.get(0)?;
            page.push_back((*after, row.get(1).ok()));
        }
        Ok(())
    }

    /// What the index of `sid` and the readable ends of the table tell of the rest. In memory, all of it: a store is damaged
    /// once.
    fn list(&self) -> VecDeque<Id> {
        let Self { db, table, after, .. } = self;
        let mut found = BTreeMap::new();
        for sql in [
            format!("SELECT id, NULL FROM {table} NOT INDEXED WHERE id > ?1 ORDER BY id DESC"),
            format!("SELECT id, sid FROM {table} WHERE id > ?1 ORDER BY sid"),
            format!("SELECT id, sid FROM {table} WHERE id > ?1 ORDER BY sid DESC"),
        ] {
            let Ok(mut statement) = db.prepare(&sql) else { continue };
            let Ok(mut rows) = statement.query([after]) else { continue };
            // As far as it can be read.
            while let Ok(Some(row)) = rows.next() {
                let Ok(id) = row.get(0) else { continue };
                let sid = found.entry(id).or_insert(None);
                *sid = sid.or(row.get(1).ok());
            }
        }
        found.into_iter().collect()
    }
}

impl Iterator for Ids<'_> {
    type Item = Result<Id, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.is_empty() && !self.done {
            match self.turn() {
                Ok(()) => self.done = self.page.is_empty(),
                Err(error) if is_damage(&error) => {
                    let rest = self.list();
                    self.page.extend(rest);
                    (self.listed, self.done) = (true, true);
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(error.into()));
                }
            }
        }
        self.page.pop_front().map(Ok)
    }
}
