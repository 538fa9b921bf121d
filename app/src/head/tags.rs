//! The tags in a page's head.

use super::address::{PublicUrl, Standing};
use super::structured;
use crate::AssetPaths;
use crate::address::is_product;
use crate::context::Page;
use crate::ports::ProductDetails;
use crate::t;
use crate::text::{Language, named};
use domain::product::Category;
use leptos::prelude::*;
use leptos::tachys::html::element::meta;
use leptos_meta::Meta;
use leptos_router::location::RequestUrl;
use std::str::FromStr;

/// The colours of `style/tokens.css` behind every page, `--paper` in light and in dark.
const PAPER: &str = "#f7f6f2";
const PAPER_DARK: &str = "#11171a";

/// What the browser around a page should know, errors included.
#[component]
pub fn BrowserTags(
    /// Where the built assets are.
    assets: AssetPaths,
) -> impl IntoView {
    view! {
        {theme(PAPER, "(prefers-color-scheme: light)")}
        {theme(PAPER_DARK, "(prefers-color-scheme: dark)")}
        <link rel="icon" type="image/svg+xml" href=assets.favicon/>
        <link rel="apple-touch-icon" href=format!("{}/icon-180.png", assets.pkg_dir)/>
        <link rel="manifest" href="/manifest.webmanifest"/>
    }
}

fn theme(colour: &'static str, scheme: &'static str) -> impl IntoView {
    meta().name("theme-color").content(colour).attr("media", scheme)
}

/// A tag of the Open Graph protocol (<https://ogp.me>).
fn property(name: &'static str, content: impl Into<String>) -> impl IntoView {
    meta().attr("property", name).content(content.into())
}

/// What a page's address tells search engines and sites that show a link's preview.
///
/// The canonical address and the preview's are whole addresses or none: a relative one is read differently from
/// reader to reader. A page that is not indexed names no canonical one, so that the two never contradict.
#[component]
pub fn PageTags(
    /// Where the built assets are.
    assets: AssetPaths,
) -> impl IntoView {
    let AssetPaths { pkg_dir, .. } = assets;
    let page = Page::current();
    let path = path();
    let standing = Standing::of(&path, &page.query);
    let site = PublicUrl::current();
    let address = site.whole(&standing.canonical);
    let canonical = address
        .clone()
        .filter(|_| standing.is_indexed)
        .map(|address| view! { <link rel="canonical" href=address/> });
    let image = site.whole(&format!("{pkg_dir}/share.png")).map(|image| {
        view! {
            {property("og:image", image)}
            {property("og:image:width", "1200")}
            {property("og:image:height", "630")}
            {property("og:image:alt", t!("site-name"))}
        }
    });
    let others = Language::ALL.iter().filter(|language| **language != Language::current());
    let others = others.map(|other| property("og:locale:alternate", locale(*other)));
    let preview = preview(&path, &page).map(|(title, description)| {
        view! {
            <meta name="description" content=description.clone()/>
            {property("og:title", title)}
            {property("og:description", description)}
        }
    });
    view! {
        {robots(page, standing.is_indexed, site, path)}
        {canonical}
        {preview}
        {property("og:type", "website")}
        {property("og:site_name", t!("site-name"))}
        {property("og:locale", locale(Language::current()))}
        {others.collect_view()}
        {address.map(|address| property("og:url", address))}
        {image}
        <meta name="twitter:card" content="summary_large_image"/>
    }
}

/// Asks search engines to leave the page out, where its address or an invented catalogue gives reason.
fn robots(page: Page, is_indexed: bool, site: PublicUrl, path: String) -> impl IntoView {
    Suspend::new(async move {
        let shows_products = is_product(&path) || path == crate::address::SEARCH;
        let is_invented = match &page.ports {
            Some(ports) if site.is_known() && shows_products => {
                ports.catalogue(&page.viewer).await.is_ok_and(|catalogue| catalogue.fictional)
            }
            _ => false,
        };
        (is_invented || !is_indexed).then(|| view! { <meta name="robots" content="noindex"/> })
    })
}

/// A page's title and description for those who see only its link. A product's page says its own.
fn preview(path: &str, page: &Page) -> Option<(String, String)> {
    let found = match path {
        "/" => (t!("web-title-home"), t!("web-description")),
        "/search" => results(page),
        "/how-ranking-works" => (t!("web-title-ranking"), t!("web-description-ranking")),
        "/how-ranking-works/predictions" => (t!("predictions-title"), t!("predictions-lead")),
        "/privacy" => (t!("web-title-privacy"), t!("web-description-privacy")),
        "/compare" => (t!("web-title-compare"), t!("web-description-compare")),
        "/calculator" => (t!("web-title-calculator"), t!("web-description-calculator")),
        "/offline" => (t!("web-offline-title"), t!("web-offline-lead")),
        _ if is_product(path) => return None,
        _ => (t!("site-name"), t!("web-description")),
    };
    Some(found)
}

