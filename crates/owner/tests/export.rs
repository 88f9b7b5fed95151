//! Receipts in the formats of others: the words they use, and what they say of every kind of decision.
//!
//! With `WAXSEAL_WRITE=1` in the environment the golden files are written instead of compared; tests/interop reads them too.

use std::{collections::BTreeSet, env, fs, sync::LazyLock};

use serde_json::{Value, json};
use waxseal_core::{
    base64url_encode,
    choices::{Choice, Choices},
    consent::{Control, Record, Why, Words},
    holder::Statement,
    keys::Suite,
    manifest, policy, receipt,
    seal::Value as Typed,
};
use waxseal_owner::{
    export,
    holder::Holder,
    receipt::Receipt,
    seal::{self, Answers, Moment},
    secret::SecretKey,
};

#[path = "../../../tests/vectors/runner.rs"]
#[allow(dead_code, reason = "only its repeatable randomness is used here")]
mod runner;
use runner::SeededRng;

const TIME: &str = "2026-11-24T08:15:04Z";

/// A policy with these purposes, all asked on one form, whose fields serve the first.
fn policy_of(purposes: &Value, regions: &Value) -> Value {
    let key = SecretKey::generate(Suite::Hpke, &mut SeededRng(1)).public().clone();
    let ids: Vec<&Value> = purposes.as_array().expect("a list").iter().map(|purpose| &purpose["id"]).collect();
    let names = ["email", "tel", "name", "postal-code", "bday", "iban", "favourite_colour"];
    let field = |name: &str| json!({"name": name, "purposes": [ids[0]]});
    json!({
        "v": 1,
        "revision": 7,
        "controller": {
            "name": "Example Ltd",
            "address": "1 Example Street, Dublin",
            "country": "IE",
            "contact": "privacy@example.com",
            "privacy": "/privacy",
            "dpo": "+353 1 234 5678",
            "authority": "Data Protection Commission",
        },
        "keys": {"keys": [key.to_jwk()]},
        "recipients": [{"id": "owner", "name": "Example Ltd", "kid": key.id().as_str()}],
        "purposes": purposes,
        "regions": regions,
        "withdraw": "/withdraw",
        "forms": [{"id": "signup", "fields": names.map(field), "purposes": ids}],
    })
}

/// A receipt of a program's, as `waxseal seal` makes it.
fn imported(policy: &Value, given: &[&str]) -> Receipt {
    let text = policy.to_string();
    let policy = policy::read(text.as_bytes()).expect("a sound policy");
    let answers = Answers {
        lang: "en".into(),
        origin: None,
        given: given.iter().map(|&id| id.into()).collect(),
        fields: vec![("email".into(), Typed::Text("ada@example.com".into()))],
    };
    let mh = manifest::hash(text.as_bytes());
    let moment = Moment { sid: [7; 16], iat: 1_795_508_104, mh };
    seal::seal(&policy, "signup", &answers, &moment, &mut SeededRng(2)).expect("sealed").receipt
}

/// A receipt of a page's, of what `change` makes of the choices: every purpose given, by the control that fits its basis.
fn shown(policy: &Value, change: impl FnOnce(&mut Choices)) -> Receipt {
    let text = policy.to_string();
    let policy = policy::read(text.as_bytes()).expect("a sound policy");
    let form = policy.form("signup").expect("the form");
    let holder = Holder::from_seed(&[9; 32]);
    let choice = |purpose: &policy::Purpose| {
        let (lang, text) = purpose.texts.pick("en");
        let control = match purpose.basis() {
            policy::Basis::Consent => Control::Box,
            policy::Basis::LegitimateInterest => Control::Objection,
            _ => Control::Notice,
        };
        let (lang, text) = (lang.to_owned(), text.to_owned());
        Choice { id: purpose.id.clone(), given: true, control, why: None, time: TIME.into(), lang, text }
    };
    let mut choices = Choices {
        lang: "en".into(),
        created: TIME.into(),
        dir: Some("ltr".into()),
        origin: Some("https://example.com".into()),
        button: Some("Send".into()),
        notice: Some(Words::new("en".into(), "Who we are, and what we do with it.".into())),
        purposes: policy.purposes_of(form).map(choice).collect(),
        ..Choices::default()
    };
    change(&mut choices);
    let mh = manifest::hash(text.as_bytes()).to_string();
    let mut record = choices.record(
        &policy,
        form,
        ("BwcHBwcHBwcHBwcHBwcHBw".into(), vec![base64url_encode(&[5; 32])]),
        mh,
        holder.public(),
    );
    record.sig = Some(holder.sign(Statement::Consent, &record.signed()));
    record.iat = 1_795_508_109;
    Receipt { key: Some(holder.secret()), record, v: 1, withdraw: Some("https://example.com/withdraw".into()) }
}

