//! When a form's fields are checked, and what the person is told of it when.

use alloc::{borrow::ToOwned, rc::Rc, string::String, vec::Vec};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use crate::{
    callback::once,
    controls::{self, Control},
    entries,
    faults::{self, Answer, Fault},
    fields::{Weight, dress},
    form::Protected,
    platform,
};

/// Longer than a press takes, in milliseconds.
const A_PRESS: u32 = 300;

impl Protected {
    /// Tells the checks of the policy's fields, and the browser what each takes.
    pub(crate) fn dress(&self) {
        for field in &self.asked().fields {
            let options: Vec<String> =
                field.options.0.iter().map(|(name, value)| [name, "=", value, "\n"].concat()).collect();
            self.checks.meet(&field.name, field.kind.as_deref().unwrap_or_default(), &options.concat());
        }
        let controls = controls::of(&self.form);
        for control in &controls {
            if self.asked().field(&control.key).is_some() {
                self.consent.0.meet(&control.key, &control.element, &control.label());
            }
        }
        for field in &self.asked().fields {
            if let Some((own, label)) = faults::of_field(&field.name, &controls) {
                dress(&self.checks, &field.name, own, &label);
            }
        }
    }

    /// What is wrong or doubtful about the fields that would be sent, in the policy's order, then about file inputs.
    pub(crate) fn faults(&self, submitter: Option<&HtmlElement>) -> Vec<Fault> {
        let controls = controls::of(&self.form);
        let entries = entries::read(&controls, submitter);
        let groups = self.groups();
        let mut faults = Vec::new();
        for field in &self.asked().fields {
            // While nothing is given, all are checked, so that a person is told everything at once.
            if groups.is_empty() || groups.iter().any(|group| group.fields.iter().any(|sent| sent.name == field.name)) {
                let answer = Answer::of(&self.checks, field, &controls, &entries);
                faults.extend(answer.and_then(|answer| answer.fault(field)));
            }
        }
        faults.retain(|fault| fault.finding.weight != Weight::Note);
        for control in &controls {
            faults.extend(faults::of_file(&self.checks, control));
        }
        faults
    }

    /// What is wrong or doubtful about one field now; brings the pack that would make it surer, then looks again.
    fn fault_of(self: &Rc<Self>, name: &str) -> Option<Fault> {
        let field = self.asked().field(name)?;
        let controls = controls::of(&self.form);
        let entries = entries::read(&controls, None);
        let answer = Answer::of(&self.checks, field, &controls, &entries)?;
        if let Some(pack) = answer.looked.wants() {
            let (this, name) = (Rc::clone(self), name.to_owned());
            let arrived = once(move |_| {
                this.advise(&name);
                JsValue::UNDEFINED
            });
            self.site.checks.bring(&self.checks, &pack, &arrived);
        }
        answer.fault(field)
    }

    /// Asks about a doubt, and says what is sent in place of what was typed. Errors wait for the submission.
    fn advise(self: &Rc<Self>, name: &str) {
        let fault = self.fault_of(name).filter(|fault| fault.finding.weight != Weight::Error);
        if let Some(fault) = fault.filter(|_| !self.in_flight.get() && !self.was_asked(name)) {
            self.mark_asked(&fault);
            self.messages.ask(fault);
        }
    }

    /// Whether the person has been asked about this field since they last changed it.
    pub(crate) fn was_asked(&self, name: &str) -> bool {
        self.told_of.borrow().iter().any(|known| known == name)
    }

    pub(crate) fn mark_asked(&self, fault: &Fault) {
        if fault.finding.weight == Weight::Doubt {
            self.told_of.borrow_mut().push(fault.field.clone());
        }
    }

    /// The key of the policy's field that the event is about.
    fn field_at(&self, event: &Event) -> Option<String> {
        let target: Element = event.target()?.unchecked_into();
        let own = |control: &Control| *control.element == target;
        let control = controls::of(&self.form).into_iter().find(own)?;
        self.asked().field(&control.key)?;
        Some(control.key)
    }

    /// Something was typed or chosen: looks again at that field if its message is shown, and at the others that may
    /// depend on it.
    pub(crate) fn changed(self: &Rc<Self>, event: &Event) {
        let Some(field) = self.field_at(event) else {
            return;
        };
        self.told_of.borrow_mut().retain(|known| *known != field);
        for field in self.messages.fields() {
            self.messages.recheck(&field, self.fault_of(&field));
        }
    }

    /// The person left a field: a suggestion may help now. A little later, so that nothing moves under a press on the
    /// button that sends, which asks by itself.
    pub(crate) fn left(self: &Rc<Self>, event: &Event) {
        if let Some(field) = self.field_at(event) {
            let this = Rc::clone(self);
            let advise = once(move |_| {
                this.advise(&field);
                JsValue::UNDEFINED
            });
            platform::soon(&advise, A_PRESS);
        }
    }
}
