//! Which person a submission is of, as far as a purpose is concerned.
//!
//! People have no account. For a purpose they are the address or the number that it reaches them by.

use serde_json::{Map, Value};
use waxseal_core::consent::Decision;
use waxseal_fields::{Check, Checker, Kind, Rules, Surroundings, Verdict};
use waxseal_owner::open::Opened;

use crate::packs;
use crate::surroundings::Native;

/// Somebody who decided about a purpose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Person {
    /// By an e-mail address: the domain as the check writes it, and all of it in lower case. Servers that tell `Ada@` from
    /// `ada@` are next to none, and it is better to send one mail too few.
    Email(String),
    /// By a telephone number, in E.164 where the country is known.
    Telephone(String),
    /// By neither. Nothing else can be told to be theirs than this submission.
    Submission(String),
}

/// Reads addresses and numbers as the page's checks do.
pub struct Reader(Checker<Native>);

impl Reader {
    /// With the number ranges of every country.
    pub fn new() -> Self {
        let mut checker = Checker::new(Native);
        packs::load(&mut checker);
        Self(checker)
    }

    /// Who decided: the e-mail address or number in the fields that serve the purpose; `None` if there is none.
    pub fn served(&self, decision: &Decision, opened: &Opened) -> Option<Person> {
        let names: Vec<&str> = decision.fields.iter().map(String::as_str).collect();
        self.among(&names, decision, opened)
    }

    /// The same among all that was opened: a purpose may have no field of its own, and one that was refused has none sealed.
    pub fn any(&self, decision: &Decision, opened: &Opened) -> Option<Person> {
        let names: Vec<&str> = opened.fields.keys().map(String::as_str).collect();
        self.served(decision, opened).or_else(|| self.among(&names, decision, opened))
    }

    /// The e-mail address of whoever decided, whatever way the purpose reaches them by.
    pub fn email_of(&self, decision: &Decision, opened: &Opened) -> Option<String> {
        let names = decision.fields.iter().chain(opened.fields.keys()).map(String::as_str).collect::<Vec<_>>();
        texts(&opened.fields, &names).find_map(|(_, typed)| self.address(typed))
    }

    /// Whether what was sent names that person, in any field.
    pub fn is_of(&self, person: &Person, opened: &Opened) -> bool {
        let names: Vec<&str> = opened.fields.keys().map(String::as_str).collect();
        let sent = || texts(&opened.fields, &names).chain(texts(&opened.values, &names)).map(|(_, text)| text);
        match person {
            Person::Email(address) => sent().any(|text| self.address(text).as_ref() == Some(address)),
            Person::Telephone(number) => {
                let home = home(opened);
                sent().any(|text| text == number || self.number(text, &home).as_ref() == Some(number))
            }
            Person::Submission(sid) => opened.consent.sid == *sid,
        }
    }

    /// A number that was written with its country, in E.164.
    pub fn international(&self, typed: &str) -> Option<String> {
        self.number(typed, &Rules::default()).filter(|number| is_e164(number))
    }

    fn among(&self, names: &[&str], decision: &Decision, opened: &Opened) -> Option<Person> {
        let email = || texts(&opened.fields, names).find_map(|(_, typed)| self.address(typed)).map(Person::Email);
        let telephone = || self.telephone(names, opened).map(Person::Telephone);
        match decision.channel.as_deref() {
            Some("email") => email(),
            Some("sms" | "phone") => telephone(),
            _ => email().or_else(telephone),
        }
    }

    /// One address in one spelling; `None` for what is none.
    pub fn address(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        let checked = self.0.check(Kind::Email, typed, &Rules::default()).value;
        // What the check refuses may have been sealed all the same: by a program.
        let unchecked = || (typed.contains('@') && !typed.contains(char::is_whitespace)).then(|| typed.to_owned());
        let address = checked.or_else(unchecked)?;
        Some(self.0.surroundings().nfc(&address.to_lowercase()))
    }

