//! The command line: commands, flags and their help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use waxseal_core::keys;

use crate::clock;

mod keeper;
mod open;
mod policy;
mod receipt;
mod rights;

pub use keeper::{Backup, Restore, Store, StoreCheck};
pub use open::{Open, OpenFormat};
pub use policy::{Format, Hash, Lint, Listing, Policy, Regions, Renew, Retire, Sign};
pub use receipt::{Receipt, ReceiptExport, ReceiptFormat, Verify, Withdraw};
pub use rights::{Access, AccessFormat, Erase, Purge};

/// Makes keys, takes sealed submissions, opens them.
#[derive(Debug, Parser)]
#[command(
    name = "waxseal",
    version,
    max_term_width = 100,
    after_help = "\
Begin with `waxseal init`: it makes a key and a policy and says what to paste into a page.
Data goes to stdout, words to stderr. Exit status: 0 all done, 1 some failed, 2 could not start."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a key, a policy and a recovery sheet for a new page
    Init(Init),
    /// Make a secret key file and its public half
    Keygen(Keygen),
    /// Take and keep sealed submissions
    Serve(Serve),
    /// Print the sealed submissions of a store, one JSON line each
    Export(Export),
    /// Copy a store while the server goes on
    Backup(Backup),
    /// Check a backup and put it in the place of a store that is gone
    Restore(Restore),
    /// Check a store, and copy what is whole of it
    #[command(subcommand)]
    Store(Store),
    /// Open sealed submissions: as JSON lines, CSV or an Excel workbook
    Open(Open),
    /// Print all that one person sent
    Person(Access),
    /// Erase submissions by their ids
    Erase(Erase),
    /// Erase what the policy does not let be kept any longer
    Purge(Purge),
    /// Seal JSON lines as the page would
    Seal(Seal),
    /// Check inputs by the rules for fields
    Check(Check),
    /// Verify, read and convert receipts
    #[command(subcommand)]
    Receipt(Receipt),
    /// Take consent back with a receipt
    Withdraw(Withdraw),
    /// Check, sign and hash policies
    #[command(subcommand)]
    Policy(Policy),
}

/// The algorithms to make a key for.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Suite {
    /// X-Wing (ML-KEM-768 with X25519): stays closed when quantum computers come
    #[default]
    Pq,
    /// X25519: opened by any HPKE library
    Hpke,
    /// P-256: opened by any JOSE library
    Compat,
}

impl From<Suite> for keys::Suite {
    fn from(suite: Suite) -> Self {
        match suite {
            Suite::Pq => Self::Pq,
            Suite::Hpke => Self::Hpke,
            Suite::Compat => Self::Compat,
        }
    }
}

/// How a new secret key file is protected.
#[derive(Debug, Args)]
pub struct Protection {
    /// Write the secret unlocked: for tests and demos
    #[arg(long, conflicts_with = "passphrase_file")]
    pub no_passphrase: bool,
    /// Take the passphrase from the first line of FILE; else from `WAXSEAL_PASSPHRASE`; else eight words are drawn
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// In place of the recovery key's file: ask for it.
pub const ASK: &str = "-";

/// How a locked secret key file is unlocked.
#[derive(Debug, Args)]
pub struct Unlock {
    /// Take the passphrase from the first line of FILE; else from `WAXSEAL_PASSPHRASE`; else it is asked
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Use the recovery key in FILE; it is asked if FILE is left out
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = ASK, conflicts_with = "passphrase_file")]
    pub recovery_key: Option<PathBuf>,
}

/// `waxseal init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal init
  waxseal init --name \"Example Ltd\" --address \"1 Example Street, Dublin\" --country IE \\
      --contact privacy@example.com --privacy https://example.com/privacy
  waxseal init --yes --no-passphrase --dir try       (example values, for a try)

Writes waxseal.key, waxseal.key.pub.json, root.key, owner-sign.key, waxseal.json, waxseal.signed.json and recovery-sheet.txt
to the folder, and a .gitignore for the secrets among them. Of these, waxseal.signed.json alone belongs on the
web: a folder that looks like a web site is refused. What is not given is asked. Nothing is overwritten.")]
pub struct Init {
    /// The folder to write to, outside of what is on the web; made if it is not there
    #[arg(long, value_name = "DIR", default_value = "keys")]
    pub dir: PathBuf,
    /// Who is responsible for the data, as on the letterhead
    #[arg(long)]
    pub name: Option<String>,
    /// Their postal address
    #[arg(long)]
    pub address: Option<String>,
    /// Their country, two letters
    #[arg(long)]
    pub country: Option<String>,
    /// The address for privacy questions
    #[arg(long)]
    pub contact: Option<String>,
    /// Where the privacy notice is
    #[arg(long, value_name = "URL")]
    pub privacy: Option<String>,
    /// The supervisory authority that people may complain to, where there is one
    #[arg(long, value_name = "NAME")]
    pub authority: Option<String>,
    /// What the person agrees to, as it stands beside the box
    #[arg(long, value_name = "TEXT")]
    pub purpose_text: Option<String>,
    /// The name of the form
    #[arg(long, default_value = "signup")]
    pub form: String,
    /// What the key is made for
    #[arg(long, value_enum, default_value_t)]
    pub suite: Suite,
    #[command(flatten)]
    pub protection: Protection,
    /// Ask nothing: example values stand for what is not given
    #[arg(long)]
    pub yes: bool,
}

