//! Work beside the requests: keeping the index and the ranking policy in step with the store, learning from clicks,
//! looking after events.

pub mod click_learning;
pub mod event_upkeep;
pub mod index_sync;
pub mod refresh;
pub mod training;
