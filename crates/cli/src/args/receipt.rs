//! What a person can do with a receipt.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Unlock;

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
  waxseal withdraw receipt.json --send https://www.example.com > taken-back.json
  waxseal withdraw --by-owner --sid yi9Yir4ShwhGziZuWXz_uw --purpose newsletter \\
      --signer owner-sign.key --reason \"unsubscribed in the mail tool\" --send https://www.example.com
  waxseal export --store sqlite:waxseal.db | waxseal withdraw --by-owner --email ada@example.com -k waxseal.key \\
      --signer owner-sign.key --reason \"asked by letter of 2026-11-28\" --send https://www.example.com

Prints a withdrawal that the key in the receipt signed, or yours, one line for each submission; with --send it goes to the
receiver, and its answers are printed. The receiver answers 201 once it is kept, 200 if it was before. It ends all that the
person gave for the purposes until then, also by other submissions. A refusal is named on stderr; the exit status is then 1.

The reason stands in clear in the receiver's store and in every export: write no name, address or number into it.")]
pub struct Withdraw {
    /// The receipt as the page saved it (.json or .html); with --email lines of `waxseal export`, stdin if left out or -
    #[arg(required_unless_present = "by_owner")]
    pub file: Option<PathBuf>,
    /// Take back this purpose only; may be repeated, or a list with commas. All that can be taken back if left out
    #[arg(long, alias = "purposes", value_name = "ID", value_delimiter = ',')]
    pub purpose: Vec<String>,
    /// Send it to the receiver at this address
    #[arg(long, value_name = "URL")]
    pub send: Option<String>,
    #[command(flatten)]
    pub owner: OnTheirWord,
    #[command(flatten)]
    pub unlock: Unlock,
}

/// Taking back on a person's word.
#[derive(Debug, Args)]
pub struct OnTheirWord {
    /// Sign as the owner: for whoever asks without a receipt
    #[arg(long, requires_all = ["signer", "reason", "whose"])]
    pub by_owner: bool,
    /// Of this submission; needs --purpose
    #[arg(long, group = "whose", requires_all = ["by_owner", "purpose"], conflicts_with = "file", allow_hyphen_values = true)]
    pub sid: Option<String>,
    /// Of all submissions that give this address; opened with -k to find them
    #[arg(long, group = "whose", value_name = "ADDRESS", requires_all = ["by_owner", "key"])]
    pub email: Option<String>,
    /// With --email: the secret key file; may be repeated
    #[arg(short, long, value_name = "NAME", requires = "email")]
    pub key: Vec<PathBuf>,
    /// The key file owner-sign.key, whose public half the policy names
    #[arg(long, value_name = "NAME", requires = "by_owner")]
    pub signer: Option<PathBuf>,
    /// Why, in at most 200 characters, in clear: no personal data
    #[arg(long, value_name = "TEXT", requires = "by_owner")]
    pub reason: Option<String>,
}
