//! What a receiver said it kept, by its log.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use waxseal_core::{base64url_decode, base64url_encode};
use waxseal_receiver::store::Sqlite;

use crate::error::{Failure, Outcome};
use crate::lines::{self, Line};
use crate::{output, store};

/// By how many seconds a line may be later than what it tells of: the answer comes after the commit, and is sent slowly.
const DELAY: i64 = 60;

/// One line of the log, of a request or an event.
#[derive(Deserialize)]
struct Entry {
    time: String,
    event: Option<String>,
    status: Option<u16>,
    code: Option<String>,
    sid: Option<String>,
}

/// An answer that said something is kept.
struct Answer {
    time: Timestamp,
    sid: [u8; 16],
    code: Code,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Code {
    Stored,
    StoredBefore,
    Withdrawn,
    WithdrawnBefore,
}

impl Code {
    const ALL: [Self; 4] = [Self::Stored, Self::StoredBefore, Self::Withdrawn, Self::WithdrawnBefore];

    const fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::StoredBefore => "stored-before",
            Self::Withdrawn => "withdrawn",
            Self::WithdrawnBefore => "withdrawn-before",
        }
    }
}

/// The answers in a log, in its order.
pub struct Answered(Vec<Answer>);

impl Answered {
    /// Reads the JSON lines of a receiver's log. What is none of them is counted and passed over.
    pub fn read(log: &Path) -> Result<Self, Failure> {
        let (mut answers, mut unread) = (Vec::new(), 0_u64);
        let mut lines = lines::of(Some(log))?;
        loop {
            let batch = lines.batch()?;
            if batch.is_empty() {
                break;
            }
            for (_, line) in batch {
                let Line::Text(text) = line else {
                    unread += 1;
                    continue;
                };
                match serde_json::from_slice(&text) {
                    Ok(entry) => answers.extend(answer(entry)),
                    Err(_) => unread += 1,
                }
            }
        }
        if unread > 0 {
            eprintln!("{}: {unread} lines are not of a receiver's log and were passed over", log.display());
        }
        Ok(Self(answers))
    }

    /// Prints which of them are not in the store, one JSON line for each.
    pub fn print_missing(&self, store: &Sqlite) -> Result<Outcome, Failure> {
        let mut told = HashSet::new();
        let mut withdrawals: HashMap<[u8; 16], Vec<i64>> = HashMap::new();
        let mut missing = 0_u64;
        for Answer { time, sid, code } in &self.0 {
            let is_kept = match code {
                Code::Stored | Code::StoredBefore => {
                    if !told.insert(sid) {
                        continue;
                    }
                    store.record(*sid).map_err(|error| store::failed(&error))?.is_some()
                }
                Code::Withdrawn | Code::WithdrawnBefore => {
                    if !withdrawals.contains_key(sid) {
                        let received = store.withdrawals(*sid).map_err(|error| store::failed(&error))?;
                        withdrawals.insert(*sid, received);
                    }
                    let kept = withdrawals.get_mut(sid).expect("it was put there above");
                    *code == Code::WithdrawnBefore && !kept.is_empty() || take(kept, time.as_second())
                }
            };
            if !is_kept {
                missing += 1;
                let sid = base64url_encode(sid);
                output::print(&json!({"sid": sid, "time": time.to_string(), "code": code.name()}).to_string())?;
            }
        }
        eprintln!("{}: {missing} answers in the log are about what is not in it", store.path().display());
        Ok(Outcome::of(missing))
    }
}

/// The answer that a line tells of, if it said that something is kept.
fn answer(Entry { time, event, status, code, sid }: Entry) -> Option<Answer> {
    if event.as_deref() == Some("log-dropped") {
        eprintln!("{time}: log-dropped: the log lacks lines, so that more may be missing than is told here");
    }
    let time = time.parse().ok()?;
    let code = Code::ALL.into_iter().find(|known| Some(known.name()) == code.as_deref())?;
    let sid = base64url_decode(&sid?)?.try_into().ok()?;
    status.is_some_and(|status| status < 400).then_some(Answer { time, sid, code })
}

/// Takes the withdrawal that was answered then out of those that are kept, each of which was answered once.
fn take(kept: &mut Vec<i64>, answered: i64) -> bool {
    let found = kept.iter().position(|received| (answered - DELAY..=answered + 1).contains(received));
    found.map(|at| kept.remove(at)).is_some()
}
