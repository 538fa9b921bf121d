//! What browsers, search engines and previews of links ask for.

use crate::support::{TestServer, catalogue, read_json};
use serde_json::Value;
use server::clock;
use server::config::Config;
use server::demo;

const SITE: &str = "https://loans.example";

async fn public(records: Vec<Value>) -> TestServer {
    let mut config = Config::default();
    config.server.public_url = SITE.to_owned();
    TestServer::with(config, records).await
}

async fn body(server: &TestServer, path: &str) -> String {
    let answer = server.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// The address of a page's product.
async fn a_product(server: &TestServer) -> String {
    let found = server.json("/api/v1/search?q=car").await;
    format!("/products/{}", found["results"][0]["product_id"].as_str().unwrap())
}

fn canonical(html: &str) -> Option<&str> {
    let tag = html.split("<link ").find(|tag| tag.starts_with("rel=\"canonical\""))?;
    tag.split("href=\"").nth(1)?.split('"').next()
}

fn is_unlisted(html: &str) -> bool {
    html.contains("<meta name=\"robots\" content=\"noindex\"")
}

#[actix_web::test]
async fn the_manifest_names_icons_of_the_build() {
    let server = TestServer::start().await;
    let answer = server.get("/manifest.webmanifest").await;
    assert_eq!(answer.headers()["content-type"], "application/manifest+json");
    let manifest = read_json(answer).await;
    assert_eq!(manifest["start_url"], "/");
    let icons = manifest["icons"].as_array().unwrap();
    assert!(icons.iter().all(|icon| icon["src"].as_str().unwrap().starts_with("/assets/abc/")), "{icons:?}");
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    assert!(body(&server, "/").await.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""));
}

#[actix_web::test]
async fn the_service_worker_is_told_its_build_and_may_ask_this_site_alone() {
    let server = TestServer::start().await;
    let answer = server.get("/sw.js").await;
    let headers = answer.headers().clone();
    assert_eq!(headers["content-type"], "text/javascript; charset=utf-8");
    assert_eq!(headers["cache-control"], "no-cache");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
    let script = answer.text().await.unwrap();
    let first = script.lines().next().unwrap();
    let build = first.strip_prefix("const BUILD = ").unwrap().strip_suffix(';').unwrap();
    let build: Value = serde_json::from_str(build).unwrap();
    assert_eq!(build["hash"], "abc");
    for asset in build["assets"].as_array().unwrap() {
        assert_eq!(server.get(asset.as_str().unwrap()).await.status(), 200, "{asset}");
    }
    let page = server.get("/").await;
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("worker-src 'self'"), "{policy}");
}

