//! `waxseal init`: everything a page needs, in one go.

use std::fmt::Write;
use std::fs;
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde_json::Value;
use waxseal_core::keys::PublicKey;
use waxseal_core::manifest::RootKey;
use waxseal_core::policy;
use zeroize::Zeroizing;

use crate::args::Init;
use crate::error::{Failure, Outcome};
use crate::keygen::{self, Guard};
use crate::output::{self, Access, NewFiles};
use crate::{clock, sheet};

/// How long the first signature lasts.
const DAYS: u16 = 90;

/// What `init` writes; the sheet only if there is a recovery key.
const KEY: &str = "waxseal.key";
const ROOT: &str = "root.key";
const POLICY: &str = "waxseal.json";
const SIGNED: &str = "waxseal.signed.json";
const SHEET: &str = "recovery-sheet.txt";

/// What the policy says about its owner.
struct Owner {
    name: String,
    address: String,
    country: String,
    contact: String,
    privacy: String,
    purpose_text: String,
    form: String,
}

/// Writes keys, policy and recovery sheet; prints the two lines for the page.
pub fn run(args: &Init) -> Result<Outcome, Failure> {
    let at = |name: &str| place(&args.dir, name);
    for name in [KEY, "waxseal.key.pub.json", ROOT, POLICY, SIGNED, SHEET] {
        output::refuse_existing(&at(name))?;
    }
    let owner = Owner::ask(args)?;
    let guard = Guard::new(&args.protection)?;
    let made_folder = make_folder(&args.dir)?;
    let root = write(&owner, &guard, args).inspect_err(|_| {
        if made_folder {
            // Best effort: it is empty, since nothing was written.
            let _ = fs::remove_dir(&args.dir);
        }
    })?;

    eprintln!("wrote {KEY}, {KEY}.pub.json, {ROOT}, {POLICY} and {SIGNED} to {}", args.dir.display());
    eprintln!("hint: keep {KEY} and {ROOT} off every server; publish {SIGNED}, which is good for {DAYS} days");
    guard.tell();
    if guard.recovery_key().is_some() {
        eprintln!("hint: print {} and delete it; it holds the recovery key", at(SHEET).display());
    }
    if args.yes {
        eprintln!("hint: {POLICY} holds example values where you gave none; put in your own before people see it");
    }
    eprintln!("hint: paste these two lines into the page, the second in place of your form's own tag:");
    output::print(&format!(
        "<script src=\"/waxseal.js\" data-policy=\"/{SIGNED}\" data-root=\"{root}\" defer></script>\n<form data-waxseal=\"{}\" method=\"post\">",
        owner.form
    ))?;
    Ok(Outcome::Done)
}

/// Writes all files or none; gives the root's thumbprint.
fn write(owner: &Owner, guard: &Guard, args: &Init) -> Result<String, Failure> {
    let at = |name: &str| place(&args.dir, name);
    let mut files = NewFiles::default();
    let key = keygen::add_key(&mut files, &at(KEY), args.suite.into(), guard)?;
    let policy = owner.policy(&key);
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
    files.commit()?;
    Ok(root.thumbprint())
}

impl Owner {
    /// From the flags; what is missing is asked, or with `--yes` filled with examples.
    fn ask(args: &Init) -> Result<Self, Failure> {
        let questions = [
            ("--name", "Name of the organisation", &args.name, "Example Ltd"),
            ("--address", "Postal address", &args.address, "1 Example Street, 10115 Berlin"),
            ("--country", "Country, two letters", &args.country, "DE"),
            ("--contact", "E-mail address for privacy questions", &args.contact, "privacy@example.com"),
            ("--privacy", "URL of the privacy notice", &args.privacy, "/privacy"),
        ];
        let missing: Vec<&str> =
            questions.iter().filter(|(_, _, given, _)| given.is_none()).map(|(flag, ..)| *flag).collect();
        if !missing.is_empty() && !args.yes && !stdin().is_terminal() {
            return Err(Failure::new(format!("there is no terminal to ask on, and {} is missing", missing.join(", ")))
                .hint("give these flags, or --yes for example values"));
        }
        let mut answers = questions.into_iter().map(|(_, question, given, example)| match given {
            Some(given) => Ok(given.clone()),
            None if args.yes => Ok(example.to_owned()),
            None => ask(question, example),
        });
        let mut next = || answers.next().expect("there is an answer to each of the five questions");
        let name = next()?;
        let (address, country, contact, privacy) = (next()?, next()?.to_uppercase(), next()?, next()?);
        let purpose_text = args
            .purpose_text
            .clone()
            .unwrap_or_else(|| format!("Send me news from {name} by e-mail. I can stop this at any time."));
        Ok(Self { name, address, country, contact, privacy, purpose_text, form: args.form.clone() })
    }

    /// A policy of about a dozen lines, one thing on each.
    fn policy(&self, key: &PublicKey) -> String {
        let Self { name, address, country, contact, privacy, purpose_text, form } = self;
        let [name, address, country, contact, privacy, purpose_text, form] =
            [name, address, country, contact, privacy, purpose_text, form].map(|text| Value::from(text.as_str()));
        let jwk = serde_json::to_string(&key.to_jwk()).expect("a key is always JSON");
        let kid = key.id();
        format!(
            r#"{{
  "v": 1, "revision": 1, "lang": "en",
  "controller": {{"name": {name}, "address": {address}, "country": {country}, "contact": {contact}, "privacy": {privacy}}},
  "keys": {{"keys": [{jwk}]}},
  "recipients": [{{"id": "owner", "name": {name}, "kid": "{kid}"}}],
  "purposes": [{{"id": "newsletter", "text": {purpose_text}}}],
  "forms": [{{"id": {form}, "fields": [
    {{"name": "name", "kind": "name", "purposes": ["newsletter"], "reason": "How we address you."}},
    {{"name": "email", "kind": "email", "required": true, "purposes": ["newsletter"], "reason": "Where we write to."}}
  ]}}]
}}
"#
        )
    }
}

fn ask(question: &str, example: &str) -> Result<String, Failure> {
    let mut answer = String::new();
    while answer.trim().is_empty() {
        eprint!("{question} (such as {example}): ");
        let read = stdin().read_line(&mut answer).map_err(|error| Failure::io("cannot read the answer", &error))?;
        if read == 0 {
            return Err(Failure::new("the answers end early; nothing was written"));
        }
    }
    Ok(answer.trim().to_owned())
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
