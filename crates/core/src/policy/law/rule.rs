//! The rules: what is broken, how to mend it, and who says so.

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The law refuses it: such a policy is neither signed nor served.
    Error,
    /// Most likely wrong, but it depends on what only the owner knows.
    Warning,
    /// A warning that the owner answered in the policy.
    Accepted,
}

impl Level {
    /// `error`, `warning` or `accepted`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Accepted => "accepted",
        }
    }
}

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// A name that never changes.
    pub code: &'static str,
    /// How grave it is to break it. Never [`Level::Accepted`].
    pub level: Level,
    /// Whether it is told by words alone: a sentence, or a name that somebody chose. Such a rule is a warning, and the owner can
    /// answer it in `accepted`.
    pub by_words: bool,
    /// What is wrong, and what to write in its place.
    pub advice: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// What tells that a rule is broken. Words can mean something else, so they never stop an owner.
macro_rules! rules {
    (@Error $rule:ident { $($member:ident: $value:literal),+ }) => {
        $rule { level: Level::Error, by_words: false, $($member: $value),+ }
    };
    (@Warning $rule:ident { $($member:ident: $value:literal),+ }) => {
        $rule { level: Level::Warning, by_words: false, $($member: $value),+ }
    };
    (@Words $rule:ident { $($member:ident: $value:literal),+ }) => {
        $rule { level: Level::Warning, by_words: true, $($member: $value),+ }
    };
    ($($name:ident $told:ident $code:literal $advice:literal $source:literal)+) => {
        $(pub(super) static $name: Rule = rules!(@$told Rule { code: $code, advice: $advice, source: $source });)+
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

    GROUND_UNFIT Error "ground-unfit"
    "`special` says explicit consent, and no purpose of this field asks for it; give it a purpose with basis `consent`, a `text` of its own and `\"explicit\": true`, or name another ground"
    "GDPR art. 9(2)(a)"

    NO_POSTAL_ADDRESS Error "no-postal-address"
    "write the postal address of the controller, with street or box and town"
    "CAN-SPAM, 15 USC 7704(a)(5)(A)(iii); CASL, SOR/2012-36 s. 2(1)(d)"

    NOTICE_IN_CLEAR Error "notice-in-clear"
    "link the privacy notice by https, or by a path on the same site"
    "GDPR art. 12(1) and 32"

    NO_CONTACT Error "no-contact"
    "write an e-mail address, a telephone number or a URL where people reach the controller"
    "GDPR art. 13(1)(a)"

    MARKETING_WITHOUT_CONSENT Error "marketing-without-consent"
    "`dpv`, `uses` or the preset say that this advertises, which is no part of a contract, a duty or a task; make a purpose with basis `consent` of it"
    "ePrivacy Directive art. 13(1); PECR reg. 22; GDPR art. 7(4)"

    SAME_TEXT Error "same-text"
    "two boxes with the same sentence cannot be told apart; say what each is for"
    "GDPR art. 7(2)"

    LANGUAGE_MISSING Error "language-missing"
    "another text of this form has a language that this one lacks; translate it too, or people read two languages at once"
    "GDPR art. 12(1)"

    SENSITIVE_FOR_CONSENT Error "sensitive-data"
    "numbers of cards, accounts and identity cards are not asked for on plain consent; name the contract or duty that needs them, or ask with `\"explicit\": true`"
    "GDPR art. 5(1)(c) and 87; Cal. Civ. Code §1798.121"

    REDIRECT_IN_CLEAR Error "redirect-in-clear"
    "go on to an https page, or to a path on the same site"
    "GDPR art. 32"

    PRESET_TEXT Error "preset-text"
    "the preset's sentence is worded for the preset's basis; write a `text` of your own for this one, or take `basis` out"
    "GDPR art. 5(1)(a) and 13(1)(c)"

    ADS_WITHOUT_CONSENT Error "ads-without-consent"
    "advertising by what a person does elsewhere is asked for; use basis `consent`"
    "CJEU C-252/21 (Meta Platforms), paragraph 117; ePrivacy Directive art. 5(3)"

    NO_PARTY Error "no-party"
    "nobody is named whom the data is passed on to; list them in `parties`"
    "GDPR art. 13(1)(e) and recital 42; 11 CCR §7012(e)"

    USES_MISSING Error "uses-missing"
    "its term says that data is sold or used for advertising elsewhere; say so in `uses`, or opt-out signals miss it"
    "11 CCR §7025(c)(1)"

    NO_RETENTION Error "no-retention"
    "say how long the data is kept: `\"retention\": {\"from\": \"withdrawal\"}`, or a preset, which says it"
    "GDPR art. 13(2)(a); Cal. Civ. Code §1798.100(a)(3); LGPD art. 9 II"

    AGE_TOO_LOW Error "age-too-low"
    "the law of the country has a higher age; write that one, or take `from` out"
    "GDPR art. 8(1); COPPA Rule, 16 CFR 312.2"

    LINK_IN_CLEAR Error "link-in-clear"
    "link an https page, or a path on the same site"
    "GDPR art. 32"

    CHANNEL_WITHOUT_FIELD Warning "channel-without-field"
    "this purpose needs a number or address that none of its fields asks; add the field, correct the sentence, or leave it if you have the number already"
    "GDPR art. 5(1)(a) and 25(2)"

    INTEREST_CHANNEL Warning "interest-channel"
    "calls that advertise, and text messages in the United States, need consent here; use basis `consent`, or another channel. A call that was asked for has basis `contract`"
    "ePrivacy Directive art. 13(3); §7(2) UWG; Code de la consommation art. L. 223-1; 47 CFR 64.1200(a)(2)"

    TOO_MANY Warning "too-many"
    "more than five boxes and people tick without reading; ask the rest later"
    "EDPB Guidelines 03/2022 (overloading)"

    NO_REASON Warning "no-reason"
    "say in one line why this is asked"
    "GDPR art. 5(1)(c) and 13(2)(e)"

    MORE_THAN_NEEDED Warning "more-than-needed"
    "no purpose of this field needs it; take the field out, make it optional, or name the purpose that does"
    "GDPR art. 5(1)(c)"

    BASIS_UNFIT Warning "basis-unfit"
    "what the person orders needs no consent, and who refuses it cannot be served; use basis `contract`"
    "GDPR art. 6(1)(b) and 7(4); EDPB Guidelines 05/2020 §3.1.2"

    SOFT_OPT_IN Warning "soft-opt-in"
    "without consent, only own customers hear of like products, and each message lets them object; else use basis `consent`"
    "ePrivacy Directive art. 13(2); §7(3) UWG; PECR reg. 22(3) and (3A); CASL s. 10(9)"

    PLATFORM_UNNAMED Warning "platform-unnamed"
    "name in `parties` the platforms on which the advertising is shown"
    "GDPR recital 42; EDPB Guidelines 8/2020"

    NO_ROLE Warning "no-role"
    "say whether this company uses the data for its own ends (`controller`) or works for you (`processor`)"
    "GDPR art. 13(1)(e) and 28"

    NO_COUNTRY Warning "no-country"
    "say in which country this company has the data"
    "GDPR art. 13(1)(f)"

    TRANSFER Warning "transfer"
    "no adequacy decision covers this country as a whole; say in the notice what protects the data there"
    "GDPR art. 13(1)(f) and 46"

    SOLD_UNSAID Warning "sold-unsaid"
    "for Californians this is a sale or sharing, unless they ask for it; say `sale` or `sharing` in `uses`"
    "Cal. Civ. Code §1798.140(ad) and (ah); 11 CCR §7012(e)"

    RETENTION_UNSAID Warning "retention-unsaid"
    "say how long the data is kept: `\"retention\": {\"duration\": \"P1Y\", \"from\": \"contract-end\"}`"
    "GDPR art. 13(2)(a)"

    RETENTION_START Warning "retention-start"
    "this never begins: a consent has no contract that ends, and what is no consent is not withdrawn"
    "GDPR art. 5(1)(e)"

    PROSPECT_RETENTION Warning "prospect-retention"
    "in France, people who bought nothing are forgotten three years after the last contact"
    "CNIL, référentiel on commercial activities"

    LONG_RETENTION Warning "long-retention"
    "nobody needs data for a consent longer than ten years, or for anything else longer than thirty; write the period that your purpose needs"
    "GDPR art. 5(1)(e)"

    LONG_VALIDITY Warning "long-validity"
    "ask again after two years at most; people forget what they agreed to"
    "EDPB Guidelines 05/2020 §5.1; ISO/IEC TS 27560"

    IDLE_ANSWER Warning "idle-answer"
    "nothing is found that this answers; take it out, so that it does not answer what comes later"
    "GDPR art. 5(2)"

    KIND_GUESSED Warning "kind-guessed"
    "no `kind` is written, so it is guessed from the name: `{}`. A guess asks and never refuses; write the kind, or `text`"
    "GDPR art. 5(1)(d)"

    NO_AUTHORITY Warning "no-authority"
    "name in `authority` where people may complain"
    "GDPR art. 13(2)(d)"

    NO_DPO Warning "no-dpo"
    "in Brazil the person in charge of data (encarregado) is named; write `dpo`, unless you are a small agent"
    "LGPD art. 41 §1"

    AUTOMATED_BASIS Warning "automated-basis"
    "machines alone decide only for a contract, by a law, or with consent that is `explicit`; no purpose is any of these"
    "GDPR art. 22(2)"

    REGION_MISSING Warning "region-missing"
    "the law of the controller's own country holds everywhere; add its packs to `regions`"
    "GDPR art. 3(1)"

    NO_AGE_GATE Warning "no-age-gate"
    "a date of birth is asked together with consent, so children may answer; add `age` to the form"
    "GDPR art. 8; COPPA Rule, 16 CFR 312"

    IDLE_AGE_GATE Warning "idle-age-gate"
    "no consent is asked here, so no age is needed for it; take `age` out"
    "GDPR art. 5(1)(c)"

    MINORS Warning "minors"
    "minors pass this gate: set `from` to 18, or leave profiling, advertising and passing on out of this form"
    "GDPR recital 38; DSA art. 28(2); COPPA Rule, 16 CFR 312.5(a)(2)"

    NEGATED Words "negated"
    "this says no where a tick says yes; say what the person agrees to, without `not`"
    "11 CCR §7004(a)(3); GDPR art. 4(11)"

    OPT_OUT Words "opt-out"
    "a tick must mean yes, and whoever leaves the box alone has agreed to nothing; ask who wants it to tick"
    "CJEU C-673/17 (Planet49); BGH VIII ZR 348/06; 11 CCR §7004(a)(3)"

    BARE Words "bare-label"
    "this names no purpose; say who will do what, such as `Send me the newsletter once a month.`"
    "GDPR art. 4(11) and 7(2); 11 CCR §7004(a)(3)(B)"

    SAYS_NOTHING Words "says-nothing"
    "`channel` says that people are written to or called, and this sentence does not; say who sends what"
    "GDPR art. 4(11) and 7(2)"

    TERMS Words "terms-in-consent"
    "accepting terms is not consent; take the terms out of this sentence, and put them into `terms` of the form"
    "GDPR art. 7(2)"

    NOTICE Words "notice-is-no-consent"
    "a privacy notice is given, not agreed to; take it out of this sentence and say what the person agrees to. The page links the notice by itself"
    "GDPR art. 7(2), 12 and 13; EDPB Guidelines 05/2020 §3.3"

    IMPLIED Words "implied"
    "sending a form is not consent; say in the first person what a tick agrees to"
    "GDPR art. 4(11) and recital 32; EDPB Guidelines 05/2020 §3.4"

    NOT_WITHDRAWABLE Words "not-withdrawable"
    "every consent can be taken back at any time, and every interest objected to; take out what says otherwise"
    "GDPR art. 7(3) and 21"

    CONDITIONAL Words "conditional"
    "a consent that something else depends on is not free; let people take part without it"
    "GDPR art. 7(4); EDPB Guidelines 05/2020 §3.1.2"

    SEVERAL_CHANNELS Words "several-channels"
    "one declaration may cover several channels of one sender, but people who want one of them cannot say so; make a purpose each, or answer this in `accepted`"
    "EDPB Guidelines 05/2020 §3.1.3; for one declaration BGH III ZR 196/17 and Garante, doc. 2542348; for one each ICO, Guide to PECR"

    SEVERAL_PURPOSES Words "several-purposes"
    "writing to a person and watching what they do are two purposes; ask for the second in a box of its own, with `\"uses\": [\"profiling\"]`"
    "GDPR art. 4(11) and recital 43; EDPB Guidelines 05/2020 §3.1.3"

    READS_AS_MARKETING Words "reads-as-marketing"
    "news and offers that nobody ordered are no part of a contract, a duty or a task; make a purpose with basis `consent` of them"
    "ePrivacy Directive art. 13(1); PECR reg. 22; GDPR art. 6(1)"

    SMS_WITHOUT_STOP Words "sms-terms"
    "for text messages in the United States, say how often, that message and data rates may apply, and STOP and HELP"
    "47 CFR 64.1200(f)(9)"

    SPECIAL_CATEGORY Words "special-category"
    "by its name this field holds data of a special category; name in `special` the ground of art. 9(2) that allows it, such as `health-care` or `employment`, or give it a purpose with `\"explicit\": true`"
    "GDPR art. 9(1) and (2)"

    CHANNEL_DIFFERS Words "channel-differs"
    "the sentence goes by another way than `channel` says; correct one of them, or make two purposes"
    "EDPB Guidelines 05/2020 §3.1.3; PECR reg. 22"

    CONSENT_IN_TERMS Words "consent-in-terms"
    "terms are accepted and nothing more; make a purpose of what this sentence also asks consent for"
    "GDPR art. 7(2); CASL, Bulletin CRTC 2012-548"

    VAGUE_PARTY Words "vague-party"
    "write the legal name of the company; whoever relies on a consent is named in it"
    "GDPR recital 42; EDPB Guidelines 05/2020 §3.3.1"

    PARTY_ADDRESS Words "party-address"
    "in Canada whoever consent is asked for is told by name and mailing address; write `address`"
    "CASL s. 10(1); SOR/2012-36 s. 4(b) to (d)"

    GENERIC Words "generic"
    "consent to `marketing` as such is void in Brazil; say what is sent, by which channel"
    "LGPD art. 8 §4"

    NOT_EXPLICIT Words "not-explicit"
    "by its name this field holds data of a special category; ask in so many words: a `text` of your own that names the data, and `\"explicit\": true`"
    "GDPR art. 9(2)(a)"

    SENSITIVE_MARKETING Words "sensitive-marketing"
    "data of a special category, or a number that opens accounts, serves a purpose that reads like advertising or selling; take this purpose off the field"
    "GDPR art. 5(1)(b) and 9; DSA art. 26(3); Cal. Civ. Code §1798.121"

    VAGUE_PARTNERS Words "vague-partners"
    "name every company that gets the data; `partners`, `third parties` and `group` name nobody"
    "ICO, Consent: what are the rules on naming third parties; EDPB Guidelines 05/2020 §3.3.1"

    LONG_TEXT Words "long-text"
    "people do not read this; 35 words are enough for one purpose, the rest belongs into the notice"
    "GDPR art. 7(2) and 12(1)"

    PRESSURE Words "pressure"
    "this pushes; say what happens, and let the person choose"
    "EDPB Guidelines 03/2022 (stirring)"

    UNSPECIFIC Words "unspecific"
    "this says neither what is done nor how; say what is sent, by which channel, or what the data is used for"
    "GDPR art. 4(11) and 5(1)(b); ICO, Guide to PECR: electronic mail marketing; LGPD art. 8 §4"

    OUT_OF_SCOPE Words "out-of-scope"
    "cookies and trackers are asked for before they are set, on every page; a form can neither set nor hold them back. Take the purpose out and leave it to a consent tool"
    "ePrivacy Directive art. 5(3)"

    AGE_HINT Words "age-hint"
    "this tells which answer passes; ask for the date or year of birth and give no threshold"
    "COPPA Rule, 16 CFR 312 (neutral age screen)"

    NO_CHANNEL Words "no-channel"
    "say in `channel` how people are reached for this; a consent to be written to names the way"
    "EDPB Guidelines 05/2020 §3.1.3; ICO, Guide to PECR: electronic mail marketing"

    CLEAR_PERSONAL Words "clear-personal"
    "this is named for what a person types, and goes in clear; make a field of it, or rename the control"
    "GDPR art. 5(1)(c) and 32(1)(a)"

    LIMIT_USE Words "limit-use"
    "such data is sensitive in California: link `Limit the Use of My Sensitive Personal Information`, or do without it"
    "Cal. Civ. Code §1798.121; 11 CCR §7027"

    SMS_CONDITION Words "sms-condition"
    "for text messages in the United States, say that no purchase depends on this consent"
    "47 CFR 64.1200(f)(9)(i)(B)"
}
