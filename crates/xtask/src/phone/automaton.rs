//! Patterns into one minimal acyclic automaton over digits.

use std::{collections::HashMap, error::Error};

use regex_automata::{
    Anchored,
    dfa::{Automaton, StartKind, dense},
    util::{primitives::StateID, start},
};

use super::metadata::Region;

/// No number is longer: calling code, national number and some more.
const LONGEST: usize = 20;
/// Labels of states; 0 where no number ends.
const FIXED: u8 = 1;
/// Whatever may take a text, and what is no fixed line.
const OTHER: u8 = 2;

/// A state: what a number that ends here is, and where each digit leads. State 0 is the one that leads nowhere.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    label: u8,
    next: [u32; 10],
}

/// Collects calling codes.
pub(super) struct Builder {
    states: Vec<State>,
    ids: HashMap<State, u32>,
    roots: Vec<(String, u32)>,
}

impl Default for Builder {
    fn default() -> Self {
        let dead = State { label: 0, next: [0; 10] };
        Self { states: vec![dead.clone()], ids: HashMap::from([(dead, 0)]), roots: Vec::new() }
    }
}

impl Builder {
    /// Adds the numbers of all regions of one calling code.
    pub(super) fn add(&mut self, code: u16, regions: &[&Region]) -> Result<(), Box<dyn Error>> {
        let mut patterns = Vec::new();
        for region in regions {
            let all = |kinds: &[String]| kinds.join("|");
            // A number is valid if it fits its type and the region's general description.
            patterns
                .push([&region.general, &all(&region.fixed), &all(&region.mobile), &all(&region.other)].map(compile));
        }
        let mut regions: Vec<[Option<dense::DFA<Vec<u32>>>; 4]> = Vec::new();
        for region in patterns {
            let [general, fixed, mobile, other] = region;
            regions.push([general?, fixed?, mobile?, other?]);
        }
        let start: Vec<Option<StateID>> = regions.iter().flatten().map(|dfa| first(dfa.as_ref())).collect();
        let root = self.state(&regions, &start, &mut HashMap::new(), LONGEST);
        self.roots.push((code.to_string(), root));
        Ok(())
    }

    /// The id of the state in which each pattern is in its state of `at`.
    fn state(
        &mut self,
        regions: &[[Option<dense::DFA<Vec<u32>>>; 4]],
        at: &[Option<StateID>],
        known: &mut HashMap<Vec<Option<StateID>>, u32>,
        left: usize,
    ) -> u32 {
        if let Some(id) = known.get(at) {
            return *id;
        }
        assert!(left > 0, "a pattern without end");
        let dfas: Vec<&Option<dense::DFA<Vec<u32>>>> = regions.iter().flatten().collect();
        let ends = |i: usize| match (dfas[i], at[i]) {
            (Some(dfa), Some(state)) => dfa.is_match_state(dfa.next_eoi_state(state)),
            _ => false,
        };
        let mut label = 0;
        for region in 0..regions.len() {
            for (kind, this) in [(1, FIXED), (2, OTHER), (3, OTHER)] {
                if ends(region * 4) && ends(region * 4 + kind) {
                    label = label.max(this);
                }
            }
        }
        let mut next = [0; 10];
        for (digit, next) in (b'0'..=b'9').zip(&mut next) {
            let mut then: Vec<Option<StateID>> = Vec::new();
            for (dfa, state) in dfas.iter().zip(at) {
                let state = dfa.as_ref().zip(*state).map(|(dfa, state)| dfa.next_state(state, digit));
                then.push(
                    state.filter(|state| !dfas[then.len()].as_ref().is_some_and(|dfa| dfa.is_dead_state(*state))),
                );
            }
            if then.iter().any(Option::is_some) {
                *next = self.state(regions, &then, known, left - 1);
            }
        }
        let id = self.intern(State { label, next });
        known.insert(at.to_vec(), id);
        id
    }

    fn intern(&mut self, state: State) -> u32 {
        if let Some(id) = self.ids.get(&state) {
            return *id;
        }
        let id = u32::try_from(self.states.len()).expect("far fewer states");
        self.states.push(state.clone());
        self.ids.insert(state, id);
        id
    }

    /// The automaton over calling code and national number: two bytes a state for its label and for the digits that lead
    /// elsewhere than the digit before, then for each of these the way to the state it leads to, counted back from its own
    /// number. Children stand before their parents, the root stands last; state 0, which leads nowhere, is left out.
    pub(super) fn encode(mut self) -> Vec<u8> {
        let mut codes = std::mem::take(&mut self.roots);
        codes.sort();
        self.trie(&codes, 0);
        let count = u16::try_from(self.states.len() - 1).expect("far fewer states");
        let mut out = count.to_le_bytes().to_vec();
        let (mut heads, mut ways) = (Vec::new(), Vec::new());
        for (id, state) in self.states.iter().enumerate().skip(1) {
            let mut mask = 0_u16;
            let mut before = 0;
            for (digit, next) in state.next.iter().enumerate() {
                if *next != before {
                    mask |= 1 << digit;
                    let back = if *next == 0 { 0 } else { u32::try_from(id).expect("small") - next };
                    varint(&mut ways, back);
                }
                before = *next;
            }
            heads.push((mask, state.label));
        }
        // In three runs, each of which is alike within itself and so compresses well.
        out.extend(heads.iter().map(|(mask, _)| u8::try_from(mask & 0xff).expect("a byte")));
        out.extend(heads.iter().map(|(mask, label)| u8::try_from(mask >> 8).expect("two bits") | label << 2));
        out.extend(ways);
        out
    }

    fn trie(&mut self, codes: &[(String, u32)], depth: usize) -> u32 {
        if let [(code, root)] = codes
            && code.len() == depth
        {
            return *root;
        }
        let mut next = [0; 10];
        for (digit, next) in ('0'..='9').zip(&mut next) {
            let mine: Vec<_> = codes.iter().filter(|(code, _)| code[depth..].starts_with(digit)).cloned().collect();
            if !mine.is_empty() {
                *next = self.trie(&mine, depth + 1);
            }
        }
        self.intern(State { label: 0, next })
    }
}

fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value > 0x7f {
        out.push(u8::try_from(value & 0x7f).expect("seven bits") | 0x80);
        value >>= 7;
    }
    out.push(u8::try_from(value).expect("seven bits"));
}

fn compile(pattern: &String) -> Result<Option<dense::DFA<Vec<u32>>>, Box<dyn Error>> {
    if pattern.is_empty() {
        return Ok(None);
    }
    let config = dense::Config::new().start_kind(StartKind::Anchored).minimize(false);
    let syntax = regex_automata::util::syntax::Config::new().unicode(false).utf8(false);
    let whole = format!("^(?:{pattern})$");
    Ok(Some(dense::Builder::new().configure(config).syntax(syntax).build(&whole)?))
}

fn first(dfa: Option<&dense::DFA<Vec<u32>>>) -> Option<StateID> {
    let config = start::Config::new().anchored(Anchored::Yes);
    dfa.map(|dfa| dfa.start_state(&config).expect("anchored is what it was built for"))
}
