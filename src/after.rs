//! What the person sees once the submission is with the receiver.

use wasm_bindgen::JsCast;
use waxseal_core::policy::After;
use web_sys::{HtmlElement, Url};

use crate::{controls, element, form::Protected};

/// Shows the policy's text in place of the form, or goes to its page. What was typed is cleared either way: it has no
/// further use here.
pub(crate) fn finish(protected: &Protected) {
    controls::reset(&protected.form);
    protected.start_over();
    match protected.asked().after() {
        After::Text(texts) => {
            let (lang, text) = texts.pick(&protected.lang);
            show(protected, lang, text);
        }
        After::Redirect(to) => {
            let target = Url::new_with_base(to, &protected.site.base).ok();
            let safe = target.filter(|url| matches!(&*url.protocol(), "https:" | "http:"));
            if let Some((window, target)) = web_sys::window().zip(safe) {
                let _ = window.location().assign(&target.href());
            }
        }
    }
}

fn show(protected: &Protected, lang: &str, text: &str) {
    let Some(document) = protected.form.owner_document() else {
        return;
    };
    let status: HtmlElement = element::make(&document, "div", "");
    for (name, value) in
        [("class", "waxseal-after"), ("role", "status"), ("tabindex", "-1"), ("lang", lang), ("dir", "auto")]
    {
        element::set(&status, name, value);
    }
    element::put_after(&protected.form, &status);
    element::set(&protected.form, "data-waxseal-sent", "");
    element::set(&protected.form, "hidden", "");
    // After it is in the page, so that a live region announces it.
    status.set_text_content(Some(text));
    element::focus(status.unchecked_ref());
}
