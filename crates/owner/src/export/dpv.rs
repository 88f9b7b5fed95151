//! The Data Privacy Vocabulary: JSON-LD with its context inside, so that nothing has to be fetched to read it.

use serde_json::{Value, json};
use waxseal_core::consent::{Record, Responsible, Words};

use super::{absolute, holder_urn, process, regions, terms, uuid};
use crate::receipt::Receipt;

/// What DPV has no word for.
const OWN: &str = "urn:x-waxseal:receipt#";

/// The controller, whom other nodes point to.
pub(super) const CONTROLLER: &str = "_:controller";

/// A consent receipt in W3C DPV 2.3 JSON-LD, aligned with ISO/IEC TS 27560:2023.
///
/// The record that the holder signed stands in it whole, as a JSON literal, with its signature: whoever gets the document
/// can verify it.
pub fn dpv(receipt: &Receipt) -> Value {
    let id = uuid("receipt", &receipt.record);
    json!({
        "@context": context(),
        "@id": format!("urn:uuid:{id}"),
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": profile(&receipt.record, "receipt-eu-gdpr", "receipt-record"),
        "dct:created": receipt.record.created,
        "dct:identifier": id,
        "dpv:hasIdentifier": id,
        "dpv:hasRecordOfActivity": record(receipt),
    })
}

/// The schema that DPV's guide to ISO/IEC TS 27560 gives the document.
fn profile(record: &Record, gdpr: &str, general: &str) -> String {
    let name = if under_gdpr(record) { gdpr } else { general };
    format!("https://w3id.org/dpv/schema/dpv-27560#{name}")
}

/// Whether the GDPR applies, that of the Union or that of the United Kingdom: its articles have the same numbers in both.
pub(super) fn under_gdpr(record: &Record) -> bool {
    regions(record).any(|region| matches!(region, "EU" | "DE" | "FR" | "UK"))
}

fn context() -> Value {
    let iri = json!({"@type": "@id"});
    let time = json!({"@type": "xsd:dateTime"});
    json!({
        "@version": 1.1,
        "dct": "http://purl.org/dc/terms/",
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "legal-eu": "https://w3id.org/dpv/legal/eu#",
        "legal-gb": "https://w3id.org/dpv/legal/gb#",
        "legal-us": "https://w3id.org/dpv/legal/us#",
        "loc": "https://w3id.org/dpv/loc#",
        "pd": "https://w3id.org/dpv/pd#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "waxseal": OWN,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dct:conformsTo": iri,
        "dct:created": time,
        "dpv:hasApplicability": iri,
        "dpv:hasApplicableLaw": iri,
        "dpv:hasJurisdiction": iri,
        "dpv:hasLegalBasis": iri,
        "dpv:hasLocation": iri,
        "dpv:hasProcessing": iri,
        "dpv:isIndicatedAtTime": time,
        "dpv:isIndicatedBy": iri,
        "skos:broader": iri,
        "waxseal:signed": {"@type": "@json"},
    })
}

fn record(receipt: &Receipt) -> Value {
    let record = &receipt.record;
    let id = uuid("record", record);
    let processes: Vec<Value> = record.purposes.iter().map(|decision| process::process(receipt, decision)).collect();
    let mut node = json!({
        "@id": format!("urn:uuid:{id}"),
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": profile(record, "record-eu-gdpr", "record"),
        "dct:created": record.created,
        "dct:identifier": id,
        "dct:language": record.lang,
        "dpv:hasApplicableLaw": laws(record),
        "dpv:hasDataSubject": subject(record),
        "dpv:hasIdentifier": id,
        "dpv:hasNotice": notices(record),
        "dpv:hasProcess": processes,
        "dpv:hasService": {"@type": "dpv:Service", "dct:identifier": record.form},
        "waxseal:holder": record.holder,
        "waxseal:policy": record.mh,
        "waxseal:regions": record.regions,
        "waxseal:signature": record.sig,
        "waxseal:signed": record,
        "waxseal:submission": record.sid,
    });
    if let Some(controller) = &record.controller {
        node["dpv:hasDataController"] = responsible(controller);
        node["dpv:hasJurisdiction"] = jurisdictions(record, controller);
        node["dpv:hasRight"] = rights(record, controller);
        if let Some(authority) = &controller.authority {
            node["dpv:hasAuthority"] = json!({"@type": "dpv:DataProtectionAuthority", "dpv:hasName": authority});
        }
    }
    if let Some(terms) = &record.terms {
        node["waxseal:acceptedTerms"] = words(terms);
    }
    for (name, value) in [
        ("waxseal:ageRange", record.age.as_deref()),
        ("waxseal:button", record.button.as_deref()),
        ("waxseal:origin", record.origin.as_deref()),
        ("waxseal:release", record.release.as_deref()),
        ("waxseal:textDirection", record.dir.as_deref()),
    ] {
        if let Some(value) = value {
            node[name] = value.into();
        }
    }
    if let Some(gpc) = record.gpc {
        node["waxseal:globalPrivacyControl"] = gpc.into();
    }
    node
}

