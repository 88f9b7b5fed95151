//! Writes tests/vectors anew: `cargo run -p waxseal-owner --example make_vectors`. Only a change of format needs it;
//! what it writes is read over, then kept, and the tests compare with what is kept.

use std::{fs, path::Path};

use rand_core::Rng;
use serde_json::{Value, json};
use waxseal_core::{keys::Suite, manifest, policy, seal::Value as Typed};
use waxseal_owner::{
    seal::{self, Answers, Moment, Sealed},
    secret::SecretKey,
};

mod record;
mod refusals;
#[path = "../../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "its running half serves the tests")]
mod runner;
mod strict;
use runner::{Open, Seal, SeededRng, Vector};

fn key(suite: Suite, seed: u64) -> SecretKey {
    SecretKey::generate(suite, &mut SeededRng(seed))
}

fn jwk(key: &SecretKey) -> Value {
    serde_json::to_value(key.to_jwk()).expect("strings always serialise")
}

/// A policy for two teams: `newsletter` for the first key's holder, `offers` for the second's, the address for both.
fn policy(first: &SecretKey, second: Option<&SecretKey>) -> String {
    let public = |key: &SecretKey| serde_json::to_value(key.public().to_jwk()).expect("strings always serialise");
    let kid = |key: &SecretKey| key.public().id().as_str().to_owned();
    let mut keys = vec![public(first)];
    let mut recipients = vec![json!({"id": "editors", "name": "Editors", "kid": kid(first)})];
    if let Some(second) = second {
        keys.push(public(second));
        recipients.push(json!({"id": "shop", "name": "Shop", "kid": kid(second)}));
    }
    let shop = if second.is_some() { "shop" } else { "editors" };
    serde_json::to_string(&json!({
        "v": 1, "revision": 7,
        "controller": {"name": "Example Ltd", "address": "1 Example Street, Dublin", "country": "IE",
                       "contact": "privacy@example.com", "privacy": "https://example.com/privacy"},
        "keys": {"keys": keys}, "recipients": recipients,
        "purposes": [
            {"id": "newsletter", "text": "Send me the monthly newsletter.",
             "texts": {"de": "Schicken Sie mir den monatlichen Newsletter."}, "recipients": ["editors"]},
            {"id": "offers", "text": "Send me offers by e-mail.", "recipients": [shop]},
        ],
        "forms": [{"id": "signup", "fields": [
            {"name": "email", "kind": "email", "required": true, "purposes": ["newsletter"]},
            {"name": "first-name", "kind": "given-name", "purposes": ["newsletter"]},
            {"name": "size", "kind": "choice", "purposes": ["offers"]},
        ]}],
    }))
    .expect("strings always serialise")
}

fn submission(policy: String, given: &[&str]) -> Seal {
    Seal {
        policy,
        form: "signup".into(),
        lang: "en".into(),
        given: given.iter().map(|id| (*id).into()).collect(),
        fields: vec![
            ("email".into(), json!("ada@example.com")),
            ("first-name".into(), json!("Ada \u{1f600} \"O'Neil\" 李")),
            ("size".into(), json!(["S", "M"])),
        ],
        iat: 1_790_000_000,
        seed: 42,
    }
}

fn sealed(policy: String, given: &[&str]) -> Value {
    let text = runner::seal(&submission(policy, given)).expect("it seals");
    serde_json::from_str(&text).expect("it is JSON")
}

