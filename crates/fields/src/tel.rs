//! Telephone numbers: what people type, read into E.164, and looked up in the ranges that are in use.

mod automaton;
mod typed;

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::cmp::Ordering;

use self::{
    automaton::{Automaton, Label},
    typed::Typed,
};
use super::{Check, Country, Fault, Kind, Rules, digits::value, lines::Lines};

/// More digits than any number has (ITU-T E.164 allows fifteen; some German ones have more).
const MOST: usize = 17;

/// The pack that every check needs.
const CORE: &str = "tel-core";

/// Calling codes, and the numbers that are in use, for the regions whose packs have come.
#[derive(Debug, Default)]
pub(super) struct Phones {
    codes: Lines,
    packs: Vec<Automaton>,
}

impl Phones {
    /// Takes the core pack: how long the calling codes are as text, in two bytes; the codes; the numbers of many regions.
    pub(super) fn add_core(&mut self, pack: &[u8]) -> bool {
        let whole = pack
            .split_first_chunk()
            .and_then(|(length, rest)| rest.split_at_checked(u16::from_le_bytes(*length).into()));
        whole.is_some_and(|(codes, ranges)| self.add(ranges) && self.codes.add(codes, 4))
    }

    /// Takes the pack of one calling code.
    pub(super) fn add(&mut self, pack: &[u8]) -> bool {
        let read = Automaton::read(pack);
        let sound = read.is_some();
        self.packs.extend(read);
        sound
    }

    /// How well a number of the right length fits.
    fn look_up(&self, code: Code<'_>, national: &str) -> Grade {
        let digits = code.number.as_bytes();
        let Some((pack, state)) = self.packs.iter().find_map(|pack| Some((pack, pack.walk(0, digits)?))) else {
            return Grade::Unknown;
        };
        match pack.walk(state, national.as_bytes()).and_then(|state| pack.label(state)) {
            Some(Label::Fixed) => Grade::Fixed,
            Some(Label::Usable) => Grade::Usable,
            None => Grade::Unused,
        }
    }

    /// The country of a number in E.164; the main one where several share a calling code.
    #[inline(never)]
    pub(super) fn country(&self, number: &str) -> Option<&str> {
        let (code, _) = self.split(number.strip_prefix('+')?)?;
        code.regions().next().map(|region| region.id)
    }

    /// The calling code that the digits start with, and the rest. No code starts another.
    fn split<'a>(&self, digits: &'a str) -> Option<(Code<'_>, &'a str)> {
        self.codes.rows().find_map(|line| {
            let (number, _) = line.split_once(';')?;
            let national = digits.strip_prefix(number)?;
            Some((Code::read(line)?, national))
        })
    }

    fn home(&self, country: Country) -> Option<(Code<'_>, Region<'_>)> {
        self.codes.rows().filter_map(Code::read).find_map(|code| {
            let region = code.regions().find(|region| region.id == country.code())?;
            Some((code, region))
        })
    }
}

/// A calling code.
#[derive(Clone, Copy)]
struct Code<'a> {
    number: &'a str,
    /// Bit 0 for national numbers of two digits.
    lengths: u16,
    /// `c` where its ranges are in the core pack, `i` where national forms follow more rules than a prefix.
    marks: &'a str,
    regions: &'a str,
}

/// A region of a calling code.
#[derive(Clone, Copy)]
struct Region<'a> {
    id: &'a str,
    /// What may stand before the number in a national call, each after its length.
    trunks: &'a str,
    /// What stands before the calling code in an international call.
    international: &'a str,
}

