//! Work beside the requests: keeping the index and the ranking policy in step with the store.

pub mod index_sync;
pub mod refresh;
