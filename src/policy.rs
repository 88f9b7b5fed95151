//! The policy as `JSON.parse` gave it, read strictly into [`File`].
//!
//! By hand, member by member: serde's generated code for the same weighs ten times as much. A member that is left out here
//! does not compile, one that is misspelt in the policy is refused, and an error is a place.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use waxseal_core::{
    keys::{Jwk, JwkSet},
    policy::file::{After, Controller, Field, File, Form, Purpose, Recipient, Texts},
};

/// Reads the whole file.
///
/// # Errors
///
/// The first place where something unknown, missing or of another type stands.
pub(crate) fn read(value: &JsValue) -> Result<File, Unfit> {
    let mut reader = Reader::default();
    let file = reader.object(value, |it| File {
        schema: it.optional_text("$schema"),
        v: it.number("v"),
        revision: it.number("revision"),
        lang: it.optional_text("lang"),
        controller: it.object("controller", controller),
        keys: it.object("keys", |it| JwkSet { keys: it.objects("keys", key) }),
        recipients: it.objects("recipients", recipient),
        purposes: it.objects("purposes", purpose),
        forms: it.objects("forms", form),
    });
    reader.unfit.map_or(Ok(file), Err)
}

fn controller(it: &mut Members<'_>) -> Controller {
    Controller {
        name: it.text("name"),
        address: it.text("address"),
        country: it.text("country"),
        contact: it.text("contact"),
        privacy: it.text("privacy"),
        dpo: it.optional_text("dpo"),
    }
}

fn key(it: &mut Members<'_>) -> Jwk {
    Jwk {
        kty: it.text("kty"),
        crv: it.optional_text("crv"),
        alg: it.optional_text("alg"),
        kid: it.optional_text("kid"),
        usage: it.optional_text("use"),
        public: it.optional_text("pub"),
        x: it.optional_text("x"),
        y: it.optional_text("y"),
    }
}

fn recipient(it: &mut Members<'_>) -> Recipient {
    Recipient { id: it.text("id"), name: it.text("name"), kid: it.text("kid") }
}

fn purpose(it: &mut Members<'_>) -> Purpose {
    Purpose {
        id: it.text("id"),
        basis: it.optional_text("basis"),
        text: it.text("text"),
        texts: it.translations("texts"),
        recipients: it.optional_texts("recipients"),
    }
}

fn form(it: &mut Members<'_>) -> Form {
    Form {
        id: it.text("id"),
        mode: it.optional_text("mode"),
        receiver: it.optional_text("receiver"),
        clear: it.optional_texts("clear").unwrap_or_default(),
        fields: it.objects("fields", field),
        after: it.optional_object("after", after),
    }
}

fn field(it: &mut Members<'_>) -> Field {
    Field {
        name: it.text("name"),
        kind: it.optional_text("kind"),
        required: it.flag("required"),
        purposes: it.texts("purposes"),
        reason: it.optional_text("reason"),
        reasons: it.translations("reasons"),
    }
}

fn after(it: &mut Members<'_>) -> After {
    After { text: it.optional_text("text"), texts: it.translations("texts"), redirect: it.optional_text("redirect") }
}

/// Where a value does not fit, and in which way.
#[derive(Debug)]
pub(crate) struct Unfit {
    /// JSON pointer (RFC 6901).
    place: String,
    what: &'static str,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&[&*self.place, ": ", self.what].concat())
    }
}

/// Where the reading is, and the first thing that did not fit. Reading goes on after it with empty values: leaving early at
/// every member would cost more code than the reading.
#[derive(Default)]
struct Reader {
    place: String,
    unfit: Option<Unfit>,
}

impl Reader {
    fn fail(&mut self, what: &'static str) {
        if self.unfit.is_none() {
            self.unfit = Some(Unfit { place: self.place.clone(), what });
        }
    }

    /// Reads `value` one level further in.
    fn within<T>(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outside = self.place.len();
        self.place.push('/');
        self.place.push_str(segment);
        let found = read(self);
        self.place.truncate(outside);
        found
    }

