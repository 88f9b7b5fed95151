//! The `submit` event: check, ask, seal, then send or let the browser carry it.

use alloc::{borrow::ToOwned, rc::Rc, vec::Vec};

use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use waxseal_core::policy::Mode;
use web_sys::{Event, HtmlElement, SubmitEvent, Url};

use crate::{
    after,
    attempt::Sealed,
    controls, deliver,
    deliver::Undelivered,
    element,
    error::PageError,
    events,
    form::{Method, Protected},
    texts,
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
    let no_check = submitter.as_ref().is_some_and(|button| button.has_attribute("formnovalidate"));
    if let Err(error) = ready(this, submitter.as_ref(), no_check) {
        stop(event);
        if error.code != "invalid" {
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
        (Ok(_), Mode::Post) => let_go(this, submitter),
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

/// Checks the fields, then that some purpose was given; shows what is wrong.
///
/// # Errors
///
/// `invalid` when a field must be mended, `nothing-to-send` when no purpose was given.
pub(crate) fn ready(this: &Protected, submitter: Option<&HtmlElement>, no_check: bool) -> Result<(), PageError> {
    let faults = if no_check { Vec::new() } else { this.faults(submitter) };
    let given = this.has_purpose();
    this.consent.show_error(if given { "" } else { texts::TICK_A_BOX });
    if faults.is_empty() && given {
        this.messages.clear();
        return Ok(());
    }
    if !faults.is_empty() {
        let fields = events::fields(faults.iter().map(|fault| (&*fault.field, fault.code)));
        events::dispatch(&this.form, "waxseal:invalid", &[("fields", fields.into())]);
    }
    let error = if given { PageError::new("invalid", "a field must be mended first") } else { nothing_to_send() };
    let box_line = (!given).then(|| (texts::TICK_A_BOX.to_owned(), this.consent.first_box()));
    this.messages.show(faults, box_line);
    Err(error)
}

pub(crate) fn nothing_to_send() -> PageError {
    PageError::new("nothing-to-send", "no purpose was given that needs any of the fields, so nothing may be sent")
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
    let forget = Closure::once_into_js(move || {
        this.let_go.take();
    });
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback(forget.unchecked_ref());
    }
}

/// Makes the key agreements that only the browser can make, then goes on as if there had been no wait.
fn seal_later(this: &Rc<Protected>, submitter: Option<HtmlElement>, mode: Mode) {
    let this = Rc::clone(this);
    this.in_flight.set(true);
    spawn_local(async move {
        this.prepare().await;
        this.in_flight.set(false);
        match (this.seal(submitter.as_ref()), mode) {
            (Ok(sealed), Mode::Send) => send(&this, sealed, submitter),
            (Ok(_), Mode::Post) => {
                // It fails only for a button that has left the form meanwhile.
                if controls::request_submit(&this.form, submitter.as_ref()).is_err() {
                    let _ = controls::request_submit(&this.form, None);
                }
            }
            (Err(error), _) => fail(&this, &error),
        }
    });
}

/// Sends in the background, once: until the answer is there, further clicks change nothing.
fn send(this: &Rc<Protected>, sealed: Sealed, submitter: Option<HtmlElement>) {
    let this = Rc::clone(this);
    this.in_flight.set(true);
    this.messages.clear();
    // Not `disabled`, which would drop the focus.
    let busy = submitter.filter(|button| !button.has_attribute("aria-disabled"));
    if let Some(button) = &busy {
        element::set(button, "aria-disabled", "true");
    }
    spawn_local(async move {
        let url = Url::new_with_base(this.asked().receiver(), &this.site.base).map(|url| url.href());
        let answer = match url {
            Ok(url) => deliver::post(&url, &sealed.envelope).await,
            Err(_) => Err(Undelivered::Unreachable),
        };
        this.in_flight.set(false);
        if let Some(button) = &busy {
            element::unset(button, "aria-disabled");
        }
        match answer {
            Ok(status) => {
                this.attempt.forget();
                let detail = [("sid", (&*sealed.sid).into()), ("status", status.into())];
                events::dispatch(&this.form, "waxseal:sent", &detail);
                after::finish(&this);
            }
            Err(Undelivered::Unreachable) => {
                let sentence =
                    "the receiver did not answer; if it is on another origin, look at its CORS and at `connect-src`";
                events::report(&this.form, &PageError::new("receiver-unreachable", sentence));
                this.messages.show(Vec::new(), Some((texts::UNREACHABLE.to_owned(), None)));
            }
            Err(Undelivered::Refused(code)) => {
                // The same bytes would be refused again.
                this.attempt.forget();
                events::report_code(&this.form, &code, "the receiver refused the envelope");
                let contact = &this.site.policy.controller().contact;
                this.messages.show(Vec::new(), Some(([texts::REFUSED, contact, "."].concat(), None)));
            }
        }
    });
}

/// Tells the developer the cause and the person that nothing was sent.
fn fail(this: &Protected, error: &PageError) {
    events::report(&this.form, error);
    this.messages.show(Vec::new(), Some((texts::CANNOT_SEND.to_owned(), None)));
}

/// The form stays; listeners of the page are not told of a submission that is none.
fn stop(event: &Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}
