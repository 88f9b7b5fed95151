//! Real mail domains that look like a slip in the domain of a provider: the npm package `email-providers`, and those of
//! Microsoft and Yahoo that `validator` knows.

#[path = "../../fields/src/country.rs"]
mod country;
#[path = "../../fields/src/email/typo/slip.rs"]
mod slip;

use std::{collections::BTreeSet, error::Error, fmt::Write, fs};

use crate::{Table, sources};
use country::Country;

/// Domains of companies, and of providers that the packages lack.
const ALSO: &[&str] = &["cloud.com", "gms.com", "inbox.com", "mailbox.com", "orange.net"];

/// Slips that the package took for providers.
#[rustfmt::skip]
const SLIPS: &[&str] = &[
    "gamil.com", "gmai.com", "gmail.co", "gmail.om", "gmal.com", "gmial.com", "gotmail.com", "homail.com", "hotmai.com", "hotmail.cm",
    "hotmail.con", "hotmial.com", "yaho.com", "yahoo.om",
];

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let (folder, version) = sources::npm("email-providers")?;
    let listed: Vec<String> = serde_json::from_str(&fs::read_to_string(folder.join("all.json"))?)?;
    let (folder, other_version) = sources::npm("validator")?;
    let text = fs::read_to_string(folder.join("lib/normalizeEmail.js"))?;
    // The text between quotation marks that has a full stop and no blank is a domain.
    let quoted = text.split('\'').filter(|part| part.contains('.') && !part.contains(char::is_whitespace));
    let mut domains: BTreeSet<&str> =
        listed.iter().map(String::as_str).chain(quoted).chain(ALSO.iter().copied()).collect();
    domains.retain(|domain| !SLIPS.contains(domain) && slip::nearest(domain, is_country).is_some());
    let mut rust = format!(
        "//! From the npm packages email-providers {version} (ISC) and validator {other_version} (MIT) by `npm run tables`; do not edit.\n\n\
         /// Real domains that look like a slip, sorted.\n\
         #[rustfmt::skip]\n\
         pub(super) const NEIGHBOURS: &[&str] = &[\n"
    );
    for domain in domains {
        writeln!(rust, "    {domain:?},")?;
    }
    rust.push_str("];\n");
    Ok(vec![Table::new("crates/fields/src/email/typo/neighbours.rs", rust)])
}

/// As in `crates/fields/src/email/typo.rs`.
fn is_country(top: &str) -> bool {
    matches!(top, "uk" | "eu" | "su" | "ac") || Country::from_code(top).is_some()
}
