//! What a field takes.

use super::Part;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal in $part:ident,)*) => {
        /// What a field takes, named by the HTML autofill token where there is one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name in a policy and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The part that has its rules.
            pub const fn part(self) -> Part {
                match self {
                    $(Self::$kind => Part::$part,)*
                }
            }
        }
    };
}

kinds! {
    /// Anything.
    Text = "text" in Base,
    /// One of the form's own options.
    Choice = "choice" in Base,
    /// A number.
    Number = "number" in Numbers,
    /// A full name.
    Name = "name" in Base,
    /// A given name.
    GivenName = "given-name" in Base,
    /// A family name.
    FamilyName = "family-name" in Base,
    /// The name of a company or another body.
    Organization = "organization" in Base,
    /// An e-mail address.
    Email = "email" in Base,
    /// A telephone number of any type.
    Tel = "tel" in Phone,
    /// A telephone number that can take text messages.
    Mobile = "mobile" in Phone,
    /// The address within its town, on several lines.
    StreetAddress = "street-address" in Base,
    /// Its first line.
    AddressLine1 = "address-line1" in Base,
    /// Its second line.
    AddressLine2 = "address-line2" in Base,
    /// A town or city.
    City = "address-level2" in Base,
    /// A state, province or county.
    Region = "address-level1" in Person,
    /// A postcode.
    PostalCode = "postal-code" in Person,
    /// A country, by code or name.
    Country = "country" in Person,
    /// A date of birth.
    Birthday = "bday" in Person,
    /// Another date.
    Date = "date" in Person,
    /// A payment card's number.
    CardNumber = "cc-number" in Numbers,
    /// Its expiry, month and year.
    CardExpiry = "cc-exp" in Numbers,
    /// Its security code.
    CardCode = "cc-csc" in Numbers,
    /// The name on it.
    CardName = "cc-name" in Base,
    /// An International Bank Account Number (ISO 13616).
    Iban = "iban" in Numbers,
    /// A Business Identifier Code (ISO 9362).
    Bic = "bic" in Numbers,
    /// A value added tax number.
    Vat = "vat" in Numbers,
    /// A national identification or tax number.
    NationalId = "national-id" in Numbers,
    /// A website address.
    Url = "url" in Base,
    /// A user name.
    Username = "username" in Base,
    /// A password that is being chosen.
    NewPassword = "new-password" in Person,
    /// A code that was sent to the person.
    OneTimeCode = "one-time-code" in Base,
}

impl Kind {
    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
