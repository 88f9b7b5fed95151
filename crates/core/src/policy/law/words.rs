//! Telling phrases, by language.

/// Phrases of each language, in lower case. A phrase stands for whole words; one that ends in `*` for words that start
/// so, one that begins with `^` for the beginning of a sentence.
pub(super) type Phrases = &'static [(&'static str, &'static [&'static str])];

/// What turns the meaning of a tick around, wherever it stands.
#[rustfmt::skip]
pub(super) const INVERTED: Phrases = &[
    ("en", &[
        "^untick*", "^uncheck*", "^deselect*", "^tick to opt out", "^tick here to opt out",
        "^tick this box to opt out", "^check to opt out", "^check here to opt out", "^check this box to opt out",
        "^opt me out", "^opt out",
    ]),
    ("de", &["^haken entfernen", "^abwählen", "^ich widerspreche", "^hier abmelden"]),
    ("fr", &["^décoche*", "^je m'oppose", "^je refuse"]),
    ("es", &["^desmarc*", "^desmarque", "^me opongo"]),
    ("it", &["^deselezion*", "^mi oppongo"]),
    ("nl", &["^vinkje weg", "^uitvinken", "^ik maak bezwaar"]),
    ("pt", &["^desmar*", "^me oponho", "^oponho-me"]),
    ("pl", &["^odznacz*", "^sprzeciwiam"]),
];

/// What says no where a tick says yes.
#[rustfmt::skip]
pub(super) const NEGATED: Phrases = &[
    ("en", &[
        "i do not want", "i don't want", "i do not wish", "i don't wish", "i would rather not", "not to receive",
        "^do not send", "^don't send", "^please do not", "^please don't", "^do not contact", "^don't contact",
        "^do not share", "^don't share", "^no emails", "^no newsletter",
    ]),
    ("de", &[
        "^keine e-mails", "^keine werbung", "^kein newsletter", "^keinen newsletter", "nicht erhalten",
        "nicht zusenden", "möchte nicht", "möchte keine*", "will nicht", "will keine*",
    ]),
    ("fr", &["ne souhaite pas", "ne veux pas", "ne pas recevoir", "^pas de"]),
    ("es", &["no deseo", "no quiero", "no recibir"]),
    ("it", &["non desidero", "non voglio", "non ricevere"]),
    ("nl", &["wil geen", "niet ontvangen", "wens geen"]),
    ("pt", &["não desejo", "não quero", "não receber"]),
    ("pl", &["nie chcę", "nie wyrażam", "nie życzę"]),
];

/// What denies: a sentence with one of these says what is not done.
#[rustfmt::skip]
pub(super) const DENIED: Phrases = &[
    ("en", &["no", "not", "never", "without", "don't", "won't"]),
    ("de", &["nie", "nicht", "niemals", "kein*", "ohne"]),
    ("fr", &["jamais", "ne", "n'*", "aucun*", "sans"]),
    ("es", &["nunca", "jamás", "no", "sin", "ningún", "ninguna"]),
    ("it", &["mai", "non", "senza", "nessun*"]),
    ("nl", &["nooit", "niet", "geen", "zonder"]),
    ("pt", &["nunca", "não", "sem", "nenhum*"]),
    ("pl", &["nigdy", "nie", "bez", "żadn*"]),
];

/// What tells, beside [`OBJECTION`], that a sentence is about the way out.
#[rustfmt::skip]
pub(super) const STOPPING: Phrases = &[
    ("en", &["stop", "withdraw*", "at any time", "any time", "anytime"]),
    ("de", &["jederzeit", "widerruf*"]),
    ("fr", &["à tout moment", "retirer"]),
    ("es", &["en cualquier momento", "retirar"]),
    ("it", &["in qualsiasi momento", "in ogni momento", "revocare"]),
    ("nl", &["op elk moment", "op ieder moment", "altijd", "intrekken"]),
    ("pt", &["a qualquer momento", "em qualquer momento", "retirar"]),
    ("pl", &["w każdej chwili", "w dowolnym momencie", "wycofać"]),
];

/// A whole sentence that names no purpose.
#[rustfmt::skip]
pub(super) const BARE: Phrases = &[
    ("en", &[
        "yes", "yes please", "ok", "okay", "on", "off", "no", "accept", "i accept", "agree", "i agree",
        "i consent", "consent", "allow", "marketing", "subscribe",
    ]),
    ("de", &[
        "ja", "ok", "an", "aus", "ich stimme zu", "ich willige ein", "zustimmen", "akzeptieren", "einverstanden",
        "ich bin einverstanden",
    ]),
    ("fr", &["oui", "ok", "j'accepte", "accepter", "d'accord", "je suis d'accord", "je consens"]),
    ("es", &["sí", "si", "ok", "acepto", "aceptar", "estoy de acuerdo", "consiento"]),
    ("it", &["sì", "si", "ok", "accetto", "accettare", "acconsento"]),
    ("nl", &["ja", "ok", "akkoord", "ik ga akkoord", "accepteren"]),
    ("pt", &["sim", "ok", "aceito", "aceitar", "concordo"]),
    ("pl", &["tak", "ok", "zgadzam się", "akceptuję", "wyrażam zgodę"]),
];

