//! The kind of a field that the policy does not name, from what the page says about its control; and what a control of a
//! kind should tell the browser.

use alloc::{string::String, vec::Vec};

use super::Kind;

/// What the page says about a control.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits<'a> {
    /// Its `autocomplete` attribute.
    pub autocomplete: &'a str,
    /// Its `type`.
    pub control: &'a str,
    /// Its `inputmode` attribute.
    pub inputmode: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
}

/// Autofill tokens that are not the name of a kind (HTML Standard, "autofill").
const TOKENS: &[(&str, Kind)] = &[
    ("bday-day", Kind::Birthday),
    ("bday-month", Kind::Birthday),
    ("bday-year", Kind::Birthday),
    ("country-name", Kind::Country),
    ("address-line3", Kind::AddressLine2),
    ("tel-national", Kind::Tel),
    ("cc-given-name", Kind::CardName),
    ("cc-family-name", Kind::CardName),
    ("organization-title", Kind::Text),
    ("current-password", Kind::Text),
];

/// Words that name one kind and no other, in names and labels; ASCII letters only, whole words. Where a word could mean
/// something else, the field is text: a check that does not fit would refuse what is right.
const WORDS: &[(&str, Kind)] = &[
    ("email", Kind::Email),
    ("e-mail", Kind::Email),
    ("mail", Kind::Email),
    ("correo", Kind::Email),
    ("mobile", Kind::Mobile),
    ("handy", Kind::Mobile),
    ("cellphone", Kind::Mobile),
    ("phone", Kind::Tel),
    ("telephone", Kind::Tel),
    ("telefon", Kind::Tel),
    ("telefono", Kind::Tel),
    ("tel", Kind::Tel),
    ("firstname", Kind::GivenName),
    ("fname", Kind::GivenName),
    ("vorname", Kind::GivenName),
    ("prenom", Kind::GivenName),
    ("lastname", Kind::FamilyName),
    ("surname", Kind::FamilyName),
    ("lname", Kind::FamilyName),
    ("nachname", Kind::FamilyName),
    ("fullname", Kind::Name),
    ("postcode", Kind::PostalCode),
    ("zip", Kind::PostalCode),
    ("zipcode", Kind::PostalCode),
    ("plz", Kind::PostalCode),
    ("postleitzahl", Kind::PostalCode),
    ("iban", Kind::Iban),
    ("website", Kind::Url),
    ("homepage", Kind::Url),
];

/// The kind that `autocomplete`, type, `inputmode`, name and label point to, the first that does.
pub fn infer(traits: &Traits<'_>) -> Kind {
    // The last word of `section-x shipping email` says what it is.
    let token =
        traits.autocomplete.rsplit(' ').find(|word| !word.is_empty() && *word != "webauthn").unwrap_or_default();
    let known = TOKENS.iter().find(|(known, _)| *known == token).map(|(_, kind)| *kind);
    known
        .or_else(|| Kind::from_name(token))
        .or_else(|| of_type(traits.control))
        .or_else(|| of_type(traits.inputmode))
        .or_else(|| of_words(traits.name))
        .or_else(|| of_words(traits.label))
        .unwrap_or(Kind::Text)
}

fn of_type(name: &str) -> Option<Kind> {
    match name {
        "email" | "tel" | "url" | "number" | "date" => Kind::from_name(name),
        _ => None,
    }
}

fn of_words(text: &str) -> Option<Kind> {
    // `firstName`, `first_name` and `First name` are one word here, and two.
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
    let pairs: Vec<String> = words.windows(2).map(<[&str]>::concat).collect();
    let all = || words.iter().copied().chain(pairs.iter().map(|pair| &**pair));
    WORDS.iter().find(|(word, _)| all().any(|found| found == *word)).map(|(_, kind)| *kind)
}

impl Kind {
    /// What a control of this kind tells the browser, unless the page has said something else: `name=value` words.
    pub const fn attributes(self) -> &'static str {
        match self {
            Self::Email => "autocomplete=email inputmode=email autocapitalize=none spellcheck=false",
            Self::Tel | Self::Mobile => "autocomplete=tel inputmode=tel",
            Self::Name => "autocomplete=name autocapitalize=words spellcheck=false",
            Self::GivenName => "autocomplete=given-name autocapitalize=words spellcheck=false",
            Self::FamilyName => "autocomplete=family-name autocapitalize=words spellcheck=false",
            Self::CardName => "autocomplete=cc-name autocapitalize=words spellcheck=false",
            Self::Organization => "autocomplete=organization spellcheck=false",
            Self::StreetAddress => "autocomplete=street-address",
            Self::AddressLine1 => "autocomplete=address-line1",
            Self::AddressLine2 => "autocomplete=address-line2",
            Self::City => "autocomplete=address-level2",
            Self::Region => "autocomplete=address-level1",
            Self::PostalCode => "autocomplete=postal-code autocapitalize=characters spellcheck=false",
            Self::Country => "autocomplete=country-name",
            Self::Birthday => "autocomplete=bday",
            Self::CardNumber => "autocomplete=cc-number inputmode=numeric",
            Self::CardExpiry => "autocomplete=cc-exp inputmode=numeric",
            Self::CardCode => "autocomplete=cc-csc inputmode=numeric",
            Self::Url => "autocomplete=url inputmode=url autocapitalize=none spellcheck=false",
            Self::Username => "autocomplete=username autocapitalize=none spellcheck=false",
            Self::NewPassword => "autocomplete=new-password autocapitalize=none spellcheck=false",
            Self::OneTimeCode => "autocomplete=one-time-code inputmode=numeric",
            Self::Iban | Self::Bic | Self::Vat | Self::NationalId => "autocapitalize=characters spellcheck=false",
            Self::Number => "inputmode=decimal",
            Self::Text | Self::Choice | Self::Date => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_trait_that_points_to_a_kind_decides() {
        let none = Traits::default();
        for (traits, kind) in [
            (Traits { autocomplete: "section-a shipping email", control: "tel", ..none }, Kind::Email),
            (Traits { autocomplete: "bday-day", inputmode: "numeric", ..none }, Kind::Birthday),
            (Traits { autocomplete: "username webauthn", ..none }, Kind::Username),
            (Traits { autocomplete: "off", control: "email", name: "phone", ..none }, Kind::Email),
            (Traits { control: "text", inputmode: "tel", label: "Email", ..none }, Kind::Tel),
            (Traits { control: "text", inputmode: "numeric", name: "first_name", ..none }, Kind::GivenName),
            (Traits { name: "q7", label: "E-mail address", ..none }, Kind::Email),
            (Traits { name: "contact[Phone]", ..none }, Kind::Tel),
            (Traits { label: "Vorname *", ..none }, Kind::GivenName),
            (Traits { name: "hotel", label: "Telling us why", ..none }, Kind::Text),
            (Traits { control: "password", ..none }, Kind::Text),
        ] {
            assert_eq!(infer(&traits), kind, "{traits:?}");
        }
    }

    #[test]
    fn every_attribute_is_a_name_and_a_value() {
        for kind in Kind::ALL {
            for word in kind.attributes().split_ascii_whitespace() {
                let (name, value) = word.split_once('=').expect("a name and a value");
                assert!(
                    ["autocomplete", "inputmode", "autocapitalize", "spellcheck"].contains(&name) && !value.is_empty()
                );
            }
        }
    }
}
