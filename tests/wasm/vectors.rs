//! Every file of tests/vectors in the browser: the build that seals in the page gives the bytes that the native one does.

#![cfg(target_arch = "wasm32")]

use include_dir::{Dir, include_dir};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "../vectors/runner.rs"]
mod runner;

wasm_bindgen_test_configure!(run_in_browser);

static VECTORS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/vectors");

#[wasm_bindgen_test]
fn every_vector_gives_what_it_says() {
    let mut count = 0;
    for file in VECTORS.files().filter(|file| file.path().extension().is_some_and(|extension| extension == "json")) {
        runner::run(&file.path().to_string_lossy(), file.contents_utf8().expect("vectors are UTF-8"));
        count += 1;
    }
    assert!(count > 30, "only {count} vectors found");
}
