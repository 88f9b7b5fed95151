//! Names that a form's fields and its controls know each other by, checked both ways: a name that is mistyped on one side
//! would lose an answer in silence. The page and `waxseal seal` go by the same rule.

use alloc::{string::String, vec::Vec};
use core::cmp::Reverse;

use super::Form;

/// A name that leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray<'a> {
    /// What is wrong with it, by a name that never changes.
    pub code: &'static str,
    /// The name.
    pub name: &'a str,
    /// The name on the other side that resembles it most, of those that lead nowhere either.
    pub nearest: Option<&'a str>,
}

/// The fields that the purposes `given` use and that none of the controls `names` is: `field-gone` if `left` says that its
/// control was there and held something, `field-missing` if it is required.
pub fn missing<'a>(form: &'a Form, given: &[String], names: &[&'a str], left: impl Fn(&str) -> bool) -> Vec<Stray<'a>> {
    let mut strays = Vec::new();
    for field in &form.fields {
        let name = &*field.name;
        if names.contains(&name) || !field.purposes.iter().any(|id| given.contains(id)) {
            continue;
        }
        if left(name) {
            strays.push(Stray { code: "field-gone", name, nearest: None });
        } else if field.required {
            let nearest = nearest(name, names, |other| !is_known(form, other));
            strays.push(Stray { code: "field-missing", name, nearest });
        }
    }
    strays
}

/// Those of the controls `names` that the form has no field for and that it does not leave in clear, `field-unknown`; and
/// what it leaves in clear and none of them is, `clear-missing`.
pub fn unknown<'a>(form: &'a Form, names: &[&'a str]) -> Vec<Stray<'a>> {
    let mut strays = Vec::new();
    for name in names.iter().copied().filter(|name| !is_known(form, name)) {
        let fields: Vec<&str> = form.fields.iter().map(|field| &*field.name).collect();
        let nearest = nearest(name, &fields, |field| !names.contains(&field));
        strays.push(Stray { code: "field-unknown", name, nearest });
    }
    for name in &form.clear {
        if !names.contains(&&**name) {
            strays.push(Stray { code: "clear-missing", name, nearest: None });
        }
    }
    strays
}

/// Whether people can be reached by `channel` at what a field of this kind holds.
pub fn carries(channel: &str, kind: &str) -> bool {
    match channel {
        "email" => kind == "email",
        "sms" | "phone" => matches!(kind, "tel" | "mobile"),
        _ => matches!(kind, "street-address" | "address-line1" | "postal-code"),
    }
}

fn is_known(form: &Form, name: &str) -> bool {
    form.field(name).is_some() || form.clear.iter().any(|clear| clear == name)
}

/// The free name that has the longest piece in common with `name`; of several the one whose length is nearest.
fn nearest<'a>(name: &str, others: &[&'a str], free: impl Fn(&str) -> bool) -> Option<&'a str> {
    let (mut found, mut best) = (None, (0, Reverse(0)));
    for other in others.iter().filter(|other| free(other)) {
        let likeness = (shared(name, other), Reverse(name.len().abs_diff(other.len())));
        if found.is_none() || likeness > best {
            (found, best) = (Some(*other), likeness);
        }
    }
    found
}

/// The length of the longest piece that both have, in either case of letters.
fn shared(a: &str, b: &str) -> usize {
    let (mut most, mut ends) = (0, alloc::vec![0; b.len() + 1]);
    for x in a.bytes() {
        // From the end, so that what stands before is still of the letter before.
        for (j, y) in b.bytes().enumerate().rev() {
            ends[j + 1] = if x.eq_ignore_ascii_case(&y) { ends[j] + 1 } else { 0 };
            most = most.max(ends[j + 1]);
        }
    }
    most
}

#[cfg(all(test, feature = "read"))]
mod tests {
    use super::*;

    fn form(json: &str) -> Form {
        serde_json::from_str(json).expect("a form")
    }

    #[test]
    fn a_required_field_without_a_control_is_missing_and_the_nearest_name_is_told() {
        let form = form(
            r#"{"id":"f","clear":["csrf"],"fields":[
                {"name":"mail","required":true,"purposes":["news"]},
                {"name":"phone","required":true,"purposes":["calls"]},
                {"name":"note","purposes":["news"]}]}"#,
        );
        for (given, names, expected) in [
            (&["news"][..], &["email", "phone", "csrf"][..], &[("mail", Some("email"))][..]),
            (&["news"], &["e-mail-address", "name", "phone"], &[("mail", Some("e-mail-address"))]),
            (&["news"], &["Mail"], &[("mail", Some("Mail"))]),
            (&["news"], &["csrf", "note"], &[("mail", None)]),
            (&["news"], &["mail"], &[]),
            (&["news", "calls"], &["mail", "telephone", "fax"], &[("phone", Some("telephone"))]),
            (&[], &["email"], &[]),
        ] {
            let given: Vec<String> = given.iter().map(|id| String::from(*id)).collect();
            let strays = missing(&form, &given, names, |_| false);
            assert!(strays.iter().all(|stray| stray.code == "field-missing"));
            let strays: Vec<_> = strays.iter().map(|stray| (stray.name, stray.nearest)).collect();
            assert_eq!(strays, expected, "{given:?} {names:?}");
        }
    }

    #[test]
    fn a_field_whose_filled_control_has_left_is_gone_whether_or_not_it_is_required() {
        let form = form(
            r#"{"id":"f","fields":[{"name":"mail","required":true,"purposes":["news"]},{"name":"note","purposes":["news"]}]}"#,
        );
        let given = [String::from("news")];
        let codes = |given: &[String], names: &[&'static str]| -> Vec<_> {
            missing(&form, given, names, |name| name == "note").iter().map(|stray| (stray.code, stray.name)).collect()
        };
        assert_eq!(codes(&given, &["mail"]), [("field-gone", "note")]);
        assert_eq!(codes(&given, &["note"]), [("field-missing", "mail")]);
        assert_eq!(codes(&[], &[]), []);
    }

    #[test]
    fn a_control_that_no_field_takes_is_unknown_and_the_nearest_field_without_a_control_is_told() {
        let form = form(
            r#"{"id":"f","clear":["csrf"],"fields":[
                {"name":"mail","purposes":["news"]},{"name":"first_name","purposes":["news"]}]}"#,
        );
        for (names, expected) in [
            (&["email", "first_name", "csrf"][..], &[("email", Some("mail"))][..]),
            (&["fname", "mail"], &[("fname", Some("first_name"))]),
            (&["mail", "first_name", "age"], &[("age", None)]),
            (&["mail"], &[]),
        ] {
            let strays = unknown(&form, names);
            let unknown = strays.iter().filter(|stray| stray.code == "field-unknown");
            assert_eq!(unknown.map(|stray| (stray.name, stray.nearest)).collect::<Vec<_>>(), expected, "{names:?}");
            let clear: Vec<_> =
                strays.iter().filter(|stray| stray.code == "clear-missing").map(|stray| stray.name).collect();
            assert_eq!(clear.is_empty(), names.contains(&"csrf"), "{names:?}");
        }
    }
}
