//! What scripts are for. Each island renders on the server as something that works without scripts, and is
//! all that the browser's WebAssembly holds.

pub mod calculator;
pub mod suggest;