    /// One number in one spelling: in E.164 if it was typed with its country, or is a number of `home`; else its digits; `None`
    /// for what is none.
    fn number(&self, typed: &str, home: &Rules) -> Option<String> {
        let check = |rules: &Rules| self.0.check(Kind::Tel, typed, rules);
        let Check { verdict, value, .. } = check(&Rules::default());
        let dialled = || Some(check(home)).filter(|check| check.verdict == Verdict::Ok)?.value;
        value.or_else(dialled).or_else(|| (verdict != Verdict::Error).then(|| digits(typed)))
    }

    /// The number as it was sealed in E.164, else the first that was typed with its country or as it is dialled where the controller
    /// is, else what looks most like one.
    fn telephone(&self, names: &[&str], opened: &Opened) -> Option<String> {
        let home = home(opened);
        let sealed = texts(&opened.values, names).map(|(_, value)| value.to_owned()).find(|value| is_e164(value));
        let read = |(name, typed)| Some((name, self.number(typed, &home)?));
        let typed: Vec<(&str, String)> = texts(&opened.fields, names).filter_map(read).collect();
        let find = |fits: &dyn Fn(&str, &str) -> bool| typed.iter().find(|(name, number)| fits(name, number));
        sealed.or_else(|| {
            let found = find(&|_, number| is_e164(number))
                .or_else(|| find(&|name, _| is_called_so(name)))
                .or_else(|| find(&|_, number| number.len() > 5));
            found.map(|(_, number)| number.clone())
        })
    }
}

/// How numbers are read that were typed without a country: as they are dialled where the controller is.
fn home(opened: &Opened) -> Rules {
    let mut home = Rules::default();
    if let Some(controller) = &opened.consent.controller {
        home.set("country", &controller.country);
    }
    home
}

/// The digits of what was typed, of any script, and nothing between them.
fn digits(typed: &str) -> String {
    typed.chars().filter(|c| c.is_numeric()).collect()
}

/// The texts of the fields of these names, in this order; of a list each item.
fn texts<'a>(fields: &'a Map<String, Value>, names: &[&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let found = names.iter().filter_map(|&name| Some((name, fields.get(name)?)));
    let items = found.flat_map(|(name, value)| match value {
        Value::Array(items) => items.iter().map(|item| (name, item)).collect(),
        one => vec![(name, one)],
    });
    items.filter_map(|(name, item)| Some((name, item.as_str()?)))
}

fn is_e164(number: &str) -> bool {
    number.starts_with('+')
}

