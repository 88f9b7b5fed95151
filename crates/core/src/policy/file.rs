//! The policy as it is written: the shape of `waxseal.json`, member by member.

use alloc::{string::String, vec::Vec};

use serde::Deserialize;

pub use super::map::{Answers, Options, Texts};
#[cfg(feature = "schema")]
use super::schema;
use crate::keys::{Jwk, JwkSet};

/// The whole file. Unknown members are refused.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Where an editor finds the JSON Schema; not read.
    #[serde(default, rename = "$schema")]
    pub schema: Option<String>,
    /// The version of this format: 1.
    pub v: u32,
    /// Counts up with every change that is published; 1 or more.
    pub revision: u32,
    /// The language of `text` and `reason`, a BCP 47 tag; `en` if missing.
    #[serde(default)]
    pub lang: Option<String>,
    /// Who is responsible.
    pub controller: Controller,
    /// The public keys.
    pub keys: JwkSet,
    /// Who holds which key.
    pub recipients: Vec<Recipient>,
    /// What data may be used for.
    pub purposes: Vec<Purpose>,
    /// The forms that this policy protects.
    pub forms: Vec<Form>,
    /// Whose law it is weighed by: ids of region packs such as `EU`, `DE`, `US-CA`; those of the controller's country if
    /// missing.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("items" = {"type": "string", "enum": schema::regions()})))]
    pub regions: Option<Vec<String>>,
    /// The page where a receipt takes consent back, relative to the policy; the form's own page if missing.
    #[serde(default)]
    pub withdraw: Option<String>,
    /// What is decided about people by machines alone (GDPR art. 22), if anything is.
    #[serde(default)]
    pub automated: Option<Sentence>,
    /// What the owner answers to rules that lint tells by words alone, each by its code. It is signed with the rest, as evidence
    /// of accountability (GDPR art. 5(2)).
    #[serde(default)]
    pub accepted: Answers,
    /// Who may sign what the receiver keeps beside submissions.
    #[serde(default)]
    pub signers: Option<Signers>,
}

/// Ed25519 public keys of those who sign. None of them opens anything, and no recipient's key is one of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Signers {
    /// Who takes consent back on a person's word, as JWK; `waxseal init` makes `owner-sign.key`.
    #[serde(default)]
    pub owner: Option<Jwk>,
    /// Who confirms addresses, as JWK.
    #[serde(default)]
    pub confirm: Option<Jwk>,
    /// Who signs the ledger, as a verifier key of a signed note: `example.com/ledger+95c4d3a0+AYqI…`.
    #[serde(default)]
    pub ledger: Option<String>,
}

/// Why an owner lets stand what lint found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Why it is right all the same.
    pub because: String,
    /// Who says so.
    pub by: String,
    /// Since when, `2026-11` or `2026-11-29`.
    pub on: String,
}

/// Who is responsible for the data (GDPR art. 4(7)).
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The legal name.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// An e-mail address or URL that a person reads.
    pub contact: String,
    /// The URL of the privacy notice.
    pub privacy: String,
    /// The data protection officer, if there is one.
    #[serde(default)]
    pub dpo: Option<String>,
    /// The supervisory authority that people may complain to (GDPR art. 13(2)(d)).
    #[serde(default)]
    pub authority: Option<String>,
}

/// A name for a key.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Its id in this policy.
    pub id: String,
    /// The name that people read.
    pub name: String,
    /// The thumbprint of its key.
    pub kid: String,
}

/// One purpose.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Its id in this policy.
    pub id: String,
    /// A purpose of the catalogue (docs/consent.md): whatever is not said here, it says.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = schema::presets())))]
    pub preset: Option<String>,
    /// `consent` (also if missing), `contract`, `legal-obligation`, `vital-interests`, `public-task` or `legitimate-interest`
    /// (GDPR art. 6(1)).
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = schema::bases())))]
    pub basis: Option<String>,
    /// The sentence beside the box, in the policy's language; the preset's, in 20 languages, if missing.
    #[serde(default)]
    pub text: Option<String>,
    /// The same in other languages.
    #[serde(default)]
    pub texts: Texts,
    /// Who may read the fields of this purpose; everybody in the policy if missing.
    #[serde(default)]
    pub recipients: Option<Vec<String>>,
    /// How people are reached for it: `email`, `sms`, `phone` or `post`. One purpose has one at most.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = super::CHANNELS)))]
    pub channel: Option<String>,
    /// Its term in the W3C Data Privacy Vocabulary, such as `dpv:DirectMarketing`, for receipts in that format.
    #[serde(default)]
    pub dpv: Option<String>,
    /// What is special about it: `sale`, `sharing`, `targeted-ads` (which an opt-out signal switches off), `profiling`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("items" = {"type": "string", "enum": super::USES})))]
    pub uses: Vec<String>,
    /// Whom the data is passed on to, by name.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// How long the data is kept for it.
    #[serde(default)]
    pub retention: Option<Retention>,
    /// How long a consent holds, an ISO 8601 duration; `P24M` if missing.
    #[serde(default)]
    pub validity: Option<String>,
    /// Whether it is asked in so many words for data of a special category (GDPR art. 9(2)(a)).
    #[serde(default)]
    pub explicit: bool,
}

