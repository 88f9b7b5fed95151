//! What a person can do with a receipt.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `waxseal receipt`.
#[derive(Debug, Subcommand)]
pub enum Receipt {
    /// Say whether receipts are what was signed when they were made
    #[command(after_help = "\
Examples:
  waxseal receipt verify receipt.json
  waxseal receipt verify receipts.jsonl
  waxseal receipt verify --policy waxseal.signed.json receipt.json

Prints a line for each receipt that holds: its sid, form and time. One that does not is named on stderr as
`receipt N: code: …`; the exit status is then 1. Needs no key and no network. With the policy that a receipt names, its words
are compared, too.")]
    Verify(Verify),
    /// Print receipts as text: who asked, for what, when, and what was decided
    #[command(after_help = "\
Example:
  waxseal receipt show receipt.json

Shows the exact words that stood on the form. A receipt that was changed is not shown.")]
    Show(Read),
    /// Print receipts in another format, one JSON line each
    #[command(after_help = "\
Examples:
  waxseal receipt export --as dpv receipt.json > receipt.jsonld
  waxseal receipt export --as kantara receipt.json | jq .

No export has the receipt's key in it: keep the receipt itself. A receipt that was changed is not exported. Kantara
receipts have no way to say no; what was refused is left out of them. docs/receipt-exports.md says what stands where.")]
    Export(ReceiptExport),
}

/// Which receipts, and as what.
#[derive(Debug, Args)]
pub struct ReceiptExport {
    /// The format
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: ReceiptFormat,
    /// A receipt as the page saved it, or several from `waxseal seal --receipts`; stdin if it is -
    pub file: PathBuf,
}

/// A format of others.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReceiptFormat {
    /// W3C Data Privacy Vocabulary, as JSON-LD aligned with ISO/IEC TS 27560:2023
    Dpv,
    /// Kantara Consent Receipt v1.1: the given consents alone
    Kantara,
}

/// Which receipts, and the policies that they name.
#[derive(Debug, Args)]
pub struct Verify {
    /// Refuse a receipt of another policy than this one, or that says something else; may be repeated
    #[arg(long, value_name = "FILE")]
    pub policy: Vec<PathBuf>,
    #[command(flatten)]
    pub read: Read,
}

/// Which receipts.
#[derive(Debug, Args)]
pub struct Read {
    /// A receipt as the page saved it (.json or .html), or several from `waxseal seal --receipts`; stdin if it is -
    pub file: PathBuf,
}

/// `waxseal withdraw`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal withdraw receipt.json
  waxseal withdraw receipt.json --purpose newsletter > withdrawal.json
  waxseal withdraw receipt.json | curl -H 'content-type: application/waxseal-withdrawal+json' \\
      --data-binary @- https://www.example.com/v1/withdrawals

Prints a withdrawal that the key in the receipt signed, and sends nothing. The receiver answers 201 once
it is kept, and the same again when it is sent again.")]
pub struct Withdraw {
    /// The receipt as the page saved it (.json or .html); stdin if it is -
    pub receipt: PathBuf,
    /// Take back this purpose only; may be repeated. All that can be taken back if left out
    #[arg(long, value_name = "ID")]
    pub purpose: Vec<String>,
}
