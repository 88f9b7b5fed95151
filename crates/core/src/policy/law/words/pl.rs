//! Polish.

use super::Words;

#[rustfmt::skip]
pub(super) const WORDS: Words = Words {
    tick: &["zaznacz*", "zakresl*", "pole", "kratk*", "klikn*", "checkbox*"],
    condition: &["jesli", "jezeli", "gdy", "w przypadku", "chyba ze", "o ile"],
    opt_out: &[
        "^odznacz*", "^sprzeciwiam", "^nie zgadzam", "zaznacz* … aby nie", "zaznacz* … aby zrezygnowac", "zaznacz* … sprzeciw*",
        "^odmawiam", "^rezygnuje",
    ],
    negated: &[
        "nie chce", "nie chcialbym", "nie chcialabym", "nie wyrazam", "nie zycze", "nie zgadzam", "nie akceptuje", "nie przesylaj*",
        "nie wysylaj*", "nie dzwon*", "rezygnuje z", "odmawiam", "^nie dziekuje", "wole nie",
    ],
    missing_out: &["przegap*", "przeoczyc", "stracic", "spam*", "tylko"],
    denied: &["nigdy", "nie", "bez", "zadn*", "ani"],
    stopping: &["w kazdej chwili", "w dowolnym momencie", "w dowolnej chwili", "wycofa*", "cofna*", "odwola*", "kiedy chce"],
    objection: &["sprzeciw*", "wypisa*", "zrezygnowac", "zrezygnuj*", "rezygnacj*", "wyrejestrowa*"],
    lasting: &[
        "nieodwolaln*", "nie … wycofa*", "nie … cofna*", "nie … odwola*", "nie … wypisac", "nie … zrezygnowac", "nie … sprzeciw*",
        "nie mozna", "wycofanie … niemozliwe", "wycofanie … nie jest mozliwe", "cofniecie … niemozliwe", "bez prawa", "bez mozliwosci",
        "zrzekam sie", "bezterminow* i nieodwoln*", "ostateczn*", "dopiero po … wycofa*", "wycofa* … dopiero po", "rezygnacja … dopiero",
    ],
    bare: &[
        "tak", "ok", "nie", "zgadzam sie", "akceptuje", "wyrazam zgode", "zgoda", "potwierdzam", "tak zgadzam sie", "akceptuje wszystko",
        "marketing", "reklama", "zgadzam", "tak poprosze",
    ],
    terms: &[
        "regulamin*", "warunki korzystania", "ogolne warunki", "warunki uslugi", "warunki sprzedazy", "warunki umowy", "warunkami",
        "warunki", "owu", "owh", "warunkow",
    ],
    accepting: &[
        "akceptuj*", "zgadzam", "zgod*", "zapozna*", "przeczytal*", "oswiadcz*", "potwierdz*", "przyjm*", "rozumiem", "zaakceptow*",
    ],
    notice: &[
        "polityk* prywatnosci", "klauzul* informacyjn*", "informacj* o prywatnosci", "polityk* ochrony danych", "polityk* danych",
        "informacj* o przetwarzaniu", "obowiazk* informacyjn*", "polityk* cookie*", "ochron* danych osobowych", "zasad* prywatnosci",
        "oswiadczenie* o ochronie", "deklaracj* prywatnosci",
    ],
    implied: &[
        "^wysylajac", "^przesylajac", "^zapisujac sie", "^klikajac", "^rejestrujac sie", "^wypelniajac", "^podajac", "^kontynuujac",
        "^zatwierdzajac", "^biorac udzial", "^zamawiajac", "^tworzac", "^subskrybujac", "^naciskajac", "^korzystajac", "^przez wyslanie",
        "^poprzez", "^zostawiajac", "wyrazasz zgode", "zgadzasz sie", "wyraza pan", "wyraza pani", "akceptujesz",
    ],
    confirming: &["potwierdz*", "aktyw*", "weryfik*", "double opt in"],
    marketing: &[
        "newsletter*", "oferty", "ofert", "ofertach", "ofertami", "promocj*", "reklam*", "marketing*", "informacj* handlow*",
        "rabat*", "informacj* marketingow*", "tresci reklamow*", "nowosci*",
    ],
    ordered: &[
        "o ktore", "o ktora", "prosi*", "zapytani*", "wycen*", "na zyczenie", "zadan*", "rezerw*", "ofert* pracy", "przygotow*",
        "wniosk*", "niezobowiazujac*", "zamowion*", "zamowiles", "zamowilas",
    ],
    as_such: &["cele marketingowe", "celach marketingowych", "celow marketingowych", "celach reklamowych", "celach handlowych", "celach promocyjnych"],
    blanket: &[
        "przetwarzani* … danych", "przetwarzan* … danych", "wykorzystani* … danych", "gromadzeni* … danych", "dane … przetwarzan*",
        "przechowywani* … danych", "udostepnieni* … danych",
    ],
    aim: &["w celu", "w celach", "celem", "zeby", "aby", "dla", "na potrzeby", "newsletter*", "przez", "o nowosciach", "w sprawie"],
    partners: &[
        "partner*", "osobom trzecim", "osob trzecich", "podmiot*", "stron* trzeci*", "firm* wspolpracujac*", "spolk* z grupy", "grup*",
        "wspolpracujac*", "spolek zaleznych", "spolk* zalezn*", "sponsor*", "reklamodawc*", "inne firmy", "innych firm", "inne marki",
        "wybran* firm*", "kontrahent*", "zaufan* firm*",
    ],
    pressure: &[
        "nie przegap*", "ostatnia szansa", "tylko dzis", "pospiesz*", "nie czekaj", "ostatnie dni", "ostatnie sztuki", "nie zwlekaj",
        "ograniczon* czas*", "nie moze cie ominac",
    ],
    age: &["ukonczone 16", "ukonczone 18", "co najmniej 16", "co najmniej 18", "pelnoletni*"],
    consent: &["zgode", "zgoda", "zgody"],
    conditional: &[
        "musisz … zgod*", "musisz … zaakceptowac", "musisz … zapisac", "nalezy … zgod*", "trzeba … zgod*", "obowiazkow*", "warunkiem",
        "wymagan*", "niezbedn*", "konieczn*", "pod warunkiem", "w zamian za", "wymog*",
    ],
    storing: &["cookie*", "ciasteczk*", "plik* cookie*", "piksel*", "tracker*", "odcisk* przegladarki"],
    device: &[
        "zapis*", "instal*", "przechow*", "urzadzeni*", "przegladar*", "wizyt*", "odwiedzin*", "stron*", "mierz*", "pomiar*", "analiz*",
        "analit*", "statystyk*", "uzyw*", "korzyst*", "akceptuj*", "personaliz*", "reklam*", "umieszcz*", "umiesc*",
    ],
    profiling: &[
        "profil*", "analiz*", "sledz*", "sledzeni*", "personaliz*", "dopasow*", "zachowan*", "zainteresowan*", "co czytam", "co kupuje",
        "w co klikam", "mierz*",
    ],
    reaching: &[
        "wysyl*", "wysl*", "przesyl*", "przesl*", "otrzym*", "dosta*", "inform*", "kontakt*", "nowosc*", "newsletter*", "ofert*", "promocj*",
        "dzwon*", "zadzwon*", "telefon*", "pisz*", "napisz*", "powiadom*", "zapro*", "wiadomosc*", "list", "listy", "listem", "listown*",
        "poczt*", "mail*", "e mail*", "email*", "sms*", "whatsapp", "przypom*", "przekaz*", "udostepn*", "daj* znac", "reklam*", "biezaco",
    ],
    email: &[
        "e mail*", "email*", "mailem", "mail*", "poczt* elektroniczn*", "elektroniczn* poczt*", "droga elektroniczna", "drogi elektronicznej",
        "drodze elektronicznej", "korespondencj* elektroniczn*", "srodk* komunikacji elektronicznej", "maila",
    ],
    sms: &["sms*", "whatsapp", "wiadomosc* tekstow*", "telegram"],
    phone: &["telefon*", "zadzwon*", "dzwon*", "polaczeni* telefoniczn*", "rozmow*"],
    post: &["poczta", "poczta tradycyjna", "tradycyjna poczta", "listownie", "listem", "poczta zwykla", "droga pocztowa", "poczcie tradycyjnej"],
};
