//! What makes the site an app of the browser: `/manifest.webmanifest`, and `/sw.js` with the offline page.

use super::headers::WORKER_POLICY;
use super::problem::Problem;
use super::state::AppState;
use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::Data;
use domain::error::ErrorCode;
use serde_json::json;

/// `--paper` of `style/tokens.css` in the light scheme: what a start of the app shows first.
const PAPER: &str = "#f7f6f2";

/// The manifest. It says nothing in any language: its name is a name.
pub(super) async fn manifest(state: Data<AppState>) -> HttpResponse {
    let folder = state.assets.paths().pkg_dir;
    let icon = |name: &str, sizes: &str, purpose: &str| {
        let kind = if name.ends_with(".svg") { "image/svg+xml" } else { "image/png" };
        json!({ "src": format!("{folder}/{name}"), "sizes": sizes, "type": kind, "purpose": purpose })
    };
    let manifest = json!({
        "id": "/",
        "name": "Lendlight",
        "short_name": "Lendlight",
        "start_url": "/",
        "scope": "/",
        // With the address in view, by which a borrower can tell the site from a copy of it.
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "categories": ["finance"],
        "icons": [
            icon("favicon.svg", "any", "any"),
            icon("icon-192.png", "192x192", "any"),
            icon("icon-512.png", "512x512", "any"),
            icon("icon-maskable-512.png", "512x512", "maskable"),
        ],
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/manifest+json"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(manifest.to_string())
}

/// The service worker, led by the build that it belongs to: another build makes another script, which is how
/// browsers notice that what they keep is old.
pub(super) async fn worker(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let script = state.assets.text("sw.js").ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let paths = state.assets.paths();
    let build = json!({ "hash": state.assets.hash(), "assets": [paths.css, paths.favicon] });
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .insert_header((CONTENT_SECURITY_POLICY, WORKER_POLICY))
        .body(format!("const BUILD = {build};\n{script}")))
}

#[cfg(test)]
mod tests {
    use super::PAPER;

    #[test]
    fn the_app_starts_in_the_style_sheets_colour() {
        let tokens = include_str!("../../../style/tokens.css");
        let (light, _) = tokens.split_once("prefers-color-scheme: dark").unwrap();
        assert!(light.contains(&format!("--paper: {PAPER};")));
    }
}
