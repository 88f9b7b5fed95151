//! How often one client, and everybody together, may send to a form or take consent back.

use std::{net::IpAddr, time::Duration};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};

use crate::config::{Limits, Rate};

type Limiter<K, C> = RateLimiter<K, DashMapStateStore<K>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Whose rate is used up, and after how long to try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limited {
    /// The sender's.
    Client(Duration),
    /// That of all who send to the form.
    Form(Duration),
}

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

    /// Counts a submission to `form`, which must be a known one.
    pub(crate) fn check(&self, client: Option<IpAddr>, form: &str) -> Result<(), Limited> {
        self.count(&self.clients, client, form)
    }

    /// The same for a withdrawal, whichever form it is about.
    pub(crate) fn check_withdrawal(&self, client: Option<IpAddr>) -> Result<(), Limited> {
        // No form has this id.
        self.count(&self.withdrawing, client, "")
    }

    /// A client that sends too much uses up nothing of what its form may get from others.
    fn count(&self, clients: &Limiter<IpAddr, C>, client: Option<IpAddr>, form: &str) -> Result<(), Limited> {
        let now = self.clock.now();
        if let Some(Err(until)) = client.map(|client| clients.check_key(&client)) {
            return Err(Limited::Client(until.wait_time_from(now)));
        }
        self.forms.check_key(&form.to_owned()).map_err(|until| Limited::Form(until.wait_time_from(now)))
    }

    /// Forgets clients that have been quiet long enough to start anew.
    pub(crate) fn forget(&self) {
        for clients in [&self.clients, &self.withdrawing] {
            clients.retain_recent();
            clients.shrink_to_fit();
        }
    }
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
        let (one, other) = ("192.0.2.1", "192.0.2.2");
        let check = |client: &str| rates.check(Some(client.parse().unwrap()), "signup");
        assert!((0..3).all(|_| check(one).is_ok()));
        assert_eq!(check(one), Err(Limited::Client(Duration::from_secs(1))));
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
        let check = |last: u8, form: &str| rates.check(Some([192, 0, 2, last].into()), form);
        assert_eq!((check(1, "signup"), check(2, "signup")), (Ok(()), Ok(())));
        assert_eq!(check(3, "signup"), Err(Limited::Form(Duration::from_secs(1))));
        assert_eq!(check(3, "contact"), Ok(()));
    }
}
