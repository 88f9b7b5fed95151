//! One thread that writes, and commits many submissions at once.
//!
//! A commit waits for the disk, so that one commit per submission is slow. Submissions that arrive within
//! [`WINDOW`] share one; each is answered after it.

use std::{
    sync::mpsc::{self, Receiver, SyncSender, TrySendError},
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use tokio::sync::oneshot;

use super::{Kept, Sealed, Sqlite, StoreError};

/// How long the first submission of a batch waits for others.
const WINDOW: Duration = Duration::from_millis(5);

/// The most submissions in one commit.
const BATCH: usize = 128;

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

enum Job {
    Insert(Sealed, Answer<Kept>),
    Probe(Answer<()>),
    Close(Answer<()>),
}

/// The way to the thread that writes.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    jobs: SyncSender<Job>,
}

impl Writer {
    /// Starts the thread. At most `queue` jobs wait for it.
    pub(crate) fn start(sqlite: Sqlite, queue: usize) -> Self {
        let (jobs, inbox) = mpsc::sync_channel(queue);
        thread::spawn(move || run(sqlite, &inbox));
        Self { jobs }
    }

    pub(crate) async fn insert(&self, sealed: Sealed) -> Result<Kept, StoreError> {
        self.ask(|answer| Job::Insert(sealed, answer)).await
    }

    pub(crate) async fn probe(&self) -> Result<(), StoreError> {
        self.ask(Job::Probe).await
    }

    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        let (answer, closed) = oneshot::channel();
        let jobs = self.jobs.clone();
        // Waits for a place in the queue, however full it is.
        let sent = tokio::task::spawn_blocking(move || jobs.send(Job::Close(answer)).is_ok()).await;
        match sent {
            Ok(true) => closed.await.unwrap_or(Err(StoreError::Closed)),
            _ => Err(StoreError::Closed),
        }
    }

    async fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.jobs.try_send(job(answer)).map_err(|error| match error {
            TrySendError::Full(_) => StoreError::Full,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        answered.await.unwrap_or(Err(StoreError::Closed))
    }
}

/// What one round of the thread does.
#[derive(Default)]
struct Batch {
    submissions: Vec<(Sealed, Answer<Kept>)>,
    probes: Vec<Answer<()>>,
    close: Option<Answer<()>>,
}

impl Batch {
    fn add(&mut self, job: Job) {
        match job {
            Job::Insert(sealed, answer) => self.submissions.push((sealed, answer)),
            Job::Probe(answer) => self.probes.push(answer),
            Job::Close(answer) => self.close = Some(answer),
        }
    }

    fn gather(first: Job, inbox: &Receiver<Job>) -> Self {
        let mut batch = Self::default();
        let until = Instant::now() + WINDOW;
        batch.add(first);
        while batch.submissions.len() < BATCH && batch.close.is_none() {
            match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(job) => batch.add(job),
                Err(_) => break,
            }
        }
        batch
    }
}

fn run(mut sqlite: Sqlite, inbox: &Receiver<Job>) {
    while let Ok(first) = inbox.recv() {
        let batch = Batch::gather(first, inbox);
        commit(&mut sqlite, batch.submissions);
        if !batch.probes.is_empty() {
            let result = sqlite.probe();
            for answer in batch.probes {
                // Nobody may be waiting any more; that is no error here or below.
                let _ = answer.send(result.clone());
            }
        }
        if let Some(answer) = batch.close {
            let _ = answer.send(sqlite.close());
            return;
        }
    }
}

fn commit(sqlite: &mut Sqlite, submissions: Vec<(Sealed, Answer<Kept>)>) {
    if submissions.is_empty() {
        return;
    }
    let sealed: Vec<&Sealed> = submissions.iter().map(|(sealed, _)| sealed).collect();
    match sqlite.insert(&sealed, now()) {
        Ok(kept) => {
            for ((_, answer), kept) in submissions.into_iter().zip(kept) {
                let _ = answer.send(Ok(kept));
            }
        }
        Err(error) => {
            for (_, answer) in submissions {
                let _ = answer.send(Err(error.clone()));
            }
        }
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::KnownPolicy;

    fn store(dir: &tempfile::TempDir) -> Sqlite {
        let mut store = Sqlite::open(&dir.path().join("waxseal.db")).unwrap();
        store.remember_policy(&KnownPolicy { mh: "mh".into(), bytes: b"{}".to_vec(), first_seen: 1 }).unwrap();
        store
    }

    fn sealed(number: u8) -> Sealed {
        Sealed { sid: [number; 16], form: "signup".into(), revision: 1, mh: "mh".into(), body: vec![number] }
    }

    #[tokio::test]
    async fn closing_writes_what_waits_and_refuses_what_comes_later() {
        let dir = tempfile::tempdir().unwrap();
        let writer = Writer::start(store(&dir), 256);
        let waiting: Vec<_> = (0..200)
            .map(|number| {
                let writer = writer.clone();
                tokio::spawn(async move { writer.insert(sealed(number)).await })
            })
            .collect();
        for answer in waiting {
            assert!(matches!(answer.await.unwrap(), Ok(Kept::New { .. })));
        }
        writer.probe().await.unwrap();
        writer.close().await.unwrap();
        assert_eq!(writer.insert(sealed(201)).await.unwrap_err().code(), "store-closed");
        assert_eq!(Sqlite::open_read_only(&dir.path().join("waxseal.db")).unwrap().count().unwrap(), 200);
    }

    #[tokio::test]
    async fn a_failed_commit_is_told_to_everybody_in_it_and_the_next_works() {
        let dir = tempfile::tempdir().unwrap();
        let writer = Writer::start(store(&dir), 256);
        // An unknown policy breaks the foreign key, and with it the whole commit.
        let broken = Sealed { mh: "unknown".into(), ..sealed(1) };
        let (first, second) = tokio::join!(writer.insert(broken), writer.insert(sealed(2)));
        assert_eq!(first.unwrap_err().code(), "store-unavailable");
        assert_eq!(second.unwrap_err().code(), "store-unavailable");
        assert!(matches!(writer.insert(sealed(2)).await, Ok(Kept::New { .. })));
    }
}
