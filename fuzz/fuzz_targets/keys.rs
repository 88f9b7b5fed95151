//! Bytes from anywhere, read as a JWK Set, public and secret: what is accepted survives writing and reading.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::keys;
use waxseal_owner::{root::RootKey, secret};

fuzz_target!(|bytes: &[u8]| {
    for key in keys::read_jwk_set(bytes).unwrap_or_default() {
        let again = serde_json::json!({ "keys": [key.to_jwk()] }).to_string();
        assert_eq!(keys::read_jwk_set(again.as_bytes()).expect("a written key is sound")[0].id(), key.id());
    }
    if let Ok(keys) = secret::read_jwk_set(bytes) {
        let again = secret::read_jwk_set(secret::write_jwk_set(&keys).as_bytes()).expect("a written key is sound");
        assert!(keys.iter().zip(&again).all(|(one, other)| one.public().id() == other.public().id()));
    }
    let _ = RootKey::from_jwk(bytes);
});
