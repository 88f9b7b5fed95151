//! French.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["coch*", "case", "cliqu*"],
    condition: &["si", "sauf si", "au cas ou"],
    opt_out: &[
        "^decoch*", "^je m oppose", "^je refuse", "^je m y oppose", "coch* … pour ne pas", "coch* … pour refuser",
        "coch* … pour vous opposer", "coch* … vous opposez", "coch* … vous desinscrire", "coch* … opposer", "sauf si vous decochez",
    ],
    negated: &[
        "ne souhaite pas", "ne souhaite plus", "ne veux pas", "ne veux plus", "ne desire pas", "ne pas recevoir", "ne plus recevoir",
        "n accepte pas", "ne consens pas", "n autorise pas", "ne pas etre contact*", "ne m envoyez pas", "ne m envoyez plus",
        "^pas de", "^pas d", "^non merci", "^non je", "refuse de",
    ],
    missing_out: &["manquer", "rater", "spam", "louper", "passer a cote"],
    denied: &["jamais", "ne", "n *", "n", "aucun*", "sans", "pas"],
    stopping: &["a tout moment", "retirer", "retir*", "se desabonner", "dire non", "stop"],
    objection: &["oppos*", "opposition", "desinscri*", "desabonn*"],
    lasting: &[
        "irrevocabl*", "definitif", "definitive", "ne … etre retire*", "ne … etre revoque*", "ne … retirer", "ne … revoquer",
        "ne … revenir sur", "ne … me desabonner", "ne … me desinscrire", "ne … se desabonner", "ne … vous desabonner",
        "ne … vous desinscrire", "ne … m opposer", "ne … vous opposer", "sans possibilite de", "aucun retrait", "retrait … impossible",
        "impossible de … retirer", "impossible de … desinscrire", "impossible de … desabonner", "renonce … droit", "retrait … seulement apres", "desinscription … impossible", "desabonnement … impossible", "desinscription … seulement apres",
    ],
    bare: &[
        "oui", "ok", "non", "j accepte", "accepter", "d accord", "je suis d accord", "je consens", "oui j accepte", "oui merci",
        "je confirme", "tout accepter", "j autorise", "valider", "marketing", "publicite",
    ],
    terms: &[
        "conditions generales", "conditions d utilisation", "conditions de vente", "cgu", "cgv", "conditions particulieres",
        "reglement", "reglement du jeu", "les conditions", "nos conditions", "vos conditions", "mentions legales", "termes et conditions",
    ],
    accepting: &[
        "accept*", "consen*", "d accord", "lu", "pris connaissance", "connaissance", "approuv*", "j autorise", "adhere", "reconnais*",
        "compris", "souscris",
    ],
    notice: &[
        "politique de confidentialite", "politiques de confidentialite", "politique de protection", "charte de protection",
        "charte de confidentialite", "charte vie privee", "politique vie privee", "politique de vie privee", "politique de donnees",
        "politique des donnees", "politique relative aux donnees", "declaration de confidentialite", "avis de confidentialite",
        "notice d information", "notice de confidentialite", "mention d information", "mentions d information", "charte des donnees",
        "charte de donnees", "politique de traitement", "protection des donnees",
    ],
    implied: &[
        "^en vous inscrivant", "^en soumettant", "^en envoyant", "^en cliquant", "^en continuant", "^en validant", "^en remplissant",
        "^en fournissant", "^en indiquant", "^en communiquant", "^en renseignant", "^en laissant", "^en participant",
        "^en commandant", "^en creant", "^en vous abonnant", "^en utilisant", "^en poursuivant", "^en appuyant", "^en completant",
        "^en donnant", "^en saisissant", "^par votre inscription", "^par l envoi", "^votre inscription vaut", "^l inscription vaut",
        "vous acceptez", "vous consentez", "vous autorisez", "vaut acceptation", "vaut consentement",
    ],
    confirming: &["confirm*", "valider mon", "activ*", "double opt in", "termine"],
    marketing: &[
        "newsletter*", "infolettre*", "lettre d information", "offres", "promotion*", "promotionnel*", "publicit*", "marketing",
        "prospection", "bons plans", "sollicitation*", "demarch*", "communications commerciales", "informations commerciales",
    ],
    ordered: &[
        "demand*", "vous demandez", "que vous", "demandee*", "sollicite*", "devis", "souhaitee*", "offre d emploi",
        "offres d emploi", "reserv*", "voulez", "sans engagement", "personnalise*", "commandez", "commandee*", "votre abonnement", "votre annonce",
    ],
    as_such: &["fins marketing", "fins de marketing", "prospection", "fins publicitaires", "fins commerciales", "fins promotionnelles"],
    blanket: &[
        "traitement … donnees", "utilisation … donnees", "collecte … donnees", "conservation … donnees", "donnees … traitees",
        "donnees … utilisees", "donnees … collectees", "traiter mes donnees", "utiliser mes donnees",
    ],
    aim: &[
        "pour", "afin", "dans le cadre", "fins de", "a des fins", "en vue", "newsletter*", "par", "concernant", "lorsque", "quand",
    ],
    partners: &[
        "partenaire*", "tiers", "tierce*", "societes selectionnees", "societes du groupe", "groupe", "filiale*", "sponsor*",
        "annonceur*", "entreprises selectionnees", "entreprises du groupe", "autres societes", "autres entreprises", "autres marques",
        "marques du groupe", "marques partenaires", "societes soeurs", "societes affiliees", "affilie*", "parrains", "commanditaires",
    ],
    pressure: &[
        "ne manquez pas", "ne ratez pas", "derniere chance", "vite", "depechez", "ne laissez pas passer", "ne passez pas a cote",
        "aujourd hui seulement", "plus que quelques", "profitez vite", "n attendez plus", "ne loupez pas", "hatez", "offre limitee",
    ],
    age: &["au moins 13", "au moins 15", "au moins 16", "au moins 18", "plus de 18", "plus de 16", "majeur"],
    consent: &["consen*"],
    conditional: &[
        "vous devez accepter", "vous devez … accepter", "devez … consentir", "devez … abonner", "devez … inscrire", "il faut accepter",
        "obligatoire*", "condition de", "condition pour", "a condition", "necessaire pour participer", "necessaire pour valider",
        "en echange", "en contrepartie", "subordonne*", "indispensable",
    ],
    storing: &["cookie*", "traceur*", "temoins de connexion", "pixel*", "empreinte*", "stockage local"],
    device: &[
        "depos*", "stock*", "appareil*", "terminal", "terminaux", "ordinateur", "navigateur*", "visite*", "site*", "mesur*", "audience",
        "analys*", "statistique*", "utilis*", "accept*", "autoris*", "personnalis*", "publicit*", "place*", "enregistr*",
    ],
    profiling: &[
        "profil*", "analys*", "suivre", "suivi", "tracer", "personnalis*", "cibl*", "mes clics", "mes achats", "ce que je lis",
        "comportement*", "centres d interet", "ouvertures", "mesurer",
    ],
    reaching: &[
        "envoy*", "envoi*", "recevoir", "recois", "recev*", "inform*", "contact*", "recontact*", "actualite*", "nouvelle*",
        "nouveaute*", "newsletter*", "infolettre*", "lettre*", "offres", "promotion*", "appel*", "telephon*", "ecri*", "prevenir",
        "prevenez", "avert*", "rappel*", "invit*", "message*", "courrier*", "courriel*", "mail*", "e mail*", "email*", "sms", "texto*",
        "abonn*", "au courant", "tenir", "tenez", "sollicit*", "prospect*", "communication*", "transmett*", "partag*", "poste",
        "notifi*", "alerte*", "m adress*",
    ],
    email: &[
        "e mail*", "email*", "courriel*", "mail", "mails", "courrier electronique", "courriers electroniques", "voie electronique",
        "messagerie electronique", "message electronique", "messages electroniques", "mel",
    ],
    sms: &["sms", "texto*", "whatsapp", "message texte", "messages textes", "mms", "telegram"],
    phone: &["telephone", "telephonique*", "telephoner", "appelez moi", "m appeler", "appel*", "par appel*", "m appelle*", "rappelez moi"],
    post: &[
        "par la poste", "courrier postal", "courriers postaux", "par courrier", "voie postale", "par voie postale", "<ou courrier",
        "<et courrier", "courrier papier", "^courrier", "^poste", "par lettre",
    ],
};
