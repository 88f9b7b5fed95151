//! Capsules prepared ahead, while the person types, so that sealing itself takes microseconds.

use alloc::{string::String, vec::Vec};
use core::cell::RefCell;

use waxseal_core::{
    capsule::{Capsule, P256Secret},
    keys::{KeyId, PublicKey},
    policy::{Form, Policy},
    seal::{self, Group, SealError},
};

use crate::{error::PageError, p256, random::Random};

/// How many unused capsules are kept when the person ticks to and fro.
const KEPT: usize = 8;
/// How many unused P-256 agreements are at hand for each key.
const AGREEMENTS: usize = 2;

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
    /// `not-prepared` if a P-256 agreement is needed that only [`Capsules::prepare`] can make; `random-failed`.
    pub(crate) fn take(&self, groups: &[Group<'_>]) -> Result<Vec<Capsule>, PageError> {
        let mut taken = Vec::with_capacity(groups.len());
        for group in groups {
            let position = self.ready.borrow().iter().position(|capsule| capsule.fits(&group.keys));
            let capsule = match position {
                Some(position) => Ok(self.ready.borrow_mut().remove(position)),
                None => self.make(&group.keys),
            };
            match capsule {
                Ok(capsule) => taken.push(capsule),
                Err(error) => {
                    self.ready.borrow_mut().append(&mut taken);
                    return Err(error);
                }
            }
        }
        Ok(taken)
    }

    /// Gets ready for the groups that `ticked` makes. A failure shows when the capsules are taken.
    pub(crate) async fn prepare(&self, policy: &Policy, form: &Form, ticked: &[String]) {
        let groups = seal::groups(policy, form, ticked);
        for (index, group) in groups.iter().enumerate() {
            let wanted = groups[..=index].iter().filter(|other| other.keys == group.keys).count();
            while self.ready.borrow().iter().filter(|capsule| capsule.fits(&group.keys)).count() < wanted {
                self.agree(&group.keys).await;
                let Ok(capsule) = self.make(&group.keys) else {
                    return;
                };
                self.ready.borrow_mut().push(capsule);
            }
            self.agree(&group.keys).await;
        }
        let mut ready = self.ready.borrow_mut();
        if ready.len() > KEPT {
            ready.retain(|capsule| groups.iter().any(|group| capsule.fits(&group.keys)));
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
        let capsule: Result<Capsule, SealError> = Capsule::prepare(keys, &mut agreement, &mut random);
        random.trust(capsule?)
    }

    async fn agree(&self, keys: &[&PublicKey]) {
        for key in keys.iter().filter(|key| key.p256_point().is_some()) {
            while self.agreed.borrow().iter().filter(|(id, _)| id == key.id()).count() < AGREEMENTS {
                let Some(secret) = p256::agree(key).await else {
                    break;
                };
                self.agreed.borrow_mut().push((key.id().clone(), secret));
            }
        }
    }
}