/// Whether a field that holds a number without its country is named for a telephone.
fn is_called_so(name: &str) -> bool {
    let name = name.to_lowercase();
    ["tel", "phone", "fon", "mobil", "cell", "handy", "sms"].iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use waxseal_core::consent::Record;

    use super::*;

    fn decision(channel: &str, fields: &[&str]) -> Decision {
        let mut decision = json!({
            "basis": "consent", "control": "box", "fields": fields, "given": true, "id": "news", "lang": "en",
            "recipients": [], "sha256": "", "text": "", "time": ""
        });
        if !channel.is_empty() {
            decision["channel"] = channel.into();
        }
        serde_json::from_value(decision).unwrap()
    }

    fn opened(fields: Value, values: Value) -> Opened {
        let [fields, values] = [fields, values].map(|object| serde_json::from_value(object).unwrap());
        Opened { fields, values, consent: Record::default(), files: Vec::new() }
    }

    #[test]
    fn a_person_is_the_address_or_number_that_the_purpose_reaches_them_by() {
        let email = |text: &str| Some(Person::Email(text.into()));
        let tel = |text: &str| Some(Person::Telephone(text.into()));
        let none = json!({});
        let reader = Reader::new();
        for (channel, fields, values, expected) in [
            ("email", json!({"a": "Ada", "b": "ada@example.com"}), none.clone(), email("ada@example.com")),
            // Spellings of one address.
            ("email", json!({"b": " Ada.L@EXAMPLE.com "}), none.clone(), email("ada.l@example.com")),
            ("email", json!({"b": "ada@bücher.example"}), none.clone(), email("ada@xn--bcher-kva.example")),
            ("email", json!({"b": "ada@XN--BCHER-KVA.example"}), none.clone(), email("ada@xn--bcher-kva.example")),
            ("email", json!({"b": "ZOE\u{308}@example.com"}), none.clone(), email("zoë@example.com")),
            ("email", json!({"b": "mailto:ada@example.com"}), none.clone(), email("ada@example.com")),
            // Other people.
            ("email", json!({"b": "ada+shop@example.com"}), none.clone(), email("ada+shop@example.com")),
            ("email", json!({"b": "adal@example.com"}), none.clone(), email("adal@example.com")),
            // What a program sealed, whatever the check says of it.
            ("email", json!({"b": "Ada@intranet"}), none.clone(), email("ada@intranet")),
            ("email", json!({"b": ["", "ada@example.com"]}), none.clone(), email("ada@example.com")),
            ("email", json!({"a": "Ada", "b": ""}), none.clone(), None),
            ("email", json!({"a": "+44 20 7946 0958"}), none.clone(), None),
            // Numbers: as sealed, as typed with a country, as typed.
            ("sms", json!({"b": "020 7946 0958"}), json!({"b": "+442079460958"}), tel("+442079460958")),
            ("phone", json!({"b": "+44 (0)20 7946 0958"}), none.clone(), tel("+442079460958")),
            ("phone", json!({"b": "0044 20 7946 0958"}), none.clone(), tel("+442079460958")),
            ("phone", json!({"a": "10115", "b": "030 901820"}), none.clone(), tel("030901820")),
            ("phone", json!({"a": "12345-6789", "phone": "030/901 820"}), none.clone(), tel("030901820")),
            ("phone", json!({"phone": "٠٣٠ ٩٠١٨٢٠"}), none.clone(), tel("٠٣٠٩٠١٨٢٠")),
            ("sms", json!({"a": "10115", "b": "ada@example.com"}), none.clone(), None),
            // Without a channel, or by post.
            ("", json!({"a": "+44 20 7946 0958", "b": "ada@example.com"}), none.clone(), email("ada@example.com")),
            ("post", json!({"a": "+44 20 7946 0958"}), none.clone(), tel("+442079460958")),
            ("", json!({"a": "Ada"}), none.clone(), None),
        ] {
            let decision = decision(channel, &["a", "b", "phone"]);
            assert_eq!(reader.served(&decision, &opened(fields.clone(), values)), expected, "{channel} {fields}");
        }
    }

    #[test]
    fn a_number_as_it_is_dialled_where_the_controller_is_and_with_its_country_is_one_person() {
        let reader = Reader::new();
        let controller = json!({"address": "", "contact": "", "country": "GB", "name": "", "privacy": ""});
        for (typed, person) in [
            ("020 7946 0958", "+442079460958"),
            ("(020) 79460958", "+442079460958"),
            ("+44 (0)20 7946 0958", "+442079460958"),
            ("+353 1 234 5678", "+35312345678"),
            // No number of that country.
            ("99 99 99 99 99", "9999999999"),
        ] {
            let mut opened = opened(json!({"phone": typed}), json!({}));
            opened.consent.controller = Some(serde_json::from_value(controller.clone()).unwrap());
            let found = reader.served(&decision("sms", &["phone"]), &opened);
            assert_eq!(found, Some(Person::Telephone(person.into())), "{typed}");
        }
    }

    #[test]
    fn the_purpose_s_own_fields_come_first_and_any_other_second() {
        let reader = Reader::new();
        let opened = opened(json!({"billing": "b@example.com", "email": "e@example.com"}), json!({}));
        for (fields, served, any) in [
            (&["email", "billing"][..], Some("e@example.com"), "e@example.com"),
            (&["billing"], Some("b@example.com"), "b@example.com"),
            (&[], None, "b@example.com"),
            (&["other"], None, "b@example.com"),
        ] {
            let decision = decision("email", fields);
            let email = |text: &str| Person::Email(text.into());
            assert_eq!(reader.served(&decision, &opened), served.map(email), "{fields:?}");
            assert_eq!(reader.any(&decision, &opened), Some(email(any)), "{fields:?}");
        }
    }
}
