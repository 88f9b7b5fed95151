//! The record: read strictly, and written in one spelling.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use serde::{Deserialize, Serialize};

use super::Words;
use crate::policy::{Basis, Party, Retention};

/// One record, of one submission.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The age range that the person gave, `16-17`: the form asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// What stood on the button that sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// The commitment to the content key of each part, in the parts' order: what was sealed under this record.
    pub cmt: Vec<String>,
    /// Who is responsible. There unless nobody was asked for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<Responsible>,
    /// When the record was made, as [`super::time`] writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// The direction of the text, `ltr` or `rtl`, where there was a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<String>,
    /// The form and the policy's revision, `signup@7`.
    pub form: String,
    /// Whether the browser sent Global Privacy Control, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gpc: Option<bool>,
    /// The holder's public key (Ed25519), base64url. There unless nobody was asked for anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// When it was sent by the browser's clock, in seconds since 1970. Not signed.
    pub iat: u64,
    /// The language that the person was addressed in (BCP 47).
    pub lang: String,
    /// Hash of the policy that was shown, base64url.
    pub mh: String,
    /// All that was shown around the purposes' own sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Words>,
    /// The page's origin, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Every purpose of the form, in the policy's order.
    pub purposes: Vec<Decision>,
    /// The region packs that the policy is under, `EU@2026-11`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<String>,
    /// The release of Waxseal that asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The submission's id, base64url.
    pub sid: String,
    /// The holder's signature over the record without `iat` and `sig`, base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sig: Option<String>,
    /// The terms that the person accepted, where the form has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Words>,
    /// 1.
    pub v: u32,
}

/// Who is responsible for the data, as the policy says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Responsible {
    /// The postal address.
    pub address: String,
    /// The supervisory authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// Where a person reaches them.
    pub contact: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The data protection officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpo: Option<String>,
    /// The legal name.
    pub name: String,
    /// The URL of the privacy notice.
    pub privacy: String,
}

/// One purpose, as it was shown, and what the person decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What makes the use lawful.
    pub basis: String,
    /// How the person is reached for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// What it was decided with: [`Control`]'s names.
    pub control: String,
    /// The purpose's term in the Data Privacy Vocabulary, `dpv:DirectMarketing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dpv: Option<String>,
    /// The names of the form's fields that serve it.
    pub fields: Vec<String>,
    /// Whether the data may be used for it.
    pub given: bool,
    /// The purpose's id.
    pub id: String,
    /// The language of `text`.
    pub lang: String,
    /// Whom the data is passed on to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The names of those who can open the fields.
    pub recipients: Vec<String>,
    /// How long the data is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
    /// SHA-256 of `text`, base64url.
    pub sha256: String,
    /// The exact sentence shown.
    pub text: String,
    /// When the person last chose, or when the record was made if they left it alone.
    pub time: String,
    /// What is special about the use: `sale`, `sharing`, `targeted-ads`, `profiling`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<String>,
    /// How long the consent holds, an ISO 8601 duration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
    /// What stood in the way, or was overruled: [`Why`]'s names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Record {
    /// The record as RFC 8785 canonical JSON.
    pub fn to_json(&self) -> String {
        // The members are declared in the order of RFC 8785, and serde_json escapes as it asks.
        serde_json::to_string(self).expect("texts, numbers and truth values are always JSON")
    }

    /// What the holder signs: the same without `iat` and `sig`.
    pub fn signed(&self) -> String {
        let mut value = serde_json::to_value(self).expect("texts, numbers and truth values are always JSON");
        if let Some(members) = value.as_object_mut() {
            members.remove("iat");
            members.remove("sig");
        }
        value.to_string()
    }

    /// The ids of the purposes that were given.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.purposes.iter().filter(|decision| decision.given).map(|decision| &*decision.id)
    }

    /// The decision about the purpose of that id.
    pub fn decision(&self, id: &str) -> Option<&Decision> {
        self.purposes.iter().find(|decision| decision.id == id)
    }
}

impl Decision {
    /// Whether the person can take it back: a consent that was given, or an interest that was not objected to.
    pub fn can_be_withdrawn(&self) -> bool {
        self.given && matches!(Basis::from_name(&self.basis), Some(Basis::Consent | Basis::LegitimateInterest))
    }
}
