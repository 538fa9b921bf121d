//! The server: everything that does IO.
//!
//! A handler (`http`) parses, calls one service and answers; a service (`services`) decides; the store
//! (`store`) reads and writes. Jobs (`jobs`) run beside them.

pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod http;
pub mod jobs;
mod seal;
pub mod services;
pub mod store;
