//! The kind that words say, where nobody states one. A guess may ask, but it never refuses.
//!
//! The page makes the same guesses (`www/fields/guess.ts`) from the same words; here is what a linter says of them.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::Kind;

/// Words that name a kind and nothing else, written together. Where a word could mean something else, there is no guess.
const WORDS: &str = include_str!("../guesses.json");

/// How many words may stand before those that say it: `billing contact email`.
const BEFORE: usize = 2;

/// The kind that the last words of a name say, `user[email]`, `billingEmail`; of a label only if they are the `whole` of it:
/// "Send me news by e-mail" is no address.
pub fn guess(text: &str, whole: bool) -> Option<Kind> {
    let (mut plain, mut starts) = (String::new(), Vec::new());
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_alphabetic() {
            if !before.is_alphabetic() || before.is_lowercase() && letter.is_uppercase() {
                starts.push(plain.len());
            }
            plain.extend(letter.to_lowercase());
        }
        before = letter;
    }
    starts.truncate(if whole { 1 } else { BEFORE + 1 });
    let known: BTreeMap<String, String> = serde_json::from_str(WORDS).expect("a file of ours");
    starts.iter().find_map(|start| {
        let says = |words: &str| words.split(' ').any(|word| word == &plain[*start..]);
        known.iter().find(|(_, words)| says(words)).and_then(|(kind, _)| Kind::from_name(kind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_guessed_by_its_last_words() {
        for (name, kind) in [
            ("email", Some("email")),
            ("e-mail", Some("email")),
            ("EMAIL", Some("email")),
            ("user[email]", Some("email")),
            ("billingEmail", Some("email")),
            ("your-email-address", Some("email")),
            ("email2", Some("email")),
            ("contact.phone_number", Some("tel")),
            ("first_name", Some("given-name")),
            ("PLZ", Some("postal-code")),
            ("company_website", Some("url")),
            ("emailnews", None),
            ("email_opt_in", None),
            ("mailing", None),
            ("phone_or_email_or_letter", None),
            ("how_did_you_hear_about_our_website", None),
            ("zipper", None),
            ("", None),
        ] {
            assert_eq!(guess(name, false).map(Kind::name), kind, "{name}");
        }
    }

    #[test]
    fn a_label_is_guessed_only_by_the_whole_of_it() {
        for (label, kind) in [
            ("Email", Some("email")),
            ("E-mail address", Some("email")),
            ("Phone number", Some("tel")),
            ("IBAN", Some("iban")),
            ("Send me news by e-mail", None),
            ("Do you prefer phone or e-mail?", None),
            ("IBAN or PayPal?", None),
            ("How did you hear about our website?", None),
            ("Your email", None),
            ("電子 email", None),
        ] {
            assert_eq!(guess(label, true).map(Kind::name), kind, "{label}");
        }
    }
}