/// Terms, which are accepted and not consented to.
#[rustfmt::skip]
pub(super) const TERMS: Phrases = &[
    ("en", &[
        "terms and conditions", "terms of service", "terms of use", "terms & conditions", "terms of sale", "t&cs",
        "the terms", "our terms",
    ]),
    ("de", &["agb", "agbs", "geschäftsbedingungen", "nutzungsbedingungen", "vertragsbedingungen"]),
    ("fr", &["conditions générales", "conditions d'utilisation", "cgu", "cgv"]),
    ("es", &["términos y condiciones", "términos de uso", "condiciones de uso", "condiciones generales"]),
    ("it", &["termini e condizioni", "termini di servizio", "condizioni d'uso", "condizioni generali"]),
    ("nl", &["algemene voorwaarden", "gebruiksvoorwaarden"]),
    ("pt", &["termos e condições", "termos de uso", "termos de serviço", "condições gerais"]),
    ("pl", &["regulamin*", "warunki korzystania", "ogólne warunki"]),
];

/// Consent that somebody else declares for the person.
#[rustfmt::skip]
pub(super) const IMPLIED: Phrases = &[
    ("en", &[
        "^by signing up", "^by submitting", "^by subscribing", "^by continuing", "^by clicking", "^by sending",
        "^by providing", "^by filling", "^by entering",
    ]),
    ("de", &[
        "^mit dem absenden", "^durch absenden", "^durch das absenden", "^mit ihrer anmeldung", "^mit der anmeldung",
        "^durch klicken", "^mit dem klick",
    ]),
    ("fr", &[
        "^en vous inscrivant", "^en soumettant", "^en envoyant", "^en cliquant", "^en continuant", "^en validant",
    ]),
    ("es", &[
        "^al enviar", "^al suscribirse", "^al suscribirte", "^al registrarse", "^al registrarte", "^al hacer clic",
        "^al continuar",
    ]),
    ("it", &["^inviando", "^iscrivendosi", "^iscrivendoti", "^cliccando", "^continuando", "^registrandoti"]),
    ("nl", &[
        "^door te verzenden", "^door je aan te melden", "^door u aan te melden", "^door te klikken",
        "^door verder te gaan",
    ]),
    ("pt", &["^ao enviar", "^ao inscrever-se", "^ao se inscrever", "^ao clicar", "^ao continuar"]),
    ("pl", &["^wysyłając", "^zapisując się", "^klikając", "^rejestrując się"]),
];

/// News and offers.
#[rustfmt::skip]
pub(super) const MARKETING: Phrases = &[
    ("en", &["newsletter*", "marketing", "offers", "special offer", "promotion*", "advertis*", "discounts"]),
    ("de", &["newsletter*", "werbung", "werbe*", "angebote", "marketing*", "rabatt*"]),
    ("fr", &["newsletter*", "infolettre", "offres", "promotion*", "publicit*", "marketing", "prospection"]),
    ("es", &["newsletter*", "boletín", "ofertas", "promocion*", "publicidad", "marketing"]),
    ("it", &["newsletter*", "offerte", "promozion*", "pubblicit*", "marketing"]),
    ("nl", &["nieuwsbrief", "aanbiedingen", "reclame", "marketing", "promoties"]),
    ("pt", &["newsletter*", "boletim", "ofertas", "promoç*", "publicidade", "marketing"]),
    ("pl", &["newsletter*", "ofert*", "promocj*", "reklam*", "marketing*"]),
];

/// Marketing, with nothing that says of what or how.
#[rustfmt::skip]
pub(super) const AS_SUCH: Phrases = &[
    ("en", &["marketing"]),
    ("de", &["marketingzwecke*", "werbezwecke*"]),
    ("fr", &["fins marketing", "prospection"]),
    ("es", &["fines de marketing", "fines publicitarios"]),
    ("it", &["fini di marketing", "finalità di marketing"]),
    ("nl", &["marketingdoeleinden"]),
    ("pt", &["fins de marketing"]),
    ("pl", &["cele marketingowe", "celach marketingowych"]),
];

