//! Policies that nobody thought of: each reads, and has no keys yet.

use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use serde_json::{Map, Value, json};
use waxseal_core::{
    keys::PublicKey,
    policy::{self, CHANNELS, RETENTION_FROM, USES, law::Level, regions},
};
use waxseal_fields::Kind;

const LANGUAGES: [&str; 5] = ["en", "de", "fr", "ar", "ja"];
const COUNTRIES: [&str; 8] = ["BR", "CA", "CH", "DE", "FR", "GB", "IE", "US"];
const DURATIONS: [&str; 5] = ["P30D", "P6W", "P13M", "P24M", "P3Y"];
const PRESETS: [&str; 20] = [
    "account",
    "download",
    "event",
    "event_followup",
    "newsletter",
    "open_click_tracking",
    "order",
    "partner_sharing",
    "payment_invoice",
    "personalisation",
    "phone_call",
    "post",
    "product_updates",
    "research",
    "service_messages",
    "sms",
    "support",
    "survey",
    "targeted_ads",
    "waitlist_beta",
];
/// Some that are plain, and some that a page could trip over.
const SENTENCES: [&str; 10] = [
    "Use my answers to plan next year’s beds.",
    "Tell me when the seeds that I like are in.",
    "Keep a place for me at the long table.",
    "Write my name <b>in bold</b> & \"in quotes\" on the sign.",
    "Invite me to the garden of {controller} for {duration}.",
    "ارسموا لي خريطة الحديقة.",
    "庭の地図を描いてください。",
    "Zeigt mir, was Donaudampfschifffahrtsgesellschaftskapitänsmützen im Garten verloren haben.",
    "Paint my fence 🎨 in any colour\u{a0}that you like.",
    "A line\nand another one.",
];

/// One of a few sentences.
pub fn sentence() -> impl Strategy<Value = String> + Clone {
    select(SENTENCES.as_slice()).prop_map(str::to_owned)
}

/// A policy without `keys` and `recipients`, its texts taken from `text`.
pub fn policy<T: Strategy<Value = String> + Clone + 'static>(text: T) -> impl Strategy<Value = Value> {
    let head = (select(LANGUAGES.as_slice()), controller(), option::of(regions()), any::<bool>());
    let automated = option::weighted(0.2, sentence());
    let purposes = vec(purpose(text.clone()), 1..=4);
    (head, automated, purposes).prop_flat_map(move |((lang, controller, regions, withdraw), automated, purposes)| {
        let ids: Vec<String> = (0..purposes.len()).map(|i| format!("p{i}")).collect();
        let forms = vec(form(ids, text.clone()), 1..=2);
        forms.prop_map(move |forms| {
            let mut policy = json!({"v": 1, "revision": 1, "lang": lang, "controller": controller});
            set(&mut policy, "regions", regions.clone().map(|ids| json!(ids)));
            set(&mut policy, "withdraw", withdraw.then(|| json!("/withdraw")));
            set(&mut policy, "automated", automated.clone().map(|text| json!({"text": text})));
            policy["purposes"] = numbered("p", &purposes);
            policy["forms"] = numbered("f", &forms);
            ask_for_all(&mut policy);
            policy
        })
    })
}

/// The same `count` policies at each call, as they would be signed: lint finds no error.
#[allow(dead_code, reason = "not every test needs them")]
pub fn repeatable(count: usize, key: &PublicKey) -> Vec<Value> {
    let mut runner = TestRunner::deterministic();
    let strategy = policy(sentence());
    let mut policies = Vec::new();
    while policies.len() < count {
        let policy = strategy.new_tree(&mut runner).expect("nothing is filtered out").current();
        let read = policy::read(with_key(policy.clone(), key).to_string().as_bytes()).expect("it is sound");
        if read.lint().iter().all(|found| found.rule.level == Level::Warning) {
            policies.push(policy);
        }
    }
    policies
}

