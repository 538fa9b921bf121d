//! Lendlight's pages: server-rendered, with islands where scripts earn their place.
//!
//! Two things are built from this crate. The server takes it with feature `ssr` and renders whole pages, each
//! of which works with scripts off. The browser gets it with feature `hydrate`, which holds the [`islands`]
//! and what they need ([`mod@format`]), and nothing else: pages, wording and forms never reach the browser as
//! WebAssembly.
//!
//! A page is a thin loader (parse the address, ask the [`ports`], set the status) around a pure view of
//! plain data, so that what a page says is tested without a server.

// A page is one type made of its elements' types; optimising it looks deeper than the default allows.
#![recursion_limit = "256"]

#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod format;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;

#[cfg(feature = "ssr")]
pub mod address;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod head;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod ports;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod words;

#[cfg(feature = "ssr")]
pub use shell::{App, AssetPaths, error_document, shell};

/// Brings the islands of the page to life; the page's own script calls it.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
