//! Dutch.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["vink*", "aanvink*", "aan te vinken", "vinkje", "kruis*", "aankruis*", "hokje", "vakje", "klik"],
    condition: &["als", "indien", "wanneer", "tenzij"],
    opt_out: &[
        "^vinkje weg", "^uitvinken", "^vink uit", "^ik maak bezwaar", "^ik weiger", "vinkje weghalen", "haal … vinkje", "verwijder … vinkje",
        "vink … afmelden", "vink … af te melden", "vink … bezwaar", "tenzij u … vinkt",
    ],
    negated: &[
        "wil geen", "wil niet", "wil ik geen", "wil ik niet", "niet ontvangen", "wens geen", "wens niet", "geen toestemming",
        "ga niet akkoord", "stuur mij geen", "stuur me geen", "liever geen", "liever niet", "^geen nieuwsbrief", "^geen e mails", "^geen reclame", "^geen aanbiedingen", "^nee bedankt", "^nee dank", "^nee ik",
        "niet benaderd", "niet gebeld",
    ],
    missing_out: &["missen", "mislopen", "spam", "niets meer", "niet alleen"],
    denied: &["nooit", "niet", "geen", "zonder", "niets", "noch"],
    stopping: &["op elk moment", "op ieder moment", "elk moment", "altijd", "intrekken", "ingetrokken", "wanneer ik wil", "nee zeggen"],
    objection: &["bezwaar", "afmeld*", "uitschrijven", "opzeggen"],
    lasting: &[
        "onherroepelijk*", "niet … intrekken", "niet … ingetrokken", "niet … worden ingetrokken", "niet … afmelden", "niet … uitschrijven",
        "niet … opzeggen", "niet … herroepen", "niet … bezwaar maken", "intrekken … niet mogelijk", "intrekken is uitgesloten",
        "afmelden … niet mogelijk", "geen recht … in te trekken", "definitief", "niet … ongedaan", "zie af van", "afmelden … pas na", "intrekken … pas na", "opzeggen … pas na",
    ],
    bare: &[
        "ja", "ok", "nee", "akkoord", "ik ga akkoord", "accepteren", "ja graag", "ik accepteer", "ik stem toe", "bevestigen", "ik bevestig",
        "alles accepteren", "marketing", "reclame", "toestemmen",
    ],
    terms: &[
        "algemene voorwaarden", "gebruiksvoorwaarden", "voorwaarden", "actievoorwaarden", "spelregels", "leveringsvoorwaarden",
        "verkoopvoorwaarden", "deelnamevoorwaarden", "reglement",
    ],
    accepting: &["accepte*", "akkoord", "gelezen", "instem*", "stem in", "toestemming", "begrepen", "kennis genomen", "kennisgenomen", "ga akkoord", "stem … toe"],
    notice: &[
        "privacyverklaring*", "privacybeleid", "privacyvoorwaarden", "privacy statement*", "privacystatement*", "privacyreglement",
        "privacy policy", "privacy beleid", "privacy verklaring", "privacyinformatie", "privacynotice", "privacymededeling*",
        "gegevensbescherming*", "privacy voorwaarden", "cookiebeleid",
    ],
    implied: &[
        "^door te", "^door je", "^door u", "^door uw", "^door dit", "^door het", "^door deze", "^door op", "^door verder", "^met uw inschrijving",
        "^met je inschrijving", "^met uw aanmelding", "^met je aanmelding", "^door mee te doen", "^door deel te nemen", "^als u zich aanmeldt",
        "gaat u akkoord", "ga je akkoord", "geeft u toestemming", "geef je toestemming", "stemt u in", "stem je in",
    ],
    confirming: &["bevestig*", "activ*", "verifi*", "double opt in"],
    marketing: &[
        "nieuwsbrief", "nieuwsbrieven", "aanbieding*", "reclame*", "marketing*", "promotie*", "acties", "kortingen", "advertentie*",
        "commerciele berichten", "newsletter*",
    ],
    ordered: &[
        "gevraagd*", "vraagt", "aangevraagd*", "aanvra*", "offerte*", "verzoek*", "vrijblijvend*", "gewenst*", "boek*", "vacature*",
        "die u", "die je", "uw aanvraag", "bestelde", "besteld", "uw advertentie", "abonnement*",
    ],
    as_such: &["marketingdoeleinden", "commerciele doeleinden", "reclamedoeleinden", "promotionele doeleinden"],
    blanket: &[
        
        "opslaan … gegevens", "gegevens … worden opgeslagen", "verwerkt … gegevens", "verwerking … *gegevens", "gebruik … *gegevens", "verwerken … *gegevens", "*gegevens … verwerk*", "*gegevens … gebruik*", "opslag … *gegevens",
    ],
    aim: &["om", "voor", "zodat", "teneinde", "per", "nieuwsbrief", "over", "via", "wanneer", "ten behoeve"],
    partners: &[
        "partner", "partners", "partnerbedrijven", "derden", "derde partijen", "geselecteerde bedrijven", "geselecteerde partijen",
        "geselecteerde merken", "andere bedrijven", "andere partijen", "andere merken", "*groep", "groepsmaatschappij*", "concern*",
        "dochter*", "zuster*", "sponsor*", "adverteerders", "gelieerde", "zorgvuldig geselecteerde", "handelspartners", "samenwerkingspartners",
    ],
    pressure: &[
        "mis het niet", "mis niets", "mis niks", "mis geen", "mis nooit", "laatste kans", "alleen vandaag", "wees er snel bij", "haast je",
        "op is op", "grijp je kans", "wacht niet", "laat … niet schieten",
    ],
    age: &["minstens 16", "minstens 18", "ouder dan 16", "ouder dan 18", "meerderjarig"],
    consent: &["toestemming"],
    conditional: &[
        "moet … akkoord", "moet … toestemming", "moet … accepteren", "moet … aanmelden", "dient … akkoord", "dient … toestemming", "verplicht*",
        "voorwaarde om", "voorwaarde voor", "alleen als u", "alleen als je", "in ruil voor", "noodzakelijk om deel", "vereist",
    ],
    storing: &["cookie*", "tracker*", "trackingpixel*", "pixel*", "fingerprint*", "lokale opslag"],
    device: &[
        "plaats*", "opslaan", "opgeslagen", "apparaat", "apparaten", "browser*", "bezoek*", "website*", "site*", "meten", "meet", "analy*",
        "statistiek*", "gebruik*", "accepteer*", "toestaan", "personalis*", "advertent*", "zet", "zetten",
    ],
    profiling: &[
        "profiel*", "profilering", "analys*", "volg*", "bijhoud*", "personalis*", "afstem*", "klikgedrag", "koopgedrag", "leesgedrag",
        "gedrag", "interesses", "wat ik lees", "wat ik koop", "meten",
    ],
    reaching: &[
        "stuur*", "sturen", "gestuurd", "ontvang*", "krijg*", "inform*", "contact*", "nieuws*", "aanbieding*", "bel", "bellen", "gebeld",
        "telefo*", "schrijf*", "laat … weten", "op de hoogte", "houd mij", "uitnod*", "bericht*", "brief", "brieven", "post", "e mail*",
        "email*", "mail*", "sms", "whatsapp", "abonn*", "herinner*", "meld*", "attend*", "benader*", "toezend*", "delen", "deel*", "reclame",
        "update*",
    ],
    email: &["e mail*", "email*", "mail", "mailen", "per mail", "elektronische post", "elektronische berichten"],
    sms: &["sms", "sms en", "whatsapp", "tekstbericht*", "appen", "telegram"],
    phone: &["telefoon", "telefonisch*", "telefoontje*", "bel me", "bel mij", "bellen", "gebeld", "belt"],
    post: &["per post", "<of post", "<en post", "per brief", "briefpost", "via de post", "^post"],
};
