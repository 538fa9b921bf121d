//! What a page tells machines: the browser around it, search engines, and sites that show a link's preview.
//!
//! Most of it follows from the address alone ([`tags::PageTags`]). A page that knows more says so in one line of
//! its view: [`of_product`], [`of_home`].
//!
//! A catalogue of invented products must not be found as if its loans were real. Such products get no structured
//! data and no place in the sitemap, their previews call them invented, and where a public address is configured,
//! which is where search engines can come, their pages ask not to be indexed.

mod address;
mod start;
mod structured;
mod tags;

pub use address::{PublicUrl, STATIC_PAGES, Standing};
pub use start::StartScript;
pub use structured::of_home;
pub use tags::{BrowserTags, PageTags, of_product};
