//! E-mail addresses: what a browser's `type=email` accepts (HTML Standard, "valid e-mail address") where mail servers do
//! too, plus letters of any script (RFC 6531), within the lengths of RFC 5321 §4.5.3.1.

mod signs;
mod typo;

use alloc::{
    borrow::{Cow, ToOwned},
    string::String,
};

use super::{
    Check, Fault, Rules, Surroundings, Verdict,
    digits::{characters, find, is_invisible},
};

/// What several people read.
const ROLES: &[&str] = &[
    "abuse",
    "accounts",
    "admin",
    "billing",
    "contact",
    "hello",
    "help",
    "hr",
    "info",
    "jobs",
    "mail",
    "marketing",
    "newsletter",
    "no-reply",
    "noreply",
    "office",
    "orders",
    "postmaster",
    "press",
    "sales",
    "service",
    "support",
    "team",
    "webmaster",
];

/// Where addresses are made to be thrown away: the best known of them.
const DISPOSABLE: &[&str] = &[
    "10minutemail.com",
    "dispostable.com",
    "fakeinbox.com",
    "getnada.com",
    "guerrillamail.com",
    "mailinator.com",
    "maildrop.cc",
    "mailnesia.com",
    "mintemail.com",
    "mohmal.com",
    "sharklasers.com",
    "temp-mail.org",
    "tempmail.com",
    "throwawaymail.com",
    "trashmail.com",
    "yopmail.com",
];

/// Checks an e-mail address.
#[inline(never)]
pub(super) fn check(input: &str, rules: &Rules, surroundings: &impl Surroundings) -> Check {
    let bare = strip(input);
    let tidy = if bare.is_ascii() {
        Cow::Borrowed(bare)
    } else {
        Cow::Owned(bare.replace(['＠', '﹫'], "@").replace('’', "'"))
    };
    let meant = signs::without(&tidy);
    let check = judge(meant.as_deref().unwrap_or(&tidy), rules, surroundings);
    let failed = check.verdict == Verdict::Error;
    if failed || (check.fault == Some(Fault::EmailSpaces) && signs::has_words_around(&tidy)) {
        // A word or a pair of quotation marks around an address refuses nobody.
        let found = signs::among_words(meant.as_deref().unwrap_or(&tidy));
        let found = found.and_then(|address| doubt(&judge(&address, rules, surroundings)));
        // An address of signs is unusual, and some servers have it.
        let signs = || meant.filter(|_| failed && judge(&tidy, rules, surroundings).verdict == Verdict::Ok);
        return found.or_else(|| signs().map(|_| Check::doubt(Fault::EmailStrange))).unwrap_or(check);
    }
    meant.and_then(|_| doubt(&check)).unwrap_or(check)
}

/// The question whether this is what was meant; `None` if it cannot be.
fn doubt(meant: &Check) -> Option<Check> {
    let meant = meant.suggestion.as_ref().or(meant.value.as_ref())?;
    Some(Check::doubt(Fault::Meant).suggest(meant.clone()))
}

fn judge(tidy: &str, rules: &Rules, surroundings: &impl Surroundings) -> Check {
    let gap = |c: char| c.is_whitespace() || is_invisible(c);
    let joined = if tidy.contains(gap) { Cow::Owned(tidy.replace(gap, "")) } else { Cow::Borrowed(tidy) };
    let (local, domain) = match parts(&joined) {
        Ok(parts) => parts,
        Err(fault) => return Check::error(fault),
    };
    let ascii: Option<String> =
        if domain.is_ascii() { Some(domain.to_ascii_lowercase()) } else { surroundings.host(domain) };
    // A browser that cannot say what the domain is in ASCII leaves it to the mail server.
    let domain = ascii.unwrap_or_else(|| domain.to_owned());
    if let Some(fault) = domain_fault(&domain) {
        return Check::error(fault);
    }
    if local.len() > 64 || local.len() + 1 + domain.len() > 254 {
        return Check::error(Fault::EmailLength);
    }
    if rules.ascii && !(local.is_ascii() && domain.is_ascii()) {
        return Check::error(Fault::EmailAscii);
    }
    let value = [local, "@", &domain].concat();
    if joined != tidy {
        return Check::unsure(value.clone(), Fault::EmailSpaces).suggest(value);
    }
    if local.starts_with('.') || local.ends_with('.') || find(local, "..").is_some() {
        // Some Japanese mailboxes of old are like this.
        return Check::unsure(value, Fault::EmailDots);
    }
    if let Some(meant) = typo::correct(&domain) {
        return Check::unsure(value, Fault::EmailTypo).suggest([local, "@", meant].concat());
    }
    if rules.personal {
        if ROLES.iter().any(|role| local.eq_ignore_ascii_case(role)) {
            return Check::unsure(value, Fault::EmailRole);
        }
        if DISPOSABLE.contains(&&*domain) {
            return Check::unsure(value, Fault::EmailDisposable);
        }
    }
    Check::ok(value)
}

