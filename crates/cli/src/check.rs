//! `waxseal check`: the rules for fields, line by line.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use waxseal_core::fields::{self, Ascii, Checker, Kind, Rules};

use crate::args::Check;
use crate::each::each;
use crate::error::{Failure, Outcome, Refusal};

/// A question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    kind: String,
    input: String,
    /// Short for the option of that name.
    country: Option<String>,
    // Until there are messages in other languages.
    #[serde(rename = "lang")]
    _lang: Option<String>,
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

/// Answers each line, in order.
pub fn run(args: &Check) -> Result<Outcome, Failure> {
    each(args.file.as_deref(), "answered", |line| {
        let question: Question = serde_json::from_slice(line)
            .map_err(|error| Refusal::json(&error, r#"{"kind","input","country"?,"lang"?,"options"?}"#))?;
        Ok(serde_json::to_string(&answer(&question)).expect("strings are always JSON"))
    })
}

fn answer(question: &Question) -> Answer<'_> {
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
    let rules = match rules(question) {
        Ok(rules) => rules,
        Err(name) => {
            return refuse("bad-option", format!("There is no option `{name}`, or it does not take this value."));
        }
    };
    let check = Checker::new(Ascii).check(known, input, &rules);
    let message = fields::sentence(&check, known, "", &Ascii, |_| None);
    let code = check.fault.map(fields::Fault::code);
    Answer {
        kind,
        input,
        verdict: check.verdict.name(),
        value: check.value,
        code,
        message,
        suggestion: check.suggestion,
    }
}

/// The rules that the question sets; the first one that there is not.
fn rules(question: &Question) -> Result<Rules, &str> {
    let mut rules = Rules::default();
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
