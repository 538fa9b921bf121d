//! The products' search index, on tantivy.
//!
//! | module | what it does |
//! |---|---|
//! | `product_index` | the index as its users hold it: reload, writer, caches |
//! | `search` | candidates for a query, with facets and counts |
//! | `suggest` | completions |
//! | `writer` | changes and commits |
//! | `open` | opening, and replacing the whole index |
//! | `schema`, `facts` | what is stored and indexed of a listing |
//! | `text` | words: tokenizer, vocabulary, matching |
//! | `snapshot`, `columns`, `bitmap` | a commit unpacked for searching |
//! | `filter`, `rules`, `order`, `collector` | the parts of a search |
//!
//! Tantivy keeps the terms, postings, stored listings, fast fields and commits. What it finds is combined here as
//! bitmaps of whole segments, since every search also counts facets over everything that matches: a search of a
//! million listings is a few passes over some hundred kilobytes each.
//!
//! The index knows no database and no clock. Eligibility is judged by `domain::eligibility`; the index only
//! leaves out what that would call not met.

mod bitmap;
mod collector;
mod columns;
mod error;
mod facts;
mod filter;
mod open;
mod order;
mod product_index;
mod rules;
mod schema;
mod search;
mod snapshot;
mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod writer;

pub use error::IndexError;
pub use open::{IndexDirectory, Opened, Rebuild};
pub use order::PreRank;
pub use product_index::{CacheSizes, ProductIndex};
pub use schema::schema_hash;
pub use search::{Candidates, Hit, Window};
pub use text::warm;
pub use writer::{Change, IndexWriter};
