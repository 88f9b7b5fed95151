//! Policies to be broken: a key for them, and a value put at a JSON pointer.

use serde_json::Value;
use waxseal_core::keys::{Jwk, PublicKey};

/// A public key. Nobody has the secret one.
pub fn key() -> PublicKey {
    let jwk = Jwk {
        kty: "OKP".into(),
        crv: Some("X25519".into()),
        alg: Some("HPKE-3-KE".into()),
        x: Some("yXusJjR962CB5uBT6m8Ik7xB8C3FxW9hjwIbWVapTX4".into()),
        ..Jwk::default()
    };
    PublicKey::try_from(&jwk).expect("a sound key")
}

/// Sets the value at a JSON pointer: a member that may be new, an item, or one item more.
#[allow(dead_code, reason = "not every test changes a policy")]
pub fn set(policy: &mut Value, pointer: &str, value: Value) {
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer");
    match policy.pointer_mut(parent).expect("its parent is there") {
        Value::Object(object) => drop(object.insert(last.to_owned(), value)),
        Value::Array(array) if last.parse() == Ok(array.len()) => array.push(value),
        Value::Array(array) => array[last.parse::<usize>().expect("an index")] = value,
        _ => panic!("{pointer} has no parent"),
    }
}
