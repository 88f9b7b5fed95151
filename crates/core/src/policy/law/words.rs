//! Telling phrases, a file for each language.
//!
//! A phrase is words in lower case, without accents, parted by blanks: `no longer want`. `promotion*` is every word that starts
//! so, `*angebote` every word that ends so, `^` the beginning of a sentence, and `…` stands for up to six words. What `<` stands
//! before comes first and is no part of the phrase: `<email phone`. A hyphen or
//! an apostrophe parts words. What a list does not hold, nobody is told of; add it with a sentence that needs it.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod names;
mod nl;
mod others;
mod pl;
mod pt;

use crate::policy::map::primary;

pub(super) use names::{TYPED, is_nameless, is_special};

/// Phrases of one kind.
pub(super) type Phrases = &'static [&'static str];

/// All kinds of phrases that a language may have.
macro_rules! words {
    ($($(#[$doc:meta])+ $kind:ident)+) => {
        /// All phrases of one language.
        pub(super) struct Words {
            $($(#[$doc])+ pub $kind: Phrases,)+
        }

        impl Words {
            const NONE: Self = Self { $($kind: &[]),+ };

            /// The phrases of every kind.
            #[cfg(test)]
            pub(super) fn all(&self) -> impl Iterator<Item = Phrases> {
                [$(self.$kind),+].into_iter()
            }
        }
    };
}

words! {
    /// What one does to a box.
    tick
    /// What makes a clause a condition.
    condition
    /// What turns the meaning of a tick around, by itself.
    opt_out
    /// What says no where a tick says yes.
    negated
    /// What [`Words::negated`] is often said of without being a refusal: nobody wants to miss a thing.
    missing_out
    /// What denies: a sentence with one of these says what is not done.
    denied
    /// What tells, beside [`Words::objection`], that a sentence is about the way out.
    stopping
    /// How to object.
    objection
    /// That there is no way out.
    lasting
    /// A whole text that names no purpose.
    bare
    /// Terms, which are accepted and not consented to.
    terms
    /// What one does to terms and notices.
    accepting
    /// The privacy notice by its names.
    notice
    /// Consent that somebody else declares for the person.
    implied
    /// The second step of a double opt-in.
    confirming
    /// News and offers.
    marketing
    /// What tells that offers are those that the person asked for, and no advertising.
    ordered
    /// Marketing, with nothing that says of what or how.
    as_such
    /// Use of data, with nothing that says what for.
    blanket
    /// What tells that a use has an aim.
    aim
    /// Recipients without a name.
    partners
    /// Words that push.
    pressure
    /// Thresholds of age.
    age
    /// Consent by its name.
    consent
    /// Consent as the price of something else.
    conditional
    /// Cookies and the like.
    storing
    /// What tells that [`Words::storing`] is about a device, not a bakery.
    device
    /// Watching and weighing what a person does.
    profiling
    /// That somebody gets in touch.
    reaching
    /// By e-mail.
    email
    /// By text message.
    sms
    /// By a call.
    phone
    /// By letter.
    post
}

impl Words {
    /// The words of a language, by its BCP 47 tag; none if nobody wrote them down.
    pub(super) fn of(lang: &str) -> &'static Self {
        match &*primary(lang).to_ascii_lowercase() {
            "en" => &en::WORDS,
            "de" => &de::WORDS,
            "fr" => &fr::WORDS,
            "es" => &es::WORDS,
            "it" => &it::WORDS,
            "nl" => &nl::WORDS,
            "pt" => &pt::WORDS,
            "pl" => &pl::WORDS,
            other => others::words(other),
        }
    }
}

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    Email,
    Sms,
    Phone,
    Post,
}

impl Channel {
    pub(super) const ALL: [Self; 4] = [Self::Email, Self::Sms, Self::Phone, Self::Post];

    /// The channel of that name in a policy.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "email" => Some(Self::Email),
            "sms" => Some(Self::Sms),
            "phone" => Some(Self::Phone),
            "post" => Some(Self::Post),
            _ => None,
        }
    }

    /// How a language names it.
    pub(super) const fn phrases(self, words: &Words) -> Phrases {
        match self {
            Self::Email => words.email,
            Self::Sms => words.sms,
            Self::Phone => words.phone,
            Self::Post => words.post,
        }
    }
}
