//! Databases and products for tests.
#![allow(dead_code, unused_macros, reason = "each test file uses its part")]

use domain::listing::Listing;
use domain::money::Currency;
use domain::product::{Category, Product, ProductId, UnreadField};
use domain::query::SearchQuery;
use domain::time::Timestamp;
use futures::FutureExt;
use index::{ProductIndex, Window};
use secrecy::SecretString;
use server::config::DatabaseConfig;
use server::store::{Institution, InstitutionDraft, Store, connect};
use sqlx::{AssertSqlSafe, Connection};
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

/// Makes a test of each behaviour for each engine.
macro_rules! contract {
    ($($behaviour:ident)+) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $behaviour() {
                super::support::on_sqlite(super::$behaviour).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $behaviour() {
                super::support::on_postgres(super::$behaviour).await;
            })+
        }
    };
}

/// Names the PostgreSQL server that tests may create databases on.
pub(crate) const POSTGRES: &str = "LENDLIGHT_TEST_POSTGRES_URL";

/// A database by its address.
pub(crate) fn config(url: &str) -> DatabaseConfig {
    DatabaseConfig { url: SecretString::from(url), max_connections: 4 }
}

/// A database of its own for one test.
pub(crate) struct TestDatabase {
    pub(crate) url: String,
}

impl TestDatabase {
    /// Connects; another call is like another process.
    pub(crate) async fn connect(&self) -> Arc<dyn Store> {
        connect(&config(&self.url)).await.unwrap()
    }

    /// Connects and migrates.
    pub(crate) async fn store(&self) -> Arc<dyn Store> {
        let store = self.connect().await;
        store.migrate().await.unwrap();
        store
    }

    /// Runs a statement past the store, as an administrator or another program would.
    pub(crate) async fn execute(&self, statement: &'static str) {
        if self.url.starts_with("sqlite:") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        }
    }

    /// As [`execute`](Self::execute) where the database may refuse; its words if it does.
    pub(crate) async fn try_execute(&self, statement: &'static str) -> Result<(), String> {
        let outcome = if self.url.starts_with("sqlite:") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.map(drop)
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(statement).execute(&mut connection).await.map(drop)
        };
        outcome.map_err(|error| error.to_string())
    }

    /// Answers a query's one integer.
    pub(crate) async fn integer(&self, query: &'static str) -> i64 {
        if self.url.starts_with("sqlite:") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
        }
    }
}

/// Runs a test on an SQLite file.
pub(crate) async fn on_sqlite(test: impl AsyncFnOnce(&TestDatabase)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nested").join("lendlight.db");
    test(&TestDatabase { url: format!("sqlite://{}", path.display()) }).await;
}

/// Runs a test on a PostgreSQL database made for it, or says why not.
pub(crate) async fn on_postgres(test: impl AsyncFnOnce(&TestDatabase)) {
    let Ok(server) = std::env::var(POSTGRES) else {
        eprintln!("skipped: {POSTGRES} is not set");
        return;
    };
    let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
    let name = format!("lendlight_test_{}", uuid::Uuid::now_v7().simple());
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    let (base, parameters) = server.split_once('?').unwrap_or((&server, ""));
    let (base, _) = base.rsplit_once('/').unwrap();
    let database = TestDatabase { url: format!("{base}/{name}?{parameters}") };
    let outcome = AssertUnwindSafe(test(&database)).catch_unwind().await;
    sqlx::raw_sql(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)")))
        .execute(&mut admin)
        .await
        .unwrap();
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

/// Lets a future go so many steps and then drops it, as the end of the process would.
pub(crate) async fn step<T>(future: impl Future<Output = T>, steps: u32) -> bool {
    let mut future = std::pin::pin!(future);
    let mut left = steps;
    std::future::poll_fn(|context| match future.as_mut().poll(context) {
        std::task::Poll::Ready(_) => std::task::Poll::Ready(true),
        std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(false),
        std::task::Poll::Pending => {
            left -= 1;
            std::task::Poll::Pending
        }
    })
    .await
}

/// `second` seconds after some Monday.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_micros(1_700_000_000_000_000 + second * 1_000_000)
}

/// A lender called by its key.
pub(crate) async fn lender(store: &dyn Store, key: &str) -> Institution {
    let draft = InstitutionDraft {
        source_key: key.to_owned(),
        name: format!("Bank {key}"),
        abn: Some("51824753556".to_owned()),
        fictional: false,
    };
    store.save_institution(&draft, at(0)).await.unwrap()
}

/// A personal loan with little to it.
pub(crate) fn loan(external_id: &str, name: &str) -> Product {
    Product {
        description: "For whatever you need".to_owned(),
        brand: "B".to_owned(),
        updated_at: Some(at(0)),
        ..Product::named(external_id, name, Category::PersonalLoan, Currency::AUD)
    }
}

/// A field that could not be read.
pub(crate) fn unread(path: &str, raw: &str) -> UnreadField {
    UnreadField { path: path.to_owned(), raw: raw.to_owned(), reason: "not a number".to_owned() }
}

/// Every listing that can be found.
pub(crate) fn found(index: &ProductIndex) -> BTreeMap<ProductId, Arc<Listing>> {
    let everything = Window { offset: 0, limit: 1_000_000 };
    let candidates = index.candidates(&SearchQuery::default(), &[], everything).unwrap();
    assert_eq!(candidates.total, index.len());
    candidates.hits.into_iter().map(|hit| (hit.listing.product_id, hit.listing)).collect()
}

/// Checks that exactly the products on offer can be found, as they are now.
pub(crate) async fn assert_in_step(store: &dyn Store, index: &ProductIndex) {
    let products = store.products_after(None, 1_000_000).await.unwrap();
    let offered: BTreeMap<ProductId, Arc<Listing>> = products
        .iter()
        .filter(|product| product.withdrawn_at.is_none())
        .map(|product| (product.id, Arc::new(product.listing())))
        .collect();
    assert_eq!(found(index), offered);
}
