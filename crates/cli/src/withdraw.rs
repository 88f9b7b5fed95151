//! `waxseal withdraw`: what was given is taken back, by the holder of the receipt or by the owner on a person's word.

mod owner;
mod send;

use std::path::Path;

use waxseal_core::base64url_decode;
use waxseal_core::consent::{Decision, Record, time};
use waxseal_core::withdrawal::Withdrawal;
use waxseal_owner::holder::Holder;
use zeroize::Zeroizing;

use crate::args::Withdraw;
use crate::error::{Failure, Outcome};
use crate::{clock, receipt};

use send::Way;

/// Prints or sends signed withdrawals.
pub fn run(args: &Withdraw) -> Result<Outcome, Failure> {
    let way = Way::new(args.send.as_deref())?;
    if args.owner.by_owner {
        return owner::run(args, &way);
    }
    let file = args.file.as_deref().expect("clap asks for it");
    let (holder, withdrawal) = by_holder(file, &args.purpose)?;
    way.go(&withdrawal, &holder.withdraw(&withdrawal)).map(|gone| Outcome::of(u64::from(!gone)))
}

/// What the holder of a receipt takes back, and their key.
fn by_holder(file: &Path, asked: &[String]) -> Result<(Holder, Withdrawal), Failure> {
    let name = file.display();
    let mut receipts = receipt::read(file)?;
    let (Some(receipt), 0) = (receipts.pop(), receipts.len()) else {
        return Err(Failure::new(format!("{name} holds several receipts"))
            .hint("give a file with one: each takes back its own"));
    };
    let receipt = receipt.map_err(|error| Failure::new(format!("{name}: {error}")))?;
    let key = receipt.key.map(Zeroizing::new).ok_or_else(|| {
        Failure::new(format!("{name} has no key, so it takes nothing back"))
            .hint("take the receipt as it was saved; a copy for others is without the key")
    })?;
    let purposes = purposes(&receipt.record, asked)?;
    let seed = base64url_decode(&key).and_then(|seed| seed.try_into().ok()).map(Zeroizing::new);
    let holder = Holder::from_seed(&seed.expect("reading the receipt compared the key with its public half"));
    let time = time(clock::now());
    Ok((holder, Withdrawal { purposes, reason: None, sid: receipt.record.sid, time, v: 1 }))
}

/// The purposes that are asked for, or all that can be taken back.
fn purposes(record: &Record, asked: &[String]) -> Result<Vec<String>, Failure> {
    let known = || record.purposes.iter().filter(|decision| decision.can_be_withdrawn()).map(|decision| &decision.id);
    let can_be = known().map(String::as_str).collect::<Vec<_>>().join(", ");
    if can_be.is_empty() {
        return Err(Failure::new("nothing of this receipt can be taken back: nothing was agreed to")
            .hint("what a contract or a law asks for ends by writing to whoever is responsible"));
    }
    let sound = |id: &String| record.decision(id).is_some_and(Decision::can_be_withdrawn);
    if let Some(id) = asked.iter().find(|id| !sound(id)) {
        return Err(Failure::new(format!("--purpose: {id:?} cannot be taken back")).hint(format!("it has: {can_be}")));
    }
    let mut purposes: Vec<String> = known().cloned().collect();
    if !asked.is_empty() {
        purposes.retain(|id| asked.contains(id));
    }
    Ok(purposes)
}
