//! The `submit` event: check, ask, seal, then send or let the browser carry it.

use alloc::{rc::Rc, string::String, vec, vec::Vec};

use wasm_bindgen::JsValue;
use waxseal_core::{policy::Mode, seal::SealError};
use web_sys::{Event, HtmlElement, SubmitEvent};

use crate::{
    after,
    attempt::Sealed,
    callback::once,
    element,
    error::PageError,
    events,
    faults::Fault,
    fields::Weight,
    form::{self, Method, Protected},
    platform, references,
};

/// Handles one `submit` event of the form.
pub(crate) fn on_submit(this: &Rc<Protected>, event: &SubmitEvent) {
    let submitter = event.submitter();
    let method = this.method(submitter.as_ref());
    if event.default_prevented() {
        return;
    }
    if method == Method::Dialog {
        return let_go(this, submitter);
    }
    if this.mode() == Mode::Send {
        stop(event);
        return press(this, submitter);
    }
    if this.in_flight.get() || !may_go(this, submitter.as_ref()) {
        return stop(event);
    }
    if method == Method::Get {
        stop(event);
        return fail(this, &get_unsupported());
    }
    match this.seal(submitter.as_ref()) {
        Ok(sealed) => {
            this.consent.0.leave(&sealed.record);
            let_go(this, submitter);
            receipt_in_place(this, event, sealed.record);
        }
        Err(error) => {
            stop(event);
            not_sealed(this, submitter, &error);
        }
    }
}

/// Sends a form of mode `send`, which a press or an event asked for.
pub(crate) fn press(this: &Rc<Protected>, submitter: Option<HtmlElement>) {
    if this.in_flight.get() || !may_go(this, submitter.as_ref()) {
        return;
    }
    if submitter.as_ref().is_some_and(|button| element::matches(button, "[formaction]")) {
        const SENTENCE: &str =
            "mode `send` posts to the receiver; take `formaction` off the button, or use mode `post`";
        references::tell(&this.form, "formaction-unused", SENTENCE);
    }
    match this.seal(submitter.as_ref()) {
        Ok(sealed) => send(this, sealed, submitter),
        Err(error) => not_sealed(this, submitter, &error),
    }
}

/// The envelope of a form of mode `post`, for whoever reads the form by its names; empty if it could not be sent as it is.
pub(crate) fn envelope(this: &Rc<Protected>, submitter: Option<&HtmlElement>) -> String {
    let stops = |fault: &Fault| fault.finding.weight == Weight::Error || !this.was_asked(&fault.field);
    let sound = no_check(submitter) || !this.faults(submitter).iter().any(stops);
    let whole = || this.has_purpose() && this.consent.missing("", &this.checks.lang()).is_empty();
    let sealed = if sound && !this.early.get() && whole() { this.seal(submitter).ok() } else { None };
    sealed.map_or_else(String::new, |sealed| (&*sealed.envelope).into())
}

/// Whether the page lets the submission go on, and the person has given what it needs.
fn may_go(this: &Protected, submitter: Option<&HtmlElement>) -> bool {
    if !events::permit(&this.form, &this.asked().id) {
        return false;
    }
    let Err(error) = ready(this, submitter, no_check(submitter)) else {
        return true;
    };
    if error.code == "nothing-to-send" {
        // The person's to mend, not the developer's: no word on the console.
        events::dispatch(&this.form, "waxseal:error", &[("code", error.code.into())]);
    }
    false
}

/// `formnovalidate` skips the checks of fields, never the consent.
fn no_check(submitter: Option<&HtmlElement>) -> bool {
    submitter.is_some_and(|button| element::matches(button, "[formnovalidate]"))
}

/// Checks the fields, then that some purpose was given; shows what is wrong, and asks once about what is doubtful.
///
/// # Errors
///
/// `consent-unseen` when the consent cannot be seen and read, `invalid` when a field must be mended, `unsure` when the
/// person is being asked about one, `nothing-to-send` when no purpose was given.
pub(crate) fn ready(this: &Protected, submitter: Option<&HtmlElement>, no_check: bool) -> Result<(), PageError> {
    let sentence = this.consent.0.unseen();
    if !sentence.is_empty() {
        let error = form::unseen();
        events::report(&this.form, &error);
        tell(this, sentence);
        return Err(error);
    }
    let faults = if no_check { Vec::new() } else { this.faults(submitter) };
    let wrong = faults.iter().any(|fault| fault.finding.weight == Weight::Error);
    let ask = faults.iter().any(|fault| fault.finding.weight == Weight::Doubt && !this.was_asked(&fault.field));
    let given = this.has_purpose();
    let early = this.early.take();
    let tick_a_box = if given { String::new() } else { this.checks.say("page.tick-a-box") };
    let missing = this.consent.missing(&tick_a_box, &this.checks.lang());
    if !wrong && !ask && given && missing.is_empty() && !early {
        this.messages.clear();
        return Ok(());
    }
    events::dispatch(&this.form, "waxseal:invalid", &[("fields", events::fields(&faults).into())]);
    let error = match (given, wrong || !missing.is_empty()) {
        (false, _) => SealError::NothingToSend.into(),
        (true, true) => PageError::new("invalid", "a field must be mended first"),
        (true, false) => PageError::new("unsure", "the person is being asked about a field"),
    };
    for fault in &faults {
        this.mark_asked(fault);
    }
    if faults.is_empty() && missing.is_empty() {
        // Sent before it was drawn: the person has not seen what their details are used for.
        this.messages.ask_first(&this.checks.say("page.choices"));
    } else {
        this.messages.show(faults, missing);
    }
    Err(error)
}

