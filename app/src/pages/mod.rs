//! The pages. Each is a thin loader around a view of plain data.

pub mod account;
pub mod error;
pub mod home;
pub mod privacy;
pub mod product;
pub mod ranking;
pub mod report;
pub mod saved;
pub mod search;