/// `waxseal keygen`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal keygen                          waxseal.key and waxseal.key.pub.json; eight words are drawn and shown once
  waxseal keygen --suite compat -o finance.key
  waxseal keygen --no-passphrase -o test.key
  waxseal keygen --signer                 owner-sign.key, which takes consent back on a person's word

The key's id is printed on stdout; of a key that signs its public half, for `signers` in the policy. The recovery key is
shown once and kept nowhere: write it down.")]
pub struct Keygen {
    /// What the key is made for
    #[arg(long, value_enum, default_value_t)]
    pub suite: Suite,
    /// Make a key that signs for the owner and opens nothing
    #[arg(long, conflicts_with = "suite")]
    pub signer: bool,
    /// The secret key file; the public half gets the same name and .pub.json, unless it signs
    #[arg(
        short,
        long,
        value_name = "NAME",
        default_value = "waxseal.key",
        default_value_if("signer", "true", "owner-sign.key")
    )]
    pub output: PathBuf,
    #[command(flatten)]
    pub protection: Protection,
}

/// `waxseal serve`. What its options are, the receiver's program says.
#[derive(Debug, Args)]
#[command(
    disable_help_flag = true,
    after_help = "\
Its options are those of the program `waxseal-receiver`, which it starts: `waxseal serve --help` lists them.
Example:
  waxseal serve --policy keys/waxseal.signed.json --store sqlite:waxseal.db"
)]
pub struct Serve {
    /// Options of the program `waxseal-receiver`
    #[arg(value_name = "OPTIONS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub options: Vec<OsString>,
}

/// `waxseal export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal export --store sqlite:waxseal.db > sealed.jsonl
  waxseal export --store sqlite:waxseal.db --form signup --since 2026-11-01 | waxseal open -k waxseal.key

Each line is {\"received\":SECONDS,\"envelope\":{…}}, the envelope as it came. After it may stand:
  \"gpc\":true          the browser sent Global Privacy Control
  \"skew\":SECONDS      it was received so much later (below zero: earlier) than its own clock says, over 300
  \"withdrawn\":[{\"purpose\",\"received\"}]         what was taken back; by you: \"by\":\"owner\" and your \"reason\"
The server may go on meanwhile. A row that is damaged is named on stderr and left out; the exit status is then 1.")]
pub struct Export {
    /// Where submissions are kept
    #[arg(long, value_name = "URL")]
    pub store: String,
    /// Only those of this form. Not for `open --consented`, where another form may take back what this one gives
    #[arg(long, value_name = "FORM")]
    pub form: Option<String>,
    /// Only those received or taken back at this time or later: seconds since 1970, 2026-11-23 or 2026-11-23T10:00:00Z
    #[arg(long, value_name = "TIME", value_parser = clock::parse)]
    pub since: Option<u64>,
}

/// `waxseal seal`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("for").required(true).args(["policy", "to"]), after_help = "\
Examples:
  echo '{\"fields\":{\"email\":\"ada@example.com\"},\"given\":[\"newsletter\"],\"lang\":\"en\"}' \\
      | waxseal seal --policy waxseal.json --form signup
  echo '{\"email\":\"ada@example.com\"}' | waxseal seal --policy waxseal.json --form signup --given newsletter
  waxseal seal --policy waxseal.json --form signup --receipts receipts.jsonl values.jsonl
  waxseal seal --to waxseal.key.pub.json values.jsonl

A value is a text or a list of texts. A line that cannot be sealed is named on stderr; the exit status is then 1.")]
pub struct Seal {
    /// Seal as a form of this policy does
    #[arg(long, value_name = "FILE", requires = "form")]
    pub policy: Option<PathBuf>,
    /// The form
    #[arg(long, value_name = "FORM", conflicts_with = "to")]
    pub form: Option<String>,
    /// The purposes a person agreed to, for lines that do not say
    #[arg(long, value_name = "PURPOSE", value_delimiter = ',', conflicts_with = "to")]
    pub given: Vec<String>,
    /// Write each person's receipt to this new file, one JSON line for each that is sealed; whoever has it can take
    /// consent back
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub receipts: Option<PathBuf>,
    /// Seal to these public keys, without a policy
    #[arg(long, value_name = "NAME.pub.json")]
    pub to: Option<PathBuf>,
    /// JSON lines of values; stdin if left out
    pub file: Option<PathBuf>,
}

/// `waxseal check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  echo '{\"kind\":\"email\",\"input\":\"ada@gmial.com\"}' | waxseal check
  {\"kind\":\"email\",\"input\":\"ada@gmial.com\",\"verdict\":\"unsure\",\"value\":\"ada@gmial.com\",\"code\":\"email-typo\",
   \"message\":\"Did you mean ada@gmail.com?\",\"suggestion\":\"ada@gmail.com\"}

  {\"kind\":\"tel\",\"input\":\"01632 960 001\",\"country\":\"GB\"}
  {\"kind\":\"iban\",\"input\":\"DE89 3704 0044\",\"lang\":\"de\"}
  {\"kind\":\"bday\",\"input\":\"27 March 2007\",\"options\":{\"min-age\":18,\"minimise\":\"age-band\"}}

Takes {\"kind\",\"input\",\"country\"?,\"lang\"?,\"label\"?,\"options\"?} and answers in order with
{\"kind\",\"input\",\"verdict\":\"ok\"|\"unsure\"|\"error\",\"value\"?,\"code\"?,\"message\"?,\"suggestion\"?}.
Kinds and options are those of a policy's fields; docs/fields.md lists them. Messages come in 20 languages.")]
pub struct Check {
    /// JSON lines; stdin if left out
    pub file: Option<PathBuf>,
}
