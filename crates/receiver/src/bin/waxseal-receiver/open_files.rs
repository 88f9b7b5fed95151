//! A connection is an open file, and a process may have only so many: most systems start one with 1,024.

/// Raises the limit as far as the system lets, and says on stderr if it does not reach.
#[cfg(unix)]
pub fn allow(connections: usize) {
    use std::io::{self, Write};

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    /// The store, the log, files that are served.
    const OTHERS: u64 = 64;

    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // Where it cannot be raised, it stays as it was.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let wanted = connections as u64 + OTHERS;
    if let Some(current) = getrlimit(Resource::Nofile).current.filter(|current| *current < wanted) {
        // Nobody may be reading it.
        let _ = writeln!(
            io::stderr(),
            "warning: {connections} connections want {wanted} open files, and this process may have {current}; raise the \
             limit (LimitNOFILE= in a systemd unit), or lower --max-connections"
        );
    }
}

#[cfg(not(unix))]
pub fn allow(_connections: usize) {}
