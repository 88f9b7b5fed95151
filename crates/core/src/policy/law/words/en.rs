//! English.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["tick*", "check", "checking", "cross", "click", "mark", "this box", "the box"],
    condition: &["if", "unless", "should you"],
    opt_out: &[
        "^untick*", "^uncheck*", "^deselect*", "^unmark*", "^clear this box", "^clear the box", "^opt me out", "^opt out",
        "tick … opt out", "check … opt out", "click … opt out", "tick … unsubscribe", "check … unsubscribe",
        "tick … object", "tick … stop", "tick to refuse", "tick to decline", "unless you tick", "unless you untick",
        "unless you check", "unless you uncheck", "leave … ticked", "leave … checked", "remove the tick",
    ],
    negated: &[
        "i do not want", "i don t want", "i do not wish", "i don t wish", "i would rather not", "i d rather not",
        "i would prefer not", "i d prefer not", "i prefer not", "i no longer want", "not to receive", "not to hear",
        "not to be contacted", "i do not consent", "i don t consent", "i do not agree", "i don t agree", "i refuse",
        "i decline", "^do not send", "^don t send", "^please do not", "^please don t", "^do not contact",
        "^don t contact", "^do not email", "^don t email", "^do not call", "^don t call", "^do not share",
        "^don t share", "^no emails", "^no newsletter*", "^no marketing", "^no offers", "^no thanks", "^no thank you",
    ],
    missing_out: &["miss", "missing", "miss out", "forget", "reason*", "wait", "spam"],
    denied: &["no", "not", "never", "without", "don t", "won t", "cannot", "can t", "nothing"],
    stopping: &["stop", "withdraw*", "revok*", "revoc*", "at any time", "any time", "anytime"],
    objection: &["object", "unsubscribe*", "opt out", "opts out", "opting out", "tell us if you would rather"],
    lasting: &[
        "irrevocabl*", "cannot … withdraw*", "can not … withdraw*", "can t … withdraw*", "may not … withdraw*",
        "cannot … revok*", "can t … revok*", "may not … revok*", "cannot … unsubscribe", "can not … unsubscribe",
        "can t … unsubscribe", "may not … unsubscribe", "cannot … opt out", "can not … opt out", "can t … opt out",
        "may not … opt out", "not able to withdraw", "not able to unsubscribe", "not able to opt out", "unable to withdraw",
        "unable to unsubscribe", "unable to opt out", "cannot be undone", "cannot … cancelled", "cannot … canceled",
        "cannot … object", "may not … object", "cannot … taken back", "cannot … take back", "no right to withdraw",
        "not be possible to withdraw", "not possible to withdraw", "not possible to unsubscribe", "no withdrawal",
        "withdrawal … not possible", "withdrawal … excluded", "withdrawal … impossible", "is final and binding",
        "waive … right", "consent … permanent*", "consent … is final", "unsubscribe … only after", "withdraw* … only after", "opt out … only after", "permission … permanent", "consent … for life",
    ],
    bare: &[
        "yes", "yes please", "ok", "okay", "on", "off", "no", "accept", "i accept", "agree", "i agree", "i consent",
        "consent", "allow", "marketing", "subscribe", "i agree to the above", "i accept the above", "sounds good",
        "i confirm", "confirm", "accept all", "i accept all", "i agree to all",
    ],
    terms: &[
        "terms and conditions", "terms of service", "terms of use", "terms conditions", "terms of sale", "t cs",
        "the terms", "our terms", "its terms", "these terms", "your terms", "competition rules", "rules of the competition",
        "the rules", "our rules", "general conditions", "conditions of use", "user agreement", "service agreement",
    ],
    accepting: &[
        "accept*", "agree", "agrees", "agreed", "agreeing", "consent*", "acknowledge*", "have read", "i ve read",
        "read and", "understood", "i confirm", "bound by", "approve*", "happy with", "under our", "subject to",
    ],
    notice: &[
        "privacy policy", "privacy policies", "privacy notice*", "privacy statement*", "privacy terms", "privacy information",
        "privacy declaration", "data protection notice", "data protection policy", "data protection statement",
        "data protection declaration", "data protection information", "data policy", "cookie policy",
    ],
    implied: &[
        "^by signing", "^by submitting", "^by subscribing", "^by continuing", "^by clicking", "^by sending", "^by providing",
        "^by filling", "^by entering", "^by giving", "^by registering", "^by joining", "^by creating", "^by using",
        "^by completing", "^by pressing", "^by leaving", "^by ordering", "^by buying", "^by participating",
        "^when you sign up", "^when you submit", "^if you submit", "^if you sign up", "^submitting this", "^signing up means",
        "you agree to", "you consent to", "you are agreeing", "you re agreeing", "you accept that", "you accept our",
        "you automatically", "deemed",
    ],
    confirming: &["confirm*", "verif*", "activat*", "double opt in"],
    marketing: &[
        "newsletter*", "marketing", "offers", "special offer", "promotion*", "promo", "promos", "advertis*", "adverts",
        "discounts", "deals", "sales messages", "appeals",
    ],
    ordered: &[
        "you ask*", "you have asked", "you request*", "you order*", "requested", "you apply*", "you book*", "you place*",
        "you need", "you want", "you buy", "you bought", "you choose", "as you ask", "on request", "job offer*", "quote*",
        "quotation*", "estimate*", "mortgage offer*", "no obligation", "non binding",
    ],
    as_such: &["marketing", "commercial purposes", "promotional purposes", "advertising purposes"],
    blanket: &[
        "processing of my … data", "process my … data", "use of my … data", "data … processed", "data may be processed",
        "data … being processed", "collection … of my data", "store my data", "storage of my data", "use my data",
        "use of my information", "use my information", "handling of my data", "storing … my", "using my information", "using my data", "using … information", "hold my data", "hold my information", "keep my data", "processing … data", "processing … information",
    ],
    aim: &[
        "to … me", "so that", "in order to", "for the", "to plan", "to run", "to send", "to answer", "to reply", "to choose",
        "to show", "about", "newsletter*", "when", "for my", "to my",
    ],
    partners: &[
        "partners", "third parties", "third party", "affiliate*", "sponsors", "advertisers", "subsidiaries",
        "selected compan*", "trusted compan*", "other compan*", "chosen compan*", "group compan*", "associated compan*",
        "related compan*", "sister compan*", "compan* in our group", "group of compan*", "our group", "the group",
        "selected brands", "chosen brands", "other brands", "partner brands", "our family of brands", "our brands",
        "selected organi*", "other organi*", "selected businesses", "other businesses", "carefully selected",
        "carefully chosen", "data brokers", "other charit*", "other firms", "other retailers", "other traders", "other members of", "related charit*", "partner compan*", "partner firms", "partner organi*", "sister brands", "third party partners", "the wider group", "group of brands",
    ],
    pressure: &[
        "don t miss", "do not miss", "miss out", "last chance", "hurry", "you would be silly", "everybody else", "act now",
        "before it is too late", "before it s too late", "only today", "today only", "while stocks last", "never miss",
        "limited time", "be quick", "be the first",
    ],
    age: &[
        "years or older", "years old or older", "or over", "and over", "i am over", "you must be", "at least 13", "at least 16",
        "at least 18",
    ],
    consent: &["consent*", "agree to receive", "agree to be contacted", "opt in to"],
    conditional: &[
        "must … agree", "must … accept", "must … consent", "must … subscribe", "must … opt in", "must … tick",
        "have to … agree", "have to … accept", "have to … consent", "have to … subscribe", "need to … agree",
        "need to … accept", "need to … consent", "need to … subscribe", "required to … agree", "required to … accept",
        "required to enter", "required to take part", "required to participate", "condition of", "condition for",
        "only if you agree", "only if you consent", "only if you subscribe", "in exchange for", "in return for",
        "subscription … required", "consent … required", "agreement … required", "mandatory", "or your order cannot",
    ],
    storing: &["cookie*", "tracker*", "tracking pixel*", "pixels", "web beacon*", "beacons", "local storage", "fingerprint*"],
    device: &[
        "set", "store*", "storing", "place*", "placing", "device*", "browser*", "visit*", "website*", "site*", "analytic*",
        "measur*", "statistic*", "track*", "use", "using", "accept*", "allow", "personali*", "ads", "advertis*",
    ],
    profiling: &[
        "profile", "profiles", "profiling", "analys*", "analyz*", "track", "tracks", "tracking", "tailor*", "personali*",
        "what i click", "what i read", "what i buy", "what i open", "my behavio*", "my interests", "my browsing", "my purchases",
        "target*",
    ],
    reaching: &[
        "send*", "sent", "receiv*", "hear*", "contact*", "inform*", "informed", "keep me", "tell*",
        "update*", "news*", "write*", "writing", "remind*", "notif*", "alert*", "invit*", "letter*", "message*", "let me know",
        "subscri*", "mailing list", "marketing", "offers", "promotion*", "reach me", "be told", "call*", "phone*", "ring",
        "voucher by", "give me news", "share*", "give my", "pass*", "approach*", "speak*", "talk*", "text*", "mail*", "post",
        "email*", "e mail*", "sms", "whatsapp", "telephone*",
    ],
    email: &["email*", "e mail*", "electronic mail", "by mail and email", "electronic message*"],
    sms: &[
        "sms", "text message*", "texts", "whatsapp", "text me", "texting", "by text", "via text", "<or text", "<and text",
        "<email text", "text or", "texted", "text us", "messenger", "signal", "telegram",
    ],
    phone: &[
        "by phone", "by telephone", "via phone", "via telephone", "<or phone", "<or telephone", "<and phone", "<and telephone",
        "over the phone", "over the telephone", "on the phone", "phone me", "telephone me", "call me", "calls me", "ring me",
        "phone call*", "telephone call*", "by call", "calls", "<email phone", "<sms phone", "<text phone",
        "<email telephone", "phone or", "telephone or", "call or text", "calls and", "^phone", "^telephone", "may call",
    ],
    post: &[
        "by post", "via post", "<or post", "<and post", "postal mail", "direct mail", "by mail", "via mail", "through the post",
        "in the post", "by letter", "<email post", "<phone post", "<sms post", "<text post", "^post", "paper mail", "regular mail",
    ],
};
