//! Jobs run beside requests.

pub mod index_sync;
pub mod refresh;
