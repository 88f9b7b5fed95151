//! Withdrawals that npm `jose` signed, of the holder and of the owner: `tests/interop/withdrawals.test.mjs` reads the same files.

use std::{fs, path::Path};

use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use waxseal_core::withdrawal::Signed;

/// A withdrawal, the public key that it is compared with, and what comes of it.
#[derive(Deserialize)]
struct Vector {
    public: String,
    withdrawal: Box<RawValue>,
    says: Option<Value>,
    result: String,
}

#[test]
fn withdrawals_by_another_implementation_are_read_and_refused_as_their_files_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/withdrawals");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the vectors") {
        let path = entry.expect("a file").path();
        let vector: Vector = serde_json::from_slice(&fs::read(&path).expect("a vector")).expect("a vector is JSON");
        let read = Signed::read(vector.withdrawal.get().as_bytes());
        let result = match &read {
            Ok(signed) if signed.verify(&vector.public) => "ok",
            Ok(_) => "bad-signature",
            Err(error) => error.code(),
        };
        assert_eq!(result, vector.result, "{}", path.display());
        if let Some(says) = vector.says {
            let read = read.expect("it is sound").withdrawal.to_json();
            assert_eq!(serde_json::from_str::<Value>(&read).expect("JSON"), says, "{}", path.display());
        }
        count += 1;
    }
    assert_eq!(count, 22);
}
