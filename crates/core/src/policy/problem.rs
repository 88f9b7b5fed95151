//! What can be wrong with a policy, where, and how to mend it.

use alloc::string::{String, ToString};
use core::fmt;

use super::law::{self, Rule};
use crate::keys::KeyError;

/// A mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// JSON pointer (RFC 6901) into the policy; empty for the whole file.
    pub pointer: String,
    /// What is wrong there.
    pub mistake: Mistake,
    /// The JSON reader's own words, for [`Mistake::Json`]; else empty.
    pub words: String,
}

/// What is wrong, one variant per way to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// The JSON does not parse, or has the wrong shape there.
    Json,
    /// A member that breaks a rule of the law by being there.
    Forbidden(&'static Rule),
    /// `v` is not 1.
    UnknownVersion,
    /// `revision` is 0.
    ZeroRevision,
    /// Nothing stands where something must.
    Empty,
    /// Not a BCP 47 language tag.
    BadLanguage,
    /// Not two capital letters.
    BadCountry,
    /// Not 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`.
    BadId,
    /// The id, name or key stands twice.
    Duplicate,
    /// A key that cannot be used.
    Key(KeyError),
    /// Not an Ed25519 public key.
    BadSigner,
    /// Not the verifier key of a signed note.
    BadVerifier,
    /// A `kid` that is not among the keys.
    UnknownKey,
    /// A key that no recipient holds.
    UnnamedKey,
    /// No such recipient.
    UnknownRecipient,
    /// No such purpose.
    UnknownPurpose,
    /// A purpose that no field serves.
    UnusedPurpose,
    /// A field without a purpose.
    NoPurpose,
    /// No such legal basis.
    UnknownBasis,
    /// No such preset in the catalogue.
    UnknownPreset,
    /// No such channel.
    UnknownChannel,
    /// No such special use.
    UnknownUse,
    /// No such role of a third party.
    UnknownRole,
    /// No such start of a retention period.
    UnknownFrom,
    /// No such region pack.
    UnknownRegion,
    /// No such way to ask for the age.
    UnknownQuestion,
    /// Not a term of the Data Privacy Vocabulary.
    BadTerm,
    /// Not an ISO 8601 duration of one unit, or missing where one is needed.
    BadDuration,
    /// Not an age that a law could have.
    BadAge,
    /// No such kind of field.
    UnknownKind,
    /// No such ground for data of a special category.
    UnknownGround,
    /// Not a rule that an owner can answer.
    UnknownAnswer,
    /// Neither a month nor a day.
    BadDate,
    /// No such rule of a field, or it does not take this value.
    UnknownOption,
    /// No such mode.
    UnknownMode,
    /// A field that is protected and also in clear.
    ClearField,
    /// `after` has not just one of `text` and `redirect`.
    AfterChoice,
    /// A URL that is neither http(s) nor relative.
    BadUrl,
}

