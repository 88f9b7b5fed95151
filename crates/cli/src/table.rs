//! Submissions as rows under columns, for people: which columns there are, and what stands in their cells.

mod csv;
mod xlsx;

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};
use waxseal_core::consent::Decision;

use crate::clock;
use crate::each::Output;
use crate::error::Failure;
use crate::submission::Submission;

pub use csv::Csv;
pub use xlsx::Xlsx;

/// The most columns of fields and purposes in one table. Whoever sends may invent fields; what they put in more of them
/// than this stands in [`Column::More`].
const MOST: usize = 1000;

/// Where rows go.
pub trait Table: Output<Submission> {
    /// Ends the table.
    fn finish(self) -> Result<(), Failure>;
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// When the submission was received.
    Received,
    /// The form and the policy's revision.
    Form,
    /// The submission's id.
    Sid,
    /// The language in which the person was addressed.
    Lang,
    /// The age range that the person gave.
    Age,
    /// Whether the browser sent the opt-out signal.
    Signal,
    /// What was typed into a field.
    Field(String),
    /// What the checks made of it, where that is something else.
    Value(String),
    /// Whether the data may be used for a purpose.
    Given(String),
    /// When the person decided about it.
    Decided(String),
    /// When it was taken back.
    Withdrawn(String),
    /// The fields that have no column, as JSON.
    More,
}

impl Column {
    const FIRST: [Self; 4] = [Self::Received, Self::Form, Self::Sid, Self::Lang];

    /// What stands above it.
    fn name(&self) -> String {
        match self {
            Self::Received => "received".into(),
            Self::Form => "form".into(),
            Self::Sid => "sid".into(),
            Self::Lang => "language".into(),
            Self::Age => "age".into(),
            Self::Signal => "opt-out signal".into(),
            Self::Field(name) => name.clone(),
            Self::Value(name) => format!("{name}, normalised"),
            Self::Given(purpose) => format!("consent {purpose}"),
            Self::Decided(purpose) => format!("consent {purpose}, time"),
            Self::Withdrawn(purpose) => format!("consent {purpose}, withdrawn"),
            Self::More => "more fields".into(),
        }
    }

    /// What stands in it; nothing if the submission has nothing to say there.
    fn cell(&self, columns: &[Self], submission: &Submission) -> String {
        let decision = |purpose: &str| submission.consent.decision(purpose);
        match self {
            Self::Received => submission.received.map(clock::moment).unwrap_or_default(),
            Self::Form => submission.form.clone(),
            Self::Sid => submission.sid.clone(),
            Self::Lang => submission.consent.lang.clone(),
            Self::Age => submission.consent.age.clone().unwrap_or_default(),
            Self::Signal => if signal(submission) { "yes" } else { "" }.into(),
            Self::Field(name) => submission.fields.get(name).map(text).unwrap_or_default(),
            Self::Value(name) => submission.values.get(name).map(text).unwrap_or_default(),
            Self::Given(purpose) => decision(purpose).map(state).unwrap_or_default().into(),
            Self::Decided(purpose) => decision(purpose).map(|decision| decision.time.clone()).unwrap_or_default(),
            Self::Withdrawn(purpose) => withdrawn(submission, purpose).map(clock::moment).unwrap_or_default(),
            Self::More => more(columns, submission),
        }
    }
}

fn state(decision: &Decision) -> &'static str {
    if decision.given { "given" } else { "not given" }
}

fn signal(submission: &Submission) -> bool {
    submission.beside.gpc || submission.consent.gpc == Some(true)
}

/// When a purpose was last taken back, in seconds since 1970.
fn withdrawn(submission: &Submission, purpose: &str) -> Option<i64> {
    let of_purpose = submission.beside.withdrawn.iter().filter(|withdrawn| withdrawn.purpose == purpose);
    of_purpose.map(|withdrawn| withdrawn.received).max()
}

/// A text as it is; a list with semicolons, or as JSON if an item holds one.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let texts: Option<Vec<&str>> =
                items.iter().map(|item| item.as_str().filter(|text| !text.contains(';') && !text.is_empty())).collect();
            texts.map_or_else(|| value.to_string(), |texts| texts.join("; "))
        }
        other => other.to_string(),
    }
}

fn more(columns: &[Column], submission: &Submission) -> String {
    let has_column = |name: &String| columns.contains(&Column::Field(name.clone()));
    let rest = submission.fields.iter().filter(|(name, _)| !has_column(name));
    let rest: Map<String, Value> = rest.map(|(name, value)| (name.clone(), value.clone())).collect();
    if rest.is_empty() { String::new() } else { Value::from(rest).to_string() }
}

