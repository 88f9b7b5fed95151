//! Secret key files: how they are locked, and how a passphrase or a recovery key unlocks them.
//!
//! Age does not let a passphrase stand beside another recipient in one file, so a locked file holds two age files, both in
//! armor, one after the other:
//!
//! 1. an age *identity* (`AGE-SECRET-KEY-1…`, X25519), locked by the passphrase with scrypt;
//! 2. the secret itself (a JWK Set), locked to that identity.
//!
//! The passphrase opens the first, which opens the second. The recovery key on paper is that same identity, so it opens the
//! second at once. Neither helps without the file. Age's own tool does the same, should this program be lost:
//!
//! ```sh
//! awk '/^-----BEGIN/{n++} n==1' waxseal.key > identity.age    # or the recovery key, in a file of its own
//! awk '/^-----BEGIN/{n++} n==2' waxseal.key | age -d -i identity.age
//! ```
//!
//! A file that holds no armor is taken as it is: a plain JWK Set, written with `--no-passphrase`.

use std::io::{self, Read, Write};
use std::iter;

use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use zeroize::Zeroizing;

/// Scrypt's cost as a power of two: 256 MiB and about a second.
pub const WORK_FACTOR: u8 = 18;

/// The most work that unlocking a file may ask for: 4 GiB, some fifteen seconds.
const MOST_WORK: u8 = 22;

/// A fresh lock. The files of one run share it, so that one passphrase and one recovery key open them all.
pub struct Lock {
    identity: x25519::Identity,
    locked_identity: String,
}

/// What opens a locked file.
pub enum Opener {
    /// The passphrase.
    Passphrase(SecretString),
    /// The recovery key as printed; spaces and line ends do not matter.
    RecoveryKey(SecretString),
}

/// Why a key file did not unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnlockError {
    /// The passphrase belongs to another file or is mistyped.
    WrongPassphrase,
    /// The recovery key belongs to another file.
    WrongRecoveryKey,
    /// What was given as recovery key is none: a letter is missing or wrong.
    BadRecoveryKey,
    /// The file was changed, cut short, or never written by this program.
    Damaged,
    /// The file asks for more memory than an honest one would.
    TooMuchWork,
}

impl UnlockError {
    /// What went wrong, and what to do about it.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::WrongPassphrase => (
                "this passphrase does not open the key file",
                "check for a mistyped word, or use --recovery-key with the key on the recovery sheet",
            ),
            Self::WrongRecoveryKey => (
                "this recovery key belongs to another key file",
                "compare the key id on the recovery sheet with the one in the .pub.json file",
            ),
            Self::BadRecoveryKey => (
                "this is not a recovery key",
                "it begins with AGE-SECRET-KEY-1, and one wrong letter makes it invalid: check it against the sheet",
            ),
            Self::Damaged => ("the key file is damaged", "take another copy of it, complete and unchanged"),
            Self::TooMuchWork => (
                "the key file asks for an unreasonable amount of memory to unlock",
                "it was not written by this program; take your own copy",
            ),
        }
    }
}

impl Lock {
    /// Draws an identity and locks it by `passphrase`.
    pub fn new(passphrase: SecretString, work_factor: u8) -> Self {
        let identity = x25519::Identity::generate();
        let mut recipient = scrypt::Recipient::new(passphrase);
        recipient.set_work_factor(work_factor);
        let text = identity.to_string();
        let locked_identity = encrypt(&recipient, text.expose_secret().as_bytes());
        Self { identity, locked_identity }
    }

    /// The text of a file that holds `secret`.
    pub fn lock(&self, secret: &[u8]) -> String {
        format!("{}{}", self.locked_identity, encrypt(&self.identity.to_public(), secret))
    }

    /// What to print once and keep on paper.
    pub fn recovery_key(&self) -> SecretString {
        self.identity.to_string()
    }
}

/// Whether a file needs a passphrase or recovery key.
pub fn is_locked(file: &[u8]) -> bool {
    file.trim_ascii_start().starts_with(BEGIN.as_bytes())
}