/// Of results: what kind of credit they are, where it is one kind.
fn results(page: &Page) -> (String, String) {
    let mut chosen = page.pairs().filter(|(name, _)| *name == "category").map(|(_, value)| value);
    let products = match (chosen.next().map(Category::from_str), chosen.next()) {
        (Some(Ok(category)), None) => named("web-products", category.name()),
        _ => t!("web-products-any"),
    };
    (t!("web-title-results", products = products.clone()), t!("web-description-results", products = products))
}

/// A product's preview and structured data, for its page's view.
#[must_use]
pub fn of_product(details: &ProductDetails) -> AnyView {
    let listing = &details.result.listing;
    let (product, lender) = (listing.name.clone(), listing.institution_name.clone());
    let title = t!("web-title-product", product = product.clone(), lender = lender.clone());
    let description = if listing.fictional {
        t!("web-description-product-invented", product = product, lender = lender)
    } else {
        t!("web-description-product", product = product, lender = lender)
    };
    view! {
        <Meta name="description" content=description.clone()/>
        <Meta property="og:title" content=title/>
        <Meta property="og:description" content=description/>
        {structured::of_product(details)}
    }
    .into_any()
}

/// The path of the request.
pub(super) fn path() -> String {
    let url = use_context::<RequestUrl>().map(|url| url.as_ref().to_owned()).unwrap_or_default();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    // The server's framework leads it with a host that means nothing.
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    format!("/{}", path.split_once('/').map_or("", |(_, below)| below))
}

/// A language as previews name it: by territory.
const fn locale(language: Language) -> &'static str {
    match language {
        Language::English => "en_AU",
        Language::Chinese => "zh_CN",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_colours_are_the_style_sheets() {
        let tokens = include_str!("../../../style/tokens.css");
        let (light, dark) = tokens.split_once("prefers-color-scheme: dark").unwrap();
        assert!(light.contains(&format!("--paper: {PAPER};")));
        assert!(dark.contains(&format!("--paper: {PAPER_DARK};")));
    }

    /// Width and height of a PNG file, from its first chunk.
    fn size(png: &[u8]) -> (u32, u32) {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!(&png[12..16], b"IHDR");
        (number(16), number(20))
    }

    #[test]
    fn pictures_have_the_sizes_that_tags_and_manifest_name() {
        let share = include_bytes!("../../public/share.png");
        assert_eq!(size(share), (1200, 630));
        assert!(share.len() < 60_000);
        for (icon, wide) in [
            (include_bytes!("../../public/icon-180.png").as_slice(), 180),
            (include_bytes!("../../public/icon-192.png"), 192),
            (include_bytes!("../../public/icon-512.png"), 512),
            (include_bytes!("../../public/icon-maskable-512.png"), 512),
        ] {
            assert_eq!(size(icon), (wide, wide));
        }
    }

    fn asked(address: &str) -> String {
        Owner::new().with(|| {
            provide_context(RequestUrl::new(&format!("http://leptos{address}")));
            provide_context(PublicUrl::new("https://loans.example"));
            let assets = AssetPaths {
                css: "/assets/abc/style.css".to_owned(),
                pkg_dir: "/assets/abc".to_owned(),
                favicon: "/assets/abc/favicon.svg".to_owned(),
            };
            view! { <PageTags assets/> }.to_html()
        })
    }

    #[test]
    fn a_page_names_its_clean_address() {
        let html = asked("/search?category=home_loan");
        assert!(html.contains("href=\"https://loans.example/search?category=home_loan\""), "{html}");
        assert!(html.contains("Home loans"), "{html}");
        assert!(html.contains("content=\"https://loans.example/assets/abc/share.png\""), "{html}");
        let html = asked("/search?category=home_loan&income_annual=80000");
        assert!(!html.contains("canonical") && !html.contains("80000"), "{html}");
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        let html = asked("/search?q=%22%3E%3Cscript%3E");
        assert!(!html.contains("<script"), "{html}");
        let html = asked("/a\"><script>");
        assert!(!html.contains("<script"), "{html}");
    }
}
