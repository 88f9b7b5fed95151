//! Who sends: the address that a limit counts.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::HeaderMap;

use crate::listen::Peer;

/// Headers and setting that do not fit. Whoever operates the receiver hears of it once: limits may count the wrong clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// A neighbour says for whom it sends, and is not trusted to.
    NotTrusted,
    /// The trusted proxies do not all say for whom they send.
    TooShort,
    /// The entry that counts is no address.
    Unreadable,
}

impl Mismatch {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotTrusted => "forwarded-not-trusted",
            Self::TooShort => "forwarded-too-short",
            Self::Unreadable => "forwarded-unreadable",
        }
    }

    pub(crate) const fn detail(self) -> &'static str {
        match self {
            Self::NotTrusted => {
                "X-Forwarded-For came from a neighbouring address, but --trusted-proxies is 0: limits count the proxy as one \
                 client, or not at all. If the proxy is yours, start with --trusted-proxies 1"
            }
            Self::TooShort => {
                "X-Forwarded-For has fewer entries than --trusted-proxies says: limits count the proxy as one client. Set \
                 --trusted-proxies to the number of proxies that add an entry"
            }
            Self::Unreadable => {
                "the entry of X-Forwarded-For that --trusted-proxies points to is no address: limits count the proxy as one \
                 client. Let the proxy write the client's address"
            }
        }
    }
}

/// Who sends: the peer, or who the trusted proxies say it is. `None` for a peer on this machine that nobody vouches for.
pub(crate) fn client(peer: Peer, headers: &HeaderMap, trusted_proxies: usize) -> (Option<IpAddr>, Option<Mismatch>) {
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let Some(back) = trusted_proxies.checked_sub(1) else {
        // Anybody on the Internet may write the header; a neighbour that does is most likely a proxy.
        let mismatch = !entries.is_empty() && peer.0.is_none_or(is_near);
        return (neighbour(peer, 0), mismatch.then_some(Mismatch::NotTrusted));
    };
    match entries.iter().rev().nth(back).map(|entry| address(entry)) {
        Some(Some(named)) => (Some(prefix(named)), None),
        Some(None) => (peer.0.map(prefix), Some(Mismatch::Unreadable)),
        None => (peer.0.map(prefix), Some(Mismatch::TooShort)),
    }
}

/// Whose connection it is. `None` for one on this machine, and behind proxies, which have many clients each.
pub(crate) fn neighbour(peer: Peer, trusted_proxies: usize) -> Option<IpAddr> {
    let addr = peer.0.filter(|addr| trusted_proxies == 0 && !addr.to_canonical().is_loopback());
    addr.map(prefix)
}

/// What counts as one client: an IPv4 address, or the /56 that a provider gives one customer.
fn prefix(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 72)).into(),
    }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`: proxies write all of them.
fn address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    bare.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|addr| addr.ip()))
}

/// Loopback, or an address that is used within one network only.
fn is_near(addr: IpAddr) -> bool {
    match addr.to_canonical() {
        IpAddr::V4(addr) => addr.is_loopback() || addr.is_private() || addr.is_link_local(),
        IpAddr::V6(addr) => addr.is_loopback() || addr.is_unique_local() || addr.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(entries: &[&str]) -> HeaderMap {
        entries.iter().map(|entry| ("x-forwarded-for".parse().unwrap(), entry.parse().unwrap())).collect()
    }

    fn peer(text: &str) -> Peer {
        Peer(Some(text.parse().unwrap()))
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_trusted_proxies_say_who_sends() {
        let sent = headers(&["10.9.9.9, 192.0.2.1", "192.0.2.2"]);
        let (loopback, far) = (peer("127.0.0.1"), peer("198.51.100.1"));
        for (peer, proxies, expected) in [
            (loopback, 0, (None, Some(Mismatch::NotTrusted))),
            (Peer(None), 0, (None, Some(Mismatch::NotTrusted))),
            (far, 0, (Some(ip("198.51.100.1")), None)),
            (loopback, 1, (Some(ip("192.0.2.2")), None)),
            (Peer(None), 1, (Some(ip("192.0.2.2")), None)),
            (loopback, 2, (Some(ip("192.0.2.1")), None)),
            (far, 9, (Some(ip("198.51.100.1")), Some(Mismatch::TooShort))),
            (Peer(None), 9, (None, Some(Mismatch::TooShort))),
        ] {
            assert_eq!(client(peer, &sent, proxies), expected, "{peer:?} {proxies}");
        }
        assert_eq!(client(loopback, &HeaderMap::new(), 0), (None, None));
        assert_eq!(client(peer("10.0.0.1"), &sent, 0), (Some(ip("10.0.0.1")), Some(Mismatch::NotTrusted)));
    }

    #[test]
    fn an_entry_may_have_a_port_and_brackets() {
        for (entry, expected) in [
            ("192.0.2.1", "192.0.2.1"),
            ("192.0.2.1:4711", "192.0.2.1"),
            (" 2001:db8::1 ", "2001:db8::"),
            ("[2001:db8::1]", "2001:db8::"),
            ("[2001:db8:0:1ff::1]:4711", "2001:db8:0:100::"),
            ("\"[2001:db8::1]:4711\"", "2001:db8::"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
        ] {
            assert_eq!(client(peer("127.0.0.1"), &headers(&[entry]), 1), (Some(ip(expected)), None), "{entry}");
        }
        for entry in ["unknown", "", "_hidden", "192.0.2", "[192.0.2.1", "192.0.2.1:x"] {
            let found = client(peer("127.0.0.1"), &headers(&[entry]), 1);
            assert_eq!(found, (Some(ip("127.0.0.1")), Some(Mismatch::Unreadable)), "{entry}");
        }
    }

    #[test]
    fn connections_are_counted_for_those_who_come_from_elsewhere() {
        assert_eq!(neighbour(peer("198.51.100.1"), 0), Some(ip("198.51.100.1")));
        for (peer, proxies) in [(peer("127.0.0.1"), 0), (peer("::1"), 0), (Peer(None), 0), (peer("198.51.100.1"), 1)] {
            assert_eq!(neighbour(peer, proxies), None);
        }
    }
}
