//! Places for connections: so many in all, and so many for one client.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many connections each client has open. Only clients with one are in it.
type OfClients = Arc<Mutex<HashMap<IpAddr, usize>>>;

/// What is free and who has what.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    free: Arc<Semaphore>,
    of_clients: OfClients,
    per_client: usize,
}

/// The place of one connection, given back when dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _taken: OwnedSemaphorePermit,
    client: Option<(IpAddr, OfClients)>,
}

impl Places {
    pub(crate) fn new(all: usize, per_client: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(all)), of_clients: Arc::default(), per_client }
    }

    /// Waits for a free place.
    pub(crate) async fn any(&self) -> OwnedSemaphorePermit {
        self.free.clone().acquire_owned().await.expect("nobody closes this semaphore")
    }

    /// Gives a free place to a client, unless it has its share. Nobody counts who is `None`.
    pub(crate) fn give(&self, taken: OwnedSemaphorePermit, client: Option<IpAddr>) -> Option<Place> {
        let Some(client) = client else {
            return Some(Place { _taken: taken, client: None });
        };
        let mut of_clients = self.of_clients.lock().unwrap_or_else(PoisonError::into_inner);
        let count = of_clients.entry(client).or_default();
        if *count >= self.per_client {
            return None;
        }
        *count += 1;
        Some(Place { _taken: taken, client: Some((client, self.of_clients.clone())) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((client, of_clients)) = &self.client else { return };
        let mut of_clients = of_clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = of_clients.get_mut(client) {
            *count -= 1;
            if *count == 0 {
                of_clients.remove(client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_client_has_its_share_and_gets_it_back() {
        let places = Places::new(9, 2);
        let (one, other) = (Some(IpAddr::from([192, 0, 2, 1])), Some(IpAddr::from([192, 0, 2, 2])));
        let first = places.give(places.any().await, one);
        let second = places.give(places.any().await, one);
        assert!(first.is_some() && second.is_some());
        assert!(places.give(places.any().await, one).is_none());
        assert!(places.give(places.any().await, other).is_some());
        assert!(places.give(places.any().await, None).is_some());
        drop(first);
        assert!(places.give(places.any().await, one).is_some());
        drop(second);
        assert_eq!(places.of_clients.lock().unwrap().len(), 0);
        assert_eq!(places.free.available_permits(), 9);
    }
}
