//! Strict reading. What comes out is sound in every way that can be seen without a key.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{Deserialize, Serialize, de::IgnoredAny};

use super::{EnvelopeError, MAX_BYTES, Protected, TYP, rules};
use crate::{
    base64,
    consent::Record,
    keys::Suite,
    strict::{self, Strict},
};

/// A sealed submission. Every part belongs to it and is whole; only a key can tell more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    pub(super) raw: Raw,
    pub(super) form_len: usize,
    pub(super) revision: u32,
    pub(super) consent: Record,
    pub(super) parts: Vec<Part>,
}

/// One part: the fields of one group of purposes, for one set of recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub(super) protected: Protected,
    /// SHA-256 of the consent record that it was sealed with.
    pub(super) consent_hash: [u8; 32],
    pub(super) recipients: Vec<Recipient>,
    iv: [u8; 12],
    ciphertext: Vec<u8>,
    tag: [u8; 16],
    authenticated: String,
}

/// Somebody who can open a part, and the wrapped content key for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The thumbprint of their key.
    pub kid: String,
    /// The suite that the header names.
    pub suite: Suite,
    encapsulated: Vec<u8>,
    encrypted_key: Vec<u8>,
}

/// The members as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub(super) v: u64,
    pub(super) sid: String,
    pub(super) iat: u64,
    pub(super) form: String,
    pub(super) mh: String,
    pub(super) consent: String,
    pub(super) parts: Vec<RawPart>,
    pub(super) files: Vec<serde_json::Value>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPart {
    protected: String,
    aad: String,
    recipients: Vec<RawRecipient>,
    iv: String,
    ciphertext: String,
    tag: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct RawRecipient {
    header: Header,
    encrypted_key: String,
}

/// The unauthenticated header of a recipient.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    /// The encapsulated key, for HPKE.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ek: Option<String>,
    /// The ephemeral key, for ECDH-ES.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    epk: Option<Epk>,
}

/// An ephemeral P-256 key.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Epk {
    crv: String,
    kty: String,
    x: String,
    y: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProtected {
    enc: String,
    typ: String,
    cty: String,
    sid: String,
    n: u64,
    of: u64,
    pur: Vec<String>,
    mh: String,
    cmt: String,
}

impl Envelope {
    /// The submission's id, base64url.
    pub fn sid(&self) -> &str {
        &self.raw.sid
    }

    /// The browser's time, in seconds since 1970; advisory.
    pub fn iat(&self) -> u64 {
        self.raw.iat
    }

    /// The form and the policy's revision, `signup@7`.
    pub fn form(&self) -> &str {
        &self.raw.form
    }

    /// The form's id.
    pub fn form_id(&self) -> &str {
        &self.raw.form[..self.form_len]
    }

    /// The policy's revision.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// Hash of the policy that was used, base64url.
    pub fn mh(&self) -> &str {
        &self.raw.mh
    }

    /// What was shown and chosen.
    pub fn consent(&self) -> &Record {
        &self.consent
    }

    /// The record's exact bytes: canonical JSON, whose hash every part authenticates.
    pub fn consent_json(&self) -> &str {
        &self.raw.consent
    }

    /// The parts, in order. Never empty.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }
}

impl fmt::Display for Envelope {
    /// The envelope as JSON, as we write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.raw).map_err(|_| fmt::Error)?)
    }
}

impl Part {
    /// The ids of the purposes that it serves.
    pub fn purposes(&self) -> &[String] {
        &self.protected.pur
    }

    /// Who can open it. Never empty.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// The commitment to the content key, base64url.
    pub fn commitment(&self) -> &str {
        &self.protected.cmt
    }

    /// The nonce.
    pub fn iv(&self) -> &[u8; 12] {
        &self.iv
    }

    /// What was sealed.
    pub fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }

    /// The tag over the ciphertext and what is [`authenticated`](Self::authenticated).
    pub fn tag(&self) -> &[u8; 16] {
        &self.tag
    }

    /// The ASCII that the tag covers: `protected`, a dot, `aad`.
    pub fn authenticated(&self) -> &str {
        &self.authenticated
    }
}

impl Recipient {
    /// The encapsulated key, or the ephemeral point (SEC 1 uncompressed), of the suite's length.
    pub fn encapsulated(&self) -> &[u8] {
        &self.encapsulated
    }

    /// The wrapped content key, of the suite's length.
    pub fn encrypted_key(&self) -> &[u8] {
        &self.encrypted_key
    }
}

/// Reads one envelope and refuses whatever sealing would not have written.
///
/// # Errors
///
/// The [`EnvelopeError`] that fits best; nothing of the input is in it.
pub fn parse(bytes: &[u8]) -> Result<Envelope, EnvelopeError> {
    if bytes.len() > MAX_BYTES {
        return Err(EnvelopeError::TooLarge);
    }
    let raw = read_raw(bytes)?;
    if raw.v != 1 {
        return Err(EnvelopeError::UnknownVersion);
    }
    // What JavaScript's numbers hold exactly (RFC 7493 §2.2).
    if raw.iat >= 1 << 53 {
        return Err(EnvelopeError::Malformed);
    }
    fixed::<16>(&raw.sid)?;
    fixed::<32>(&raw.mh)?;
    let (form_len, revision) = form_and_revision(&raw.form)?;
    if !raw.files.is_empty() {
        return Err(EnvelopeError::UnsupportedFiles);
    }
    let consent = read_consent(&raw.consent)?;
    let parts = raw.parts.iter().map(read_part).collect::<Result<Vec<_>, _>>()?;
    rules::check(&raw, &consent, &parts)?;
    Ok(Envelope { raw, form_len, revision, consent, parts })
}

