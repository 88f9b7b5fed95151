//! `waxseal check`: the rules for fields, line by line.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use waxseal_core::fields::{self, Kind};

use crate::args::Check;
use crate::each::each;
use crate::error::{Failure, Outcome, Refusal};

/// A question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    kind: String,
    input: String,
    // What the kinds so far do not ask for; read so that a caller may always send it.
    #[serde(rename = "country")]
    _country: Option<String>,
    #[serde(rename = "lang")]
    _lang: Option<String>,
    #[serde(rename = "options")]
    _options: Option<IgnoredAny>,
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
    let Some(known) = Kind::from_name(kind) else {
        let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        let message = Some(format!("There is no such kind. There are: {}.", known.join(", ")));
        return Answer { kind, input, verdict: "error", value: None, code: Some("unknown-kind"), message };
    };
    let check = fields::check(known, input);
    let code = check.fault.map(fields::Fault::code);
    let message = check.fault.map(|fault| fault.message().to_owned());
    Answer { kind, input, verdict: check.verdict.name(), value: check.value, code, message }
}
