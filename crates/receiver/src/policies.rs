//! The policies that submissions may have been sealed under: the one that is served, and those served before.

use std::collections::HashMap;

use waxseal_core::policy::{self, Form, Policy};

use crate::{log::Log, store::KnownPolicy};

/// By their hash, base64url. An envelope may be hours old, or its page kept in a cache: an earlier policy stays good.
#[derive(Debug)]
pub(crate) struct Policies {
    current: String,
    known: HashMap<String, Policy>,
}

impl Policies {
    /// The current policy and those that the store remembers.
    pub(crate) fn new(mh: String, current: Policy, earlier: Vec<KnownPolicy>, log: &Log) -> Self {
        let mut known = HashMap::new();
        for earlier in earlier {
            if earlier.mh == mh {
                continue;
            }
            match policy::read(&earlier.bytes) {
                Ok(policy) => {
                    known.insert(earlier.mh, policy);
                }
                Err(_) => log.event("policy-unreadable", &earlier.mh),
            }
        }
        known.insert(mh.clone(), current);
        Self { current: mh, known }
    }

    pub(crate) fn get(&self, mh: &str) -> Option<&Policy> {
        self.known.get(mh)
    }

    /// The key that signs for the owner, base64url, if the current policy names one.
    pub(crate) fn owner(&self) -> Option<&str> {
        self.known[&self.current].signers()?.owner()
    }

    /// The keys that signed for the owner under any policy.
    pub(crate) fn earlier_owners(&self) -> impl Iterator<Item = &str> {
        self.known.values().filter_map(|policy| policy.signers()?.owner())
    }

    /// The form of that id, preferably as it is now.
    pub(crate) fn form(&self, id: &str) -> Option<&Form> {
        self.known[&self.current].form(id).or_else(|| self.forms(id).next())
    }

    /// Who is responsible, by the name that people know.
    pub(crate) fn controller(&self) -> &str {
        &self.known[&self.current].controller().name
    }

    /// Whether a field of that form may be in clear, or might be when its page was loaded.
    pub(crate) fn in_clear(&self, form: &str, field: &str) -> bool {
        self.forms(form).any(|form| form.clear.iter().any(|name| name == field))
    }

    fn forms<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Form> {
        self.known.values().filter_map(move |policy| policy.form(id))
    }
}
