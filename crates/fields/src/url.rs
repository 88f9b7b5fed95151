//! Website addresses: `http` and `https` with a host name (WHATWG URL Standard), and nothing that could run or log in.

use alloc::{borrow::ToOwned, string::String};

use super::{
    Check, Fault, Surroundings,
    digits::{split, value},
    email::is_label,
};

/// Checks a website address.
#[inline(never)]
pub(super) fn check(input: &str, surroundings: &impl Surroundings) -> Check {
    let input = input.trim_matches(|c: char| matches!(c, '"' | '<' | '>' | '“' | '”' | '„' | ',' | ';'));
    let input = input.strip_prefix('(').map_or(input, |rest| rest.trim_end_matches(')'));
    if input.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\')) {
        return Check::error(Fault::UrlFormat);
    }
    let (scheme, rest) = match split(input, "://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        // A colon is a port, or the scheme of something that is no website.
        None => match input.split_once(':') {
            Some((before, after))
                if !before.contains(['.', '/']) || !after.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                return Check::error(if before.contains(['.', '/']) { Fault::UrlFormat } else { Fault::UrlScheme });
            }
            _ => (String::from("https"), input),
        },
    };
    if scheme != "https" && scheme != "http" {
        return Check::error(Fault::UrlScheme);
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // `@ada` is a name on some site, and no address of one.
    if authority.starts_with('@') {
        return Check::error(Fault::UrlFormat);
    }
    if authority.contains('@') {
        return Check::error(Fault::UrlCredentials);
    }
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let sound = port.is_none_or(|port| value::<u16>(port).is_some_and(|port| port > 0));
    let ascii = if host.is_ascii() { Some(host.to_ascii_lowercase()) } else { surroundings.host(host) };
    let host = ascii.unwrap_or_else(|| host.to_owned());
    let named = host.strip_suffix('.').unwrap_or(&host);
    if !sound || !named.contains('.') || !named.split('.').all(is_name) {
        return Check::error(Fault::UrlFormat);
    }
    let port = port.map_or(String::new(), |port| [":", port].concat());
    Check::ok([&scheme, "://", &host, &port, path].concat())
}

/// Whether browsers take it as a part of a host name; some sites have an underscore in it.
fn is_name(label: &str) -> bool {
    label.split('_').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ascii;

    #[test]
    fn websites_pass_and_what_could_run_or_log_in_does_not() {
        for (input, result) in [
            ("www.example.com", Ok("https://www.example.com")),
            ("HTTP://Example.COM/Path?q=1#x", Ok("http://example.com/Path?q=1#x")),
            ("example.museum:8080/a:b", Ok("https://example.museum:8080/a:b")),
            ("https://例子.中国/", Ok("https://例子.中国/")),
            ("https://192.0.2.1/", Ok("https://192.0.2.1/")),
            ("javascript:alert(1)", Err("url-scheme")),
            ("javascript://example.com/%0aalert(1)", Err("url-scheme")),
            ("data:text/html,x", Err("url-scheme")),
            ("mailto:ada@example.com", Err("url-scheme")),
            ("ftp://example.com", Err("url-scheme")),
            ("https://ada:secret@example.com", Err("url-credentials")),
            ("ada@example.com", Err("url-credentials")),
            ("“https://example.com”", Ok("https://example.com")),
            ("<https://example.com>", Ok("https://example.com")),
            ("(https://example.com),", Ok("https://example.com")),
            ("example.com/a_(b)", Ok("https://example.com/a_(b)")),
            ("my_site.example.com", Ok("https://my_site.example.com")),
            ("@ada", Err("url-format")),
            ("example.social/@ada", Ok("https://example.social/@ada")),
            ("example", Err("url-format")),
            ("https://exa mple.com", Err("url-format")),
            ("https://-a.com", Err("url-format")),
            ("example.com:99999", Err("url-format")),
            ("https://", Err("url-format")),
        ] {
            let check = check(input, &Ascii);
            let found = check.value.as_deref().ok_or(check.fault.map_or("", Fault::code));
            assert_eq!(found, result, "{input}");
        }
    }
}
