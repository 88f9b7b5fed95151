//! Reading a sentence for telling phrases.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::words::{Channel, Phrases, Words};

/// How many words `…` stands for at most.
const GAP: usize = 6;

/// A text, sentence by sentence, each the words of it.
pub(super) struct Said {
    words: &'static Words,
    sentences: Vec<Vec<String>>,
}

impl Said {
    pub(super) fn new(lang: &str, text: &str) -> Self {
        let folded = fold(text);
        let sentences =
            folded.split(['.', '!', '?', ';', ':']).map(words_of).filter(|words| !words.is_empty()).collect();
        Self { words: Words::of(lang), sentences }
    }

    /// The phrases of its language.
    pub(super) const fn words(&self) -> &'static Words {
        self.words
    }

    /// Whether it says one of the phrases.
    pub(super) fn says(&self, phrases: Phrases) -> bool {
        self.sentences.iter().any(|sentence| has(sentence, phrases))
    }

    /// Whether one sentence says something of each kind.
    pub(super) fn says_together(&self, kinds: &[Phrases]) -> bool {
        self.sentences.iter().any(|sentence| kinds.iter().all(|phrases| has(sentence, phrases)))
    }

    /// Whether one sentence has a phrase of each of two kinds, the second soon after the first.
    pub(super) fn says_in_turn(&self, first: Phrases, second: Phrases) -> bool {
        let after = |sentence: &Vec<String>, (at, len): (usize, usize)| {
            let rest = sentence.get(at + len..).unwrap_or_default();
            places(rest, second).any(|(next, _)| next <= GAP)
        };
        self.sentences.iter().any(|sentence| places(sentence, first).any(|place| after(sentence, place)))
    }

    /// Whether it is one of the phrases and nothing else.
    pub(super) fn is(&self, phrases: Phrases) -> bool {
        matches!(&*self.sentences, [sentence] if places(sentence, phrases).any(|place| place == (0, sentence.len())))
    }

    /// What is asked for, without sentences about the way out.
    pub(super) fn asked(&self) -> Self {
        self.without(&[self.words.objection, self.words.stopping])
    }

    /// What is said to be done, without sentences about what is not.
    pub(super) fn done(&self) -> Self {
        self.without(&[self.words.objection, self.words.stopping, self.words.denied])
    }

    /// The sentences that say one of these.
    pub(super) fn only(&self, phrases: Phrases) -> Self {
        Self {
            words: self.words,
            sentences: self.sentences.iter().filter(|words| has(words, phrases)).cloned().collect(),
        }
    }

    /// The text without each sentence that says one of these.
    pub(super) fn without(&self, kinds: &[Phrases]) -> Self {
        let tells = |sentence: &&Vec<String>| kinds.iter().any(|phrases| has(sentence, phrases));
        Self {
            words: self.words,
            sentences: self.sentences.iter().filter(|sentence| !tells(sentence)).cloned().collect(),
        }
    }

    /// The channels that it names. The longest phrase wins, and its words count for no other: `courrier électronique` is
    /// no letter.
    pub(super) fn channels(&self) -> Vec<Channel> {
        let mut named = Vec::new();
        for sentence in &self.sentences {
            let mut found: Vec<_> = Channel::ALL
                .iter()
                .flat_map(|channel| places(sentence, channel.phrases(self.words)).map(move |place| (place, *channel)))
                .collect();
            let letters = |(at, len): (usize, usize)| sentence[at..at + len].iter().map(String::len).sum::<usize>();
            found.sort_by_key(|(place, _)| core::cmp::Reverse(letters(*place)));
            let mut spent: Vec<(usize, usize)> = Vec::new();
            for ((at, len), channel) in found {
                if spent.iter().all(|(other, taken)| at + len <= *other || other + taken <= at) {
                    spent.push((at, len));
                    named.push(channel);
                }
            }
        }
        Channel::ALL.into_iter().filter(|channel| named.contains(channel)).collect()
    }
}

/// The text in lower case and without accents: people leave them out.
pub(super) fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        'ς' => 'σ',
        other => other,
    };
    text.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).map(plain).collect::<String>().replace('ß', "ss")
}

/// The words of a folded text.
pub(super) fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
}

/// Whether one of the phrases stands among the words.
pub(super) fn has(words: &[String], phrases: Phrases) -> bool {
    places(words, phrases).next().is_some()
}

/// Where phrases stand: the first word of each, and how many it has.
fn places(words: &[String], phrases: Phrases) -> impl Iterator<Item = (usize, usize)> {
    phrases.iter().flat_map(move |phrase| {
        let (phrase, first) = phrase.strip_prefix('^').map_or((*phrase, false), |rest| (rest, true));
        let before = phrase.matches('<').count();
        let last = if first { words.len().min(1) } else { words.len() };
        (0..last).filter_map(move |at| length(&words[at..], phrase).map(|len| (at + before, len - before)))
    })
}

