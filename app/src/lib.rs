//! Lendlight's pages: server-rendered, with islands where scripts earn their place.

#[cfg(feature = "ssr")]
pub mod ports;
