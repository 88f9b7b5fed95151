//! `waxseal receipt`: reading a person's own proof.

mod export;
mod show;

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::value::RawValue;
use waxseal_core::receipt::ReceiptError;
use waxseal_owner::receipt::Receipt;

use crate::args;
use crate::error::{Failure, Outcome};
use crate::output;

/// What a receipt file holds, one after the other.
pub type Receipts = Vec<Result<Receipt, ReceiptError>>;

/// Verifies receipts, and prints what was asked about those that hold.
pub fn run(args: &args::Receipt) -> Result<Outcome, Failure> {
    match args {
        args::Receipt::Verify(args) => each(&args.file, |receipt| {
            let record = &receipt.record;
            format!("{} {} {}", record.sid, record.form, record.created.as_deref().unwrap_or("-"))
        }),
        args::Receipt::Show(args) => each(&args.file, show::text),
        args::Receipt::Export(args) => export::run(args),
    }
}

/// Prints something of every receipt that holds; the others are named on stderr.
fn each(file: &Path, text: impl Fn(&Receipt) -> String) -> Result<Outcome, Failure> {
    let mut failed = 0;
    for (receipt, number) in read(file)?.into_iter().zip(1..) {
        match receipt {
            Ok(receipt) => output::print(text(&receipt).trim_end())?,
            Err(error) => {
                eprintln!("receipt {number}: {}: {error}", error.code());
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
