//! The rules: what is broken, how to mend it, and who says so.

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The law refuses it: such a policy is neither signed nor served.
    Error,
    /// Most likely wrong, but words alone cannot tell.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name that never changes.
    pub code: &'static str,
    /// How grave it is to break it.
    pub level: Level,
    /// What is wrong, and what to write in its place.
    pub advice: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

macro_rules! rules {
    ($($name:ident $level:ident $code:literal $advice:literal $source:literal)+) => {
        $(pub(super) static $name: Rule =
            Rule { code: $code, level: Level::$level, advice: $advice, source: $source };)+
        /// All rules, in the order of the documents.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    PRE_TICKED Error "pre-ticked"
    "a box for consent comes unticked and nothing can change that; take this member out"
    "GDPR recital 32; CJEU C-673/17 (Planet49)"

    CONSENT_REQUIRED Error "consent-required"
    "consent that is required is not free; take this member out, or use another basis if the form cannot do without"
    "GDPR art. 7(4)"

    ACCEPT_ALL Error "accept-all"
    "purposes are asked one by one; take this member out"
    "11 CCR §7004(a)(2)(C); EDPB Guidelines 05/2020 §3.1.3"

    INVERTED Error "inverted"
    "a tick means yes; take this member out and write what the person agrees to"
    "11 CCR §7004(a)(3)"

    NO_POSTAL_ADDRESS Error "no-postal-address"
    "write the postal address of the controller, with street or box and town"
    "CAN-SPAM, 15 USC 7704(a)(5)(A)(iii); CASL, SOR/2012-36 s. 2(1)(d)"

    NOTICE_IN_CLEAR Error "notice-in-clear"
    "link the privacy notice by https, or by a path on the same site"
    "GDPR art. 12(1) and 32"

    NO_CONTACT Error "no-contact"
    "write an e-mail address, a telephone number or a URL where people reach the controller"
    "GDPR art. 13(1)(a)"

    NEGATED Error "negated"
    "a tick must mean yes; say what the person agrees to, without `not`, `untick` or `opt out`"
    "11 CCR §7004(a)(3); GDPR art. 4(11)"

    BARE Error "bare-label"
    "this names no purpose; say who will do what, such as `Send me the newsletter once a month.`"
    "GDPR art. 4(11) and 7(2); 11 CCR §7004(a)(3)(B)"

    TERMS Error "terms-in-consent"
    "accepting terms is not consent; take the terms out of this sentence"
    "GDPR art. 7(2)"

    IMPLIED Error "implied"
    "sending a form is not consent; say in the first person what a tick agrees to"
    "GDPR art. 4(11) and recital 32; EDPB Guidelines 05/2020 §3.4"

    SEVERAL_CHANNELS Error "several-channels"
    "one box is one channel; make a purpose each for e-mail, text messages, calls and post"
    "EDPB Guidelines 05/2020 §3.1.3; PECR reg. 22"

    MARKETING_WITHOUT_CONSENT Error "marketing-without-consent"
    "news and offers are no part of a contract or a duty; make a purpose with basis `consent` of them"
    "ePrivacy Directive art. 13(1); PECR reg. 22; GDPR art. 7(4)"

    NO_OBJECTION Error "no-objection"
    "with basis `legitimate-interest`, say that the person may object at any time, and how"
    "GDPR art. 21(2) and (4)"

    SMS_WITHOUT_STOP Error "sms-terms"
    "for text messages in the United States, say how often, that message and data rates may apply, and STOP and HELP"
    "47 CFR 64.1200(f)(9)"

    CHANNEL_WITHOUT_FIELD Error "channel-without-field"
    "this purpose needs a number or address that none of its fields asks; add the field, or correct the sentence"
    "GDPR art. 5(1)(a) and 25(2)"

    SAME_TEXT Error "same-text"
    "two boxes with the same sentence cannot be told apart; say what each is for"
    "GDPR art. 7(2)"

    LANGUAGE_MISSING Error "language-missing"
    "another text of this form has a language that this one lacks; translate it too, or people read two languages at once"
    "GDPR art. 12(1)"

    SPECIAL_CATEGORY Error "special-category"
    "such data needs explicit consent of its own: give the field one purpose that no other field serves, with basis `consent`"
    "GDPR art. 9(2)(a)"

    SENSITIVE_FOR_CONSENT Error "sensitive-data"
    "numbers of cards, accounts and identity cards are not asked for on consent; name the contract or duty that needs them"
    "GDPR art. 5(1)(c) and 87; Cal. Civ. Code §1798.121"

    REDIRECT_IN_CLEAR Error "redirect-in-clear"
    "go on to an https page, or to a path on the same site"
    "GDPR art. 32"

    VAGUE_PARTNERS Warning "vague-partners"
    "name every company that gets the data; `partners` and `third parties` name nobody"
    "ICO, Consent: what are the rules on naming third parties; EDPB Guidelines 05/2020 §3.3.1"

    LONG_TEXT Warning "long-text"
    "people do not read this; 35 words are enough for one purpose, the rest belongs into the notice"
    "GDPR art. 7(2) and 12(1)"

    PRESSURE Warning "pressure"
    "this pushes; say what happens, and let the person choose"
    "EDPB Guidelines 03/2022 (stirring)"

    UNSPECIFIC Warning "unspecific"
    "`marketing` says neither what nor how; say what is sent, by which channel"
    "ICO, Guide to PECR: electronic mail marketing; LGPD art. 8 §4"

    TOO_MANY Warning "too-many"
    "more than five boxes and people tick without reading; ask the rest later"
    "EDPB Guidelines 03/2022 (overloading)"

    NO_REASON Warning "no-reason"
    "say in one line why this is asked"
    "GDPR art. 5(1)(c) and 13(2)(e)"

    MORE_THAN_NEEDED Warning "more-than-needed"
    "no purpose of this field needs it; take the field out, make it optional, or name the purpose that does"
    "GDPR art. 5(1)(c)"

    AGE_HINT Warning "age-hint"
    "this tells which answer passes; ask for the date or year of birth and give no threshold"
    "COPPA Rule, 16 CFR 312 (neutral age screen)"
}
