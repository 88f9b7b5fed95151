//! The `formdata` event: the last place where plaintext can be replaced, on every way a form can be read.

use alloc::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use waxseal_core::policy::Mode;
use web_sys::{Event, FormData, HtmlElement};

use crate::{
    error::PageError,
    events,
    form::{Method, Protected},
    platform, submit,
};

#[wasm_bindgen]
extern "C" {
    /// The event that carries the entries; not in web-sys.
    #[wasm_bindgen(extends = Event, typescript_type = "FormDataEvent")]
    pub type FormDataEvent;
    #[wasm_bindgen(method, getter, js_name = formData)]
    fn form_data(this: &FormDataEvent) -> FormData;
}

/// The name of the one entry.
const FIELD: &str = "waxseal";

/// Takes out every entry.
pub(crate) fn empty(event: &FormDataEvent) -> FormData {
    let data = event.form_data();
    platform::empty(&data);
    data
}

/// Puts the envelope, and in clear only what the policy says, in place of the entries that [`empty`] took out.
pub(crate) fn on_formdata(this: &Rc<Protected>, data: &FormData) {
    let submitter = this.let_go.borrow().clone();
    if this.method(submitter.as_ref()) == Method::Dialog {
        return;
    }
    if let Err(error) = replace(this, data, submitter.as_ref()) {
        events::report(&this.form, &error);
    }
}

fn replace(this: &Rc<Protected>, data: &FormData, submitter: Option<&HtmlElement>) -> Result<(), PageError> {
    // A form's own script may read a form without a method; only in mode `post` is it the browser that sends.
    if this.mode() == Mode::Post && this.method(submitter) == Method::Get {
        return Err(submit::get_unsupported());
    }
    let sealed = this.seal(submitter)?;
    put(data, FIELD, &sealed.envelope);
    for entry in this.clear_entries(submitter) {
        put(data, &entry.key, &entry.value);
    }
    Ok(())
}

fn put(data: &FormData, name: &str, value: &str) {
    // It fails for no string.
    let _ = data.append_with_str(name, value);
}
