//! Slips in well-known mail domains.
//!
//! A suggestion is only made towards a domain that very many people have, and never away from one that exists next to it:
//! `ymail.com` is not a slip of `gmail.com`.

use alloc::vec::Vec;

/// Domains that very many people have. From mailcheck and @zootools/email-spell-checker (both MIT), with those of other
/// countries added.
#[rustfmt::skip]
const PROVIDERS: &[&str] = &[
    "gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "live.com", "msn.com", "me.com",
    "mac.com", "googlemail.com", "protonmail.com", "proton.me", "fastmail.com", "zoho.com", "ymail.com",
    "rocketmail.com", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net",
    "charter.net", "earthlink.net", "gmx.com", "mail.com", "email.com", "gmx.de", "web.de", "t-online.de",
    "freenet.de", "posteo.de", "mailbox.org", "outlook.de", "hotmail.de", "yahoo.de", "gmx.net", "gmx.at", "gmx.ch",
    "aon.at", "bluewin.ch", "orange.fr", "free.fr", "laposte.net", "sfr.fr", "wanadoo.fr", "hotmail.fr", "yahoo.fr",
    "outlook.fr", "live.fr", "libero.it", "virgilio.it", "tiscali.it", "alice.it", "hotmail.it", "yahoo.it",
    "seznam.cz", "centrum.cz", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "hotmail.es", "yahoo.es", "telefonica.net",
    "sapo.pt", "ziggo.nl", "kpnmail.nl", "planet.nl", "live.nl", "hotmail.nl", "telenet.be", "skynet.be",
    "btinternet.com", "sky.com", "hotmail.co.uk", "yahoo.co.uk", "live.co.uk", "outlook.co.uk", "talktalk.net",
    "virginmedia.com", "ntlworld.com", "yandex.ru", "mail.ru", "rambler.ru", "ukr.net", "abv.bg", "qq.com", "163.com",
    "126.com", "sina.com", "naver.com", "daum.net", "hanmail.net", "docomo.ne.jp", "ezweb.ne.jp", "yahoo.co.jp",
    "uol.com.br", "bol.com.br", "terra.com.br", "yahoo.com.br", "hotmail.com.br", "bigpond.com", "rediffmail.com",
    "walla.co.il",
];

/// Real domains that are one slip away from one of those.
#[rustfmt::skip]
const NEIGHBOURS: &[&str] = &[
    "gms.com", "gmx.co", "gmx.us", "mail.co", "mail.de", "mail.bg", "email.cz", "email.de", "ymail.co", "live.cn",
    "live.de", "free.it", "o2.de", "onet.eu", "web.com", "wed.de", "sky.it", "me.de", "msn.co", "outlook.com.br",
    "list.ru", "bk.ru", "inbox.ru", "inbox.com", "hot.ee", "mailbox.com", "gmail.co.uk", "aim.com", "yahoo.ca",
    "yahoo.in", "yahoo.ie",
];

/// What was most likely meant, if that is another domain.
pub(super) fn correct(domain: &str) -> Option<&'static str> {
    if !domain.is_ascii() || domain.len() > 24 {
        return None;
    }
    let mut best = None;
    let mut least = usize::MAX;
    for &known in PROVIDERS {
        if known == domain {
            return None;
        }
        // Short names have neighbours that exist: one slip in ten letters, two in more, none in the shortest.
        let most = match known.len() {
            0..=6 => 0,
            7..=9 => 1,
            _ => 2,
        };
        let most = most.min(least - 1);
        if most == 0 || known.len().abs_diff(domain.len()) > most || !alike(domain, known) {
            continue;
        }
        let distance = distance(domain.as_bytes(), known.as_bytes());
        if distance <= most {
            least = distance;
            best = Some(known);
        }
    }
    best.filter(|_| !NEIGHBOURS.contains(&domain))
}

/// Two slips are believed only where one of them is in the name: another top-level domain may be another company.
fn alike(domain: &str, known: &str) -> bool {
    let name = |domain: &str| domain.bytes().position(|byte| byte == b'.').unwrap_or(domain.len());
    let first = |domain: &str| domain.bytes().next();
    // The first letter is the one that people get right.
    first(domain) == first(known) && name(domain).abs_diff(name(known)) <= 1
}

/// Slips between two words: a letter wrong, missing, too many, or two exchanged (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = alloc::vec![i];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (row[j] + 1).min(next[j - 1] + 1).min(row[j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        before = core::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_and_a_neighbour_is_left_alone() {
        for (typed, meant) in [
            ("gmial.com", Some("gmail.com")),
            ("gmai.com", Some("gmail.com")),
            ("gmaill.com", Some("gmail.com")),
            ("gmail.co", Some("gmail.com")),
            ("gmail.cm", Some("gmail.com")),
            ("hotmial.com", Some("hotmail.com")),
            ("hotnail.con", Some("hotmail.com")),
            ("yaho.com", Some("yahoo.com")),
            ("outlok.com", Some("outlook.com")),
            ("iclod.com", Some("icloud.com")),
            ("t-onlin.de", Some("t-online.de")),
            ("laposte.ne", Some("laposte.net")),
            ("ymail.com", None),
            ("gmx.de", None),
            ("gms.com", None),
            ("mail.com", None),
            ("yahoo.ca", None),
            ("example.com", None),
            ("gmail.company.example", None),
            ("wb.de", None),
        ] {
            assert_eq!(correct(typed), meant, "{typed}");
        }
    }
}