/// The person: an id and, where the form asked for the age, whether they are a child.
fn subject(record: &Record) -> Value {
    let urn = holder_urn(record);
    let minor = record.age.as_deref().is_some_and(|range| range != "18+");
    let types = if minor { json!(["dpv:DataSubject", "dpv:Child"]) } else { json!("dpv:DataSubject") };
    json!({"@id": urn, "@type": types, "dct:identifier": urn})
}

fn responsible(controller: &Responsible) -> Value {
    let mut node = json!({
        "@id": CONTROLLER,
        "@type": "dpv:DataController",
        "dpv:hasAddress": controller.address,
        "dpv:hasContact": controller.contact,
        "dpv:hasLocation": location(&controller.country),
        "dpv:hasName": controller.name,
    });
    if let Some(dpo) = &controller.dpo {
        node["dpv:hasDataProtectionOfficer"] = json!({"@type": "dpv:DataProtectionOfficer", "dpv:hasContact": dpo});
    }
    node
}

/// A country; as a word of ours where the vocabulary does not have its code.
pub(super) fn location(country: &str) -> Value {
    if terms::is_country(country) {
        return format!("loc:{country}").into();
    }
    json!({"@type": "dpv:Country", "dct:identifier": country})
}

fn jurisdictions(record: &Record, controller: &Responsible) -> Value {
    let mut all = vec![location(&controller.country)];
    for region in regions(record) {
        let term = match region {
            "EU" if matches!(&*controller.country, "IS" | "LI" | "NO") => "loc:EEA",
            "EU" => "loc:EU",
            "UK" => "loc:GB",
            "DE" => "loc:DE",
            "FR" => "loc:FR",
            "US" => "loc:US",
            "US-CA" => "loc:US-CA",
            "CA" => "loc:CA",
            "BR" => "loc:BR",
            _ => continue,
        };
        if all.iter().all(|known| *known != *term) {
            all.push(term.into());
        }
    }
    all.into()
}

/// The laws among those of the regions that DPV knows.
fn laws(record: &Record) -> Value {
    let mut all: Vec<&str> = Vec::new();
    for region in regions(record) {
        let terms: &[&str] = match region {
            "EU" | "DE" | "FR" => &["legal-eu:law-GDPR"],
            "UK" => &["legal-gb:law-GDPR", "legal-gb:law-DPA"],
            "US-CA" => &["legal-us:law-CA-CCPA", "legal-us:law-CA-CPRA"],
            _ => &[],
        };
        for term in terms {
            if !all.contains(term) {
                all.push(term);
            }
        }
    }
    all.into()
}

/// What was shown, and the privacy notice that it led to.
fn notices(record: &Record) -> Value {
    let mut all = Vec::new();
    if let Some(notice) = &record.notice {
        let mut node = words(notice);
        node["@type"] = "dpv:ConsentNotice".into();
        all.push(node);
    }
    if let Some(controller) = &record.controller {
        let url = absolute(&controller.privacy, record);
        all.push(json!({"@type": "dpv:PrivacyNotice", "dct:source": link(&url)}));
    }
    all.into()
}

/// A text in its language, with its hash.
pub(super) fn words(words: &Words) -> Value {
    json!({
        "dct:description": {"@language": words.lang, "@value": words.text},
        "dct:language": words.lang,
        "waxseal:sha256": words.sha256,
    })
}

/// A URL to follow; what is none stays a text.
pub(super) fn link(url: &str) -> Value {
    let web = url.starts_with("https://") || url.starts_with("http://");
    if web && !url.contains(char::is_whitespace) { json!({"@id": url}) } else { url.into() }
}

/// What everybody may ask for. The rights that depend on the basis stand with the purposes.
fn rights(record: &Record, controller: &Responsible) -> Value {
    let articles: &[&str] = if under_gdpr(record) { &["A15", "A16", "A17", "A18", "A77"] } else { &[] };
    if articles.is_empty() {
        return json!([{"@type": "dpv:DataSubjectRight", "dpv:isExercisedAt": link(&controller.contact)}]);
    }
    let complaint = controller.authority.as_ref();
    let at = |article: &str| complaint.filter(|_| article == "A77").unwrap_or(&controller.contact);
    articles.iter().map(|article| right(article, &link(at(article)))).collect()
}

/// A right of the GDPR by its article.
pub(super) fn right(article: &str, at: &Value) -> Value {
    json!({"@type": ["dpv:DataSubjectRight", format!("eu-gdpr:{article}")], "dpv:isExercisedAt": at})
}