struct Folder(&'static Path);

impl Folder {
    fn write(&self, name: &str, vector: &Vector) {
        let mut text = serde_json::to_string_pretty(vector).expect("it serialises");
        text.push('\n');
        fs::write(self.0.join(format!("{name}.json")), text).expect("the folder can be written");
    }

    fn refused(&self, name: &str, what: &str, keys: &[&SecretKey], envelope: &impl ToString, code: &str) {
        let open = Open { keys: keys.iter().map(|key| jwk(key)).collect(), envelope: envelope.to_string() };
        let (what, code) = (what.into(), Some(code.into()));
        self.write(
            name,
            &Vector { what, open: Some(open), seal: None, code, fields: None, given: None, envelope: None },
        );
    }

    fn opened(&self, name: &str, what: &str, keys: &[&SecretKey], envelope: &Value, fields: Value, given: &[&str]) {
        let open = Open { keys: keys.iter().map(|key| jwk(key)).collect(), envelope: envelope.to_string() };
        let given = given.iter().map(|id| (*id).into()).collect();
        let (fields, given) = (Some(fields), Some(given));
        let what = what.into();
        self.write(name, &Vector { what, open: Some(open), seal: None, code: None, fields, given, envelope: None });
    }

    fn seals(&self, name: &str, what: &str, seal: Seal) {
        let (envelope, code) = match runner::seal(&seal) {
            Ok(envelope) => (Some(envelope), None),
            Err(code) => (None, Some(code.into())),
        };
        let what = what.into();
        self.write(name, &Vector { what, open: None, seal: Some(seal), code, fields: None, given: None, envelope });
    }
}

fn main() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/vectors"));
    let folder = Folder(folder);
    let (pq, hpke, compat) = (key(Suite::Pq, 1), key(Suite::Hpke, 2), key(Suite::Compat, 3));
    let other = key(Suite::Hpke, 4);
    let all = json!({"email": "ada@example.com", "first-name": "Ada \u{1f600} \"O'Neil\" 李"});

    sealing(&folder, &pq, &hpke, &compat);
    for (name, key) in [("pq", &pq), ("hpke", &hpke), ("compat", &compat)] {
        let envelope = sealed(policy(key, None), &["newsletter"]);
        let what = format!("One purpose given, sealed to one {name} key.");
        folder.opened(&format!("opens_{name}"), &what, &[key], &envelope, all.clone(), &["newsletter"]);
    }
    let two = sealed(policy(&hpke, Some(&other)), &["newsletter", "offers"]);
    folder.opened(
        "opens_own_part_only",
        "Two recipients, one key: the other's part stays closed.",
        &[&other],
        &two,
        json!({"size": ["S", "M"]}),
        &["newsletter", "offers"],
    );

    example();
    let one = sealed(policy(&hpke, None), &["newsletter"]);
    refusals::shapes(&folder, &hpke, &one);
    refusals::parts(&folder, &hpke, &other, &two, &one);
    record::consent(&folder, &hpke, &one);
    record::exchanged(&folder, &hpke, &one);
    record::bound(&folder, &hpke, &other, &one, &two);
    refusals::recipients(&folder, &pq, &hpke, &compat, &other, &one);
    refusals::contents(&folder, &hpke, &one);
    strict::shapes(&folder, &hpke, &compat, &one);
    strict::inner(&folder, &hpke, &one);
}

fn sealing(folder: &Folder, pq: &SecretKey, hpke: &SecretKey, compat: &SecretKey) {
    for (name, key) in [("pq", pq), ("hpke", hpke), ("compat", compat)] {
        let what = format!("The same call gives the same bytes everywhere: {name}.");
        folder.seals(&format!("seals_{name}"), &what, submission(policy(key, None), &["newsletter"]));
    }
    let mixed = submission(policy(pq, Some(hpke)), &["newsletter", "offers"]);
    folder.seals("seals_two_parts", "Post-quantum and classical recipients never share a part.", mixed);
    let german = Seal { lang: "de-AT".into(), ..submission(policy(hpke, None), &["newsletter", "offers"]) };
    folder.seals("seals_language", "A reader of Austrian German is shown, and answers, the German text.", german);
    let none = submission(policy(hpke, None), &[]);
    folder.seals("seals_nothing_refused", "Every purpose refused: nothing is sealed.", none);
    let form = Seal { form: "contact".into(), ..submission(policy(hpke, None), &["newsletter"]) };
    folder.seals("seals_unknown_form", "A form that the policy does not have.", form);
}

/// The worked envelope of docs/format.md and the receipt of docs/receipt.md, which print them; says what else they print.
fn example() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/example"));
    let text = fs::read_to_string(folder.join("policy.json")).expect("it is there");
    let policy = policy::read(text.as_bytes()).expect("a sound policy");
    let mut rng = SeededRng(10);
    let mut sid = [0; 16];
    rng.fill_bytes(&mut sid);
    let mut ahead = rng.clone();
    let mut content_key = [0; 32];
    ahead.fill_bytes(&mut content_key);
    let answers = Answers {
        lang: "en".into(),
        origin: Some("https://example.com".into()),
        given: vec!["newsletter".into()],
        fields: [("name", "Ada Lovelace"), ("email", "ada@example.com"), ("phone", "+353 1 234 5678")]
            .map(|(name, value)| (name.into(), Typed::Text(value.into())))
            .into(),
    };
    let moment = Moment { sid, iat: 1_795_466_909, mh: manifest::hash(text.as_bytes()) };
    let Sealed { envelope, receipt } = seal::seal(&policy, "signup", &answers, &moment, &mut rng).expect("it seals");
    fs::write(folder.join("envelope.json"), envelope + "\n").expect("the folder can be written");
    let receipt = serde_json::to_string(&receipt).expect("it serialises");
    fs::write(folder.join("receipt.json"), receipt + "\n").expect("the folder can be written");
    println!("content key of docs/example/envelope.json: {}", content_key.map(|byte| format!("{byte:02x}")).concat());
}
