//! What a field takes.

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
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
        }
    };
}

kinds! {
    /// Anything.
    Text = "text",
    /// One of the form's own options.
    Choice = "choice",
    /// A number.
    Number = "number",
    /// A full name.
    Name = "name",
    /// A given name.
    GivenName = "given-name",
    /// A family name.
    FamilyName = "family-name",
    /// The name of a company or another body.
    Organization = "organization",
    /// An e-mail address.
    Email = "email",
    /// A telephone number of any type.
    Tel = "tel",
    /// A telephone number that can take text messages.
    Mobile = "mobile",
    /// The address within its town, on several lines.
    StreetAddress = "street-address",
    /// Its first line.
    AddressLine1 = "address-line1",
    /// Its second line.
    AddressLine2 = "address-line2",
    /// A town or city.
    City = "address-level2",
    /// A state, province or county.
    Region = "address-level1",
    /// A postcode.
    PostalCode = "postal-code",
    /// A country, by code or name.
    Country = "country",
    /// A date of birth.
    Birthday = "bday",
    /// Another date.
    Date = "date",
    /// A payment card's number.
    CardNumber = "cc-number",
    /// Its expiry, month and year.
    CardExpiry = "cc-exp",
    /// Its security code.
    CardCode = "cc-csc",
    /// The name on it.
    CardName = "cc-name",
    /// An International Bank Account Number (ISO 13616).
    Iban = "iban",
    /// A Business Identifier Code (ISO 9362).
    Bic = "bic",
    /// A value added tax number.
    Vat = "vat",
    /// A national identification or tax number.
    NationalId = "national-id",
    /// A website address.
    Url = "url",
    /// A user name.
    Username = "username",
    /// A password that is being chosen.
    NewPassword = "new-password",
    /// A code that was sent to the person.
    OneTimeCode = "one-time-code",
}

impl Kind {
    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