/// The columns of one table.
#[derive(Clone, Debug, Default)]
struct Found {
    fields: Vec<Column>,
    purposes: Vec<Column>,
    /// All of both, to be found fast.
    known: HashSet<Column>,
    has_age: bool,
    has_signal: bool,
    has_more: bool,
}

impl Found {
    fn add(&mut self, column: Column) {
        if self.known.contains(&column) {
            return;
        }
        if self.known.len() >= MOST {
            self.has_more = true;
            return;
        }
        self.known.insert(column.clone());
        match column {
            Column::Given(_) | Column::Decided(_) | Column::Withdrawn(_) => self.purposes.push(column),
            _ => self.fields.push(column),
        }
    }

    /// In the order of the form where the record tells it.
    fn see(&mut self, submission: &Submission) {
        for decision in &submission.consent.purposes {
            for make in [Column::Given, Column::Decided, Column::Withdrawn] {
                self.add(make(decision.id.clone()));
            }
        }
        let listed = submission.consent.purposes.iter().flat_map(|decision| &decision.fields);
        for name in listed.chain(submission.fields.keys()) {
            let Some(typed) = submission.fields.get(name) else { continue };
            self.add(Column::Field(name.clone()));
            if submission.values.get(name).is_some_and(|value| value != typed) {
                self.add(Column::Value(name.clone()));
            }
        }
        self.has_age |= submission.consent.age.is_some();
        self.has_signal |= signal(submission);
    }

    /// All columns, in their order: `first` those of the fields that are asked for, in the order in which they are.
    fn columns(mut self, asked: &[String]) -> Vec<Column> {
        let place = |column: &Column| match column {
            Column::Field(name) | Column::Value(name) => asked.iter().position(|asked| asked == name),
            _ => None,
        };
        // Stable: without a list of fields all stay where they are, with a value behind what was typed.
        self.fields.sort_by_key(place);
        let age = self.has_age.then_some(Column::Age);
        let signal = self.has_signal.then_some(Column::Signal);
        let more = self.has_more.then_some(Column::More);
        let fields = Column::FIRST.into_iter().chain(age).chain(signal).chain(self.fields);
        fields.chain(more).chain(self.purposes).collect()
    }
}

/// What the columns are, found out from all submissions.
#[derive(Debug, Default)]
pub struct Columns {
    asked: Vec<String>,
    /// In the order of the forms' names.
    by_form: BTreeMap<String, Found>,
    all: Found,
}

impl Columns {
    /// With the fields that are asked for in this order.
    pub fn new<'a>(asked: impl Iterator<Item = &'a str>) -> Self {
        Self { asked: asked.map(str::to_owned).collect(), ..Self::default() }
    }

    /// Of one table for all forms.
    fn of_all(self) -> Layout {
        Layout::new(self.all.columns(&self.asked))
    }

    /// Of a table for each form.
    fn of_each(self) -> BTreeMap<String, Layout> {
        let Self { asked, by_form, .. } = self;
        by_form.into_iter().map(|(form, found)| (form, Layout::new(found.columns(&asked)))).collect()
    }
}

impl Output<Submission> for Columns {
    fn write(&mut self, submission: Submission) -> Result<(), Failure> {
        self.all.see(&submission);
        self.by_form.entry(submission.form_id().to_owned()).or_default().see(&submission);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}

/// The columns of one table, each with a name of its own.
#[derive(Debug)]
struct Layout {
    columns: Vec<Column>,
    names: Vec<String>,
}

impl Layout {
    fn new(columns: Vec<Column>) -> Self {
        let mut taken: HashSet<String> = columns.iter().filter(|column| !is_field(column)).map(Column::name).collect();
        let names = columns.iter().map(|column| {
            let mut name = column.name();
            // A field may be called what another column is called.
            while is_field(column) && !taken.insert(name.clone()) {
                name = format!("field {name}");
            }
            name
        });
        Self { names: names.collect(), columns }
    }

    fn cells(&self, submission: &Submission) -> impl Iterator<Item = String> {
        self.columns.iter().map(|column| column.cell(&self.columns, submission))
    }
}

fn is_field(column: &Column) -> bool {
    matches!(column, Column::Field(_) | Column::Value(_))
}

#[cfg(test)]
mod tests;