/// In mode `post`, a `GET` would put the envelope into the URL, and so into histories and logs.
pub(crate) fn get_unsupported() -> PageError {
    const SENTENCE: &str = "mode `post` needs `method=\"post\"` on the form; a GET would put the envelope into the URL";
    PageError::new("get-unsupported", SENTENCE)
}

/// Lets the browser go on; the `formdata` event follows in this task and puts the envelope in.
fn let_go(this: &Rc<Protected>, submitter: Option<HtmlElement>) {
    *this.let_go.borrow_mut() = submitter;
    let this = Rc::clone(this);
    // A later `form.submit()` has no button. A microtask would run too soon, between two listeners of a real click.
    platform::later(&once(move |_| {
        this.let_go.take();
        JsValue::UNDEFINED
    }));
}

/// Makes what only the browser can make, and goes on as if there had been no wait; or says that nothing can be sealed.
fn not_sealed(this: &Rc<Protected>, submitter: Option<HtmlElement>, error: &PageError) {
    if error.code != "not-prepared" {
        return fail(this, error);
    }
    this.in_flight.set(true);
    let _ = this.prepare(move |this| {
        this.in_flight.set(false);
        match (this.seal(submitter.as_ref()), this.mode()) {
            (Ok(sealed), Mode::Send) => send(this, sealed, submitter),
            (Ok(_), Mode::Post) => {
                // It fails only for a button that has left the form meanwhile.
                if platform::request_submit(&this.form, submitter.as_ref()).is_err() {
                    let _ = platform::request_submit(&this.form, None);
                }
            }
            (Err(error), _) => fail(this, &error),
        }
        JsValue::UNDEFINED
    });
}

/// A script of the page may carry a form of mode `post`, and then no page follows: the person gets the receipt where they are.
fn receipt_in_place(this: &Rc<Protected>, event: &SubmitEvent, record: Rc<str>) {
    let (this, event) = (Rc::clone(this), event.clone());
    platform::later(&once(move |_| {
        if event.default_prevented() {
            let host = element::make("div", &[("class", "waxseal-receipt")], "");
            if let Some(earlier) = this.receipt.replace(Some(host.clone())) {
                earlier.remove();
            }
            element::put_after(&this.form, &host);
            this.consent.0.receipt(&record, &host);
        }
        JsValue::UNDEFINED
    }));
}

/// Sends in the background, once: until the answer is there, further clicks change nothing.
fn send(this: &Rc<Protected>, sealed: Sealed, submitter: Option<HtmlElement>) {
    this.in_flight.set(true);
    this.messages.clear();
    // Not `disabled`, which would drop the focus.
    let busy = submitter.filter(|button| !element::matches(button, "[aria-disabled]"));
    if let Some(button) = &busy {
        element::set(button, "aria-disabled", "true");
    }
    let Sealed { sid, envelope, record } = sealed;
    let sender = Rc::clone(this);
    let answered = once(move |answer| {
        sender.in_flight.set(false);
        if let Some(button) = &busy {
            element::unset(button, "aria-disabled");
        }
        settle(&sender, &sid, &record, answer);
        JsValue::UNDEFINED
    });
    platform::post(this.asked().receiver(), &this.site.base, &envelope, &answered);
}

/// Says what became of submission `sid`: `answer` is the receiver's status, or the code of its refusal, or neither.
fn settle(this: &Protected, sid: &str, record: &str, answer: JsValue) {
    if let Some(code) = answer.as_string() {
        // The same bytes would be refused again.
        this.attempt.forget();
        events::report_code(&this.form, &code, "the receiver refused the envelope");
        let contact = &this.site.policy.controller().contact;
        return tell(this, this.checks.say_with("page.refused", "contact", contact));
    }
    if answer.is_undefined() {
        let sentence = "the receiver did not answer; if it is on another origin, look at its CORS and at `connect-src`";
        events::report(&this.form, &PageError::new("receiver-unreachable", sentence));
        return tell(this, this.checks.say("page.unreachable"));
    }
    this.attempt.forget();
    events::dispatch(&this.form, "waxseal:sent", &[("sid", sid.into()), ("status", answer)]);
    after::finish(this, record);
}

/// Tells the developer the cause and the person that nothing was sent.
fn fail(this: &Protected, error: &PageError) {
    events::report(&this.form, error);
    tell(this, this.checks.say("page.cannot-send"));
}

/// Shows the person one sentence above the form.
fn tell(this: &Protected, sentence: String) {
    this.messages.show(Vec::new(), vec![(sentence, None)]);
}

/// The form stays; listeners of the page are not told of a submission that is none.
fn stop(event: &Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}
