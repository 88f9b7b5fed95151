//! Policies to be broken: a key for them, and a value put at a JSON pointer.

use serde_json::Value;
use waxseal_core::{
    keys::{PublicKey, Suite},
    secret::SecretKey,
};

#[path = "../../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;

/// The same key at each call.
pub fn key() -> PublicKey {
    SecretKey::generate(Suite::Hpke, &mut runner::SeededRng(1)).public().clone()
}

/// Sets the value at a JSON pointer: a member that may be new, an item, or one item more.
pub fn set(policy: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer");
    match policy.pointer_mut(parent).expect("its parent is there") {
        Value::Object(object) => drop(object.insert(last.to_owned(), value)),
        Value::Array(array) if last.parse() == Ok(array.len()) => array.push(value),
        Value::Array(array) => array[last.parse::<usize>().expect("an index")] = value,
        _ => panic!("{pointer} has no parent"),
    }
}

/// The same numbers at each call.
#[allow(dead_code, reason = "not every test draws any")]
pub fn rng() -> runner::SeededRng {
    runner::SeededRng(2)
}
