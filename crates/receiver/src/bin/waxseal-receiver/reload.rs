//! The policy files, read again at each SIGHUP and when one of them has changed.

use std::{
    fs, io,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use tokio::{
    sync::mpsc,
    task,
    time::{self, MissedTickBehavior},
};
use waxseal_receiver::Reload;

use crate::policies;

/// How often the files are looked at. Looking works on every file system, those of a network included.
const LOOK: Duration = Duration::from_secs(2);

/// By what a changed file is known: when it was written, and its size. `None` if there is no such file.
type Stamp = Option<(SystemTime, u64)>;

/// The policy files of the command line.
#[derive(Debug)]
pub struct Watched {
    files: Vec<PathBuf>,
    /// What was read last.
    read: Vec<Stamp>,
    /// What was there at the last look.
    seen: Vec<Stamp>,
}

impl Watched {
    /// As they are now. To be called before they are read: what is written meanwhile is then a change.
    pub fn new(files: Vec<PathBuf>) -> Self {
        let read = stamps(&files);
        Self { seen: read.clone(), files, read }
    }

    /// Whether the files have another content than what was read. A file may be half written, so it counts once it has not
    /// changed from one look to the next.
    fn has_changed(&mut self, now: Vec<Stamp>) -> bool {
        let rests = now == self.seen;
        self.seen = now;
        rests && self.seen != self.read
    }

    /// Reads them if `asked` to, or if they have changed.
    fn look(&mut self, asked: bool) -> Option<Reload> {
        let now = stamps(&self.files);
        if !self.has_changed(now) && !asked {
            return None;
        }
        self.read.clone_from(&self.seen);
        Some(policies::read_again(&self.files))
    }
}

/// Only of files: a pipe gives what it has once.
fn stamps(files: &[PathBuf]) -> Vec<Stamp> {
    let stamp = |file: &PathBuf| {
        let metadata = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
        Some((metadata.modified().ok()?, metadata.len()))
    };
    files.iter().map(stamp).collect()
}

/// Sends the policies each time that they are read again. Listens for the signal from the moment it is called.
pub fn reloads(mut watched: Watched) -> io::Result<mpsc::Receiver<Reload>> {
    let mut hangup = Hangup::listen()?;
    let (sender, reloads) = mpsc::channel(1);
    let mut looks = time::interval(LOOK);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    tokio::spawn(async move {
        loop {
            let asked = tokio::select! {
                () = hangup.recv() => true,
                _ = looks.tick() => false,
            };
            let look = task::spawn_blocking(move || {
                let reload = watched.look(asked);
                (watched, reload)
            });
            let Ok((back, reload)) = look.await else { break };
            watched = back;
            if let Some(reload) = reload
                && sender.send(reload).await.is_err()
            {
                break;
            }
        }
    });
    Ok(reloads)
}

/// SIGHUP, where there is such a signal.
struct Hangup {
    #[cfg(unix)]
    signal: tokio::signal::unix::Signal,
}

impl Hangup {
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { signal: signal(SignalKind::hangup())? })
    }

    #[cfg(unix)]
    async fn recv(&mut self) {
        if self.signal.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }

    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "listening for a signal can fail where there is one")]
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn recv(&mut self) {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_changed_once_it_is_no_longer_being_written() {
        let at = |second, size| vec![Some((SystemTime::UNIX_EPOCH + Duration::from_secs(second), size))];
        let mut watched = Watched { files: Vec::new(), read: at(1, 10), seen: at(1, 10) };
        for (now, expected) in [
            (at(1, 10), false),
            (at(2, 0), false),
            (at(2, 7), false),
            (at(3, 11), false),
            (at(3, 11), true),
            // Removed in between, and put back as it was read.
            (vec![None], false),
            (at(3, 11), false),
            (at(3, 11), false),
            // Gone for good is a change, too.
            (vec![None], false),
            (vec![None], true),
            (vec![None], false),
        ] {
            let changed = watched.has_changed(now.clone());
            assert_eq!(changed, expected, "{now:?}");
            if changed {
                watched.read = now;
            }
        }
    }
}
