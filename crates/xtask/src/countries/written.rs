//! Names of countries that no package has: a code, then its names.

/// Formal names (ISO 3166-1; United Nations, list of member states), where they are more than the short name.
#[rustfmt::skip]
pub(super) const FORMAL: &[&str] = &[
    "AD Principality of Andorra", "AF Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan", "AL Republic of Albania",
    "AM Republic of Armenia", "AO Republic of Angola", "AR Argentine Republic|Republic of Argentina",
    "AT Republic of Austria|Republik Österreich", "AU Commonwealth of Australia", "AZ Republic of Azerbaijan",
    "BD People's Republic of Bangladesh", "BE Kingdom of Belgium", "BG Republic of Bulgaria", "BH Kingdom of Bahrain",
    "BI Republic of Burundi", "BJ Republic of Benin", "BN Brunei Darussalam|State of Brunei Darussalam",
    "BO Plurinational State of Bolivia|Bolivia, Plurinational State of|Bolivia (Plurinational State of)",
    "BR Federative Republic of Brazil|Federal Republic of Brazil", "BS Commonwealth of the Bahamas", "BT Kingdom of Bhutan",
    "BW Republic of Botswana", "BY Republic of Belarus", "CD Democratic Republic of the Congo|Congo, Democratic Republic of the|\
     Congo, The Democratic Republic of the|Congo, Dem. Rep.|Dem. Rep. of the Congo",
    "CG Republic of the Congo|Congo", "CH Swiss Confederation|Schweizerische Eidgenossenschaft|Confoederatio Helvetica",
    "CI Republic of Côte d'Ivoire", "CL Republic of Chile", "CM Republic of Cameroon", "CN People's Republic of China|PR China|PRC",
    "CO Republic of Colombia", "CR Republic of Costa Rica", "CU Republic of Cuba", "CV Republic of Cabo Verde",
    "CY Republic of Cyprus", "CZ Czech Republic", "DE Federal Republic of Germany|Bundesrepublik Deutschland|BRD",
    "DJ Republic of Djibouti", "DK Kingdom of Denmark", "DM Commonwealth of Dominica",
    "DZ People's Democratic Republic of Algeria", "EC Republic of Ecuador", "EE Republic of Estonia", "EG Arab Republic of Egypt",
    "ER State of Eritrea", "ES Kingdom of Spain|Reino de España", "ET Federal Democratic Republic of Ethiopia",
    "FI Republic of Finland", "FJ Republic of Fiji", "FM Federated States of Micronesia", "FR French Republic|République française",
    "GA Gabonese Republic", "GB United Kingdom of Great Britain and Northern Ireland", "GH Republic of Ghana",
    "GM Republic of the Gambia|Islamic Republic of the Gambia", "GN Republic of Guinea", "GQ Republic of Equatorial Guinea",
    "GR Hellenic Republic|Hellas", "GT Republic of Guatemala", "GW Republic of Guinea-Bissau",
    "GY Co-operative Republic of Guyana|Republic of Guyana", "HN Republic of Honduras", "HR Republic of Croatia",
    "HT Republic of Haiti", "HU Republic of Hungary", "ID Republic of Indonesia", "IE Republic of Ireland", "IL State of Israel",
    "IN Republic of India", "IQ Republic of Iraq", "IR Islamic Republic of Iran|Iran (Islamic Republic of)", "IS Republic of Iceland",
    "IT Italian Republic|Republic of Italy|Repubblica Italiana", "JO Hashemite Kingdom of Jordan", "KE Republic of Kenya",
    "KG Kyrgyz Republic", "KH Kingdom of Cambodia", "KI Republic of Kiribati", "KM Union of the Comoros",
    "KN Federation of Saint Kitts and Nevis|Federation of Saint Christopher and Nevis|Saint Christopher and Nevis",
    "KP Democratic People's Republic of Korea|Korea, Democratic People's Republic of|Korea (Democratic People's Republic of)|DPRK",
    "KR Republic of Korea|Korea, Republic of|Korea (Republic of)|ROK", "KW State of Kuwait", "KZ Republic of Kazakhstan",
    "LA Lao People's Democratic Republic|Lao PDR", "LB Lebanese Republic", "LI Principality of Liechtenstein",
    "LK Democratic Socialist Republic of Sri Lanka", "LR Republic of Liberia", "LS Kingdom of Lesotho", "LT Republic of Lithuania",
    "LU Grand Duchy of Luxembourg", "LV Republic of Latvia", "LY State of Libya|Libyan Arab Jamahiriya", "MA Kingdom of Morocco",
    "MC Principality of Monaco", "MD Republic of Moldova|Moldova, Republic of", "MG Republic of Madagascar",
    "MH Republic of the Marshall Islands", "MK Republic of North Macedonia|The former Yugoslav Republic of Macedonia|FYROM|\
     Republic of Macedonia", "ML Republic of Mali", "MM Republic of the Union of Myanmar|Union of Myanmar", "MR Islamic Republic of Mauritania",
    "MT Republic of Malta", "MU Republic of Mauritius", "MV Republic of Maldives|Republic of the Maldives", "MW Republic of Malawi",
    "MX United Mexican States|Estados Unidos Mexicanos", "MZ Republic of Mozambique", "NA Republic of Namibia",
    "NE Republic of the Niger|Republic of Niger", "NG Federal Republic of Nigeria", "NI Republic of Nicaragua",
    "NL Kingdom of the Netherlands|Netherlands (Kingdom of the)|Netherlands, Kingdom of the", "NO Kingdom of Norway",
    "NP Federal Democratic Republic of Nepal", "NR Republic of Nauru", "OM Sultanate of Oman", "PA Republic of Panama",
    "PE Republic of Peru", "PG Independent State of Papua New Guinea", "PH Republic of the Philippines",
    "PK Islamic Republic of Pakistan", "PL Republic of Poland", "PS State of Palestine|Palestine, State of|Palestinian Territory, Occupied|\
     Occupied Palestinian Territory", "PT Portuguese Republic", "PW Republic of Palau", "PY Republic of Paraguay", "QA State of Qatar",
    "RS Republic of Serbia", "RU Russian Federation", "RW Republic of Rwanda|Rwandese Republic", "SA Kingdom of Saudi Arabia|KSA",
    "SC Republic of Seychelles", "SD Republic of the Sudan|Republic of Sudan", "SE Kingdom of Sweden", "SG Republic of Singapore",
    "SI Republic of Slovenia", "SK Slovak Republic", "SL Republic of Sierra Leone", "SM Republic of San Marino",
    "SN Republic of Senegal", "SO Federal Republic of Somalia|Somali Republic", "SR Republic of Suriname", "SS Republic of South Sudan",
    "ST Democratic Republic of Sao Tome and Principe", "SV Republic of El Salvador", "SY Syrian Arab Republic",
    "SZ Kingdom of Eswatini|Kingdom of Swaziland", "TD Republic of Chad", "TG Togolese Republic", "TH Kingdom of Thailand",
    "TJ Republic of Tajikistan", "TL Democratic Republic of Timor-Leste", "TM Republic of Turkmenistan", "TN Republic of Tunisia|Tunisian Republic",
    "TO Kingdom of Tonga", "TR Republic of Türkiye|Republic of Turkey|Türkiye Cumhuriyeti", "TT Republic of Trinidad and Tobago",
    "TW Republic of China|Taiwan, Province of China|Taiwan, Republic of China|ROC|Chinese Taipei",
    "TZ United Republic of Tanzania|Tanzania, United Republic of|Tanzania (United Republic of)", "UG Republic of Uganda",
    "US United States of America|United States", "UY Eastern Republic of Uruguay|Oriental Republic of Uruguay",
    "UZ Republic of Uzbekistan", "VA Holy See|Vatican City State|Holy See (Vatican City State)|Vatican", "VE Bolivarian Republic of Venezuela|\
     Venezuela (Bolivarian Republic of)|Venezuela, Bolivarian Republic of", "VN Socialist Republic of Viet Nam|Socialist Republic of Vietnam|Viet Nam",
    "VU Republic of Vanuatu", "WS Independent State of Samoa", "XK Republic of Kosovo", "YE Republic of Yemen", "ZA Republic of South Africa|RSA",
    "ZM Republic of Zambia", "ZW Republic of Zimbabwe",
];

