//! Whether a store holds what was kept: every row compared with its hash, and with what its bytes say.

use rusqlite::{OptionalExtension, ToSql};
use waxseal_core::{
    base64url_decode,
    consent::Record,
    envelope::{self, Envelope},
    manifest, strict,
    withdrawal::{Signed, Signer},
};

use super::{
    Sqlite, StoreError, Stored,
    damage::{Damage, Damaged, RowName, damaged, is_damage},
    ids::{Id, Ids},
    rows::Submissions,
    salvage::Salvage,
    withdrawals::{self, Statement},
};

/// Something that is wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// One row.
    Row(Damaged),
    /// The file: in SQLite's words, which quote nothing of what lies in it.
    File(String),
}

/// What a check saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Submissions that are whole.
    pub submissions: u64,
    /// How much is wrong: rows, and faults of the file.
    pub findings: u64,
}

impl Sqlite {
    /// Whether a submission says what its columns say, and so do the withdrawals of it. The hash of its bytes was compared
    /// when it was read.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`], and [`StoreError::Sqlite`] if the withdrawals cannot be read.
    pub fn verify(&self, stored: &Stored) -> Result<Envelope, StoreError> {
        let damaged = |row, damage| StoreError::Damaged(Damaged { row, damage });
        let envelope = envelope_of(stored).map_err(|damage| damaged(RowName::Submission(Ok(stored.sid)), damage))?;
        for kept in withdrawals::statements(&self.db, &stored.sid)? {
            statement_of(&kept).map_err(|damage| damaged(RowName::Withdrawal(Ok(stored.sid)), damage))?;
        }
        Ok(envelope)
    }

    /// Checks the file and every row of it, as it is at this moment, and tells `found` what is wrong. A receiver may go on
    /// writing; its write-ahead log grows until the check ends.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sqlite`] if the store cannot be read for another reason than damage.
    pub fn check(&self, found: impl FnMut(&Finding)) -> Result<Checked, StoreError> {
        self.walk(None, found)
    }

    /// Checks as [`check`](Self::check) does, and copies what is whole into a new store.
    ///
    /// # Errors
    ///
    /// As [`check`](Self::check), and those of [`open`](Self::open) for the new store.
    pub fn salvage(&self, into: Self, found: impl FnMut(&Finding)) -> Result<Checked, StoreError> {
        let salvage = Salvage::begin(&self.db, &into.db)?;
        let checked = self.walk(Some(&salvage), found)?;
        salvage.finish()?;
        into.close()?;
        Ok(checked)
    }

    fn walk(&self, salvage: Option<&Salvage<'_>>, found: impl FnMut(&Finding)) -> Result<Checked, StoreError> {
        // One transaction: what comes meanwhile is not half seen.
        let _snapshot = self.db.unchecked_transaction()?;
        let mut walk = Walk { store: self, salvage, found, checked: Checked::default() };
        walk.file()?;
        for (table, step) in Walk::STEPS {
            let done = step(&mut walk);
            let cut_short = match &done {
                Err(StoreError::Corrupt) => true,
                Err(StoreError::Sqlite(error)) => is_damage(error),
                _ => false,
            };
            if cut_short {
                walk.tell(&Finding::File(format!("the table {table} cannot be read to its end")));
            } else {
                done?;
            }
        }
        Ok(walk.checked)
    }
}

struct Walk<'a, F> {
    store: &'a Sqlite,
    salvage: Option<&'a Salvage<'a>>,
    found: F,
    checked: Checked,
}

/// Goes through one table.
type Step<'a, F> = fn(&mut Walk<'a, F>) -> Result<(), StoreError>;

impl<'a, F: FnMut(&Finding)> Walk<'a, F> {
    /// A row comes after those that it refers to.
    const STEPS: [(&'static str, Step<'a, F>); 5] = [
        ("policies", Self::policies),
        ("records", Self::records),
        ("submissions", Self::submissions),
        ("withdrawals", Self::withdrawals),
        ("erasures", Self::erasures),
    ];

    fn tell(&mut self, finding: &Finding) {
        self.checked.findings += 1;
        (self.found)(finding);
    }