impl<'a> Code<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let mut parts = line.split(';');
        let mut next = || parts.next();
        Some(Self { number: next()?, lengths: value(next()?)?, marks: next()?, regions: next()? })
    }

    /// Whether national forms follow more rules than a prefix.
    fn irregular(self) -> bool {
        self.marks.ends_with('i')
    }

    /// The pack with its ranges.
    fn pack(self) -> String {
        if self.marks.starts_with('c') { CORE.into() } else { ["tel/", self.number].concat() }
    }

    fn regions(self) -> impl Iterator<Item = Region<'a>> {
        let mut rest = self.regions;
        core::iter::from_fn(move || {
            let (id, tail) = take(rest, if rest.starts_with("001") { 3 } else { 2 })?;
            let (count, trunks) = take(tail, 1)?;
            let mut tail = trunks;
            for _ in 0..count.as_bytes()[0] - b'0' {
                (_, tail) = counted(tail)?;
            }
            let trunks = &trunks[..trunks.len() - tail.len()];
            let (international, tail) = counted(tail)?;
            rest = tail;
            Some(Region { id, trunks, international })
        })
    }
}

/// A text after its length, which is one digit.
fn counted(text: &str) -> Option<(&str, &str)> {
    let (length, rest) = take(text, 1)?;
    take(rest, usize::from(length.as_bytes()[0] - b'0'))
}

fn take(text: &str, length: usize) -> Option<(&str, &str)> {
    text.split_at_checked(length).filter(|_| !text.is_empty())
}

/// One way to read what was typed.
struct Reading<'a> {
    code: Code<'a>,
    national: Cow<'a, str>,
    grade: Grade,
    /// Whether no other reading fits as well.
    alone: bool,
}

/// How well a reading fits; the better, the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Long,
    Short,
    /// The right length, but not in use.
    Unused,
    /// The right length, and no pack to look further.
    Unknown,
    Fixed,
    Usable,
}

impl<'a> Reading<'a> {
    fn new(code: Code<'a>, national: impl Into<Cow<'a, str>>, phones: &Phones) -> Self {
        let national = national.into();
        Self { code, grade: grade(code, &national, phones), national, alone: true }
    }

    /// The better of this one and another. If both are as good, there is no saying which was meant.
    fn or(self, national: impl Into<Cow<'a, str>>, phones: &Phones) -> Self {
        let other = Self::new(self.code, national, phones);
        match other.grade.cmp(&self.grade) {
            Ordering::Greater => other,
            Ordering::Equal => Self { alone: false, ..self },
            Ordering::Less => self,
        }
    }
}

fn grade(code: Code<'_>, national: &str, phones: &Phones) -> Grade {
    let length = national.len();
    if length > MOST || (length >= 2 && code.lengths >> (length - 2) == 0) {
        return Grade::Long;
    }
    if length < 2 || code.lengths & ((1 << (length - 1)) - 1) == 0 {
        return Grade::Short;
    }
    phones.look_up(code, national)
}

/// Checks a telephone number, or a mobile one.
#[inline(never)]
pub(super) fn check(kind: Kind, input: &str, rules: &Rules, phones: &Phones) -> Check {
    let Some(typed) = Typed::read(input) else {
        return Check::error(Fault::TelFormat);
    };
    let digits = &*typed.digits;
    if digits.len() < 4 {
        return Check::error(Fault::TelShort);
    }
    if phones.codes.is_empty() {
        return Check::doubt(Fault::TelRange).wanting(CORE.into());
    }
    let home = rules.country.filter(|_| !typed.plus).and_then(|country| phones.home(country));
    let (code, national, region, plus_forgotten) = match (international(&typed, home), home) {
        (Some(whole), _) => {
            let Some((code, national)) = phones.split(whole) else {
                return Check::error(Fault::TelCode);
            };
            (code, national, None, None)
        }
        _ if digits.len() > MOST => return Check::error(Fault::TelLong),
        (None, Some((code, region))) => {
            let own = phones.split(digits).filter(|(other, _)| other.number == code.number);
            (code, digits, Some(region), own.map(|(_, national)| national))
        }
        (None, None) => return Check::doubt(Fault::TelCountry),
    };
    let mut best = Reading::new(code, national, phones);
    if best.grade < Grade::Fixed {
        // Without a prefix of national calls, which some write behind the calling code as well.
        let home = region.or_else(|| code.regions().next());
        let mut trunks = home.map_or("", |region| region.trunks);
        while let Some((trunk, others)) = counted(trunks) {
            if let Some(rest) = national.strip_prefix(trunk) {
                best = best.or(rest, phones);
            }
            trunks = others;
        }
        if code.number == ARGENTINA {
            for mobile in argentine_mobiles(national) {
                best = best.or(mobile, phones);
            }
        }
    }
    if let Some(national) = plus_forgotten {
        best = best.or(national, phones);
    }
    // The country is sure where the number says it itself, or the person has.
    let sure = best.alone && (region.is_none() || !(rules.assumed || best.national.starts_with('0')));
    judge(kind, &typed, &best, &Said { international: region.is_none(), sure, assumed: rules.assumed })
}

