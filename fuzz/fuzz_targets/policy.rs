//! Bytes from anywhere, read as a policy file, plain or signed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use waxseal_core::{manifest, policy};

fuzz_target!(|bytes: &[u8]| {
    if let Err(problems) = policy::read(bytes) {
        assert!(!problems.is_empty(), "a refusal says why");
    }
    let _ = manifest::unwrap_verified(bytes);
    if let Ok(published) = manifest::unwrap(bytes) {
        let _ = policy::read(&published.policy);
    }
});
