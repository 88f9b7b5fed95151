//! Who a new policy is for: asked, or taken from flags, and written down as a policy.

use std::io::{IsTerminal, stdin};

use serde_json::Value;
use waxseal_core::keys::{Jwk, PublicKey};

use crate::args::Init;
use crate::error::Failure;

/// What a new policy says about its owner and their form.
pub struct Owner {
    /// The legal name.
    pub name: String,
    address: String,
    country: String,
    contact: String,
    privacy: String,
    authority: Option<String>,
    purpose_text: String,
    /// The name of the form.
    pub form: String,
    /// Whether example values stand for some that were not given.
    pub has_examples: bool,
}

/// The authority of the example address.
const EXAMPLE_AUTHORITY: &str = "Berliner Beauftragte für Datenschutz und Informationsfreiheit";

/// One thing to know.
struct Question<'a> {
    flag: &'static str,
    words: &'static str,
    given: &'a Option<String>,
    example: &'static str,
    /// Whether an answer can be right; the policy's own rules have the last word.
    fits: fn(&str) -> bool,
}

impl Owner {
    /// From the flags; what is missing is asked, or with `--yes` filled with examples.
    pub fn ask(args: &Init) -> Result<Self, Failure> {
        let any = |_: &str| true;
        let url = |text: &str| text.starts_with('/') || text.starts_with("https://") || text.starts_with("http://");
        let question = |flag, words, given, example, fits| Question { flag, words, given, example, fits };
        let questions = [
            question("--name", "Name of the organisation", &args.name, "Example Ltd", any),
            question("--address", "Postal address", &args.address, "1 Example Street, 10115 Berlin", any),
            question("--country", "Country, two letters", &args.country, "DE", |text| text.len() == 2),
            question("--contact", "E-mail address for privacy questions", &args.contact, "privacy@example.com", any),
            question("--privacy", "URL of the privacy notice", &args.privacy, "https://example.com/privacy", url),
        ];
        let missing: Vec<&str> = questions.iter().filter(|it| it.given.is_none()).map(|it| it.flag).collect();
        if !missing.is_empty() && !args.yes && !stdin().is_terminal() {
            return Err(Failure::new(format!("there is no terminal to ask on; not given: {}", missing.join(", ")))
                .hint("give these flags, or --yes for example values"));
        }
        let has_examples = !missing.is_empty() && args.yes;
        // That of the example country is an example, too.
        let example = (args.yes && args.country.is_none()).then(|| EXAMPLE_AUTHORITY.to_owned());
        let asks = !missing.is_empty() && !args.yes;
        let [name, address, country, contact, privacy] = questions.map(|question| question.answer(args.yes));
        let (name, country) = (name?, country?.to_uppercase());
        let authority = match &args.authority {
            None if asks => ask_authority()?,
            given => given.clone().or(example),
        };
        let purpose_text = args
            .purpose_text
            .clone()
            .unwrap_or_else(|| format!("Send me news from {name} by e-mail. I can stop this at any time."));
        Ok(Self {
            name,
            address: address?,
            country,
            contact: contact?,
            privacy: privacy?,
            authority,
            purpose_text,
            form: args.form.clone(),
            has_examples,
        })
    }

    /// A policy of about a dozen lines, one thing on each.
    pub fn policy(&self, key: &PublicKey, signer: &Jwk) -> String {
        let Self { name, address, country, contact, privacy, authority, purpose_text, form, .. } = self;
        let [name, address, country, contact, privacy, purpose_text, form] =
            [name, address, country, contact, privacy, purpose_text, form].map(|text| Value::from(text.as_str()));
        let jwk = serde_json::to_string(&key.to_jwk()).expect("a key is always JSON");
        let kid = key.id();
        let signer = serde_json::to_string(signer).expect("a key is always JSON");
        let authority = authority
            .as_ref()
            .map_or_else(String::new, |name| format!(r#", "authority": {}"#, Value::from(name.as_str())));
        format!(
            r#"{{
  "v": 1, "revision": 1, "lang": "en",
  "controller": {{"name": {name}, "address": {address}, "country": {country}, "contact": {contact}, "privacy": {privacy}{authority}}},
  "keys": {{"keys": [{jwk}]}},
  "recipients": [{{"id": "owner", "name": {name}, "kid": "{kid}"}}],
  "signers": {{"owner": {signer}}},
  "purposes": [{{"id": "newsletter", "preset": "newsletter", "text": {purpose_text}}}],
  "forms": [{{"id": {form}, "fields": [
    {{"name": "name", "kind": "name", "purposes": ["newsletter"], "reason": "How we address you."}},
    {{"name": "email", "kind": "email", "required": true, "purposes": ["newsletter"], "reason": "Where we write to."}}
  ]}}]
}}
"#
        )
    }
}

/// The one question that an empty line answers: not every country has such an authority.
fn ask_authority() -> Result<Option<String>, Failure> {
    eprint!("Supervisory authority that people may complain to (leave empty if there is none): ");
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(|error| Failure::io("cannot read the answer", &error))?;
    let answer = answer.trim();
    Ok((!answer.is_empty()).then(|| answer.to_owned()))
}

impl Question<'_> {
    fn answer(&self, take_example: bool) -> Result<String, Failure> {
        match self.given {
            Some(given) => Ok(given.clone()),
            None if take_example => Ok(self.example.to_owned()),
            None => self.ask(),
        }
    }

    /// Asks until there is an answer that can be right.
    fn ask(&self) -> Result<String, Failure> {
        loop {
            eprint!("{} (such as {}): ", self.words, self.example);
            let mut answer = String::new();
            let read = stdin().read_line(&mut answer).map_err(|error| Failure::io("cannot read the answer", &error))?;
            if read == 0 {
                return Err(Failure::new("the answers end early; nothing was written"));
            }
            let answer = answer.trim();
            if !answer.is_empty() && (self.fits)(answer) {
                return Ok(answer.to_owned());
            }
        }
    }
}