const ARGENTINA: &str = "54";

/// Argentina's mobile numbers as they are dialled there, `011 15 2345-6789`, in the form that is dialled from abroad: a 9 in front,
/// and no 15 behind the area code, which has two to four digits (libphonenumber, `nationalPrefixTransformRule`).
fn argentine_mobiles(national: &str) -> impl Iterator<Item = String> {
    let local = national.strip_prefix('0').unwrap_or(national);
    (2..=4).filter(|_| local.len() == 12).filter_map(|area| {
        let rest = local[area..].strip_prefix("15")?;
        Some(["9", &local[..area], rest].concat())
    })
}

/// The digits from the calling code on, if the number is written in international form.
fn international<'a>(typed: &'a Typed, home: Option<(Code<'_>, Region<'_>)>) -> Option<&'a str> {
    if typed.plus {
        return Some(&typed.digits);
    }
    let prefix = home.map_or("00", |(_, region)| region.international);
    let known = typed.digits.strip_prefix(prefix);
    // Most of the world dials 00, and people do so in forms of countries that do not; a national number never starts so.
    known.filter(|rest| rest.len() > 6).or_else(|| typed.digits.strip_prefix("00"))
}

/// What is known of a number's country.
struct Said {
    /// Whether the number starts with a calling code.
    international: bool,
    /// Whether the country, and where the number begins in it, is beyond doubt.
    sure: bool,
    /// Whether the country is only where the owner is.
    assumed: bool,
}

