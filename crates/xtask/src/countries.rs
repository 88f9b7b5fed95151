//! What countries are called: CLDR's names in our languages and in their own, those of ISO 3166-1 and of the United Nations,
//! and what people say.

mod written;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt::Write,
    fs,
    path::Path,
};

use serde_json::Value;

use crate::{
    Table,
    fold::fold,
    names::{self, Meaning},
    sources,
};
use written::{ALSO, FORMAL, OWN};

/// The languages of the messages.
const LANGUAGES: &str = "ar cs da de el en es fi fr he hu it ja nl pl pt ro sv tr uk";

/// Words between the parts of a name, for which people write `&`.
const AND: &str = "and und et y e en og och i a ja es si ve και і та";
/// Words that are left out with them.
const SMALL: &str = "the of die der la le les los las de da do";
/// Ways to write one word.
const SAINT: [&str; 4] = ["st", "saint", "sankt", "sint"];
/// What is said for a name in English, Dutch and Turkish, and is no code.
const SHORT: [&str; 4] = ["bk", "uk", "vk", "vs"];
/// The Congos, of which the words in brackets are not the name.
const BARE: [&str; 2] = ["CD", "CG"];

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let cldr = Cldr::read()?;
    let (iso, _) = sources::npm("i18n-iso-countries")?;
    let mut collected = Names::default();
    let codes = json(&iso.join("codes.json"))?;
    for row in codes.as_array().ok_or("the codes are written otherwise now")? {
        let [alpha2, alpha3] = [0, 1].map(|at| row[at].as_str().unwrap_or_default());
        collected.codes.insert(alpha2.to_owned());
        collected.add(alpha2, "", alpha3);
    }
    for (code, lang, name) in &cldr.names {
        collected.add_certain(code, lang, name);
    }
    for lang in LANGUAGES.split(' ') {
        let names = json(&iso.join("langs").join(lang).with_extension("json"))?;
        for (code, name) in names["countries"].as_object().ok_or("the names are written otherwise now")? {
            // One name, or a list of them.
            let several = name.as_array().map_or(std::slice::from_ref(name), Vec::as_slice);
            several.iter().filter_map(Value::as_str).for_each(|name| collected.add(code, lang, name));
        }
    }
    for row in FORMAL.iter().chain(ALSO) {
        let (code, names) = row.split_once(' ').ok_or("a row without a name")?;
        names.split('|').for_each(|name| collected.add_certain(code, "en", name));
    }
    let rows = collected.finish();
    Ok(vec![
        Table::new("crates/fields/packs/countries.bin", names::pack(&rows)?),
        Table::new("crates/cli/src/surroundings/countries.rs", english(&cldr)?),
    ])
}

/// Names as they are collected: what one name is made into gives way to what is a name itself, and what would mean two
/// countries means none.
#[derive(Default)]
struct Names {
    codes: BTreeSet<String>,
    certain: BTreeMap<String, String>,
    whole: BTreeMap<String, BTreeSet<String>>,
    made: BTreeMap<String, BTreeSet<String>>,
}

impl Names {
    fn add(&mut self, code: &str, lang: &str, name: &str) {
        if !self.is_country(code) {
            return;
        }
        self.whole.entry(fold(name)).or_default().insert(code.to_owned());
        for name in variants(code, lang, name) {
            self.made.entry(fold(&name)).or_default().insert(code.to_owned());
        }
    }

    /// A name that means this country, whatever else has it.
    fn add_certain(&mut self, code: &str, lang: &str, name: &str) {
        if self.is_country(code) {
            self.certain.insert(fold(name), code.to_owned());
            self.add(code, lang, name);
        }
    }

    fn is_country(&self, code: &str) -> bool {
        self.codes.contains(code) || code == "XK"
    }

    fn finish(self) -> BTreeMap<String, Meaning> {
        let mut all: BTreeMap<String, Meaning> = BTreeMap::new();
        let one = |(name, codes): (String, BTreeSet<String>)| {
            let [code] = &codes.into_iter().collect::<Vec<_>>()[..] else {
                return None;
            };
            Some((name, meaning(code)))
        };
        all.extend(self.made.into_iter().filter_map(one));
        for (name, codes) in self.whole {
            all.remove(&name);
            all.extend(one((name, codes)));
        }
        all.extend(self.certain.into_iter().map(|(name, code)| (name, meaning(&code))));
        // Two letters are a code, or were one; or are what one language says for a name.
        all.retain(|name, _| name.len() > 2 || SHORT.contains(&&**name));
        all
    }
}

