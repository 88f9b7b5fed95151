//! Why a request is refused, said in a way that never repeats what was sent.

use std::time::Duration;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use waxseal_core::{envelope::EnvelopeError, withdrawal::WithdrawalError};

use crate::{limits::Limited, observe::Note, page};

/// Everything that is refused, one variant per thing the sender could do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The body is not an envelope at all: perhaps what somebody typed.
    NotSealed,
    /// Nearly an envelope.
    Envelope(EnvelopeError),
    /// Not a withdrawal that can be read.
    Withdrawal(WithdrawalError),
    /// A withdrawal from a submission that is not here.
    UnknownSubmission,
    /// Signed by another key than the receipt's.
    BadSignature,
    /// By an owner whose policy names no key that signs for them.
    NoOwnerSigner,
    /// Signed for the owner by a key that only an earlier policy names.
    RetiredSigner,
    /// Signed for the owner by a key that no policy names.
    UnknownSigner,
    /// A purpose that was never agreed to, or needs no agreement.
    NotWithdrawable,
    UnknownForm,
    FormMismatch,
    UnknownManifest,
    /// A record that says something else than the policy; the member that does.
    WordsDiffer {
        member: &'static str,
    },
    /// Sealed under a policy that the owner retired.
    PolicyRetired,
    /// Sealed under a policy whose signature has ended.
    PolicyExpired,
    /// Sealed at a time that the form does not take.
    WrongTime,
    SidConflict,
    TooLarge {
        limit: usize,
    },
    CutOff,
    UnsupportedMediaType {
        expected: &'static str,
    },
    /// The sender sent too much.
    RateLimited {
        again: Duration,
    },
    /// All together sent too much to this form.
    FormRateLimited {
        again: Duration,
    },
    /// The receiver was told to stop.
    Stopping,
    Busy,
    StoreUnavailable,
    /// The store has reached its quota.
    StoreFull,
    Timeout,
    NotFound,
    MethodNotAllowed,
}

/// RFC 9457, with a `code` that never changes.
#[derive(Serialize)]
struct Problem {
    r#type: String,
    title: &'static str,
    status: u16,
    detail: String,
    code: &'static str,
}

