//! What a form asks of a field beyond its kind.

use alloc::{borrow::ToOwned, string::String, vec::Vec};

use super::{Country, Date, digits};

/// What a form asks of a field beyond its kind. The default asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Rules {
    /// The country that national forms are read in.
    pub country: Option<Country>,
    /// Whether `country` is only where the owner is: the person has not said where they live.
    pub assumed: bool,
    /// The language that numbers are written in (BCP 47).
    pub lang: Option<String>,
    /// What comes first in a date, where that is known; else the country's order.
    pub order: Option<Order>,
    /// The day it is where the person is. Rules that need it ask nothing without.
    pub today: Option<Date>,
    /// The least characters (code points).
    pub min_length: Option<u32>,
    /// The most characters (code points).
    pub max_length: Option<u32>,
    /// The least number or the first day, as it would be typed; `today` for a date.
    pub min: Option<String>,
    /// The greatest number or the last day.
    pub max: Option<String>,
    /// The distance between numbers, counted from `min`; any number if missing.
    pub step: Option<String>,
    /// The least age in years.
    pub min_age: Option<u16>,
    /// The greatest age in years.
    pub max_age: Option<u16>,
    /// How many digits a code has.
    pub digits: Option<u8>,
    /// Whether only ASCII is taken, as by a mail server without SMTPUTF8.
    pub ascii: bool,
    /// Whether an address that several people read, or one to be thrown away, is asked about.
    pub personal: bool,
    /// The card brands taken; all if empty. `visa`, `mastercard`, `amex`…
    pub brands: Vec<String>,
    /// The scheme of a national id, `de-idnr`, `gb-nino`…; the country's if missing.
    pub scheme: Option<String>,
    /// What a password must not be made of: the person's own name and address.
    pub avoid: Vec<String>,
    /// What is sent in place of the exact value.
    pub minimise: Option<Minimise>,
}

/// What comes first in a date that is written in numbers and ends with its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `27/3/2007`
    DayFirst,
    /// `3/27/2007`
    MonthFirst,
}

impl Order {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            "day-first" => Some(Self::DayFirst),
            "month-first" => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// What is sent in place of the exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimise {
    /// A date of birth as an age band, `25-34`.
    AgeBand,
    /// A postcode as its area, `SW1A`.
    Area,
    /// A telephone number, IBAN or VAT number as its country, `DE`.
    Country,
}

impl Minimise {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AgeBand, Self::Area, Self::Country];

    /// The name in a policy and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AgeBand => "age-band",
            Self::Area => "area",
            Self::Country => "country",
        }
    }
}

impl Rules {
    /// Sets a rule by the name it has in a policy, on the command line and between the modules of the page. False if
    /// there is no such rule, or if it does not take this value.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let text = || Some(value.to_owned());
        let list = || value.split(',').filter(|part| !part.is_empty()).map(ToOwned::to_owned).collect();
        match name {
            "country" => put(&mut self.country, Country::from_code(value)),
            "assumed" => flag(&mut self.assumed, value),
            "lang" => put(&mut self.lang, text()),
            "order" => put(&mut self.order, Order::from_name(value)),
            "today" => put(&mut self.today, Date::parse(value)),
            "min-length" => put(&mut self.min_length, digits::value(value)),
            "max-length" => put(&mut self.max_length, digits::value(value)),
            "min" => put(&mut self.min, text()),
            "max" => put(&mut self.max, text()),
            "step" => put(&mut self.step, text()),
            "min-age" => put(&mut self.min_age, digits::value(value)),
            "max-age" => put(&mut self.max_age, digits::value(value)),
            "digits" => put(&mut self.digits, digits::value(value)),
            "scheme" => put(&mut self.scheme, text()),
            "minimise" => put(&mut self.minimise, Minimise::ALL.into_iter().find(|known| known.name() == value)),
            "brands" => set(&mut self.brands, list()),
            "avoid" => set(&mut self.avoid, list()),
            "ascii" => flag(&mut self.ascii, value),
            "personal" => flag(&mut self.personal, value),
            _ => false,
        }
    }
}

fn put<T>(rule: &mut Option<T>, value: Option<T>) -> bool {
    *rule = value;
    rule.is_some()
}

fn set<T>(rule: &mut T, value: T) -> bool {
    *rule = value;
    true
}

fn flag(rule: &mut bool, value: &str) -> bool {
    *rule = value == "true";
    *rule || value == "false"
}
