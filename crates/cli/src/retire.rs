//! `waxseal policy retire`: the store of a receiver takes nothing more that was sealed under a policy.

use waxseal_receiver::store::{KnownPolicy, Sqlite, StoreError, StoreUrl};

use crate::args::Retire;
use crate::clock;
use crate::error::{Failure, Outcome};

/// Writes it into the store, also while a receiver writes there, too.
pub fn run(args: &Retire) -> Result<Outcome, Failure> {
    let StoreUrl::Sqlite(path) = &args.store else {
        return Err(Failure::new("--store: this release writes sqlite:FILE"));
    };
    // To write makes a store where there is none; to read does not.
    let known = Sqlite::open_read_only(path).and_then(|store| store.policies()).map_err(|error| failed(&error))?;
    let Some(policy) = known.iter().find(|policy| policy.mh == args.mh) else {
        return Err(Failure::new(format!("unknown-policy: no policy {} was served from this store", args.mh))
            .hint(list(&known)));
    };
    if policy.retired.is_some() {
        eprintln!("{} was retired before; nothing to do", args.mh);
        return Ok(Outcome::Done);
    }
    let now = i64::try_from(clock::now()).unwrap_or(i64::MAX);
    Sqlite::open(path).and_then(|mut store| store.retire_policy(&args.mh, now)).map_err(|error| failed(&error))?;
    eprintln!("retired {}: what was sealed under it is answered 422 policy-retired from now on", args.mh);
    Ok(Outcome::Done)
}

/// `it knows A (since 2026-11-23), B (since 2026-11-29, retired)`.
fn list(known: &[KnownPolicy]) -> String {
    let date = |seconds: i64| clock::date(u64::try_from(seconds).unwrap_or_default());
    let one = |policy: &KnownPolicy| {
        let retired = if policy.retired.is_some() { ", retired" } else { "" };
        format!("{} (since {}{retired})", policy.mh, date(policy.first_seen))
    };
    let all: Vec<_> = known.iter().map(one).collect();
    if all.is_empty() { "it knows none".to_owned() } else { format!("it knows {}", all.join(", ")) }
}

fn failed(error: &StoreError) -> Failure {
    Failure::new(error.to_string())
}
