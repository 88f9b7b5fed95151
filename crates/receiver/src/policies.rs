//! The policies that submissions may have been sealed under: those that are served, and those served before.

use std::{
    collections::HashMap,
    iter,
    sync::{Arc, PoisonError, RwLock},
};

use waxseal_core::{
    manifest,
    policy::{self, Form, Policy},
};

use crate::{
    clock,
    config::PolicyFiles,
    files::PolicyFile,
    log::Log,
    serve::ServeError,
    store::{KnownPolicy, Store, StoreError},
};

/// A policy file that the receiver was given, read.
#[derive(Debug)]
struct Published {
    /// The hash of the policy itself, base64url.
    mh: String,
    policy: Policy,
    /// The policy itself: the payload of a signed file.
    bytes: Vec<u8>,
    /// When its signature ends, in seconds since 1970.
    expires: Option<i64>,
    file: Vec<u8>,
}

impl Published {
    fn read(file: Vec<u8>) -> Result<Self, ServeError> {
        let published = manifest::unwrap(&file).map_err(ServeError::Manifest)?;
        let policy = policy::read(&published.policy).map_err(ServeError::Policy)?;
        let expires = published.signed.map(|signed| i64::try_from(signed.exp).unwrap_or(i64::MAX));
        let mh = manifest::hash(&published.policy).to_string();
        Ok(Self { mh, policy, bytes: published.policy, expires, file })
    }

    /// What the store remembers of it.
    fn known(&self) -> KnownPolicy {
        let Self { mh, bytes, expires, .. } = self;
        KnownPolicy { mh: mh.clone(), bytes: bytes.clone(), first_seen: clock::now(), expires: *expires, retired: None }
    }
}

/// The policy files that the receiver was given, read.
#[derive(Debug)]
pub(crate) struct Given {
    current: Published,
    earlier: Vec<Published>,
}

impl Given {
    pub(crate) fn read(files: PolicyFiles) -> Result<Self, ServeError> {
        let earlier = files.earlier.into_iter().map(Published::read).collect::<Result<_, _>>()?;
        Ok(Self { current: Published::read(files.current)?, earlier })
    }

    /// Whether one of them is the policy with that hash.
    pub(crate) fn has(&self, mh: &str) -> bool {
        self.all().any(|published| published.mh == mh)
    }

    /// Puts them into the store, which takes what was sealed under them from then on, beside those that it knows.
    pub(crate) async fn into_policies(self, store: &Store, log: &Log) -> Result<Policies, StoreError> {
        let known = store.remember(self.all().map(Published::known).collect()).await?;
        Ok(Policies::new(self.current, known, log))
    }

    fn all(&self) -> impl Iterator<Item = &Published> {
        self.earlier.iter().chain(iter::once(&self.current))
    }
}

/// What is told of a current policy that was retired.
const RETIRED: &str = "this is the current policy, and it was retired, so every submission is refused; give it a new revision, sign \
     it and send SIGHUP";

/// The policies as they are now. Each reader keeps those that it began with.
#[derive(Debug)]
pub(crate) struct InForce(RwLock<Arc<Policies>>);

impl InForce {
    pub(crate) fn new(policies: Policies) -> Self {
        Self(RwLock::new(Arc::new(policies)))
    }

    pub(crate) fn get(&self) -> Arc<Policies> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn replace(&self, policies: Policies) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(policies);
    }
}

/// By their hash, base64url. An envelope may be hours old, or its page kept in a cache: an earlier policy stays good until it
/// ends or is retired. Whether it has, the store finds out with each commit.
#[derive(Debug)]
pub(crate) struct Policies {
    current: String,
    known: HashMap<String, Policy>,
    /// When the signature of the current one ends, in seconds since 1970; `None` if it has none.
    pub(crate) expires: Option<i64>,
    /// The current one, as it is published.
    pub(crate) file: PolicyFile,
}

impl Policies {
    fn new(current: Published, stored: Vec<KnownPolicy>, log: &Log) -> Self {
        let mut known = HashMap::new();
        for stored in stored {
            if stored.mh == current.mh {
                if stored.retired.is_some() {
                    log.event("policy-retired", format_args!("{}: {RETIRED}", stored.mh));
                }
                continue;
            }
            match policy::read(&stored.bytes) {
                Ok(policy) => {
                    known.insert(stored.mh, policy);
                }
                Err(_) => log.event("policy-unreadable", &stored.mh),
            }
        }
        let Published { mh, policy, expires, file, .. } = current;
        known.insert(mh.clone(), policy);
        Self { current: mh, known, expires, file: PolicyFile::new(file) }
    }

    /// The hash of the current one.
    pub(crate) fn current(&self) -> &str {
        &self.current
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
