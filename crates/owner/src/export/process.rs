//! One purpose as a `dpv:Process`: what the data is used for, and what the person decided.

use serde_json::{Value, json};
use waxseal_core::{
    consent::{Control, Decision, Why},
    policy::{Basis, Party},
};

use super::{
    dpv::{CONTROLLER, link, location, right, under_gdpr},
    holder_urn, terms, withdraw_at,
};
use crate::receipt::Receipt;

pub(super) fn process(receipt: &Receipt, decision: &Decision) -> Value {
    let basis = Basis::from_name(&decision.basis);
    let mut node = json!({
        "@type": "dpv:Process",
        "dct:identifier": decision.id,
        "dpv:hasDataSource": {"@type": "dpv:DataSubjectDataSource"},
        "dpv:hasPersonalData": decision.fields.iter().map(|name| data(name)).collect::<Vec<_>>(),
        "dpv:hasProcessing": processing(decision),
        "dpv:hasPurpose": purpose(decision),
        "dpv:hasRecipient": recipients(decision),
        "dpv:hasStorageCondition": storage(decision),
        "waxseal:inUse": decision.given,
    });
    if let Some(term) = basis.map(|basis| legal_basis(receipt, basis)) {
        node["dpv:hasLegalBasis"] = term.into();
    }
    let processors = parties(decision, |role| role == Some("processor"), "dpv:DataProcessor");
    let others = parties(decision, |role| role != Some("processor"), "dpv:ThirdParty");
    for (name, all) in [("dpv:hasDataProcessor", processors), ("dpv:hasRecipientThirdParty", others)] {
        if !all.is_empty() {
            node[name] = all.into();
        }
    }
    if let Some(channel) = &decision.channel {
        node["waxseal:channel"] = channel.as_str().into();
    }
    if !decision.uses.is_empty() {
        node["waxseal:uses"] = json!(decision.uses);
    }
    match basis {
        Some(Basis::Consent) => consent(&mut node, receipt, decision),
        Some(Basis::LegitimateInterest) => node["dpv:hasStatus"] = interest(receipt, decision),
        _ => {}
    }
    if decision.given && under_gdpr(&receipt.record) {
        rights(&mut node, receipt, basis);
    }
    node
}

fn legal_basis(receipt: &Receipt, basis: Basis) -> &'static str {
    match (basis, under_gdpr(&receipt.record)) {
        (Basis::Consent, true) => "eu-gdpr:A6-1-a",
        (Basis::Contract, true) => "eu-gdpr:A6-1-b",
        (Basis::LegalObligation, true) => "eu-gdpr:A6-1-c",
        (Basis::VitalInterests, true) => "eu-gdpr:A6-1-d",
        (Basis::PublicTask, true) => "eu-gdpr:A6-1-e",
        (Basis::LegitimateInterest, true) => "eu-gdpr:A6-1-f",
        (Basis::Consent, false) => "dpv:Consent",
        (Basis::Contract, false) => "dpv:Contract",
        (Basis::LegalObligation, false) => "dpv:LegalObligation",
        (Basis::VitalInterests, false) => "dpv:VitalInterest",
        (Basis::PublicTask, false) => "dpv:PublicInterest",
        (Basis::LegitimateInterest, false) => "dpv:LegitimateInterest",
    }
}

/// The sentence that was shown, under the terms that the policy and the special uses give it.
fn purpose(decision: &Decision) -> Value {
    let mut broader: Vec<&str> = Vec::new();
    broader.extend(decision.dpv.as_deref().filter(|term| terms::is_purpose(term)));
    for (name, term) in [("sale", "dpv:SellDataToThirdParties"), ("targeted-ads", "dpv:TargetedAdvertising")] {
        if decision.uses.iter().any(|known| known == name) && !broader.contains(&term) {
            broader.push(term);
        }
    }
    let mut node = json!({
        "@type": "dpv:Purpose",
        "dct:description": {"@language": decision.lang, "@value": decision.text},
        "dct:identifier": decision.id,
        "dct:language": decision.lang,
        "waxseal:sha256": decision.sha256,
    });
    if !broader.is_empty() {
        node["skos:broader"] = json!(broader);
    }
    // A term that this release cannot vouch for is kept as the policy spelled it, and is not passed off as one of DPV.
    if let Some(term) = decision.dpv.as_deref().filter(|term| !terms::is_purpose(term)) {
        node["waxseal:term"] = term.into();
    }
    node
}

/// A field by its name: the record has no kinds, and no values.
fn data(name: &str) -> Value {
    let term = terms::field(name).map_or("dpv:PersonalData", |field| field.pd);
    json!({"@type": "dpv:PersonalData", "dct:identifier": name, "dct:title": name, "skos:broader": term})
}

fn processing(decision: &Decision) -> Value {
    let used = |name: &str| decision.uses.iter().any(|known| known == name);
    let mut all = vec!["dpv:Collect"];
    if used("profiling") {
        all.push("dpv:Profiling");
    }
    if used("sale") || used("sharing") || !decision.parties.is_empty() {
        all.push("dpv:Share");
    }
    all.into()
}

/// Who can open the fields.
fn recipients(decision: &Decision) -> Value {
    decision.recipients.iter().map(|name| json!({"@type": "dpv:Recipient", "dpv:hasName": name})).collect()
}

/// Whom the data is passed on to, by role.
fn parties(decision: &Decision, wanted: fn(Option<&str>) -> bool, class: &str) -> Vec<Value> {
    decision.parties.iter().filter(|party| wanted(party.role.as_deref())).map(|party| entity(party, class)).collect()
}

