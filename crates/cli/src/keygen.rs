//! `waxseal keygen`: a secret key file and its public half.

use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use getrandom::SysRng;
use rand_core::UnwrapErr;
use waxseal_core::keys::{Jwk, JwkSet, PublicKey, Suite};
use waxseal_owner::secret::SecretKey;
use waxseal_owner::signer::OwnerKey;
use zeroize::Zeroizing;

use crate::args::{Keygen, Protection};
use crate::error::{Failure, Outcome};
use crate::keyfile::Lock;
use crate::output::{self, Access, NewFiles};
use crate::{passphrase, webroot};

/// What a key that submissions are sealed to can do.
pub const OPENS: &str = "open every submission";

/// Makes a key and prints its id; of one that signs, its public half.
pub fn run(args: &Keygen) -> Result<Outcome, Failure> {
    if args.signer {
        return signer(args);
    }
    let public_file = output::with_suffix(&args.output, ".pub.json");
    webroot::refuse_file(&args.output)?;
    output::refuse_existing(&args.output)?;
    output::refuse_existing(&public_file)?;
    let guard = Guard::new(&args.protection)?;

    let mut files = NewFiles::default();
    let public = add_key(&mut files, &args.output, args.suite.into(), &guard)?;
    files.commit()?;

    eprintln!("wrote {} (secret: keep it off every server) and {}", args.output.display(), public_file.display());
    guard.tell(OPENS);
    tell_recovery(&guard);
    output::print(public.id().as_str())?;
    Ok(Outcome::Done)
}

/// Makes a key that signs for the owner.
fn signer(args: &Keygen) -> Result<Outcome, Failure> {
    output::refuse_existing(&args.output)?;
    let guard = Guard::new(&args.protection)?;
    let mut files = NewFiles::default();
    let public = add_signer(&mut files, &args.output, &guard)?;
    files.commit()?;
    eprintln!("wrote {} (secret: keep it off every server)", args.output.display());
    guard.tell("take consent back in your name");
    tell_recovery(&guard);
    eprintln!("hint: put the line on stdout into the policy as \"signers\": {{\"owner\": …}}, sign it and serve it");
    output::print(&serde_json::to_string(&public).expect("a key is always JSON"))?;
    Ok(Outcome::Done)
}

/// Shows the recovery key, which is shown only now.
fn tell_recovery(guard: &Guard) {
    if let Some(recovery) = guard.recovery_key() {
        eprintln!("recovery key: {}", recovery.expose_secret());
        eprintln!("hint: write the recovery key on paper; with it and a copy of the file the passphrase may be lost");
    }
}

/// What stands between a secret and whoever finds its file.
pub enum Guard {
    /// A lock; and the passphrase, if we drew it and must show it once.
    Locked { lock: Lock, drawn: Option<SecretString> },
    /// Nothing: `--no-passphrase`.
    Open,
}

impl Guard {
    /// As the flags say.
    pub fn new(protection: &Protection) -> Result<Self, Failure> {
        if protection.no_passphrase {
            return Ok(Self::Open);
        }
        let work_factor = passphrase::work_factor()?;
        let given = passphrase::given_for_new_key(protection.passphrase_file.as_deref())?;
        let drawn = given.is_none().then(passphrase::draw).transpose()?;
        let passphrase = given.or_else(|| drawn.clone()).expect("one of the two is there");
        Ok(Self::Locked { lock: Lock::new(passphrase, work_factor), drawn })
    }

    /// What a file that keeps `secret` holds.
    pub fn protect(&self, secret: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
        match self {
            Self::Locked { lock, .. } => lock.lock(&secret).into_bytes().into(),
            Self::Open => secret,
        }
    }

    /// The recovery key, if there is a lock.
    pub fn recovery_key(&self) -> Option<SecretString> {
        match self {
            Self::Locked { lock, .. } => Some(lock.recovery_key()),
            Self::Open => None,
        }
    }

    /// Says what the owner must know about the passphrase, showing it if it was drawn. Whoever reads an open file can do
    /// what `can` says.
    pub fn tell(&self, can: &str) {
        match self {
            Self::Locked { drawn: Some(words), .. } => {
                eprintln!("passphrase: {}", words.expose_secret());
                eprintln!("hint: this is shown only now; keep it in a password manager or on paper");
            }
            Self::Locked { drawn: None, .. } => {}
            Self::Open => eprintln!("warning: no passphrase: whoever reads the file can {can}"),
        }
    }
}

/// Makes a key and adds `path` and `path.pub.json` to the files to write.
pub fn add_key(files: &mut NewFiles, path: &Path, suite: Suite, guard: &Guard) -> Result<PublicKey, Failure> {
    let key = SecretKey::generate(suite, &mut UnwrapErr(SysRng));
    let jwk = Zeroizing::new(serde_json::to_string(&key.to_jwk()).expect("a key is always JSON"));
    let secret = Zeroizing::new(format!("{{\"keys\":[{}]}}\n", *jwk).into_bytes());
    let public = key.public().clone();
    files.add(path, &guard.protect(secret), Access::Owner)?;
    let set = JwkSet { keys: vec![public.to_jwk()] };
    let set = serde_json::to_string(&set).expect("keys are always JSON") + "\n";
    files.add(&output::with_suffix(path, ".pub.json"), set.as_bytes(), Access::Everyone)?;
    Ok(public)
}

/// Makes a key that signs for the owner, and adds `path` to the files to write; gives its public half.
pub fn add_signer(files: &mut NewFiles, path: &Path, guard: &Guard) -> Result<Jwk, Failure> {
    let key = OwnerKey::generate(&mut UnwrapErr(SysRng));
    let secret = Zeroizing::new(format!("{}\n", *key.to_jwk()).into_bytes());
    files.add(path, &guard.protect(secret), Access::Owner)?;
    Ok(key.public())
}
