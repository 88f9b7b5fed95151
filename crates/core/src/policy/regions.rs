//! Region packs: whose law a policy is weighed by, as dated data with a source for each rule.

mod settings;

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

pub use settings::{Setting, settings};

/// The rules of one region.
#[derive(Debug)]
pub struct Pack {
    /// The id in a policy: `EU`, `US-CA`.
    pub id: &'static str,
    /// When it was last compared with its sources, `2026-11`.
    pub dated: &'static str,
    /// The countries (ISO 3166-1 alpha-2) whose controllers are under it without saying so.
    pub countries: &'static [&'static str],
}

/// All packs.
#[rustfmt::skip]
pub static PACKS: &[Pack] = &[
    Pack {
        id: "EU",
        dated: "2026-11",
        countries: &[
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
            "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
        ],
    },
    Pack { id: "DE", dated: "2026-11", countries: &["DE"] },
    Pack { id: "FR", dated: "2026-11", countries: &["FR"] },
    Pack { id: "UK", dated: "2026-11", countries: &["GB"] },
    Pack { id: "US", dated: "2026-11", countries: &["US"] },
    Pack { id: "US-CA", dated: "2026-11", countries: &[] },
    Pack { id: "CA", dated: "2026-11", countries: &["CA"] },
    Pack { id: "BR", dated: "2026-11", countries: &["BR"] },
];

/// The pack of that id.
pub fn pack(id: &str) -> Option<&'static Pack> {
    PACKS.iter().find(|pack| pack.id == id)
}

/// The ids of the packs that controllers of a country are under.
pub(super) fn of_country(country: &str) -> Vec<String> {
    PACKS.iter().filter(|pack| pack.countries.contains(&country)).map(|pack| pack.id.to_string()).collect()
}

/// `EU@2026-11`: the pack and its day, as records name it.
pub(super) fn stamp(id: &str) -> Option<String> {
    pack(id).map(|pack| [pack.id, "@", pack.dated].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_same_regions() {
        let page: Vec<(String, String, Vec<String>)> = {
            let packs: Vec<serde_json::Value> = serde_json::from_str(include_str!("../../regions.json")).expect("JSON");
            let text = |value: &serde_json::Value| value.as_str().expect("a text").to_string();
            let countries =
                |pack: &serde_json::Value| pack["countries"].as_array().expect("a list").iter().map(text).collect();
            packs.iter().map(|pack| (text(&pack["id"]), text(&pack["dated"]), countries(pack))).collect()
        };
        let here = PACKS.iter().map(|pack| {
            (pack.id.to_string(), pack.dated.to_string(), pack.countries.iter().map(ToString::to_string).collect())
        });
        assert_eq!(page, here.collect::<Vec<(String, String, Vec<String>)>>());
    }

    #[test]
    fn every_pack_has_settings_with_sources_each_once() {
        for Pack { id, dated, countries } in PACKS {
            assert!(!settings(id).is_empty(), "{id}");
            assert!(dated.len() == 7 && dated.starts_with("20"), "{id}");
            assert!(countries.is_sorted(), "{id}");
            for (i, setting) in settings(id).iter().enumerate() {
                assert!(!setting.source.is_empty() && !setting.value.is_empty(), "{id}: {setting:?}");
                assert!(settings(id)[..i].iter().all(|other| other.what != setting.what), "{id}: {setting:?}");
            }
        }
        assert_eq!(settings("XX"), []);
    }
}
