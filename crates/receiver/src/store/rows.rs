//! Reading many submissions in constant memory.

use std::collections::VecDeque;

use rusqlite::{Connection, Row};

use super::{StoreError, Stored, withdrawals};

/// Rows held at a time. Each page is a read of its own: a long export does not keep the write-ahead log from shrinking.
const PAGE: i64 = 64;

/// All submissions of a store, in the order of receipt. Those that arrive meanwhile come last.
#[derive(Debug)]
pub struct Submissions<'a> {
    db: &'a Connection,
    /// The `id` after which the next page starts.
    after: i64,
    page: VecDeque<Stored>,
    /// An error or the last row has been given out.
    done: bool,
}

impl<'a> Submissions<'a> {
    /// Those after the one with that `id`.
    pub(super) fn after(db: &'a Connection, after: i64) -> Self {
        Self { db, after, page: VecDeque::new(), done: false }
    }

    fn turn(&mut self) -> rusqlite::Result<()> {
        let mut statement = self.db.prepare_cached(
            "SELECT id, sid, form, revision, mh, received, body, gpc FROM submissions WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        for row in statement.query_map([self.after, PAGE], read)? {
            let (id, mut stored) = row?;
            stored.withdrawn = withdrawals::of(self.db, &stored.sid)?;
            self.after = id;
            self.page.push_back(stored);
        }
        Ok(())
    }
}

impl Iterator for Submissions<'_> {
    type Item = Result<Stored, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.is_empty() && !self.done {
            if let Err(error) = self.turn() {
                self.done = true;
                return Some(Err(error.into()));
            }
            self.done = self.page.is_empty();
        }
        self.page.pop_front().map(Ok)
    }
}

/// Reads `id, sid, form, revision, mh, received, body, gpc`.
fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Stored)> {
    let stored = Stored {
        sid: row.get(1)?,
        form: row.get(2)?,
        revision: row.get(3)?,
        mh: row.get(4)?,
        received: row.get(5)?,
        body: row.get(6)?,
        gpc: row.get(7)?,
        withdrawn: Vec::new(),
    };
    Ok((row.get(0)?, stored))
}
