//! The server over HTTP: the API, the pages, and what keeps them from harm.

mod api;
mod limits;
mod pages;
mod support;
