//! What people read, by code.

mod english;

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{Check, Kind, Surroundings};

pub use english::ENGLISH;

/// The English sentence for `key`. Some codes have one of their own for some kinds: `missing.email`.
pub fn message(key: &str) -> Option<&'static str> {
    ENGLISH.binary_search_by_key(&key, |(known, _)| known).ok().map(|at| ENGLISH[at].1)
}

/// Puts arguments in place of `{placeholders}`. One that has none is left out.
pub fn fill(sentence: &str, arguments: &[(&str, String)]) -> String {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        pieces.push(before);
        pieces.extend(arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value));
        rest = after;
    }
    pieces.push(rest);
    pieces.concat()
}

/// What to tell the person about `check` of a field that they know as `label`. `find` brings sentences of their language
/// by key; English stands in for what it lacks.
pub fn sentence(
    check: &Check,
    kind: Kind,
    label: &str,
    surroundings: &impl Surroundings,
    find: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let code = check.fault?.code();
    let find = |key: &str| find(key).or_else(|| message(key).map(ToOwned::to_owned));
    let template = find(&[code, ".", kind.name()].concat()).or_else(|| find(code))?;
    let mut arguments = Vec::new();
    for (name, value) in &check.arguments {
        arguments.push((*name, surroundings.show(name, value).unwrap_or_else(|| value.clone())));
    }
    arguments.push(("label", label.to_owned()));
    arguments.extend(check.suggestion.clone().map(|suggestion| ("suggestion", suggestion)));
    Some(fill(&template, &arguments))
}
