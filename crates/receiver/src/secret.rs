//! What must never lie where everybody can fetch it: told by what is in a file, since a name says little.

mod folder;
mod json;

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Read, Seek},
    path::Path,
};

pub(crate) use folder::{Search, TooLarge, find, is_never_served, walk};

use crate::store;

/// How much of a file is read as text. A JSON file is read whole.
const TEXT: u64 = 1 << 20;

/// In so many bytes, a zero tells an image or a module from a text.
const BINARY: usize = 8 << 10;

/// A secret, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Secret {
    /// A file locked by age, or by Waxseal, which uses age.
    Age,
    /// An age identity, such as the recovery key.
    RecoveryKey,
    /// The recovery sheet that `waxseal init` writes.
    RecoverySheet,
    /// A secret key as JWK, unlocked.
    Jwk,
    /// A private key in PEM, or as `OpenSSH` and `PuTTY` write it.
    PrivateKey,
    /// The passphrase of a key.
    Passphrase,
    /// The store of a receiver, or its write-ahead log.
    Store,
    /// Receipts, each with the key that takes consent back.
    Receipt,
    /// Submissions, opened.
    Opened,
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Age => "a file locked with age, such as a key",
            Self::RecoveryKey => "a recovery key",
            Self::RecoverySheet => "a recovery sheet",
            Self::Jwk => "a secret key",
            Self::PrivateKey => "a private key",
            Self::Passphrase => "a passphrase",
            Self::Store => "a store of submissions",
            Self::Receipt => "receipts with their keys",
            Self::Opened => "opened submissions",
        })
    }
}

impl Secret {
    /// The secret in `file`, if it holds one.
    ///
    /// # Errors
    ///
    /// If the file cannot be read; then it cannot be served, either.
    pub(crate) fn in_file(file: &Path) -> io::Result<Option<Self>> {
        let mut file = File::open(file)?;
        let mut head = Vec::new();
        Read::by_ref(&mut file).take(TEXT).read_to_end(&mut head)?;
        if let Some(secret) = Self::in_bytes(&head) {
            return Ok(Some(secret));
        }
        if !json::may_be(&head) {
            return Ok(None);
        }
        file.rewind()?;
        Ok(json::secret(BufReader::new(file)))
    }

    fn in_bytes(bytes: &[u8]) -> Option<Self> {
        if store::is_store(bytes) {
            return Some(Self::Store);
        }
        if bytes.starts_with(b"age-encryption.org/") {
            return Some(Self::Age);
        }
        if bytes.iter().take(BINARY).any(|&b| b == 0) {
            return None;
        }
        // Whatever else is looked for is ASCII, also where the rest of the file is not.
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        if lines.peek() == Some(&"WAXSEAL RECOVERY SHEET") {
            return Some(Self::RecoverySheet);
        }
        if is_identity(text) {
            return Some(Self::RecoveryKey);
        }
        while let Some(line) = lines.next() {
            if line == "-----BEGIN AGE ENCRYPTED FILE-----" {
                return Some(Self::Age);
            }
            if is_identity(line) {
                return Some(Self::RecoveryKey);
            }
            let key_follows = lines.peek().is_some_and(|next| is_inside_a_key(next));
            if is_begin_of_private_key(line) && key_follows || line.starts_with("PuTTY-User-Key-File-") {
                return Some(Self::PrivateKey);
            }
            if sets_passphrase(line) {
                return Some(Self::Passphrase);
            }
        }
        None
    }
}

