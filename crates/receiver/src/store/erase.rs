//! Erasing: the sealed body goes, its bytes too; the consent record stays, which says nothing about who it is.

use rusqlite::{OptionalExtension, TransactionBehavior, params};

use super::{Sqlite, StoreError};

/// What became of a submission that was to be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// It is erased now.
    New {
        /// When, in seconds since 1970.
        erased: i64,
    },
    /// It was erased before.
    Before {
        /// When, in seconds since 1970.
        erased: i64,
    },
    /// There never was one.
    Unknown,
}

impl Sqlite {
    /// Erases the bodies of these submissions in one commit, also while a receiver writes, and says of each what became of it.
    /// SQLite overwrites them with zeros. What was written of them to the write-ahead log stays there until
    /// [`clear_log`](Self::clear_log).
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`]: nothing was erased. [`StoreError::Moved`]: it was erased where nobody will find it.
    pub fn erase(&mut self, sids: &[[u8; 16]], now: i64) -> Result<Vec<Erased>, StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut erased = Vec::with_capacity(sids.len());
        for sid in sids {
            let mut delete = transaction.prepare_cached("DELETE FROM submissions WHERE sid = ?1")?;
            if delete.execute([sid])? > 0 {
                let mut tell = transaction.prepare_cached("INSERT INTO erasures (sid, erased) VALUES (?1, ?2)")?;
                tell.execute(params![sid, now])?;
                erased.push(Erased::New { erased: now });
                continue;
            }
            let mut find = transaction.prepare_cached("SELECT erased FROM erasures WHERE sid = ?1")?;
            let before: Option<i64> = find.query_row([sid], |row| row.get(0)).optional()?;
            erased.push(before.map_or(Erased::Unknown, |erased| Erased::Before { erased }));
        }
        transaction.commit()?;
        self.check_place()?;
        Ok(erased)
    }

    /// Whether there is such a submission: one that was erased is none.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn has(&self, sid: [u8; 16]) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM submissions WHERE sid = ?1")?.exists([sid])?)
    }

    /// Moves everything from the write-ahead log into the file and empties the log, so that no older state of a page is left
    /// there. `false` if somebody else reads or writes all the while: then it can be tried again later.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`].
    pub fn clear_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, fs};

    use super::*;
    use crate::store::{Kept, Sealed, tests::open};

    /// A body of so many bytes that no other body has, nor any piece of it.
    fn sealed(number: u8, length: usize) -> Sealed {
        let body: Vec<u8> = (0..length).flat_map(|at| format!("<{number}:{at}>").into_bytes()).take(length).collect();
        let record = format!("record {number}").into_bytes();
        Sealed { sid: [number; 16], form: "signup".into(), revision: 1, mh: "mh".into(), record, body, gpc: false }
    }

    /// Of which of them any 24 bytes lie in the store's files.
    fn left(folder: &std::path::Path, all: &[Sealed]) -> Vec<u8> {
        let files: Vec<Vec<u8>> =
            fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
        let pieces: HashSet<&[u8]> = files.iter().flat_map(|bytes| bytes.windows(24)).collect();
        let is_left = |one: &&Sealed| one.body.windows(24).any(|piece| pieces.contains(piece));
        all.iter().filter(is_left).map(|one| one.sid[0]).collect()
    }

    #[test]
    fn no_piece_of_an_erased_body_is_left_in_the_files_of_a_store_that_is_in_use() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("waxseal.db");
        let mut receiver = open(&path);
        // In a page of the table, across its end, and on pages of its own.
        let lengths = [100, 700, 2000, 3900, 4100, 9000];
        let all: Vec<Sealed> = (0..30).map(|number| sealed(number, lengths[usize::from(number) % 6])).collect();
        for one in &all {
            receiver.insert(&[one], 10).unwrap();
        }
        assert_eq!(left(dir.path(), &all), (0..30).collect::<Vec<_>>());

        let sids: Vec<[u8; 16]> = all.iter().map(|one| one.sid).filter(|sid| sid[0] % 4 == 1).collect();
        let mut other = Sqlite::open(&path).unwrap();
        assert_eq!(other.erase(&sids, 20).unwrap(), vec![Erased::New { erased: 20 }; sids.len()]);
        assert!(other.clear_log().unwrap());

        let others: Vec<u8> = (0..30).filter(|number| number % 4 != 1).collect();
        assert_eq!(left(dir.path(), &all), others);
        let kept: Vec<u8> = receiver.submissions().map(|stored| stored.unwrap().sid[0]).collect();
        assert_eq!(kept, others);
    }

    #[test]
    fn what_was_erased_is_told_once_stays_proven_and_does_not_come_back() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = open(&dir.path().join("waxseal.db"));
        let one = sealed(1, 500);
        store.insert(&[&one], 10).unwrap();
        assert!(store.has([1; 16]).unwrap());
        assert_eq!(store.erase(&[[1; 16], [2; 16]], 20).unwrap(), [Erased::New { erased: 20 }, Erased::Unknown]);
        assert_eq!(store.erase(&[[1; 16]], 30).unwrap(), [Erased::Before { erased: 20 }]);
        assert!(!store.has([1; 16]).unwrap());
        assert_eq!(store.record([1; 16]).unwrap(), Some(b"record 1".to_vec()));
        assert_eq!(store.insert(&[&one], 40).unwrap(), [Kept::Conflict]);
    }

    #[test]
    fn while_somebody_reads_the_log_is_not_cleared_and_that_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("waxseal.db");
        let mut store = open(&path);
        store.db.busy_timeout(std::time::Duration::from_millis(10)).unwrap();
        store.insert(&[&sealed(1, 500)], 10).unwrap();
        let reader = Sqlite::open_read_only(&path).unwrap();
        let snapshot = reader.db.unchecked_transaction().unwrap();
        assert_eq!(reader.count().unwrap(), 1);
        store.erase(&[[1; 16]], 20).unwrap();
        assert!(!store.clear_log().unwrap());
        drop(snapshot);
        assert!(store.clear_log().unwrap());
    }
}
