//! The receiver: takes sealed submissions over HTTP and keeps them. It cannot open them: nothing that it depends on holds a
//! secret key. The program `waxseal-receiver` is [`serve`] with options; `waxseal serve` starts it.
//!
//! | route | does |
//! |---|---|
//! | `POST /v1/forms/{form}/submissions` | keeps an envelope and answers after the commit. New: 201. The same bytes again: 200 with the first answer. Same `sid`, other bytes: 409. A native form POST goes on to the form's page by 303 |
//! | `POST /v1/withdrawals` | keeps what the holder of a receipt takes back. New: 201. All of it taken back before: 200 with the first answer |
//! | `GET /v1/forms/{form}/thanks` | the form's after-submit text as a page |
//! | `GET /waxseal.json` | the policy, byte for byte; `waxseal-gpc: 1` if the browser sent `Sec-GPC: 1` |
//! | `GET /healthz`, `/readyz`, `/metrics` | on the admin's listener: alive; can commit to the file that the path names; Prometheus |
//!
//! Every refusal is an RFC 9457 problem document with a stable `code`; a native form POST gets the same as a page.
//! What was sent is neither repeated nor logged.
//!
//! | module | duty |
//! |---|---|
//! | [`serve`], [`Config`] | start, stop, and what can be set |
//! | [`store`] | the SQLite file; [`store::Sqlite::submissions`] reads it for an export |
//! | `listen`, `listener`, `places` | addresses, and the connections at them |
//! | `routes`, `observe`, `rest` | which address does what, and what is the same around every request |
//! | `withdraw` | one withdrawal: verified, kept |
//! | `beside` | the policies in the folder of static files, which must be those that are taken |
//! | `keeper`, `expiry` | new policies while it runs, and how long the current one is good |
//! | `signal` | Global Privacy Control, seen and repeated |
//! | `submit`, `body`, `policies`, `fresh`, `limits`, `client` | one submission: unwrapped, checked, kept |
//! | `problem`, `page`, `files`, `packed`, `health`, `demo` | what is answered |
//! | [`Secret`] | what must never be served, told by what is in a file |
//! | `log`, `sample`, `metrics`, `clock` | what is noted: ids and counts, never values |

mod beside;
mod body;
mod client;
mod clock;
mod config;
mod demo;
mod expiry;
mod files;
mod fresh;
mod health;
mod keeper;
mod limits;
mod listen;
mod listener;
mod log;
mod metrics;
mod observe;
mod packed;
mod page;
mod places;
mod policies;
mod problem;
mod rest;
mod routes;
mod sample;
mod secret;
mod serve;
mod signal;
pub mod store;
mod submit;
mod withdraw;

pub use config::{Admin, Config, Csp, Limits, OnReady, PolicyFiles, Rate, Ready, Reload};
pub use listen::{Address, Listen, ListenError};
pub use log::Log;
pub use secret::Secret;
pub use serve::{ServeError, serve};