/// Somebody whom data is passed on to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "read", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Party {
    // In the order of RFC 8785: a record has them as they stand here.
    /// The postal address.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub address: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub country: Option<String>,
    /// The legal name.
    pub name: String,
    /// `controller`, who uses it for ends of their own, or `processor`, who works for you.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["controller", "processor"])))]
    pub role: Option<String>,
}

/// How long data is kept.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "read", derive(serde::Serialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// An ISO 8601 duration, `P3Y`; needed unless `from` is `withdrawal`.
    #[serde(default)]
    #[cfg_attr(feature = "read", serde(skip_serializing_if = "Option::is_none"))]
    pub duration: Option<String>,
    /// From when it counts: `withdrawal`, `collection`, `last-contact`, `contract-end` or `purpose-end`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = super::RETENTION_FROM)))]
    pub from: String,
}

/// A sentence of the owner's, in the policy's language and in others.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// In the policy's language.
    pub text: String,
    /// In others.
    #[serde(default)]
    pub texts: Texts,
}

/// Terms that a form needs accepted. Accepting is no consent and stands apart from it (GDPR art. 7(2)).
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The sentence beside the box, in the policy's language.
    pub text: String,
    /// The same in other languages.
    #[serde(default)]
    pub texts: Texts,
    /// Where the terms stand.
    pub url: String,
}

/// The question for the person's age. The answer stays in the browser; only a range is kept.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Age {
    /// `year`: the year of birth is typed; `band`: a range is chosen.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["year", "band"])))]
    pub ask: String,
    /// From which age people consent by themselves; that of the controller's country if missing.
    #[serde(default)]
    pub from: Option<u32>,
    /// Where a parent can turn to, a URL or an e-mail address; the controller's contact if missing.
    #[serde(default)]
    pub parent: Option<String>,
}

/// One form.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its id, the value of `data-waxseal`.
    pub id: String,
    /// `send` (also if missing) or `post`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["send", "post"])))]
    pub mode: Option<String>,
    /// Where `send` posts the envelope, relative to the policy; `v1/forms/{id}/submissions` if missing.
    #[serde(default)]
    pub receiver: Option<String>,
    /// Control fields that a back end needs in clear.
    #[serde(default)]
    pub clear: Vec<String>,
    /// What is asked.
    pub fields: Vec<Field>,
    /// Purposes that no field serves and that are asked for here all the same.
    #[serde(default)]
    pub purposes: Vec<String>,
    /// Terms to be accepted.
    #[serde(default)]
    pub terms: Option<Terms>,
    /// Whether the person's age is asked.
    #[serde(default)]
    pub age: Option<Age>,
    /// What happens after the submission.
    #[serde(default)]
    pub after: Option<After>,
    /// What keeps unwanted submissions out.
    #[serde(default)]
    pub spam: Spam,
}

/// What keeps unwanted submissions out.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spam {
    /// Whether the receiver refuses what was sealed more than 30 days ago or more than a day ahead of its own clock.
    #[serde(default)]
    pub fresh: bool,
}

/// One field.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its key in the form.
    pub name: String,
    /// What is typed into it; `text` if missing.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = schema::kinds())))]
    pub kind: Option<String>,
    /// Which ground of GDPR art. 9(2) allows it, for data of a special category such as health: `explicit-consent`,
    /// `health-care`, `employment` and seven more.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = super::GROUNDS)))]
    pub special: Option<String>,
    /// Whether the form needs it.
    #[serde(default)]
    pub required: bool,
    /// The purposes that need it; at least one.
    pub purposes: Vec<String>,
    /// Why it is asked, in one line.
    #[serde(default)]
    pub reason: Option<String>,
    /// The same in other languages.
    #[serde(default)]
    pub reasons: Texts,
    /// What is asked of it beyond its kind, by name: docs/fields.md lists the options.
    #[serde(default)]
    pub options: Options,
}

/// What the person sees next: a text, or another page.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct After {
    /// A sentence shown in place of the form.
    #[serde(default)]
    pub text: Option<String>,
    /// The same in other languages.
    #[serde(default)]
    pub texts: Texts,
    /// A URL to go to.
    #[serde(default)]
    pub redirect: Option<String>,
}
