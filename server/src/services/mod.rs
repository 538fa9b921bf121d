//! Services decide; they take a store and an index, and know nothing of HTTP.

pub mod export;
pub mod import;
pub mod progress;
