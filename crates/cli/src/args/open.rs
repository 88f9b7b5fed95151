//! Opening submissions, and what is shown of them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Unlock;
use crate::clock;

/// What opened submissions are written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OpenFormat {
    /// JSON lines, with all that there is
    #[default]
    Jsonl,
    /// One table of all forms, for spreadsheets
    Csv,
    /// An Excel workbook with a sheet for each form; needs -o
    Xlsx,
}

/// `waxseal open`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal export --store sqlite:waxseal.db | waxseal open -k waxseal.key > people.jsonl
  waxseal open -k waxseal.key -k older.key sealed.jsonl
  waxseal open -k waxseal.key --as xlsx -o people.xlsx sealed.jsonl
  waxseal open -k waxseal.key --as csv --since 2026-11-01 --until 2026-11-30 sealed.jsonl > november.csv
  waxseal open -k waxseal.key --consented newsletter --as csv --fields email,name sealed.jsonl > mailing.csv
  waxseal open -k waxseal.key --consented newsletter --at 2026-11-23 sealed.jsonl
  waxseal open -k waxseal.key --recovery-key sealed.jsonl

Each line is {\"sid\",\"form\",\"received\",\"iat\",\"fields\":{},\"consent\":{},\"files\":[]}, and \"gpc\",
\"skew\" and \"withdrawn\" as `waxseal export` has them. A line that does not open is named on
stderr as `line N: code: …`; the rest is opened, and the exit status is 1.

A table has a column for each field that somebody filled in, and three for each purpose: `given` or `not given`, when, and
when it was taken back. Every cell of a workbook is a text. In CSV a cell that a spreadsheet would take for a formula or a
number begins with ', and so do telephone numbers with a +; --raw leaves it out. A table is made in two passes: what comes
from a pipe waits in a temporary file, sealed as it is.")]
pub struct Open {
    /// The secret key file; may be repeated
    #[arg(short, long, value_name = "NAME", required = true)]
    pub key: Vec<PathBuf>,
    /// Lines of `waxseal export`, or bare envelopes; stdin if left out
    pub file: Option<PathBuf>,
    /// What to write
    #[arg(long = "as", value_enum, default_value_t, value_name = "FORMAT", requires_if("xlsx", "output"))]
    pub format: OpenFormat,
    /// The workbook to write: a new file that you alone may read
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// With --as csv: every cell as it was typed, and no byte order mark. For programs: a spreadsheet may run what people typed
    #[arg(long)]
    pub raw: bool,
    /// Only what was received at this time or later: seconds since 1970, 2026-11-23 or 2026-11-23T10:00:00Z
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    pub since: Option<u64>,
    /// Only what was received before this time; of a day, to its end
    #[arg(long, value_name = "TIME", value_parser = clock::parse_end)]
    pub until: Option<u64>,
    /// Only these fields, in this order; the rest of a submission stays
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Refuse what was sealed under another policy than this one, or whose record says something else; may be repeated
    #[arg(long, value_name = "FILE")]
    pub policy: Vec<PathBuf>,
    /// Print one line for each person whose consent to this purpose holds, with no field of another purpose: the latest in
    /// which they agreed. Not for those who refused it or took it back later, whose consent has run out, or whose browser
    /// opted out of it by signal. Give all that `waxseal export` prints: a later line may end what an earlier one gives
    #[arg(long, value_name = "PURPOSE")]
    pub consented: Option<String>,
    /// With --consented: judge each submission by itself, whatever else the person sent
    #[arg(long, requires = "consented")]
    pub each: bool,
    /// Whose consent held at this time: seconds since 1970, 2026-11-23 or 2026-11-23T10:00:00Z; now if left out
    #[arg(long, value_name = "TIME", value_parser = clock::parse, requires = "consented")]
    pub at: Option<u64>,
    #[command(flatten)]
    pub unlock: Unlock,
}
