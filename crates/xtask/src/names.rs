//! Packs of names by their hashes, which `crates/fields/src/names.rs` reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
};

#[path = "../../fields/src/names/hash.rs"]
mod hash;

use hash::hash;

/// What a name stands for: the code of a country, the number of a month.
pub(crate) type Meaning = [u8; 2];

/// A pack of folded names.
///
/// # Errors
///
/// If two of them have one hash.
pub(crate) fn pack(names: &BTreeMap<String, Meaning>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut rows: BTreeMap<u32, (&str, Meaning)> = BTreeMap::new();
    for (name, meaning) in names {
        if let Some((other, _)) = rows.insert(hash(name), (name, *meaning)) {
            return Err(format!("{name} and {other} have one hash").into());
        }
    }
    let things: BTreeSet<Meaning> = names.values().copied().collect();
    let things: Vec<Meaning> = things.into_iter().collect();
    let mut pack = u16::try_from(rows.len())?.to_le_bytes().to_vec();
    pack.push(u8::try_from(things.len())?);
    pack.extend(things.iter().flatten());
    let mut before = 0;
    for hash in rows.keys() {
        let mut distance = hash - before;
        before = *hash;
        while distance > 0x7f {
            pack.push(u8::try_from(distance & 0x7f).expect("seven bits") | 0x80);
            distance >>= 7;
        }
        pack.push(u8::try_from(distance).expect("seven bits"));
    }
    for (_, meaning) in rows.values() {
        let thing = things.binary_search(meaning).expect("it is one of them");
        pack.push(u8::try_from(thing)?);
    }
    Ok(pack)
}
