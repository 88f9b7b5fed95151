//! The catalogue of purposes: what a policy leaves unsaid, its presets say.
//!
//! The page does the same with the same files (`www/consent/complete.ts`), so that module and terminal see one policy.

use alloc::{
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};

use serde::Deserialize;

use super::{
    Basis,
    file::{File, Purpose, Retention, Texts},
    map::primary,
    regions,
};

/// `presets.json`.
#[derive(Deserialize)]
struct Catalogue {
    /// How long a consent holds where nothing is said.
    validity: String,
    presets: BTreeMap<String, Preset>,
}

/// What a purpose of the catalogue says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Preset {
    basis: String,
    channel: Option<String>,
    dpv: String,
    #[serde(default)]
    uses: Vec<String>,
    retention: Retention,
    validity: Option<String>,
}

/// A language and its sentences for consent.
macro_rules! packs {
    ($($lang:literal)+) => { &[$(($lang, include_str!(concat!("../../consent/", $lang, ".json")))),+] };
}

static PACKS: &[(&str, &str)] = packs![
    "en" "ar" "cs" "da" "de" "el" "es" "fi" "fr" "he" "hu" "it" "ja" "nl" "pl" "pt" "ro" "sv" "tr" "uk"
];

fn catalogue() -> Catalogue {
    serde_json::from_str(include_str!("../../presets.json")).expect("a test reads it")
}

/// The names of all presets.
pub(super) fn names() -> Vec<String> {
    catalogue().presets.into_keys().collect()
}

/// The basis that a preset's sentence is worded for.
pub(super) fn basis(name: &str) -> Option<Basis> {
    Basis::from_name(&catalogue().presets.get(name)?.basis)
}

/// Fills in what the presets say and the policy does not, and the regions of the controller's country.
pub(super) fn fill_in(file: &mut File) {
    let Catalogue { validity, presets } = catalogue();
    let lang = file.lang.clone().unwrap_or_else(|| "en".to_string());
    for purpose in &mut file.purposes {
        if let Some((name, preset)) = purpose.preset.as_ref().and_then(|name| presets.get_key_value(name)) {
            fill_in_purpose(purpose, preset);
            if purpose.text.is_none() {
                let mut texts = texts(name, &file.controller.name, purpose);
                // A reader of another language gets the policy's own.
                texts.sort_by_key(|(known, _)| (*known != lang, primary(known) != primary(&lang)));
                purpose.texts = Texts(texts);
            }
        }
        if purpose.basis() == Basis::Consent {
            purpose.validity.get_or_insert_with(|| validity.clone());
        }
    }
    let ids = file.regions.take().unwrap_or_else(|| regions::of_country(&file.controller.country));
    file.regions = Some(ids.iter().filter_map(|id| regions::stamp(id)).collect());
}

fn fill_in_purpose(purpose: &mut Purpose, preset: &Preset) {
    purpose.basis.get_or_insert_with(|| preset.basis.clone());
    purpose.dpv.get_or_insert_with(|| preset.dpv.clone());
    purpose.retention.get_or_insert_with(|| preset.retention.clone());
    if purpose.channel.is_none() {
        purpose.channel.clone_from(&preset.channel);
    }
    if purpose.validity.is_none() {
        purpose.validity.clone_from(&preset.validity);
    }
    if purpose.uses.is_empty() {
        purpose.uses.clone_from(&preset.uses);
    }
}

