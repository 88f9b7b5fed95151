//! `waxseal check`: the rules for fields, line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use waxseal_fields::{Check, Checker, Fault, Kind, Rules, Scan, sentence};

use crate::args;
use crate::clock;
use crate::each::each;
use crate::error::{Failure, Outcome, Refusal};
use crate::packs::{self, Messages};
use crate::surroundings::Native;

/// A question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    kind: String,
    input: String,
    /// Short for the option of that name.
    country: Option<String>,
    /// The language of the message (BCP 47).
    lang: Option<String>,
    /// What the message calls the field.
    label: Option<String>,
    #[serde(default)]
    options: Map<String, Value>,
}

/// Its answer.
#[derive(Serialize)]
struct Answer<'a> {
    kind: &'a str,
    input: &'a str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<String>,
}

/// What all questions are answered with.
struct Desk {
    checker: Checker<Native>,
    messages: BTreeMap<String, Messages>,
    /// As ISO 8601.
    today: String,
}

/// Answers each line, in order.
pub fn run(args: &args::Check) -> Result<Outcome, Failure> {
    let mut checker = Checker::new(Native);
    packs::load(&mut checker);
    let desk = Desk { checker, messages: packs::messages(), today: clock::date(clock::now()) };
    each(args.file.as_deref(), "answered", |line| {
        let question: Question = waxseal_core::strict::from_slice(line)
            .map_err(|error| Refusal::json(&error, r#"{"kind","input","country"?,"lang"?,"label"?,"options"?}"#))?;
        Ok(Some(serde_json::to_string(&desk.answer(&question)).expect("strings are always JSON")))
    })
}

impl Desk {
    fn answer<'a>(&self, question: &'a Question) -> Answer<'a> {
        let Question { kind, input, .. } = question;
        let refuse = |code, message| Answer {
            kind,
            input,
            verdict: "error",
            value: None,
            code: Some(code),
            message: Some(message),
            suggestion: None,
        };
        let Some(known) = Kind::from_name(kind) else {
            let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            return refuse("unknown-kind", format!("There is no such kind. There are: {}.", known.join(", ")));
        };
        let rules = match self.rules(question) {
            Ok(rules) => rules,
            Err(name) => {
                return refuse("bad-option", format!("There is no option `{name}`, or it does not take this value."));
            }
        };
        let mut check = self.checker.check(known, input, &rules);
        if known == Kind::Text
            && check.fault.is_none()
            && rules.minimise.is_none()
            && let Scan::Found(found) = self.checker.scan(input)
        {
            check = found;
        }
        let message = self.message(&check, known, question);
        let Check { verdict, value, fault, suggestion, .. } = check;
        Answer { kind, input, verdict: verdict.name(), value, code: fault.map(Fault::code), message, suggestion }
    }

    fn message(&self, check: &Check, kind: Kind, question: &Question) -> Option<String> {
        let primary = question.lang.as_deref().and_then(|tag| tag.split('-').next()).unwrap_or_default();
        let messages = self.messages.get(&primary.to_ascii_lowercase());
        let label = question.label.as_deref().unwrap_or(&question.kind);
        sentence(check, kind, label, self.checker.surroundings(), |key| messages?.get(key).cloned())
    }

    /// The rules that the question sets; the first one that there is not.
    fn rules<'a>(&self, question: &'a Question) -> Result<Rules, &'a str> {
        let mut rules = Rules::default();
        rules.set("today", &self.today);
        if let Some(lang) = &question.lang {
            rules.set("lang", lang);
        }
        if let Some(country) = &question.country
            && !rules.set("country", country)
        {
            return Err("country");
        }
        for (name, value) in &question.options {
            let value = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            if !rules.set(name, &value) {
                return Err(name);
            }
        }
        Ok(rules)
    }
}
