//! `waxseal policy lint`: what is wrong with a policy, as text, JSON or SARIF.

use jsonc_parser::{
    ast::{ObjectPropName, Value as Ast},
    common::{Range, Ranged},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use waxseal_core::policy::Answer;
use waxseal_core::policy::finding::{Finding, examine, weigh};
use waxseal_core::policy::law::{Level, RULES};

use crate::args::{Format, Lint};
use crate::error::{Failure, Outcome};
use crate::{clock, output, policy::read};

/// What a path may not hold as a URI reference (RFC 3986 §4.2).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Prints what is wrong; status 1 if it is more than warnings.
pub fn run(args: &Lint) -> Result<Outcome, Failure> {
    let file = args.file.display().to_string();
    let bytes = read(&args.file)?;
    let findings = match examine(&bytes, clock::now(), clock::date) {
        Ok((policy, _)) => weigh(&policy),
        Err(findings) => findings,
    };
    match args.format {
        Format::Json => {
            let problems: Vec<Value> = findings.iter().map(object).collect();
            output::print(&json!({"file": file, "problems": problems}).to_string())?;
        }
        Format::Sarif => output::print(&sarif(&file, &bytes, &findings).to_string())?,
        Format::Text => {
            for finding in &findings {
                output::print(&format!("{file}: {}", finding.line()))?;
            }
            if findings.is_empty() {
                eprintln!("{file}: nothing wrong");
            }
        }
    }
    let failed = findings.iter().any(|finding| finding.level == Level::Error);
    Ok(if failed { Outcome::SomeFailed } else { Outcome::Done })
}

fn object(finding: &Finding) -> Value {
    let Finding { pointer, code, level, message, source, answer } = finding;
    let mut object = json!({"pointer": pointer, "code": code, "level": level.name(), "message": message});
    if let Some(source) = source {
        object["source"] = json!(source);
    }
    if let Some(Answer { because, by, on }) = answer {
        object["answer"] = json!({"because": because, "by": by, "on": on});
    }
    object
}

/// SARIF 2.1.0 (OASIS), as code hosts and editors take it: each place by line and column as well.
fn sarif(file: &str, bytes: &[u8], findings: &[Finding]) -> Value {
    // Of a signed policy, what is read stands encoded within; it has no lines of its own.
    let text = std::str::from_utf8(bytes).ok();
    let ast = text.and_then(|text| jsonc_parser::parse_to_ast(text, &<_>::default(), &<_>::default()).ok()?.value);
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": {"text": rule.advice},
                "help": {"text": rule.source},
                "defaultConfiguration": {"level": rule.level.name()},
            })
        })
        .collect();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut physical =
                json!({"artifactLocation": {"uri": utf8_percent_encode(&file.replace('\\', "/"), PATH).to_string()}});
            let range = ast.as_ref().map(|ast| range(ast, &finding.pointer));
            if let (Some(text), Some(range)) = (text, range) {
                let (line, column) = line_and_column(text, range.start);
                physical["region"] = json!({"startLine": line, "startColumn": column});
            }
            let source = finding.source.map_or_else(String::new, |source| format!(" ({source})"));
            let mut result = json!({
                "ruleId": finding.code,
                "level": if finding.level == Level::Error { "error" } else { "warning" },
                "message": {"text": format!("{}{source}", finding.message)},
                "locations": [{
                    "physicalLocation": physical,
                    "logicalLocations": [{"fullyQualifiedName": finding.pointer}],
                }],
            });
            // SARIF 2.1.0 §3.35: a result that was answered in the file itself.
            if let Some(Answer { because, by, on }) = &finding.answer {
                let justification = format!("{because} ({by}, {on})");
                result["suppressions"] =
                    json!([{"kind": "inSource", "status": "accepted", "justification": justification}]);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "waxseal", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// Where a pointer leads to; its nearest ancestor if it names what is missing.
fn range(ast: &Ast, pointer: &str) -> Range {
    let mut at = ast;
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let next = match at {
            Ast::Object(object) => object.properties.iter().find_map(|property| {
                let own = match &property.name {
                    ObjectPropName::String(own) => own.value.as_ref(),
                    ObjectPropName::Word(own) => own.value,
                };
                (own == name).then_some(&property.value)
            }),
            Ast::Array(array) => name.parse::<usize>().ok().and_then(|i| array.elements.get(i)),
            _ => None,
        };
        let Some(next) = next else { break };
        at = next;
    }
    at.range()
}

/// Counted from 1, in characters.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..at];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}
