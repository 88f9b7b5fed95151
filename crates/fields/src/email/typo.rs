//! Slips in well-known mail domains.
//!
//! A suggestion is made towards a domain that very many people have, and never away from one that exists: one press on it
//! would send the mail to a stranger. `npm run tables` finds the real domains that look like a slip.

mod neighbours;
mod slip;

use crate::Country;

/// The domain that was most likely meant, if that is another one.
pub(super) fn correct(domain: &str) -> Option<&'static str> {
    slip::nearest(domain, is_country).filter(|_| neighbours::NEIGHBOURS.binary_search(&domain).is_err())
}

/// Whether a country has this top-level domain.
fn is_country(top: &str) -> bool {
    matches!(top, "uk" | "eu" | "su" | "ac") || Country::from_code(top).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen() {
        for (typed, meant) in [
            ("gmial.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gmaill.com", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmail.cm", "gmail.com"),
            ("gmailc.om", "gmail.com"),
            ("gnail.con", "gmail.com"),
            ("hotmial.com", "hotmail.com"),
            ("hotnail.con", "hotmail.com"),
            ("hotmial.co.uk", "hotmail.co.uk"),
            ("gotmail.com", "hotmail.com"),
            ("otmail.com", "hotmail.com"),
            ("ohtmail.com", "hotmail.com"),
            ("uahoo.com", "yahoo.com"),
            ("yaho.com", "yahoo.com"),
            ("yahoo.co.ku", "yahoo.co.uk"),
            ("outlok.com", "outlook.com"),
            ("putlook.com", "outlook.com"),
            ("iclod.com", "icloud.com"),
            ("t-onlin.de", "t-online.de"),
            ("laposte.ne", "laposte.net"),
            ("comcast.nry", "comcast.net"),
            ("aol.con", "aol.com"),
            ("web.ed", "web.de"),
        ] {
            assert_eq!(correct(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn a_domain_that_exists_is_left_alone() {
        for domain in [
            "ymail.com",
            "gmx.de",
            "gms.com",
            "mail.com",
            "email.com",
            "yahoo.ca",
            "example.com",
            "gmail.company.example",
            "wb.de",
            "outlook.es",
            "outlook.be",
            "outlook.com.br",
            "hotmail.be",
            "hotmail.se",
            "hotmail.com.ar",
            "yahoo.co.in",
            "yahoo.co.id",
            "yahoo.com.au",
            "yahoo.com.mx",
            "live.be",
            "live.se",
            "fastmail.fm",
            "mailo.com",
            "centrum.sk",
            "ao.com",
            "al.com",
            "cloud.com",
            "love.com",
            "line.com",
            "never.com",
            "cox.com",
            "att.com",
            "sky.it",
            "orange.es",
            "free.it",
            "web.se",
            "gmx.us",
            "bigpoint.com",
            "telenor.be",
            "osteo.de",
        ] {
            assert_eq!(correct(domain), None, "{domain}");
        }
    }
}
