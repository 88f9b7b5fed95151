//! The checks of one form's fields: the other module has the rules, the page has what is typed.

use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::cell::RefCell;

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use waxseal_core::policy::Field;

use crate::{
    controls::{Control, Role},
    platform,
};

#[wasm_bindgen]
extern "C" {
    /// The module that checks fields: `www/fields/main.ts`.
    #[derive(Clone)]
    pub type Checks;
    #[wasm_bindgen(method)]
    fn make(this: &Checks, lang: &str) -> Fields;
    #[wasm_bindgen(method)]
    fn bring(this: &Checks, fields: &Fields, name: &str, then: &JsValue);

    /// The checks of one form: `crates/fields/src/lib.rs`.
    type Fields;
    #[wasm_bindgen(method)]
    fn infer(this: &Fields, traits: &str) -> String;
    #[wasm_bindgen(method)]
    fn attributes(this: &Fields, kind: &str) -> String;
    #[wasm_bindgen(method)]
    fn field(this: &Fields, kind: &str) -> u32;
    #[wasm_bindgen(method)]
    fn rule(this: &Fields, field: u32, name: &str, value: &str) -> bool;
    #[wasm_bindgen(method)]
    fn check(this: &Fields, field: u32, input: &str) -> u32;
    #[wasm_bindgen(method)]
    fn scan(this: &Fields, input: &str) -> u32;
    #[wasm_bindgen(method)]
    fn code(this: &Fields) -> Option<String>;
    #[wasm_bindgen(method)]
    fn value(this: &Fields) -> Option<String>;
    #[wasm_bindgen(method)]
    fn suggestion(this: &Fields) -> Option<String>;
    #[wasm_bindgen(method)]
    fn wants(this: &Fields) -> Option<String>;
    #[wasm_bindgen(method)]
    fn message(this: &Fields, label: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn text(this: &Fields, key: &str, placeholder: &str, argument: &str) -> String;
    #[wasm_bindgen(method)]
    fn lang(this: &Fields) -> String;
}

/// What a look at a field found.
#[derive(Default)]
pub(crate) struct Looked {
    pub(crate) finding: Option<Finding>,
    /// What a machine reads, or what is sent in place of what was typed.
    pub(crate) value: Option<String>,
    /// A pack that would make it surer.
    pub(crate) wants: Option<String>,
}

/// Something to tell the person.
#[derive(Clone)]
pub(crate) struct Finding {
    pub(crate) weight: Weight,
    pub(crate) code: String,
    pub(crate) message: String,
    /// What one press puts in place of the input.
    pub(crate) suggestion: Option<String>,
}

/// What a finding means for sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It cannot be sent like this.
    Error,
    /// It may be sent once the person was asked.
    Doubt,
    /// Only something to know.
    Note,
}

/// What the form knows beside the field itself.
pub(crate) struct Context {
    /// The country that the person chose, else the controller's.
    pub(crate) country: String,
    /// Their own names and addresses, of which no password should be made; a comma after each.
    pub(crate) own: String,
}

/// The checks of one form.
pub(crate) struct FormChecks {
    checks: Checks,
    fields: Fields,
    /// The fields met so far.
    known: RefCell<Vec<Known>>,
}

#[derive(Clone)]
struct Known {
    name: String,
    /// What the other module calls it.
    number: u32,
    kind: String,
}

impl FormChecks {
    pub(crate) fn new(checks: &Checks, lang: &str) -> Self {
        Self { checks: checks.clone(), fields: checks.make(lang), known: RefCell::default() }
    }

    /// A sentence of the person's language, with `argument` in place of its placeholder.
    pub(crate) fn text(&self, key: &str, placeholder: &str, argument: &str) -> String {
        self.fields.text(key, placeholder, argument)
    }

    /// The language of these sentences.
    pub(crate) fn lang(&self) -> String {
        self.fields.lang()
    }

    /// Brings a pack, then does `then`.
    pub(crate) fn bring(&self, pack: &str, then: &JsValue) {
        self.checks.bring(&self.fields, pack, then);
    }

    /// Tells the browser what `control` takes, unless the page has.
    pub(crate) fn dress(&self, field: &Field, control: &Control) {
        if matches!(control.role, Role::Value | Role::Select) {
            platform::dress(&control.element, &self.fields.attributes(&self.known(field, control).kind));
        }
    }

