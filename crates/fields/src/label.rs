//! Words that people put before a number: `IBAN DE89…`, `USt-IdNr. DE…`, `Tel.: 030…`.

/// The text, then what is left of it without its first word, without its first two, and so on. A word with a digit in it is part
/// of the number.
pub(super) fn without_words(input: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(input);
    core::iter::from_fn(move || {
        let this = rest?;
        let end = this.find(|c: char| c.is_whitespace() || c == ':');
        rest = end
            .filter(|end| !this[..*end].contains(|c: char| c.is_ascii_digit()))
            .map(|end| this[end..].trim_start_matches(|c: char| c.is_whitespace() || c == ':'));
        rest = rest.filter(|rest| !rest.is_empty());
        Some(this)
    })
}
