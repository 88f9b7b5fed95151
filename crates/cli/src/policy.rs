//! `waxseal policy`: sign, renew, hash and schema; and reading a policy file for the other commands.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use waxseal_core::manifest::{self, ManifestHash, Published};
use waxseal_core::policy::{
    self, Policy,
    finding::{self, Finding},
};
use waxseal_owner::root::{self, RootKey};

use crate::args::{Hash, Renew, Sign, Unlock};
use crate::error::{Failure, Outcome};
use crate::output::{self, Access, NewFiles};
use crate::{clock, secrets};

/// `waxseal policy sign`: writes the signed policy and prints the thumbprint of its root.
pub fn sign(args: &Sign) -> Result<Outcome, Failure> {
    let out = args.output.clone().unwrap_or_else(|| signed_name(&args.file));
    if !args.replace {
        output::refuse_existing(&out)
            .map_err(|failure| failure.hint("use --replace to put the new one in its place"))?;
    }
    let bytes = read(&args.file)?;
    let (policy, published) = check_lawful(&args.file, &bytes)?;
    if published.signed.is_some() {
        return Err(Failure::new(format!("{} is signed already", args.file.display())).hint("sign the plain policy"));
    }
    refuse_same_revision(&out, &bytes, policy.revision())?;
    let root = root_key(&args.root, &args.unlock)?;
    let (text, exp) = signed(&bytes, &root, args.days);
    if args.replace {
        output::replace(&out, text.as_bytes(), Access::Everyone)?;
    } else {
        let mut files = NewFiles::default();
        files.add(&out, text.as_bytes(), Access::Everyone)?;
        files.commit()?;
    }
    eprintln!("wrote {}, good until {}; sign again before", out.display(), clock::date(exp));
    output::print(&root.thumbprint())?;
    Ok(Outcome::Done)
}

/// `waxseal policy renew`: writes the same policy with a new signature and prints the thumbprint of its root.
pub fn renew(args: &Renew) -> Result<Outcome, Failure> {
    let file = args.file.display();
    let findings = |findings: Vec<Finding>| mistaken(&args.file, &findings);
    let (policy, published) = finding::read(&read(&args.file)?).map_err(findings)?;
    refuse_unlawful(&args.file, &policy)?;
    let Some(before) = published.signed else {
        return Err(Failure::new(format!("{file} is not signed")).hint("`waxseal policy sign` signs a plain policy"));
    };
    let root = root_key(&args.root, &args.unlock)?;
    if root.thumbprint() != before.root {
        return Err(Failure::new(format!("other-root: {} did not sign {file}", args.root.display()))
            .hint(format!("pages pin the key {}: name its file", before.root)));
    }
    let (text, exp) = signed(&published.policy, &root, args.days);
    if exp <= before.exp {
        return Err(Failure::new(format!("not-later: {file} is good until {} already", clock::date(before.exp)))
            .hint("give more --days"));
    }
    output::replace(&args.file, text.as_bytes(), Access::Everyone)?;
    eprintln!("renewed {file}, good until {}; publish it, and send SIGHUP to the receiver", clock::date(exp));
    output::print(&root.thumbprint())?;
    Ok(Outcome::Done)
}

