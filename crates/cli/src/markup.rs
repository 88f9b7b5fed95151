//! What is pasted into a page: the tag, and a form that sends nothing where the script never comes.

/// The lines for the page: the tag on the first, then the form of a policy that `init` wrote.
pub fn page(form: &str, signed: &str, root: &str) -> String {
    format!(
        r#"<script src="/waxseal.js" data-policy="/{signed}" data-root="{root}"></script>
<form data-waxseal="{form}">
  <label>Name <input data-waxseal-field="name" autocomplete="name"></label>
  <label>E-mail <input data-waxseal-field="email" type="email" autocomplete="email"></label>
  <button disabled data-waxseal-enable>Sign up</button>
  <noscript><p>This form needs JavaScript: it seals what you type before it is sent.</p></noscript>
</form>"#
    )
}
