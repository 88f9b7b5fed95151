//! `waxseal seal`: the page's sealing, for JSON lines.

use std::fmt;
use std::fs;
use std::path::Path;

use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use waxseal_core::keys::{self, PublicKey};
use waxseal_core::manifest::{self, ManifestHash};
use waxseal_core::policy::references::{self, Stray};
use waxseal_core::policy::{Basis, Form, Policy};
use waxseal_core::seal::{SealError, Value};
use waxseal_core::strict;
use waxseal_owner::seal::{self, Answers, Moment, Sealed};

use crate::args::Seal;
use crate::each::{Output, Printed, each, each_to};
use crate::error::{Failure, Outcome, Refusal};
use crate::output::Growing;
use crate::{clock, policy};

/// The form of what is sealed without a policy.
const NO_FORM: &str = "import@0";

/// A line: what was typed, and what was agreed to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submission {
    fields: Values,
    given: Option<Vec<String>>,
    lang: Option<String>,
}

/// Names and values, each name once: nobody could say which of two values was meant.
struct Values(Vec<(String, Value)>);

/// Seals each line; those that cannot be sealed are named on stderr.
pub fn run(args: &Seal) -> Result<Outcome, Failure> {
    match (&args.policy, &args.form, &args.to) {
        (Some(file), Some(form), _) => under_policy(args, file, form),
        (_, _, Some(file)) => to_keys(args, file),
        _ => unreachable!("the parser asks for a policy and its form, or for keys"),
    }
}

fn under_policy(args: &Seal, file: &Path, form: &str) -> Result<Outcome, Failure> {
    let (policy, mh) = policy::load(file)?;
    let form = policy.form(form).ok_or_else(|| {
        let ids: Vec<&str> = policy.forms().iter().map(|form| form.id.as_str()).collect();
        Failure::new(format!("{} has no form `{form}`", file.display())).hint(format!("it has: {}", ids.join(", ")))
    })?;
    check_given(&args.given, &policy, form)
        .map_err(|Refusal { message, .. }| Failure::new(format!("--given: {message}")))?;
    let receipts = args.receipts.as_deref().map(Growing::create).transpose()?;
    let mut out = Sealing { envelopes: Printed::new(), receipts };
    each_to(&mut out, args.file.as_deref(), "sealed", |line| {
        let Submission { fields, given, lang } = read(line)?;
        let given = given.unwrap_or_else(|| args.given.clone());
        check_given(&given, &policy, form)?;
        check_names(&fields, &policy, form, &given)?;
        let lang = lang.unwrap_or_else(|| policy.lang().to_owned());
        let answers = Answers { lang, origin: None, given, fields: fields.0 };
        seal::seal(&policy, &form.id, &answers, &moment(mh)?, &mut UnwrapErr(SysRng)).map(Some).map_err(refusal)
    })
}

/// Where envelopes and receipts go.
struct Sealing {
    envelopes: Printed,
    receipts: Option<Growing>,
}

impl Output<Sealed> for Sealing {
    fn write(&mut self, sealed: Sealed) -> Result<(), Failure> {
        // The receipt first: an envelope that is out without it could not be taken back.
        if let Some(receipts) = &mut self.receipts {
            receipts.line(&serde_json::to_string(&sealed.receipt).expect("a receipt is always JSON"))?;
        }
        self.envelopes.write(sealed.envelope)
    }

    fn flush(&mut self) -> Result<(), Failure> {
        self.receipts.as_ref().map_or(Ok(()), Growing::sync)?;
        self.envelopes.flush()
    }
}

fn to_keys(args: &Seal, file: &Path) -> Result<Outcome, Failure> {
    let cannot_read = |error| Failure::io(format_args!("cannot read {}", file.display()), &error);
    let bytes = fs::read(file).map_err(cannot_read)?;
    let keys: Vec<PublicKey> = keys::read_jwk_set(&bytes).map_err(|error| {
        Failure::new(format!("{}: {error}", file.display())).hint("give the .pub.json file that `waxseal keygen` wrote")
    })?;
    // What was published is the key set itself.
    let mh = manifest::hash(&bytes);
    each(args.file.as_deref(), "sealed", |line| {
        let fields = strict::from_slice::<Values>(line).map_err(|error| Refusal::json(&error, VALUES))?;
        let answers = Answers { lang: "en".to_owned(), origin: None, given: Vec::new(), fields: fields.0 };
        seal::seal_to(&keys, &answers, &moment(mh)?, NO_FORM, &mut UnwrapErr(SysRng)).map(Some).map_err(refusal)
    })
}

