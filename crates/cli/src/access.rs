//! `waxseal person`: all that one person sent, to answer a request for access (GDPR art. 15).

mod page;

use serde_json::json;
use waxseal_owner::open;

use crate::args::{Access, AccessFormat};
use crate::each::{Output, each_to};
use crate::error::{Failure, Outcome};
use crate::open::{read, refused};
use crate::person::{Person, Reader};
use crate::submission::Submission;
use crate::{clock, output, policy, secrets};

/// Prints what was sent with an address or a number.
pub fn run(args: &Access) -> Result<Outcome, Failure> {
    let reader = Reader::new();
    let person = match (&args.email, &args.phone) {
        (Some(email), _) => reader.address(email).map(Person::Email).ok_or("--email: this is no e-mail address"),
        (None, phone) => {
            let phone = phone.as_deref().expect("clap asks for one of the two");
            let number = reader.international(phone).map(Person::Telephone);
            number.ok_or("--phone: write the number with its country, such as +442079460958")
        }
    };
    let person = person.map_err(Failure::new)?;
    let policies = policy::published(&args.policy)?;
    let keys = secrets::keys(&args.key, &args.unlock)?;
    let mut found = Found::default();
    let outcome = each_to(&mut found, args.file.as_deref(), "opened", |line| {
        let (beside, envelope) = read(line, &policies)?;
        let opened = open::open(&envelope, &keys).map_err(|error| refused(&envelope, error))?;
        Ok(reader.is_of(&person, &opened).then(|| Submission::new(beside, &envelope, opened)))
    })?;
    let mut found = found.0;
    // The address is not repeated: words may end up in a log.
    eprintln!("{} submissions are of this person", found.len());
    if found.is_empty() && args.format != AccessFormat::Json {
        return Ok(Outcome::SomeFailed);
    }
    found.sort_by_key(|submission| submission.received);
    match args.format {
        AccessFormat::Json => output::print(&json!({"made": clock::now(), "submissions": found}).to_string())?,
        AccessFormat::Html => output::print(&page::html(&found))?,
        AccessFormat::Sids => {
            for Submission { sid, .. } in &found {
                output::print(&json!({"sid": sid}).to_string())?;
            }
        }
    }
    Ok(if found.is_empty() { Outcome::SomeFailed } else { outcome })
}

/// What is of the person, each submission once.
#[derive(Default)]
struct Found(Vec<Submission>);

impl Output<Submission> for Found {
    fn write(&mut self, submission: Submission) -> Result<(), Failure> {
        // Of two lines about one submission the later export knows more.
        self.0.retain(|known| known.sid != submission.sid);
        self.0.push(submission);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Failure> {
        Ok(())
    }
}
