//! `waxseal receipt`: reading a person's own proof.

mod export;
mod show;

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::value::RawValue;
use waxseal_core::consent;
use waxseal_core::receipt::ReceiptError;
use waxseal_owner::receipt::Receipt;

use crate::args;
use crate::error::{Failure, Outcome, Refusal};
use crate::{output, policy};

/// What a receipt file holds, one after the other.
pub type Receipts = Vec<Result<Receipt, ReceiptError>>;

/// Verifies receipts, and prints what was asked about those that hold.
pub fn run(args: &args::Receipt) -> Result<Outcome, Failure> {
    match args {
        args::Receipt::Verify(args) => verify(args),
        args::Receipt::Show(args) => each(&args.file, |receipt| Ok(show::text(receipt))),
        args::Receipt::Export(args) => export::run(args),
    }
}

/// One line for each receipt that holds, and says what its policy says if that is given.
fn verify(args: &args::Verify) -> Result<Outcome, Failure> {
    let policies = policy::published(&args.policy)?;
    each(&args.read.file, |receipt| {
        let record = &receipt.record;
        if !policies.is_empty() {
            let policy = policies.get(&record.mh).ok_or_else(|| {
                Refusal::new("unknown-policy", "made under another policy than those given with --policy")
            })?;
            consent::compare(record, policy).map_err(|differ| Refusal::new(differ.code(), differ.to_string()))?;
        }
        Ok(format!("{} {} {}", record.sid, record.form, record.created.as_deref().unwrap_or("-")))
    })
}

/// Prints something of every receipt that holds; the others are named on stderr.
fn each(file: &Path, text: impl Fn(&Receipt) -> Result<String, Refusal>) -> Result<Outcome, Failure> {
    let mut failed = 0;
    for (receipt, number) in read(file)?.into_iter().zip(1..) {
        let text = receipt.map_err(|error| Refusal::new(error.code(), error.to_string())).and_then(|it| text(&it));
        match text {
            Ok(text) => output::print(text.trim_end())?,
            Err(Refusal { code, message }) => {
                eprintln!("receipt {number}: {code}: {message}");
                failed += 1;
            }
        }
    }
    Ok(Outcome::of(failed))
}

/// The receipts in `file`, at least one: each is a JSON value, on one line or on many; a saved page holds one.
pub fn read(file: &Path) -> Result<Receipts, Failure> {
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        fs::read(file).map(|read| bytes = read)
    };
    read.map_err(|error| Failure::io(format_args!("cannot read {}", file.display()), &error))?;
    let json = embedded(&bytes).unwrap_or(&bytes);
    let values = serde_json::Deserializer::from_slice(json).into_iter::<&RawValue>();
    let receipts: Receipts = values
        .map(|value| value.map_err(|_| ReceiptError::Malformed).and_then(|json| Receipt::read(json.get().as_bytes())))
        .collect();
    if receipts.is_empty() {
        return Err(Failure::new(format!("{} holds no receipt", file.display())));
    }
    Ok(receipts)
}

/// The receipt that a page from the browser holds: in an element of its own, without any character that HTML would escape.
fn embedded(page: &[u8]) -> Option<&[u8]> {
    let page = str::from_utf8(page).ok().filter(|page| page.trim_ascii_start().starts_with('<'))?;
    let (_, element) = page.split_once("id=\"waxseal-receipt\"")?;
    let (_, text) = element.split_once('>')?;
    text.split_once("</pre>").map(|(json, _)| json.as_bytes())
}