/// How to object.
#[rustfmt::skip]
pub(super) const OBJECTION: Phrases = &[
    ("en", &["object", "unsubscribe", "opt out", "opt-out"]),
    ("de", &["widersprechen", "widerspruch*", "abmelden", "abbestellen"]),
    ("fr", &["opposer", "opposition", "désinscri*", "désabonn*"]),
    ("es", &["oponer*", "oposición", "darse de baja", "darte de baja"]),
    ("it", &["opporsi", "opporti", "opposizione", "disiscri*", "annullare l'iscrizione"]),
    ("nl", &["bezwaar", "afmelden", "uitschrijven"]),
    ("pt", &["opor*", "oposição", "cancelar a inscrição"]),
    ("pl", &["sprzeciw*", "wypisać", "zrezygnować"]),
];

/// Recipients without a name.
#[rustfmt::skip]
pub(super) const PARTNERS: Phrases = &[
    ("en", &[
        "partners", "third parties", "third-parties", "affiliates", "selected companies", "trusted companies",
        "other companies",
    ]),
    ("de", &["partner", "partnern", "dritte", "dritten", "ausgewählte unternehmen", "verbundene unternehmen"]),
    ("fr", &["partenaires", "tiers", "sociétés sélectionnées"]),
    ("es", &["socios", "terceros", "empresas seleccionadas"]),
    ("it", &["partner", "terzi", "terze parti", "aziende selezionate"]),
    ("nl", &["partners", "derden", "geselecteerde bedrijven"]),
    ("pt", &["parceiros", "terceiros"]),
    ("pl", &["partnerom", "partnerzy", "partnerów", "osobom trzecim", "podmiotom trzecim"]),
];

/// Words that push.
#[rustfmt::skip]
pub(super) const PRESSURE: Phrases = &[
    ("en", &[
        "don't miss", "do not miss", "miss out", "last chance", "hurry", "you would be silly", "everybody else",
        "before it is too late", "before it's too late",
    ]),
    ("de", &["verpassen sie", "nicht verpassen", "letzte chance", "nur noch heute", "schnell sein"]),
    ("fr", &["ne manquez pas", "ne ratez pas", "dernière chance", "vite"]),
    ("es", &["no te pierdas", "no se pierda", "última oportunidad", "date prisa"]),
    ("it", &["non perdere", "non perderti", "ultima occasione", "affrettati"]),
    ("nl", &["mis het niet", "mis niets", "laatste kans"]),
    ("pt", &["não perca", "última oportunidade", "última chance"]),
    ("pl", &["nie przegap", "ostatnia szansa"]),
];

/// Thresholds of age.
#[rustfmt::skip]
pub(super) const AGE: Phrases = &[
    ("en", &[
        "years or older", "years old or older", "or over", "and over", "i am over", "you must be", "at least 13",
        "at least 16", "at least 18",
    ]),
    ("de", &[
        "mindestens 13", "mindestens 14", "mindestens 16", "mindestens 18", "über 16", "über 18", "ab 16", "ab 18",
        "volljährig",
    ]),
    ("fr", &["au moins 13", "au moins 15", "au moins 16", "au moins 18", "plus de 18", "plus de 16", "majeur"]),
    ("es", &["mayor de 14", "mayor de 16", "mayor de 18", "al menos 16", "al menos 18", "mayor de edad"]),
    ("it", &["almeno 14", "almeno 16", "almeno 18", "maggiorenne"]),
    ("nl", &["minstens 16", "minstens 18", "ouder dan 16", "ouder dan 18", "meerderjarig"]),
    ("pt", &["pelo menos 13", "pelo menos 16", "pelo menos 18", "maior de idade", "maior de 18"]),
    ("pl", &["ukończone 16", "ukończone 18", "co najmniej 16", "co najmniej 18", "pełnoletni*"]),
];

/// Data of GDPR art. 9(1) as fields are named, where the name means nothing else.
#[rustfmt::skip]
pub(super) const SPECIAL: &[&str] = &[
    "health", "illness", "disease", "diagnosis", "medical", "medication", "disability", "allergy", "allergies",
    "diet", "dietary", "pregnant", "pregnancy", "religion", "religious", "ethnicity", "ethnic", "political",
    "trade-union", "sexuality", "sexual-orientation", "biometric", "genetic", "gesundheit", "krankheit",
    "behinderung", "allergien", "konfession", "religionszugehoerigkeit", "ethnie", "gewerkschaft", "santé", "sante",
    "salud", "salute", "religione",
];

