//! One thread that writes, and commits many submissions at once.
//!
//! A commit waits for the disk, so that one commit per submission is slow. A lone submission is committed at once; those
//! that arrive meanwhile share the next commit. Each is answered after its own.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, SyncSender, TrySendError},
    },
    thread,
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use super::{Kept, KnownPolicy, Sealed, Sqlite, StoreError, TakenBack, Withdrawal};
use crate::{clock, metrics::Histogram};

/// How long a commit shows that writing works: no probe writes sooner after it.
const FRESH: Duration = Duration::from_secs(10);

/// The most submissions in one commit.
const BATCH: usize = 128;

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What waits for the same thing to be done, and who for.
type Waiting<T, A> = Vec<(T, Answer<A>)>;

enum Job {
    Insert(Sealed, Answer<Kept>),
    Withdraw(Withdrawal, Answer<TakenBack>),
    Record([u8; 16], Answer<Option<Vec<u8>>>),
    Remember(Vec<KnownPolicy>, Answer<Vec<KnownPolicy>>),
    Probe(Answer<()>),
    Close(Answer<()>),
}

/// The way to the thread that writes.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    jobs: SyncSender<Job>,
    load: Arc<Load>,
}

/// What the thread has to do.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// How long commits took.
    pub(crate) commits: Histogram,
    waiting: AtomicU64,
    full: AtomicBool,
}

impl Load {
    /// How many wait for it.
    pub(crate) fn waiting(&self) -> u64 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Whether the store had reached its quota when it was last written to or probed.
    pub(crate) fn is_full(&self) -> bool {
        self.full.load(Ordering::Relaxed)
    }

    /// A store that cannot say keeps nothing for another reason.
    fn measure(&self, sqlite: &Sqlite) {
        self.full.store(sqlite.is_full().unwrap_or(false), Ordering::Relaxed);
    }
}

impl Writer {
    /// Starts the thread. At most `queue` jobs wait for it.
    pub(crate) fn start(sqlite: Sqlite, queue: usize) -> Self {
        let (jobs, inbox) = mpsc::sync_channel(queue);
        let load = Arc::new(Load::default());
        load.measure(&sqlite);
        let shared = load.clone();
        thread::spawn(move || run(sqlite, &inbox, &shared));
        Self { jobs, load }
    }

    pub(crate) fn load(&self) -> &Load {
        &self.load
    }

    pub(crate) async fn insert(&self, sealed: Sealed) -> Result<Kept, StoreError> {
        self.ask(|answer| Job::Insert(sealed, answer)).await
    }

    pub(crate) async fn withdraw(&self, withdrawal: Withdrawal) -> Result<TakenBack, StoreError> {
        self.ask(|answer| Job::Withdraw(withdrawal, answer)).await
    }

    /// By the thread that writes: it has the file open, and few ask.
    pub(crate) async fn record(&self, sid: [u8; 16]) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|answer| Job::Record(sid, answer)).await
    }

    /// Gives every policy that the store knows then.
    pub(crate) async fn remember(&self, policies: Vec<KnownPolicy>) -> Result<Vec<KnownPolicy>, StoreError> {
        self.ask_patiently(|answer| Job::Remember(policies, answer)).await
    }

    pub(crate) async fn probe(&self) -> Result<(), StoreError> {
        self.ask(Job::Probe).await
    }

    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        self.ask_patiently(Job::Close).await
    }

    /// Waits for a place in the queue, however full it is.
    async fn ask_patiently<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        let (jobs, job) = (self.jobs.clone(), job(answer));
        let sent = tokio::task::spawn_blocking(move || jobs.send(job).is_ok()).await;
        match sent {
            Ok(true) => answered.await.unwrap_or(Err(StoreError::Closed)),
            _ => Err(StoreError::Closed),
        }
    }

    async fn ask<T>(&self, job: impl FnOnce(Answer<T>) -> Job) -> Result<T, StoreError> {
        let (answer, answered) = oneshot::channel();
        self.load.waiting.fetch_add(1, Ordering::Relaxed);
        if let Err(error) = self.jobs.try_send(job(answer)) {
            self.load.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(match error {
                TrySendError::Full(_) => StoreError::Full,
                TrySendError::Disconnected(_) => StoreError::Closed,
            });
        }
        answered.await.unwrap_or(Err(StoreError::Closed))
    }
}

