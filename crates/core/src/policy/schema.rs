//! The JSON Schema (2020-12) of a policy, by which editors complete and check while it is written.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};

use super::{Basis, File};
use waxseal_fields::Kind;

/// The schema of `waxseal.json`. It says what may stand where; whether references lead somewhere, and what the law says
/// of it, only [`read`](super::read) and [`Policy::lint`](super::Policy::lint) know.
pub fn schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(plain));
    let mut schema = settings.into_generator().into_root_schema_for::<File>();
    schema.insert("title".into(), "Waxseal policy".into());
    schema
}

/// What may be missing is left out, not written as `null`.
fn plain(schema: &mut Schema) {
    let types = schema.get("type").and_then(|types| types.as_array());
    if let Some(kind) = types.and_then(|types| types.first()).cloned() {
        schema.insert("type".into(), kind);
    }
    if let Some([some, _]) = schema.get("anyOf").and_then(|any| any.as_array()).map(Vec::as_slice)
        && let Some(reference) = some.get("$ref").cloned()
    {
        schema.remove("anyOf");
        schema.insert("$ref".into(), reference);
    }
    if schema.get("default").is_some_and(serde_json::Value::is_null) {
        schema.remove("default");
    }
}

/// As the reader sees [`Texts`](super::Texts).
pub(super) type Texts = BTreeMap<String, String>;
/// As the reader sees [`Answers`](super::file::Answers).
pub(super) type Answers = BTreeMap<String, super::Answer>;
/// As the reader sees [`Options`](super::file::Options).
pub(super) type Options = BTreeMap<String, Scalar>;

/// A text, a number or a truth value.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "only its shape is used")]
pub(super) enum Scalar {
    Text(String),
    Number(f64),
    Truth(bool),
}

/// The names of all legal bases.
pub(super) fn bases() -> Vec<&'static str> {
    Basis::ALL.iter().map(|basis| basis.name()).collect()
}

/// The names of the catalogue.
pub(super) fn presets() -> Vec<String> {
    super::presets::names()
}

/// The ids of the region packs.
pub(super) fn regions() -> Vec<&'static str> {
    super::regions::PACKS.iter().map(|pack| pack.id).collect()
}

/// The names of all kinds.
pub(super) fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.name()).collect()
}
