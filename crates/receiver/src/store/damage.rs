//! What can be wrong with a row: it was changed after it was kept, or its place on the disk was.

use std::fmt;

use rusqlite::ErrorCode;
use waxseal_core::{base64url_encode, envelope::EnvelopeError, withdrawal::WithdrawalError};

use super::StoreError;

/// A row that is not as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Which one.
    pub row: RowName,
    /// What is wrong with it.
    pub damage: Damage,
}

/// What a row is named by: ids, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowName {
    /// A policy, by its hash.
    Policy(String),
    /// A submission, by its id; `Err` with the row's number where the id cannot be read.
    Submission(Result<[u8; 16], i64>),
    /// The consent record of a submission.
    Record(Result<[u8; 16], i64>),
    /// A withdrawal, by the submission that it is about.
    Withdrawal(Result<[u8; 16], i64>),
}

impl RowName {
    /// The table that it lies in.
    pub const fn table(&self) -> &'static str {
        match self {
            Self::Policy(_) => "policies",
            Self::Submission(_) => "submissions",
            Self::Record(_) => "records",
            Self::Withdrawal(_) => "withdrawals",
        }
    }

    /// What the id is, `sid`, `mh` or `row`, and the id.
    pub fn id(&self) -> (&'static str, String) {
        match self {
            Self::Policy(mh) => ("mh", mh.clone()),
            Self::Submission(id) | Self::Record(id) | Self::Withdrawal(id) => match id {
                Ok(sid) => ("sid", base64url_encode(sid)),
                Err(number) => ("row", number.to_string()),
            },
        }
    }
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// SQLite cannot read it, or finds something else than the table may hold.
    Unreadable,
    /// Its bytes are not those whose hash was kept with them.
    Hash,
    /// Its bytes have their hash and are no envelope.
    Envelope(EnvelopeError),
    /// Its bytes have their hash and are no withdrawal.
    Withdrawal(WithdrawalError),
    /// The columns beside its bytes say something else than the bytes.
    Columns,
    /// The consent record is not the one in the envelope, or none.
    Record,
    /// There is no consent record with its `sid`.
    NoRecord,
    /// The policy that it was sealed under is not in the store.
    NoPolicy,
}

impl Damage {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Hash => "hash-mismatch",
            Self::Envelope(error) => error.code(),
            Self::Withdrawal(error) => error.code(),
            Self::Columns => "column-mismatch",
            Self::Record => "record-mismatch",
            Self::NoRecord => "record-missing",
            Self::NoPolicy => "policy-missing",
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => f.write_str("SQLite cannot read the row"),
            Self::Hash => f.write_str("the bytes are not those that were kept: their hash is another"),
            Self::Envelope(error) => write!(f, "the bytes are no envelope: {error}"),
            Self::Withdrawal(error) => write!(f, "the bytes are no withdrawal: {error}"),
            Self::Columns => f.write_str("the columns say something else than the bytes beside them"),
            Self::Record => f.write_str("the consent record is not the one that was sealed"),
            Self::NoRecord => f.write_str("the consent record is missing"),
            Self::NoPolicy => {
                f.write_str("its policy is missing; serve that policy from this store once, and it is there again")
            }
        }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, damage } = self;
        let (what, id) = row.id();
        write!(f, "{} {what} {id}: {}: {damage}", row.table(), damage.code())
    }
}

/// The error, as the damage of the row that was read if it is one.
pub(super) fn damaged(row: RowName, error: rusqlite::Error) -> StoreError {
    if is_damage(&error) { StoreError::Damaged(Damaged { row, damage: Damage::Unreadable }) } else { error.into() }
}

/// Whether the error is about what lies on the disk, so that another row may still be readable.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => {
            matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SystemIoFailure)
        }
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..) => true,
        _ => false,
    }
}
