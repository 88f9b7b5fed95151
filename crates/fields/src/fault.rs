//! What can be wrong or doubtful, by codes that never change. What people read is in `messages/`.

macro_rules! faults {
    ($($(#[$doc:meta])* $fault:ident = $code:literal,)*) => {
        /// What is wrong or doubtful. It never holds the input.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Fault {
            $($(#[$doc])* $fault,)*
        }

        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$fault,)*];

            /// A name that never changes; also the key of its message.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$fault => $code,)*
                }
            }
        }
    };
}

faults! {
    /// Nothing was typed.
    Missing = "missing",
    /// More characters than are allowed.
    TooLong = "too-long",
    /// Fewer characters than are needed.
    TooShort = "too-short",
    /// Control characters, which nobody types.
    Unprintable = "unprintable",
    /// Not in the form that the page's `pattern` asks for.
    Pattern = "pattern",
    /// It can mean two things, or has signs beside it that are no part of it; the suggestion is the likelier.
    Meant = "meant",
    /// Not one of the options.
    ChoiceUnknown = "choice-unknown",

    /// No number.
    NumberFormat = "number-format",
    /// Not a whole number where one is asked for.
    NumberWhole = "number-whole",
    /// Below the least.
    NumberMin = "number-min",
    /// Above the most.
    NumberMax = "number-max",
    /// Not one of the steps.
    NumberStep = "number-step",

    /// An e-mail or web address in place of a name.
    NameContact = "name-contact",
    /// Only digits in place of a name.
    NameDigits = "name-digits",
    /// Only digits in place of the name on a card.
    CardNameDigits = "cc-name-digits",

    /// No `@`, or more than one.
    EmailAt = "email-at",
    /// Nothing, or something impossible, before the `@`.
    EmailLocal = "email-local",
    /// What follows the `@` is no domain.
    EmailDomain = "email-domain",
    /// No full stop after the `@`.
    EmailDot = "email-dot",
    /// Quotation marks.
    EmailQuotes = "email-quotes",
    /// An IP address after the `@`.
    EmailLiteral = "email-literal",
    /// Longer than mail can carry (RFC 5321 §4.5.3.1).
    EmailLength = "email-length",
    /// Letters beyond ASCII where the owner's mail server does not take them.
    EmailAscii = "email-ascii",
    /// A leading, trailing or doubled full stop before the `@`.
    EmailDots = "email-dots",
    /// Blanks inside.
    EmailSpaces = "email-spaces",
    /// Signs that few mail servers take.
    EmailStrange = "email-strange",
    /// A domain that is one slip away from a well-known one.
    EmailTypo = "email-typo",
    /// An address that several people read, where one person's is asked for.
    EmailRole = "email-role",
    /// An address made to be thrown away.
    EmailDisposable = "email-disposable",

    /// Letters, or other characters that no number has.
    TelFormat = "tel-format",
    /// Too few digits.
    TelShort = "tel-short",
    /// Too many digits.
    TelLong = "tel-long",
    /// A calling code that no country has.
    TelCode = "tel-code",
    /// A national number, and no country to read it in.
    TelCountry = "tel-country",
    /// The right length, but no range known for it.
    TelRange = "tel-range",
    /// A fixed line where a mobile number is asked for.
    TelFixed = "tel-fixed",

    /// Not the shape that the country's postcodes have.
    PostalShape = "postal-shape",
    /// Not a shape or range that we know.
    PostalRange = "postal-range",
    /// No country of that name.
    CountryUnknown = "country-unknown",
    /// Not a part of the country.
    RegionUnknown = "region-unknown",

    /// No date.
    DateFormat = "date-format",
    /// No day.
    DateDay = "date-day",
    /// No month.
    DateMonth = "date-month",
    /// No year.
    DateYear = "date-year",
    /// A year without four digits.
    DateYearDigits = "date-year-digits",
    /// A day that the calendar does not have.
    DateReal = "date-real",
    /// Not in the past.
    DatePast = "date-past",
    /// Not in the future.
    DateFuture = "date-future",
    /// Before the first day allowed.
    DateMin = "date-min",
    /// After the last day allowed.
    DateMax = "date-max",
    /// Younger than is allowed.
    AgeMin = "age-min",
    /// Older than is allowed.
    AgeMax = "age-max",
    /// Older than anybody is likely to be.
    AgeOld = "age-old",

    /// Not digits, or not as many as any card has.
    CardFormat = "cc-number-format",
    /// Not as many digits as cards of its brand have.
    CardLength = "cc-number-length",
    /// The check digit does not fit (ISO/IEC 7812-1, Luhn).
    CardCheck = "cc-number-check",
    /// The check digit does not fit, and the brand has cards without one.
    CardUnchecked = "cc-number-unchecked",
    /// A brand that is not taken.
    CardBrand = "cc-number-brand",
    /// No month and year.
    ExpiryFormat = "cc-exp-format",
    /// No such month.
    ExpiryMonth = "cc-exp-month",
    /// In the past.
    ExpiryPast = "cc-exp-past",
    /// Further away than cards are valid.
    ExpiryFar = "cc-exp-far",
    /// Not as many digits as the code has.
    CardCode = "cc-csc-digits",

    /// Not letters and digits as in an IBAN.
    IbanFormat = "iban-format",
    /// A country that has no IBAN as far as the registry says.
    IbanCountry = "iban-country",
    /// Not as long as the country's.
    IbanLength = "iban-length",
    /// Not the shape of the country's.
    IbanShape = "iban-shape",
    /// The check digits do not fit (ISO 7064 MOD 97-10).
    IbanCheck = "iban-check",
    /// Neither 8 nor 11 characters.
    BicLength = "bic-length",
    /// Not letters and digits as in a BIC.
    BicFormat = "bic-format",
    /// No country at its place.
    BicCountry = "bic-country",
    /// No country whose VAT numbers are known.
    VatCountry = "vat-country",
    /// Not the shape of the country's.
    VatShape = "vat-shape",
    /// The check digit does not fit.
    VatCheck = "vat-check",
    /// The check digit does not fit, and the country has numbers without one.
    VatUnchecked = "vat-unchecked",
    /// No scheme of that name.
    IdScheme = "national-id-scheme",
    /// Not the shape of the scheme's.
    IdShape = "national-id-shape",
    /// The check digit does not fit.
    IdCheck = "national-id-check",

    /// No web address.
    UrlFormat = "url-format",
    /// Neither http nor https.
    UrlScheme = "url-scheme",
    /// A user name or password in it.
    UrlCredentials = "url-credentials",
    /// Characters that the site does not take.
    UsernameFormat = "username-format",
    /// Too short to be safe.
    PasswordShort = "password-short",
    /// Longer than is taken.
    PasswordLong = "password-long",
    /// Among those tried first.
    PasswordCommon = "password-common",
    /// Made of the person's own name or address.
    PasswordOwn = "password-own",
    /// Easy to guess.
    PasswordWeak = "password-weak",
    /// Not as many digits as the code has.
    CodeDigits = "one-time-code-digits",

    /// A card number in free text.
    ScanCard = "scan-card",
    /// An IBAN in free text.
    ScanIban = "scan-iban",
    /// A national id in free text.
    ScanId = "scan-id",
}
