//! Bytes from anywhere, read as an envelope and opened: refused with a code, or read the same after writing.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use waxseal_core::envelope;
use waxseal_owner::{
    open,
    secret::{self, SecretKey},
};

/// The keys that the seed envelopes are sealed to, one of each suite.
static KEYS: LazyLock<Vec<SecretKey>> = LazyLock::new(|| {
    let vectors = [
        include_str!("../../tests/vectors/opens_pq.json"),
        include_str!("../../tests/vectors/opens_hpke.json"),
        include_str!("../../tests/vectors/opens_compat.json"),
    ];
    let keys = vectors.map(|text| serde_json::from_str::<Value>(text).expect("a vector is JSON")["open"].take());
    keys.iter()
        .flat_map(|open| {
            secret::read_jwk_set(json!({ "keys": open["keys"] }).to_string().as_bytes()).expect("its keys are sound")
        })
        .collect()
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = envelope::parse(bytes) else { return };
    let written = read.to_string();
    assert_eq!(envelope::parse(written.as_bytes()).expect("what was read can be read again").to_string(), written);
    let _ = open::open(&read, &KEYS);
});