/// What one round of the thread does.
#[derive(Default)]
struct Batch {
    submissions: Waiting<Sealed, Kept>,
    withdrawals: Waiting<Withdrawal, TakenBack>,
    records: Waiting<[u8; 16], Option<Vec<u8>>>,
    policies: Waiting<Vec<KnownPolicy>, Vec<KnownPolicy>>,
    probes: Vec<Answer<()>>,
    close: Option<Answer<()>>,
}

impl Batch {
    fn add(&mut self, job: Job) {
        match job {
            Job::Insert(sealed, answer) => self.submissions.push((sealed, answer)),
            Job::Withdraw(withdrawal, answer) => self.withdrawals.push((withdrawal, answer)),
            Job::Record(sid, answer) => self.records.push((sid, answer)),
            Job::Remember(policies, answer) => self.policies.push((policies, answer)),
            Job::Probe(answer) => self.probes.push(answer),
            Job::Close(answer) => self.close = Some(answer),
        }
    }

    /// How many of its jobs were counted as waiting: those that requests wait for.
    fn counted(&self) -> u64 {
        let Self { submissions, withdrawals, records, probes, policies: _, close: _ } = self;
        (submissions.len() + withdrawals.len() + records.len() + probes.len()) as u64
    }

    /// The first job and all that wait behind it.
    fn gather(first: Job, inbox: &Receiver<Job>) -> Self {
        let mut batch = Self::default();
        batch.add(first);
        while batch.submissions.len() + batch.withdrawals.len() < BATCH && batch.close.is_none() {
            match inbox.try_recv() {
                Ok(job) => batch.add(job),
                Err(_) => break,
            }
        }
        batch
    }
}

fn run(mut sqlite: Sqlite, inbox: &Receiver<Job>, load: &Load) {
    // When the last commit succeeded, if no later one failed.
    let mut worked = None;
    while let Ok(first) = inbox.recv() {
        let batch = Batch::gather(first, inbox);
        load.waiting.fetch_sub(batch.counted(), Ordering::Relaxed);
        commit(batch.submissions, &mut worked, load, |submissions| sqlite.insert(submissions, clock::now()));
        commit(batch.withdrawals, &mut worked, load, |withdrawals| sqlite.withdraw(withdrawals, clock::now()));
        for (sid, answer) in batch.records {
            // Nobody may be waiting any more; that is no error here or below.
            let _ = answer.send(sqlite.record(sid));
        }
        for (policies, answer) in batch.policies {
            let _ = answer.send(remember(&mut sqlite, &policies));
        }
        load.measure(&sqlite);
        if !batch.probes.is_empty() {
            let result = probe(&mut sqlite, &mut worked);
            for answer in batch.probes {
                let _ = answer.send(result.clone());
            }
        }
        if let Some(answer) = batch.close {
            let _ = answer.send(sqlite.close());
            return;
        }
    }
}

fn remember(sqlite: &mut Sqlite, policies: &[KnownPolicy]) -> Result<Vec<KnownPolicy>, StoreError> {
    policies.iter().try_for_each(|policy| sqlite.remember_policy(policy))?;
    sqlite.policies()
}

/// Whether the store can be written to, found out without a write if a commit has just shown it.
fn probe(sqlite: &mut Sqlite, worked: &mut Option<Instant>) -> Result<(), StoreError> {
    if worked.is_some_and(|at| at.elapsed() < FRESH) {
        return sqlite.check_place();
    }
    let result = sqlite.probe();
    *worked = result.is_ok().then(Instant::now);
    result
}

/// Writes all that came in one commit, and tells each what became of it.
fn commit<T, A>(
    jobs: Waiting<T, A>,
    worked: &mut Option<Instant>,
    load: &Load,
    write: impl FnOnce(&[&T]) -> Result<Vec<A>, StoreError>,
) {
    if jobs.is_empty() {
        return;
    }
    let what: Vec<&T> = jobs.iter().map(|(what, _)| what).collect();
    let start = Instant::now();
    let done = write(&what);
    load.commits.add(start.elapsed());
    *worked = done.is_ok().then(Instant::now);
    match done {
        Ok(done) => {
            for ((_, answer), done) in jobs.into_iter().zip(done) {
                let _ = answer.send(Ok(done));
            }
        }
        Err(error) => {
            for (_, answer) in jobs {
                let _ = answer.send(Err(error.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::open;

    fn store(dir: &tempfile::TempDir) -> Sqlite {
        open(&dir.path().join("waxseal.db"))
    }

    fn sealed(number: u8) -> Sealed {
        let (form, mh, body) = ("signup".into(), "mh".into(), vec![number]);
        Sealed { sid: [number; 16], form, revision: 1, mh, record: body.clone(), body, gpc: false }
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