fn refuse(choices: &mut Choices, id: &str, why: Option<Why>) {
    let choice = choices.purposes.iter_mut().find(|choice| choice.id == id).expect("a purpose of that id");
    (choice.given, choice.why) = (false, why);
}

/// Purposes of every basis and channel, with parties of every role.
fn purposes() -> Value {
    json!([
        {"id": "newsletter", "text": "Email me the monthly letter.", "channel": "email", "dpv": "dpv:DirectMarketing",
         "retention": {"duration": "P3Y", "from": "last-contact"}, "validity": "P24M"},
        {"id": "sms", "text": "Text me offers.", "channel": "sms", "dpv": "dpv:DirectMarketing",
         "retention": {"from": "withdrawal"},
         "parties": [{"name": "Texts GmbH", "role": "processor", "address": "2 Example Street, Berlin", "country": "DE"}]},
        {"id": "ads", "text": "Show me adverts on other sites.", "dpv": "dpv:Advertising", "channel": "post",
         "uses": ["targeted-ads", "sale", "profiling"],
         "parties": [{"name": "Ads Inc", "role": "controller", "country": "US"}, {"name": "Nowhere", "country": "XK"}]},
        {"id": "order", "text": "We send what you order.", "basis": "contract", "channel": "phone"},
        {"id": "books", "text": "The law makes us keep it.", "basis": "legal-obligation"},
        {"id": "abuse", "text": "We keep abuse away.", "basis": "legitimate-interest",
         "dpv": "dpv:MisusePreventionAndDetection"},
    ])
}

/// A policy with a purpose for each basis, named for it.
fn every_basis(regions: &Value) -> Value {
    let purpose = |basis: &policy::Basis| json!({"id": basis.name(), "text": "So it is.", "basis": basis.name()});
    policy_of(&policy::Basis::ALL.iter().map(purpose).collect(), regions)
}

/// Every preset as a purpose.
fn presets() -> Vec<(String, String)> {
    let catalogue: Value = serde_json::from_str(include_str!("../../core/presets.json")).expect("JSON");
    let of = |(name, preset): (&String, &Value)| (name.clone(), preset["dpv"].as_str().expect("a term").to_owned());
    catalogue["presets"].as_object().expect("presets").iter().map(of).collect()
}

/// Receipts of many kinds, each with a name for whoever reads a failure.
static RECEIPTS: LazyLock<Vec<(String, Receipt)>> = LazyLock::new(receipts);

fn receipts() -> Vec<(String, Receipt)> {
    let party = json!([{"name": "Partner SA"}]);
    let preset = |(name, _): (String, String)| json!({"id": name, "preset": name, "parties": party});
    let catalogue: Value = presets().into_iter().map(preset).collect();
    let eu = policy_of(&purposes(), &json!(["EU", "DE"]));
    let mut all = vec![
        ("presets, refused".to_owned(), imported(&policy_of(&catalogue, &json!(["EU"])), &[])),
        ("presets, given".to_owned(), shown(&policy_of(&catalogue, &json!(["US", "US-CA"])), |_| {})),
        ("imported".to_owned(), imported(&eu, &["newsletter"])),
        ("everything".to_owned(), shown(&eu, everything)),
        (
            "too young".to_owned(),
            shown(&eu, |choices| {
                choices.age = Some("14".into());
                for id in ["newsletter", "sms", "ads"] {
                    refuse(choices, id, Some(Why::Age));
                }
            }),
        ),
        ("grown up".to_owned(), shown(&eu, |choices| choices.age = Some("18+".into()))),
    ];
    for regions in [json!([]), json!(["UK"]), json!(["FR", "EU"]), json!(["CA"]), json!(["BR"]), json!(["US-CA"])] {
        let receipt = shown(&policy_of(&purposes(), &regions), |choices| refuse(choices, "sms", None));
        all.push((format!("regions {regions}"), receipt));
    }
    for regions in [json!(["EU"]), json!([])] {
        all.push((format!("every basis, regions {regions}"), shown(&every_basis(&regions), |_| {})));
    }
    for country in ["NO", "GB", "XK"] {
        let mut policy = policy_of(&purposes(), &json!(["EU"]));
        policy["controller"]["country"] = country.into();
        all.push((format!("country {country}"), shown(&policy, |_| {})));
    }
    all
}