const VALUES: &str = "an object whose values are texts or lists of texts, each name once";

/// A whole submission, or just its values.
fn read(line: &[u8]) -> Result<Submission, Refusal> {
    strict::from_slice::<Submission>(line)
        .or_else(|_| strict::from_slice(line).map(|fields| Submission { fields, given: None, lang: None }))
        .map_err(|error| Refusal::json(&error, &format!(r#"{{"fields","given","lang"}}, or {VALUES}"#)))
}

/// A purpose that is misspelt must not pass for one that was refused.
fn check_given(given: &[String], policy: &Policy, form: &Form) -> Result<(), Refusal> {
    let known: Vec<&str> = policy.purposes_of(form).map(|purpose| purpose.id.as_str()).collect();
    if given.iter().all(|id| known.contains(&id.as_str())) {
        return Ok(());
    }
    Err(Refusal::new("unknown-purpose", format!("the form's purposes are: {}", known.join(", "))))
}

/// Sealing leaves out what the form does not ask, and does not miss what is not there; from a file either would lose data
/// in silence. The same rule, under the same codes, as in the page.
fn check_names(fields: &Values, policy: &Policy, form: &Form, given: &[String]) -> Result<(), Refusal> {
    let names: Vec<&str> = fields.0.iter().map(|(name, _)| name.as_str()).collect();
    let used =
        policy.purposes_of(form).filter(|purpose| purpose.basis() != Basis::Consent || given.contains(&purpose.id));
    let used: Vec<String> = used.map(|purpose| purpose.id.clone()).collect();
    if let Some(Stray { name, nearest, .. }) = references::missing(form, &used, &names, |_| false).first() {
        let instead = nearest.map(|other| format!("; the line has `{other}`")).unwrap_or_default();
        return Err(Refusal::new("field-missing", format!("field `{name}` is required and not there{instead}")));
    }
    let unknown = references::unknown(form, &names);
    if let Some(Stray { name, nearest, .. }) = unknown.iter().find(|stray| stray.code == "field-unknown") {
        let known: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
        let instead = nearest.map(|field| format!("; it may be `{field}`")).unwrap_or_default();
        let known = known.join(", ");
        return Err(Refusal::new(
            "field-unknown",
            format!("`{name}` is no field of the form{instead}. Its fields are: {known}"),
        ));
    }
    let blank = |value: &Value| match value {
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.iter().all(|item| item.trim().is_empty()),
        Value::Normalised { .. } => false,
    };
    let needed = |name: &str| {
        let field = form.field(name).filter(|field| field.required);
        field.is_some_and(|field| field.purposes.iter().any(|id| used.contains(id)))
    };
    match fields.0.iter().find(|(name, value)| needed(name) && blank(value)) {
        Some((name, _)) => Err(Refusal::new("missing", format!("field `{name}` is required and empty"))),
        None => Ok(()),
    }
}

fn moment(mh: ManifestHash) -> Result<Moment, Refusal> {
    let mut sid = [0; 16];
    getrandom::fill(&mut sid).map_err(|_| Refusal::new("random-failed", "the system gives no random numbers"))?;
    Ok(Moment { sid, iat: clock::now(), mh })
}

fn refusal(error: SealError) -> Refusal {
    Refusal::new(error.code(), error.to_string())
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Entry {
            Text(String),
            List(Vec<String>),
        }

        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Values;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(VALUES)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut values: Vec<(String, Value)> = Vec::new();
                while let Some((name, entry)) = map.next_entry::<String, Entry>()? {
                    let value = match entry {
                        Entry::Text(text) => Value::Text(text),
                        Entry::List(items) => Value::List(items),
                    };
                    values.push((name, value));
                }
                Ok(Values(values))
            }
        }

        deserializer.deserialize_map(Object)
    }
}
