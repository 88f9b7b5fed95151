//! Every file of tests/vectors, natively. The browser runs the same files.

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "its sealing half also serves the example that writes the files")]
mod runner;

#[test]
fn every_vector_gives_what_it_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("the folder is part of the project") {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(&path).expect("a readable vector");
            runner::run(&path.file_name().expect("a file has a name").to_string_lossy(), &text);
            count += 1;
        }
    }
    assert!(count > 30, "only {count} vectors found");
}
