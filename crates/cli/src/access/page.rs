//! What one person sent as one page, in the words of their own receipts. It fetches nothing and holds no script.

use std::fmt::{self, Write as _};

use serde_json::Value;
use waxseal_core::consent::Decision;
use waxseal_core::policy::Basis;

use crate::clock;
use crate::packs::{self, Messages};
use crate::submission::Submission;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}\
    section{border-top:1px solid;margin-top:2rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap;overflow-wrap:anywhere}";

/// The page, in the language in which the person was addressed last.
pub fn html(submissions: &[Submission]) -> String {
    let lang = submissions.last().map_or("en", |last| last.consent.lang.as_str());
    let words = packs::receipt(lang);
    let mut page = String::new();
    write(&mut page, submissions, lang, &words).expect("a text takes all that is written to it");
    page
}

fn write(page: &mut String, submissions: &[Submission], lang: &str, words: &Messages) -> fmt::Result {
    let title = &words["receipt.data"];
    let dir = submissions.last().and_then(|last| last.consent.dir.as_deref()).unwrap_or("auto");
    write!(
        page,
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{STYLE}</style>\n<h1>{}</h1>\n",
        escaped(lang),
        escaped(dir),
        escaped(title),
        escaped(title),
    )?;
    for submission in submissions {
        one(page, submission, words)?;
    }
    page.push_str("</html>");
    Ok(())
}

fn one(page: &mut String, submission: &Submission, words: &Messages) -> fmt::Result {
    let record = &submission.consent;
    let time = submission.received.map(clock::moment);
    let time = time.or_else(|| record.created.clone()).unwrap_or_default();
    writeln!(page, "<section lang=\"{}\">\n<h2>{}</h2>\n<dl>", escaped(&record.lang), escaped(&time))?;
    row(page, &words["receipt.number"], &submission.sid)?;
    row(page, &words["receipt.form"], &submission.form)?;
    if let Some(controller) = &record.controller {
        let waxseal_core::consent::Responsible { name, address, country, contact, privacy, .. } = controller;
        row(page, &words["receipt.controller"], &format!("{name}\n{address}, {country}\n{contact}\n{privacy}"))?;
    }
    if let Some(age) = &record.age {
        row(page, &words["receipt.age"], age)?;
    }
    page.push_str("</dl>\n<h3>");
    writeln!(page, "{}</h3>\n<dl>", escaped(&words["receipt.data"]))?;
    for (name, value) in &submission.fields {
        row(page, name, &text(value))?;
    }
    for (name, value) in submission.values.iter().filter(|(name, value)| submission.fields.get(*name) != Some(value)) {
        row(page, name, &text(value))?;
    }
    writeln!(page, "</dl>\n<h3>{}</h3>\n<dl>", escaped(&words["receipt.purposes"]))?;
    for decision in &record.purposes {
        decided(page, submission, decision, words)?;
    }
    page.push_str("</dl>\n");
    for (title, shown) in [("receipt.shown", &record.notice), ("receipt.terms", &record.terms)] {
        if let Some(shown) = shown {
            writeln!(page, "<h3>{}</h3>\n<dl>", escaped(&words[title]))?;
            writeln!(page, "<dd lang=\"{}\">{}</dd>\n</dl>", escaped(&shown.lang), escaped(&shown.text))?;
        }
    }
    page.push_str("</section>\n");
    Ok(())
}

fn decided(page: &mut String, submission: &Submission, decision: &Decision, words: &Messages) -> fmt::Result {
    let is_consent = decision.basis == Basis::Consent.name();
    let choice = match (is_consent, decision.given) {
        (true, true) => "yes",
        (true, false) => "no",
        (false, true) => "in-use",
        (false, false) => "objected",
    };
    let mut said = format!("{} ({})", words[choice], decision.time);
    for withdrawn in submission.beside.withdrawn.iter().filter(|withdrawn| withdrawn.purpose == decision.id) {
        // The first sentence of what the receipt's page says: `{date}` stands in it.
        let line = words["withdraw.again"].replace("{date}", &clock::moment(withdrawn.received));
        let _ = write!(said, "\n{line}");
    }
    let passed_on: Vec<&str> = decision.parties.iter().map(|party| party.name.as_str()).collect();
    if !passed_on.is_empty() {
        let _ = write!(said, "\n{}: {}", words["receipt.parties"], passed_on.join(", "));
    }
    row(page, &decision.text, &said)
}

fn row(page: &mut String, name: &str, value: &str) -> fmt::Result {
    writeln!(page, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// The text where markup stands around it, also between quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
