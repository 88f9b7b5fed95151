//! What is done to a good envelope, and the code that it must be refused with.

use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use rand_core::Rng;
use serde_json::{Value, json};
use waxseal_core::{base64url_decode, base64url_encode, consent::Record, holder::Statement};
use waxseal_owner::{holder::Holder, secret::SecretKey};

use crate::{
    Folder, policy,
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

pub fn consent(folder: &Folder, key: &SecretKey, one: &Value, two: &Value) {
    let keys = [key];
    let refuse = |name, what, envelope: &Value, code| folder.refused(name, what, &keys, envelope, code);
    let record = |change: &dyn Fn(&mut Value)| with(one, |e| edit(&mut e["parts"][0]["aad"], change));
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
            r["purposes"][0]["sha256"] = json!(waxseal_core::consent::text_hash(text));
        }),
        ("consent_choice_turned", "A refused purpose was turned into a given one.", "bad-signature", &|r| {
            r["purposes"][1]["given"] = json!(true);
        }),
        ("consent_time_changed", "The person chose a second later.", "bad-signature", &|r| {
            r["purposes"][0]["time"] = json!("2026-09-21T15:13:21.000+02:00");
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
    ] {
        refuse(name, what, &record(change), code);
    }
    refuse(
        "consent_resigned",
        "Another sentence, its own hash, and a signature by a key that its writer made: only the receipt and the seal tell.",
        &record(&|r| {
            r["purposes"][0]["text"] = json!(text);
            r["purposes"][0]["sha256"] = json!(waxseal_core::consent::text_hash(text));
            let holder = Holder::from_seed(&[7; 32]);
            r["holder"] = json!(holder.public());
            let record: Record = serde_json::from_value(r.clone()).expect("a record");
            r["sig"] = json!(holder.sign(Statement::Consent, &record.signed()));
        }),
        "altered",
    );
    refuse(
        "consent_of_one_part",
        "One of two parts has a record of its own.",
        &with(two, |e| {
            edit(&mut e["parts"][1]["aad"], |record| record["button"] = json!("Buy"));
        }),
        "consent-mismatch",
    );
    refuse(
        "consent_spaced",
        "A consent record that is not canonical.",
        &with(one, |e| {
            let bytes = base64url_decode(e["parts"][0]["aad"].as_str().expect("text")).expect("b64");
            let spaced = String::from_utf8(bytes).expect("UTF-8").replacen('{', "{ ", 1);
            e["parts"][0]["aad"] = json!(base64url_encode(spaced.as_bytes()));
        }),
        "malformed",
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
    let fields = br#"{"fields":{"email":"eve@example.com"},"files":[]}"#;
    refuse(
        "commitment_false",
        "A content key that the header does not commit to.",
        &with(one, |e| reseal(e, Some(&none), fields)),
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
        refuse(name, what, &with(one, |e| reseal(e, None, plaintext)), "bad-plaintext");
    }
}

/// `change` applied to a copy.
fn with(envelope: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut copy = envelope.clone();
    change(&mut copy);
    copy
}

fn flip(value: &mut Value) {
    let mut bytes = base64url_decode(value.as_str().expect("text")).expect("base64url");
    bytes[0] ^= 1;
    *value = json!(base64url_encode(&bytes));
}

/// Changes JSON inside base64url.
fn edit(value: &mut Value, change: impl FnOnce(&mut Value)) {
    let bytes = base64url_decode(value.as_str().expect("text")).expect("base64url");
    let mut json: Value = serde_json::from_slice(&bytes).expect("JSON");
    change(&mut json);
    *value = json!(base64url_encode(json.to_string().as_bytes()));
}

/// Seals the first part again under its own content key, which the seed gives away, with another header or plaintext.
fn reseal(envelope: &mut Value, cmt: Option<&str>, plaintext: &[u8]) {
    let mut rng = SeededRng(42);
    let (mut sid, mut content_key) = ([0; 16], [0; 32]);
    rng.fill_bytes(&mut sid);
    rng.fill_bytes(&mut content_key);
    let part = &mut envelope["parts"][0];
    if let Some(cmt) = cmt {
        edit(&mut part["protected"], |header| header["cmt"] = json!(cmt));
    }
    let aad = format!("{}.{}", part["protected"].as_str().expect("text"), part["aad"].as_str().expect("text"));
    let iv: [u8; 12] = base64url_decode(part["iv"].as_str().expect("text")).expect("b64").try_into().expect("12 bytes");
    let cipher = Aes256Gcm::new((&content_key).into());
    let payload = Payload { msg: plaintext, aad: aad.as_bytes() };
    let mut sealed = cipher.encrypt((&iv).into(), payload).expect("it seals");
    let tag = sealed.split_off(sealed.len() - 16);
    part["ciphertext"] = json!(base64url_encode(&sealed));
    part["tag"] = json!(base64url_encode(&tag));
}
