//! Secrets in JSON, however deep: read as a stream and kept nowhere.

use std::{cell::Cell, fmt, io::Read};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Secret, is_begin_of_private_key};

/// Whether a file that begins so may be JSON, or JSON lines.
pub(super) fn may_be(head: &[u8]) -> bool {
    without_mark(head).iter().find(|b| !b.is_ascii_whitespace()).is_some_and(|b| b"{[".contains(b))
}

/// The first secret in these JSON values. What stands before a mistake counts.
pub(super) fn secret(mut json: impl Read) -> Option<Secret> {
    let mut start = [0; MARK.len()];
    let read = json.read(&mut start).ok()?;
    let json = without_mark(&start[..read]).chain(json);
    let found = Cell::new(None);
    let mut json = serde_json::Deserializer::from_reader(json);
    while found.get().is_none() && Look(&found).deserialize(&mut json).is_ok() {}
    found.get()
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Looks into one value. What it finds, it tells at once: what comes after may be no JSON.
struct Look<'a>(&'a Cell<Option<Secret>>);

impl<'de> DeserializeSeed<'de> for Look<'_> {
    /// What the value itself is, for the object that it is a member of.
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Shape, D::Error> {
        json.deserialize_any(self)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    List,
    Object,
    Other,
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        if text.lines().next().is_some_and(|line| is_begin_of_private_key(line.trim())) && text.trim().contains('\n') {
            self.0.set(Some(Secret::PrivateKey));
        }
        Ok(Shape::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        while list.next_element_seed(Look(self.0))?.is_some() {}
        Ok(Shape::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Shape, A::Error> {
        let mut seen = Members::default();
        while let Some(name) = object.next_key::<String>()? {
            let shape = object.next_value_seed(Look(self.0))?;
            if let Some(secret) = seen.with(&name, shape) {
                self.0.set(Some(secret));
            }
        }
        Ok(Shape::Object)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Other)
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Other)
    }
}

/// The members of one object that tell what it is.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is one member's presence")]
struct Members {
    kty: bool,
    secret: bool,
    key: bool,
    record: bool,
    sid: bool,
    fields: bool,
    consent: bool,
}

impl Members {
    /// Notes one more member; what the object is, once that is sure.
    fn with(&mut self, name: &str, shape: Shape) -> Option<Secret> {
        match (name, shape) {
            ("kty", Shape::Text) => self.kty = true,
            // RFC 7518 §6, RFC 8037 §2, and `priv` of AKP.
            ("d" | "p" | "q" | "dp" | "dq" | "qi" | "k" | "priv", Shape::Text) | ("oth", Shape::List) => {
                self.secret = true;
            }
            ("key", Shape::Text) => self.key = true,
            ("record", Shape::Object) => self.record = true,
            ("sid", Shape::Text) => self.sid = true,
            ("fields", Shape::Object) => self.fields = true,
            ("consent", Shape::Object) => self.consent = true,
            _ => {}
        }
        match self {
            Self { kty: true, secret: true, .. } => Some(Secret::Jwk),
            Self { key: true, record: true, .. } => Some(Secret::Receipt),
            Self { sid: true, fields: true, consent: true, .. } => Some(Secret::Opened),
            _ => None,
        }
    }
}
