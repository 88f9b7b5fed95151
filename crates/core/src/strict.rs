//! JSON, read strictly: an array is no object, `null` is not the absence of a member, and no member stands twice.
//!
//! Left to itself, serde's derive takes an array of values for a struct and `null` for an `Option`, and `serde_json`'s maps keep
//! the last of two members of one name. Two readers of one document would then see two things.

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::StringDeserializer,
    },
};

/// Reads one JSON value, and nothing after it.
///
/// # Errors
///
/// What `serde_json` says, also of what it would let pass.
pub fn from_slice<'de, T: Deserialize<'de>>(json: &'de [u8]) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(json);
    let value = T::deserialize(Strict(&mut json))?;
    json.end()?;
    Ok(value)
}

/// Reads as [`from_slice`] does.
///
/// # Errors
///
/// As [`from_slice`].
pub fn from_str<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, serde_json::Error> {
    from_slice(json.as_bytes())
}

/// A deserializer, and whatever it gives to read, made strict.
#[derive(Debug)]
pub struct Strict<T>(pub T);

/// Methods that a deserializer passes on, each with a visitor that is strict, too.
macro_rules! pass_on {
    ($($method:ident($($argument:ident: $kind:ty),*))*) => { $(
        fn $method<V: Visitor<'de>>(self, $($argument: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Strict(visitor))
        }
    )* };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    pass_on! {
        deserialize_any() deserialize_bool() deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64()
        deserialize_i128() deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
        deserialize_f32() deserialize_f64() deserialize_char() deserialize_str() deserialize_string() deserialize_bytes()
        deserialize_byte_buf() deserialize_unit() deserialize_seq() deserialize_map() deserialize_identifier()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str) deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    /// What nobody reads may be anything; `serde_json` says `()` for it.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_ignored_any(visitor)
    }

    /// As a map, which no array is.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Strict(visitor))
    }

    /// A member that is there has a value.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self)
    }
}

/// Methods of a visitor that change nothing.
macro_rules! visit {
    ($($method:ident: $kind:ty)*) => { $(
        fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
            self.0.$method(value)
        }
    )* };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Strict<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    visit! {
        visit_bool: bool visit_i64: i64 visit_i128: i128 visit_u64: u64 visit_u128: u128 visit_f64: f64 visit_str: &str
        visit_borrowed_str: &'de str visit_string: String visit_bytes: &[u8] visit_borrowed_bytes: &'de [u8]
        visit_byte_buf: Vec<u8>
    }

    /// No format of ours has a `null`.
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        Err(E::invalid_type(Unexpected::Unit, &self))
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Strict(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Strict(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Strict(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Members { members, seen: BTreeSet::new() })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(access)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict(deserializer))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Strict(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// The members of an object, each once.
struct Members<A> {
    members: A,
    seen: BTreeSet<String>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.members.next_key_seed(Name { seed, seen: &mut self.seen })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.members.next_value_seed(Strict(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.members.size_hint()
    }
}

/// Reads the name of a member that was not there before.
struct Name<'a, S> {
    seed: S,
    seen: &'a mut BTreeSet<String>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Name<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        let name = String::deserialize(deserializer)?;
        if !self.seen.insert(name.clone()) {
            return Err(D::Error::custom("a member stands twice; keep one of the two"));
        }
        let name: StringDeserializer<D::Error> = name.into_deserializer();
        self.seed.deserialize(name)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{boxed::Box, collections::BTreeMap};

    use serde_json::{Value, value::RawValue};

    use super::*;

    #[derive(Debug, PartialEq, Eq, Deserialize)]
    struct Wrapped(Option<u8>);

    #[derive(Debug, Default, PartialEq, Eq, Deserialize)]
    #[serde(default)]
    struct Document<'a> {
        text: Option<&'a str>,
        list: Vec<Document<'a>>,
        named: BTreeMap<String, Option<Document<'a>>>,
        wrapped: Option<Wrapped>,
    }

    fn reads(json: &str) -> bool {
        let strict = from_str::<Document<'_>>(json);
        let lenient = serde_json::from_str::<Document<'_>>(json).expect("serde's own reader takes each of these");
        strict.is_ok_and(|strict| strict == lenient)
    }

    #[test]
    fn what_is_spelled_in_one_way_is_read_as_ever() {
        for json in
            ["{}", r#" {"text":"a"} "#, r#"{"list":[{"text":"a"},{"list":[]}],"named":{"a":{"wrapped":7},"b":{}}}"#]
        {
            assert!(reads(json), "{json}");
        }
    }

    #[test]
    fn an_array_is_no_object_and_null_no_absence_at_any_depth() {
        for json in [
            r#"["a"]"#,
            "[]",
            r#"{"text":null}"#,
            r#"{"list":[["a"]]}"#,
            r#"{"list":[{"text":null}]}"#,
            r#"{"named":{"a":null}}"#,
            r#"{"named":{"a":["a"]}}"#,
            r#"{"named":{"a":{"text":null}}}"#,
            r#"{"wrapped":null}"#,
        ] {
            assert!(!reads(json), "{json}");
        }
    }

    #[test]
    fn no_member_stands_twice_at_any_depth() {
        assert!(!reads(r#"{"named":{"a":{},"a":{}}}"#));
        assert!(!reads(r#"{"unknown":1,"unknown":1}"#), "not even one that nobody reads");
        for json in [r#"{"a":1,"a":1}"#, r#"[{"a":1,"\u0061":1}]"#, r#"{"a":{"b":[{"c":1,"c":2}]}}"#] {
            assert!(from_str::<Value>(json).is_err(), "{json}");
            assert!(serde_json::from_str::<Value>(json).is_ok(), "{json}");
        }
    }

    #[test]
    fn what_is_passed_on_unread_keeps_its_bytes() {
        let read: BTreeMap<String, Box<RawValue>> = from_str(r#"{"a":{"b": [1,  2]}}"#).expect("it is sound");
        assert_eq!(read["a"].get(), r#"{"b": [1,  2]}"#);
    }

    #[test]
    fn what_ends_early_or_late_is_told_as_ever() {
        assert!(from_str::<Value>(r#"{"a":[1,"#).is_err_and(|error| error.is_eof()));
        assert!(from_str::<Value>("{}{}").is_err_and(|error| error.is_syntax()));
    }
}
