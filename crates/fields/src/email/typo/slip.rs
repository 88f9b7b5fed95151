//! What looks like a slip in the domain of a provider. `crates/xtask` asks the same of real domains.

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
    "btinternet.com", "sky.com", "hotmail.co.uk", "yahoo.co.uk", "live.co.uk", "talktalk.net",
    "virginmedia.com", "ntlworld.com", "yandex.ru", "mail.ru", "rambler.ru", "ukr.net", "abv.bg", "qq.com", "163.com",
    "126.com", "sina.com", "naver.com", "daum.net", "hanmail.net", "docomo.ne.jp", "ezweb.ne.jp", "yahoo.co.jp",
    "uol.com.br", "bol.com.br", "terra.com.br", "yahoo.com.br", "hotmail.com.br", "bigpond.com", "rediffmail.com",
    "walla.co.il",
];

/// No domain of theirs is longer, nor a slip of one.
const LONGEST: usize = 24;

/// Names so frequent that a slip in their first letter is likelier than another company: the keys beside that letter, and how
/// many slips are believed.
const FREQUENT: &[(&str, &str, usize)] = &[
    ("gmail", "fhtvb", 1),
    ("googlemail", "fhtvb", 2),
    ("hotmail", "gjyubn", 2),
    ("icloud", "uokj", 1),
    ("outlook", "ipkl", 1),
    ("yahoo", "tugh", 1),
];

/// Whether a country has this top-level domain.
pub(super) type IsCountry = fn(&str) -> bool;

/// The provider's domain that `domain` is a slip of; `None` if it is one itself.
pub(super) fn nearest(domain: &str, is_country: IsCountry) -> Option<&'static str> {
    if !domain.is_ascii() || domain.len() > LONGEST {
        return None;
    }
    let mut best: Option<&str> = None;
    let mut least = 3;
    for &known in PROVIDERS {
        match slips(domain, known, is_country) {
            Some(slips) if slips < least => (least, best) = (slips, Some(known)),
            // Two that are as near are no help: `hotmail.fe`.
            Some(slips) if slips == least => best = None,
            _ => {}
        }
    }
    best.filter(|_| least > 0)
}

/// How many slips make `typed` of `known`, the name and what follows it each for itself. `None` if it is another domain.
fn slips(typed: &str, known: &str, is_country: IsCountry) -> Option<usize> {
    let (typed, typed_end) = typed.split_once('.')?;
    let (known, known_end) = known.split_once('.')?;
    let name = in_name(typed, known)?;
    let end = in_end(typed_end, known_end, is_country)?;
    // Two slips in the end alone are believed where no country has such an end.
    (name + end <= 2).then_some(name + end)
}

fn in_name(typed: &str, known: &str) -> Option<usize> {
    if typed == known {
        return Some(0);
    }
    let frequent = FREQUENT.iter().find(|(name, ..)| *name == known);
    // Short names have neighbours that exist.
    let most = frequent.map_or(usize::from(known.len() > 5), |(.., most)| *most);
    if most == 0 || known.len().abs_diff(typed.len()) > 1 {
        return None;
    }
    let slips = distance(typed.as_bytes(), known.as_bytes());
    // The first letter is the one that people get right.
    let first = |name: &str| name.chars().next();
    let at_first = || slips == 1 && frequent.is_some_and(|(_, keys, _)| beginning(typed, known, keys));
    (slips <= most && (first(typed) == first(known) || at_first())).then_some(slips)
}

/// Whether the one slip at the beginning is a likely one: a key beside the right one, a letter missing or too many, or the
/// first two exchanged.
fn beginning(typed: &str, known: &str, keys: &str) -> bool {
    let beside = keys.bytes().any(|key| typed.as_bytes().first() == Some(&key));
    typed.len() != known.len() || typed[1..] != known[1..] || beside
}

/// Slips in what follows the name. One that a country has is no slip, nor is one of those that anybody may have.
fn in_end(typed: &str, known: &str, is_country: IsCountry) -> Option<usize> {
    if typed == known {
        return Some(0);
    }
    let last = |end: &str| end.rsplit_once('.').map_or(end, |(_, last)| last).len();
    let top = &typed[typed.len() - last(typed)..];
    let cut = matches!((typed, known), ("co" | "cm" | "om", "com") | ("ne" | "et", "net"));
    let country = top.len() == 2 && !known.ends_with(top) && is_country(top);
    if (country && !cut)
        || matches!(top, "com" | "net" | "org" | "info" | "biz" | "cam" | "me" | "name" | "cat" | "bet")
    {
        return None;
    }
    let slips = distance(typed.as_bytes(), known.as_bytes());
    (slips <= if known.len() > 2 { 2 } else { 1 }).then_some(slips)
}

/// Slips between two words of no more than [`LONGEST`]: a letter wrong, missing, too many, or two exchanged (optimal string
/// alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut least = [[0_usize; LONGEST + 1]; LONGEST + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            least[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let wrong = least[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let one = wrong.min(least[i - 1][j] + 1).min(least[i][j - 1] + 1);
                let exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if exchanged { one.min(least[i - 2][j - 2] + 1) } else { one }
            };
        }
    }
    least[a.len()][b.len()]
}
