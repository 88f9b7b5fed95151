//! Checks of what a person typed: kind by kind, refusing only what cannot be right.

use alloc::string::{String, ToString};
use core::fmt;

/// What a field takes, named by the HTML autofill token where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Anything.
    Text,
    /// One of the form's own options.
    Choice,
    /// An e-mail address.
    Email,
    /// A full name.
    Name,
    /// A given name.
    GivenName,
    /// A family name.
    FamilyName,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Text, Self::Choice, Self::Email, Self::Name, Self::GivenName, Self::FamilyName];

    /// The name in a policy and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Email => "email",
            Self::Name => "name",
            Self::GivenName => "given-name",
            Self::FamilyName => "family-name",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// How sure a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Can be right.
    Ok,
    /// May be sent, but the person is asked once.
    Unsure,
    /// Cannot be right.
    Error,
}

impl Verdict {
    /// `ok`, `unsure` or `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Unsure => "unsure",
            Self::Error => "error",
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How sure it is.
    pub verdict: Verdict,
    /// The input, normalised; only where the verdict is not an error.
    pub value: Option<String>,
    /// What is wrong or doubtful.
    pub fault: Option<Fault>,
}

/// What is wrong with an input. It never holds the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing was typed.
    Missing,
    /// No `@`, or more than one outside quotes.
    EmailAt,
    /// Nothing, or something impossible, before the `@`.
    EmailLocal,
    /// What follows the `@` is no host name.
    EmailDomain,
    /// Longer than mail can carry (RFC 5321 §4.5.3.1).
    EmailLength,
}

impl Fault {
    /// A name that never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::EmailAt => "email-at",
            Self::EmailLocal => "email-local",
            Self::EmailDomain => "email-domain",
            Self::EmailLength => "email-length",
        }
    }

    /// What to tell the person, in English.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Fill this in.",
            Self::EmailAt => "Enter an e-mail address with one @, like name@example.com.",
            Self::EmailLocal => "Enter the whole e-mail address; the part before the @ is not complete.",
            Self::EmailDomain => "Enter the whole e-mail address; the part after the @ is not complete.",
            Self::EmailLength => "Enter a shorter e-mail address; this one is too long to receive mail.",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

/// Checks one input. An empty one is [`Fault::Missing`]: whether that matters is the form's to say.
pub fn check(kind: Kind, input: &str) -> Check {
    let trimmed = input.trim();
    if trimmed.is_empty() {
        return Check { verdict: Verdict::Error, value: None, fault: Some(Fault::Missing) };
    }
    let fault = match kind {
        Kind::Email => email_fault(trimmed),
        // Names and free text are people: there is nothing to refuse.
        Kind::Text | Kind::Choice | Kind::Name | Kind::GivenName | Kind::FamilyName => None,
    };
    match fault {
        None => Check { verdict: Verdict::Ok, value: Some(trimmed.to_string()), fault: None },
        Some(_) => Check { verdict: Verdict::Error, value: None, fault },
    }
}

/// What a browser's `type=email` accepts (HTML Standard, "valid e-mail address"), plus letters of any script
/// (RFC 6531) and the lengths of RFC 5321.
fn email_fault(input: &str) -> Option<Fault> {
    let Some((local, domain)) = input.split_once('@') else {
        return Some(Fault::EmailAt);
    };
    if domain.contains('@') {
        return Some(Fault::EmailAt);
    }
    let atom = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if local.is_empty() || !local.chars().all(|c| atom(c) && !c.is_whitespace() && !c.is_control()) {
        return Some(Fault::EmailLocal);
    }
    if !domain.contains('.') || !domain.split('.').all(is_label) {
        return Some(Fault::EmailDomain);
    }
    (local.len() > 64 || input.len() > 254).then_some(Fault::EmailLength)
}

fn is_label(label: &str) -> bool {
    // Scripts write vowels and joins with marks that are not letters, so beyond ASCII only blanks are refused.
    let beyond = |c: char| !c.is_ascii() && !c.is_whitespace() && !c.is_control();
    let letter = |c: char| c == '-' || c.is_ascii_alphanumeric() || beyond(c);
    (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.chars().all(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_right_pass() {
        for input in [
            "ada@example.com",
            " o'connor+news@sub.example.co.uk ",
            "ü@bücher.example",
            "李@例子.中国",
            "a..b@example.com",
        ] {
            assert_eq!(check(Kind::Email, input).verdict, Verdict::Ok, "{input}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_right_say_why() {
        let long = alloc::format!("{}@example.com", "a".repeat(65));
        for (input, code) in [
            ("", "missing"),
            ("  ", "missing"),
            ("ada", "email-at"),
            ("ada@@example.com", "email-at"),
            ("@example.com", "email-local"),
            ("a da@example.com", "email-local"),
            ("ada@", "email-domain"),
            ("ada@example", "email-domain"),
            ("ada@example..com", "email-domain"),
            ("ada@-example.com", "email-domain"),
            ("ada@exa mple.com", "email-domain"),
            (long.as_str(), "email-length"),
        ] {
            assert_eq!(check(Kind::Email, input).fault.map(Fault::code), Some(code), "{input}");
        }
    }

    #[test]
    fn a_normalised_value_normalises_to_itself() {
        for (kind, input) in [(Kind::Email, " ada@example.com\n"), (Kind::Name, " O'Connor "), (Kind::Text, "\t李")] {
            let value = check(kind, input).value.expect("it is accepted");
            assert_eq!(check(kind, &value).value, Some(value));
        }
    }
}
