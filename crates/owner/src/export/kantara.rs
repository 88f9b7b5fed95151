//! Kantara Consent Receipt v1.1, for tools that know no younger format. It has no way to say that something was refused.

use serde_json::{Value, json};
use waxseal_core::{
    consent::{Control, Decision, Record, Responsible},
    policy::Basis,
};

use super::{absolute, holder_urn, regions, seconds, terms, uuid, withdraw_at};
use crate::receipt::Receipt;

/// A Kantara Consent Receipt v1.1 of the consents that were given. What was refused, what rests on another basis than
/// consent, and the holder's signature have no place in it.
pub fn kantara(receipt: &Receipt) -> Value {
    let record = &receipt.record;
    let given: Vec<&Decision> = record.purposes.iter().filter(|decision| is_given(decision)).collect();
    let spi = special(&given);
    let controller = record.controller.as_ref();
    let policy = controller.map(|controller| absolute(&controller.privacy, record)).unwrap_or_default();
    let created = record.created.as_deref().and_then(seconds).and_then(|time| u64::try_from(time).ok());
    json!({
        "version": "KI-CR-v1.1.0",
        "jurisdiction": jurisdiction(record),
        "consentTimestamp": created.unwrap_or(record.iat),
        "collectionMethod": method(record),
        "consentReceiptID": uuid("receipt", record),
        "language": record.lang,
        "piiPrincipalId": holder_urn(record),
        "piiControllers": controller.map(responsible).into_iter().collect::<Vec<_>>(),
        "policyUrl": policy,
        "services": [{
            "service": record.form,
            "purposes": given.iter().map(|decision| purpose(receipt, decision)).collect::<Vec<_>>(),
        }],
        "sensitive": !spi.is_empty(),
        "spiCat": spi,
    })
}

fn is_given(decision: &Decision) -> bool {
    decision.given && decision.basis == Basis::Consent.name()
}

/// The country and the regions whose law the policy was weighed by.
fn jurisdiction(record: &Record) -> String {
    let country = record.controller.iter().map(|controller| &*controller.country);
    let mut all: Vec<&str> = Vec::new();
    for code in country.chain(regions(record)) {
        if !all.contains(&code) {
            all.push(code);
        }
    }
    all.join(", ")
}

fn method(record: &Record) -> String {
    let imported = record.purposes.iter().any(|decision| decision.control == Control::Import.name());
    let way = if imported { "Told by a program" } else { "Web form with a box for each purpose" };
    record.origin.as_deref().map_or_else(|| way.to_string(), |origin| format!("{way}, {origin}"))
}

/// E-mail address and telephone number must be there: empty, where the policy names none.
fn responsible(controller: &Responsible) -> Value {
    let reach: Vec<&str> = [Some(&*controller.contact), controller.dpo.as_deref()].into_iter().flatten().collect();
    let find = |fits: fn(&str) -> bool| reach.iter().copied().find(|way| fits(way)).unwrap_or_default();
    let mut node = json!({
        "piiController": controller.name,
        "contact": controller.dpo.as_ref().unwrap_or(&controller.contact),
        "address": {"streetAddress": controller.address, "addressCountry": controller.country},
        "email": find(is_email),
        "phone": find(is_phone),
    });
    let url = find(is_url);
    if !url.is_empty() {
        node["piiControllerUrl"] = url.into();
    }
    node
}

fn is_url(way: &str) -> bool {
    way.starts_with("https://") || way.starts_with("http://")
}

fn is_email(way: &str) -> bool {
    !is_url(way) && way.contains('@')
}

fn is_phone(way: &str) -> bool {
    let digits = way.chars().filter(char::is_ascii_digit).count();
    digits > 4 && way.chars().all(|c| c.is_ascii_digit() || " +()-./".contains(c))
}

fn purpose(receipt: &Receipt, decision: &Decision) -> Value {
    let names: Vec<&str> = decision.parties.iter().map(|party| &*party.name).collect();
    let mut node = json!({
        "purpose": decision.text,
        "consentType": "EXPLICIT",
        "purposeCategory": categories(decision),
        "piiCategory": pii(decision),
        "primaryPurpose": is_primary(&receipt.record, decision),
        "termination": termination(receipt, decision),
        "thirdPartyDisclosure": !names.is_empty(),
    });
    if !names.is_empty() {
        node["thirdPartyName"] = names.join(", ").into();
    }
    node
}

/// Consent is for what goes beyond the service, unless the form has nothing else.
fn is_primary(record: &Record, decision: &Decision) -> bool {
    let alone = record.purposes.iter().all(|other| other.basis == Basis::Consent.name());
    alone && record.purposes.first().is_some_and(|first| first.id == decision.id)
}

/// The numbered categories of the specification's appendix; the policy's own term where none of them fits.
fn categories(decision: &Decision) -> Vec<&str> {
    let used = |name: &str| decision.uses.iter().any(|known| known == name);
    let mut all = Vec::new();
    let of_term = match decision.dpv.as_deref() {
        Some("dpv:AccountManagement" | "dpv:CustomerOrderManagement" | "dpv:PaymentManagement") => {
            "2 - Contracted Service"
        }
        Some("dpv:RequestedServiceProvision" | "dpv:DeliveryOfGoods") => "3 - Delivery",
        Some("dpv:CommunicationManagement" | "dpv:CommunicationForCustomerCare") => "4 - Contact Requested",
        Some("dpv:ServicePersonalisation" | "dpv:Personalisation" | "dpv:ProvidePersonalisedRecommendations") => {
            "5 - Personalized Experience"
        }
        Some("dpv:DirectMarketing" | "dpv:Marketing" | "dpv:Advertising" | "dpv:TargetedAdvertising") => {
            "6 - Marketing"
        }
        Some("dpv:SellDataToThirdParties") => "9 - Sharing for Marketing",
        Some("dpv:ServiceUsageAnalytics" | "dpv:CommercialResearch" | "dpv:ImproveExistingProductsAndServices") => {
            "16 - Improve Performance"
        }
        Some(term) => term,
        None => "Other",
    };
    all.push(of_term);
    let processors = decision.parties.iter().any(|party| party.role.as_deref() == Some("processor"));
    let extra =
        [(processors, "8 - Sharing for Delivery"), (used("sale") || used("sharing"), "9 - Sharing for Marketing")];
    for (applies, category) in extra {
        if applies && !all.contains(&category) {
            all.push(category);
        }
    }
    all
}

/// The categories of the fields; a field's name where none fits.
fn pii(decision: &Decision) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for name in &decision.fields {
        let category = terms::field(name).map_or(&**name, |field| field.kantara);
        if !all.contains(&category) {
            all.push(category);
        }
    }
    all
}

/// The categories whose loss hurts most, among what was given.
fn special(given: &[&Decision]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for category in given.iter().flat_map(|decision| pii(decision)) {
        if terms::SENSITIVE.contains(&category) && !all.iter().any(|known| known == category) {
            all.push(category.into());
        }
    }
    all
}

/// When it ends: taken back, run out, or deleted.
fn termination(receipt: &Receipt, decision: &Decision) -> String {
    let mut ends = vec![format!("when taken back: {}", withdraw_at(receipt))];
    ends.extend(decision.validity.as_ref().map(|validity| format!("valid {validity}")));
    ends.extend(decision.retention.as_ref().map(|retention| match &retention.duration {
        Some(duration) => format!("data kept {duration} from {}", retention.from),
        None => format!("data kept until {}", retention.from),
    }));
    ends.join("; ")
}
