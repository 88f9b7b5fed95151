//! Names that people give to fields, controls and companies, in all languages at once: a form seldom says in which it is
//! written.

use alloc::{string::String, vec::Vec};

use super::super::said::{fold, has, words_of};

/// Data of GDPR art. 9(1) as fields are named. `…` is no gap here: a phrase is words of the name next to each other.
#[rustfmt::skip]
const SPECIAL: &[&str] = &[
    // Health.
    "health*", "*illness*", "disease*", "sick*", "diagnos*", "medic*", "medik*", "disab*", "allerg*", "alerg*", "diet", "diets", "dietary",
    "pregnan*", "symptom*", "hiv*", "aids", "blood type", "blood group", "bloodtype", "bloodgroup", "blood pressure", "vaccin*", "mental",
    "psych*", "chronic*", "chronisch*", "cronic*", "chroniq*", "therap*", "handicap*", "wheelchair", "impairment*", "surger*", "covid*", "diabet*", "addiction*", "asthma", "epilep*", "autis*",
    "*gesundheit*", "*krank*", "*behinder*", "*schwanger*", "*symptom*", "*allergie*", "*diagnose*", "impfung*", "impfstatus", "impf*",
    "blutgruppe", "blutdruck", "rollstuhl*", "unvertraglichkeit*", "unvertraeglichkeit*", "*beschwerden", "diat", "diaet", "pflegegrad", "pflegestufe", "medikation",
    "sante", "maladie*", "grossesse", "enceinte", "sanguin*", "traitement medical", "regime alimentaire", "invalidit*",
    "salud", "enferm*", "discapac*", "minusval*", "embaraz*", "sangre", "dieta", "sintoma*", "vacuna*",
    "salute", "malatti*", "patologi*", "gravidanz*", "incinta", "disabil*", "sintom*", "vaccinazion*", "invalida", "invalido",
    "gezondheid*", "ziekt*", "zwanger*", "bloedgroep", "dieet", "beperking*", "aandoening*", "medicijn*",
    "saude", "doenc*", "deficienc*", "gravid*", "vacina*", "zdrow*", "chorob*", "niepelnospraw*", "ciaz*", "krwi", "szczepi*", "objaw*", "leki", "lekow",
    "uczulen*", "sjukdom*", "sygdom*", "halsa", "helbred*", "terveys*", "betegseg*", "zdrav*", "nemoc*", "saglik", "hastalik*", "boala",
    // Religion and belief.
    "relig*", "faith", "church*", "denomination", "creed", "belief*", "*religion*", "*konfession*", "glaube*", "weltanschau*", "kirche*",
    "croyance*", "creencia*", "confession*", "convinzion*", "credo", "geloof*", "godsdienst*", "levensbeschouw*", "crenca*", "wyznan*", "wiara",
    // Origin.
    "ethnic*", "ethni*", "racial*", "*ethni*", "etni*", "rasse", "herkunft ethnisch", "raza", "razza", "hautfarbe", "skin colour", "skin color",
    "pochodzenie etniczne", "tribe", "caste",
    // Politics and unions.
    "politic*", "politiq*", "politik*", "polityczn*", "*politisch*", "partei*", "parteimitglied*", "party member*", "party affiliation*", "political party", "trade union*",
    "tradeunion*", "labour union*", "labor union*", "union member*", "union membership", "*gewerkschaft*", "syndica*", "sindica*", "sindaca*",
    "vakbond*", "vakvereniging*", "zwiazek zawodowy", "zwiazk* zawodow*", "przynaleznosc zwiazkowa", "fackforening*", "fagforening*",
    // Sex life and orientation.
    "sexual*", "sexualit*", "*sexuell*", "*sexuel*", "seksu*", "sessual*", "sex life", "sexlife", "geaardheid", "gay", "lesbian", "lgbt*",
    "coming out",
    // Genes and the body.
    "genetic*", "genetisch*", "genetique*", "genetica*", "genetyczn*", "dna", "biometr*", "fingerprint*", "*fingerabdruck*", "iris scan",
    "face scan", "faceid", "empreinte* digitale*", "huella* dactilar*", "impront* digital*", "vingerafdruk*",
];

/// Names that mean a thing of [`SPECIAL`] if they stand alone.
const ALONE: &[&str] = &["race", "union", "orientation", "blood"];

/// Whether a field is named for data of GDPR art. 9(1).
pub(in super::super) fn is_special(name: &str) -> bool {
    let words = split(name);
    has(&words, SPECIAL) || matches!(&*words, [only] if ALONE.contains(&&**only))
}