    fn object<T>(&mut self, value: &JsValue, read: impl FnOnce(&mut Members<'_>) -> T) -> T {
        self.entries(value);
        let mut members = Members { object: value, taken: Vec::new(), reader: self };
        let found = read(&mut members);
        members.end();
        found
    }

    /// The members of an object; of anything else none.
    fn entries(&mut self, value: &JsValue) -> Array {
        if !value.is_object() || Array::is_array(value) {
            self.fail("an object belongs here");
            return Array::new();
        }
        Object::entries(value.unchecked_ref::<Object>())
    }

    fn text(&mut self, value: &JsValue) -> String {
        value.as_string().unwrap_or_else(|| {
            self.fail("a text belongs here");
            String::new()
        })
    }

    fn list<T>(&mut self, value: &JsValue, mut read: impl FnMut(&mut Self, &JsValue) -> T) -> Vec<T> {
        if !Array::is_array(value) {
            self.fail("a list belongs here");
            return Vec::new();
        }
        let items = value.unchecked_ref::<Array>().iter().enumerate();
        items.map(|(index, item)| self.within(&index.to_string(), |reader| read(reader, &item))).collect()
    }
}

/// An object whose members are taken one by one.
struct Members<'a> {
    object: &'a JsValue,
    taken: Vec<&'static str>,
    reader: &'a mut Reader,
}

impl Members<'_> {
    /// A member that nobody took is one that nobody knows.
    fn end(self) {
        for pair in self.reader.entries(self.object) {
            let name = pair.unchecked_into::<Array>().get(0).as_string().unwrap_or_default();
            if !self.taken.contains(&&*name) {
                self.reader
                    .within(&name, |reader| reader.fail("no such member is known; correct its name or take it out"));
            }
        }
    }

    /// The member; `undefined` if it is missing or `null`.
    fn take(&mut self, name: &'static str) -> JsValue {
        self.taken.push(name);
        let value = Reflect::get(self.object, &name.into()).unwrap_or_default();
        if value.is_null() { JsValue::UNDEFINED } else { value }
    }

    /// The member, which must be there.
    fn need(&mut self, name: &'static str) -> JsValue {
        let value = self.take(name);
        if value.is_undefined() {
            self.reader.within(name, |reader| reader.fail("this member is missing"));
        }
        value
    }

    fn text(&mut self, name: &'static str) -> String {
        let value = self.need(name);
        self.reader.within(name, |reader| reader.text(&value))
    }

    fn optional_text(&mut self, name: &'static str) -> Option<String> {
        let value = self.take(name);
        (!value.is_undefined()).then(|| self.reader.within(name, |reader| reader.text(&value)))
    }

    fn number(&mut self, name: &'static str) -> u32 {
        let number = self.need(name).as_f64().unwrap_or(-1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not survive is refused")]
        let whole = number as u32;
        #[expect(clippy::float_cmp, reason = "exact is what is asked")]
        if f64::from(whole) != number {
            self.reader.within(name, |reader| reader.fail("a whole number belongs here"));
        }
        whole
    }

    fn flag(&mut self, name: &'static str) -> bool {
        let value = self.take(name);
        if !value.is_undefined() && value.as_bool().is_none() {
            self.reader.within(name, |reader| reader.fail("true or false belongs here"));
        }
        value.is_truthy()
    }

    fn texts(&mut self, name: &'static str) -> Vec<String> {
        let value = self.need(name);
        self.texts_of(name, &value)
    }

    fn optional_texts(&mut self, name: &'static str) -> Option<Vec<String>> {
        let value = self.take(name);
        (!value.is_undefined()).then(|| self.texts_of(name, &value))
    }

    fn texts_of(&mut self, name: &'static str, value: &JsValue) -> Vec<String> {
        self.reader.within(name, |reader| reader.list(value, Reader::text))
    }

    fn object<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Members<'_>) -> T) -> T {
        let value = self.need(name);
        self.reader.within(name, |reader| reader.object(&value, read))
    }

    fn optional_object<T>(&mut self, name: &'static str, read: fn(&mut Members<'_>) -> T) -> Option<T> {
        let value = self.take(name);
        (!value.is_undefined()).then(|| self.reader.within(name, |reader| reader.object(&value, read)))
    }

    fn objects<T>(&mut self, name: &'static str, read: fn(&mut Members<'_>) -> T) -> Vec<T> {
        let value = self.need(name);
        self.reader.within(name, |reader| reader.list(&value, |reader, item| reader.object(item, read)))
    }

    /// Texts by language, in the order written.
    fn translations(&mut self, name: &'static str) -> Texts {
        let value = self.take(name);
        if value.is_undefined() {
            return Texts::default();
        }
        let pairs = self.reader.within(name, |reader| {
            let entries = reader.entries(&value).into_iter().map(|pair| {
                let pair: Array = pair.unchecked_into();
                let lang = pair.get(0).as_string().unwrap_or_default();
                let text = reader.within(&lang, |reader| reader.text(&pair.get(1)));
                (lang, text)
            });
            entries.collect()
        });
        Texts(pairs)
    }
}
