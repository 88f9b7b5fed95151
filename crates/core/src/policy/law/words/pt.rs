//! Portuguese, of Portugal and of Brazil.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["assinal*", "marc*", "marque", "caixa", "seleccion*", "selecion*", "opcao", "clique"],
    condition: &["se", "caso", "salvo se"],
    opt_out: &[
        "^desmar*", "^me oponho", "^oponho me", "^recuso", "assinal* … para nao", "marque … para nao", "marcar … para nao",
        "assinal* … opor", "retire a selecao", "salvo se desmarcar",
    ],
    negated: &[
        "nao desejo", "nao quero", "nao receber", "nao pretendo", "nao aceito", "nao autorizo", "nao consinto", "nao concordo", "nao gostaria",
        "nao me envie*", "nao me enviem", "nao me ligue*", "prefiro nao", "^nao obrigad*", "^sem publicidade", "recuso receber",
    ],
    missing_out: &["perder", "spam", "esperar"],
    denied: &["nunca", "nao", "sem", "nenhum*", "jamais", "nem"],
    stopping: &[
        "a qualquer momento", "em qualquer momento", "a qualquer altura", "quando quiser", "retirar", "revogar", "retirado", "dizer nao",
    ],
    objection: &["opor*", "oponh*", "oposicao", "cancelar a inscricao", "cancelar a subscricao", "cancelar a assinatura", "descadastr*"],
    lasting: &[
        "irrevogavel", "irrevogave*", "nao … revogad*", "nao … revogar", "nao … retirad*", "nao … retirar", "nao … cancelar",
        "nao … cancelad*", "nao … desinscrever", "nao … opor*", "sem possibilidade de", "renuncio … direito", "definitivo",
        "impossivel retirar", "impossivel revogar", "nao e possivel", "nao sera possivel", "so … cancelar … apos", "revogacao … nao … possivel", "cancelamento … nao … possivel",
    ],
    bare: &[
        "sim", "ok", "nao", "aceito", "aceitar", "concordo", "sim aceito", "autorizo", "consinto", "confirmo", "aceitar tudo", "de acordo",
        "marketing", "publicidade", "sim obrigado",
    ],
    terms: &[
        "termos e condicoes", "termos e as condicoes", "termos de uso", "termos de servico", "termos de utilizacao", "condicoes gerais",
        "condicoes de uso", "condicoes de utilizacao", "condicoes de venda", "os termos", "as condicoes", "regulamento", "nossos termos",
        "seus termos",
    ],
    accepting: &["aceit*", "concord*", "li", "lido", "consinto", "consent*", "autoriz*", "ciente", "conhecimento", "acordo", "tomei", "compreend*", "declaro"],
    notice: &[
        "politica de privacidade", "politicas de privacidade", "aviso de privacidade", "declaracao de privacidade", "politica de protecao",
        "politica de dados", "politica de tratamento", "termo de privacidade", "termos de privacidade", "nota de privacidade",
        "informacao de privacidade", "protecao de dados", "politica de confidencialidade",
    ],
    implied: &[
        "^ao enviar", "^ao inscrever*", "^ao se inscrever", "^ao clicar", "^ao continuar", "^ao submeter", "^ao preencher", "^ao fornecer",
        "^ao registar*", "^ao se registrar", "^ao registrar*", "^ao cadastrar*", "^ao se cadastrar", "^ao subscrever", "^ao assinar",
        "^ao participar", "^ao informar", "^ao indicar", "^ao usar", "^ao utilizar", "^ao comprar", "^ao criar", "^ao prosseguir",
        "^ao deixar", "^com o envio", "^enviando", "voce aceita", "voce concorda", "voce autoriza", "esta a aceitar", "aceita receber",
        "concorda em",
    ],
    confirming: &["confirm*", "verific*", "ativ*", "double opt in", "duplo opt in"],
    marketing: &[
        "newsletter*", "boletim", "boletins", "ofertas", "promoc*", "publicidade", "publicitari*", "marketing", "descontos",
        "comunicacoes comerciais", "informacoes comerciais", "novidades", "propaganda",
    ],
    ordered: &[
        "nos pede", "pede", "solicit*", "orcamento*", "que nos", "requerid*", "propost*", "reserv*",
        "oferta de emprego", "ofertas de emprego", "vaga*", "sem compromisso", "encomendou", "encomendad*", "pedida*", "pediu", "o seu anuncio",
    ],
    as_such: &["fins de marketing", "fins comerciais", "fins publicitarios", "finalidades de marketing", "fins promocionais"],
    blanket: &[
        "tratamento … dados", "uso … dados", "utilizacao … dados", "recolha … dados", "coleta … dados", "dados … tratados",
        "dados … utilizados", "tratar os meus dados", "usar meus dados", "uso dos meus dados",
    ],
    aim: &["para", "a fim de", "com o fim", "com a finalidade", "por", "sobre", "newsletter*", "quando", "no ambito"],
    partners: &[
        "parceir*", "terceir*", "empresas selecionadas", "empresas do grupo", "outras empresas", "grupo", "filiais", "coligadas",
        "afiliad*", "patrocinador*", "anunciantes", "entidades parceiras", "outras entidades", "outras marcas", "marcas parceiras",
        "sociedades do grupo", "empresas associadas", "subsidiarias",
    ],
    pressure: &[
        "nao perca", "nao percas", "ultima oportunidade", "ultima chance", "so hoje", "apenas hoje", "apress*", "corra", "ultimos dias",
        "nao deixe passar", "nao deixes passar", "por tempo limitado", "aproveite ja",
    ],
    age: &["pelo menos 13", "pelo menos 16", "pelo menos 18", "maior de idade", "maior de 18"],
    consent: &["consent*", "consinto"],
    conditional: &[
        "deve aceitar", "tem de aceitar", "tem que aceitar", "deve concordar", "e necessario aceitar", "e preciso aceitar", "obrigatori*",
        "condicao para", "condicao de", "requisito", "necessario para participar", "em troca", "indispensavel", "deve subscrever",
    ],
    storing: &["cookie*", "rastreador*", "testemunhos de conexao", "pixel*", "impressao digital", "armazenamento local"],
    device: &[
        "instal*", "armazen*", "dispositivo*", "navegador*", "visita*", "site*", "sitio*", "medir", "medicao", "analit*", "estatistic*",
        "analis*", "utiliz*", "usar", "uso", "aceit*", "permit*", "personaliz*", "publicidade", "colocar", "guardar",
    ],
    profiling: &[
        "perfi*", "analis*", "rastre*", "acompanh*", "personaliz*", "meus cliques", "minhas compras", "o que leio", "comportamento",
        "interesses", "segment*", "medir",
    ],
    reaching: &[
        "envi*", "receb*", "inform*", "contact*", "contat*", "noticia*", "novidade*", "boletim", "newsletter*", "ofertas", "promoc*", "lig*",
        "telefon*", "escrev*", "avis*", "mand*", "convid*", "convit*", "mensage*", "carta*", "correio*", "email*", "e mail*", "sms",
        "whatsapp", "subscre*", "inscre*", "a par", "comunic*", "remet*", "notific*", "ced*", "partilh*", "compartilh*", "lembr*",
        "publicidade", "cham*",
    ],
    email: &["email*", "e mail*", "correio eletronico", "correios eletronicos", "correio electronico", "mail", "via eletronica", "meios eletronicos"],
    sms: &["sms", "mensagem de texto", "mensagens de texto", "whatsapp", "torpedo*", "telegram"],
    phone: &["telefone", "telefonic*", "telefonema*", "chamada*", "ligue*", "ligacao", "ligacoes", "liguem me", "me liguem"],
    post: &["por correio", "correio postal", "via postal", "por carta", "correio tradicional", "^correio", "pelo correio", "correios"],
};