fn read_raw(bytes: &[u8]) -> Result<Raw, EnvelopeError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let raw = Raw::deserialize(Strict(&mut json)).map_err(|error| match other_form(bytes) {
        Some(other) => other,
        None if error.is_eof() => EnvelopeError::Truncated,
        None => EnvelopeError::Malformed,
    })?;
    json.end().map_err(|_| EnvelopeError::TrailingData)?;
    Ok(raw)
}

/// Whether an envelope with other members is one of another version, whose number says more than their names, or of the form
/// before this one, which held the whole record in the `aad` of each part.
fn other_form(bytes: &[u8]) -> Option<EnvelopeError> {
    #[derive(Deserialize)]
    struct Probe {
        v: u64,
        #[serde(rename = "parts")]
        _parts: IgnoredAny,
    }
    #[derive(Deserialize)]
    struct Older {
        consent: Option<IgnoredAny>,
        parts: Vec<OlderPart>,
    }
    #[derive(Deserialize)]
    struct OlderPart {
        aad: String,
    }
    // The base64url of a hash.
    const HASH: usize = 43;
    let probe: Probe = strict::from_slice(bytes).ok()?;
    if probe.v != 1 {
        return Some(EnvelopeError::UnknownVersion);
    }
    let older: Older = strict::from_slice(bytes).ok()?;
    let older = older.consent.is_none() && older.parts.iter().any(|part| part.aad.len() > HASH);
    older.then_some(EnvelopeError::OlderFormat)
}

/// `id@revision`, written without leading zeros.
fn form_and_revision(form: &str) -> Result<(usize, u32), EnvelopeError> {
    let (id, revision) = form.split_once('@').ok_or(EnvelopeError::Malformed)?;
    let number: u32 = revision.parse().map_err(|_| EnvelopeError::Malformed)?;
    let canonical = !id.is_empty() && alloc::string::ToString::to_string(&number) == revision;
    canonical.then_some((id.len(), number)).ok_or(EnvelopeError::Malformed)
}

fn read_part(raw: &RawPart) -> Result<Part, EnvelopeError> {
    let protected = read_protected(&decode(&raw.protected)?)?;
    let recipients = raw.recipients.iter().map(read_recipient).collect::<Result<_, _>>()?;
    Ok(Part {
        protected,
        consent_hash: fixed(&raw.aad)?,
        recipients,
        iv: fixed(&raw.iv)?,
        ciphertext: decode(&raw.ciphertext)?,
        tag: fixed(&raw.tag)?,
        authenticated: alloc::format!("{}.{}", raw.protected, raw.aad),
    })
}

fn read_protected(bytes: &[u8]) -> Result<Protected, EnvelopeError> {
    let raw: RawProtected = strict::from_slice(bytes).map_err(|_| EnvelopeError::Malformed)?;
    if raw.typ != TYP {
        return Err(EnvelopeError::UnknownVersion);
    }
    if raw.enc != "A256GCM" {
        return Err(EnvelopeError::UnknownAlg);
    }
    if raw.cty != "json" {
        return Err(EnvelopeError::Malformed);
    }
    fixed::<16>(&raw.sid)?;
    fixed::<32>(&raw.mh)?;
    fixed::<32>(&raw.cmt)?;
    Ok(Protected { sid: raw.sid, n: raw.n, of: raw.of, pur: raw.pur, mh: raw.mh, cmt: raw.cmt })
}

fn read_consent(json: &str) -> Result<Record, EnvelopeError> {
    let record: Record = strict::from_str(json).map_err(|_| EnvelopeError::Malformed)?;
    if record.v != 1 {
        return Err(EnvelopeError::UnknownVersion);
    }
    // One spelling only: two readers must never see two records in the same bytes.
    let canonical = record.to_json() == json;
    canonical.then_some(record).ok_or(EnvelopeError::Malformed)
}

fn read_recipient(raw: &RawRecipient) -> Result<Recipient, EnvelopeError> {
    let suite = Suite::from_alg(&raw.header.alg).ok_or(EnvelopeError::UnknownAlg)?;
    fixed::<32>(&raw.header.kid)?;
    let encapsulated = match (suite, &raw.header.ek, &raw.header.epk) {
        (Suite::Pq | Suite::Hpke, Some(ek), None) => decode(ek)?,
        (Suite::Compat, None, Some(epk)) if epk.kty == "EC" && epk.crv == "P-256" => {
            let mut point = alloc::vec![4];
            point.extend_from_slice(&fixed::<32>(&epk.x)?);
            point.extend_from_slice(&fixed::<32>(&epk.y)?);
            point
        }
        _ => return Err(EnvelopeError::Malformed),
    };
    let encrypted_key = decode(&raw.encrypted_key)?;
    let (encapsulated_len, encrypted_len) = match suite {
        Suite::Pq => (1120, 48),
        Suite::Hpke => (32, 48),
        Suite::Compat => (65, 40),
    };
    if encapsulated.len() != encapsulated_len || encrypted_key.len() != encrypted_len {
        return Err(EnvelopeError::BadLength);
    }
    Ok(Recipient { kid: raw.header.kid.clone(), suite, encapsulated, encrypted_key })
}

fn decode(text: &str) -> Result<Vec<u8>, EnvelopeError> {
    base64::decode(text).ok_or(EnvelopeError::BadBase64)
}

fn fixed<const N: usize>(text: &str) -> Result<[u8; N], EnvelopeError> {
    decode(text)?.try_into().map_err(|_| EnvelopeError::BadLength)
}
