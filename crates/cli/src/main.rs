//! The command `waxseal`: makes keys, starts the receiver, opens what it keeps.
//!
//! Data goes to stdout, words to stderr. The exit status is 0, 1 (some failed) or 2 (could not start). Nothing is
//! overwritten, and a failed run leaves no file.

mod access;
mod args;
mod backup;
mod check;
mod clock;
mod consented;
mod each;
mod erase;
mod error;
mod export;
mod init;
mod keyfile;
mod keygen;
mod lines;
mod lint;
mod markup;
mod new_store;
mod open;
mod output;
mod owner;
mod packs;
mod passphrase;
mod people;
mod person;
mod policy;
mod progress;
mod receipt;
mod regions;
mod restore;
mod retention;
mod retire;
mod seal;
mod secrets;
mod selection;
mod serve;
mod sheet;
mod store;
mod submission;
mod surroundings;
mod table;
mod validity;
mod webroot;
mod withdraw;

use std::process::ExitCode;

use args::{Cli, Command, Policy, Store};
use clap::Parser;

fn main() -> ExitCode {
    error::report(match Cli::parse().command {
        Command::Init(args) => init::run(&args),
        Command::Keygen(args) => keygen::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Store(Store::Check(args)) => store::check(&args),
        Command::Open(args) => open::run(&args),
        Command::Person(args) => access::run(&args),
        Command::Erase(args) => erase::erase(&args),
        Command::Purge(args) => erase::purge(&args),
        Command::Seal(args) => seal::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Receipt(args) => receipt::run(&args),
        Command::Withdraw(args) => withdraw::run(&args),
        Command::Policy(Policy::Lint(args)) => lint::run(&args),
        Command::Policy(Policy::Regions(args)) => regions::run(&args),
        Command::Policy(Policy::Schema) => policy::schema(),
        Command::Policy(Policy::Sign(args)) => policy::sign(&args),
        Command::Policy(Policy::Renew(args)) => policy::renew(&args),
        Command::Policy(Policy::Retire(args)) => retire::run(&args),
        Command::Policy(Policy::Hash(args)) => policy::hash(&args),
    })
}
