//! Copying what is whole of a damaged store into a new one.

use rusqlite::{Connection, ToSql, Transaction, params, params_from_iter, types::Value};
use sha2::{Digest, Sha256};
use waxseal_core::envelope;

use super::{StoreError, Stored};

/// The two stores, and the one transaction that fills the new one.
pub(super) struct Salvage<'a> {
    from: &'a Connection,
    into: Transaction<'a>,
}

impl<'a> Salvage<'a> {
    pub(super) fn begin(from: &'a Connection, into: &'a Connection) -> Result<Self, StoreError> {
        // A row stays whole if the one that it refers to is lost; a check of the new store tells what is missing.
        into.pragma_update(None, "foreign_keys", "OFF")?;
        Ok(Self { from, into: into.unchecked_transaction()? })
    }

    /// Copies one row as it is.
    pub(super) fn copy(&self, table: &str, key: &str, value: &dyn ToSql) -> Result<(), StoreError> {
        let mut find = self.from.prepare_cached(&format!("SELECT * FROM {table} WHERE {key} = ?1"))?;
        let count = find.column_count();
        let row = find.query_row([value], |row| (0..count).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>())?;
        let places = vec!["?"; count].join(", ");
        let mut insert = self.into.prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))?;
        insert.execute(params_from_iter(row))?;
        Ok(())
    }

    /// Writes a submission whose envelope can be read: what the envelope says of itself is taken from it, and not from the
    /// columns and the record, which may be damaged.
    pub(super) fn submission(&self, number: i64, stored: &Stored) -> Result<(), StoreError> {
        let envelope = envelope::parse(&stored.body).expect("the check has read it");
        let sid = waxseal_core::base64url_decode(envelope.sid()).expect("an envelope's sid is base64url");
        let mut insert = self.into.prepare_cached(
            "INSERT INTO submissions (id, sid, form, revision, mh, received, hash, body, gpc)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (sid) DO NOTHING",
        )?;
        insert.execute(params![
            number,
            sid,
            envelope.form_id(),
            envelope.revision(),
            envelope.mh(),
            stored.received,
            Sha256::digest(&stored.body).as_slice(),
            stored.body,
            stored.gpc
        ])?;
        let mut insert = self
            .into
            .prepare_cached("INSERT INTO records (sid, record) VALUES (?1, ?2) ON CONFLICT (sid) DO NOTHING")?;
        insert.execute(params![sid, envelope.consent_json().as_bytes()])?;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), StoreError> {
        Ok(self.into.commit()?)
    }
}
