//! What people may ask for, and what a policy promises: access and erasing.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

use super::Unlock;
use crate::clock;

/// What is printed of a person's submissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AccessFormat {
    /// One document with all that there is
    #[default]
    Json,
    /// One page, in the language in which the person was addressed
    Html,
    /// The ids, for `waxseal erase`
    Sids,
}

/// `waxseal person`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("who").required(true).args(["email", "phone"]), after_help = "\
Examples:
  waxseal export --store sqlite:waxseal.db | waxseal person -k waxseal.key --email ada@example.com --as html > answer.html
  waxseal person -k waxseal.key --phone +442079460958 sealed.jsonl
  waxseal person -k waxseal.key --email ada@example.com --as sids sealed.jsonl | waxseal erase --store sqlite:waxseal.db

Prints every submission in which the address or number stands in any field, however it was written: what was sent, what was
shown and decided, and what was taken back. With that you answer a request for access; be sure first that it is theirs. The
exit status is 1 if there is none, or if a line does not open.")]
pub struct Access {
    /// The secret key file; may be repeated
    #[arg(short, long, value_name = "NAME", required = true)]
    pub key: Vec<PathBuf>,
    /// The person's e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// The person's telephone number, with its country: +442079460958
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// What to print
    #[arg(long = "as", value_enum, default_value_t, value_name = "FORMAT")]
    pub format: AccessFormat,
    /// Lines of `waxseal export`, or bare envelopes; stdin if left out
    pub file: Option<PathBuf>,
    /// Refuse what was sealed under another policy than this one, or whose record says something else; may be repeated
    #[arg(long, value_name = "FILE")]
    pub policy: Vec<PathBuf>,
    #[command(flatten)]
    pub unlock: Unlock,
}

/// `waxseal erase`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal erase --store sqlite:waxseal.db --sid Ei9Yir4ShwhGziZuWXz_uQ >> erased.jsonl
  waxseal erase --store sqlite:waxseal.db --dry-run sids.jsonl
  waxseal erase --store sqlite:waxseal.db erased.jsonl     (after a backup was restored: what was erased since goes again)

Removes the sealed body and overwrites its bytes in the store, while the server goes on. The consent record stays, which says
nothing about who it is, and so do withdrawals: the proof outlives the data, and the same submission does not come back. Each
erased submission is a line {\"sid\",\"erased\":SECONDS} on stdout, with \"before\":true if it was gone already: keep these lines
as the journal. Backups that were made earlier still hold the body. Needs no key. If a line cannot be read, nothing is erased.")]
pub struct Erase {
    /// Where submissions are kept
    #[arg(long, value_name = "URL")]
    pub store: String,
    /// The submission's id, as `waxseal open` prints it; may be repeated
    #[arg(long, value_name = "SID", conflicts_with = "file", allow_hyphen_values = true)]
    pub sid: Vec<String>,
    /// Say what would be erased, and erase nothing
    #[arg(long)]
    pub dry_run: bool,
    /// JSON lines with `sid`; stdin if left out
    pub file: Option<PathBuf>,
}

/// `waxseal purge`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal purge --store sqlite:waxseal.db --dry-run
  waxseal purge --store sqlite:waxseal.db --dry-run --at \"$(date -u -d tomorrow +%F)\"     (what goes tomorrow)
  waxseal purge --store sqlite:waxseal.db >> erased.jsonl

Erases, as `waxseal erase` does, each submission that no purpose lets you keep any longer: `retention` in the policy that it was
sealed under, counted from the receipt (`collection`) or from the withdrawal. While a purpose that was agreed to counts from
anything else, or was not taken back, the submission stays. Needs no key; run it once a day.")]
pub struct Purge {
    /// Where submissions are kept
    #[arg(long, value_name = "URL")]
    pub store: String,
    /// Say what would be erased, and erase nothing
    #[arg(long)]
    pub dry_run: bool,
    /// With --dry-run: by this time, seconds since 1970, 2026-11-23 or 2026-11-23T10:00:00Z
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    pub at: Option<u64>,
}
