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
    fields::Weight,
    form::{Method, Protected},
    platform,
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
    if this.in_flight.get() {
        return stop(event);
    }
    let no_check = submitter.as_ref().is_some_and(|button| element::matches(button, "[formnovalidate]"));
    if let Err(error) = ready(this, submitter.as_ref(), no_check) {
        stop(event);
        if !matches!(error.code, "invalid" | "unsure") {
            // The person's to mend, not the developer's: no word on the console.
            events::dispatch(&this.form, "waxseal:error", &[("code", error.code.into())]);
        }
        return;
    }
    if this.mode() == Mode::Post && method == Method::Get {
        stop(event);
        return fail(this, &get_unsupported());
    }
    match (this.seal(submitter.as_ref()), this.mode()) {
        (Ok(sealed), Mode::Post) => {
            this.consent.0.leave(&sealed.record);
            let_go(this, submitter);
        }
        (Ok(sealed), Mode::Send) => {
            event.prevent_default();
            send(this, sealed, submitter);
        }
        (Err(error), mode) => {
            stop(event);
            if error.code != "not-prepared" {
                return fail(this, &error);
            }
            seal_later(this, submitter, mode);
        }
    }
}

/// Checks the fields, then that some purpose was given; shows what is wrong, and asks once about what is doubtful.
///
/// # Errors
///
/// `invalid` when a field must be mended, `unsure` when the person is being asked about one, `nothing-to-send` when no
/// purpose was given.
pub(crate) fn ready(this: &Protected, submitter: Option<&HtmlElement>, no_check: bool) -> Result<(), PageError> {
    let faults = if no_check { Vec::new() } else { this.faults(submitter) };
    let wrong = faults.iter().any(|fault| fault.finding.weight == Weight::Error);
    let ask = faults.iter().any(|fault| fault.finding.weight == Weight::Doubt && !this.was_asked(&fault.field));
    let given = this.has_purpose();
    let tick_a_box = if given { String::new() } else { this.checks.say("page.tick-a-box") };
    let missing = this.consent.missing(&tick_a_box, &this.checks.lang());
    if !wrong && !ask && given && missing.is_empty() {
        this.messages.clear();
        return Ok(());
    }
    if !faults.is_empty() {
        events::dispatch(&this.form, "waxseal:invalid", &[("fields", events::fields(&faults).into())]);
    }
    let error = match (given, wrong || !missing.is_empty()) {
        (false, _) => SealError::NothingToSend.into(),
        (true, true) => PageError::new("invalid", "a field must be mended first"),
        (true, false) => PageError::new("unsure", "the person is being asked about a field"),
    };
    for fault in &faults {
        this.mark_asked(fault);
    }
    this.messages.show(faults, missing);
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

/// Makes the key agreements that only the browser can make, then goes on as if there had been no wait.
fn seal_later(this: &Rc<Protected>, submitter: Option<HtmlElement>, mode: Mode) {
    this.in_flight.set(true);
    let _ = this.prepare(move |this| {
        this.in_flight.set(false);
        match (this.seal(submitter.as_ref()), mode) {
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