#[actix_web::test]
async fn without_scripts_a_page_asks_for_its_style_and_icons_alone() {
    let server = TestServer::start().await;
    let html = body(&server, "/").await;
    let head = html.split("</head>").next().unwrap();
    for link in head.split("<link ").skip(1) {
        let rel = link.split("rel=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(["stylesheet", "icon", "apple-touch-icon", "manifest"].contains(&rel), "{rel}");
    }
    assert!(!head.contains("preload"), "{head}");
    let script = head.split("<script type=\"module\"").nth(1).unwrap();
    assert!(script.contains("lendlight_bg.wasm") && script.contains("\"/assets/abc\""), "{script}");
}

#[actix_web::test]
async fn the_offline_page_is_nobodys_and_says_so_in_both_languages() {
    let server = TestServer::start().await;
    let html = body(&server, "/offline").await;
    assert!(html.contains("You are offline") && html.contains("您目前没有网络"));
    assert!(is_unlisted(&html));
}

#[actix_web::test]
async fn where_no_address_is_configured_none_is_named() {
    let server = TestServer::start().await;
    assert_eq!(server.get("/sitemap.xml").await.status(), 404);
    assert_eq!(server.get("/sitemap-pages.xml").await.status(), 404);
    assert!(!body(&server, "/robots.txt").await.contains("Sitemap"));
    let html = body(&server, "/").await;
    assert_eq!(canonical(&html), None);
    assert!(!html.contains("og:url") && !html.contains("og:image"));
    assert!(html.contains("<meta property=\"og:title\"") && html.contains("<meta name=\"description\""));
}

#[actix_web::test]
async fn a_page_is_known_by_an_address_without_noise() {
    let server = public(catalogue()).await;
    let product = a_product(&server).await;
    let with_need = format!("{product}?amount=15000&term_months=36");
    let cases = [
        ("/?amount=9000", "/"),
        ("/search?category=personal_loan", "/search?category=personal_loan"),
        (&with_need, &product),
        ("/privacy", "/privacy"),
    ];
    for (asked, known) in cases {
        let html = body(&server, asked).await;
        assert_eq!(canonical(&html), Some(format!("{SITE}{known}").as_str()), "{asked}");
        assert!(!is_unlisted(&html), "{asked}");
        assert_eq!(html.matches("property=\"og:title\"").count(), 1, "{asked}");
        assert_eq!(html.matches("name=\"description\"").count(), 1, "{asked}");
        assert!(html.contains(&format!("content=\"{SITE}/assets/abc/share.png\"")), "{asked}");
    }
}

#[actix_web::test]
async fn what_is_for_one_reader_is_not_for_search_engines() {
    let server = public(catalogue()).await;
    let product = a_product(&server).await;
    for path in [
        "/search?category=personal_loan&amount=15000",
        "/search?page=2",
        "/search?income_annual=80000",
        &format!("{product}?age=30"),
    ] {
        let html = body(&server, path).await;
        assert!(is_unlisted(&html) && canonical(&html).is_none(), "{path}");
    }
    for path in
        ["/nothing", "/search?amount=lots", "/products/x", "/api/v1/search?amount=lots", "/assets/x/y"]
    {
        let answer = server.get(path).await;
        assert!(answer.status().is_client_error(), "{path}");
        assert_eq!(answer.headers()["x-robots-tag"], "noindex", "{path}");
    }
    assert!(server.get("/").await.headers().get("x-robots-tag").is_none());
}

#[actix_web::test]
async fn the_sitemap_names_pages_categories_and_products_and_follows_changes() {
    let server = public(catalogue()).await;
    assert!(body(&server, "/robots.txt").await.ends_with(&format!("\nSitemap: {SITE}/sitemap.xml\n")));
    let index = body(&server, "/sitemap.xml").await;
    assert!(index.contains(&format!("<loc>{SITE}/sitemap-products-1.xml</loc>")), "{index}");
    assert!(!index.contains("products-2"));
    let pages = body(&server, "/sitemap-pages.xml").await;
    for path in ["/", "/privacy", "/search?category=home_loan", "/search?category=credit_card"] {
        assert!(pages.contains(&format!("<loc>{SITE}{path}</loc>")), "{path}: {pages}");
    }
    assert!(!pages.contains("business_loan"), "there is none");

    let answer = server.get("/sitemap-products-1.xml").await;
    assert_eq!(answer.headers()["content-type"], "application/xml; charset=utf-8");
    let products = answer.text().await.unwrap();
    assert!(products.ends_with("</urlset>\n"));
    assert_eq!(products.matches("<url>").count(), 10);
    assert_eq!(products.matches(&format!("<lastmod>{}</lastmod>", clock::now().date())).count(), 10);
    let product = a_product(&server).await;
    assert!(products.contains(&format!("<loc>{SITE}{product}</loc>")));

    let lender = server.store.institution_by_key("test:Gum Lending").await.unwrap().unwrap();
    server.store.withdraw_missing(lender.id, &[], clock::now()).await.unwrap();
    assert_eq!(body(&server, "/sitemap-products-1.xml").await.matches("<url>").count(), 6);
    for part in ["0", "2", "x", "18446744073709551615"] {
        assert_eq!(server.get(&format!("/sitemap-products-{part}.xml")).await.status(), 404, "{part}");
    }
}

#[actix_web::test]
async fn structured_data_says_what_the_lender_publishes_and_cannot_leave_its_element() {
    let server = public(catalogue()).await;
    let html = body(&server, &a_product(&server).await).await;
    let blocks: Vec<Value> = html
        .split("<script type=\"application/ld+json\">")
        .skip(1)
        .map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap())
        .collect();
    assert_eq!(blocks.len(), 2, "{blocks:?}");
    assert_eq!(blocks[0]["@type"], "LoanOrCredit");
    assert_eq!(blocks[0]["interestRate"], 6.5);
    assert_eq!(blocks[0]["provider"]["name"], "Alder Bank");
    assert_eq!(blocks[1]["@type"], "BreadcrumbList");

    let found = server.json("/api/v1/search?q=bold").await;
    let hostile = format!("/products/{}", found["results"][0]["product_id"].as_str().unwrap());
    let html = body(&server, &hostile).await;
    assert!(!html.contains("<script>alert(1)"), "{html}");
    assert!(html.contains("\\u003cscript\\u003ealert(1)"), "the name is in the data, escaped");

    assert!(body(&server, "/").await.contains("\"SearchAction\""));
}

#[actix_web::test]
async fn invented_products_are_not_offered_to_search_engines() {
    let server = public(demo::catalogue(demo::DEMO, demo::DEMO_SEED).collect()).await;
    let found = server.json("/api/v1/search?per_page=1").await;
    let product = format!("/products/{}", found["results"][0]["product_id"].as_str().unwrap());
    let html = body(&server, &product).await;
    assert!(is_unlisted(&html) && !html.contains("ld+json"));
    assert!(html.contains("content=\"Demonstration: "), "its preview says so");
    assert!(is_unlisted(&body(&server, "/search").await));
    assert!(!is_unlisted(&body(&server, "/").await));
    assert!(!body(&server, "/sitemap.xml").await.contains("products"));
    assert!(!body(&server, "/sitemap-pages.xml").await.contains("category"));
}

#[actix_web::test]
async fn a_withdrawn_product_has_no_structured_data() {
    let server = public(catalogue()).await;
    let product = a_product(&server).await;
    let lender = server.store.institution_by_key("test:Alder Bank").await.unwrap().unwrap();
    assert!(body(&server, &product).await.contains("ld+json"));
    server.store.withdraw_missing(lender.id, &[], clock::now()).await.unwrap();
    assert!(!body(&server, &product).await.contains("ld+json"));
}