/// One of each: given, refused, kept off, chosen all the same, objected to, told.
fn everything(choices: &mut Choices) {
    refuse(choices, "sms", None);
    refuse(choices, "ads", Some(Why::Signal));
    refuse(choices, "abuse", None);
    choices.gpc = Some(true);
    choices.terms = Some(Words::new("en".into(), "I accept the terms.".into()));
}

/// The receipts of the golden files, which outlive the release and the region packs that they name.
fn golden() -> [(&'static str, Receipt); 2] {
    let policy = policy_of(&purposes(), &json!(["EU"]));
    let settled = |mut receipt: Receipt| {
        let holder = Holder::from_seed(&[9; 32]);
        let record = &mut receipt.record;
        record.release = Some("1.0.0".into());
        record.regions = vec!["EU@2026-11".into()];
        record.holder = Some(holder.public());
        record.sig = Some(holder.sign(Statement::Consent, &record.signed()));
        receipt.key = Some(holder.secret());
        receipt
    };
    [("imported", settled(imported(&policy, &["newsletter"]))), ("shown", settled(shown(&policy, everything)))]
}

fn folder() -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/").into()
}

/// The modules of DPV 2.3 with the terms that an export may use, and the terms that DPV 2.3 does not have.
fn vocabulary() -> (Vec<(String, BTreeSet<String>)>, Vec<String>) {
    let file: Value =
        serde_json::from_str(&fs::read_to_string(folder() + "dpv-2.3-terms.json").expect("the list")).expect("JSON");
    let list =
        |list: &Value| list.as_array().expect("a list").iter().map(|term| term.as_str().unwrap().to_owned()).collect();
    let modules = file["modules"].as_object().expect("modules").iter();
    let absent: BTreeSet<String> = list(&file["absent"]);
    (modules.map(|(module, terms)| (module.clone(), list(terms))).collect(), absent.into_iter().collect())
}

fn known() -> BTreeSet<String> {
    vocabulary().0.into_iter().flat_map(|(_, terms)| terms).collect()
}

/// Every term of the vocabularies in a document, as member and as value. What the person was shown and signed is no term.
fn terms(value: &Value, found: &mut BTreeSet<String>) {
    const PREFIXES: [&str; 7] = ["dpv", "eu-gdpr", "legal-eu", "legal-gb", "legal-us", "loc", "pd"];
    let mut add = |text: &str| {
        if text.split_once(':').is_some_and(|(prefix, _)| PREFIXES.contains(&prefix)) {
            found.insert(text.to_owned());
        }
    };
    match value {
        Value::String(text) => add(text),
        Value::Array(items) => items.iter().for_each(|item| terms(item, found)),
        Value::Object(members) => {
            for (name, member) in members {
                if !matches!(&**name, "waxseal:signed" | "waxseal:term") {
                    terms(&Value::String(name.clone()), found);
                    if name != "@context" {
                        terms(member, found);
                    }
                }
            }
            if let Some(context) = members.get("@context").and_then(Value::as_object) {
                context.keys().for_each(|name| terms(&Value::String(name.clone()), found));
            }
        }
        _ => {}
    }
}

fn terms_of(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    terms(document, &mut found);
    found
}

/// The process of a purpose in a DPV document.
fn process<'a>(document: &'a Value, id: &str) -> &'a Value {
    let all = document["dpv:hasRecordOfActivity"]["dpv:hasProcess"].as_array().expect("processes");
    all.iter().find(|process| process["dct:identifier"] == id).expect("one of that id")
}

#[test]
fn receipts_of_the_tests_are_such_as_people_hold() {
    for (name, receipt) in &*RECEIPTS {
        let text = serde_json::to_vec(&receipt).expect("JSON");
        assert_eq!(Receipt::read(&text).as_ref(), Ok(receipt), "{name}");
    }
}

