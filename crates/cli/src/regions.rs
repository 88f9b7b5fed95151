//! `waxseal policy regions`: whose law policies are weighed by, and who says so.

use serde_json::{Value, json};
use waxseal_core::policy::regions::{PACKS, settings};

use crate::args::{Listing, Regions};
use crate::error::{Failure, Outcome};
use crate::output;

/// Prints every pack.
pub fn run(args: &Regions) -> Result<Outcome, Failure> {
    match args.format {
        Listing::Text => {
            for pack in PACKS {
                let countries = pack.countries.join(" ");
                output::print(format!("{}@{} {countries}", pack.id, pack.dated).trim_end())?;
                for setting in settings(pack.id) {
                    output::print(&format!("  {}: {} ({})", setting.what, setting.value, setting.source))?;
                }
            }
        }
        Listing::Json => {
            let packs: Vec<Value> = PACKS
                .iter()
                .map(|pack| {
                    let settings: Vec<Value> = settings(pack.id)
                        .iter()
                        .map(|setting| json!({"what": setting.what, "value": setting.value, "source": setting.source}))
                        .collect();
                    json!({"id": pack.id, "dated": pack.dated, "countries": pack.countries, "settings": settings})
                })
                .collect();
            output::print(&Value::from(packs).to_string())?;
        }
    }
    Ok(Outcome::Done)
}
