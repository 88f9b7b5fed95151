//! Bytes from anywhere, read as every kind of JSON document: what is taken has one reading, with no `null` and no member twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use waxseal_core::{consent::Record, envelope, keys, manifest, policy, strict, withdrawal};
use waxseal_owner::{receipt::Receipt, root::RootKey, secret};

fuzz_target!(|bytes: &[u8]| {
    let strict: Result<Value, _> = strict::from_slice(bytes);
    if let Ok(value) = &strict {
        let lenient: Value = serde_json::from_slice(bytes).expect("what is read strictly is JSON");
        assert_eq!(*value, lenient);
        assert!(has_no_null(value));
        let written = value.to_string();
        assert_eq!(strict::from_str::<Value>(&written).expect("what was read can be read again"), *value);
    }
    let taken = [
        policy::read(bytes).is_ok(),
        manifest::unwrap(bytes).is_ok_and(|published| published.signed.is_some()),
        keys::read_jwk_set(bytes).is_ok(),
        secret::read_jwk_set(bytes).is_ok(),
        RootKey::from_jwk(bytes).is_ok(),
        envelope::parse(bytes).is_ok(),
        Receipt::read(bytes).is_ok(),
        withdrawal::Signed::read(bytes).is_ok(),
        strict::from_slice::<Record>(bytes).is_ok(),
    ];
    assert!(strict.is_ok_and(|value| value.is_object()) || !taken.contains(&true), "{taken:?}");
});

fn has_no_null(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().all(has_no_null),
        Value::Object(members) => members.values().all(has_no_null),
        _ => true,
    }
}
