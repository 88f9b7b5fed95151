//! How often one client, and everybody together, may send to a form or take consent back.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use axum::http::HeaderMap;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};

use crate::config::{Limits, Rate};

type Limiter<K, C> = RateLimiter<K, DashMapStateStore<K>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The rates of a running receiver.
#[derive(Debug)]
pub(crate) struct RateLimits<C: Clock = MonotonicClock> {
    clients: Limiter<IpAddr, C>,
    /// Apart from submissions: whoever sent too many can still take them back.
    withdrawing: Limiter<IpAddr, C>,
    forms: Limiter<String, C>,
    clock: C,
}

impl<C: Clock + Clone> RateLimits<C> {
    pub(crate) fn new(limits: &Limits, clock: C) -> Self {
        let quota = |rate: Rate| Quota::per_second(rate.per_second).allow_burst(rate.burst);
        Self {
            clients: Limiter::dashmap_with_clock(quota(limits.per_client), clock.clone()),
            withdrawing: Limiter::dashmap_with_clock(quota(limits.per_client), clock.clone()),
            forms: Limiter::dashmap_with_clock(quota(limits.per_form), clock.clone()),
            clock,
        }
    }

    /// Counts a submission to `form`, which must be a known one; after how long to try again if it is one too many.
    pub(crate) fn check(&self, client: Option<IpAddr>, form: &str) -> Result<(), Duration> {
        self.count(&self.clients, client, form)
    }

    /// The same for a withdrawal, whichever form it is about.
    pub(crate) fn check_withdrawal(&self, client: Option<IpAddr>) -> Result<(), Duration> {
        // No form has this id.
        self.count(&self.withdrawing, client, "")
    }

    fn count(&self, clients: &Limiter<IpAddr, C>, client: Option<IpAddr>, form: &str) -> Result<(), Duration> {
        let client = client.map_or(Ok(()), |client| clients.check_key(&prefix(client)));
        let checked = client.and_then(|()| self.forms.check_key(&form.to_owned()));
        checked.map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Forgets clients that have been quiet long enough to start anew.
    pub(crate) fn forget(&self) {
        for clients in [&self.clients, &self.withdrawing] {
            clients.retain_recent();
            clients.shrink_to_fit();
        }
    }
}

/// What counts as one client: an IPv4 address, or the /56 that a provider gives one customer.
fn prefix(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 72)).into(),
    }
}

/// Who sends: the peer, or who the trusted proxies say it is. `None` for a loopback peer that nobody vouches for.
pub(crate) fn client(peer: IpAddr, headers: &HeaderMap, trusted_proxies: usize) -> Option<IpAddr> {
    let Some(back) = trusted_proxies.checked_sub(1) else {
        return Some(peer).filter(|peer| !peer.to_canonical().is_loopback());
    };
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let named = entries.iter().rev().nth(back).and_then(|entry| entry.trim().parse().ok());
    Some(named.unwrap_or(peer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    #[test]
    fn a_burst_passes_then_one_per_second() {
        let clock = FakeRelativeClock::default();
        let limits = Limits { per_client: Rate::new(1, 3), ..Limits::default() };
        let rates = RateLimits::new(&limits, clock.clone());
        let (one, neighbour, other) = ("2001:db8::1", "2001:db8:0:ff::2", "2001:db8:0:100::1");
        let check = |client: &str| rates.check(Some(client.parse().unwrap()), "signup");
        assert!((0..3).all(|_| check(one).is_ok()));
        assert_eq!(check(neighbour), Err(Duration::from_secs(1)), "a /56 is one client");
        assert_eq!(check(other), Ok(()));
        clock.advance(Duration::from_secs(1));
        assert_eq!(check(one), Ok(()));
        assert!(check(one).is_err());
        assert_eq!(rates.check(None, "signup"), Ok(()));
        assert_eq!(rates.check_withdrawal(Some(one.parse().unwrap())), Ok(()), "the way out has a rate of its own");
    }

    #[test]
    fn many_clients_share_the_rate_of_the_form() {
        let limits = Limits { per_form: Rate::new(1, 2), ..Limits::default() };
        let rates = RateLimits::new(&limits, FakeRelativeClock::default());
        let check = |last: u8, form: &str| rates.check(Some([192, 0, 2, last].into()), form).is_ok();
        assert!(check(1, "signup") && check(2, "signup") && !check(3, "signup") && check(3, "contact"));
    }

    #[test]
    fn only_trusted_proxies_say_who_sends() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "10.9.9.9, 192.0.2.1".parse().unwrap());
        headers.append("x-forwarded-for", "192.0.2.2".parse().unwrap());
        let (loopback, peer) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([198, 51, 100, 1]));
        let address = |last: u8| Some(IpAddr::from([192, 0, 2, last]));
        assert_eq!(client(loopback, &headers, 0), None);
        assert_eq!(client(peer, &headers, 0), Some(peer));
        assert_eq!(client(loopback, &headers, 1), address(2));
        assert_eq!(client(loopback, &headers, 2), address(1));
        assert_eq!(client(peer, &headers, 9), Some(peer), "a missing entry leaves the peer");
    }
}