/// The preset's sentence in every language; the owner's own translations win.
fn texts(name: &str, controller: &str, purpose: &Purpose) -> Vec<(String, String)> {
    let parties: Vec<&str> = purpose.parties.iter().map(|party| &*party.name).collect();
    let mut texts = Vec::new();
    for (lang, pack) in PACKS {
        let pack: BTreeMap<String, String> = serde_json::from_str(pack).expect("a test reads it");
        let text = pack.get(&["preset.", name].concat()).expect("a test finds every preset in every language");
        let text = text.replace("{controller}", controller).replace("{parties}", &parties.join(", "));
        texts.push(((*lang).to_string(), text));
    }
    for (lang, text) in &purpose.texts.0 {
        texts.retain(|(known, _)| known != lang);
        texts.push((lang.clone(), text.clone()));
    }
    texts
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec::Vec};

    use serde_json::{Value, json};

    use super::*;
    use crate::policy;

    /// A policy whose one purpose names a preset and says nothing else but what `with` adds.
    fn bare(preset: &str, lang: &str, country: &str, with: &Value) -> Value {
        let kid = "5zMEdImY7LcPJqAp3-IdnBdDeyB5zrU2s49vgYp-tss";
        let mut purpose = json!({"id": "it", "preset": preset});
        for (name, value) in with.as_object().into_iter().flatten() {
            purpose[name] = value.clone();
        }
        let fields: Vec<Value> = [("email", "email"), ("phone", "mobile"), ("street", "street-address")]
            .map(|(name, kind)| json!({"name": name, "kind": kind, "purposes": ["it"], "reason": "…"}))
            .into();
        json!({
            "v": 1, "revision": 1, "lang": lang,
            "controller": {"name": "Garten & Töchter", "address": "1 Example Street, Dublin", "country": country,
                "contact": "privacy@example.com", "privacy": "/privacy", "authority": "DPC", "dpo": "Ada"},
            "keys": {"keys": [{"alg": "HPKE-3-KE", "crv": "X25519", "kid": kid, "kty": "OKP", "use": "enc",
                "x": "yXusJjR962CB5uBT6m8Ik7xB8C3FxW9hjwIbWVapTX4"}]},
            "recipients": [{"id": "owner", "name": "Owner", "kid": kid}],
            "purposes": [purpose],
            "forms": [{"id": "f", "fields": fields}],
        })
    }

    fn findings(policy: &Value) -> Vec<String> {
        let policy = policy::read(policy.to_string().as_bytes()).expect("it is sound");
        policy.lint().into_iter().map(|found| format!("{} at {}", found.rule.code, found.pointer)).collect()
    }

    /// Somebody by name, where the preset is about somebody.
    fn parties(preset: &str) -> Value {
        match preset {
            "partner_sharing" | "targeted_ads" => json!({"parties": [
                {"name": "Leaf Media GmbH", "address": "3 Example Street", "country": "DE", "role": "controller"},
            ]}),
            _ => json!({}),
        }
    }

    #[test]
    fn every_preset_passes_lint_in_every_language_and_region() {
        assert_eq!(names().len(), 20);
        let mut wrong = Vec::new();
        for name in names() {
            let languages = PACKS.iter().map(|(lang, _)| (*lang, "DE"));
            let countries = ["FR", "GB", "US", "CA", "BR", "CH"].map(|country| ("en", country));
            for (lang, country) in languages.chain(countries) {
                let found = findings(&bare(&name, lang, country, &parties(&name)));
                if !found.is_empty() {
                    wrong.push(format!("{name} in {lang}, {country}: {found:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_preset_alone_is_a_purpose_unless_it_is_about_somebody() {
        for name in names() {
            let expected: &[&str] = match &*name {
                "partner_sharing" => &["no-party at /purposes/0/parties"],
                "targeted_ads" => &["platform-unnamed at /purposes/0/parties"],
                _ => &[],
            };
            assert_eq!(findings(&bare(&name, "en", "IE", &json!({}))), expected, "{name}");
        }
    }

    #[test]
    fn every_language_has_a_sentence_of_its_own_for_every_preset() {
        for name in names() {
            let policy = bare(&name, "en", "IE", &parties(&name));
            let policy = policy::read(policy.to_string().as_bytes()).expect("it is sound");
            let texts = &policy.purposes()[0].texts.0;
            assert_eq!(texts.len(), PACKS.len(), "{name}");
            assert_eq!(texts[0].0, "en");
            for (i, (lang, text)) in texts.iter().enumerate() {
                assert!(!text.contains(['{', '}']), "{name} in {lang}: {text}");
                let named = text.contains("Garten & Töchter") || text.contains("Leaf Media GmbH");
                assert!(named, "{name} in {lang} names nobody: {text}");
                assert!(texts[..i].iter().all(|(_, other)| other != text), "{name} in {lang}: {text}");
            }
        }
    }

    #[test]
    fn what_the_owner_says_counts() {
        let own = json!({"text": "Email me the letter.", "channel": "post", "validity": "P6M", "basis": "contract",
            "uses": ["profiling"], "dpv": "dpv:Marketing", "retention": {"from": "withdrawal"}});
        let policy = bare("targeted_ads", "en", "IE", &own);
        let policy = policy::read(policy.to_string().as_bytes()).expect("it is sound");
        let purpose = &policy.purposes()[0];
        assert_eq!(purpose.texts.0, [("en".into(), "Email me the letter.".into())]);
        assert_eq!((purpose.basis(), purpose.channel.as_deref()), (Basis::Contract, Some("post")));
        assert_eq!((purpose.validity.as_deref(), purpose.uses.as_slice()), (Some("P6M"), &["profiling".into()][..]));
        assert_eq!(purpose.dpv.as_deref(), Some("dpv:Marketing"));

        let translated = json!({"texts": {"de": "Schickt mir den Gartenbrief."}});
        let policy = bare("newsletter", "de", "IE", &translated);
        let policy = policy::read(policy.to_string().as_bytes()).expect("it is sound");
        let texts = &policy.purposes()[0].texts;
        assert_eq!(texts.pick("de"), ("de", "Schickt mir den Gartenbrief."));
        assert_eq!(texts.pick("tlh"), ("de", "Schickt mir den Gartenbrief."), "others get the policy's own language");

        let near = bare("newsletter", "pt-BR", "BR", &json!({}));
        let near = policy::read(near.to_string().as_bytes()).expect("it is sound");
        assert_eq!(near.purposes()[0].texts.pick("tlh").0, "pt", "or the nearest to it");
    }
}