/// What people say, old names that mean one country still, and abbreviations.
#[rustfmt::skip]
pub(super) const ALSO: &[&str] = &[
    "AE UAE|Emirates|Dubai|Abu Dhabi", "AX Aland", "BA Bosnia|BiH", "BQ Bonaire", "CD DR Congo|DRC|Congo-Kinshasa|Congo DR|Zaire",
    "CG Congo-Brazzaville|Congo Brazzaville", "CI Ivory Coast", "CV Cape Verde", "CZ Czechia|Czech Rep.", "DO Dominican Rep.", "FK Falklands|Malvinas",
    "FM Micronesia", "GB UK|Great Britain|Great Britain and Northern Ireland|Britain|England|Scotland|Wales|Northern Ireland|GBR", "GM The Gambia|Gambia",
    "GS South Georgia", "HK Hong Kong SAR|Hong Kong SAR China|Hongkong", "IE Eire|Southern Ireland", "IM Isle of Man|Man, Isle of", "IR Persia",
    "KR Korea|South Korea|Korea, Rep.|Korea, South|S. Korea", "KP North Korea|Korea, Dem. Rep.|Korea, North|N. Korea", "LA Laos", "LK Ceylon", "MK Macedonia|North Macedonia",
    "MM Burma|Myanmar", "MO Macau|Macao|Macao SAR", "NL Holland", "NZ Aotearoa", "PS Palestine|Palestinian Territories|Palestinian Authority",
    "PT Madeira|Azores", "ES Canary Islands|Balearic Islands", "RE Reunion Island", "RU Russia", "SH Saint Helena|Saint Helena, Ascension and Tristan da Cunha|Ascension|Tristan da Cunha",
    "ST Sao Tome", "SJ Svalbard|Spitsbergen", "SX Saint Martin (Dutch part)", "MF Saint Martin|Saint Martin (French part)", "SY Syria", "SZ Swaziland",
    "TH Siam", "TL East Timor", "TR Turkey|Turkiye", "TT Trinidad", "US USA|America|U.S. of A.|the States|États-Unis d'Amérique|Vereinigte Staaten von Amerika|\
     Stati Uniti d'America|Estados Unidos de América|Verenigde Staten van Amerika|Estados Unidos da América", "UM U.S. Minor Outlying Islands", "VA Vatican City",
    "VC Saint Vincent|St Vincent and Grenadines", "VG Virgin Islands, British|BVI", "VI Virgin Islands, U.S.|United States Virgin Islands|Virgin Islands of the United States|US Virgin Islands|USVI",
    "XK Kosova|Kosovo|XKX",
];

/// Locales of CLDR beyond our languages, and the countries that speak them.
#[rustfmt::skip]
pub(super) const OWN: &[&str] = &[
    "am ET", "az AZ", "be BY", "bg BG", "bn BD", "bs BA", "ca AD", "dz BT", "et EE", "fa IR AF", "fo FO", "ga IE", "hi IN", "hr HR BA",
    "hy AM", "id ID", "is IS", "ka GE", "kk KZ", "kl GL", "km KH", "ko KR KP", "ky KG", "lb LU", "lo LA", "lt LT", "lv LV", "mg MG", "mk MK",
    "mn MN", "ms MY BN SG", "mt MT", "my MM", "nb NO", "ne NP", "nn NO", "ps AF", "ru RU BY KZ KG", "si LK", "sk SK", "sl SI", "so SO",
    "sq AL XK", "sr RS ME BA XK", "sr-Latn RS ME BA XK", "sw KE TZ UG", "ta LK IN SG", "th TH", "tk TM", "ur PK", "uz UZ", "vi VN", "zh CN TW HK MO SG",
    "zh-Hant CN TW HK MO", "af ZA NA", "zu ZA", "cy GB", "gd GB", "rm CH", "eu ES", "gl ES", "mi NZ",
];