    /// The kind that the policy names, else the one that the control points to.
    pub(crate) fn kind(&self, field: &Field, control: &Control) -> String {
        self.known(field, control).kind
    }

    /// What to say of a field that is needed and empty.
    pub(crate) fn missing(&self, field: &Field, control: &Control) -> Finding {
        let known = self.known(field, control);
        let label = control.label();
        let text = |key| self.fields.text(key, "label", &label);
        let message = match (control.role, &*known.kind) {
            (Role::Checkbox, _) => text("missing.tick"),
            (Role::Radio | Role::Select | Role::SelectMany, "text" | "choice") => text("missing.choice"),
            _ => {
                self.fields.check(known.number, "");
                self.fields.message(&label).unwrap_or_default()
            }
        };
        Finding { weight: Weight::Error, code: "missing".to_owned(), message, suggestion: None }
    }

    /// Checks one value of a field.
    pub(crate) fn look(&self, field: &Field, control: &Control, value: &str, context: &Context) -> Looked {
        let Known { number, kind, .. } = self.known(field, control);
        let rule = |name: &str, value: &str| {
            // A rule that the attribute or the page's country does not fit asks nothing.
            let _ = self.fields.rule(number, name, value);
        };
        rule("country", &context.country);
        rule("today", &platform::today());
        rule("avoid", &context.own);
        for limit in platform::limits(&control.element).split_terminator('\n') {
            if let Some((name, value)) = limit.split_once('=') {
                rule(name, value);
            }
        }
        for (name, value) in &field.options.0 {
            rule(name, value);
        }
        let fields = &self.fields;
        let mut verdict = fields.check(number, value);
        let mut looked = Looked { finding: None, value: fields.value(), wants: fields.wants() };
        if verdict == OK && kind == "text" {
            verdict = fields.scan(value);
        }
        if verdict == UNSURE && looked.wants.is_some() {
            // Nobody is asked about what a pack that is on its way may know.
            verdict = OK;
        }
        if verdict != OK {
            looked.finding = Some(Finding {
                weight: if verdict == UNSURE { Weight::Doubt } else { Weight::Error },
                code: fields.code().unwrap_or_default(),
                message: fields.message(&control.label()).unwrap_or_default(),
                suggestion: fields.suggestion(),
            });
        }
        let error = |finding: &Finding| finding.weight == Weight::Error;
        if !looked.finding.as_ref().is_some_and(error) {
            looked.finding = self.native(control, &kind).or(looked.finding);
        }
        if let (None, Some(_), Some(value)) = (&looked.finding, field.options.get("minimise"), &looked.value) {
            let message = self.text("page.sent-as", "value", value);
            looked.finding = Some(Finding { weight: Weight::Note, code: "sent-as".into(), message, suggestion: None });
        }
        looked
    }

    /// What the page's own constraints say that no rule of ours covers: `pattern`, `setCustomValidity`, and what the
    /// browser could not read.
    pub(crate) fn native(&self, control: &Control, kind: &str) -> Option<Finding> {
        let said = platform::validity(&control.element)?;
        let (code, message) = said.split_once('\n').unwrap_or_default();
        let code = match (code, kind) {
            ("bad-input", "number") => "number-format",
            ("bad-input", "date" | "bday") => "date-format",
            ("bad-input", _) => "pattern",
            (code, _) => code,
        };
        let message = match message {
            "" => self.fields.text(code, "label", &control.label()),
            _ => message.to_owned(),
        };
        Some(Finding { weight: Weight::Error, code: code.to_owned(), message, suggestion: None })
    }

    fn known(&self, field: &Field, control: &Control) -> Known {
        if let Some(known) = self.known.borrow().iter().find(|known| known.name == field.name) {
            return known.clone();
        }
        let inferred = || {
            self.fields.infer(&[&platform::traits(&control.element), &*control.key, "\n", &control.label()].concat())
        };
        let kind = field.kind.clone().unwrap_or_else(inferred);
        let known = Known { name: field.name.clone(), number: self.fields.field(&kind), kind };
        self.known.borrow_mut().push(known.clone());
        known
    }
}

/// The verdicts as numbers.
const OK: u32 = 0;
const UNSURE: u32 = 1;