/// The words of a name: `sexualOrientation` and `sexual_orientation` have two.
fn split(name: &str) -> Vec<String> {
    let mut parted = String::new();
    let mut small = false;
    for c in name.chars() {
        if small && c.is_uppercase() {
            parted.push(' ');
        }
        small = c.is_lowercase();
        parted.push(if c == '_' { ' ' } else { c });
    }
    words_of(&fold(&parted))
}

/// Words of which what is called a company is no name: every word of it is one of these.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "our", "the", "of", "and", "other", "others", "selected", "trusted", "chosen", "carefully", "business", "advertising", "marketing", "commercial",
    "media", "various", "partner*", "third", "part*", "affiliate*", "affiliated", "compan*", "firm", "firms", "sponsor*", "advertiser*", "group*",
    "ad", "network*", "data", "broker*", "subsidiar*", "associated", "associates", "related", "brands", "brand", "organisations", "organizations",
    "suppliers", "vendors", "service", "services", "providers", "provider", "retailers", "members", "in", "its", "their", "all",
    "unsere*", "ausgewahlte*", "andere*", "verbundene*", "*partner*", "*unternehmen", "*unternehmens", "*gesellschaft*", "firmen", "dritte*",
    "sponsoren", "gruppe", "*gruppe", "konzern*", "der", "die", "und", "des", "im", "aus", "dienstleister*", "tochter*", "*kunden", "werbetreibende",
    "nos", "notre", "partenaire*", "commercia*", "tiers", "societe*", "du", "des", "groupe", "entreprise*", "filiale*", "annonceurs", "autres",
    "selectionne*", "de", "et", "les", "nuestro*", "nuestra*", "socio*", "tercero*", "terceras", "colaborador*", "empresa*", "grupo", "otras",
    "y", "del", "filiales", "anunciantes", "seleccionadas", "i", "nostri", "terzi", "terze", "parti", "societa", "aziende", "gruppo", "altre", "altri",
    "e", "le", "del", "inserzionisti", "selezionat*", "onze", "derde*", "partij*", "bedrijven", "groep", "andere", "geselecteerde", "adverteerders",
    "nossos", "nossas", "parceir*", "terceir*", "outras", "do", "da", "associadas", "nasi", "partnerzy", "podmioty", "podmiot*", "trzecie", "spolki",
    "grup*", "firmy", "inne", "wspolpracujace",
];

/// Words that take part in many names, and alone name nobody.
const FILLERS: &[&str] = &[
    "the", "of", "and", "in", "der", "die", "und", "des", "du", "de", "et", "les", "y", "del", "i", "e", "le", "do",
    "da",
];

/// Whether what is called a company is called by its kind: `Our selected partners`.
pub(in super::super) fn is_nameless(name: &str) -> bool {
    let words = split(name);
    let telling = words.iter().any(|word| !FILLERS.contains(&&**word));
    telling && words.iter().all(|word| has(core::slice::from_ref(word), GENERIC))
}

/// Controls named for what a person types.
#[rustfmt::skip]
pub(in super::super) const TYPED: &[&str] = &[
    "email", "e-mail", "mail", "phone", "telephone", "tel", "mobile", "name", "fname", "lname", "firstname",
    "first-name", "lastname", "last-name", "surname", "dob", "birthday", "birthdate", "address", "street", "zip",
    "postcode", "iban", "ssn", "password", "message", "comment", "vorname", "nachname", "telefon", "geburtsdatum",
    "strasse", "plz", "nachricht", "nom", "prenom", "telephone-number", "nombre", "apellido", "correo", "cognome", "imie",
    "nazwisko",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_names_are_known_however_they_are_written() {
        for name in [
            "sexual_orientation",
            "sexualOrientation",
            "sexual-orientation",
            "SexualOrientation",
            "tradeUnion",
            "trade_union",
            "krankheiten",
            "Vorerkrankung",
            "religionszugehörigkeit",
            "religionszugehoerigkeit",
            "gewerkschaftsmitglied",
            "symptoms",
            "hiv",
            "disabilities",
            "santé",
            "sante",
            "niepełnosprawność",
            "doença",
            "ethnic[origin]",
            "food.allergies",
        ] {
            assert!(is_special(name), "{name}");
        }
        for name in [
            "email",
            "party_size",
            "raceNumber",
            "union_street",
            "credit-union",
            "bride",
            "message",
            "policy",
            "healine",
            "subject",
        ] {
            assert!(!is_special(name), "{name}");
        }
    }

    #[test]
    fn a_kind_of_company_is_no_name() {
        for name in ["Our group of companies", "Nos partenaires", "Third parties", "Dritte", "Selected partners"] {
            assert!(is_nameless(name), "{name}");
        }
        for name in ["Marketing Partners Ltd", "Seeds Ltd", "Partner AG", "The", "Groupe Dupré", "Third Wave Coffee"] {
            assert!(!is_nameless(name), "{name}");
        }
    }
}
