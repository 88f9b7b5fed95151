//! The policy files, read and looked through: at the start, and again while the receiver runs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use waxseal_core::{
    manifest::{self, ManifestError},
    policy::finding::{self, Finding},
};
use waxseal_receiver::{PolicyFiles, Reload};

/// Why a file cannot be served, and what to do about it.
pub struct Refused {
    code: &'static str,
    pub message: String,
    pub hint: Option<String>,
}

/// Reads the files, of which the last is current, and refuses one that has mistakes or that the law forbids. One that has ended
/// is read all the same: what was taken under it can be taken back. `tell` is given a line for each mistake and warning.
pub fn read(files: &[PathBuf], mut tell: impl FnMut(&str)) -> Result<PolicyFiles, Refused> {
    let mut earlier = files.iter().map(|file| read_one(file, &mut tell)).collect::<Result<Vec<_>, _>>()?;
    let current = earlier.pop().expect("the command line has one at least");
    Ok(PolicyFiles { earlier, current })
}

/// The same for the log of a receiver that runs: why it is refused, in one text that begins with a code.
pub fn read_again(files: &[PathBuf]) -> Reload {
    let mut lines = Vec::new();
    read(files, |line| lines.push(line.to_owned())).map_err(|Refused { code, message, .. }| {
        lines.push(message);
        format!("{code}: {}", lines.join("; "))
    })
}

fn read_one(file: &Path, tell: &mut impl FnMut(&str)) -> Result<Vec<u8>, Refused> {
    let name = file.display().to_string();
    let bytes = fs::read(file).map_err(|error| Refused {
        code: "cannot-read",
        message: format!("cannot read {name}: {error}"),
        hint: None,
    })?;
    let findings = match finding::read(&bytes) {
        Ok((policy, _)) => finding::weigh(&policy),
        Err(findings) => findings,
    };
    for found in &findings {
        tell(&format!("{name}: {}", Finding::line(found)));
    }
    let Some(message) = finding::verdict(&name, &findings) else { return Ok(bytes) };
    let code = manifest::unwrap_verified(&bytes).map_or_else(ManifestError::code, |_| "bad-policy");
    let hint = format!("mend it as said above; `waxseal policy lint {name}` looks again");
    Err(Refused { code, message, hint: Some(hint) })
}
