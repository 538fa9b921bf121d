//! Services decide; they take a store and an index, and know nothing of HTTP.

pub mod accounts;
pub mod audit;
pub mod catalogue;
pub mod clicks;
pub mod events;
pub mod export;
pub mod import;
pub mod in_force;
pub mod models;
pub mod policy;
pub mod predictions;
pub mod progress;
pub mod rate_limit;
pub mod reports;
pub mod search;
pub mod single_flight;
pub mod sitemap;
pub mod staff;
pub mod token_bucket;
