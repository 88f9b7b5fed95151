//! Taking back on a person's word: by letter, by telephone, in the mail tool.

use std::path::Path;

use waxseal_core::base64url_decode;
use waxseal_core::consent::time;
use waxseal_core::withdrawal::{Withdrawal, is_reason};
use waxseal_owner::open;
use waxseal_owner::secret::SecretKey;
use waxseal_owner::signer::OwnerKey;

use super::send::Way;
use crate::args::Withdraw;
use crate::each::{Output, each_to};
use crate::error::{Failure, Outcome, Refusal};
use crate::open::{read, refused};
use crate::person::Reader;
use crate::{clock, secrets};

/// Prints or sends one withdrawal for each submission.
pub fn run(args: &Withdraw, way: &Way) -> Result<Outcome, Failure> {
    let owner = &args.owner;
    let reason = owner.reason.as_ref().expect("clap asks for it");
    if !is_reason(reason) {
        return Err(Failure::new("--reason: not a line of at most 200 characters without an address or number")
            .hint("it stands in clear in the store and in every export: say how you were asked, not by whom"));
    }
    let signer = key(owner.signer.as_deref().expect("clap asks for it"), args)?;
    let make = |sid: String, purposes: Vec<String>| {
        let time = time(clock::now());
        Withdrawal { purposes, reason: Some(reason.clone()), sid, time, v: 1 }
    };
    if let Some(sid) = &owner.sid {
        if base64url_decode(sid).is_none_or(|bytes| bytes.len() != 16) {
            return Err(Failure::new("--sid: not the id of a submission")
                .hint("`sid` in what `waxseal open` prints is one: 22 letters, digits, - and _"));
        }
        let withdrawal = make(sid.clone(), args.purpose.clone());
        return way.go(&withdrawal, &signer.withdraw(&withdrawal)).map(|gone| Outcome::of(u64::from(!gone)));
    }

    let reader = Reader::new();
    let address = reader.address(owner.email.as_deref().expect("clap asks for one of the two"));
    let address = address.ok_or_else(|| Failure::new("--email: this is no e-mail address"))?;
    let keys = secrets::keys(&owner.key, &args.unlock)?;
    let mut found = Found::default();
    let outcome = each_to(&mut found, args.file.as_deref(), "opened", |line| {
        given_by(&address, &args.purpose, &reader, &keys, line)
    })?;
    if found.0.is_empty() {
        // The address is not repeated: words may end up in a log.
        eprintln!("error: nothing that was given with this address, and opens with these keys, can be taken back");
        return Ok(Outcome::SomeFailed);
    }
    let mut failed = 0;
    for Given { sid, purposes } in found.0 {
        let withdrawal = make(sid, purposes);
        failed += u64::from(!way.go(&withdrawal, &signer.withdraw(&withdrawal))?);
    }
    Ok(if outcome == Outcome::Done { Outcome::of(failed) } else { outcome })
}

/// The owner's key, unlocked.
fn key(path: &Path, args: &Withdraw) -> Result<OwnerKey, Failure> {
    let secret = secrets::read(path, &args.unlock)?;
    OwnerKey::from_jwk(&secret).map_err(|error| Failure::new(format!("{}: {error}", path.display())))
}

/// What a submission gives that can be taken back.
struct Given {
    sid: String,
    purposes: Vec<String>,
}

/// Gathered until all lines are read: nothing is sent if the input breaks off.
#[derive(Default)]
struct Found(Vec<Given>);

impl Output<Given> for Found {
    fn write(&mut self, given: Given) -> Result<(), Failure> {
        if !self.0.iter().any(|known| known.sid == given.sid) {
            self.0.push(given);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// What the person at `address` gave in one line, of the purposes that are asked for or of all, and has not taken back.
fn given_by(
    address: &str,
    asked: &[String],
    reader: &Reader,
    keys: &[SecretKey],
    line: &[u8],
) -> Result<Option<Given>, Refusal> {
    let (beside, envelope) = read(line, &std::collections::HashMap::new())?;
    let opened = open::open(&envelope, keys).map_err(|error| refused(&envelope, error))?;
    let is_asked = |id: &String| asked.is_empty() || asked.contains(id);
    let was_taken_back = |id: &String| beside.withdrawn.iter().any(|withdrawn| withdrawn.purpose == *id);
    let purposes: Vec<String> = envelope
        .consent()
        .purposes
        .iter()
        .filter(|decision| decision.can_be_withdrawn() && is_asked(&decision.id) && !was_taken_back(&decision.id))
        .filter(|decision| reader.email_of(decision, &opened).as_deref() == Some(address))
        .map(|decision| decision.id.clone())
        .collect();
    Ok((!purposes.is_empty()).then(|| Given { sid: envelope.sid().to_owned(), purposes }))
}
