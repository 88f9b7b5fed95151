//! What was answered, as the page hands it over: three texts each, of which the first says how the third is meant.
//!
//! `text` is a field's one value, `item` one of several, and `value` what a check made of the `text` before it.

use alloc::{string::String, vec, vec::Vec};

use sha2::{Digest, Sha256};
use waxseal_core::{base64url_encode, seal::Value};

/// The answers by field.
pub(crate) fn read(answers: Vec<String>) -> Vec<(String, Value)> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut answers = answers.into_iter();
    while let (Some(how), Some(name), Some(value)) = (answers.next(), answers.next(), answers.next()) {
        match (&*how, fields.last_mut().filter(|(last, _)| *last == name)) {
            ("item", Some((_, Value::List(items)))) => items.push(value),
            ("item", _) => fields.push((name, Value::List(vec![value]))),
            ("value", Some((_, answer @ Value::Text(_)))) => {
                let Value::Text(typed) = answer else { continue };
                *answer = Value::Normalised { typed: core::mem::take(typed), value };
            }
            _ => fields.push((name, Value::Text(value))),
        }
    }
    fields
}

/// The hash of the answers under one version of the choices, each text with its length before it, so that no two answers run into
/// the same bytes.
pub(crate) fn fingerprint(version: u32, answers: &[String]) -> String {
    let mut hash = Sha256::new();
    hash.update(version.to_le_bytes());
    for text in answers {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    base64url_encode(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(answers: &[&str]) -> Vec<String> {
        answers.iter().map(|text| (*text).into()).collect()
    }

    #[test]
    fn answers_are_a_text_a_list_or_a_text_with_what_a_check_made_of_it() {
        let handed = [
            "text", "a", "x", "item", "b", "1", "item", "b", "2", "item", "c", "1", "text", "d", "0", "value", "d",
            "+0",
        ];
        let text = |value: &str| Value::Text(value.into());
        let list = |items: &[&str]| Value::List(texts(items));
        let expected = [
            ("a", text("x")),
            ("b", list(&["1", "2"])),
            ("c", list(&["1"])),
            ("d", Value::Normalised { typed: "0".into(), value: "+0".into() }),
        ];
        assert_eq!(read(texts(&handed)), expected.map(|(name, value)| (String::from(name), value)));
    }

    #[test]
    fn different_answers_are_different_attempts() {
        let rows: [(u32, &[&str]); 7] = [
            (1, &["text", "a", "b"]),
            (1, &["text", "a", "bc"]),
            (1, &["text", "ab", "c"]),
            (1, &["item", "a", "b"]),
            (1, &["item", "a", "b", "item", "a", ""]),
            (1, &["text", "a", "b", "text", "c", "d"]),
            (2, &["text", "a", "b"]),
        ];
        for (i, (version, answers)) in rows.iter().enumerate() {
            for (j, (other, others)) in rows.iter().enumerate() {
                let same = fingerprint(*version, &texts(answers)) == fingerprint(*other, &texts(others));
                assert_eq!(same, i == j, "{i} {j}");
            }
        }
    }
}
