//! Requests per second of the search API and of the results page, beside a bare actix handler on the same
//! machine in the same run; only the ratios mean something. Run by `cargo xtask bench`.
//!
//! The catalogue is the real one in `LENDLIGHT_DATA` where it is there, else as many generated products.

mod load;

use actix_web::{App, HttpResponse, HttpServer, web};
use load::{Outcome, load};
use serde_json::Value;
use server::config::Config;
use server::demo::{self, DemoSize};
use server::http::Application;
use server::jobs::index_sync::IndexSync;
use server::services::import::{self, ImportOptions, Source};
use server::services::in_force::InForce;
use server::services::progress::Silent;
use server::{clock, store};
use std::error::Error;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long each load lasts.
const SECONDS: u64 = 5;
/// Products of the real catalogue, and so of the generated one.
const PRODUCTS: u64 = 2_902;

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --benches` asks for nothing to be measured.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let dir = tempfile::tempdir()?;
    let bare = bare_server()?;
    let lendlight = lendlight_server(dir.path()).await?;

    let baseline = measure("bare actix handler", bare, |_| "/".to_owned()).await?;
    let repeated = measure("API, 40 different searches", lendlight, |n| api(n % 40)).await?;
    let unique = measure("API, every search new", lendlight, api).await?;
    let page = measure("results page, 40 different searches", lendlight, |n| page(n % 40)).await?;
    let home = measure("home page", lendlight, |_| "/".to_owned()).await?;
    println!();
    for (name, outcome) in [
        ("API, 40 different searches", &repeated),
        ("API, every search new", &unique),
        ("results page", &page),
        ("home page", &home),
    ] {
        println!("{name}: 1/{:.1} of the bare handler", baseline.per_second() / outcome.per_second());
    }
    Ok(())
}

async fn measure(
    name: &str,
    address: SocketAddr,
    path: impl Fn(usize) -> String + Send + Sync + 'static,
) -> Result<Outcome, Box<dyn Error>> {
    let outcome = load(address, Duration::from_secs(SECONDS), path).await?;
    println!("{name:<38} {outcome}");
    Ok(outcome)
}

/// A ranked search with a profile; the amount makes each `n` a search of its own.
fn api(n: usize) -> String {
    format!("/api/v1/search?{}", search(n))
}

fn page(n: usize) -> String {
    format!("/search?{}", search(n))
}

fn search(n: usize) -> String {
    let categories = ["personal_loan", "home_loan", "business_loan", "credit_card"];
    let texts = ["", "&q=car", "&q=low+rate", "&q=offset"];
    let category = categories.get(n % 4).copied().unwrap_or_default();
    let text = texts.get((n / 4) % 4).copied().unwrap_or_default();
    let amount = 5_000 + n * 37;
    format!(
        "category={category}{text}&amount={amount}&term_months=60&income_annual=85000&employment=employed"
    )
}

fn bare_server() -> Result<SocketAddr, Box<dyn Error>> {
    let server =
        HttpServer::new(|| App::new().route("/", web::get().to(async || HttpResponse::Ok().body("hello"))))
            .bind(("127.0.0.1", 0))?;
    let address = *server.addrs().first().ok_or("no address")?;
    actix_web::rt::spawn(server.run());
    Ok(address)
}

async fn lendlight_server(dir: &Path) -> Result<SocketAddr, Box<dyn Error>> {
    let mut config = Config::default();
    config.server.listen = SocketAddr::from(([127, 0, 0, 1], 0));
    config.server.assets_dir = site(dir)?;
    config.database.url = format!("sqlite://{}", dir.join("bench.db").display()).into();
    let store = store::connect(&config.database).await?;
    store.migrate().await?;
    let real = std::env::var_os("LENDLIGHT_DATA").map(|data| PathBuf::from(data).join("cdr/loans.jsonl.gz"));
    match real.filter(|path| path.is_file()) {
        Some(path) => {
            let options = ImportOptions::new(clock::now());
            import::import_cdr(store.as_ref(), Source::File(path), options, Arc::new(Silent)).await?;
        }
        None => {
            let records = demo::catalogue(DemoSize { lenders: 100, products: PRODUCTS }, demo::DEMO_SEED);
            import_generated(store.as_ref(), records).await?;
        }
    }
    let counts = store.counts().await?;
    println!("{} products of {} lenders", counts.products, counts.institutions);
    let sync = IndexSync::start(store.clone(), dir.join("index")).await?;
    sync.in_step().await?;
    let in_force = InForce::load(store.as_ref()).await?;
    let application = Application::build(&config, dir, store, sync.live(), in_force).await?;
    let address = application.address();
    actix_web::rt::spawn(async move {
        let outcome = application.run().await;
        sync.stop().await;
        outcome
    });
    Ok(address)
}

async fn import_generated(
    store: &dyn store::Store,
    records: impl Iterator<Item = Value>,
) -> Result<(), Box<dyn Error>> {
    import::import_records(store, records, "generated", clock::now()).await?;
    Ok(())
}

/// A site with nothing in it: pages are measured, not files.
fn site(dir: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let site = dir.join("site");
    std::fs::create_dir_all(&site)?;
    std::fs::write(site.join("manifest.json"), r#"{ "hash": "bench", "files": [] }"#)?;
    Ok(site)
}
