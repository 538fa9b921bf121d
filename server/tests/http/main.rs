//! The server over HTTP: the API, the pages, and what keeps them from harm.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails in a test should end it"
)]

mod answers;
mod api;
mod journey;
mod language;
mod limits;
mod pages;
mod support;
mod web;
