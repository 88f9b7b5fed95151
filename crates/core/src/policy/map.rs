//! Members whose names the owner chooses: texts by language, options and answers by name, in the order written.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::{fmt, marker::PhantomData};

use serde::{Deserialize, Deserializer, de};

use super::file::Answer;
#[cfg(feature = "schema")]
use super::schema;

/// A text per language, in the order written; the policy's own comes first once it is resolved.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "schema::Texts"))]
pub struct Texts(pub Vec<(String, String)>);

impl Texts {
    /// The language and text for a reader of `lang` (BCP 47): the same tag, else the same primary language, else the
    /// first there is.
    pub fn pick(&self, lang: &str) -> (&str, &str) {
        let exact = |known: &str| known.eq_ignore_ascii_case(lang);
        let near = |known: &str| primary(known).eq_ignore_ascii_case(primary(lang));
        let found =
            self.0.iter().find(|(known, _)| exact(known)).or_else(|| self.0.iter().find(|(known, _)| near(known)));
        found.or(self.0.first()).map_or(("", ""), |(lang, text)| (lang, text))
    }
}

/// Rules of a field by name. In JSON the values are texts, numbers or truth values.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "schema::Options"))]
pub struct Options(pub Vec<(String, String)>);

impl Options {
    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// What the owner answers to lint, by the code of a rule.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "schema::Answers"))]
pub struct Answers(pub Vec<(String, Answer)>);

/// The language of a tag, without script and region.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer, "an object of texts, each named by its language").map(Self)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        entries(deserializer, "an object of answers, each named by the code of a rule").map(Self)
    }
}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = entries(deserializer, "an object of rules by name")?;
        Ok(Self(read.into_iter().map(|(name, Scalar(value))| (name, value)).collect()))
    }
}

/// The members of an object in their order. The reader of JSON refuses a name that stands twice.
fn entries<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    what: &'static str,
) -> Result<Vec<(String, T)>, D::Error> {
    struct Visitor<T> {
        what: &'static str,
        each: PhantomData<T>,
    }

    impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
        type Value = Vec<(String, T)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut read: Vec<(String, T)> = Vec::new();
            while let Some((name, value)) = map.next_entry::<String, T>()? {
                read.push((name, value));
            }
            Ok(read)
        }
    }

    deserializer.deserialize_map(Visitor { what, each: PhantomData })
}

/// A text, a number or a truth value, as text.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true or false")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_string()))
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Scalar, E> {
                Ok(Scalar(flag.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
