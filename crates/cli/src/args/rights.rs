//! What people may ask for, and what a policy promises: erasing.

use std::path::PathBuf;

use clap::Args;

use crate::clock;

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
