//! `waxseal policy` and its flags.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use waxseal_receiver::store::StoreUrl;

use super::Unlock;

/// `waxseal policy`.
#[derive(Debug, Subcommand)]
pub enum Policy {
    /// Say what is wrong with a policy, where, and how to mend it
    Lint(Lint),
    /// Sign a policy by the root key
    Sign(Sign),
    /// Sign the same policy again, with a later end
    Renew(Renew),
    /// Take no more submissions that were sealed under a policy
    Retire(Retire),
    /// Print the hashes of a policy
    Hash(Hash),
    /// Print the JSON Schema of policies, by which editors complete and check
    #[command(after_help = "\
Example:
  waxseal policy schema > waxseal.schema.json

Put \"$schema\": \"./waxseal.schema.json\" first in the policy, and the editor knows every member.")]
    Schema,
    /// Print the region packs: whose law policies are weighed by, with sources
    Regions(Regions),
}

/// `waxseal policy regions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal policy regions
  waxseal policy regions --format json

Which packs a policy is under, its `regions` or the country of its controller says.")]
pub struct Regions {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Listing,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Listing {
    /// Lines: ID@MONTH COUNTRIES, and what holds there (who says so)
    #[default]
    Text,
    /// One array: [{"id","dated","countries","settings":[{"what","value","source"}]}]
    Json,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One line each: FILE: /place: code: what is wrong and how to mend it (who says so)
    #[default]
    Text,
    /// One object: {"file","problems":[{"pointer","code","level","message","source"?}]}
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// `waxseal policy lint`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal policy lint waxseal.json
  waxseal policy lint --format json waxseal.json
  waxseal policy lint --format sarif waxseal.json > waxseal.sarif

The exit status is 1 if there is an error; warnings alone are none. Of a signed policy the signature is checked, too.")]
pub struct Lint {
    /// The policy, plain or signed
    pub file: PathBuf,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `waxseal policy sign`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  waxseal policy sign --root root.key waxseal.json
  waxseal policy sign --root root.key --replace waxseal.json      (in a release: signs anew, in one step)

Writes waxseal.signed.json and prints the thumbprint for the tag's data-root. A policy with a mistake is not signed.")]
pub struct Sign {
    /// The policy, plain
    pub file: PathBuf,
    /// The root key file that `waxseal init` made
    #[arg(long, value_name = "NAME")]
    pub root: PathBuf,
    /// How long pages take the signed policy
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub days: u16,
    /// The signed file; FILE with .signed.json if left out
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Put it in the place of an older one
    #[arg(long)]
    pub replace: bool,
    #[command(flatten)]
    pub unlock: Unlock,
}

/// `waxseal policy renew`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  waxseal policy renew --root root.key waxseal.signed.json

Writes the new signature in the place of the old one, in one step. The policy in it stays byte for byte the same. Publish the
file as before and send SIGHUP to the receiver.")]
pub struct Renew {
    /// The signed policy, also one that has ended
    pub file: PathBuf,
    /// The root key file that signed it
    #[arg(long, value_name = "NAME")]
    pub root: PathBuf,
    /// How long from now pages take it
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=366))]
    pub days: u16,
    #[command(flatten)]
    pub unlock: Unlock,
}

/// `waxseal policy retire`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  waxseal policy hash earlier.signed.json
  waxseal policy retire --store sqlite:waxseal.db j3zCpVtP…

The receiver need not be stopped: from then on it answers 422 policy-retired to what was sealed under that policy. What it
keeps stays, and can be taken back. It cannot be undone: a policy that shall be taken again gets a new revision.")]
pub struct Retire {
    /// The hash of the policy, `mh`
    #[arg(allow_hyphen_values = true)]
    pub mh: String,
    /// The store of the receiver
    #[arg(long, value_name = "URL")]
    pub store: StoreUrl,
}

/// `waxseal policy hash`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  waxseal policy hash waxseal.json
  integrity sha256-…      for data-policy-integrity in the script tag
  mh …                    as envelopes sealed under this policy carry it")]
pub struct Hash {
    /// The policy, plain or signed
    pub file: PathBuf,
}