fn meaning(code: &str) -> Meaning {
    code.as_bytes().try_into().expect("a code has two letters")
}

/// What else people write for a name.
fn variants(code: &str, lang: &str, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    // `Myanmar (Burma)`; `Iran, Islamic Republic of`.
    if let Some((before, rest)) = name.split_once(['(', '（']) {
        let (inside, after) = rest.split_once([')', '）']).unwrap_or((rest, ""));
        found.push([before, after].concat());
        if !BARE.contains(&code) && !inside.contains(char::is_whitespace) {
            found.push(inside.to_owned());
        }
    }
    if let Some((name, kind)) = name.split_once(',') {
        found.push(name.to_owned());
        found.push([kind, " ", name].concat());
    }
    found.push(name.to_owned());
    for name in found.clone() {
        let words: Vec<String> = name
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '\'' | '’'))
            .map(fold)
            .filter(|word| !word.is_empty())
            .collect();
        for small in [AND.to_owned(), [AND, SMALL].join(" ")] {
            let kept =
                words.iter().enumerate().filter(|(i, word)| *i == 0 || !small.split(' ').any(|small| small == *word));
            found.push(kept.map(|(_, word)| &**word).collect::<Vec<_>>().concat());
        }
    }
    for name in found.clone() {
        for (saint, other) in SAINT.iter().flat_map(|saint| SAINT.map(|other| (*saint, other))) {
            let lower = name.to_lowercase();
            if let Some(rest) = lower.strip_prefix(saint).filter(|_| saint != other) {
                found.push([other, rest].concat());
            }
        }
        // Without a key for these letters, people write two.
        match lang {
            "de" => found.push(name.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")),
            "da" => found.push(name.to_lowercase().replace('ø', "oe").replace('å', "aa")),
            "sv" => found.push(name.to_lowercase().replace('ö', "oe").replace('å', "aa").replace('ä', "ae")),
            _ => {}
        }
    }
    found
}

/// The names of CLDR.
struct Cldr {
    /// Code, language and name, in our languages and their regions, and in languages of the country.
    names: BTreeSet<(String, String, String)>,
    english: BTreeMap<String, String>,
    version: String,
}

impl Cldr {
    fn read() -> Result<Self, Box<dyn Error>> {
        let (folder, version) = sources::npm("cldr-localenames-full")?;
        let (mut names, mut english) = (BTreeSet::new(), BTreeMap::new());
        for entry in fs::read_dir(folder.join("main"))? {
            let path = entry?.path();
            let locale = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
            let lang = locale.split('-').next().unwrap_or_default();
            let ours = LANGUAGES.split(' ').any(|ours| ours == lang);
            let own = OWN.iter().find_map(|row| row.strip_prefix(&format!("{locale} ")));
            let file = path.join("territories.json");
            if !(ours || own.is_some()) || !file.exists() {
                continue;
            }
            let file = json(&file)?;
            let territories = &file["main"][&locale]["localeDisplayNames"]["territories"];
            for (code, name) in territories.as_object().ok_or("the names are written otherwise now")? {
                // `US-alt-short`
                let bare = code.split('-').next().unwrap_or_default();
                let name = name.as_str().unwrap_or_default();
                if ours || own.is_some_and(|own| own.split(' ').any(|own| own == bare)) {
                    names.insert((bare.to_owned(), lang.to_owned(), name.to_owned()));
                }
                if locale == "en" {
                    english.insert(code.clone(), name.to_owned());
                }
            }
        }
        Ok(Self { names, english, version })
    }
}

/// The English names, for messages of the command line.
fn english(Cldr { english, version, .. }: &Cldr) -> Result<String, Box<dyn Error>> {
    let mut list = format!(
        "//! From the npm package cldr-localenames-full {version} (Unicode-3.0) by `npm run tables`; do not edit.\n\n\
         /// Codes of countries and their English names, sorted by code.\n\
         #[rustfmt::skip]\n\
         pub const COUNTRIES: &[(&str, &str)] = &[\n"
    );
    for (code, name) in english.iter().filter(|(code, _)| code.len() == 2) {
        writeln!(list, "    ({code:?}, {name:?}),")?;
    }
    list.push_str("];\n");
    Ok(list)
}

fn json(path: &Path) -> Result<Value, Box<dyn Error>> {
    Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
}