fn judge(kind: Kind, typed: &Typed, reading: &Reading<'_>, said: &Said) -> Check {
    let Reading { code, ref national, grade, .. } = *reading;
    let value = || ["+", code.number, national, &typed.extension].concat();
    // As it is dialled at home, a number may lack its area code, unless it is as long as any.
    let whole = || code.lengths >> (national.len() - 1) == 0 && code.number != ARGENTINA;
    let sure = || said.sure && (said.international || whole());
    let range = || Check { value: sure().then(value), ..Check::doubt(Fault::TelRange) };
    match grade {
        Grade::Long | Grade::Short if !said.international && national.len() <= MOST => match () {
            // What rules of the country would make of it is not known here, so it is asked about.
            () if code.irregular() => Check::doubt(Fault::TelRange),
            // Who has not said where they live may have a number of another country, where none is this short.
            () if said.assumed && typed.digits.len() > 6 => Check::doubt(Fault::TelCountry),
            () if grade == Grade::Long => Check::error(Fault::TelLong),
            () => Check::error(Fault::TelShort),
        },
        Grade::Long => Check::error(Fault::TelLong),
        Grade::Short => Check::error(Fault::TelShort),
        Grade::Unused => range(),
        Grade::Unknown => range().wanting(code.pack()),
        Grade::Fixed if kind == Kind::Mobile => Check::unsure(value(), Fault::TelFixed),
        Grade::Fixed | Grade::Usable => Check::ok(value()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Verdict;

    fn phones() -> Phones {
        let mut phones = Phones::default();
        assert!(phones.add_core(include_bytes!("../packs/tel-core.bin")));
        phones
    }

    fn checked(kind: Kind, country: &str, input: &str) -> Check {
        let mut rules = Rules::default();
        assert!(country.is_empty() || rules.set("country", country));
        check(kind, input, &rules, &phones())
    }

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for (country, input, value) in [
            ("GB", "(020) 7946 0958", "+442079460958"),
            ("GB", "+44 (0)20 7946 0958", "+442079460958"),
            ("GB", "0044 20 7946 0958", "+442079460958"),
            ("DE", "49 151 23456789", "+4915123456789"),
            ("DE", "0151/234-567.89", "+4915123456789"),
            ("DE", "٠١٥١ ٢٣٤٥٦٧٨٩", "+4915123456789"),
            ("DE", "Tel.: 030 901820", "+4930901820"),
            ("DE", "Telefon 030/901820", "+4930901820"),
            ("DE", "☎ 030 901820", "+4930901820"),
            ("DE", "（030）901820", "+4930901820"),
            ("DE", "０３０／９０１８２０", "+4930901820"),
            ("DE", "030\u{FE0F} 90\u{3164}1820", "+4930901820"),
            ("FR", "01 23 45 67 89 poste 12", "+33123456789;ext=12"),
            ("DE", "030 901820 Durchwahl 12", "+4930901820;ext=12"),
            ("DE", "030 901820 App. 12", "+4930901820;ext=12"),
            ("ES", "91 123 45 67 extensión 12", "+34911234567;ext=12"),
            ("US", "650-253-0000 EXT: 12", "+16502530000;ext=12"),
            ("US", "650-253-0000,,12", "+16502530000;ext=12"),
            ("US", "650-253-0000x12", "+16502530000;ext=12"),
            ("DE", "0151 23456789 (privat)", "+4915123456789"),
            ("GB", "020 7946 0958 evenings", "+442079460958"),
            ("GB", "[+44] 20 7946 0958", "+442079460958"),
            ("GB", "020_7946_0958", "+442079460958"),
            ("GB", "020 • 7946 • 0958", "+442079460958"),
            ("GB", "++44 20 7946 0958", "+442079460958"),
            ("GB", "+0044 20 7946 0958", "+442079460958"),
            ("IT", "06 6982 0000 int. 12", "+390669820000;ext=12"),
            ("", "Mobile: +44 7911 123456", "+447911123456"),
            ("US", "1 (650) 253-0000 ext. 12", "+16502530000;ext=12"),
            ("US", "011 44 20 7946 0958", "+442079460958"),
            ("IT", "06 6982 0000", "+390669820000"),
            ("HU", "06 1 234 5678", "+3612345678"),
            ("", "tel:+33-1-23-45-67-89", "+33123456789"),
        ] {
            assert_eq!(checked(Kind::Tel, country, input), Check::ok(value.into()), "{country} {input}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused_and_what_is_not_known_is_asked_about() {
        for (kind, country, input, code) in [
            (Kind::Tel, "US", "1-800-FLOWERS", "tel-format"),
            (Kind::Tel, "US", "1 800 FLOWERS", "tel-format"),
            (Kind::Tel, "US", "1-800-CALL-NOW1", "tel-format"),
            (Kind::Tel, "US", "1-800-555-TELL", "tel-format"),
            (Kind::Tel, "GB", "0770O 900123", "tel-format"),
            (Kind::Tel, "GB", "020 79O6 0958", "tel-format"),
            (Kind::Tel, "DE", "030 901820 oder 0151 23456789", "tel-format"),
            (Kind::Tel, "GB", "none", "tel-format"),
            (Kind::Tel, "GB", "12", "tel-short"),
            (Kind::Tel, "FR", "01 23 45", "tel-short"),
            (Kind::Tel, "FR", "01 23 45 67 89 01", "tel-long"),
            (Kind::Tel, "", "+999 1234567", "tel-code"),
            (Kind::Tel, "", "020 7946 0958", "tel-country"),
            (Kind::Tel, "FR", "+33 0000 00000", "tel-range"),
            (Kind::Mobile, "DE", "030 901820", "tel-fixed"),
            (Kind::Tel, "", "+7 912 345 67 89", "tel-range"),
        ] {
            assert_eq!(checked(kind, country, input).fault.map(Fault::code), Some(code), "{country} {input}");
        }
        assert_eq!(checked(Kind::Tel, "", "+7 912 345 67 89").wants.as_deref(), Some("tel/7"));
        let early = check(Kind::Tel, "+49 30 901820", &Rules::default(), &Phones::default());
        assert_eq!((early.verdict, early.wants.as_deref()), (Verdict::Unsure, Some("tel-core")));
    }

    #[test]
    fn a_number_that_can_be_two_has_no_value() {
        for (country, input, code) in [
            ("AT", "0 999 1234567", "tel-range"),
            ("NL", "060 123 4567", "tel-range"),
            ("TR", "0 100 123 45 67", "tel-range"),
            ("US", "0151/234-567.89", "tel-range"),
            ("US", "01 23 45 67 89", "tel-range"),
            ("US", "253-0000", "tel-range"),
            ("TR", "0 532 123 45 67", "tel-range"),
            ("", "020 7946 0958", "tel-country"),
        ] {
            let check = checked(Kind::Tel, country, input);
            assert_eq!(
                (check.verdict, check.fault.map(Fault::code)),
                (Verdict::Unsure, Some(code)),
                "{country} {input}"
            );
            assert_eq!(check.value, None, "{country} {input}");
        }
        for (country, input) in [("GB", "07700 900982"), ("GB", "0044 7700 900982"), ("", "+44 (0)7700 900982")] {
            assert_eq!(checked(Kind::Tel, country, input).value.as_deref(), Some("+447700900982"), "{country} {input}");
        }
        assert_eq!(checked(Kind::Tel, "", "+063374672"), Check::error(Fault::TelCode));
    }

    #[test]
    fn who_has_not_said_where_they_live_may_have_a_number_of_another_country() {
        let mut rules = Rules::default();
        assert!(rules.set("country", "FR") && rules.set("assumed", "true"));
        let phones = phones();
        for input in ["020 7946 0958", "0151 2345678901", "030 9018"] {
            assert_eq!(check(Kind::Tel, input, &rules, &phones), Check::doubt(Fault::TelCountry), "{input}");
        }
        assert_eq!(check(Kind::Tel, "01 23 45 67 89", &rules, &phones), Check::ok("+33123456789".into()));
        assert_eq!(check(Kind::Tel, "01 23", &rules, &phones), Check::error(Fault::TelShort));
        assert_eq!(check(Kind::Tel, "+33 1 23 45", &rules, &phones), Check::error(Fault::TelShort));
    }

    #[test]
    fn mexican_mobile_numbers_are_read_with_the_prefixes_of_before_2019() {
        let mut phones = phones();
        assert!(phones.add(include_bytes!("../packs/tel/52.bin")));
        let mut rules = Rules::default();
        assert!(rules.set("country", "MX"));
        for input in ["55 1234 5678", "044 55 1234 5678", "045 55 1234 5678", "01 55 1234 5678", "+52 1 55 1234 5678"] {
            assert_eq!(check(Kind::Tel, input, &rules, &phones), Check::ok("+525512345678".into()), "{input}");
        }
    }

    #[test]
    fn argentine_mobile_numbers_are_read_as_they_are_dialled_at_home() {
        let mut phones = phones();
        assert!(phones.add(include_bytes!("../packs/tel/54.bin")));
        let mut rules = Rules::default();
        assert!(rules.set("country", "AR"));
        for (input, value) in [
            ("011 15 2345-6789", "+5491123456789"),
            ("11 15 2345-6789", "+5491123456789"),
            ("0341 15 234-5678", "+5493412345678"),
            ("011 4345-6789", "+541143456789"),
            ("+54 9 11 2345 6789", "+5491123456789"),
        ] {
            assert_eq!(check(Kind::Tel, input, &rules, &phones), Check::ok(value.into()), "{input}");
        }
    }

    #[test]
    fn a_damaged_pack_changes_nothing() {
        let mut phones = phones();
        let pack = include_bytes!("../packs/tel/7.bin");
        for end in [0, 1, 2, 100, pack.len() - 1] {
            assert!(!phones.add(&pack[..end]), "{end}");
        }
        assert!(phones.add(pack));
        let check = check(Kind::Tel, "+7 912 345 67 89", &Rules::default(), &phones);
        assert_eq!(check, Check::ok("+79123456789".into()));
    }
}
