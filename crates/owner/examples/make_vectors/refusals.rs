//! What is done to a good envelope, and the code that it must be refused with.

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use rand_core::Rng;
use serde_json::{Value, json};
use waxseal_core::{base64url_decode, base64url_encode};
use waxseal_owner::secret::SecretKey;

use crate::{
    Folder, policy,
    record::{edit_record, sealed_with, sign},
    runner::{self, Seal, SeededRng},
    sealed, submission,
};

pub fn shapes(folder: &Folder, key: &SecretKey, good: &Value) {
    let text = good.to_string();
    let keys = [key];
    let refuse = |name, what, envelope: String, code| folder.refused(name, what, &keys, &envelope, code);
    refuse("cut_short", "The upload ended early.", text[..text.len() - 40].into(), "truncated");
    refuse("empty", "Nothing at all.", String::new(), "truncated");
    refuse("doubled", "The same envelope twice in one body.", format!("{text}{text}"), "trailing-data");
    refuse("not_an_envelope", "A form's plain fields.", r#"{"email":"ada@example.com"}"#.into(), "malformed");
    let doubled = text.replacen("{\"files\"", "{\"v\":1,\"files\"", 1).replacen("\"v\":1}", "\"v\":1,\"v\":1}", 1);
    refuse("member_doubled", "A member stands twice.", doubled, "malformed");
    for (name, what, code, change) in [
        (
            "unknown_member",
            "A member that the format does not have.",
            "malformed",
            Box::new(|e: &mut Value| e["note"] = json!("hi")) as Box<dyn FnOnce(&mut Value)>,
        ),
        (
            "unknown_version",
            "A newer version, with members of its own.",
            "unknown-version",
            Box::new(|e| {
                e["v"] = json!(2);
                e["new"] = json!(true);
            }),
        ),
        (
            "iat_changed",
            "The time in clear is not the time that was sealed.",
            "header-mismatch",
            Box::new(|e| e["iat"] = json!(1_790_000_001)),
        ),
        (
            "form_changed",
            "The form in clear is not the form that was sealed.",
            "header-mismatch",
            Box::new(|e| e["form"] = json!("contact@7")),
        ),
        (
            "revision_padded",
            "A revision with a leading zero.",
            "malformed",
            Box::new(|e| e["form"] = json!("signup@07")),
        ),
        (
            "manifest_changed",
            "The policy hash in clear is not the one that was sealed.",
            "header-mismatch",
            Box::new(|e| flip(&mut e["mh"])),
        ),
        (
            "files_listed",
            "An attachment, which version 1 of the software does not read.",
            "unsupported-files",
            Box::new(|e| e["files"] = json!([{"id": "a"}])),
        ),
        (
            "sid_short",
            "A submission id of 15 bytes.",
            "bad-length",
            Box::new(|e| e["sid"] = json!(base64url_encode(&[7; 15]))),
        ),
        (
            "spare_bits",
            "base64url whose last character has spare bits.",
            "bad-base64",
            Box::new(|e| {
                let sid = e["sid"].as_str().expect("text");
                let last = if sid.ends_with('A') { 'B' } else { 'R' };
                e["sid"] = json!(format!("{}{last}", &sid[..21]));
            }),
        ),
        (
            "padded_base64",
            "base64url with padding.",
            "bad-base64",
            Box::new(|e| {
                e["parts"][0]["tag"] = json!(format!("{}==", e["parts"][0]["tag"].as_str().expect("text")));
            }),
        ),
    ] {
        refuse(name, what, with(good, change).to_string(), code);
    }
}

pub fn parts(folder: &Folder, key: &SecretKey, other: &SecretKey, two: &Value, one: &Value) {
    let keys = [key, other];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    let array = |e: &mut Value| e["parts"].as_array_mut().expect("parts").clone();
    refuse(
        "parts_reordered",
        "Two parts changed places.",
        &with(two, |e| {
            let parts = array(e);
            e["parts"] = json!([parts[1], parts[0]]);
        }),
        "part-order",
    );
    refuse("part_dropped", "A part is missing.", &with(two, |e| e["parts"] = json!([array(e)[0]])), "part-count");
    refuse(
        "part_dropped_first",
        "The first part is missing.",
        &with(two, |e| e["parts"] = json!([array(e)[1]])),
        "part-count",
    );
    refuse(
        "part_repeated",
        "A part stands in place of another.",
        &with(two, |e| {
            let parts = array(e);
            e["parts"] = json!([parts[0], parts[0]]);
        }),
        "part-repeated",
    );
    refuse("no_parts", "No part at all.", &with(one, |e| e["parts"] = json!([])), "part-count");
    let elsewhere = Seal { seed: 43, ..submission(policy(key, Some(other)), &["newsletter", "offers"]) };
    let elsewhere: Value = serde_json::from_str(&runner::seal(&elsewhere).expect("it seals")).expect("JSON");
    refuse(
        "parts_mixed",
        "A part of another submission by the same person.",
        &with(two, |e| {
            e["parts"][1] = elsewhere["parts"][1].clone();
        }),
        "part-foreign",
    );
}

pub fn recipients(
    folder: &Folder,
    pq: &SecretKey,
    hpke: &SecretKey,
    compat: &SecretKey,
    other: &SecretKey,
    one: &Value,
) {
    let at = |e: &mut Value, change: &dyn Fn(&mut Value)| change(&mut e["parts"][0]["recipients"][0]);
    folder.refused("other_key", "Sealed to somebody else.", &[other], one, "wrong-key");
    let quantum = sealed(policy(pq, None), &["newsletter"]);
    folder.refused(
        "classical_beside_pq",
        "A classical recipient was added to a post-quantum part.",
        &[pq],
        &with(&quantum, |e| {
            let classical = one["parts"][0]["recipients"][0].clone();
            e["parts"][0]["recipients"].as_array_mut().expect("recipients").push(classical);
        }),
        "mixed-suites",
    );
    folder.refused(
        "alg_not_the_keys",
        "A header that names another suite than its key's.",
        &[hpke],
        &with(one, |e| {
            let classic = sealed(policy(compat, None), &["newsletter"]);
            let mut recipient = classic["parts"][0]["recipients"][0].clone();
            recipient["header"]["kid"] = json!(hpke.public().id().as_str());
            e["parts"][0]["recipients"][0] = recipient;
        }),
        "alg-mismatch",
    );
    folder.refused(
        "alg_unknown",
        "RSA, which no suite has.",
        &[hpke],
        &with(one, |e| at(e, &|r| r["header"]["alg"] = json!("RSA1_5"))),
        "unknown-alg",
    );
    let identity = |len: usize| {
        let mut bytes = vec![0; len];
        bytes[0] = 1;
        base64url_encode(&bytes)
    };
    folder.refused(
        "low_order_point",
        "An X25519 point of order one.",
        &[hpke],
        &with(one, |e| at(e, &|r| r["header"]["ek"] = json!(identity(32)))),
        "low-order-point",
    );
    folder.refused(
        "low_order_point_pq",
        "An X-Wing encapsulation whose X25519 half is of low order.",
        &[pq],
        &with(&quantum, |e| {
            at(e, &|r| {
                let mut ek = base64url_decode(r["header"]["ek"].as_str().expect("text")).expect("b64");
                ek[1088..].fill(0);
                r["header"]["ek"] = json!(base64url_encode(&ek));
            });
        }),
        "low-order-point",
    );
    let classic = sealed(policy(compat, None), &["newsletter"]);
    folder.refused(
        "point_off_curve",
        "An ephemeral key that is not on P-256.",
        &[compat],
        &with(&classic, |e| at(e, &|r| flip(&mut r["header"]["epk"]["x"]))),
        "bad-point",
    );
    folder.refused(
        "wrapped_key_changed",
        "One bit of the wrapped content key.",
        &[hpke],
        &with(one, |e| at(e, &|r| flip(&mut r["encrypted_key"]))),
        "altered",
    );
    folder.refused(
        "wrapped_key_changed_compat",
        "One bit of the wrapped content key, AES-KW.",
        &[compat],
        &with(&classic, |e| at(e, &|r| flip(&mut r["encrypted_key"]))),
        "altered",
    );
    folder.refused(
        "wrapped_key_short",
        "A wrapped content key of the wrong length.",
        &[hpke],
        &with(one, |e| at(e, &|r| r["encrypted_key"] = json!("AAAA"))),
        "bad-length",
    );
    folder.refused(
        "encapsulation_changed",
        "One bit of the encapsulated key.",
        &[hpke],
        &with(one, |e| at(e, &|r| flip(&mut r["header"]["ek"]))),
        "altered",
    );
    folder.refused(
        "no_recipients",
        "A part for nobody.",
        &[hpke],
        &with(one, |e| e["parts"][0]["recipients"] = json!([])),
        "malformed",
    );
}

pub fn contents(folder: &Folder, key: &SecretKey, one: &Value) {
    let keys = [key];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    for member in ["ciphertext", "tag", "iv"] {
        let what = format!("One bit of the {member}.");
        folder.refused(
            &format!("{member}_changed"),
            &what,
            &keys,
            &with(one, |e| flip(&mut e["parts"][0][member])),
            "altered",
        );
    }
    refuse(
        "header_changed",
        "The authenticated header names another purpose that was given.",
        &with(&sealed(policy(key, None), &["newsletter", "offers"]), |e| {
            edit(&mut e["parts"][0]["protected"], |header| header["pur"] = json!(["offers"]));
        }),
        "altered",
    );
    refuse(
        "typ_newer",
        "A part of a newer profile.",
        &with(one, |e| {
            edit(&mut e["parts"][0]["protected"], |header| header["typ"] = json!("waxseal+jwe;v=2"));
        }),
        "unknown-version",
    );
    refuse(
        "zip_asked",
        "A header member that the format does not have.",
        &with(one, |e| {
            edit(&mut e["parts"][0]["protected"], |header| header["zip"] = json!("DEF"));
        }),
        "malformed",
    );
    let none = base64url_encode(&[0; 32]);
    refuse(
        "commitment_false",
        "A content key that neither the header nor the record commits to.",
        &with(one, |e| {
            edit(&mut e["parts"][0]["protected"], |header| header["cmt"] = json!(none));
            edit_record(e, |record| {
                record["cmt"] = json!([none]);
                sign(record);
            });
            sealed_with(e);
        }),
        "commitment-mismatch",
    );
    for (name, what, plaintext) in [
        ("plaintext_not_json", "Sealed bytes that are no JSON.", &b"hello"[..]),
        (
            "plaintext_number",
            "A sealed value that is neither text nor a list of texts.",
            br#"{"fields":{"a":1},"files":[]}"#,
        ),
        (
            "plaintext_unknown_member",
            "A sealed member that the format does not have.",
            br#"{"fields":{},"files":[],"x":0}"#,
        ),
    ] {
        refuse(name, what, &with(one, |e| reseal(e, plaintext)), "bad-plaintext");
    }
}

/// `change` applied to a copy.
pub(crate) fn with(envelope: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut copy = envelope.clone();
    change(&mut copy);
    copy
}

pub(crate) fn flip(value: &mut Value) {
    let mut bytes = base64url_decode(value.as_str().expect("text")).expect("base64url");
    bytes[0] ^= 1;
    *value = json!(base64url_encode(&bytes));
}

/// JSON inside base64url.
pub(crate) fn decoded(value: &Value) -> Value {
    serde_json::from_slice(&base64url_decode(text_of(value)).expect("base64url")).expect("JSON")
}

/// Changes JSON inside base64url.
pub(crate) fn edit(value: &mut Value, change: impl FnOnce(&mut Value)) {
    let mut json = decoded(value);
    change(&mut json);
    *value = json!(base64url_encode(json.to_string().as_bytes()));
}

pub(crate) fn text_of(value: &Value) -> &str {
    value.as_str().expect("text")
}

/// The content key of the first part that the seed gives.
pub(crate) fn content_key(seed: u64) -> [u8; 32] {
    let mut rng = SeededRng(seed);
    let (mut sid, mut content_key) = ([0; 16], [0; 32]);
    rng.fill_bytes(&mut sid);
    rng.fill_bytes(&mut content_key);
    content_key
}

/// Seals the first part again under its own content key with another plaintext.
fn reseal(envelope: &mut Value, plaintext: &[u8]) {
    encrypt(&mut envelope["parts"][0], &content_key(42), plaintext);
}

pub(crate) fn encrypt(part: &mut Value, content_key: &[u8; 32], plaintext: &[u8]) {
    let aad = format!("{}.{}", part["protected"].as_str().expect("text"), part["aad"].as_str().expect("text"));
    let iv: [u8; 12] = base64url_decode(part["iv"].as_str().expect("text")).expect("b64").try_into().expect("12 bytes");
    let cipher = Aes256Gcm::new(content_key.into());
    let payload = Payload { msg: plaintext, aad: aad.as_bytes() };
    let mut sealed = cipher.encrypt((&iv).into(), payload).expect("it seals");
    let tag = sealed.split_off(sealed.len() - 16);
    part["ciphertext"] = json!(base64url_encode(&sealed));
    part["tag"] = json!(base64url_encode(&tag));
}
