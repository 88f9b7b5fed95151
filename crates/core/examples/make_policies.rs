//! Prints the random policies of `tests/policies/random.json`, one a line.

use serde_json::Value;

#[path = "../tests/support/random.rs"]
mod random;
#[path = "../tests/support/mod.rs"]
#[allow(dead_code, reason = "only its key is used here")]
mod support;

fn main() {
    let lines: Vec<String> = random::repeatable(30, &support::key()).iter().map(Value::to_string).collect();
    println!("[\n{}\n]", lines.join(",\n"));
}
