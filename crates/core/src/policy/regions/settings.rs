//! What each region pack sets, with its source. Lint asks for some of these by name, the page does others, and the rest
//! is for owners to know; docs/consent.md shows them all.

/// One rule of a region.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it is about: `calls`, `retention`.
    pub what: &'static str,
    /// What holds: `consent`, `told`.
    pub value: &'static str,
    /// Who says so.
    pub source: &'static str,
}

macro_rules! settings {
    ($($what:literal $value:literal $source:literal)+) => {
        &[$(Setting { what: $what, value: $value, source: $source }),+]
    };
}

/// The settings of a pack. `told` is what people must read before they send.
pub fn settings(region: &str) -> &'static [Setting] {
    match region {
        "EU" => EU,
        "DE" => DE,
        "FR" => FR,
        "UK" => UK,
        "US" => US,
        "US-CA" => US_CA,
        "CA" => CA,
        "BR" => BR,
        _ => &[],
    }
}

static EU: &[Setting] = settings! {
    "retention" "told" "GDPR art. 13(2)(a)"
    "authority" "told" "GDPR art. 13(2)(d)"
    "transfers" "told" "GDPR art. 13(1)(f)"
    "decisions" "told" "GDPR art. 13(2)(f) and 22"
    "email" "consent" "ePrivacy Directive art. 13(1)"
    "soft-opt-in" "own customers, like products, objection offered each time" "ePrivacy Directive art. 13(2)"
    "sms" "consent" "ePrivacy Directive art. 13(1)"
    "calls" "consent" "ePrivacy Directive art. 13(3): each country chooses consent or objection; this is the stricter"
    "post" "objection" "GDPR art. 21(2) and (3)"
    "ads" "consent" "CJEU C-252/21 (Meta Platforms), paragraph 117"
    "special-category" "explicit consent" "GDPR art. 9(2)(a)"
    "withdrawal" "as easy as consent" "GDPR art. 7(3)"
    "proof" "with the controller" "GDPR art. 7(1)"
    "age" "16, or less where the country says so" "GDPR art. 8(1)"
};

static DE: &[Setting] = settings! {
    "calls" "consent" "§7(2) no. 1 UWG"
    "soft-opt-in" "own customers, like products, objection offered each time" "§7(3) UWG"
    "proof" "of consent to calls: 5 years from consent and from each use" "§7a UWG"
    "age" "16" "GDPR art. 8(1)"
};

static FR: &[Setting] = settings! {
    "calls" "consent" "Code de la consommation art. L. 223-1, as of 11 August 2026 (loi no. 2025-594)"
    "soft-opt-in" "own customers, like products, objection offered each time" "CPCE art. L. 34-5"
    "prospects" "P3Y" "CNIL, référentiel on commercial activities: three years from the last contact"
    "age" "15" "Loi Informatique et Libertés art. 45"
};

static UK: &[Setting] = settings! {
    "retention" "told" "UK GDPR art. 13(2)(a)"
    "authority" "told" "UK GDPR art. 13(2)(d)"
    "transfers" "told" "UK GDPR art. 13(1)(f)"
    "decisions" "told" "UK GDPR art. 13(2)(f)"
    "email" "consent" "PECR reg. 22(2)"
    "soft-opt-in" "own customers, like products, objection offered each time" "PECR reg. 22(3)"
    "sms" "consent" "PECR reg. 22(2)"
    "calls" "objection" "PECR reg. 21"
    "post" "objection" "UK GDPR art. 21(2) and (3)"
    "special-category" "explicit consent" "UK GDPR art. 9(2)(a)"
    "withdrawal" "as easy as consent" "UK GDPR art. 7(3)"
    "age" "13" "UK GDPR art. 8(1)"
};

static US: &[Setting] = settings! {
    "email" "objection" "CAN-SPAM, 15 USC 7704(a)(3)"
    "postal-address" "told" "CAN-SPAM, 15 USC 7704(a)(5)(A)(iii)"
    "opt-out" "within 10 business days" "CAN-SPAM, 15 USC 7704(a)(4)"
    "sms" "consent" "47 CFR 64.1200(a)(2) and (f)(9)"
    "sms-terms" "told" "47 CFR 64.1200(f)(9)"
    "age" "13, below it a parent's consent; a separate one for passing data on" "COPPA Rule, 16 CFR 312.2 and 312.5"
};

static US_CA: &[Setting] = settings! {
    "retention" "told" "Cal. Civ. Code §1798.100(a)(3)"
    "sale" "told" "11 CCR §7012(e)"
    "signal" "honoured" "11 CCR §7025(c)(1)"
    "signal-shown" "told, since 2026-01-01" "11 CCR §7025(c)(6)"
    "choices" "equal, none pushed" "11 CCR §7004(a)(2)"
    "sensitive" "use can be limited" "Cal. Civ. Code §1798.121; 11 CCR §7027"
    "age" "16 for sale and sharing, below 13 a parent" "Cal. Civ. Code §1798.120(c)"
};

static CA: &[Setting] = settings! {
    "email" "consent" "CASL s. 6(1)(a)"
    "sms" "consent" "CASL s. 6(1)(a)"
    "soft-opt-in" "own customers, two years" "CASL s. 10(9) and (10)"
    "requester" "told by name, and on whose behalf" "CASL s. 10(1); SOR/2012-36 s. 4(a) to (c)"
    "postal-address" "told, with a telephone number, e-mail address or website" "SOR/2012-36 s. 4(d)"
    "withdrawal" "told" "SOR/2012-36 s. 4(e)"
    "opt-out" "within 10 business days" "CASL s. 11(3)"
    "proof" "with the sender" "CASL s. 13"
};

static BR: &[Setting] = settings! {
    "retention" "told" "LGPD art. 9 II"
    "consent" "apart from other clauses" "LGPD art. 8 §1"
    "generic" "void" "LGPD art. 8 §4"
    "withdrawal" "free and easy" "LGPD art. 8 §5"
    "change" "told, and what has changed made plain" "LGPD art. 8 §6 and art. 9 §2"
    "proof" "with the controller" "LGPD art. 8 §2"
    "dpo" "told" "LGPD art. 41 §1"
    "age" "12, below it a parent" "LGPD art. 14 §1; ECA art. 2"
};
