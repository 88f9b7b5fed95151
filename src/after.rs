//! What the person sees once the submission is with the receiver.

use waxseal_core::policy::After;
use web_sys::HtmlElement;

use crate::{element, form::Protected, platform};

/// Shows the policy's text in place of the form, or goes to its page. What was typed is cleared either way: it has no
/// further use here. The person gets their receipt for `record`.
pub(crate) fn finish(protected: &Protected, record: &str) {
    platform::reset(&protected.form);
    protected.start_over();
    match protected.asked().after() {
        After::Text(texts) => {
            let (lang, text) = texts.pick(&protected.lang);
            let host = show(protected, lang, text);
            protected.consent.0.receipt(record, &host);
        }
        After::Redirect(to) => {
            protected.consent.0.leave(record);
            platform::follow(to, &protected.site.base);
        }
    }
}

/// Shows the text; gives the element after it, for the receipt.
fn show(protected: &Protected, lang: &str, text: &str) -> HtmlElement {
    let attributes =
        [("class", "waxseal-after"), ("role", "status"), ("tabindex", "-1"), ("lang", lang), ("dir", "auto")];
    let status = element::make("div", &attributes, "");
    element::put_after(&protected.form, &status);
    element::set(&protected.form, "data-waxseal-sent", "");
    element::set(&protected.form, "hidden", "");
    // After it is in the page, so that a live region announces it.
    status.set_text_content(Some(text));
    element::focus(&status);
    let host = element::make("div", &[("class", "waxseal-receipt")], "");
    element::put_after(&status, &host);
    host
}