/// How many words a phrase takes that starts with the first of them, if it does.
fn length(words: &[String], phrase: &str) -> Option<usize> {
    if phrase.is_empty() {
        return Some(0);
    }
    let (part, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
    if part == "…" {
        return (0..=GAP.min(words.len())).find_map(|skipped| Some(skipped + length(&words[skipped..], rest)?));
    }
    let (word, others) = words.split_first()?;
    if fits(word, part.trim_start_matches('<')) { Some(1 + length(others, rest)?) } else { None }
}

fn fits(word: &str, part: &str) -> bool {
    match (part.strip_prefix('*'), part.strip_suffix('*')) {
        (Some(_), Some(_)) => word.contains(part.trim_matches('*')),
        (Some(end), None) => word.ends_with(end),
        (None, Some(start)) => word.starts_with(start),
        (None, None) => word == part,
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

/// Whether that piece is no part of a longer word.
fn is_whole(text: &str, at: usize, len: usize) -> bool {
    let goes_on = text[at + len..].chars().next().is_some_and(char::is_alphanumeric);
    !goes_on && !text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_in_their_own_language() {
        let terms = |lang, text| {
            let said = Said::new(lang, text);
            said.says(said.words().terms)
        };
        assert!(terms("de", "Ich akzeptiere die AGB."));
        assert!(!terms("de", "Schickt mir den Agbrief."));
        assert!(!terms("en", "AGB"));
        let said = Said::new("en-GB", "I don’t  want\nletters");
        assert!(said.says(said.words().negated));
        let said = Said::new("en", "Dear reader: by signing up you agree.");
        assert!(said.says(said.words().implied));
        let said = Said::new("en", "Send me letters that I end by clicking.");
        assert!(!said.says(said.words().implied));
        assert!(Said::new("en", "I agree.").is(&["i agree"]));
        assert!(!Said::new("en", "I agree to the newsletter").is(&["i agree"]));
        assert!(!Said::new("en", "I agree. Yes.").is(&["i agree"]));
        assert_eq!(Said::new("ja", "email").channels(), []);
    }

    #[test]
    fn phrases_are_written_as_sentences_are_read() {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '*' | '…' | '^' | '<');
        for lang in
            ["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "no", "fi", "el", "cs", "ro", "hu", "tr"]
        {
            for phrases in Words::of(lang).all() {
                for (i, phrase) in phrases.iter().enumerate() {
                    assert!(
                        phrase.chars().all(plain) && !phrase.contains("  ") && phrase.trim() == *phrase,
                        "{lang}: {phrase}"
                    );
                    assert_eq!(fold(phrase).replace("...", "…"), *phrase, "{lang}");
                    assert!(!phrases[..i].contains(phrase), "{lang}: {phrase} stands twice");
                }
            }
        }
    }

    #[test]
    fn phrases_have_stems_gaps_and_no_accents() {
        let says = |text, phrases| Said::new("fr", text).says(phrases);
        assert!(says("l’Électricité à côté", &["electri* a cote"]));
        assert!(says("Weber-Gruppe", &["*gruppe"]));
        assert!(says("Unternehmensgruppen", &["*gruppe*"]));
        assert!(says("ne peut pas être retiré", &["ne … retire"]));
        assert!(!says("ne un deux trois quatre cinq six sept retiré", &["ne … retire"]));
        assert!(says("łódź straße", &["lodz strasse"]));
    }

    #[test]
    fn the_longest_phrase_wins_and_its_words_count_for_no_other() {
        use Channel::{Email, Phone, Post, Sms};
        for (lang, text, channels) in [
            ("fr", "par courrier électronique", &[Email][..]),
            ("fr", "par courrier et par courrier électronique", &[Email, Post]),
            ("it", "per posta elettronica", &[Email]),
            ("it", "per posta o per posta elettronica", &[Email, Post]),
            ("pt", "por correio eletrónico", &[Email]),
            ("pt", "por correio eletrônico", &[Email]),
            ("es", "por correo electrónico", &[Email]),
            ("es", "por correo", &[Post]),
            ("pl", "pocztą elektroniczną", &[Email]),
            ("pl", "pocztą", &[Post]),
            ("sv", "via e-post", &[Email]),
            ("da", "elektronisk post", &[Email]),
            ("nl", "elektronische post", &[Email]),
            ("el", "μέσω ηλεκτρονικού ταχυδρομείου", &[Email]),
            ("el", "με ταχυδρομείο", &[Post]),
            ("tr", "e-posta ile", &[Email]),
            ("de", "per elektronischer Post", &[Email]),
            ("en", "By email or SMS. Never by phone. I can stop by post.", &[Email, Sms]),
            ("en", "a voucher for the Phone Shop by email", &[Email]),
            ("en", "by email, phone or post", &[Email, Phone, Post]),
        ] {
            assert_eq!(Said::new(lang, text).done().channels(), channels, "{text}");
        }
    }
}