/// The policy with a key and whose it is.
pub fn with_key(mut policy: Value, key: &PublicKey) -> Value {
    policy["keys"] = json!({"keys": [key.to_jwk()]});
    policy["recipients"] = json!([{"id": "owner", "name": "Example Ltd", "kid": key.id().as_str()}]);
    policy
}

fn controller() -> impl Strategy<Value = Value> {
    let country = select(COUNTRIES.as_slice());
    (country, any::<bool>(), any::<bool>()).prop_map(|(country, dpo, authority)| {
        let mut controller = json!({
            "name": "Example & Töchter Ltd", "address": "1 Example Street, 10115 Town", "country": country,
            "contact": "privacy@example.com", "privacy": "/privacy",
        });
        set(&mut controller, "dpo", dpo.then(|| json!("Ada Example, dpo@example.com")));
        set(&mut controller, "authority", authority.then(|| json!("The Authority, Town")));
        controller
    })
}

fn regions() -> impl Strategy<Value = Vec<&'static str>> {
    let ids: Vec<&str> = regions::PACKS.iter().map(|pack| pack.id).collect();
    let count = ids.len();
    subsequence(ids, 0..=count)
}

fn purpose(text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Value> {
    prop_oneof![
        (select(PRESETS.as_slice()), vec(party(), 0..=2), option::weighted(0.2, retention())).prop_map(
            |(preset, parties, retention)| {
                let mut purpose = json!({"preset": preset});
                let about = matches!(preset, "partner_sharing" | "targeted_ads");
                let parties = if about && parties.is_empty() { vec![named("Leaf Media GmbH")] } else { parties };
                set(&mut purpose, "parties", (!parties.is_empty()).then(|| json!(parties)));
                set(&mut purpose, "retention", retention);
                purpose
            }
        ),
        own(text),
    ]
}

/// A purpose without preset.
fn own(text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Value> {
    let parties = vec(party(), 0..=2);
    let bases = select(
        &["consent", "contract", "legal-obligation", "vital-interests", "public-task", "legitimate-interest"][..],
    );
    let uses = subsequence(USES.to_vec(), 0..=2);
    let durations = option::of(select(DURATIONS.as_slice()));
    let words = (text.clone(), option::weighted(0.3, text));
    let ways = (option::of(bases), option::weighted(0.3, select(CHANNELS.as_slice())), uses, any::<bool>());
    (words, ways, parties, option::weighted(0.9, retention()), durations).prop_map(
        |((text, french), (basis, channel, uses, explicit), parties, retention, validity)| {
            let mut purpose = json!({"text": text});
            // No policy here is written in Italian, so this is never its own language.
            set(&mut purpose, "texts", french.map(|text| json!({"it": text})));
            set(&mut purpose, "basis", basis.map(Value::from));
            set(&mut purpose, "channel", channel.map(Value::from));
            set(&mut purpose, "uses", (!uses.is_empty()).then(|| json!(uses)));
            set(&mut purpose, "explicit", explicit.then_some(json!(true)));
            set(&mut purpose, "parties", (!parties.is_empty()).then(|| json!(parties)));
            set(&mut purpose, "retention", retention);
            set(&mut purpose, "validity", validity.map(Value::from));
            purpose
        },
    )
}

fn retention() -> impl Strategy<Value = Value> {
    (select(RETENTION_FROM.as_slice()), select(DURATIONS.as_slice()), any::<bool>()).prop_map(
        |(from, duration, timed)| {
            let mut retention = json!({"from": from});
            set(&mut retention, "duration", (timed || from != "withdrawal").then(|| json!(duration)));
            retention
        },
    )
}

fn party() -> impl Strategy<Value = Value> {
    let names = select(&["Leaf Media GmbH", "Seeds & Söhne", "株式会社 庭"][..]);
    let country = option::of(select(COUNTRIES.as_slice()));
    let role = option::of(select(&["controller", "processor"][..]));
    (names, country, role, any::<bool>()).prop_map(|(name, country, role, address)| {
        let mut party = json!({"name": name});
        set(&mut party, "country", country.map(Value::from));
        set(&mut party, "role", role.map(Value::from));
        set(&mut party, "address", address.then(|| json!("2 Example Street, Town")));
        party
    })
}

fn named(name: &str) -> Value {
    json!({"name": name, "address": "3 Example Street, Hamburg", "country": "DE", "role": "controller"})
}

fn form(ids: Vec<String>, text: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = Value> {
    let count = ids.len();
    let fields = vec(field(ids.clone(), text.clone()), 1..=4);
    let terms =
        option::weighted(0.3, text.clone()).prop_map(|text| text.map(|text| json!({"text": text, "url": "/terms"})));
    let age = option::weighted(0.3, (select(&["year", "band"][..]), option::of(16_u32..=21), any::<bool>()));
    let after = prop_oneof![
        Just(None),
        text.prop_map(|text| Some(json!({"text": text}))),
        Just(Some(json!({"redirect": "/thanks"}))),
    ];
    (subsequence(ids, 0..=count), fields, terms, age, after, any::<bool>()).prop_map(
        |(asked, fields, terms, age, after, post)| {
            let mut form = json!({"fields": []});
            form["fields"] = Value::Array(
                (fields.into_iter().enumerate())
                    .map(|(i, mut field)| {
                        field["name"] = json!(format!("field-{i}"));
                        field
                    })
                    .collect(),
            );
            set(&mut form, "purposes", (!asked.is_empty()).then(|| json!(asked)));
            set(&mut form, "terms", terms);
            let age = age.map(|(ask, from, parent)| {
                let mut age = json!({"ask": ask});
                set(&mut age, "from", from.map(Value::from));
                set(&mut age, "parent", parent.then(|| json!("parents@example.com")));
                age
            });
            set(&mut form, "age", age);
            set(&mut form, "after", after);
            set(&mut form, "mode", post.then(|| json!("post")));
            set(&mut form, "clear", post.then(|| json!(["csrf"])));
            form
        },
    )
}

fn field(ids: Vec<String>, text: impl Strategy<Value = String>) -> impl Strategy<Value = Value> {
    let count = ids.len();
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    (option::weighted(0.8, select(kinds)), subsequence(ids, 1..=count), option::of(text), any::<bool>()).prop_map(
        |(kind, purposes, reason, required)| {
            let mut field = json!({"purposes": purposes});
            set(&mut field, "kind", kind.map(Value::from));
            set(&mut field, "reason", reason.map(Value::from));
            set(&mut field, "required", required.then_some(json!(true)));
            field
        },
    )
}

/// Each with an id of its own.
fn numbered(letter: &str, items: &[Value]) -> Value {
    let one = |(i, item): (usize, &Value)| {
        let mut object = Map::from_iter([("id".to_owned(), json!(format!("{letter}{i}")))]);
        object.extend(item.as_object().cloned().unwrap_or_default());
        Value::Object(object)
    };
    items.iter().enumerate().map(one).collect()
}

/// What no form uses may not stand in a policy: the first asks for it.
fn ask_for_all(policy: &mut Value) {
    let ids: Vec<Value> =
        policy["purposes"].as_array().into_iter().flatten().map(|purpose| purpose["id"].clone()).collect();
    let names = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let forms = names(&policy["forms"]);
    let used = |id: &Value| {
        forms.iter().any(|form| {
            names(&form["purposes"]).contains(id)
                || names(&form["fields"]).iter().any(|field| names(&field["purposes"]).contains(id))
        })
    };
    let unused: Vec<Value> = ids.into_iter().filter(|id| !used(id)).collect();
    if !unused.is_empty() {
        let asked = [names(&policy["forms"][0]["purposes"]), unused].concat();
        policy["forms"][0]["purposes"] = json!(asked);
    }
}

fn set(object: &mut Value, member: &str, value: Option<Value>) {
    if let Some(value) = value {
        object[member] = value;
    }
}
