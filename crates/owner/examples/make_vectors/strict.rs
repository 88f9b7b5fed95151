//! JSON that a lenient reader takes: arrays in place of objects, `null` in place of absence, members that stand twice.

use serde_json::{Value, json};
use waxseal_core::base64url_encode;
use waxseal_owner::secret::SecretKey;

use crate::{
    Folder, policy,
    record::{record_of, sealed_with},
    refusals::{content_key, decoded, encrypt, with},
    sealed,
};

pub fn shapes(folder: &Folder, key: &SecretKey, compat: &SecretKey, one: &Value) {
    let refuse = |name, what, envelope: &Value| folder.refused(name, what, &[key], envelope, "malformed");
    let classic = sealed(policy(compat, None), &["newsletter"]);
    folder.refused(
        "epk_array",
        "The members of an ephemeral key stand in a list.",
        &[compat],
        &with(&classic, |e| listed(&mut e["parts"][0]["recipients"][0]["header"]["epk"])),
        "malformed",
    );
    refuse("envelope_array", "The members of an envelope stand in a list.", &with(one, listed));
    refuse("part_array", "The members of a part stand in a list.", &with(one, |e| listed(&mut e["parts"][0])));
    for (name, what, pointer) in [
        ("recipient_array", "The members of a recipient stand in a list.", "/parts/0/recipients/0"),
        ("header_array", "The members of a recipient's header stand in a list.", "/parts/0/recipients/0/header"),
    ] {
        refuse(name, what, &with(one, |e| listed(e.pointer_mut(pointer).expect("it is there"))));
    }
    refuse("parts_object", "The parts stand in an object.", &with(one, |e| e["parts"] = json!({"0": e["parts"][0]})));
    refuse("files_null", "`null` stands in place of the list of files.", &with(one, |e| e["files"] = Value::Null));
    refuse(
        "epk_null",
        "A header of HPKE whose `epk` is `null`, not absent.",
        &with(one, |e| e["parts"][0]["recipients"][0]["header"]["epk"] = Value::Null),
    );
    let text = one.to_string();
    let refuse = |name, what, text: String| folder.refused(name, what, &[key], &text, "malformed");
    refuse("version_float", "The version is 1.0, not 1.", text.replace("\"v\":1}", "\"v\":1.0}"));
    refuse("version_null", "The version is `null`.", text.replace("\"v\":1}", "\"v\":null}"));
    refuse("version_text", "The version is a text.", text.replace("\"v\":1}", "\"v\":\"1\"}"));
}

/// The same inside what the envelope holds as text.
pub fn inner(folder: &Folder, key: &SecretKey, one: &Value) {
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &[key], envelope, code);
    let header = |text: String| with(one, |e| e["parts"][0]["protected"] = json!(base64url_encode(text.as_bytes())));
    let good = decoded(&one["parts"][0]["protected"]);
    let record = |text: String| {
        with(one, |e| {
            e["consent"] = json!(text);
            sealed_with(e);
        })
    };
    let consent = record_of(one);
    for (name, what, envelope) in [
        ("protected_array", "The members of a part's header stand in a list.", header(with(&good, listed).to_string())),
        (
            "protected_null",
            "A member of a part's header is `null`.",
            header(with(&good, |h| h["cty"] = Value::Null).to_string()),
        ),
        ("protected_doubled", "A member of a part's header stands twice.", header(doubled(&good, "n"))),
        ("record_array", "The members of the record stand in a list.", record(with(&consent, listed).to_string())),
        (
            "record_null",
            "A member of the record that may be missing is `null`.",
            record(with(&consent, |r| r["button"] = Value::Null).to_string()),
        ),
        ("record_doubled", "A member of the record stands twice.", record(doubled(&consent, "lang"))),
        (
            "decision_array",
            "The members of a decision stand in a list.",
            record(with(&consent, |r| listed(&mut r["purposes"][0])).to_string()),
        ),
    ] {
        refuse(name, what, &envelope, "malformed");
    }
    for (name, what, plaintext) in [
        ("plaintext_array", "The members of what is sealed stand in a list.", r#"[{"a":"b"},[]]"#),
        ("plaintext_null", "A sealed value is `null`.", r#"{"fields":{"a":null},"files":[]}"#),
        ("plaintext_doubled", "A sealed field stands twice.", r#"{"fields":{"a":"b","a":"c"},"files":[]}"#),
        ("plaintext_fields_array", "The sealed fields stand in a list.", r#"{"fields":["a"],"files":[]}"#),
        (
            "plaintext_values_null",
            "`null` stands in place of no values.",
            r#"{"fields":{"a":"b"},"files":[],"values":null}"#,
        ),
        (
            "plaintext_value_alone",
            "A value of a field that is not there.",
            r#"{"fields":{},"files":[],"values":{"a":"b"}}"#,
        ),
    ] {
        let envelope = with(one, |e| encrypt(&mut e["parts"][0], &content_key(42), plaintext.as_bytes()));
        refuse(name, what, &envelope, "bad-plaintext");
    }
}

/// The values of an object, in a list: what serde's derive would take for it.
fn listed(object: &mut Value) {
    *object = object.as_object().expect("an object").values().cloned().collect();
}

/// The JSON of an object in which a member stands twice, each time the same.
fn doubled(object: &Value, name: &str) -> String {
    let member = format!("{}:{}", json!(name), object[name]);
    object.to_string().replacen(&member, &format!("{member},{member}"), 1)
}
