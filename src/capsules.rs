//! Capsules prepared ahead, while the person types, so that sealing itself takes microseconds.
//!
//! Capsules and the record that holds their commitments are a pair, sealed with once. The id of the submission is drawn with the
//! first capsules and stays while choices change; only what does not fit them any longer is made anew.
//!
//! Key agreement on P-256 is the browser's own: the curve has no cheap place in the module.

use alloc::{string::String, vec::Vec};

use rand_core::Rng;
use waxseal_core::{
    base64url_encode,
    capsule::{Capsule, P256Secret},
    keys::PublicKey,
    seal::Group,
};

use crate::random::Random;

/// How many submissions are prepared: the next, and one right after it, for a form that is read twice in one task.
const AHEAD: usize = 2;
/// How many unused capsules are kept when the person ticks to and fro.
const KEPT: usize = 8;
/// The length of an uncompressed point.
const POINT: usize = 65;
/// The length of an agreement: ephemeral point and shared secret.
const AGREEMENT: usize = POINT + 32;

/// A point on P-256, uncompressed (SEC 1, section 2.3.3).
type Point = [u8; POINT];

/// What is in hand for one form. Everything in here is used once.
#[derive(Default)]
pub(crate) struct Capsules {
    prepared: Vec<Prepared>,
    /// Capsules that fitted other choices.
    spare: Vec<Capsule>,
    agreed: Vec<(Point, P256Secret)>,
}

/// A submission's id, and the capsules for its parts, in order.
struct Prepared {
    sid: String,
    capsules: Vec<Capsule>,
}

impl Prepared {
    /// What the record is signed for: the id and the commitments, parted by spaces.
    fn pair(&self) -> String {
        let mut pair = self.sid.clone();
        for capsule in &self.capsules {
            pair.push(' ');
            pair.push_str(capsule.commitment());
        }
        pair
    }

    fn fits(&self, groups: &[Group<'_>]) -> bool {
        self.capsules.len() == groups.len() && self.capsules.iter().zip(groups).all(|(it, group)| it.fits(&group.keys))
    }
}

impl Capsules {
    /// The capsules of a pair, to be used up; `None` if it is not prepared.
    pub(crate) fn take(&mut self, pair: &str) -> Option<Vec<Capsule>> {
        let position = self.prepared.iter().position(|it| it.pair() == pair)?;
        Some(self.prepared.remove(position).capsules)
    }

    /// The pairs that are prepared for `groups`, a line each.
    pub(crate) fn pairs(&self, groups: &[Group<'_>]) -> String {
        self.prepared.iter().filter(|it| it.fits(groups)).map(Prepared::pair).collect::<Vec<_>>().join("\n")
    }

    /// Prepares for `groups`, and gives the pairs to be signed, a line each. `None` if it cannot: a P-256 agreement is needed and none
    /// is at hand, or there is no randomness.
    pub(crate) fn fill(&mut self, groups: &[Group<'_>]) -> Option<String> {
        if groups.is_empty() {
            return None;
        }
        while self.prepared.len() < AHEAD {
            self.prepared.push(Prepared { sid: draw_sid()?, capsules: Vec::new() });
        }
        let Self { prepared, spare, agreed } = self;
        let mut pairs = Vec::new();
        for next in prepared {
            if !next.fits(groups) {
                spare.append(&mut next.capsules);
                for group in groups {
                    next.capsules.push(find(&group.keys, spare, agreed)?);
                }
            }
            pairs.push(next.pair());
        }
        spare.truncate(KEPT);
        Some(pairs.join("\n"))
    }

    /// The points that agreements are lacking with, each as often as it lacks them.
    pub(crate) fn lacking(&self, groups: &[Group<'_>]) -> Vec<Point> {
        let mut lacking = Vec::new();
        for key in groups.iter().flat_map(|group| &group.keys) {
            lacking.extend(key.p256_point().into_iter().flat_map(|point| [*point; AHEAD]));
        }
        for (point, _) in &self.agreed {
            if let Some(position) = lacking.iter().position(|other| other == point) {
                lacking.swap_remove(position);
            }
        }
        lacking
    }

    /// Keeps the agreements made with these points; none if they could not be made.
    pub(crate) fn keep(&mut self, points: &[u8], made: &[u8]) {
        for (with, agreement) in points.chunks_exact(POINT).zip(made.chunks_exact(AGREEMENT)) {
            let mut point = [0; POINT];
            point.copy_from_slice(with);
            let mut secret = P256Secret { epk: [0; POINT], z: [0; 32].into() };
            let (epk, z) = agreement.split_at(POINT);
            secret.epk.copy_from_slice(epk);
            secret.z.copy_from_slice(z);
            self.agreed.push((point, secret));
        }
    }
}

/// A spare capsule for these keys, else one made now.
fn find(keys: &[&PublicKey], spare: &mut Vec<Capsule>, agreed: &mut Vec<(Point, P256Secret)>) -> Option<Capsule> {
    if let Some(position) = spare.iter().position(|capsule| capsule.fits(keys)) {
        return Some(spare.swap_remove(position));
    }
    // Each agreement goes into one capsule: a second use would wrap two keys with one.
    let mut agreement = |key: &PublicKey| {
        let position = agreed.iter().position(|(point, _)| key.p256_point() == Some(point))?;
        Some(agreed.swap_remove(position).1)
    };
    let mut random = Random::default();
    let capsule = Capsule::prepare(keys, &mut agreement, &mut random).ok()?;
    random.trust(capsule)
}

fn draw_sid() -> Option<String> {
    let mut random = Random::default();
    let mut sid = [0; 16];
    random.fill_bytes(&mut sid);
    random.trust(base64url_encode(&sid))
}
