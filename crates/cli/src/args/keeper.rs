//! Looking after a store: checking it, copying it, putting a copy in its place.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

/// `waxseal store`.
#[derive(Debug, Subcommand)]
pub enum Store {
    /// Say whether a store holds what was kept, and copy what is whole of a damaged one
    #[command(after_help = "\
Examples:
  waxseal store check --store sqlite:waxseal.db
  waxseal store check --store sqlite:waxseal.db --salvage whole.db > damaged.jsonl

Compares every row with its hash and with what its bytes say, and lets SQLite check the file. Each damaged row is a line
{\"table\",\"sid\",\"code\"} on stdout (\"mh\" of a policy, \"row\" where the sid cannot be read) and words on stderr; the exit
status is 1 if anything is damaged. The server may go on meanwhile. Needs no key.")]
    Check(StoreCheck),
}

/// `waxseal store check`.
#[derive(Debug, Args)]
pub struct StoreCheck {
    /// Where submissions are kept
    #[arg(long, value_name = "URL")]
    pub store: String,
    /// Write what is whole into this new store
    #[arg(long, value_name = "FILE")]
    pub salvage: Option<PathBuf>,
}

/// `waxseal backup`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal backup --store sqlite:waxseal.db backup.db
  waxseal backup --store sqlite:waxseal.db \"backups/$(date -u +%FT%TZ).db\"

Copies the store as it is at one moment, while the server goes on, checks every row of the copy, and says on stderr how
many submissions it holds. If anything is damaged, it is told as `waxseal store check` does, no file is written, and the exit
status is 1. Nothing is overwritten. What is in a backup is sealed, as in the store. Do not copy the file of a store that is
in use by other means: what was committed last lies in a file beside it.")]
pub struct Backup {
    /// Where submissions are kept
    #[arg(long, value_name = "URL")]
    pub store: String,
    /// The backup to write
    pub file: PathBuf,
}

/// `waxseal restore`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").required(true).multiple(true).args(["store", "verify"]), after_help = "\
Examples:
  waxseal restore backup.db --verify                       (checks it and changes nothing)
  waxseal restore backup.db --store sqlite:waxseal.db
  waxseal restore backup.db --store sqlite:waxseal.db --log receiver.log > missing.jsonl

Checks the backup as `waxseal store check` does, and puts a copy of it in the place of a store that is gone: a store that is
there, or a log of it, is `store-exists` and stays. With --log, each submission and withdrawal that the log says is kept
and that is not in the backup is a line {\"sid\",\"time\",\"code\"} on stdout; the exit status is then 1.")]
pub struct Restore {
    /// The file that `waxseal backup` wrote
    pub backup: PathBuf,
    /// Where submissions are to be kept; nothing may be there
    #[arg(long, value_name = "URL")]
    pub store: Option<String>,
    /// Check the backup. Without --store that is all
    #[arg(long)]
    pub verify: bool,
    /// The log that the receiver wrote, to tell what came after the backup; stdin if it is -
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}