fn root_key(file: &Path, unlock: &Unlock) -> Result<RootKey, Failure> {
    let root = secrets::read(file, unlock)?;
    RootKey::from_jwk(&root).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// `waxseal policy hash`: what the script tag and envelopes name the policy by.
pub fn hash(args: &Hash) -> Result<Outcome, Failure> {
    let (_, published) = check_lawful(&args.file, &read(&args.file)?)?;
    let mh = manifest::hash(&published.policy);
    match published.signed {
        None => output::print(&format!("integrity {}", integrity(&mh)))?,
        Some(signed) => {
            output::print(&format!("root {}", signed.root))?;
            output::print(&format!("expires {}", clock::date(signed.exp)))?;
        }
    }
    output::print(&format!("mh {mh}"))?;
    Ok(Outcome::Done)
}

/// `waxseal policy schema`: what an editor needs to know.
pub fn schema() -> Result<Outcome, Failure> {
    output::print(&format!("{:#}", policy::schema().to_value()))?;
    Ok(Outcome::Done)
}

/// Reads the policy in `file`, plain or signed, and its hash. Every mistake is named on stderr.
pub fn load(file: &Path) -> Result<(Policy, ManifestHash), Failure> {
    let (policy, published) = check(file, &read(file)?)?;
    Ok((policy, manifest::hash(&published.policy)))
}

/// The policies in `files` by the hash that envelopes sealed under them carry. They may have ended long ago: what was sealed under
/// them is still good.
pub fn published(files: &[PathBuf]) -> Result<HashMap<String, Policy>, Failure> {
    let read = |file: &PathBuf| {
        let published = manifest::unwrap_verified(&read(file)?);
        let published = published.map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
        let policy = policy::read(&published.policy)
            .map_err(|problems| mistaken(file, &problems.into_iter().map(Finding::from).collect::<Vec<_>>()))?;
        Ok((manifest::hash(&published.policy).to_string(), policy))
    };
    files.iter().map(read).collect()
}

/// The bytes of `file`.
pub fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| Failure::io(format_args!("cannot read {}", file.display()), &error))
}

/// The signed form of a policy, valid from now for `days`, and when it ends.
pub fn signed(policy: &[u8], root: &RootKey, days: u16) -> (String, u64) {
    let iat = clock::now();
    let exp = iat + u64::from(days) * 24 * 60 * 60;
    (root::sign(policy, root, iat, exp) + "\n", exp)
}

/// Names each mistake as `waxseal.json: /forms/0: what … mend` on stderr; the policy, and how it was published, if there
/// is none.
pub fn check(file: &Path, bytes: &[u8]) -> Result<(Policy, Published), Failure> {
    let examined = finding::examine(bytes, clock::now(), clock::date);
    examined.map_err(|findings| mistaken(file, &findings))
}

fn mistaken(file: &Path, findings: &[Finding]) -> Failure {
    tell(file, findings);
    refusal(file, findings).expect("it would be a policy without a mistake")
}

/// The same, and what the law would not have counts as a mistake, too. For what is published from now on.
pub fn check_lawful(file: &Path, bytes: &[u8]) -> Result<(Policy, Published), Failure> {
    let sound = check(file, bytes)?;
    refuse_unlawful(file, &sound.0)?;
    Ok(sound)
}

fn refuse_unlawful(file: &Path, policy: &Policy) -> Result<(), Failure> {
    let findings = finding::weigh(policy);
    tell(file, &findings);
    refusal(file, &findings).map_or(Ok(()), Err)
}

/// `None` for nothing but warnings.
fn refusal(file: &Path, findings: &[Finding]) -> Option<Failure> {
    let name = file.display();
    let failure = Failure::new(finding::verdict(&name.to_string(), findings)?);
    Some(failure.hint(format!("mend it as said above; `waxseal policy lint {name}` looks again")))
}

fn tell(file: &Path, findings: &[Finding]) {
    for finding in findings {
        eprintln!("{}: {}", file.display(), finding.line());
    }
}

/// Consent records name a policy by its revision: two policies of one revision could not be told apart.
fn refuse_same_revision(out: &Path, bytes: &[u8], revision: u32) -> Result<(), Failure> {
    let older = fs::read(out).ok().and_then(|file| manifest::unwrap(&file).ok());
    let Some(older) = older.filter(|older| older.policy != bytes) else { return Ok(()) };
    match policy::read(&older.policy) {
        Ok(policy) if policy.revision() >= revision => {
            let (older, next) = (policy.revision(), policy.revision().saturating_add(1));
            Err(Failure::new(format!("the policy has changed, and {} has revision {older} already", out.display()))
                .hint(format!("set \"revision\" to {next} or more")))
        }
        _ => Ok(()),
    }
}

fn signed_name(file: &Path) -> PathBuf {
    file.with_extension("signed.json")
}

/// Subresource Integrity writes the same hash in base64 with its other alphabet.
fn integrity(hash: &ManifestHash) -> String {
    format!("sha256-{}=", hash.to_string().replace('-', "+").replace('_', "/"))
}