/// The secret in a locked file.
pub fn unlock(file: &[u8], opener: &Opener) -> Result<Zeroizing<Vec<u8>>, UnlockError> {
    let (first, second) = blocks(file).ok_or(UnlockError::Damaged)?;
    match opener {
        Opener::Passphrase(passphrase) => {
            let mut by_passphrase = scrypt::Identity::new(passphrase.clone());
            by_passphrase.set_max_work_factor(MOST_WORK);
            let identity = decrypt(first, &by_passphrase).map_err(|error| match error {
                DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed => UnlockError::WrongPassphrase,
                DecryptError::ExcessiveWork { .. } => UnlockError::TooMuchWork,
                _ => UnlockError::Damaged,
            })?;
            let identity = str::from_utf8(&identity).ok().and_then(|text| text.trim().parse::<x25519::Identity>().ok());
            decrypt(second, &identity.ok_or(UnlockError::Damaged)?).map_err(|_| UnlockError::Damaged)
        }
        Opener::RecoveryKey(typed) => {
            let typed: Zeroizing<String> = Zeroizing::new(typed.expose_secret().split_whitespace().collect());
            let identity = Zeroizing::new(typed.to_uppercase()).parse::<x25519::Identity>();
            decrypt(second, &identity.map_err(|_| UnlockError::BadRecoveryKey)?).map_err(|error| match error {
                DecryptError::NoMatchingKeys => UnlockError::WrongRecoveryKey,
                _ => UnlockError::Damaged,
            })
        }
    }
}

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";

/// The two armored age files, which must be all there is.
fn blocks(file: &[u8]) -> Option<(&str, &str)> {
    let text = str::from_utf8(file).ok()?.trim();
    let second = text.rfind(BEGIN).filter(|&at| at > 0)?;
    Some(text.split_at(second))
}

fn encrypt(recipient: &dyn age::Recipient, secret: &[u8]) -> String {
    let write = || -> io::Result<Vec<u8>> {
        let encryptor = Encryptor::with_recipients(iter::once(recipient)).map_err(io::Error::other)?;
        let mut stream = encryptor.wrap_output(ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?)?;
        stream.write_all(secret)?;
        stream.finish()?.finish()
    };
    let bytes = write().expect("one recipient is never mixed with another, and memory takes what is written");
    String::from_utf8(bytes).expect("armor is ASCII")
}

fn decrypt(armored: &str, identity: &dyn age::Identity) -> Result<Zeroizing<Vec<u8>>, DecryptError> {
    let mut secret = Zeroizing::new(Vec::new());
    Decryptor::new_buffered(ArmoredReader::new(armored.as_bytes()))?
        .decrypt(iter::once(identity))?
        .read_to_end(&mut secret)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = br#"{"keys":[]}"#;

    fn passphrase(text: &str) -> Opener {
        Opener::Passphrase(SecretString::from(text))
    }

    #[test]
    fn the_passphrase_and_the_recovery_key_both_open_the_file() {
        let lock = Lock::new(SecretString::from("correct horse"), 10);
        let file = lock.lock(SECRET);
        assert!(is_locked(file.as_bytes()) && !is_locked(SECRET));
        assert_eq!(*unlock(file.as_bytes(), &passphrase("correct horse")).unwrap(), SECRET);

        let recovery = lock.recovery_key().expose_secret().to_owned();
        let (head, tail) = recovery.split_at(20);
        for typed in [&recovery, &recovery.to_lowercase(), &format!("  {head} {tail}\n")] {
            let opener = Opener::RecoveryKey(SecretString::from(typed.as_str()));
            assert_eq!(*unlock(file.as_bytes(), &opener).unwrap(), SECRET);
        }
    }

    #[test]
    fn what_does_not_unlock_says_why() {
        let lock = Lock::new(SecretString::from("correct horse"), 10);
        let file = lock.lock(SECRET);
        let recovery = |text: &str| Opener::RecoveryKey(SecretString::from(text));
        let other = Lock::new(SecretString::from("correct horse"), 10);
        let other_key = other.recovery_key().expose_secret().to_owned();
        let foreign = format!("{}{}", other.locked_identity, &file[lock.locked_identity.len()..]);
        for (file, opener, expected) in [
            (file.as_str(), passphrase("wrong horse"), UnlockError::WrongPassphrase),
            (&file, recovery("AGE-SECRET-KEY-1QQQQ"), UnlockError::BadRecoveryKey),
            (&file, recovery(&other_key), UnlockError::WrongRecoveryKey),
            (&file[..file.len() - 60], passphrase("correct horse"), UnlockError::Damaged),
            (&lock.locked_identity, passphrase("correct horse"), UnlockError::Damaged),
            (&foreign, passphrase("correct horse"), UnlockError::Damaged),
        ] {
            assert_eq!(unlock(file.as_bytes(), &opener).unwrap_err(), expected);
        }
    }
}