/// An age identity and nothing else; as the recovery sheet prints it, too: in groups, over several lines.
fn is_identity(text: &str) -> bool {
    const LONGEST: usize = 4096;
    const FEWEST: usize = 50;
    if text.len() > LONGEST {
        return false;
    }
    let letters: String = text.split_whitespace().collect::<String>().to_ascii_uppercase();
    let data = letters.strip_prefix("AGE-SECRET-KEY-").map(|rest| rest.strip_prefix("PQ-").unwrap_or(rest));
    data.is_some_and(|data| data.len() > FEWEST && data.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// RFC 7468, `OpenSSH` and `OpenPGP` alike: `-----BEGIN … PRIVATE KEY…-----`.
fn is_begin_of_private_key(line: &str) -> bool {
    let label = line.strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----"));
    label.is_some_and(|label| label.contains("PRIVATE KEY"))
}

/// What follows such a line in a key, and hardly in a text about keys: base64, or a header.
fn is_inside_a_key(line: &str) -> bool {
    const FEWEST: usize = 16;
    let base64 = |b: u8| b.is_ascii_alphanumeric() || b"+/=".contains(&b);
    let header = ["Proc-Type:", "Version:", "Comment:", "Hash:"].iter().any(|name| line.starts_with(name));
    header || line.len() >= FEWEST && line.bytes().all(base64)
}

/// As a file of environment variables or a shell script sets it.
fn sets_passphrase(line: &str) -> bool {
    let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
    line.strip_prefix("WAXSEAL_PASSPHRASE=").is_some_and(|value| !value.is_empty() && !value.starts_with('$'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Base64 as it stands in a key.
    const BODY: &str = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

    fn secret(text: &str) -> Option<Secret> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, text).unwrap();
        Secret::in_file(&file).unwrap()
    }

    #[test]
    fn each_secret_is_told_by_what_is_in_it() {
        let d = r#""d":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8""#;
        for (text, expected) in [
            ("age-encryption.org/v1\n-> X25519 abc\n".into(), Secret::Age),
            ("-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n".into(), Secret::Age),
            (format!("\u{feff}\n  -----BEGIN AGE ENCRYPTED FILE-----\r\n{BODY}"), Secret::Age),
            ("WAXSEAL RECOVERY SHEET\n\nPrint this page".into(), Secret::RecoverySheet),
            (format!("AGE-SECRET-KEY-1{}", "QPZRY9X8".repeat(7)), Secret::RecoveryKey),
            (format!("  AGE-SECRET-KEY-1\n  {}", "qpzr y9x8\n".repeat(7)), Secret::RecoveryKey),
            (format!("# created: today\nAGE-SECRET-KEY-PQ-1{}\n", "QPZRY9X8".repeat(7)), Secret::RecoveryKey),
            (format!(r#"{{"kty":"OKP","crv":"X25519","x":"",{d}}}"#), Secret::Jwk),
            (format!(r#"{{"keys":[{{"kty":"EC"}},{{{d},"kty":"EC"}}]}}"#), Secret::Jwk),
            (r#"{"kty":"AKP","alg":"HPKE-9-KE","priv":"AAEC"}"#.into(), Secret::Jwk),
            (r#"{"kty":"oct","k":"AAEC"}"#.into(), Secret::Jwk),
            (format!(r#" [1, {{"deep":{{"er":[{{"kty":"RSA",{d}}}]}}}}]"#), Secret::Jwk),
            (format!("{{}}\n{{\"kty\":\"OKP\",{d}}}\n"), Secret::Jwk),
            (format!(r#"{{"kty":"OKP",{d}"#), Secret::Jwk),
            (r#"{"kty":"OKP","\u0064":"AAEC"}"#.into(), Secret::Jwk),
            (format!("-----BEGIN PRIVATE KEY-----\n{BODY}\n"), Secret::PrivateKey),
            (
                format!(
                    "-----BEGIN CERTIFICATE-----\n{BODY}\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
                ),
                Secret::PrivateKey,
            ),
            (format!("-----BEGIN OPENSSH PRIVATE KEY-----\r\n{BODY}\r\n"), Secret::PrivateKey),
            (format!("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{BODY}\n"), Secret::PrivateKey),
            ("PuTTY-User-Key-File-3: ssh-ed25519\n".into(), Secret::PrivateKey),
            (
                format!(r#"{{"type":"service_account","private_key":"-----BEGIN PRIVATE KEY-----\n{BODY}\n"}}"#),
                Secret::PrivateKey,
            ),
            ("PORT=1\nexport WAXSEAL_PASSPHRASE=one-two-three\n".into(), Secret::Passphrase),
            (r#"{"key":"AAEC","record":{"v":1},"v":1}"#.into(), Secret::Receipt),
            (
                r#"{"sid":"AAEC","form":"signup@1","fields":{"email":"a@b.example"},"consent":{}}"#.into(),
                Secret::Opened,
            ),
        ] {
            assert_eq!(secret(&text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_everybody_may_see_is_no_secret() {
        for text in [
            "",
            "<!doctype html><p>Never publish <code>-----BEGIN PRIVATE KEY-----</code>",
            "const pem = '-----BEGIN PRIVATE KEY-----\\n'",
            "-----BEGIN PRIVATE KEY-----\n… your key …\n",
            "-----BEGIN CERTIFICATE-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkK\n",
            "-----BEGIN PUBLIC KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkK\n",
            "age1qpzry9x8gf2tvdw0s3jn54khce6mua7l",
            "Keys begin with AGE-SECRET-KEY-1.",
            "export WAXSEAL_PASSPHRASE=$PASSPHRASE",
            r#"{"keys":[{"kty":"OKP","crv":"X25519","x":"AAEC","kid":"d"}]}"#,
            r#"{"path":{"d":"M0 0h24v24H0z"},"k":"v","priv":true}"#,
            r#"{"kty":{"d":"x"}}"#,
            r#"{"key":"AAEC","value":{}}"#,
            "{ not JSON",
            "[Desktop Entry]",
        ] {
            assert_eq!(secret(text), None, "{text}");
        }
    }

    #[test]
    fn a_large_json_file_is_read_to_its_end() {
        let text = format!(r#"{{"texts":"{}","keys":[{{"kty":"OKP","d":"AAEC"}}]}}"#, "x".repeat(3 << 20));
        assert_eq!(secret(&text), Some(Secret::Jwk));
    }
}