/// Consent by its name.
#[rustfmt::skip]
pub(super) const CONSENT: Phrases = &[
    ("en", &["consent*", "agree to receive", "agree to be contacted", "opt in to"]),
    ("de", &["einwillig*", "willige"]),
    ("fr", &["consen*"]),
    ("es", &["consent*", "consiento"]),
    ("it", &["consens*", "acconsento"]),
    ("nl", &["toestemming"]),
    ("pt", &["consent*", "consinto"]),
    ("pl", &["zgodę", "zgoda"]),
];

/// What some call a recipient in place of its name, whole.
#[rustfmt::skip]
pub(super) const NAMELESS: &[&str] = &[
    "partner", "partners", "our partners", "selected partners", "trusted partners", "business partners",
    "advertising partners", "marketing partners", "third party", "third parties", "affiliates", "affiliated companies",
    "sponsors", "advertisers", "other companies", "selected companies", "group companies", "others", "various",
    "ad networks", "data brokers", "unsere partner", "werbepartner", "geschäftspartner", "dritte", "sponsoren",
    "verbundene unternehmen", "partenaires", "nos partenaires", "partenaires commerciaux", "tiers", "socios",
    "nuestros socios", "terceros", "colaboradores", "i nostri partner", "terzi", "terze parti", "onze partners",
    "derden", "parceiros", "nossos parceiros", "terceiros", "partnerzy", "nasi partnerzy", "podmioty trzecie",
];

/// Controls named for what a person types.
#[rustfmt::skip]
pub(super) const TYPED: &[&str] = &[
    "email", "e-mail", "mail", "phone", "telephone", "tel", "mobile", "name", "fname", "lname", "firstname",
    "first-name", "lastname", "last-name", "surname", "dob", "birthday", "birthdate", "address", "street", "zip",
    "postcode", "iban", "ssn", "password", "message", "comment", "vorname", "nachname", "telefon", "geburtsdatum",
    "strasse", "plz", "nachricht", "nom", "prenom", "telephone-number", "nombre", "apellido", "correo", "cognome", "imie",
    "nazwisko",
];

/// A way to reach a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    Email,
    Sms,
    Phone,
    Post,
}

impl Channel {
    /// The channel of that name in a policy.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match name {
            "email" => Some(Self::Email),
            "sms" => Some(Self::Sms),
            "phone" => Some(Self::Phone),
            "post" => Some(Self::Post),
            _ => None,
        }
    }
}

#[rustfmt::skip]
pub(super) const CHANNELS: &[(Channel, Phrases)] = &[
    (Channel::Email, &[
        ("en", &["email*", "e-mail*"]),
        ("de", &["e-mail*", "email*", "mail"]),
        ("fr", &["e-mail*", "email*", "courriel*", "mail"]),
        ("es", &["correo electrónico", "email*", "e-mail*"]),
        ("it", &["email*", "e-mail*", "posta elettronica"]),
        ("nl", &["e-mail*", "email*", "mail"]),
        ("pt", &["email*", "e-mail*", "correio eletrónico"]),
        ("pl", &["e-mail*", "email*", "mailem"]),
    ]),
    (Channel::Sms, &[
        ("en", &["sms", "text message*", "texts", "whatsapp"]),
        ("de", &["sms", "whatsapp"]),
        ("fr", &["sms", "texto", "whatsapp"]),
        ("es", &["sms", "mensaje de texto", "mensajes de texto", "whatsapp"]),
        ("it", &["sms", "whatsapp"]),
        ("nl", &["sms", "sms'en", "whatsapp"]),
        ("pt", &["sms", "mensagem de texto", "whatsapp"]),
        ("pl", &["sms", "sms-em", "whatsapp"]),
    ]),
    (Channel::Phone, &[
        ("en", &["phone", "telephone", "call me", "phone calls", "by call"]),
        ("de", &["telefon*", "anruf*", "rufen sie mich", "ruft mich"]),
        ("fr", &["téléphone", "téléphonique*", "appelez-moi"]),
        ("es", &["teléfono", "llamada*", "llámenme"]),
        ("it", &["telefono", "telefonate", "chiamatemi"]),
        ("nl", &["telefoon", "telefonisch", "bel me"]),
        ("pt", &["telefone", "chamada*", "ligue*"]),
        ("pl", &["telefon*", "zadzwoń*"]),
    ]),
    (Channel::Post, &[
        ("en", &["by post", "postal mail", "direct mail", "by mail", "through the post"]),
        ("de", &["per post", "postalisch", "briefpost", "per brief"]),
        ("fr", &["par la poste", "courrier postal", "par courrier"]),
        ("es", &["correo postal", "por correo ordinario"]),
        ("it", &["per posta", "posta ordinaria"]),
        ("nl", &["per post", "per brief"]),
        ("pt", &["por correio", "correio postal"]),
        ("pl", &["pocztą", "listownie", "tradycyjną pocztą"]),
    ]),
];