#[test]
fn every_term_stands_in_dpv_2_3() {
    let known = known();
    let mut used = BTreeSet::new();
    for (name, receipt) in &*RECEIPTS {
        let found = terms_of(&export::dpv(receipt));
        let foreign: Vec<&String> = found.difference(&known).collect();
        assert!(foreign.is_empty(), "{name}: {foreign:?}");
        used.extend(found);
    }
    // The receipts reach every term that does not come from a policy or a field.
    let free = ["dpv/modules/purposes", "loc/modules/locations", "pd/modules/extended"];
    for (module, terms) in vocabulary().0 {
        let idle: Vec<&String> = terms.difference(&used).collect();
        assert!(idle.is_empty() || free.contains(&&*module), "{module}: {idle:?}");
    }
}

#[test]
fn every_field_of_a_well_known_name_has_a_category_of_dpv_2_3() {
    let known = known();
    let mut found = BTreeSet::new();
    let mut policy = policy_of(&purposes(), &json!(["EU"]));
    let kinds = waxseal_fields::Kind::ALL.iter().map(|kind| kind.name());
    let others = [
        "E-Mail",
        "First_Name",
        "phone",
        "date of birth",
        "age",
        "age_range",
        "gender",
        "language",
        "message",
        "nationality",
        "interests",
        "feedback",
        "job_title",
        "passport",
        "password",
    ];
    let names: Vec<&str> = kinds.chain(others).collect();
    policy["forms"][0]["fields"] = names.iter().map(|name| json!({"name": name, "purposes": ["newsletter"]})).collect();
    let document = export::dpv(&shown(&policy, |_| {}));
    for data in process(&document, "newsletter")["dpv:hasPersonalData"].as_array().expect("fields") {
        found.insert(data["skos:broader"].as_str().expect("a term").to_owned());
    }
    assert!(found.is_subset(&known), "{found:?}");
    let (modules, _) = vocabulary();
    let (_, categories) = modules.iter().find(|(module, _)| module == "pd/modules/extended").expect("the module");
    assert!(categories.is_subset(&found), "{:?}", categories.difference(&found).collect::<Vec<_>>());
}

#[test]
fn every_preset_has_a_purpose_of_dpv_2_3() {
    let (modules, _) = vocabulary();
    let (_, purposes) = modules.iter().find(|(module, _)| module == "dpv/modules/purposes").expect("the module");
    for (name, term) in presets() {
        assert!(purposes.contains(&term), "{name}: {term}");
    }
}

#[test]
fn a_term_that_dpv_does_not_have_is_not_passed_off_as_one() {
    let (_, absent) = vocabulary();
    let known = known();
    for term in absent {
        assert!(!known.contains(&term), "{term}");
        if !term.starts_with("dpv:") {
            continue;
        }
        let mut purposes = purposes();
        purposes[0]["dpv"] = term.as_str().into();
        let document = export::dpv(&shown(&policy_of(&purposes, &json!(["EU"])), |_| {}));
        assert!(!terms_of(&document).contains(&term), "{term}");
        let purpose = &process(&document, "newsletter")["dpv:hasPurpose"];
        assert_eq!((&purpose["waxseal:term"], &purpose["skos:broader"]), (&json!(term), &Value::Null));
    }
}

#[test]
fn the_exports_of_the_golden_receipts_are_those_of_their_files() {
    for (name, receipt) in golden() {
        let formats = [
            ("receipt.json", serde_json::to_value(&receipt).expect("JSON")),
            ("dpv.jsonld", export::dpv(&receipt)),
            ("kantara.json", export::kantara(&receipt)),
        ];
        for (format, document) in formats {
            let path = format!("{}export/{name}.{format}", folder());
            let text = serde_json::to_string_pretty(&document).expect("JSON") + "\n";
            if env::var_os("WAXSEAL_WRITE").is_some() {
                fs::write(&path, text).expect("written");
            } else {
                assert!(fs::read_to_string(&path).is_ok_and(|file| file == text), "{path} should be\n{text}");
            }
        }
    }
}

#[test]
fn the_same_receipt_gives_the_same_documents_with_one_id() {
    for (name, receipt) in &*RECEIPTS {
        let (dpv, kantara) = (export::dpv(receipt), export::kantara(receipt));
        assert_eq!((&dpv, &kantara), (&export::dpv(receipt), &export::kantara(receipt)), "{name}");
        let id = dpv["dct:identifier"].as_str().expect("an id");
        assert_eq!(kantara["consentReceiptID"], id);
        assert_eq!((id.len(), &id[14..15]), (36, "4"), "{id}");
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"), "{id}");
    }
}

