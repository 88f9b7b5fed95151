//! The receiver as the network sees it: a real server, a real file, a plain client.

mod durability;
mod files;
mod fresh;
mod limits;
mod policies;
#[cfg(unix)]
mod process;
mod quota;
mod refusals;
mod secrets;
mod start;
mod submissions;
mod support;
mod withdrawals;
