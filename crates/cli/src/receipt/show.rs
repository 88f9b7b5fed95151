//! A receipt as text, for a person to read.

use std::fmt::Write as _;

use waxseal_core::consent::{Control, Decision, Record, Responsible, Why, Words};
use waxseal_core::policy::{Basis, Party, Retention};
use waxseal_owner::receipt::Receipt;

use crate::validity;

/// Who, what, when, and what was decided, in the exact words.
pub fn text(receipt: &Receipt) -> String {
    let mut page = Page(String::new());
    let record = &receipt.record;
    page.0.push_str("Receipt ");
    page.0.push_str(&clean(&record.sid));
    page.0.push('\n');
    head(&mut page, record);
    page.maybe("Take back at", receipt.withdraw.as_deref());
    if receipt.key.is_none() {
        page.line("Key", "none: this copy takes nothing back");
    }
    for decision in &record.purposes {
        page.0.push('\n');
        decided(&mut page, decision);
    }
    for (title, words) in [("Also shown", &record.notice), ("Terms accepted", &record.terms)] {
        if let Some(words) = words {
            page.0.push('\n');
            quoted(&mut page, title, words);
        }
    }
    page.0.push('\n');
    page.0
}

fn head(page: &mut Page, record: &Record) {
    page.maybe("Made", record.created.as_deref());
    page.line("Form", &record.form);
    page.maybe("Page of", record.origin.as_deref());
    page.line("Language", &record.lang);
    page.maybe("Button", record.button.as_deref());
    page.maybe("Age", record.age.as_deref());
    if record.gpc == Some(true) {
        page.line("Signal", "the browser sent Global Privacy Control");
    }
    page.list("Law of", &record.regions);
    if let Some(controller) = &record.controller {
        responsible(page, controller);
    }
}

fn responsible(page: &mut Page, controller: &Responsible) {
    let Responsible { address, authority, contact, country, dpo, name, privacy } = controller;
    page.line("Asked by", &format!("{name}, {address}, {country}"));
    page.line("Contact", contact);
    page.maybe("Data protection officer", dpo.as_deref());
    page.maybe("Complaints to", authority.as_deref());
    page.line("Privacy notice", privacy);
}

fn decided(page: &mut Page, decision: &Decision) {
    page.line(&format!("{} {}", outcome(decision), clean(&decision.id)), &format!("\u{201c}{}\u{201d}", decision.text));
    page.line("  When", &decision.time);
    page.line("  How", how(decision));
    if let Some(why) = decision.why.as_deref().and_then(Why::from_name) {
        page.line("  Because", because(why));
    }
    page.line("  Language", &decision.lang);
    page.maybe("  Reached by", decision.channel.as_deref());
    page.list("  Data", &decision.fields);
    page.list("  Read by", &decision.recipients);
    page.list("  Passed on to", &decision.parties.iter().map(party).collect::<Vec<_>>());
    page.list("  Used for", &decision.uses);
    if let Some(retention) = &decision.retention {
        page.line("  Kept", &kept(retention));
    }
    if let (true, Some(period)) = (decision.given, &decision.validity) {
        let end = validity::moment(&decision.time).and_then(|from| validity::end(&from, period));
        let until = end.map_or_else(|| period.clone(), |end| format!("until {} ({period})", end.strftime("%Y-%m-%d")));
        page.line("  Holds", &until);
    }
    page.line("  SHA-256", &decision.sha256);
}

fn outcome(decision: &Decision) -> &'static str {
    match (Basis::from_name(&decision.basis), decision.given) {
        (Some(Basis::Consent), true) => "AGREED",
        (Some(Basis::LegitimateInterest), true) => "NOT OBJECTED",
        (Some(Basis::LegitimateInterest), false) => "OBJECTED",
        (_, true) => "TOLD",
        (_, false) => "REFUSED",
    }
}

fn how(decision: &Decision) -> &'static str {
    match (Control::from_name(&decision.control), decision.given) {
        (Some(Control::Box), true) => "ticked a box",
        (Some(Control::Box), false) => "left a box unticked",
        (Some(Control::Objection), true) => "left a box to object unticked",
        (Some(Control::Objection), false) => "ticked a box to object",
        (Some(Control::Import), _) => "a program said so",
        (Some(Control::Notice) | None, _) => "was told; there was nothing to choose",
    }
}

const fn because(why: Why) -> &'static str {
    match why {
        Why::Signal => "the browser's opt-out signal kept it off",
        Why::AfterSignal => "chosen knowing that the browser's opt-out signal had kept it off",
        Why::Age => "too young to agree",
    }
}

fn kept(retention: &Retention) -> String {
    let from = retention.from.replace('-', " ");
    match &retention.duration {
        Some(duration) => format!("{duration} from {from}"),
        None => format!("until {from}"),
    }
}

fn party(party: &Party) -> String {
    let Party { name, address, country, role } = party;
    let more = [address, country, role].into_iter().flatten().map(String::as_str);
    std::iter::once(name.as_str()).chain(more).collect::<Vec<_>>().join(", ")
}

fn quoted(page: &mut Page, title: &str, words: &Words) {
    page.line(title, &format!("\u{201c}{}\u{201d}", words.text));
    page.line("  Language", &words.lang);
    page.line("  SHA-256", &words.sha256);
}

/// Lines of a name and a value.
struct Page(String);

impl Page {
    fn line(&mut self, name: &str, value: &str) {
        let value = clean(value).replace('\n', "\n    ");
        writeln!(self.0, "{name}: {value}").expect("writing to a string does not fail");
    }

    fn maybe(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.line(name, value);
        }
    }

    fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.line(name, &values.join("; "));
        }
    }
}

/// What a terminal would take for a command, or what turns the order of letters around, is shown as a mark: anybody may
/// have written a receipt.
fn clean(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' => '\n',
        '\u{202a}'..='\u{202e}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(harmless).collect()
}