impl Refusal {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::NotSealed => "not-sealed",
            Self::Envelope(error) => error.code(),
            Self::Withdrawal(error) => error.code(),
            Self::UnknownSubmission => "unknown-submission",
            Self::BadSignature => "bad-signature",
            Self::NoOwnerSigner => "no-owner-signer",
            Self::RetiredSigner => "retired-signer",
            Self::UnknownSigner => "unknown-signer",
            Self::NotWithdrawable => "not-withdrawable",
            Self::UnknownForm => "unknown-form",
            Self::FormMismatch => "form-mismatch",
            Self::UnknownManifest => "unknown-manifest",
            Self::WordsDiffer { .. } => "words-differ",
            Self::PolicyRetired => "policy-retired",
            Self::PolicyExpired => "policy-expired",
            Self::WrongTime => "wrong-time",
            Self::SidConflict => "sid-conflict",
            Self::TooLarge { .. } => "too-large",
            Self::CutOff => "cut-off",
            Self::UnsupportedMediaType { .. } => "unsupported-media-type",
            Self::RateLimited { .. } => "rate-limited",
            Self::FormRateLimited { .. } => "form-rate-limited",
            Self::Stopping => "stopping",
            Self::Busy => "busy",
            Self::StoreUnavailable => "store-unavailable",
            Self::StoreFull => "store-full",
            Self::Timeout => "timeout",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
        }
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::TooLarge { .. } | Self::Envelope(EnvelopeError::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotSealed | Self::Envelope(_) | Self::Withdrawal(_) | Self::CutOff => StatusCode::BAD_REQUEST,
            Self::BadSignature | Self::NoOwnerSigner | Self::RetiredSigner | Self::UnknownSigner => {
                StatusCode::FORBIDDEN
            }
            Self::UnknownForm | Self::UnknownSubmission | Self::NotFound => StatusCode::NOT_FOUND,
            Self::FormMismatch
            | Self::UnknownManifest
            | Self::WordsDiffer { .. }
            | Self::PolicyRetired
            | Self::PolicyExpired
            | Self::WrongTime
            | Self::NotWithdrawable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SidConflict => StatusCode::CONFLICT,
            Self::UnsupportedMediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::RateLimited { .. } | Self::FormRateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::StoreUnavailable | Self::Stopping => StatusCode::SERVICE_UNAVAILABLE,
            // RFC 4918 §11.5: for a time; who sends tries again.
            Self::StoreFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::NotSealed => "Not sealed",
            Self::Envelope(_) => "Not a sound envelope",
            Self::Withdrawal(_) => "Not a withdrawal",
            Self::UnknownSubmission => "No such submission",
            Self::BadSignature | Self::RetiredSigner | Self::UnknownSigner => "Signed by another key",
            Self::NoOwnerSigner => "Nobody signs for the owner",
            Self::NotWithdrawable => "Not for taking back",
            Self::UnknownForm => "No such form",
            Self::FormMismatch => "Sealed for another form",
            Self::UnknownManifest => "Sealed under an unknown policy",
            Self::WordsDiffer { .. } => "Says something else than the policy",
            Self::PolicyRetired => "This form has been replaced",
            Self::PolicyExpired => "This form has expired",
            Self::WrongTime => "The clock of this device is wrong",
            Self::SidConflict => "This submission id is taken",
            Self::TooLarge { .. } => "Too large",
            Self::CutOff => "Cut off",
            Self::UnsupportedMediaType { .. } => "Unsupported media type",
            Self::RateLimited { .. } | Self::FormRateLimited { .. } => "Too many requests",
            Self::Stopping => "Stopping",
            Self::Busy => "Busy",
            Self::StoreUnavailable | Self::StoreFull => "Cannot be kept just now",
            Self::Timeout => "Took too long",
            Self::NotFound => "Not found",
            Self::MethodNotAllowed => "Method not allowed",
        }
    }

    fn detail(self) -> String {
        let text = match self {
            Self::NotSealed => {
                "Only sealed submissions are taken here. This one was not, so it was neither stored nor logged."
            }
            Self::Envelope(error) => return capitalised(&error.to_string()),
            Self::Withdrawal(error) => return capitalised(&error.to_string()),
            Self::UnknownSubmission => {
                "Nothing that was sent here has this receipt. Send it to where the form was sent."
            }
            Self::BadSignature => "Only the receipt that belongs to this submission takes its consent back.",
            Self::NoOwnerSigner => {
                "The policy names no key that signs for its owner. Put the public key of owner-sign.key into `signers` and \
                 serve the new policy."
            }
            Self::RetiredSigner => {
                "An earlier policy named this key for its owner, and the one that is served names another. Sign with that."
            }
            Self::UnknownSigner => "Sign with the key that the policy names for its owner under `signers`.",
            Self::NotWithdrawable => {
                "Name purposes of the receipt that were agreed to, or not objected to. What a contract or a law asks for \
                 is not taken back: write to whoever is responsible."
            }
            Self::UnknownForm => "The policy has no form of this id.",
            Self::FormMismatch => "Send it to the form that it was sealed for.",
            Self::UnknownManifest => {
                "This receiver never served the policy that it was sealed under. Load the page again."
            }
            Self::WordsDiffer { member } => {
                return format!("`{member}` in the consent record is not what the policy says. Load the page again.");
            }
            Self::PolicyRetired => {
                "The owner retired the policy that it was sealed under, so it was not kept. Load the page again: it has a \
                 newer one."
            }
            Self::PolicyExpired => {
                "The policy that it was sealed under has ended, so it was not kept. Load the page again. If the page says the \
                 same, its owner has to sign the policy again: write to them."
            }
            Self::WrongTime => {
                "By its sender's clock it was sealed more than 30 days ago, or more than a day ahead, and this form takes nothing of \
                 such a time. Set the date and the time of the device, and send the form again."
            }
            Self::SidConflict => "Other bytes were kept under this id. Seal again to get a new one.",
            Self::TooLarge { limit } => return format!("At most {limit} bytes are taken."),
            Self::CutOff => "The connection ended before the body did. Send it again.",
            Self::UnsupportedMediaType { expected } => return format!("Send {expected}."),
            Self::Stopping => "This receiver was told to stop. Send to another.",
            Self::FormRateLimited { .. } => {
                "Very many people send this form just now. Wait a little, then send it again: the same bytes are kept only once."
            }
            Self::RateLimited { .. } => "Wait a little, then send it again: the same bytes are kept only once.",
            Self::Busy | Self::StoreUnavailable => "Nothing was lost, and nothing was kept. Send it again in a moment.",
            Self::StoreFull => {
                "The receiver has no room left, so it was not kept. Send it again later; if this goes on, write to the owner of \
                 the form."
            }
            Self::Timeout => "Send it again: the same bytes are kept only once.",
            Self::NotFound => "There is nothing at this address.",
            Self::MethodNotAllowed => "This address does not take that method.",
        };
        text.to_owned()
    }

    /// For programs: a problem document.
    pub(crate) fn problem(self) -> Response {
        let problem = Problem {
            r#type: format!("urn:waxseal:problem:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            detail: self.detail(),
            code: self.code(),
        };
        let mut response = Json(problem).into_response();
        let media_type = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, media_type);
        self.finish(response)
    }

    /// For people: a page that says the same.
    pub(crate) fn page(self) -> Response {
        self.finish(page::page("en", self.title(), &self.detail()))
    }

    /// For whoever asked.
    pub(crate) fn answer(self, to_a_person: bool) -> Response {
        if to_a_person { self.page() } else { self.problem() }
    }

    fn finish(self, mut response: Response) -> Response {
        *response.status_mut() = self.status();
        let again = match self {
            // Rounded up: who comes back a moment too early is refused again.
            Self::RateLimited { again } | Self::FormRateLimited { again } => Some(again.as_secs() + 1),
            Self::Busy | Self::StoreUnavailable => Some(1),
            // Somebody has to make room.
            Self::StoreFull => Some(60),
            _ => None,
        };
        if let Some(seconds) = again {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(Note::code(self.code()));
        response
    }
}

impl From<Limited> for Refusal {
    fn from(limited: Limited) -> Self {
        match limited {
            Limited::Client(again) => Self::RateLimited { again },
            Limited::Form(again) => Self::FormRateLimited { again },
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).chain(['.']).collect()).unwrap_or_default()
}
