//! The server over HTTP: the API, the pages, and what keeps them from harm.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails in a test should end it"
)]

mod accounts;
mod accounts_kept;
mod answers;
mod api;
mod browser;
mod clicks;
mod events;
mod journey;
mod language;
mod limits;
mod lists;
mod pages;
mod reports;
mod staff;
mod support;
mod web;
