//! German.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &[
        "ankreuz*", "anzukreuzen", "kreuz*", "hakchen*", "haken", "abhaken", "kastchen", "kontrollkastchen", "anhaken", "anklicken",
        "markier*", "checkbox", "feld",
    ],
    condition: &["wenn", "falls", "sofern", "sollten", "soll", "es sei denn"],
    opt_out: &[
        "^haken entfernen", "haken … entfernen", "hakchen … entfernen", "^abwahlen", "^widersprechen", "^ich widerspreche",
        "hiermit widerspreche", "^hier abmelden", "^ich lehne", "kreuz* … widerspr*", "kreuz* … abzumelden",
    ],
    negated: &[
        "^keine e mails", "^keine werbung", "^kein newsletter", "^keinen newsletter", "^keine angebote", "^keine anrufe",
        "^keine nachrichten", "nicht erhalten", "nicht zusenden", "nicht bekommen", "nicht informiert", "nicht kontaktiert", "mochte nicht",
        "mochte kein*", "mochte … nicht … erhalten", "will nicht", "will kein*", "wunsche kein*", "wunsche nicht",
        "wunsche ich nicht", "willige nicht", "stimme nicht", "bin nicht einverstanden", "nicht damit einverstanden",
        "verzichte auf", "senden sie mir kein*", "schicken sie mir kein*", "bitte kein*", "nein danke", "^nein ich",
    ],
    missing_out: &["verpass*", "entgehen", "verzicht* auf", "mehr nicht", "warten", "spam", "nicht nur"],
    denied: &["nie", "nicht", "niemals", "kein*", "ohne", "nichts", "weder", "unerwunscht"],
    stopping: &["jederzeit", "widerruf*", "abmeldelink", "abmeldung", "nein sagen", "stoppen"],
    objection: &["widersprechen", "widerspruch*", "abmelden", "abbestellen", "austragen"],
    lasting: &[
        "unwiderruflich*", "nicht widerruf*", "nicht mehr widerruf*", "kann nicht … widerruf*", "kann ich nicht … widerruf*",
        "widerruf … ausgeschlossen", "widerruf … nicht moglich", "widerruf … unmoglich", "kein widerruf*", "ohne widerruf*",
        "widerrufsrecht … nicht", "verzichte … widerruf*", "abmeldung … nicht moglich", "abmeldung … ausgeschlossen",
        "abmelden … nicht moglich", "nicht abmelden", "nicht abbestell*", "nicht kundbar", "nicht … ruckgangig",
        "nicht zuruckgenommen", "nicht … zurucknehmen", "nicht widersprechen", "endgultig", "unbefristet und bindend", "abbestellung … erst", "abmeldung … erst", "widerruf* … erst", "kundig* … erst", "erst nach … widerruf*", "erst nach … abbestell*", "erst nach … abmeld*", "fruhestens … widerruf*", "fruhestens … abbestell*", "auf dauer", "abbestellung … nicht moglich", "abbestellung … ausgeschlossen",
    ],
    bare: &[
        "ja", "ok", "an", "aus", "nein", "ich stimme zu", "ich willige ein", "zustimmen", "akzeptieren", "einverstanden",
        "ich bin einverstanden", "ja gerne", "ja bitte", "ich akzeptiere", "einwilligen", "bestatigen", "ich bestatige",
        "alle akzeptieren", "alles akzeptieren", "werbung", "marketing", "hiermit stimme ich zu", "ja ich stimme zu",
        "ja ich bin einverstanden",
    ],
    terms: &[
        "agb", "agbs", "geschaftsbedingungen", "nutzungsbedingungen", "vertragsbedingungen", "teilnahmebedingung*",
        "verkaufsbedingungen", "lieferbedingungen", "bedingungen", "spielregeln", "nutzungsvereinbarung", "hausordnung",
        "satzung", "geschaftsbedingung",
    ],
    accepting: &[
        "akzeptier*", "stimme", "stimmen", "zustimm*", "einverstanden", "willige", "einwillig*", "gelesen", "zur kenntnis",
        "kenntnis genommen", "anerkenn*", "erkenne", "bestatige", "verstanden",
    ],
    notice: &[
        "datenschutzerklarung*", "datenschutzbestimmung*", "datenschutzhinweis*", "datenschutzrichtlinie*",
        "datenschutzinformation*", "datenschutzbedingung*", "datenschutzerlauterung*", "datenschutz bestimmungen",
        "datenschutz hinweise", "datenschutz erklarung", "datenschutz", "hinweise zum datenschutz", "privacy policy",
        "informationen zum datenschutz", "informationen zur datenverarbeitung", "hinweise zur datenverarbeitung", "cookie richtlinie",
    ],
    implied: &[
        "^mit dem absenden", "^durch absenden", "^durch das absenden", "^mit absenden", "^mit ihrer anmeldung",
        "^mit deiner anmeldung", "^mit der anmeldung", "^durch klicken", "^durch anklicken", "^mit dem klick", "^mit klick",
        "^mit einem klick", "^mit ihrer registrierung", "^mit der registrierung", "^mit deiner registrierung",
        "^mit der registration", "^durch die registrierung", "^durch ihre registrierung", "^durch die anmeldung",
        "^durch ihre anmeldung", "^mit ihrer bestellung", "^mit der bestellung", "^durch die bestellung", "^mit ihrer teilnahme",
        "^mit der teilnahme", "^durch die teilnahme", "^durch ihre teilnahme", "^mit der nutzung", "^durch die nutzung",
        "^mit der eingabe", "^durch eingabe", "^durch die eingabe", "^mit der angabe", "^durch angabe", "^durch die angabe",
        "^indem sie", "^indem du", "^wenn sie … absenden", "^mit dem ausfullen", "^durch das ausfullen", "^durch ausfullen",
        "erklaren sie sich", "stimmen sie … zu", "willigen sie", "gilt als einwilligung", "gilt als zustimmung",
    ],
    confirming: &["bestatig*", "aktivier*", "verifizier*", "double opt in"],
    marketing: &[
        "newsletter*", "werbung", "werbe*", "angebote", "angeboten", "*angebote", "*angeboten", "marketing*", "rabatt*",
        "aktionen", "promotion*", "werblich*", "gewinnspiele", "neuheiten", "katalog*",
    ],
    ordered: &[
        "unverbindlich*", "gewunscht*", "wunschen", "angefragt*", "anfrag*", "angefordert*", "anforder*", "erbeten*", "bestellt*",
        "beantragt*", "bitten", "individuell*", "kostenvoranschl*", "buchen", "gebucht*", "stellenangebot*", "erstellen",
        "erstellung", "ihr angebot", "ihres angebots", "zu erstellen", "beauftragt*", "verlangen", "bewerben", "anzeige", "inserat*", "abonnement*",
    ],
    as_such: &["marketingzwecke*", "werbezwecke*", "zwecke* der werbung", "zu werblichen zwecken", "marketing"],
    blanket: &[
        "erhebung … daten", 
        "datenverarbeitung", "verarbeitung … *daten", "nutzung … *daten", "speicherung … *daten", "verwendung … *daten", "*daten … verarbeitet", "*daten … gespeichert", "*daten … genutzt", "*daten … verwendet", "*daten … verarbeiten", "*daten … nutzen", "*daten … speichern", "*daten … verwenden",
    ],
    aim: &[
        "zum", "zwecke", "zweck", "um", "damit", "zur bearbeitung", "zur beantwortung", "zur durchfuhrung", "zur zusendung",
        "zur kontaktaufnahme", "fur den", "fur die", "fur das", "per", "newsletter*", "uber",
    ],
    partners: &[
        "partner", "partnern", "*partnerunternehmen", "kooperationspartner*", "vertriebspartner*", "werbepartner*",
        "geschaftspartner*", "handelspartner*", "vertragspartner*", "marketingpartner*", "partnerfirmen", "partnerbetriebe*",
        "dritte", "dritten", "dritter", "drittanbieter*", "drittunternehmen", "ausgewahlte* unternehmen", "andere* unternehmen",
        "verbundene* unternehmen", "*gruppe", "*gruppen", "unternehmensgruppe*", "konzern*", "konzernunternehmen",
        "konzerngesellschaft*", "tochter*", "schwester*", "sponsor*", "werbetreibende*", "beteiligungsgesellschaft*",
        "gruppengesellschaft*", "ausgewahlte* firmen", "andere* firmen", "kooperations*", "andere* anbieter*", "andere* vereine*", "weitere* unternehmen", "weitere* firmen", "weitere* anbieter*",
    ],
    pressure: &[
        "verpassen sie", "verpasse", "verpasst", "nicht verpassen", "nichts verpassen", "letzte chance", "nur noch heute", "nur heute",
        "schnell sein", "nichts entgehen", "nicht entgehen", "jetzt oder nie", "beeil*", "sei schnell", "seien sie schnell",
        "solange der vorrat", "nur fur kurze zeit", "wer zuerst",
    ],
    age: &[
        "mindestens 13", "mindestens 14", "mindestens 16", "mindestens 18", "uber 16", "uber 18", "ab 16", "ab 18", "volljahrig",
    ],
    consent: &["einwillig*", "willige"],
    conditional: &[
        "voraussetzung*", "erforderlich", "bedingung fur", "bedingung der", "nur wenn sie", "nur mit einwilligung",
        "nur mit ihrer einwilligung", "mussen sie … einwillig*", "mussen sie … zustimm*", "mussen … zustimmen",
        "muss ich … zustimmen", "mussen … newsletter", "teilnahme nur", "im gegenzug", "als gegenleistung", "verpflichtend",
        "zwingend", "pflichtfeld", "vorausgesetzt",
    ],
    storing: &["cookie*", "tracker*", "tracking pixel*", "zahlpixel*", "pixel", "fingerprint*", "local storage"],
    device: &[
        "setz*", "speicher*", "gerat*", "endgerat*", "browser*", "besuch*", "website*", "webseite*", "seite*", "analyse*", "mess*",
        "statistik*", "tracking", "verwend*", "nutz*", "zulass*", "akzept*", "erlaub*", "personalis*", "werbung",
    ],
    profiling: &[
        "profil*", "analys*", "auswert*", "werten", "ausgewertet", "tracking", "personalisi*", "zuschneid*", "zugeschnitten*",
        "leseverhalten", "nutzungsverhalten", "kaufverhalten", "klickverhalten", "verhalten", "interessen", "messen",
        "offnungsrate*", "welche links",
    ],
    reaching: &[
        "send*", "schick*", "erhalt*", "bekomm*", "inform*", "kontakt*", "zusend*", "zugesandt", "zugeschickt", "newsletter*",
        "*angebote*", "neuigkeit*", "neues", "news", "anruf*", "anzurufen", "rufen", "ruft", "schreib*", "melde*", "erinner*",
        "benachrichtig*", "mitteil*", "teilen sie mir", "einlad*", "brief*", "e mail*", "email*", "mail*", "post", "telefon*",
        "sms", "whatsapp", "nachricht*", "werbung", "abonn*", "auf dem laufenden", "hore*", "weitergeb*", "geben sie", "zukommen",
        "unterricht*", "katalog*", "prospekt*", "gesprach*", "beraten*", "anschreib*",
    ],
    email: &["e mail*", "email*", "mail", "mails", "per mail", "elektronische* post", "elektronisch", "bestatigungs e mail*"],
    sms: &["sms", "whatsapp", "textnachricht*", "kurznachricht*", "signal", "telegram", "messenger"],
    phone: &["telefon*", "anruf*", "anzurufen", "rufen sie mich", "ruft mich", "telefonat*", "angerufen", "rufen … an", "fernmundlich"],
    post: &["per post", "<oder post", "<und post", "postalisch*", "briefpost", "per brief", "auf dem postweg", "^post", "postweg"],
};