#[test]
fn no_export_has_the_secret_key() {
    for (name, receipt) in &*RECEIPTS {
        let key = receipt.key.as_deref().expect("a key");
        for document in [export::dpv(receipt), export::kantara(receipt)] {
            assert!(!document.to_string().contains(key), "{name}");
        }
    }
}

#[test]
fn the_signed_record_in_a_dpv_document_verifies() {
    for (name, receipt) in &*RECEIPTS {
        let document = export::dpv(receipt);
        let signed = document["dpv:hasRecordOfActivity"]["waxseal:signed"].clone();
        let record: Record = serde_json::from_value(signed).expect("a record");
        assert_eq!(receipt::verify(&record), Ok(()), "{name}");
        assert_eq!(record, receipt.record, "{name}");
    }
}

#[test]
fn each_kind_of_decision_has_its_own_event() {
    let policy = policy_of(&purposes(), &json!(["EU"]));
    let holder = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:";
    for (control, given, why, state, act, method, by) in [
        (Control::Box, true, None, "ConsentGiven", "ExpressedConsent", "box ticked, then sent", holder),
        (Control::Box, false, None, "ConsentRefused", "ExpressedConsent", "box left unticked, then", holder),
        (Control::Box, false, Some(Why::Signal), "ConsentRefused", "ExpressedConsent", "kept off by Global", holder),
        (Control::Box, true, Some(Why::AfterSignal), "ConsentGiven", "ExpressedConsent", "box ticked by hand", holder),
        (Control::Box, false, Some(Why::Age), "ConsentRefused", "ExpressedConsent", "not asked: below", "_:controller"),
        (Control::Import, true, None, "ConsentGiven", "Consent", "told by a program", holder),
        (Control::Import, false, None, "ConsentRefused", "Consent", "told by a program", holder),
    ] {
        let receipt = shown(&policy, |choices| {
            let choice = &mut choices.purposes[0];
            (choice.control, choice.given, choice.why) = (control, given, why);
        });
        let document = export::dpv(&receipt);
        let process = process(&document, "newsletter");
        let event = &process["dpv:hasConsentStatus"];
        assert_eq!(event["@type"], json!([format!("dpv:{state}"), format!("dpv:{act}")]), "{method}");
        assert_eq!(event["dpv:isIndicatedAtTime"], TIME);
        assert!(event["dpv:hasIndicationMethod"].as_str().expect("a text").starts_with(method), "{event}");
        assert!(event["dpv:isIndicatedBy"].as_str().expect("an id").starts_with(by), "{event}");
        assert_eq!(process["dpv:hasConsentControl"].is_object(), given, "the way back is from what was given");
        assert_eq!(process["dpv:hasEntityInvolvement"].is_object(), why == Some(Why::Signal));
        assert_eq!(process["waxseal:inUse"], given);
    }
}

#[test]
fn an_objection_and_a_notice_are_no_consent() {
    for (given, state) in [(true, "dpv:LegitimateInterestNotObjected"), (false, "dpv:LegitimateInterestObjected")] {
        let receipt = shown(&policy_of(&purposes(), &json!(["EU"])), |choices| choices.purposes[5].given = given);
        let document = export::dpv(&receipt);
        let abuse = process(&document, "abuse");
        assert_eq!(abuse["dpv:hasStatus"]["@type"], json!(["dpv:LegitimateInterestInformed", state]));
        for id in ["order", "books", "abuse"] {
            assert_eq!(process(&document, id)["dpv:hasConsentStatus"], Value::Null, "{id}");
        }
    }
}

#[test]
fn the_profile_the_basis_and_the_law_follow_the_regions() {
    for (regions, profile, basis, laws) in [
        (json!(["EU"]), "receipt-eu-gdpr", "eu-gdpr:A6-1-a", json!(["legal-eu:law-GDPR"])),
        (json!(["EU", "DE"]), "receipt-eu-gdpr", "eu-gdpr:A6-1-a", json!(["legal-eu:law-GDPR"])),
        (json!(["UK"]), "receipt-eu-gdpr", "eu-gdpr:A6-1-a", json!(["legal-gb:law-GDPR", "legal-gb:law-DPA"])),
        (json!(["US-CA"]), "receipt-record", "dpv:Consent", json!(["legal-us:law-CA-CCPA", "legal-us:law-CA-CPRA"])),
        (json!(["BR"]), "receipt-record", "dpv:Consent", json!([])),
        (json!([]), "receipt-record", "dpv:Consent", json!([])),
    ] {
        let document = export::dpv(&shown(&policy_of(&purposes(), &regions), |_| {}));
        assert_eq!(document["dct:conformsTo"], format!("https://w3id.org/dpv/schema/dpv-27560#{profile}"), "{regions}");
        assert_eq!(process(&document, "newsletter")["dpv:hasLegalBasis"], basis, "{regions}");
        assert_eq!(document["dpv:hasRecordOfActivity"]["dpv:hasApplicableLaw"], laws, "{regions}");
    }
}

