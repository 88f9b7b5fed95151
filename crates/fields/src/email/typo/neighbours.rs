//! From the npm packages email-providers 2.26.0 (ISC) and validator 13.15.35 (MIT) by `npm run tables`; do not edit.

/// Real domains that look like a slip, sorted.
#[rustfmt::skip]
pub(super) const NEIGHBOURS: &[&str] = &[
    "cloud.com",
    "earthling.net",
    "hd-mail.com",
    "hmamail.com",
    "homemail.com",
    "hotmails.com",
    "liberto.it",
    "proto2mail.com",
    "tmail.com",
    "zoutlook.com",
];
