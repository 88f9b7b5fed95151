//! Capsules prepared ahead, while the person types, so that sealing itself takes microseconds.
//!
//! Key agreement on P-256 is the browser's own: the curve has no cheap place in the module.

use alloc::vec::Vec;
use core::cell::RefCell;

use waxseal_core::{
    capsule::{Capsule, P256Secret},
    keys::{KeyId, PublicKey},
    seal::Group,
};

use crate::{error::PageError, random::Random};

/// How many unused capsules are kept when the person ticks to and fro.
const KEPT: usize = 8;
/// How many unused P-256 agreements are at hand for each key of each group: for the next capsule, and for two after it.
const AGREEMENTS: usize = 3;
/// The length of an agreement: ephemeral point and shared secret.
const AGREEMENT: usize = 65 + 32;

/// What is in hand for one form. Everything in here is used once.
#[derive(Default)]
pub(crate) struct Capsules {
    ready: RefCell<Vec<Capsule>>,
    agreed: RefCell<Vec<(KeyId, P256Secret)>>,
}

impl Capsules {
    /// A capsule for each of `groups`, in order: the ready one that fits, else one made now.
    ///
    /// # Errors
    ///
    /// `not-prepared` if a P-256 agreement is needed and none is at hand; `random-failed`.
    pub(crate) fn take(&self, groups: &[Group<'_>]) -> Result<Vec<Capsule>, PageError> {
        self.fill(groups)?;
        Ok(self.ready.borrow_mut().drain(..groups.len()).collect())
    }

    /// Makes what is missing until each of `groups` has a capsule; these stand first, in order.
    ///
    /// # Errors
    ///
    /// As [`Capsules::take`].
    pub(crate) fn fill(&self, groups: &[Group<'_>]) -> Result<(), PageError> {
        let mut ready = self.ready.borrow_mut();
        for (index, group) in groups.iter().enumerate() {
            let mut position = index;
            while position < ready.len() && !ready[position].fits(&group.keys) {
                position += 1;
            }
            if position == ready.len() {
                ready.push(self.make(&group.keys)?);
            }
            ready.swap(index, position);
        }
        ready.truncate(KEPT.max(groups.len()));
        Ok(())
    }

    /// The keys that agreements are lacking with, each as often as it lacks them.
    pub(crate) fn lacking<'a>(&self, groups: &[Group<'a>]) -> Vec<&'a PublicKey> {
        let mut lacking = Vec::new();
        for group in groups {
            for key in &group.keys {
                if key.p256_point().is_some() {
                    lacking.extend([*key; AGREEMENTS]);
                }
            }
        }
        for (id, _) in &*self.agreed.borrow() {
            if let Some(position) = lacking.iter().position(|key| key.id() == id) {
                lacking.swap_remove(position);
            }
        }
        lacking
    }

    /// Keeps the agreements made with `keys`; none if they could not be made.
    pub(crate) fn keep(&self, keys: Vec<KeyId>, made: &[u8]) {
        let mut agreed = self.agreed.borrow_mut();
        for (key, agreement) in keys.into_iter().zip(made.chunks_exact(AGREEMENT)) {
            let mut secret = P256Secret { epk: [0; 65], z: [0; 32].into() };
            let (epk, z) = agreement.split_at(65);
            secret.epk.copy_from_slice(epk);
            secret.z.copy_from_slice(z);
            agreed.push((key, secret));
        }
    }

    fn make(&self, keys: &[&PublicKey]) -> Result<Capsule, PageError> {
        // Each agreement goes into one capsule: a second use would wrap two keys with one.
        let mut agreement = |key: &PublicKey| {
            let mut agreed = self.agreed.borrow_mut();
            let position = agreed.iter().position(|(id, _)| id == key.id())?;
            Some(agreed.swap_remove(position).1)
        };
        let mut random = Random::default();
        let capsule = Capsule::prepare(keys, &mut agreement, &mut random);
        random.trust(capsule?)
    }
}
