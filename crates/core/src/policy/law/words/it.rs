//! Italian.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["barr*", "spunt*", "casella", "selezion*", "contrassegn*", "flagg*", "crocett*"],
    condition: &["se", "qualora", "nel caso", "salvo che"],
    opt_out: &[
        "^deselezion*", "^mi oppongo", "^rifiuto", "togliere la spunta", "togli la spunta", "tolga la spunta", "barr* … per non",
        "spunt* … per non", "selezion* … per non", "barr* … opporsi", "salvo che … deselezion*",
    ],
    negated: &[
        "non desidero", "non voglio", "non ricevere", "non acconsento", "non accetto", "non autorizzo", "non presto", "non consento",
        "nego il consenso", "^no grazie", "non inviatemi", "non mandatemi", "non chiamatemi", "preferisco non", "nego il",
    ],
    missing_out: &["perdere", "perdermi", "spam", "aspettare"],
    denied: &["mai", "non", "senza", "nessun*", "ne"],
    stopping: &["in qualsiasi momento", "in ogni momento", "in qualunque momento", "revoc*", "ritir*", "dire no"],
    objection: &["oppors*", "opporti", "opporsi", "opposizione", "disiscri*", "annullare l iscrizione", "cancellar*", "cancellarmi"],
    lasting: &[
        "irrevocabil*", "non … revoca*", "non … revocar*", "non … ritirar*", "non … ritirato", "non … disiscriver*", "non … cancellarmi",
        "non … cancellarsi", "non … oppors*", "non … annullar*", "revoca … esclusa", "revoca … non … possibile", "senza possibilita di",
        "rinuncio … diritto", "definitivo", "non sara possibile", "impossibile revocar*", "revoca … solo dopo", "disiscrizione … solo dopo", "disiscrizione … non … possibile",
    ],
    bare: &[
        "si", "ok", "no", "accetto", "accettare", "acconsento", "presto il consenso", "do il consenso", "si accetto", "confermo",
        "sono d accordo", "accetta tutto", "autorizzo", "marketing", "pubblicita", "si grazie",
    ],
    terms: &[
        "termini e condizioni", "termini e le condizioni", "termini di servizio", "termini d uso", "condizioni d uso",
        "condizioni generali", "condizioni di vendita", "le condizioni", "i termini", "regolamento", "condizioni contrattuali",
        "le nostre condizioni", "note legali", "condizioni di utilizzo",
    ],
    accepting: &[
        "accett*", "acconsent*", "letto", "visione", "d accordo", "approv*", "autorizz*", "consenso", "dichiaro", "preso atto", "compreso",
    ],
    notice: &[
        "informativa", "informativa privacy", "informativa sulla privacy", "privacy policy", "politica sulla privacy", "politica privacy",
        "politica di riservatezza", "normativa sulla privacy", "normativa privacy", "nota informativa", "informazioni sulla privacy",
        "privacy",
    ],
    implied: &[
        "^inviando", "^iscrivendo*", "^cliccando", "^continuando", "^registrando*", "^compilando", "^fornendo", "^inserendo", "^proseguendo",
        "^partecipando", "^procedendo", "^premendo", "^lasciando", "^acquistando", "^creando", "^sottoscrivendo", "^indicando",
        "^utilizzando", "^con l invio", "^con l iscrizione", "^con la registrazione", "^mediante l invio", "^facendo clic",
        "accetti di ricevere", "accetta di ricevere", "acconsenti a", "acconsente a", "autorizzi a", "autorizza a",
    ],
    confirming: &["conferm*", "verific*", "attiv*", "double opt in", "doppio opt in"],
    marketing: &[
        "newsletter*", "offerte", "promozion*", "pubblicit*", "marketing", "comunicazioni commerciali", "informazioni commerciali",
        "sconti", "novita", "materiale pubblicitario", "notiziario",
    ],
    ordered: &[
        "richiest*", "richied*", "preventiv*", "chiest*", "chied*", "che ci", "prenot*", "desiderat*", "offerta di lavoro",
        "offerte di lavoro", "senza impegno", "ordinat*", "il tuo annuncio", "il suo annuncio",
    ],
    as_such: &["fini di marketing", "finalita di marketing", "fini promozionali", "finalita promozionali", "finalita commerciali", "fini commerciali", "fini pubblicitari"],
    blanket: &[
        "trattamento … dati", "uso … dati", "utilizzo … dati", "raccolta … dati", "conservazione … dati", "dati … trattati",
        "dati … utilizzati", "trattare i miei dati", "cessione … dati",
    ],
    aim: &["per", "al fine", "allo scopo", "finalita", "a fini", "ai fini", "newsletter*", "via", "tramite", "quando", "sui", "sulle"],
    partners: &[
        "partner*", "terzi", "terze", "terza", "aziende selezionate", "altre aziende", "aziende terze", "societa terze",
        "societa del gruppo", "aziende del gruppo", "imprese del gruppo", "gruppo", "societa collegate", "societa controllate",
        "societa affiliate", "affiliat*", "sponsor*", "inserzionisti", "altre societa", "altri soggetti", "soggetti terzi",
        "aziende partner", "marchi partner", "altri marchi", "aziende collegate",
    ],
    pressure: &[
        "non perdere", "non perderti", "non perdetevi", "non si perda", "ultima occasione", "ultime ore", "affrettat*", "affretta*",
        "solo oggi", "non lasciarti sfuggire", "non farti sfuggire", "non lasciatevi sfuggire", "ultimi giorni", "sbrigati",
        "tempo limitato",
    ],
    age: &["almeno 14", "almeno 16", "almeno 18", "maggiorenne"],
    consent: &["consens*", "acconsento"],
    conditional: &[
        "devi accettare", "deve accettare", "devi acconsentire", "deve acconsentire", "e necessario accettare", "e necessario acconsentire",
        "e necessario il consenso", "obbligatori*", "condizione per", "a condizione", "necessario per partecipare", "in cambio",
        "requisito", "occorre accettare", "occorre acconsentire", "indispensabile", "subordinat*", "devi iscriverti", "deve iscriversi",
    ],
    storing: &["cookie*", "tracciator*", "pixel*", "impronta digitale", "archiviazione locale"],
    device: &[
        "install*", "memorizz*", "dispositiv*", "browser*", "visit*", "sito*", "misur*", "analitic*", "statistic*", "analisi", "utilizz*",
        "accett*", "consenti*", "personalizz*", "pubblicit*", "imposta*", "salvar*", "usare", "uso", "terminale",
    ],
    profiling: &[
        "profil*", "analizz*", "analisi", "tracci*", "personalizz*", "i miei clic", "i miei acquisti", "cosa leggo", "comportament*",
        "interessi", "abitudini", "misur*",
    ],
    reaching: &[
        "invi*", "mand*", "ricev*", "inform*", "contatt*", "notizi*", "novita", "newsletter*", "offerte", "promozion*", "chiam*",
        "telefon*", "scriv*", "avvis*", "invit*", "messagg*", "letter*", "posta", "e mail*", "email*", "mail", "sms", "whatsapp",
        "iscri*", "aggiorn*", "comunic*", "ricord*", "notific*", "ceder*", "cession*", "trasmett*", "pubblicit*", "spedi*",
    ],
    email: &[
        "email*", "e mail*", "posta elettronica", "messaggi elettronici", "messaggio elettronico", "mail", "via elettronica",
        "strumenti elettronici",
    ],
    sms: &["sms", "whatsapp", "messaggio di testo", "messaggi di testo", "mms", "messaggistica", "telegram"],
    phone: &["telefono", "telefonat*", "telefonic*", "telefonicamente", "chiamatemi", "chiamarmi", "chiamate", "chiamata", "mi chiami", "chiameremo"],
    post: &["per posta", "posta ordinaria", "posta cartacea", "posta tradizionale", "posta", "via posta", "per lettera"],
};
