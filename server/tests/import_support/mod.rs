//! What the import's tests share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub(crate) mod holder;
pub(crate) mod products;

use domain::product::Product;
use domain::time::Timestamp;
use flate2::read::MultiGzDecoder;
use serde_json::{Value, json};
use server::config::DatabaseConfig;
use server::services::import::{ImportOptions, ImportSummary, Source, import_cdr};
use server::services::progress::Silent;
use server::store::{Store, StoredProduct, connect};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The development data, or `None` with a printed reason.
pub(crate) fn data_dir() -> Option<PathBuf> {
    let dir = std::env::var_os("LENDLIGHT_DATA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"), PathBuf::from);
    let found = dir.join("cdr/loans.jsonl.gz").is_file().then_some(dir.clone());
    if found.is_none() {
        eprintln!("skipped: no cdr/loans.jsonl.gz in {} (set LENDLIGHT_DATA)", dir.display());
    }
    found
}

/// The real set's file.
pub(crate) fn real_file() -> Option<PathBuf> {
    Some(data_dir()?.join("cdr/loans.jsonl.gz"))
}

/// Every line of the real set.
pub(crate) fn real_lines() -> Option<Vec<Value>> {
    let file = std::fs::File::open(real_file()?).unwrap();
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
    Some(lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect())
}

/// A catalogue of its own, on SQLite.
pub(crate) struct Catalogue {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) folder: tempfile::TempDir,
}

impl Catalogue {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let store = connect(&DatabaseConfig { url: url.into(), ..DatabaseConfig::default() }).await.unwrap();
        store.migrate().await.unwrap();
        Self { store, folder }
    }

    /// A file in the catalogue's folder.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Imports a file or folder as on the `day`th day.
    pub(crate) async fn import(&self, path: &Path, day: i64) -> ImportSummary {
        self.import_with(path.to_str().unwrap(), ImportOptions::new(at(day))).await
    }

    pub(crate) async fn import_with(&self, source: &str, options: ImportOptions) -> ImportSummary {
        let source = Source::parse(source).unwrap();
        import_cdr(self.store.as_ref(), source, options, Arc::new(Silent)).await.unwrap()
    }

    /// Every product, in the order of lender and id.
    pub(crate) async fn products(&self) -> Vec<StoredProduct> {
        let mut all = Vec::new();
        loop {
            let page =
                self.store.products_after(all.last().map(|p: &StoredProduct| p.id), 500).await.unwrap();
            if page.is_empty() {
                break;
            }
            all.extend(page);
        }
        all.sort_by_key(|p| (p.institution.draft.source_key.clone(), p.product.external_id.clone()));
        all
    }

    /// What the catalogue says, without its own ids and times.
    pub(crate) async fn content(&self) -> Vec<(server::store::InstitutionDraft, Product, bool)> {
        let products = self.products().await;
        products.into_iter().map(|p| (p.institution.draft, p.product, p.withdrawn_at.is_some())).collect()
    }
}

/// The `day`th day after some Monday.
pub(crate) fn at(day: i64) -> Timestamp {
    Timestamp::from_micros((1_700_000_000 + day * 86_400) * 1_000_000)
}

/// A personal loan's detail.
pub(crate) fn loan(id: &str, brand: &str, rate: &str) -> Value {
    json!({"productId": id, "name": format!("Loan {id}"), "productCategory": "PERS_LOANS", "brand": brand,
        "description": "A loan", "isTailored": false, "lastUpdated": "2024-08-12T00:00:00Z",
        "lendingRates": [{"lendingRateType": "FIXED", "rate": rate}]})
}

/// Lines of details.
pub(crate) fn lines(details: &[Value]) -> String {
    details.iter().map(|detail| format!("{}\n", json!({ "data": detail }))).collect()
}
