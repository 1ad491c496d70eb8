//! Enumerations whose variants have names.

/// Declares an enumeration with the names of its variants: for serde, `as_str`
/// and `Display`, and the list `ALL` in the order of the declaration.
macro_rules! names {
    (
        $(#[$attribute:meta])*
        pub enum $type:ident {
            $($(#[$variant_attribute:meta])* $variant:ident = $name:literal: $doc:literal,)+
        }
    ) => {
        $(#[$attribute])*
        pub enum $type {
            $(#[doc = $doc] $(#[$variant_attribute])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every variant, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the name used in reports, files and on the command line.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// Returns the variant with a name.
            #[must_use]
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use names;
