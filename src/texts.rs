//! Every sentence that the module says to the person, in English. Other languages will be packs of the same sentences.

use alloc::string::String;

use crate::controls::Role;

pub(crate) const PROBLEM: &str = "There is a problem";
pub(crate) const TICK_A_BOX: &str = "Tick at least one box. Without it there is nothing that may be sent.";
pub(crate) const UNREACHABLE: &str =
    "This could not be sent just now. What you typed is still here. Please check your connection and try again.";
pub(crate) const REFUSED: &str =
    "This was not accepted. What you typed is still here. Please try again in a while, or write to ";
pub(crate) const CANNOT_SEND: &str =
    "This form cannot be sent safely at the moment, so nothing was sent. What you typed is still here.";
pub(crate) const FILE: &str = "This form cannot send files yet. Please take the file out and try again.";
pub(crate) const CHOICES: &str = "What your details may be used for";

/// A needed field was left empty, or a needed choice was not made.
pub(crate) fn missing(role: Role, label: &str) -> String {
    let verb = match role {
        Role::Radio | Role::Select | Role::SelectMany => "Choose an answer for ",
        Role::Checkbox => "Tick ",
        _ => "Fill in ",
    };
    [verb, "“", label, "”."].concat()
}
