//! What months are called, written down from CLDR 48 (Unicode-3.0): within a date and alone, in full and short, in our
//! languages and their regions and in others of Europe; with a few that CLDR does not have. `tests/interop/fields-places.test.mjs` compares them
//! with the engine's.

use std::{collections::BTreeMap, error::Error};

use crate::{
    Table,
    fold::fold,
    names::{self, Meaning},
};

/// A language, and the twelve months. English is in the module, Japanese writes numbers.
const MONTHS: &[&str] = &[
    "ar: يناير جانفي كانون_الثاني | فبراير فيفري شباط | مارس آذار | أبريل أفريل نيسان | مايو ماي أيار | يونيو جوان حزيران | \
     يوليو جويلية تموز يوليوز | أغسطس أوت آب غشت أغشت | سبتمبر أيلول شتنبر شتمبر | أكتوبر تشرين_الأول | \
     نوفمبر تشرين_الثاني نونبر | ديسمبر كانون_الأول دجنبر دجمبر",
    "cs: ledna led leden | února úno únor | března bře březen | dubna dub duben | května kvě květen | června čvn červen | \
     července čvc červenec | srpna srp srpen | září zář | října říj říjen | listopadu lis listopad | prosince pro prosinec",
    "da: januar jan | februar feb | marts mar | april apr | maj | juni jun | juli jul | august aug | september sep | oktober okt | \
     november nov | december dec",
    "de: Januar Jan Jänner Jaenner Jän | Februar Feb Feber | März Mär Maerz Mrz | April Apr | Mai | Juni Jun Juno | Juli Jul Julei | \
     August Aug | September Sept Sep | Oktober Okt | November Nov | Dezember Dez",
    "el: Ιανουαρίου Ιαν Ιανουάριος | Φεβρουαρίου Φεβ Φεβρουάριος | Μαρτίου Μαρ Μάρτιος | Απριλίου Απρ Απρίλιος | Μαΐου Μαΐ Μάιος | \
     Ιουνίου Ιουν Ιούνιος | Ιουλίου Ιουλ Ιούλιος | Αυγούστου Αυγ Αύγουστος | Σεπτεμβρίου Σεπ Σεπτέμβριος | \
     Οκτωβρίου Οκτ Οκτώβριος | Νοεμβρίου Νοε Νοέμβριος | Δεκεμβρίου Δεκ Δεκέμβριος",
    "es: enero ene | febrero feb | marzo mar | abril abr | mayo may | junio jun | julio jul | agosto ago | \
     septiembre sept sep setiembre set | octubre oct | noviembre nov | diciembre dic",
    "fi: tammikuuta tammi tammikuu | helmikuuta helmi helmikuu | maaliskuuta maalis maaliskuu | huhtikuuta huhti huhtikuu | \
     toukokuuta touko toukokuu | kesäkuuta kesä kesäkuu | heinäkuuta heinä heinäkuu | elokuuta elo elokuu | \
     syyskuuta syys syyskuu | lokakuuta loka lokakuu | marraskuuta marras marraskuu | joulukuuta joulu joulukuu",
    "fr: janvier janv jan | février févr fév | mars mar | avril avr | mai | juin | juillet juil juill | août | septembre sept | \
     octobre oct | novembre nov | décembre déc",
    "he: ינואר ינו | פברואר פבר | מרץ מרס | אפריל אפר | מאי | יוני | יולי | אוגוסט אוג | ספטמבר ספט | אוקטובר אוק | נובמבר נוב | דצמבר דצמ",
    "hu: január jan | február febr | március márc | április ápr | május máj | június jún | július júl | augusztus aug | \
     szeptember szept | október okt | november nov | december dec",
    "it: gennaio gen genn | febbraio feb | marzo mar | aprile apr | maggio mag | giugno giu | luglio lug | agosto ago | \
     settembre set sett | ottobre ott | novembre nov | dicembre dic",
    "nl: januari jan | februari feb | maart mrt | april apr | mei | juni jun | juli jul | augustus aug | september sep | oktober okt | \
     november nov | december dec",
    "pl: stycznia sty styczeń | lutego lut luty | marca mar marzec | kwietnia kwi kwiecień | maja maj | czerwca cze czerwiec | \
     lipca lip lipiec | sierpnia sie sierpień | września wrz wrzesień | października paź październik | \
     listopada lis listopad | grudnia gru grudzień",
    "pt: janeiro jan | fevereiro fev | março mar | abril abr | maio mai | junho jun | julho jul | agosto ago | setembro set | \
     outubro out | novembro nov | dezembro dez",
    "ro: ianuarie ian | februarie feb | martie mar | aprilie apr | mai | iunie iun | iulie iul | august aug | septembrie sept | \
     octombrie oct | noiembrie nov noi | decembrie dec",
    "sv: januari jan | februari feb | mars | april apr | maj | juni | juli | augusti aug | september sep | oktober okt | november nov | \
     december dec",
    "tr: Ocak Oca | Şubat Şub | Mart Mar | Nisan Nis | Mayıs May | Haziran Haz | Temmuz Tem | Ağustos Ağu | Eylül Eyl | Ekim Eki | \
     Kasım Kas | Aralık Ara",
    "uk: січня січ січень | лютого лют лютий | березня бер березень | квітня квіт квітень | травня трав травень | \
     червня черв червень | липня лип липень | серпня серп серпень | вересня вер вересень | жовтня жовт жовтень | \
     листопада лист листопад | грудня груд грудень",
    "bg: януари яну | февруари фев | март | април апр | май | юни | юли | август авг | септември сеп | октомври окт | \
     ноември ное | декември дек",
    "et: jaanuar jaan | veebruar veebr | märts | aprill apr | mai | juuni | juuli | august aug | september sept | oktoober okt | \
     november nov | detsember dets",
    "hr: siječnja sij siječanj | veljače velj veljača | ožujka ožu ožujak | travnja tra travanj | svibnja svi svibanj | \
     lipnja lipanj | srpnja srpanj | kolovoza kol kolovoz | rujna ruj rujan | | studenoga stu studeni | prosinca pro prosinac",
    "lt: sausio saus sausis | vasario vas vasaris | kovo kov kovas | balandžio bal balandis | gegužės geg gegužė | \
     birželio birž birželis | liepos liep liepa | rugpjūčio rugp rugpjūtis | rugsėjo rugs rugsėjis | spalio spal spalis | \
     lapkričio lapkr lapkritis | gruodžio gruod gruodis",
    "lv: janvāris janv janvārī | februāris febr februārī | marts martā | aprīlis apr aprīlī | maijs maijā | jūnijs jūn jūnijā | \
     jūlijs jūl jūlijā | augusts aug augustā | septembris sept septembrī | oktobris okt oktobrī | novembris nov novembrī | \
     decembris dec decembrī",
    "nb: januar jan | februar feb | mars mar | april apr | mai | juni jun | juli jul | august aug | september sep | oktober okt | \
     november nov | desember des",
    "ru: января янв январь | февраля фев февраль | марта мар март | апреля апр апрель | мая май | июня июн июнь | июля июл июль | \
     августа авг август | сентября сен сентябрь | октября окт октябрь | ноября ноя ноябрь | декабря дек декабрь",
    "sk: januára jan január | februára feb február | marca mar marec | apríla apr apríl | mája máj | júna jún | júla júl | \
     augusta aug august | septembra sep september | októbra okt október | novembra nov november | decembra dec december",
    "sl: januar jan | februar feb | marec mar | april apr | maj | junij jun | julij jul | avgust avg | september sep | oktober okt | \
     november nov | december dec",
];

pub(crate) fn tables() -> Result<Vec<Table>, Box<dyn Error>> {
    let mut rows: BTreeMap<String, Meaning> = BTreeMap::new();
    for row in MONTHS {
        let (lang, months) = row.split_once(": ").ok_or("a row without a language")?;
        for (month, names) in months.split('|').enumerate() {
            let meaning = format!("{:02}", month + 1).into_bytes().try_into().expect("two digits");
            for name in names.split_whitespace() {
                // In Hebrew the preposition is written with the name.
                let within = (lang == "he").then(|| format!("ב{name}"));
                for name in [Some(name.to_owned()), within].into_iter().flatten() {
                    let other = rows.insert(fold(&name), meaning);
                    if other.is_some_and(|other| other != meaning) {
                        return Err(format!("{name} is two months").into());
                    }
                }
            }
        }
    }
    Ok(vec![Table::new("crates/fields/packs/months.bin", names::pack(&rows)?)])
}
