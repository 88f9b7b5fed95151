//! What is done to the record of a good envelope, or put under it, and the code that it must be refused with.

use serde_json::{Value, json};
use waxseal_core::{
    base64url_encode,
    consent::{Record, text_hash},
    holder::Statement,
};
use waxseal_owner::{holder::Holder, secret::SecretKey};

use crate::{
    Folder, policy,
    refusals::{content_key, decoded, encrypt, flip, text_of, with},
    runner::{self, Seal},
    submission,
};

pub fn consent(folder: &Folder, key: &SecretKey, one: &Value) {
    let keys = [key];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    let record = |change: &dyn Fn(&mut Value)| with(one, |e| edit_record(e, change));
    let text = "Call me every day.";
    for (name, what, code, change) in [
        (
            "consent_text_swapped",
            "Another sentence stands beside the hash of the one shown.",
            "consent-mismatch",
            &(|r: &mut Value| r["purposes"][0]["text"] = json!(text)) as &dyn Fn(&mut Value),
        ),
        ("consent_rewritten", "Another sentence, with its own hash.", "bad-signature", &|r| {
            r["purposes"][0]["text"] = json!(text);
            r["purposes"][0]["sha256"] = json!(text_hash(text));
        }),
        ("consent_choice_turned", "A refused purpose was turned into a given one.", "bad-signature", &|r| {
            r["purposes"][1]["given"] = json!(true);
        }),
        ("consent_time_changed", "The person chose a second later.", "bad-signature", &|r| {
            r["purposes"][0]["time"] = json!("2026-09-21T14:13:21Z");
        }),
        ("consent_purpose_dropped", "A refusal was left out of the record.", "bad-signature", &|r| {
            r["purposes"].as_array_mut().expect("purposes").truncate(1);
        }),
        ("consent_unsigned", "The holder's signature was taken out.", "consent-mismatch", &|r| {
            r.as_object_mut().expect("a record").remove("sig");
        }),
        ("consent_holder_exchanged", "Somebody else's key stands in for the holder's.", "bad-signature", &|r| {
            r["holder"] = json!("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        }),
        ("consent_nobody_asked", "A record without purposes under a part that has one.", "consent-mismatch", &|r| {
            r["purposes"] = json!([]);
        }),
        (
            "consent_sent_later",
            "The record's time of sending, which is not signed, is not the one that was sealed with.",
            "consent-mismatch",
            &|r| r["iat"] = json!(1_790_000_001),
        ),
        ("consent_milliseconds", "A time that is not in whole seconds, signed.", "consent-mismatch", &|r| {
            r["purposes"][0]["time"] = json!("2026-09-21T14:13:20.000Z");
            sign(r);
        }),
        ("consent_offset", "A time that is not in UTC, signed.", "consent-mismatch", &|r| {
            r["created"] = json!("2026-09-21T15:13:20+01:00");
            sign(r);
        }),
    ] {
        refuse(name, what, &record(change), code);
    }
}

/// A record that is sound, and not the one that was sealed with.
pub fn exchanged(folder: &Folder, key: &SecretKey, one: &Value) {
    let keys = [key];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    let text = "Call me every day.";
    let resigned = with(one, |e| {
        edit_record(e, |r| {
            r["purposes"][0]["text"] = json!(text);
            r["purposes"][0]["sha256"] = json!(text_hash(text));
            sign(r);
        });
    });
    refuse(
        "consent_exchanged",
        "Another sentence, its own hash, and a signature by a key that its writer made: not what the parts were sealed with.",
        &resigned,
        "consent-mismatch",
    );
    refuse(
        "consent_resigned",
        "The same, and the hash of it in every part: only the seal tells.",
        &with(&resigned, sealed_with),
        "altered",
    );
    let elsewhere = Seal { seed: 43, ..submission(policy(key, None), &["newsletter"]) };
    let elsewhere: Value = serde_json::from_str(&runner::seal(&elsewhere).expect("it seals")).expect("JSON");
    refuse(
        "consent_of_another_submission",
        "The record of another submission by the same person.",
        &with(one, |e| e["consent"] = elsewhere["consent"].clone()),
        "consent-mismatch",
    );
    refuse(
        "aad_not_the_hash",
        "The `aad` of a part is the hash of something else.",
        &with(one, |e| flip(&mut e["parts"][0]["aad"])),
        "consent-mismatch",
    );
    refuse(
        "aad_is_the_record",
        "The `aad` of a part is the record, not its hash.",
        &with(one, |e| e["parts"][0]["aad"] = json!(base64url_encode(text_of(&e["consent"]).as_bytes()))),
        "bad-length",
    );
    refuse(
        "older_format",
        "An envelope of the earlier form: the record in the `aad` of each part, and no commitments in it.",
        &with(one, |e| {
            edit_record(e, |record| drop(record.as_object_mut().expect("a record").remove("cmt")));
            e["parts"][0]["aad"] = json!(base64url_encode(text_of(&e["consent"]).as_bytes()));
            e.as_object_mut().expect("an envelope").remove("consent");
        }),
        "older-format",
    );
    for (name, what, value) in [
        ("consent_array", "The record stands in a list.", json!([one["consent"]])),
        ("consent_null", "`null` stands in place of the record.", Value::Null),
        ("consent_object", "The record is an object, not the text of one.", record_of(one)),
        ("consent_spaced", "A consent record that is not canonical.", {
            json!(text_of(&one["consent"]).replacen('{', "{ ", 1))
        }),
    ] {
        refuse(name, what, &with(one, |e| e["consent"] = value), "malformed");
    }
    refuse(
        "consent_missing",
        "No record at all.",
        &with(one, |e| drop(e.as_object_mut().expect("an envelope").remove("consent"))),
        "malformed",
    );
}

/// Other content under a genuine record: by somebody on the way who knows the policy and its public keys.
pub fn bound(folder: &Folder, key: &SecretKey, other: &SecretKey, one: &Value, two: &Value) {
    let keys = [key, other];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    refuse(
        "content_swapped",
        "Another address, sealed by somebody else, under the person's genuine record.",
        &with(one, |e| forge(e, 0, key, None)),
        "content-mismatch",
    );
    refuse(
        "content_of_one_part_swapped",
        "One of two parts was sealed by somebody else, under the person's genuine record.",
        &with(two, |e| forge(e, 1, other, None)),
        "content-mismatch",
    );
    refuse(
        "content_swapped_commitment_kept",
        "Another address, with the genuine commitment in its header: its content key does not fit.",
        &with(one, |e| {
            let cmt = record_of(e)["cmt"][0].as_str().expect("text").to_owned();
            forge(e, 0, key, Some(&cmt));
        }),
        "commitment-mismatch",
    );
    let signed = |envelope: &Value, change: &dyn Fn(&mut Vec<Value>)| {
        with(envelope, |e| {
            edit_record(e, |record| {
                change(record["cmt"].as_array_mut().expect("commitments"));
                sign(record);
            });
            sealed_with(e);
        })
    };
    for (name, what, envelope, change) in [
        (
            "content_commitment_changed",
            "The record was signed for another part.",
            one,
            &(|cmt: &mut Vec<Value>| flip(&mut cmt[0])) as &dyn Fn(&mut Vec<Value>),
        ),
        ("content_commitment_added", "The record was signed for one part more.", one, &|cmt| cmt.push(cmt[0].clone())),
        ("content_commitment_missing", "The record was signed for one part less.", two, &|cmt| cmt.truncate(1)),
        ("content_commitments_empty", "The record was signed for no part.", one, &Vec::clear),
        ("content_commitments_reordered", "The record was signed for parts in another order.", two, &|cmt| {
            cmt.swap(0, 1);
        }),
    ] {
        refuse(name, what, &signed(envelope, change), "content-mismatch");
    }
    refuse(
        "content_commitment_rewritten",
        "The record names another part, and its signature is of the genuine one.",
        &with(one, |e| edit_record(e, |record| flip(&mut record["cmt"][0]))),
        "content-mismatch",
    );
    refuse(
        "content_commitments_dropped",
        "The record does not say what was sealed under it.",
        &with(one, |e| edit_record(e, |record| drop(record.as_object_mut().expect("a record").remove("cmt")))),
        "malformed",
    );
}

pub(crate) fn record_of(envelope: &Value) -> Value {
    serde_json::from_str(text_of(&envelope["consent"])).expect("JSON")
}

/// Changes the record, and nothing that depends on it.
pub(crate) fn edit_record(envelope: &mut Value, change: impl FnOnce(&mut Value)) {
    let mut record = record_of(envelope);
    change(&mut record);
    envelope["consent"] = json!(record.to_string());
}

/// Signs a record with a key that its writer made.
pub(crate) fn sign(record: &mut Value) {
    let holder = Holder::from_seed(&[7; 32]);
    record["holder"] = json!(holder.public());
    let read: Record = serde_json::from_value(record.clone()).expect("a record");
    record["sig"] = json!(holder.sign(Statement::Consent, &read.signed()));
}

/// Writes the hash of the record into every part.
pub(crate) fn sealed_with(envelope: &mut Value) {
    let aad = text_hash(text_of(&envelope["consent"]));
    for part in envelope["parts"].as_array_mut().expect("parts") {
        part["aad"] = json!(aad);
    }
}

/// Puts a part in place of another: sealed with all that is public, to the same key, with the commitment to its own content key
/// or one that is given.
fn forge(envelope: &mut Value, n: usize, key: &SecretKey, cmt: Option<&str>) {
    let own = Seal { seed: 44, ..submission(policy(key, None), &["newsletter"]) };
    let own: Value = serde_json::from_str(&runner::seal(&own).expect("it seals")).expect("JSON");
    let mut forged = own["parts"][0].clone();
    let mut header = decoded(&envelope["parts"][n]["protected"]);
    header["cmt"] = cmt.map_or_else(|| decoded(&forged["protected"])["cmt"].clone(), |cmt| json!(cmt));
    forged["protected"] = json!(base64url_encode(header.to_string().as_bytes()));
    forged["aad"] = envelope["parts"][n]["aad"].clone();
    encrypt(&mut forged, &content_key(44), br#"{"fields":{"email":"eve@example.com"},"files":[]}"#);
    envelope["parts"][n] = forged;
}
