//! What scripts are for. Each island renders on the server as something that works without scripts, and is
//! all that the browser's WebAssembly holds.

#![allow(
    missing_docs,
    reason = "`#[island]` makes a struct of the island's name and gives it no documentation"
)]

pub mod calculator;
pub mod live;
pub mod matches;
pub mod suggest;
