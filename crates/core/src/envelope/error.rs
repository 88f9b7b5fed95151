//! Why an envelope is refused, by whoever sees it first: the receiver or the opener.

use core::fmt;

/// Why bytes are not an envelope that we would have written. Seen without any key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// More bytes, parts or recipients than an envelope may have.
    TooLarge,
    /// The bytes end before the envelope does.
    Truncated,
    /// Something follows the envelope.
    TrailingData,
    /// Not the JSON of an envelope: a member that is missing, unknown, doubled or of the wrong type.
    Malformed,
    /// A newer release wrote it.
    UnknownVersion,
    /// An earlier release wrote it, in a form that is no longer read.
    OlderFormat,
    /// A value that is not base64url, or has spare bits.
    BadBase64,
    /// A value of the wrong length.
    BadLength,
    /// An algorithm that is none of the three suites.
    UnknownAlg,
    /// An attachment, which this release does not read.
    UnsupportedFiles,
    /// A part of another submission.
    PartForeign,
    /// A part stands twice.
    PartRepeated,
    /// Parts are missing.
    PartCount,
    /// Parts stand in the wrong order.
    PartOrder,
    /// The consent record is of another submission, contradicts itself, or is not the one that the parts were sealed with.
    ConsentMismatch,
    /// The parts are not those that the record was signed for.
    ContentMismatch,
    /// The consent record is not what its holder signed.
    BadSignature,
    /// What the envelope says in clear is not what its parts say.
    HeaderMismatch,
    /// A post-quantum recipient and a classical one on the same part.
    MixedSuites,
}

impl EnvelopeError {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Truncated => "truncated",
            Self::TrailingData => "trailing-data",
            Self::Malformed => "malformed",
            Self::UnknownVersion => "unknown-version",
            Self::OlderFormat => "older-format",
            Self::BadBase64 => "bad-base64",
            Self::BadLength => "bad-length",
            Self::UnknownAlg => "unknown-alg",
            Self::UnsupportedFiles => "unsupported-files",
            Self::PartForeign => "part-foreign",
            Self::PartRepeated => "part-repeated",
            Self::PartCount => "part-count",
            Self::PartOrder => "part-order",
            Self::ConsentMismatch => "consent-mismatch",
            Self::ContentMismatch => "content-mismatch",
            Self::BadSignature => "bad-signature",
            Self::HeaderMismatch => "header-mismatch",
            Self::MixedSuites => "mixed-suites",
        }
    }
}

impl fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "larger than an envelope may be",
            Self::Truncated => "the envelope is cut short; send or export it again",
            Self::TrailingData => "something follows the envelope; send one envelope at a time",
            Self::Malformed => "not a sealed envelope",
            Self::UnknownVersion => "a newer release wrote this envelope; update",
            Self::OlderFormat => "an earlier release wrote this envelope; open it with that release",
            Self::BadBase64 => "a value is not base64url as the format writes it",
            Self::BadLength => "a value has the wrong length",
            Self::UnknownAlg => "sealed with an algorithm that is not one of the three suites",
            Self::UnsupportedFiles => "it carries attachments, which this release does not read",
            Self::PartForeign => "a part belongs to another submission",
            Self::PartRepeated => "a part stands twice",
            Self::PartCount => "parts are missing",
            Self::PartOrder => "the parts stand in the wrong order",
            Self::ConsentMismatch => "the consent record is not the one that was sealed with",
            Self::ContentMismatch => "the parts are not those that the consent record was signed for",
            Self::BadSignature => "the consent record was changed after it was signed",
            Self::HeaderMismatch => "what the envelope says in clear is not what was sealed",
            Self::MixedSuites => "a part mixes post-quantum and classical recipients",
        })
    }
}

impl core::error::Error for EnvelopeError {}