fn entity(party: &Party, class: &str) -> Value {
    let controller = party.role.as_deref() == Some("controller");
    let types = if controller { json!([class, "dpv:DataController"]) } else { json!(class) };
    let mut node = json!({"@type": types, "dpv:hasName": party.name});
    if let Some(address) = &party.address {
        node["dpv:hasAddress"] = address.as_str().into();
    }
    if let Some(country) = &party.country {
        node["dpv:hasLocation"] = location(country);
    }
    node
}

/// How long. Where nothing was said, and for the place of storage, which no policy says, the document says that it is not
/// there: ISO/IEC TS 27560 asks for both.
fn storage(decision: &Decision) -> Value {
    let period = match decision.retention.as_ref().map(|retention| (retention.duration.as_deref(), &*retention.from)) {
        None => json!({"@type": "dpv:StorageDuration", "dpv:hasApplicability": "dpv:NotAvailable"}),
        Some((None, event)) => json!({
            "@type": "dpv:StorageDuration",
            "dpv:hasDuration": {"@type": "dpv:UntilEventDuration", "rdf:value": event},
        }),
        Some((Some(length), event)) => json!({
            "@type": "dpv:StorageDuration",
            "dpv:hasDuration": duration(length),
            "waxseal:from": event,
        }),
    };
    json!([period, {"@type": "dpv:StorageLocation", "dpv:hasApplicability": "dpv:NotAvailable"}])
}

fn duration(length: &str) -> Value {
    json!({"@type": "dpv:TemporalDuration", "rdf:value": {"@type": "xsd:duration", "@value": length}})
}

/// The decision, and the way back from it.
fn consent(node: &mut Value, receipt: &Receipt, decision: &Decision) {
    let why = decision.why.as_deref().and_then(Why::from_name);
    let state = if decision.given { "dpv:ConsentGiven" } else { "dpv:ConsentRefused" };
    // An import tells what was decided, and not by which act.
    let act = if decision.control == Control::Import.name() { "dpv:Consent" } else { "dpv:ExpressedConsent" };
    let mut event = event(receipt, decision, &json!([state, act]));
    if let Some(validity) = decision.validity.as_deref().filter(|_| decision.given) {
        event["dpv:hasDuration"] = duration(validity);
    }
    if why == Some(Why::Age) {
        event["dpv:isIndicatedBy"] = CONTROLLER.into();
    }
    node["dpv:hasConsentStatus"] = event;
    if decision.given {
        let at = link(&withdraw_at(receipt));
        node["dpv:hasConsentControl"] = json!({"@type": "dpv:WithdrawConsent", "dpv:isExercisedAt": at});
    }
    if why == Some(Why::Signal) {
        let opt_out = json!({"@type": "dpv:OptingOutFromProcess", "dpv:hasIndicationMethod": "Global Privacy Control"});
        node["dpv:hasEntityInvolvement"] = opt_out;
    }
}

/// A legitimate interest: the person was told, and objected or did not.
fn interest(receipt: &Receipt, decision: &Decision) -> Value {
    let state = if decision.given { "dpv:LegitimateInterestNotObjected" } else { "dpv:LegitimateInterestObjected" };
    event(receipt, decision, &json!(["dpv:LegitimateInterestInformed", state]))
}

fn event(receipt: &Receipt, decision: &Decision, types: &Value) -> Value {
    json!({
        "@type": types,
        "dpv:hasIndicationMethod": method(receipt, decision),
        "dpv:isIndicatedAtTime": decision.time,
        "dpv:isIndicatedBy": holder_urn(&receipt.record),
    })
}

/// How it was decided, in words.
fn method(receipt: &Receipt, decision: &Decision) -> String {
    let control = Control::from_name(&decision.control);
    let why = decision.why.as_deref().and_then(Why::from_name);
    let done = match (why, control, decision.given) {
        (Some(Why::Age), ..) => "not asked: below the age of consent",
        (Some(Why::Signal), ..) => "kept off by Global Privacy Control",
        (Some(Why::AfterSignal), _, true) => "box ticked by hand after Global Privacy Control had kept it off",
        (_, Some(Control::Box), true) => "box ticked",
        (_, Some(Control::Box), false) => "box left unticked",
        (_, Some(Control::Objection), true) => "box for an objection left unticked",
        (_, Some(Control::Objection), false) => "box for an objection ticked",
        (_, Some(Control::Import), _) => "told by a program, without a page",
        (_, Some(Control::Notice) | None, _) => "notice shown",
    };
    let by_hand =
        matches!(control, Some(Control::Box | Control::Objection)) && matches!(why, None | Some(Why::AfterSignal));
    match receipt.record.button.as_deref() {
        Some(button) if by_hand => [done, ", then sent with the button \"", button, "\""].concat(),
        _ => done.into(),
    }
}

/// The rights that come with the basis, as long as the data is in use.
fn rights(node: &mut Value, receipt: &Receipt, basis: Option<Basis>) {
    let contact = receipt.record.controller.as_ref().map(|controller| link(&controller.contact)).unwrap_or_default();
    let all: Vec<Value> = match basis {
        Some(Basis::Consent) => vec![right("A7-3", &link(&withdraw_at(receipt))), right("A20", &contact)],
        Some(Basis::Contract) => vec![right("A20", &contact)],
        Some(Basis::PublicTask | Basis::LegitimateInterest) => vec![right("A21", &contact)],
        Some(Basis::LegalObligation | Basis::VitalInterests) | None => return,
    };
    node["dpv:hasRight"] = all.into();
}
