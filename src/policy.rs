//! The policy as `JSON.parse` gave it, read strictly into [`File`].
//!
//! By hand, member by member: serde's generated code for the same weighs ten times as much. A member that is left out here
//! does not compile, one that is misspelt in the policy is refused, and an error names its member: `waxseal policy lint`
//! says the rest.

use alloc::{string::String, vec::Vec};

use wasm_bindgen::JsValue;
use waxseal_core::{
    keys::{Jwk, JwkSet},
    policy::file::{After, Controller, Field, File, Form, Options, Purpose, Recipient, Texts},
};

use crate::platform;

/// Reads the whole file.
///
/// # Errors
///
/// The first member that is unknown, missing or of another type.
pub(crate) fn read(value: &JsValue) -> Result<File, String> {
    let mut reader = Reader::default();
    let file = reader.object("policy", value, |it| File {
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
        options: Options(it.scalars("options")),
    }
}

fn after(it: &mut Members<'_>) -> After {
    After { text: it.optional_text("text"), texts: it.translations("texts"), redirect: it.optional_text("redirect") }
}

/// Collects what is read, and remembers the first member that did not fit. Reading goes on after it with empty values:
/// leaving early at every member would cost more code than the reading.
#[derive(Default)]
struct Reader {
    unfit: Option<String>,
}

impl Reader {
    fn fail(&mut self, name: &str, what: &str) {
        if self.unfit.is_none() {
            self.unfit = Some(["`", name, "`: ", what].concat());
        }
    }

    fn text(&mut self, name: &str, value: &JsValue) -> String {
        value.as_string().unwrap_or_else(|| {
            self.fail(name, "a text belongs here");
            String::new()
        })
    }

    /// The members of an object; of anything else none.
    fn members<'a>(&'a mut self, name: &'a str, value: &JsValue) -> Members<'a> {
        let members = platform::members(value).unwrap_or_else(|| {
            self.fail(name, "an object belongs here");
            Vec::new()
        });
        Members { left: members, reader: self }
    }

    fn object<T>(&mut self, name: &str, value: &JsValue, read: fn(&mut Members<'_>) -> T) -> T {
        let mut members = self.members(name, value);
        let found = read(&mut members);
        members.end();
        found
    }

    fn items(&mut self, name: &str, value: &JsValue) -> Vec<JsValue> {
        platform::items(value).unwrap_or_else(|| {
            self.fail(name, "a list belongs here");
            Vec::new()
        })
    }

    fn texts(&mut self, name: &str, value: &JsValue) -> Vec<String> {
        self.items(name, value).iter().map(|item| self.text(name, item)).collect()
    }
}

/// An object whose members are taken one by one.
struct Members<'a> {
    /// Name and value in turn.
    left: Vec<JsValue>,
    reader: &'a mut Reader,
}

impl Members<'_> {
    /// A member that nobody took is one that nobody knows.
    fn end(self) {
        if let Some(name) = self.left.first() {
            self.reader.fail(&text_of(name), "no such member is known; correct its name or take it out");
        }
    }

    /// The member; `undefined` if it is missing or `null`.
    fn take(&mut self, name: &str) -> JsValue {
        let mut at = 0;
        while at < self.left.len() {
            if text_of(&self.left[at]) == name {
                self.left.remove(at);
                return self.left.remove(at);
            }
            at += 2;
        }
        JsValue::UNDEFINED
    }

    /// The member, which must be there.
    fn need(&mut self, name: &str) -> JsValue {
        let value = self.take(name);
        if value.is_undefined() {
            self.reader.fail(name, "this member is missing");
        }
        value
    }

    /// The member, if it is there.
    fn seek(&mut self, name: &str) -> Option<JsValue> {
        Some(self.take(name)).filter(|value| !value.is_undefined())
    }

    fn text(&mut self, name: &str) -> String {
        let value = self.need(name);
        self.reader.text(name, &value)
    }

    fn optional_text(&mut self, name: &str) -> Option<String> {
        self.seek(name).map(|value| self.reader.text(name, &value))
    }

    fn number(&mut self, name: &str) -> u32 {
        let number = self.need(name).as_f64().unwrap_or(-1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what does not survive is refused")]
        let whole = number as u32;
        #[expect(clippy::float_cmp, reason = "exact is what is asked")]
        if f64::from(whole) != number {
            self.reader.fail(name, "a whole number belongs here");
        }
        whole
    }

    fn flag(&mut self, name: &str) -> bool {
        let value = self.seek(name).map(|value| value.as_bool());
        if value == Some(None) {
            self.reader.fail(name, "true or false belongs here");
        }
        value == Some(Some(true))
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let value = self.need(name);
        self.reader.texts(name, &value)
    }

    fn optional_texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.seek(name).map(|value| self.reader.texts(name, &value))
    }

    fn object<T>(&mut self, name: &str, read: fn(&mut Members<'_>) -> T) -> T {
        let value = self.need(name);
        self.reader.object(name, &value, read)
    }

    fn optional_object<T>(&mut self, name: &str, read: fn(&mut Members<'_>) -> T) -> Option<T> {
        self.seek(name).map(|value| self.reader.object(name, &value, read))
    }

    fn objects<T>(&mut self, name: &str, read: fn(&mut Members<'_>) -> T) -> Vec<T> {
        let value = self.need(name);
        let items = self.reader.items(name, &value);
        items.iter().map(|item| self.reader.object(name, item, read)).collect()
    }

    /// Names and values, in the order written; numbers and truth values as text.
    fn scalars(&mut self, name: &str) -> Vec<(String, String)> {
        let mut scalars = Vec::new();
        if let Some(value) = self.seek(name) {
            for pair in self.reader.members(name, &value).left.chunks_exact(2) {
                scalars.push((text_of(&pair[0]), platform::text(&pair[1])));
            }
        }
        scalars
    }

    /// Texts by language, in the order written.
    fn translations(&mut self, name: &str) -> Texts {
        let mut texts = Vec::new();
        if let Some(value) = self.seek(name) {
            for pair in self.reader.members(name, &value).left.chunks_exact(2) {
                let lang = text_of(&pair[0]);
                let text = self.reader.text(&lang, &pair[1]);
                texts.push((lang, text));
            }
        }
        Texts(texts)
    }
}

/// A name, which JavaScript holds as text.
fn text_of(name: &JsValue) -> String {
    name.as_string().unwrap_or_default()
}
