//! Secret keys from key files, unlocked the way the command line says.

use std::fs;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use waxseal_owner::secret::{self, SecretKey};
use zeroize::Zeroizing;

use crate::args::{ASK, Unlock};
use crate::error::Failure;
use crate::keyfile::{self, Opener};
use crate::passphrase;

/// The secret keys in all of `files`, at least one.
pub fn keys(files: &[PathBuf], unlock: &Unlock) -> Result<Vec<SecretKey>, Failure> {
    let mut keys = Vec::new();
    for path in files {
        let secret = read(path, unlock)?;
        let found = secret::read_jwk_set(&secret).map_err(|error| {
            Failure::new(format!("{} holds no secret keys: {error}", path.display()))
                .hint("give the file that `waxseal keygen` wrote, not its .pub.json")
        })?;
        if found.is_empty() {
            return Err(Failure::new(format!("{} holds no secret keys", path.display()))
                .hint("give the file that `waxseal keygen` wrote"));
        }
        keys.extend(found);
    }
    Ok(keys)
}

/// What the key file `path` holds, unlocked if it is locked.
pub fn read(path: &Path, unlock: &Unlock) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let cannot_read = |error| Failure::io(format_args!("cannot read {}", path.display()), &error);
    let file = Zeroizing::new(fs::read(path).map_err(cannot_read)?);
    if !keyfile::is_locked(&file) {
        return Ok(file);
    }
    keyfile::unlock(&file, &opener(path, unlock)?).map_err(|error| {
        let (message, hint) = error.words();
        Failure::new(format!("{}: {message}", path.display())).hint(hint)
    })
}

fn opener(path: &Path, unlock: &Unlock) -> Result<Opener, Failure> {
    let name = path.display();
    match &unlock.recovery_key {
        Some(file) if file != Path::new(ASK) => {
            let cannot_read = |error| Failure::io(format_args!("cannot read {}", file.display()), &error);
            let text = Zeroizing::new(fs::read_to_string(file).map_err(cannot_read)?);
            Ok(Opener::RecoveryKey(SecretString::from(text.as_str())))
        }
        Some(_) => {
            passphrase::ask(&format!("Recovery key of {name}"), "write it to a file and use --recovery-key=FILE")
                .map(Opener::RecoveryKey)
        }
        None => match passphrase::given(unlock.passphrase_file.as_deref())? {
            Some(given) => Ok(Opener::Passphrase(given)),
            None => passphrase::ask(&format!("Passphrase of {name}"), "use --passphrase-file or WAXSEAL_PASSPHRASE")
                .map(Opener::Passphrase),
        },
    }
}
