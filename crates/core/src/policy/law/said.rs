//! Reading a sentence for telling phrases.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::words::{self, CHANNELS, Channel, DENIED, OBJECTION, Phrases, STOPPING};
use crate::policy::file::primary;

/// A text, sentence by sentence.
pub(super) struct Said<'a> {
    lang: &'a str,
    /// In lower case, with single blanks and straight apostrophes and hyphens.
    sentences: Vec<String>,
}

impl<'a> Said<'a> {
    pub(super) fn new(lang: &'a str, text: &str) -> Self {
        let straight = text.to_lowercase().replace(['’', '‘', 'ʼ'], "'").replace(['‐', '‑'], "-");
        let plain = straight.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentences = plain
            .split_inclusive(['.', '!', '?', ';', ':'])
            .map(|sentence| sentence.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned());
        Self { lang, sentences: sentences.filter(|sentence| !sentence.is_empty()).collect() }
    }

    /// Whether it says one of the phrases.
    pub(super) fn says(&self, phrases: Phrases) -> bool {
        let phrases = of(phrases, self.lang);
        self.sentences.iter().any(|sentence| phrases.iter().any(|phrase| contains(sentence, phrase)))
    }

    /// Whether it is one of the phrases and nothing else.
    pub(super) fn is(&self, phrases: Phrases) -> bool {
        let [sentence] = &*self.sentences else {
            return false;
        };
        let bare = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
        of(phrases, self.lang).contains(&bare)
    }

    /// What is asked for, without sentences about the way out.
    pub(super) fn asked(&self) -> Said<'a> {
        self.without(&[OBJECTION, STOPPING])
    }

    /// What is said to be done, without sentences about what is not.
    pub(super) fn done(&self) -> Said<'a> {
        self.without(&[OBJECTION, STOPPING, DENIED])
    }

    fn without(&self, kinds: &[Phrases]) -> Said<'a> {
        let tells = |sentence: &String| {
            let mut phrases = kinds.iter().flat_map(|kind| of(kind, self.lang));
            phrases.any(|phrase| contains(sentence, phrase))
        };
        let sentences = self.sentences.iter().filter(|sentence| !tells(sentence)).cloned().collect();
        Said { lang: self.lang, sentences }
    }

    /// The channels that it names.
    pub(super) fn channels(&self) -> Vec<Channel> {
        CHANNELS.iter().filter(|(_, phrases)| self.says(phrases)).map(|(channel, _)| *channel).collect()
    }
}

/// The text without a name: a company may be called what it likes.
pub(super) fn without_name(text: &str, name: &str) -> String {
    let mut rest = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices(name).filter(|_| !name.is_empty()) {
        if is_whole(text, at, name.len()) {
            rest += &text[done..at];
            rest.push('…');
            done = at + name.len();
        }
    }
    rest + &text[done..]
}

/// Whether wording of this language is weighed.
pub(super) fn weighs(lang: &str) -> bool {
    !of(words::NEGATED, lang).is_empty()
}

fn of(phrases: Phrases, lang: &str) -> &'static [&'static str] {
    phrases.iter().find(|(known, _)| known.eq_ignore_ascii_case(primary(lang))).map_or(&[], |(_, words)| words)
}

fn contains(sentence: &str, phrase: &str) -> bool {
    let (phrase, first) = phrase.strip_prefix('^').map_or((phrase, false), |rest| (rest, true));
    let (phrase, open) = phrase.strip_suffix('*').map_or((phrase, false), |start| (start, true));
    sentence.match_indices(phrase).any(|(at, _)| {
        let starts = (at == 0 || !first) && !ends_in_word(&sentence[..at]);
        starts && (open || is_whole(sentence, at, phrase.len()))
    })
}

/// Whether that piece is no part of a longer word.
fn is_whole(text: &str, at: usize, len: usize) -> bool {
    let goes_on = text[at + len..].chars().next().is_some_and(char::is_alphanumeric);
    !goes_on && !ends_in_word(&text[..at])
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::law::words::{BARE, IMPLIED, MARKETING, NEGATED, TERMS};

    #[test]
    fn phrases_are_whole_words_in_their_own_language() {
        let says = |phrases, lang, text| Said::new(lang, text).says(phrases);
        assert!(says(TERMS, "de", "Ich akzeptiere die AGB."));
        assert!(!says(TERMS, "de", "Schickt mir den Agbrief."));
        assert!(!says(TERMS, "en", "AGB"));
        assert!(says(NEGATED, "en-GB", "I don’t  want\nletters"));
        assert!(says(MARKETING, "en", "Promotional mail, promotions"));
        assert!(says(IMPLIED, "en", "Dear reader: by signing up you agree."));
        assert!(!says(IMPLIED, "en", "Send me letters that I end by clicking."));
        assert!(Said::new("en", "I agree.").is(BARE));
        assert!(!Said::new("en", "I agree to the newsletter").is(BARE));
        let said = Said::new("en", "By email or SMS. Never by phone. I can stop by post.");
        assert_eq!(said.done().channels(), [Channel::Email, Channel::Sms]);
        assert_eq!(Said::new("ja", "email").channels(), []);
    }
}
