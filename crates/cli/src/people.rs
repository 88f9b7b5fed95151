//! Who agreed to a purpose: person by person, whatever each of them sent over time.

use std::collections::HashMap;

use waxseal_core::consent::Decision;
use waxseal_core::envelope::Envelope;
use waxseal_core::policy::Basis;
use waxseal_owner::open::{self, OpenError};
use waxseal_owner::secret::SecretKey;

use crate::consented::{Consented, LeftOut};
use crate::each::Output;
use crate::error::{Failure, Refusal};
use crate::open::{open_given, refused};
use crate::person::{Person, Reader};
use crate::submission::{Beside, Submission};

/// What one submission says about the purpose.
pub struct Seen {
    person: Person,
    events: Vec<Event>,
    unlinked: Option<Unlinked>,
}

/// Something that happened, in seconds since 1970 by the receiver's clock.
struct Event {
    at: i64,
    what: What,
}

enum What {
    /// The submission, or why it is left out all the same.
    Given(Result<Box<Submission>, LeftOut>),
    /// An objection that was not made this time. It does not undo one that was (GDPR art. 21(3)).
    Unopposed(Result<Box<Submission>, LeftOut>),
    Refused,
    Withdrawn,
}

impl What {
    /// Which comes first within one second: what ends consent is not undone by what came with it.
    const fn rank(&self) -> u8 {
        match self {
            Self::Given(_) | Self::Unopposed(_) => 0,
            Self::Refused => 1,
            Self::Withdrawn => 2,
        }
    }
}

/// Why a refusal ends nothing that the person gave before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unlinked {
    /// The address is not in it: whoever refuses a purpose does not send what only that purpose needs.
    Unnamed,
    /// None of the keys opens it.
    WrongKey,
}

/// Reads one submission. `None` if it does not ask for the purpose.
pub fn see(
    consented: &Consented,
    reader: &Reader,
    beside: Beside,
    envelope: &Envelope,
    keys: &[SecretKey],
) -> Result<Option<Seen>, Refusal> {
    let Some(decision) = envelope.consent().decision(&consented.purpose) else { return Ok(None) };
    // An envelope that no receiver has seen is as old as it says, and never later than the time that is asked for.
    let at = beside.received.unwrap_or_else(|| consented.not_later(envelope.iat()));
    let submission = || Person::Submission(envelope.sid().to_owned());
    if !decision.given {
        let (person, unlinked) = match open::open(envelope, keys) {
            Ok(opened) => {
                reader.any(decision, &opened).map_or((None, Some(Unlinked::Unnamed)), |one| (Some(one), None))
            }
            Err(OpenError::WrongKey) => (None, Some(Unlinked::WrongKey)),
            Err(error) => return Err(refused(envelope, error)),
        };
        let events = vec![Event { at, what: What::Refused }];
        return Ok(Some(Seen { person: person.unwrap_or_else(submission), events, unlinked }));
    }
    let opened = open_given(envelope, &consented.purpose, keys)?;
    let person = match reader.served(decision, &opened) {
        Some(person) => Some(person),
        None => reader.any(decision, &open::open(envelope, keys).map_err(|error| refused(envelope, error))?),
    };
    let withdrawn = beside.withdrawn.iter().filter(|withdrawn| withdrawn.purpose == consented.purpose);
    let mut events: Vec<_> =
        withdrawn.map(|withdrawn| Event { at: withdrawn.received, what: What::Withdrawn }).collect();
    let holds = consented.holds(envelope.consent(), decision, &beside);
    let given = holds.map(|()| Box::new(Submission::new(beside, envelope, opened)));
    let what = if is_unopposed(decision, envelope) { What::Unopposed(given) } else { What::Given(given) };
    events.push(Event { at, what });
    Ok(Some(Seen { person: person.unwrap_or_else(submission), events, unlinked: None }))
}

/// Whether the person left the box to object as it was. Then the time of the decision is that of the record.
fn is_unopposed(decision: &Decision, envelope: &Envelope) -> bool {
    decision.basis == Basis::LegitimateInterest.name()
        && envelope.consent().created.as_deref() == Some(decision.time.as_str())
}

/// What all submissions say, gathered until the last of them is read: a later line may end what an earlier one gives.
#[derive(Default)]
pub struct People {
    /// What happened to each; a number counts what was read, for the order of the output.
    by_person: HashMap<Person, Vec<(usize, Event)>>,
    read: usize,
    unlinked: Vec<Unlinked>,
}

