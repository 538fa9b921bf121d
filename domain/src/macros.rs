//! The one macro of the crate: an enumeration whose values have stable names.

/// Declares a field-less enumeration with one stable name a value, used alike in JSON, in query strings,
/// in the index and in the database.
///
/// Generates `ALL`, `name()`, `FromStr` (exact names only), `Display` and serde under the same names. Where it is used,
/// `serde` is a dependency.
#[macro_export]
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        pub enum $type:ident { $( $(#[$vmeta:meta])* $variant:ident = $name:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $type { $( $(#[$vmeta])* #[serde(rename = $name)] $variant, )+ }

        impl $type {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable name used in the API, the index and the database.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $name, )+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::error::UnknownName;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $( $name => Ok(Self::$variant), )+
                    _ => Err($crate::error::UnknownName::new(text, &[ $( $name, )+ ])),
                }
            }
        }
    };
}
