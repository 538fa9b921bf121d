//! The script that wakes the islands and registers the service worker, with what the page has for it beside.

use crate::AssetPaths;
use crate::components::keep;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

const START: &str = include_str!("start.js");

/// The page's only script of its own. It fetches the islands' code where the page has an island, and nothing
/// where it has none. leptos' own `HydrationScripts` adds preload links, which browsers follow with scripts off,
/// too.
#[component]
pub fn StartScript(
    /// Where the built assets are.
    assets: AssetPaths,
) -> impl IntoView {
    // As `HydrationScripts` does: outside islands nothing is written for the browser to take up.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    let AssetPaths { pkg_dir, .. } = assets;
    let unsent = serde_json::to_string(&crate::t!("web-unsent")).unwrap_or_default();
    let folder = serde_json::to_string(&pkg_dir).unwrap_or_default();
    let start = format!("{}({folder}, {unsent});", START.trim_end());
    let script = if keep::is_on(&super::tags::path()) {
        format!("{start}\n{}();", keep::SCRIPT.trim_end())
    } else {
        start
    };
    view! { <script type="module" nonce=use_nonce() inner_html=script></script> }
}
