//! `waxseal init`: everything a page needs, in one go.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use getrandom::SysRng;
use rand_core::UnwrapErr;
use waxseal_core::policy;
use waxseal_owner::root::RootKey;
use zeroize::Zeroizing;

use crate::args::Init;
use crate::error::{Failure, Outcome};
use crate::keygen::{self, Guard};
use crate::output::{self, Access, NewFiles};
use crate::owner::Owner;
use crate::{clock, markup, sheet, webroot};

/// How long the first signature lasts.
const DAYS: u16 = 90;

/// What `init` writes; the sheet only if there is a recovery key.
const KEY: &str = "waxseal.key";
const ROOT: &str = "root.key";
const SIGNER: &str = "owner-sign.key";
const POLICY: &str = "waxseal.json";
const SIGNED: &str = "waxseal.signed.json";
const SHEET: &str = "recovery-sheet.txt";
const IGNORE: &str = ".gitignore";

/// What version control must not keep: keys, the sheet, and stores, whoever puts one here.
const IGNORED: &str = "*.key\nrecovery-sheet.txt\nrecovery.txt\n*.db\n*.db-*\n";

/// Writes keys, policy and recovery sheet; prints the lines for the page.
pub fn run(args: &Init) -> Result<Outcome, Failure> {
    let at = |name: &str| place(&args.dir, name);
    webroot::refuse(&args.dir)?;
    for name in [KEY, "waxseal.key.pub.json", ROOT, SIGNER, POLICY, SIGNED, SHEET] {
        output::refuse_existing(&at(name))?;
    }
    let owner = Owner::ask(args)?;
    let guard = Guard::new(&args.protection)?;
    let made_folder = make_folder(&args.dir)?;
    let ignores = at(IGNORE).exists();
    let root = write(&owner, &guard, args, ignores).inspect_err(|_| {
        if made_folder {
            // Best effort: it is empty, since nothing was written.
            let _ = fs::remove_dir(&args.dir);
        }
    })?;

    eprintln!("wrote {KEY}, {KEY}.pub.json, {ROOT}, {SIGNER}, {POLICY} and {SIGNED} to {}", args.dir.display());
    eprintln!(
        "hint: keep {KEY}, {ROOT} and {SIGNER} off every server; publish {SIGNED}, which is good for {DAYS} days"
    );
    if ignores {
        let patterns = IGNORED.trim().replace('\n', " ");
        eprintln!("hint: {} was there already; see that it names {patterns}", at(IGNORE).display());
    }
    guard.tell(keygen::OPENS);
    if guard.recovery_key().is_some() {
        eprintln!("hint: print {} and delete it; it holds the recovery key", at(SHEET).display());
    }
    if owner.has_examples {
        eprintln!("hint: {POLICY} holds example values where you gave none; put in your own before people see it");
    }
    eprintln!("hint: paste the first line into <head>, before any other script, and the form into <body>:");
    output::print(&markup::page(&owner.form, SIGNED, &root))?;
    Ok(Outcome::Done)
}

/// Writes all files or none, the list for version control unless it `ignores` some already; gives the root's thumbprint.
fn write(owner: &Owner, guard: &Guard, args: &Init, ignores: bool) -> Result<String, Failure> {
    let at = |name: &str| place(&args.dir, name);
    let mut files = NewFiles::default();
    let key = keygen::add_key(&mut files, &at(KEY), args.suite.into(), guard)?;
    let public = keygen::add_signer(&mut files, &at(SIGNER), guard)?;
    let policy = owner.policy(&key, &public);
    policy::read(policy.as_bytes()).map_err(|problems| mistake(&problems))?;

    let root = RootKey::generate(&mut UnwrapErr(SysRng));
    let secret = Zeroizing::new(format!("{}\n", *root.to_jwk()).into_bytes());
    files.add(&at(ROOT), &guard.protect(secret), Access::Owner)?;
    files.add(&at(POLICY), policy.as_bytes(), Access::Everyone)?;
    let (signed, _) = crate::policy::signed(policy.as_bytes(), &root, DAYS);
    files.add(&at(SIGNED), signed.as_bytes(), Access::Everyone)?;
    if let Some(recovery) = guard.recovery_key() {
        let sheet = sheet::text(&owner.name, key.id().as_str(), clock::now(), &recovery);
        files.add(&at(SHEET), sheet.as_bytes(), Access::Owner)?;
    }
    if !ignores {
        files.add(&at(IGNORE), IGNORED.as_bytes(), Access::Everyone)?;
    }
    files.commit()?;
    Ok(root.thumbprint())
}

/// The file of that name in `folder`, without `./` in front.
fn place(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { name.into() } else { folder.join(name) }
}

/// Says which flags the mistakes came from.
fn mistake(problems: &[policy::Problem]) -> Failure {
    let mut words = String::new();
    for problem in problems {
        let flag = match problem.pointer.as_str() {
            "/forms/0/id" => "form",
            "/forms/0/receiver" => continue,
            "/purposes/0/text" => "purpose-text",
            "/recipients/0/name" => "name",
            pointer => pointer.trim_start_matches("/controller/"),
        };
        let between = if words.is_empty() { "" } else { "; " };
        let _ = write!(words, "{between}--{flag}: {}", problem.message());
    }
    Failure::new(words)
}

/// Makes the folder if it is not there; says whether it did.
fn make_folder(folder: &Path) -> Result<bool, Failure> {
    if folder.is_dir() {
        return Ok(false);
    }
    fs::create_dir_all(folder)
        .map(|()| true)
        .map_err(|error| Failure::io(format_args!("cannot make the folder {}", folder.display()), &error))
}
