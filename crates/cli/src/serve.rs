//! `waxseal serve`: starts the receiver, which is a program of its own.

use std::env::{self, consts::EXE_SUFFIX};
use std::path::PathBuf;
use std::process::Command;

use crate::args::Serve;
use crate::error::{Failure, Outcome};

/// The program, as its file is called.
const RECEIVER: &str = "waxseal-receiver";

/// Names the program where it does not lie beside this one.
const VARIABLE: &str = "WAXSEAL_RECEIVER";

/// Becomes the receiver, where a process can; the options are the receiver's own.
pub fn run(args: &Serve) -> Result<Outcome, Failure> {
    let program = find()?;
    let mut command = Command::new(&program);
    command.args(&args.options);
    let error = hand_over(command);
    Err(Failure::io(format_args!("cannot start {}", program.display()), &error))
}

/// The same process goes on as the receiver: its pid, its signals, its outputs, its exit status. Returns only if it cannot.
#[cfg(unix)]
fn hand_over(mut command: Command) -> std::io::Error {
    use std::os::unix::process::CommandExt;
    // What its help calls it by.
    command.arg0("waxseal serve").exec()
}

/// Waits for the receiver and ends as it did. Returns only if it cannot be started.
#[cfg(not(unix))]
fn hand_over(mut command: Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(2)),
        Err(error) => error,
    }
}

/// The receiver beside this program, else the one that the environment names.
fn find() -> Result<PathBuf, Failure> {
    let beside = env::current_exe().ok().into_iter().flat_map(|own| {
        // It may have been called by a link; its own folder is where it was installed.
        let installed = own.canonicalize().unwrap_or_default();
        [own, installed].map(|own| own.with_file_name(format!("{RECEIVER}{EXE_SUFFIX}")))
    });
    let named = env::var_os(VARIABLE).map(PathBuf::from);
    beside.chain(named).find(|program| program.is_file()).ok_or_else(|| {
        Failure::new(format!("receiver-missing: there is no program {RECEIVER} beside this one"))
            .hint(format!("install it with `cargo install --locked --path crates/receiver`, or name it in {VARIABLE}"))
    })
}
