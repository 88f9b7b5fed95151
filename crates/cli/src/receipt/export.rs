//! `waxseal receipt export`: receipts in the formats of others.

use waxseal_owner::export;

use crate::args::{ReceiptExport, ReceiptFormat};
use crate::error::{Failure, Outcome};

/// Prints every receipt that holds in the format asked for, one line each.
pub fn run(args: &ReceiptExport) -> Result<Outcome, Failure> {
    let document = match args.format {
        ReceiptFormat::Dpv => export::dpv,
        ReceiptFormat::Kantara => export::kantara,
    };
    super::each(&args.file, |receipt| Ok(document(receipt).to_string()))
}
