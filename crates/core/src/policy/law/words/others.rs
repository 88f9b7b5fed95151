//! Languages of which only the ways to reach a person are known.

use super::Words;

/// The words of a language by its primary subtag.
pub(super) fn words(lang: &str) -> &'static Words {
    match lang {
        "sv" => &SWEDISH,
        "da" => &DANISH,
        "nb" | "nn" | "no" => &NORWEGIAN,
        "fi" => &FINNISH,
        "el" => &GREEK,
        "cs" | "sk" => &CZECH,
        "ro" => &ROMANIAN,
        "hu" => &HUNGARIAN,
        "tr" => &TURKISH,
        _ => &Words::NONE,
    }
}

static SWEDISH: Words = Words {
    email: &["e post*", "epost*", "mejl*", "mail", "elektronisk post"],
    sms: &["sms*", "textmeddelande*", "whatsapp"],
    phone: &["telefon*", "ring mig", "samtal*"],
    post: &["per post", "med post", "via post", "brev*", "post"],
    ..Words::NONE
};

static DANISH: Words = Words {
    email: &["e mail*", "email*", "mail", "e post*", "elektronisk post"],
    sms: &["sms*", "tekstbesked*", "whatsapp"],
    phone: &["telefon*", "ring til mig", "opkald*"],
    post: &["per post", "med post", "med posten", "brev*", "post"],
    ..Words::NONE
};

static NORWEGIAN: Words = Words {
    email: &["e post*", "epost*", "mail", "elektronisk post"],
    sms: &["sms*", "tekstmelding*", "whatsapp"],
    phone: &["telefon*", "ring meg", "oppringing*"],
    post: &["per post", "med post", "i posten", "brev*", "post"],
    ..Words::NONE
};

static FINNISH: Words = Words {
    email: &["sahkopost*", "sahkoinen posti", "meili*"],
    sms: &["tekstiviest*", "sms*", "whatsapp"],
    phone: &["puhelimitse", "puhel*", "soitt*"],
    post: &["postitse", "kirjeitse", "posti*", "kirje*"],
    ..Words::NONE
};

static GREEK: Words = Words {
    email: &["ηλεκτρονικ* ταχυδρομει*", "email*", "e mail*", "ηλεκτρονικ* μηνυμα*", "μεσω email"],
    sms: &["sms*", "γραπτ* μηνυμα*", "whatsapp", "viber"],
    phone: &["τηλεφων*", "κλησ*"],
    post: &["ταχυδρομ*", "επιστολ*"],
    ..Words::NONE
};

static CZECH: Words = Words {
    email: &["e mail*", "email*", "elektronick* post*", "mailem"],
    sms: &["sms*", "textov* zprav*", "whatsapp"],
    phone: &["telefon*", "zavol*", "volejte"],
    post: &["postou", "postovou", "dopis*", "post*"],
    ..Words::NONE
};

static ROMANIAN: Words = Words {
    email: &["e mail*", "email*", "posta electronica", "mail"],
    sms: &["sms*", "mesaj* text", "whatsapp"],
    phone: &["telefon*", "apel*", "sunati ma"],
    post: &["prin posta", "posta*", "scrisoare", "scrisori"],
    ..Words::NONE
};

static HUNGARIAN: Words = Words {
    email: &["e mail*", "email*", "elektronikus level*", "elektronikus posta*"],
    sms: &["sms*", "szoveges uzenet*", "whatsapp"],
    phone: &["telefon*", "hivjanak", "hivas*"],
    post: &["postan", "posta*", "levelben"],
    ..Words::NONE
};

static TURKISH: Words = Words {
    email: &["e posta*", "eposta*", "elektronik posta*", "e mail*", "email*"],
    sms: &["sms*", "kisa mesaj*", "whatsapp"],
    phone: &["telefon*", "arama*", "arayin"],
    post: &["postayla", "posta*", "mektup*"],
    ..Words::NONE
};