    /// Tells of damage; any other error ends the check.
    fn sound<T>(&mut self, result: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match result {
            Ok(sound) => Ok(Some(sound)),
            Err(StoreError::Damaged(damaged)) => {
                self.tell(&Finding::Row(damaged));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether there is such a row; also if the way to it cannot be read, which is a fault of the file.
    fn has(&self, sql: &str, key: &dyn ToSql) -> Result<bool, StoreError> {
        match self.store.db.prepare_cached(sql)?.exists([key]) {
            Err(error) if is_damage(&error) => Ok(true),
            found => Ok(found?),
        }
    }

    fn row(&mut self, row: RowName, damage: Damage) {
        self.tell(&Finding::Row(Damaged { row, damage }));
    }

    /// <https://www.sqlite.org/pragma.html#pragma_integrity_check>
    fn file(&mut self) -> Result<(), StoreError> {
        let messages = self.store.db.prepare("PRAGMA integrity_check").and_then(|mut statement| {
            statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
        });
        match messages {
            Ok(messages) => {
                // A message may be several lines.
                let lines = messages.iter().flat_map(|message| message.lines());
                for line in lines.filter(|line| *line != "ok") {
                    self.tell(&Finding::File(line.to_owned()));
                }
            }
            Err(error) if is_damage(&error) => self.tell(&Finding::File(error.to_string())),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    fn policies(&mut self) -> Result<(), StoreError> {
        let mut statement = self.store.db.prepare("SELECT mh, bytes FROM policies ORDER BY mh")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (mh, bytes): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
            if let Some(salvage) = self.salvage {
                // Damaged, too: what was sealed under it is whole all the same, and serving it mends it.
                salvage.copy("policies", "mh", &mh)?;
            }
            if manifest::hash(&bytes).to_string() != mh {
                self.row(RowName::Policy(mh), Damage::Hash);
            }
        }
        Ok(())
    }

    fn records(&mut self) -> Result<(), StoreError> {
        for id in Ids::of(&self.store.db, "records", 0) {
            let record = self.record(id?);
            if let (Some(Some(number)), Some(salvage)) = (self.sound(record)?, self.salvage) {
                salvage.copy("records", "id", &number)?;
            }
        }
        Ok(())
    }

    /// The number of a record that is the one in its envelope, if that is still there. `None` if it is gone.
    fn record(&self, (number, sid): Id) -> Result<Option<i64>, StoreError> {
        let db = &self.store.db;
        let name = RowName::Record(sid.ok_or(number));
        let mut find = db.prepare_cached("SELECT sid, record FROM records WHERE id = ?1")?;
        let row = find.query_row([number], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Vec<u8>>(1)?)));
        let row = row.optional().map_err(|error| damaged(name.clone(), error))?;
        let Some((sid, record)) = row else { return Ok(None) };
        // A submission that cannot be read is told of by itself.
        let mut find = db.prepare_cached("SELECT body FROM submissions WHERE sid = ?1")?;
        let body: Option<Vec<u8>> = find.query_row([sid], |row| row.get(0)).ok();
        let sealed = body.and_then(|body| envelope::parse(&body).ok());
        let whole = match sealed {
            Some(envelope) => envelope.consent_json().as_bytes() == record,
            None => strict::from_slice::<Record>(&record).is_ok_and(|record| is_id(&record.sid, sid)),
        };
        if whole { Ok(Some(number)) } else { Err(StoreError::Damaged(Damaged { row: name, damage: Damage::Record })) }
    }

    fn submissions(&mut self) -> Result<(), StoreError> {
        let mut rows = Submissions::after(&self.store.db, 0);
        while let Some(id) = rows.next_id() {
            let (number, name) = id?;
            let read = rows.read((number, name));
            let Some(Some(stored)) = self.sound(read)? else { continue };
            let name = RowName::Submission(Ok(stored.sid));
            let columns = match envelope_of(&stored) {
                Ok(_) => true,
                Err(Damage::Columns) => false,
                Err(damage) => {
                    self.row(name, damage);
                    continue;
                }
            };
            if let Some(salvage) = self.salvage {
                salvage.submission(number, &stored)?;
            }
            if !columns {
                self.row(name, Damage::Columns);
            } else if !self.has("SELECT 1 FROM policies WHERE mh = ?1", &stored.mh)? {
                self.row(name, Damage::NoPolicy);
            } else if !self.has("SELECT 1 FROM records WHERE sid = ?1", &stored.sid)? {
                self.row(name, Damage::NoRecord);
            } else {
                self.checked.submissions += 1;
            }
        }
        Ok(())
    }

    fn withdrawals(&mut self) -> Result<(), StoreError> {
        for id in Ids::of(&self.store.db, "withdrawals", 0) {
            let (number, sid) = id?;
            let read = withdrawals::read(&self.store.db, (number, sid));
            let Some(Some(kept)) = self.sound(read)? else { continue };
            let name = RowName::Withdrawal(Ok(kept.sid));
            if let Err(damage) = statement_of(&kept) {
                self.row(name, damage);
                continue;
            }
            if let Some(salvage) = self.salvage {
                salvage.copy("withdrawals", "id", &number)?;
            }
            if !self.has("SELECT 1 FROM records WHERE sid = ?1", &kept.sid)? {
                self.row(name, Damage::NoRecord);
            }
        }
        Ok(())
    }

    fn erasures(&mut self) -> Result<(), StoreError> {
        let mut statement = self.store.db.prepare("SELECT sid FROM erasures ORDER BY sid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let sid: [u8; 16] = row.get(0)?;
            if let Some(salvage) = self.salvage {
                salvage.copy("erasures", "sid", &sid)?;
            }
        }
        Ok(())
    }
}

/// The envelope, which says what the columns say.
fn envelope_of(stored: &Stored) -> Result<Envelope, Damage> {
    let envelope = envelope::parse(&stored.body).map_err(Damage::Envelope)?;
    let same = is_id(envelope.sid(), stored.sid)
        && envelope.form_id() == stored.form
        && envelope.revision() == stored.revision
        && envelope.mh() == stored.mh;
    if same { Ok(envelope) } else { Err(Damage::Columns) }
}

/// The statement, which says what the columns say.
fn statement_of(kept: &Statement) -> Result<(), Damage> {
    let Signed { withdrawal, signer, .. } = Signed::read(&kept.body).map_err(Damage::Withdrawal)?;
    let signer = match signer {
        Signer::Holder => "holder",
        Signer::Owner => "owner",
    };
    let same = is_id(&withdrawal.sid, kept.sid)
        && (withdrawal.purposes, withdrawal.reason) == (kept.purposes.clone(), kept.reason.clone())
        && withdrawal.time == kept.time
        && signer == kept.signer;
    if same { Ok(()) } else { Err(Damage::Columns) }
}

fn is_id(text: &str, sid: [u8; 16]) -> bool {
    base64url_decode(text).is_some_and(|bytes| bytes == sid)
}