/// Without what comes along when an address is copied.
fn strip(input: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';');
    let mailto = |scheme: &&str| scheme.eq_ignore_ascii_case("mailto:");
    // What follows the address of a link is a subject and the like (RFC 6068 §2).
    let input = match input.get(..7).filter(mailto) {
        Some(_) => input[7..].split('?').next().unwrap_or_default(),
        None => input,
    };
    let input = input.trim_start().trim_end_matches(ends);
    input.strip_prefix('<').map_or(input, |rest| rest.strip_suffix('>').unwrap_or(rest)).trim()
}

fn parts(address: &str) -> Result<(&str, &str), Fault> {
    if address.contains('"') {
        return Err(Fault::EmailQuotes);
    }
    let (local, domain) = address.split_once('@').ok_or(Fault::EmailAt)?;
    if domain.contains('@') {
        return Err(Fault::EmailAt);
    }
    // RFC 5322 §3.2.3, and the full stop.
    let sign = |c: char| matches!(c, '!' | '#'..='\'' | '*' | '+' | '-'..='/' | '=' | '?' | '^'..='`' | '{'..='~');
    let atom = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || sign(c);
    if local.is_empty() || !local.chars().all(|c| atom(c) && !c.is_control()) {
        return Err(Fault::EmailLocal);
    }
    if domain.starts_with('[') {
        return Err(Fault::EmailLiteral);
    }
    Ok((local, domain))
}

fn domain_fault(domain: &str) -> Option<Fault> {
    let Some((_, top)) = domain.rsplit_once('.') else {
        return Some(if domain.is_empty() { Fault::EmailDomain } else { Fault::EmailDot });
    };
    if domain.split('.').all(|label| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(Fault::EmailLiteral);
    }
    if !domain.split('.').all(is_label) {
        return Some(Fault::EmailDomain);
    }
    // Top-level domains are letters, or Punycode (RFC 3696 §2).
    let letters = top.chars().all(|c| !c.is_ascii_digit() && c != '-') && characters(top) >= 2;
    (!letters && !top.starts_with("xn--")).then_some(Fault::EmailDomain)
}

