//! Where in the policy the check is: a chain on the stack, spelled out only when there is something to report.

use alloc::string::{String, ToString};

/// A place in the file.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// The whole file.
    Root,
    /// A member of an object.
    Member(&'a Place<'a>, &'a str),
    /// An item of an array.
    Item(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// The member of that name in here.
    pub(super) fn member(&'a self, name: &'a str) -> Self {
        Self::Member(self, name)
    }

    /// The item of that index in here.
    pub(super) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }

    /// As a JSON pointer (RFC 6901).
    pub(super) fn pointer(&self) -> String {
        match *self {
            Self::Root => String::new(),
            Self::Member(place, name) => place.pointer() + "/" + &name.replace('~', "~0").replace('/', "~1"),
            Self::Item(place, index) => place.pointer() + "/" + &index.to_string(),
        }
    }
}
