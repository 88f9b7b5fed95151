//! Spanish.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["marc*", "marque", "marcar", "casilla", "seleccion*", "tache", "pulse"],
    condition: &["si", "en caso de", "salvo que"],
    opt_out: &[
        "^desmarc*", "^desmarque*", "^me opongo", "^rechazo", "marque … para no", "marcar … para no", "marque … oponerse",
        "salvo que desmarque", "salvo que marque",
    ],
    negated: &[
        "no deseo", "no quiero", "no recibir", "no acepto", "no consiento", "no autorizo", "no me envien", "no me envie", "no me llamen",
        "^no gracias", "prefiero no", "rechazo recibir", "me opongo a", "^sin publicidad",
    ],
    missing_out: &["perder*", "perderme", "perdermelo", "spam", "esperar"],
    denied: &["nunca", "jamas", "no", "sin", "ningun", "ninguna"],
    stopping: &["en cualquier momento", "retirar", "revocar", "baja", "decir que no", "cuando quiera"],
    objection: &["oponer*", "oponga*", "oposicion", "darse de baja", "darte de baja", "darme de baja", "cancelar la suscripcion"],
    lasting: &[
        "irrevocable*", "no … revocar*", "no … revocado", "no … revocarse", "no … retirar*", "no … retirado", "no … darme de baja",
        "no … darse de baja", "no … darte de baja", "no … cancelar", "no … oponer*", "no es posible retirar", "imposible retirar",
        "sin posibilidad de", "renuncio … derecho", "definitivo", "no cabe revocacion", "no admite revocacion", "baja … solo despues", "baja … no … posible", "revocacion … no … posible",
    ],
    bare: &[
        "si", "ok", "no", "acepto", "aceptar", "estoy de acuerdo", "consiento", "si acepto", "si gracias", "confirmo", "autorizo",
        "aceptar todo", "de acuerdo", "marketing", "publicidad",
    ],
    terms: &[
        "terminos y condiciones", "terminos de uso", "terminos del servicio", "condiciones de uso", "condiciones generales",
        "condiciones de venta", "las condiciones", "los terminos", "nuestras condiciones", "bases legales", "bases del concurso",
        "bases del sorteo", "las bases", "condiciones legales", "aviso legal", "condiciones de contratacion", "reglamento",
    ],
    accepting: &["acept*", "consient*", "acuerdo", "leido", "conforme", "conozco", "autorizo", "aprueb*", "entiendo", "enterado"],
    notice: &[
        "politica de privacidad", "politicas de privacidad", "aviso de privacidad", "politica de proteccion", "politica de datos",
        "declaracion de privacidad", "clausula de privacidad", "informacion sobre proteccion", "informacion de privacidad",
        "clausula informativa", "proteccion de datos", "politica de tratamiento",
    ],
    implied: &[
        "^al enviar", "^al suscribir*", "^al registrar*", "^al hacer clic", "^al hacer click", "^al continuar", "^al pulsar",
        "^al rellenar", "^al cumplimentar", "^al facilitar", "^al proporcionar", "^al inscribir*", "^al participar", "^al crear",
        "^al comprar", "^al completar", "^al indicar", "^al dejar", "^al introducir", "^al usar", "^con el envio", "^con su registro",
        "^con tu registro", "^enviando", "^mediante el envio", "^si envia", "usted acepta", "usted consiente", "aceptas recibir",
        "acepta recibir", "autoriza a", "se entendera que",
    ],
    confirming: &["confirm*", "verific*", "activ*", "doble opt in"],
    marketing: &[
        "newsletter*", "boletin*", "ofertas", "promocion*", "publicidad", "publicitari*", "marketing", "comunicaciones comerciales",
        "informacion comercial", "descuentos", "novedades",
    ],
    ordered: &[
        "nos pide", "pide", "solicit*", "presupuesto*", "encarg*", "que nos", "que usted", "contrat*", "reserv*",
        "oferta de empleo", "ofertas de empleo", "sin compromiso", "cotizacion*", "pedida*", "pediste", "pidio", "su anuncio",
    ],
    as_such: &["fines de marketing", "fines publicitarios", "fines comerciales", "fines promocionales", "finalidades comerciales"],
    blanket: &[
        "tratamiento … datos", "uso … datos", "utilizacion … datos", "recogida … datos", "datos … tratados", "datos … utilizados",
        "tratar mis datos", "traten mis datos", "usar mis datos", "cesion … datos",
    ],
    aim: &["para", "con el fin", "con la finalidad", "a fin de", "por", "sobre", "newsletter*", "boletin*", "cuando"],
    partners: &[
        "socios", "tercer*", "empresas seleccionadas", "empresas colaboradoras", "empresas asociadas", "empresas del grupo",
        "otras empresas", "grupo", "filiales", "colaborador*", "patrocinador*", "anunciantes", "entidades colaboradoras",
        "entidades del grupo", "otras entidades", "otras marcas", "marcas colaboradoras", "sociedades del grupo", "aliados", "afiliad*",
        "empresas vinculadas", "partners",
    ],
    pressure: &[
        "no te pierdas", "no se pierda", "no te lo pierdas", "no se lo pierda", "ultima oportunidad", "date prisa", "dese prisa",
        "corre", "solo hoy", "no dejes pasar", "no deje pasar", "ultimos dias", "aprovecha ya", "tiempo limitado", "apresur*",
    ],
    age: &["mayor de 14", "mayor de 16", "mayor de 18", "al menos 16", "al menos 18", "mayor de edad"],
    consent: &["consent*", "consiento"],
    conditional: &[
        "debe aceptar", "debes aceptar", "debe … aceptar", "debes … aceptar", "debera aceptar", "tiene que aceptar", "tienes que aceptar",
        "es necesario aceptar", "es obligatorio", "obligatori*", "requisito", "condicion para", "condicion de", "imprescindible",
        "a cambio de", "necesario para participar", "debe suscribirse", "debes suscribirte",
    ],
    storing: &["cookie*", "rastreador*", "pixel*", "balizas", "huella digital", "almacenamiento local"],
    device: &[
        "instal*", "almacen*", "dispositivo*", "navegador*", "visita*", "sitio*", "web", "medir", "medicion", "analit*", "estadistic*",
        "analis*", "utiliz*", "usar", "uso", "acept*", "permit*", "personaliz*", "publicidad", "coloc*", "guardar",
    ],
    profiling: &[
        "perfil*", "analic*", "analiz*", "analis*", "rastre*", "seguimiento", "personaliz*", "mis clics", "mis compras", "lo que leo",
        "lo que compro", "comportamiento", "intereses", "segment*", "medir", "midan",
    ],
    reaching: &[
        "envi*", "envien*", "recib*", "inform*", "contact*", "noticia*", "novedad*", "boletin*", "newsletter*", "ofertas", "promocion*",
        "llam*", "telefon*", "escrib*", "avis*", "mandar*", "mand*", "invit*", "mensaje*", "carta*", "correo*", "email*", "e mail*",
        "sms", "whatsapp", "suscri*", "al dia", "al tanto", "comunic*", "remit*", "notific*", "ced*", "compart*", "recuerd*",
        "recordatorio*", "publicidad",
    ],
    email: &["correo electronico", "correos electronicos", "email*", "e mail*", "mail", "por correo e", "medios electronicos", "via electronica", "correo e"],
    sms: &["sms", "mensaje de texto", "mensajes de texto", "whatsapp", "telegram", "mensajeria"],
    phone: &["telefono", "telefonica*", "telefonico*", "telefonicamente", "llamada*", "llamenme", "llamame", "llamarme", "me llamen", "llameme", "le llamar*"],
    post: &["correo postal", "por correo", "correo ordinario", "via postal", "por carta", "correo tradicional", "^correo", "por via postal"],
};