/// Whether it is a label of a host name (RFC 1123 §2.1), or one in another script.
pub(super) fn is_label(label: &str) -> bool {
    // Scripts write vowels and joins with marks that are not letters, so beyond ASCII only blanks are refused.
    let beyond = |c: char| !c.is_ascii() && !c.is_whitespace() && !c.is_control();
    let letter = |c: char| c == '-' || c.is_ascii_alphanumeric() || beyond(c);
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ascii;

    fn checked(input: &str) -> Check {
        check(input, &Rules::default(), &Ascii)
    }

    #[test]
    fn addresses_that_can_be_right_pass() {
        for (input, value) in [
            ("ada@example.com", "ada@example.com"),
            ("Ada@EXAMPLE.Com", "Ada@example.com"),
            ("o'connor+news@sub.example.co.uk", "o'connor+news@sub.example.co.uk"),
            ("o’connor@example.com", "o'connor@example.com"),
            ("mailto:ada@example.com", "ada@example.com"),
            ("MAILTO:ada@example.com?subject=Hello", "ada@example.com"),
            ("<ada@example.com>,", "ada@example.com"),
            ("ada＠example.com", "ada@example.com"),
            ("m*'!%@x.example", "m*'!%@x.example"),
            ("a/b=c@x.example", "a/b=c@x.example"),
            ("ü@xn--bcher-kva.example", "ü@xn--bcher-kva.example"),
            ("李@例子.中国", "李@例子.中国"),
            ("1234567890@example.museum", "1234567890@example.museum"),
        ] {
            assert_eq!(checked(input), Check::ok(value.to_owned()), "{input}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_right_say_why() {
        let long = alloc::format!("{}@example.com", "a".repeat(65));
        for (input, code) in [
            ("ada", "email-at"),
            ("ada@@example.com", "email-at"),
            ("a@b@example.com", "email-at"),
            ("@example.com", "email-local"),
            ("a(b)@example.com", "email-local"),
            ("\"a b\"@example.com", "email-quotes"),
            ("ada@[192.0.2.1]", "email-literal"),
            ("ada@192.0.2.1", "email-literal"),
            ("ada@", "email-domain"),
            ("ada@example", "email-dot"),
            ("ada@example..com", "email-domain"),
            ("ada@-example.com", "email-domain"),
            ("ada@end-.com", "email-domain"),
            ("ada@ex_ample.com", "email-domain"),
            ("ada@example.c", "email-domain"),
            ("ada@example.c0m", "email-domain"),
            (long.as_str(), "email-length"),
        ] {
            assert_eq!(checked(input).fault.map(Fault::code), Some(code), "{input}");
            assert_eq!(checked(input).verdict, Verdict::Error, "{input}");
        }
    }

    #[test]
    fn a_doubt_is_asked_about_and_often_comes_with_what_was_meant() {
        for (input, code, meant) in [
            ("a..b@example.com", "email-dots", None),
            (".ada@example.com", "email-dots", None),
            ("ada @example.com", "email-spaces", Some("ada@example.com")),
            ("mail @example.com", "email-spaces", Some("mail@example.com")),
            ("ada@exam ple.com", "email-spaces", Some("ada@example.com")),
            ("ada@gmial.com", "email-typo", Some("ada@gmail.com")),
            ("ada@gmail.con", "email-typo", Some("ada@gmail.com")),
            ("ada@hotmial.co.uk", "email-typo", Some("ada@hotmail.co.uk")),
        ] {
            let check = checked(input);
            assert_eq!((check.verdict, check.fault.map(Fault::code)), (Verdict::Unsure, Some(code)), "{input}");
            assert_eq!(check.suggestion.as_deref(), meant, "{input}");
        }
    }

    #[test]
    fn what_was_pasted_along_is_asked_about_and_left_out_of_the_suggestion() {
        for input in [
            "“ada@example.com”",
            "‘ada@example.com’",
            "«ada@example.com»",
            "\"ada@example.com\"",
            "'ada@example.com'",
            "(ada@example.com)",
            "[ada@example.com]",
            "ada@example.com✓",
            "✉ ada@example.com",
            "📧ada@example.com",
            "ada\u{FFFD}@example.com",
            "ada@example.com\u{F8FF}",
            "ada@example.com…",
            "ada@example.com!",
            "ada@example.com:",
            "ａｄａ@example.com",
            "ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            "Ada <ada@example.com>",
            "\"Lovelace, Ada\" <ada@example.com>",
            "Ada Lovelace <ada@example.com>;",
            "E-Mail: ada@example.com",
            "email:ada@example.com",
            "E-mail ada@example.com",
            "Email ada@example.com",
            "Ada Lovelace ada@example.com",
            "ada@example.com (Ada)",
            "http://ada@example.com",
            "ada@example.com/",
            "*ada@example.com*",
            "`ada@example.com`",
        ] {
            let expected = Check::doubt(Fault::Meant).suggest("ada@example.com".to_owned());
            assert_eq!(checked(input), expected, "{input}");
        }
        for input in
            ["ada\u{2013}l@my\u{2011}example.com", "ada\u{2212}l@my\u{2014}example.com", "ada－l@my－example.com"]
        {
            assert_eq!(checked(input).suggestion.as_deref(), Some("ada-l@my-example.com"), "{input}");
        }
        assert_eq!(checked("ada@example,com").suggestion.as_deref(), Some("ada@example.com"));
        assert_eq!(checked("😀@example.com"), Check::doubt(Fault::EmailStrange));
        for input in ["✓", "“”", "ada@example.com, bob@example.com", "<>", "Ada <ada>"] {
            assert_eq!(checked(input).verdict, Verdict::Error, "{input}");
        }
    }

    #[test]
    fn an_owner_can_ask_for_one_person_s_address_or_for_ascii() {
        let mut rules = Rules::default();
        assert!(rules.set("personal", "true") && rules.set("ascii", "true"));
        for (input, code) in [
            ("Info@example.com", Some("email-role")),
            ("ada@mailinator.com", Some("email-disposable")),
            ("ü@example.com", Some("email-ascii")),
            ("ada@example.com", None),
        ] {
            assert_eq!(check(input, &rules, &Ascii).fault.map(Fault::code), code, "{input}");
        }
    }
}
