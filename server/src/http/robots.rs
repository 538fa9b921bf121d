//! What search engines ask for: `/robots.txt` and the sitemap, in the format of <https://www.sitemaps.org>.
//!
//! A sitemap names whole addresses, so there is none where the site's own is not known.

use super::problem::Problem;
use super::state::AppState;
use crate::services::catalogue::CatalogueError;
use crate::services::sitemap::{Addresses, OnOffer};
use actix_web::error::Error;
use actix_web::http::header::{CACHE_CONTROL, ContentType};
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpResponse, HttpResponseBuilder};
use app::address::SEARCH;
use app::head::{PublicUrl, STATIC_PAGES};
use domain::error::ErrorCode;
use futures::stream;
use std::fmt::Write;
use std::sync::Arc;

/// The most addresses that one part of a sitemap may have.
const A_PART: usize = 50_000;
/// How many addresses are written at a time.
const A_CHUNK: usize = 1_000;

const SITEMAP_NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/robots.txt`: what is not for robots, and where the sitemap is.
pub(super) async fn robots(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let rules = state.assets.text("robots.txt").ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let sitemap = state.public_url.whole("/sitemap.xml").map(|address| format!("\nSitemap: {address}\n"));
    let mut answer = HttpResponse::Ok();
    answer.insert_header(ContentType::plaintext()).insert_header((CACHE_CONTROL, "public, max-age=3600"));
    Ok(answer.body(format!("{}{}", rules, sitemap.unwrap_or_default())))
}

/// `/sitemap.xml`: the parts.
pub(super) async fn sitemap(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let addresses = addresses(&state).await?;
    let parts = addresses.products.len().div_ceil(A_PART);
    let products = (1..=parts).map(|part| format!("/sitemap-products-{part}.xml"));
    let mut body = opening("sitemapindex");
    for path in std::iter::once("/sitemap-pages.xml".to_owned()).chain(products) {
        let _ = writeln!(body, "<sitemap><loc>{}</loc></sitemap>", location(&state.public_url, &path));
    }
    body.push_str("</sitemapindex>\n");
    Ok(xml().body(body))
}

/// `/sitemap-pages.xml`: pages that are there whatever the catalogue, and its categories.
pub(super) async fn pages(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let addresses = addresses(&state).await?;
    let categories =
        addresses.categories.iter().map(|category| format!("{SEARCH}?category={}", category.name()));
    let mut body = opening("urlset");
    for path in STATIC_PAGES.iter().map(|path| (*path).to_owned()).chain(categories) {
        let _ = writeln!(body, "<url><loc>{}</loc></url>", location(&state.public_url, &path));
    }
    body.push_str("</urlset>\n");
    Ok(xml().body(body))
}

/// `/sitemap-products-{part}.xml`: products on offer, a part from 1. Written while it is sent.
pub(super) async fn products(state: Data<AppState>, part: web::Path<usize>) -> Result<HttpResponse, Problem> {
    let addresses = addresses(&state).await?;
    let first = part.into_inner().checked_sub(1).and_then(|before| before.checked_mul(A_PART));
    let first = first.filter(|first| *first < addresses.products.len());
    let first = first.ok_or_else(|| Problem::new(ErrorCode::NotFound))?;
    let end = addresses.products.len().min(first.saturating_add(A_PART));
    let site = state.public_url.clone();
    let chunks = (first..end).step_by(A_CHUNK).map(move |from| {
        let chunk = addresses.products.get(from..end.min(from.saturating_add(A_CHUNK)));
        chunk.unwrap_or_default().iter().map(|product| entry(&site, product)).collect::<String>()
    });
    let all =
        std::iter::once(opening("urlset")).chain(chunks).chain(std::iter::once("</urlset>\n".to_owned()));
    Ok(xml().streaming(stream::iter(all.map(|text| Ok::<_, Error>(Bytes::from(text))))))
}

fn entry(site: &PublicUrl, product: &OnOffer) -> String {
    let address = location(site, &format!("/products/{}", product.id));
    format!("<url><loc>{address}</loc><lastmod>{}</lastmod></url>\n", product.changed_at.date())
}

/// What there is to name; not found where the site's address is not known.
async fn addresses(state: &AppState) -> Result<Arc<Addresses>, Problem> {
    if !state.public_url.is_known() {
        let detail = "There is no sitemap: the site’s public address is not configured.";
        return Err(Problem::new(ErrorCode::NotFound).detail(detail));
    }
    Ok(state.sitemap.addresses().await.map_err(CatalogueError::Store)?)
}

/// An address as XML holds it.
fn location(site: &PublicUrl, path: &str) -> String {
    site.whole(path).unwrap_or_default().replace('&', "&amp;").replace('\'', "&apos;")
}

fn opening(element: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{element} xmlns=\"{SITEMAP_NAMESPACE}\">\n")
}

fn xml() -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type("application/xml; charset=utf-8");
    answer.insert_header((CACHE_CONTROL, "public, max-age=3600"));
    answer
}