impl Mistake {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Forbidden(rule) => rule.code,
            Self::UnknownVersion => "unknown-version",
            Self::ZeroRevision => "zero-revision",
            Self::Empty => "empty",
            Self::BadLanguage => "bad-language",
            Self::BadCountry => "bad-country",
            Self::BadId => "bad-id",
            Self::Duplicate => "duplicate",
            Self::Key(error) => error.code(),
            Self::BadSigner => "bad-signer",
            Self::BadVerifier => "bad-verifier",
            Self::UnknownKey => "unknown-key",
            Self::UnnamedKey => "unnamed-key",
            Self::UnknownRecipient => "unknown-recipient",
            Self::UnknownPurpose => "unknown-purpose",
            Self::UnusedPurpose => "unused-purpose",
            Self::NoPurpose => "no-purpose",
            Self::UnknownBasis => "unknown-basis",
            Self::UnknownPreset => "unknown-preset",
            Self::UnknownChannel => "unknown-channel",
            Self::UnknownUse => "unknown-use",
            Self::UnknownRole => "unknown-role",
            Self::UnknownFrom => "unknown-from",
            Self::UnknownRegion => "unknown-region",
            Self::UnknownQuestion => "unknown-question",
            Self::BadTerm => "bad-term",
            Self::BadDuration => "bad-duration",
            Self::BadAge => "bad-age",
            Self::UnknownKind => "unknown-kind",
            Self::UnknownGround => "unknown-ground",
            Self::UnknownAnswer => "unknown-answer",
            Self::BadDate => "bad-date",
            Self::UnknownOption => "unknown-option",
            Self::UnknownMode => "unknown-mode",
            Self::ClearField => "clear-field",
            Self::AfterChoice => "after-choice",
            Self::BadUrl => "bad-url",
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Json => "this is not the JSON of a policy",
            Self::Forbidden(rule) => rule.advice,
            Self::Key(error) => return error.fmt(f),
            Self::UnknownVersion => "this release reads version 1; write `\"v\": 1`",
            Self::ZeroRevision => "count revisions from 1 and add 1 with every published change",
            Self::Empty => "nothing stands here; people need to read this, so write it",
            Self::BadLanguage => "not a language tag; write one such as `en` or `pt-BR`",
            Self::BadCountry => "not a country code; write two capital letters such as `DE` (ISO 3166-1)",
            Self::BadId => "an id is 1 to 64 of `a`-`z`, `0`-`9`, `-` and `_`",
            Self::Duplicate => "this stands twice; keep one, or rename one",
            Self::BadSigner => {
                "not an Ed25519 public key as JWK; a recipient's key opens and signs nothing, so copy the one that \
                 `waxseal init` made for owner-sign.key"
            }
            Self::BadVerifier => "not a verifier key; copy the line NAME+HASH+KEY whole",
            Self::UnknownKey => "no key in `keys` has this thumbprint; copy the `kid` from there",
            Self::UnnamedKey => "no recipient holds this key; add it to `recipients` or take it out",
            Self::UnknownRecipient => "no recipient has this id; add it to `recipients` or correct the id",
            Self::UnknownPurpose => "no purpose has this id; add it to `purposes` or correct the id",
            Self::UnusedPurpose => "no field of any form serves this purpose; name it in a field or take it out",
            Self::NoPurpose => "a field without a purpose may not be asked; name the purpose that needs it",
            Self::UnknownBasis => {
                "write `consent`, `contract`, `legal-obligation`, `vital-interests`, `public-task` or `legitimate-interest`"
            }
            Self::UnknownPreset => "no such preset; docs/consent.md lists the catalogue",
            Self::UnknownChannel => "write `email`, `sms`, `phone` or `post`",
            Self::UnknownUse => "write `sale`, `sharing`, `targeted-ads` or `profiling`",
            Self::UnknownRole => "write `controller` or `processor`",
            Self::UnknownFrom => "write `withdrawal`, `collection`, `last-contact`, `contract-end` or `purpose-end`",
            Self::UnknownRegion => "no such region pack; docs/consent.md lists them",
            Self::UnknownQuestion => "write `year` or `band`",
            Self::BadTerm => "write a term of the Data Privacy Vocabulary such as `dpv:DirectMarketing`",
            Self::BadDuration => "write a duration of one unit such as `P24M` or `P3Y` (ISO 8601)",
            Self::BadAge => "write an age from 13 to 21, or take it out for that of the country",
            Self::UnknownKind => "no such kind of field; `text` takes anything",
            Self::UnknownGround => "no such ground of GDPR art. 9(2); docs/policy.md lists the ten",
            Self::UnknownAnswer => {
                "not the code of a rule that can be answered: only what lint tells by words alone can; docs/consent.md lists it"
            }
            Self::BadDate => "write a month or a day, such as `2026-11` or `2026-11-29`",
            Self::UnknownOption => "no such option of a field, or not a value that it takes; docs/fields.md lists them",
            Self::UnknownMode => "write `send` or `post`",
            Self::ClearField => "this field is protected above, so it cannot stay in clear; take it out of one list",
            Self::AfterChoice => "write either `text` or `redirect`, not both and not neither",
            Self::BadUrl => "write an https URL, or a path such as `/thanks`",
        })
    }
}

impl Problem {
    pub(super) fn new(pointer: String, mistake: Mistake) -> Self {
        Self { pointer, mistake, words: String::new() }
    }

    /// The mistake's [code](Mistake::code).
    pub const fn code(&self) -> &'static str {
        self.mistake.code()
    }

    /// What is wrong and how to mend it.
    pub fn message(&self) -> String {
        if self.words.is_empty() { self.mistake.to_string() } else { self.words.clone() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, "{place}: {}", self.message())
    }
}

/// What the JSON reader could not read, and where.
#[cfg(feature = "read")]
pub(super) fn from_json(path: &serde_path_to_error::Path, error: &serde_json::Error) -> Problem {
    use super::place::Place;
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        pointer += &match segment {
            Segment::Seq { index } => Place::Root.item(*index).pointer(),
            Segment::Map { key } | Segment::Enum { variant: key } => Place::Root.member(key).pointer(),
            Segment::Unknown => String::new(),
        };
    }
    let words = error.to_string();
    match law::forbidden(&words) {
        Some(rule) => Problem::new(pointer, Mistake::Forbidden(rule)),
        None => Problem { pointer, mistake: Mistake::Json, words },
    }
}
