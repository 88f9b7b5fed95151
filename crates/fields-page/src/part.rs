//! The part that this module is built for.

#[cfg(feature = "base")]
pub(crate) use waxseal_fields::Base as Linked;
#[cfg(feature = "numbers")]
pub(crate) use waxseal_fields::Numbers as Linked;
#[cfg(feature = "person")]
pub(crate) use waxseal_fields::Person as Linked;
#[cfg(feature = "phone")]
pub(crate) use waxseal_fields::Phone as Linked;

#[cfg(not(any(feature = "base", feature = "numbers", feature = "person", feature = "phone")))]
pub(crate) use waxseal_fields::All as Linked;