#[test]
fn every_basis_has_its_article_and_its_rights() {
    let europe = export::dpv(&shown(&every_basis(&json!(["EU"])), |_| {}));
    let elsewhere = export::dpv(&shown(&every_basis(&json!([])), |_| {}));
    for (basis, article, term, rights) in [
        ("consent", "A6-1-a", "Consent", &["A7-3", "A20"][..]),
        ("contract", "A6-1-b", "Contract", &["A20"]),
        ("legal-obligation", "A6-1-c", "LegalObligation", &[]),
        ("vital-interests", "A6-1-d", "VitalInterest", &[]),
        ("public-task", "A6-1-e", "PublicInterest", &["A21"]),
        ("legitimate-interest", "A6-1-f", "LegitimateInterest", &["A21"]),
    ] {
        let process_in_europe = process(&europe, basis);
        assert_eq!(process_in_europe["dpv:hasLegalBasis"], format!("eu-gdpr:{article}"));
        assert_eq!(process(&elsewhere, basis)["dpv:hasLegalBasis"], format!("dpv:{term}"));
        let said = process_in_europe["dpv:hasRight"].to_string();
        for right in ["A7-3", "A20", "A21"] {
            assert_eq!(said.contains(&format!("eu-gdpr:{right}\"")), rights.contains(&right), "{basis}: {said}");
        }
    }
}

#[test]
fn kantara_has_the_given_consents_alone() {
    let policy = policy_of(&purposes(), &json!(["EU"]));
    let ids = |document: &Value| -> Vec<Value> {
        let all = document["services"][0]["purposes"].as_array().expect("purposes");
        all.iter().map(|purpose| purpose["purpose"].clone()).collect()
    };
    assert_eq!(ids(&export::kantara(&shown(&policy, everything))), ["Email me the monthly letter."]);
    let nothing = shown(&policy, |choices| {
        for id in ["newsletter", "sms", "ads"] {
            refuse(choices, id, None);
        }
    });
    assert!(ids(&export::kantara(&nothing)).is_empty());
    let document = export::kantara(&shown(&policy, |_| {}));
    assert_eq!(ids(&document).len(), 3);
    let ads = &document["services"][0]["purposes"][2];
    assert_eq!(ads["purposeCategory"], json!(["6 - Marketing", "9 - Sharing for Marketing"]));
    assert_eq!((&ads["thirdPartyDisclosure"], &ads["thirdPartyName"]), (&json!(true), &json!("Ads Inc, Nowhere")));
    assert_eq!((&document["sensitive"], &document["spiCat"]), (&json!(true), &json!(["7 - Financial"])));
    assert_eq!(document["consentTimestamp"], 1_795_508_104);
    assert_eq!(document["policyUrl"], "https://example.com/privacy");
}

#[test]
fn kantara_sorts_the_ways_to_reach_the_controller() {
    for (contact, dpo, email, phone, url) in [
        ("privacy@example.com", None, "privacy@example.com", "", Value::Null),
        (
            "https://example.com/contact",
            Some("dpo@example.com"),
            "dpo@example.com",
            "",
            json!("https://example.com/contact"),
        ),
        ("+353 1 234 5678", Some("The data protection officer"), "", "+353 1 234 5678", Value::Null),
        ("https://social.example/@us", None, "", "", json!("https://social.example/@us")),
    ] {
        let mut policy = policy_of(&purposes(), &json!(["EU"]));
        policy["controller"]["contact"] = contact.into();
        let controller = policy["controller"].as_object_mut().expect("an object");
        match dpo {
            Some(dpo) => drop(controller.insert("dpo".into(), dpo.into())),
            None => drop(controller.remove("dpo")),
        }
        let document = export::kantara(&shown(&policy, |_| {}));
        let controller = &document["piiControllers"][0];
        let found = (&controller["email"], &controller["phone"], &controller["piiControllerUrl"]);
        assert_eq!(found, (&json!(email), &json!(phone), &url), "{contact}");
    }
}