impl Output<Seen> for People {
    fn write(&mut self, Seen { person, events, unlinked }: Seen) -> Result<(), Failure> {
        self.read += 1;
        let numbered = events.into_iter().map(|event| (self.read, event));
        self.by_person.entry(person).or_default().extend(numbered);
        self.unlinked.extend(unlinked);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

impl People {
    /// The latest submission of each person whose consent holds, in the order in which they were read; counts the others.
    pub fn agreed(self, consented: &Consented) -> Vec<Submission> {
        let mut agreed: Vec<(usize, Box<Submission>)> = Vec::new();
        for events in self.by_person.into_values() {
            match outcome(events, consented) {
                Ok(numbered) => agreed.push(numbered),
                Err(why) => consented.leave_out(why),
            }
        }
        agreed.sort_unstable_by_key(|(number, _)| *number);
        agreed.into_iter().map(|(_, submission)| *submission).collect()
    }

    /// How many refusals could not be linked to anybody; `None` if all were.
    pub fn unlinked(&self) -> Option<String> {
        let words =
            [(Unlinked::Unnamed, "without an address or number"), (Unlinked::WrongKey, "sealed to another key")];
        let count = |kind| self.unlinked.iter().filter(|&&unlinked| unlinked == kind).count();
        let words: Vec<_> =
            words.into_iter().map(|(kind, words)| (count(kind), words)).filter(|(n, _)| *n > 0).collect();
        let words: Vec<_> = words.into_iter().map(|(n, words)| format!("{n} {words}")).collect();
        (!words.is_empty()).then(|| {
            format!("refusals that end no earlier consent, as nothing tells whose they are: {}", words.join(", "))
        })
    }
}

/// What became of one person: the last decision counts, and a withdrawal ends all before it.
fn outcome(mut events: Vec<(usize, Event)>, consented: &Consented) -> Result<(usize, Box<Submission>), LeftOut> {
    // Stable: of two that were given in one second the later line counts.
    events.sort_by_key(|(_, event)| (event.at, event.what.rank()));
    let mut now = Err(LeftOut::Later);
    for (number, Event { at, what }) in events {
        if consented.is_later(at) {
            break;
        }
        now = match what {
            What::Unopposed(_) if matches!(now, Err(LeftOut::NotGiven | LeftOut::Withdrawn)) => now,
            What::Given(given) | What::Unopposed(given) => given.map(|submission| (number, submission)),
            What::Refused => Err(LeftOut::NotGiven),
            What::Withdrawn => Err(LeftOut::Withdrawn),
        };
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submission() -> Submission {
        Submission {
            sid: String::new(),
            form: "signup@1".into(),
            received: None,
            iat: 0,
            fields: serde_json::Map::new(),
            values: serde_json::Map::new(),
            consent: waxseal_core::consent::Record::default(),
            files: Vec::new(),
            beside: Beside::default(),
        }
    }

    #[test]
    fn the_last_decision_counts_and_a_withdrawal_ends_all_before_it() {
        let submission = || Box::new(submission());
        let given = || What::Given(Ok(submission()));
        let expired = || What::Given(Err(LeftOut::Expired));
        let unopposed = || What::Unopposed(Ok(submission()));
        let (refused, withdrawn) = (|| What::Refused, || What::Withdrawn);
        let rows = [
            (vec![(1, given())], Ok(1)),
            (vec![(1, given()), (2, given())], Ok(2)),
            // Lines stand in any order.
            (vec![(2, given()), (1, given())], Ok(1)),
            (vec![(1, given()), (2, given()), (3, withdrawn())], Err(LeftOut::Withdrawn)),
            (vec![(3, withdrawn()), (2, given()), (1, given())], Err(LeftOut::Withdrawn)),
            (vec![(1, given()), (2, withdrawn()), (3, given())], Ok(3)),
            (vec![(1, given()), (2, refused())], Err(LeftOut::NotGiven)),
            (vec![(1, refused()), (2, given())], Ok(2)),
            (vec![(2, refused()), (1, given()), (3, given())], Ok(3)),
            // Within one second the end counts.
            (vec![(1, refused()), (1, given())], Err(LeftOut::NotGiven)),
            (vec![(1, withdrawn()), (1, given())], Err(LeftOut::Withdrawn)),
            (vec![(1, given()), (1, given())], Ok(2)),
            // An earlier consent does not stand in for one that has run out.
            (vec![(1, given()), (2, expired())], Err(LeftOut::Expired)),
            (vec![(1, expired()), (2, given())], Ok(2)),
            // Who objected once has objected, though the box stands empty again; agreeing anew is another matter.
            (vec![(1, unopposed())], Ok(1)),
            (vec![(1, refused()), (2, unopposed())], Err(LeftOut::NotGiven)),
            (vec![(1, unopposed()), (2, withdrawn()), (3, unopposed())], Err(LeftOut::Withdrawn)),
            (vec![(1, refused()), (2, given()), (3, unopposed())], Ok(3)),
            // Nothing after the time that was asked for.
            (vec![(1, given()), (11, withdrawn())], Ok(1)),
            (vec![(1, given()), (11, given())], Ok(1)),
            (vec![(1, given()), (10, refused()), (11, given())], Err(LeftOut::NotGiven)),
            (vec![(11, given())], Err(LeftOut::Later)),
        ];
        let consented = Consented::new("news".into(), Some(10), 10);
        for (events, expected) in rows {
            let shown: Vec<_> = events.iter().map(|(at, what)| (*at, what.rank())).collect();
            let events = (1..).zip(events.into_iter().map(|(at, what)| Event { at, what })).collect();
            assert_eq!(outcome(events, &consented).map(|(number, _)| number), expected, "{shown:?}");
        }
    }
}
