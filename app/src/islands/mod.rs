//! What scripts are for. Each island renders on the server as something that works without scripts, and is
//! all that the browser's WebAssembly holds.

#![allow(
    missing_docs,
    reason = "`#[island]` makes a struct of the island's name and gives it no documentation"
)]

/// The words that an island shows, as a struct of texts. It crosses to the browser as a plain list: code that reads
/// each struct by its fields' names would be a tenth of what the browser loads.
macro_rules! words {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident { $($(#[$about:meta])* $field:ident,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(into = "Vec<String>", from = "Vec<String>")]
        $visibility struct $name {
            $($(#[$about])* $field: String,)+
        }

        impl From<$name> for Vec<String> {
            fn from(words: $name) -> Self {
                vec![$(words.$field),+]
            }
        }

        impl From<Vec<String>> for $name {
            fn from(words: Vec<String>) -> Self {
                let mut words = words.into_iter();
                Self { $($field: words.next().unwrap_or_default()),+ }
            }
        }
    };
}

pub mod calculator;
pub mod live;
pub mod matches;
pub mod suggest;
