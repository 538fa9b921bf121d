//! The demo catalogue goes through the importer that real catalogues go through; nothing of it is left over,
//! and all of it can be found.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what fails in a test should end it"
)]

mod support;

use domain::listing::StandardFees;
use domain::product::{LendingRateKind, Product, ProductId};
use domain::query::SearchQuery;
use domain::repayment::{ComparisonBasis, comparison_rate};
use index::Window;
use server::demo::{DEMO, DEMO_SEED, DemoSize, catalogue};
use server::jobs::index_sync::IndexSync;
use server::services::import::cdr::{read, write};
use server::services::import::{ImportSummary, import_records};
use server::store::Store;
use std::collections::{HashMap, HashSet};
use support::{assert_in_step, at, on_sqlite};

async fn import(store: &dyn Store, second: i64) -> ImportSummary {
    import_records(store, catalogue(DEMO, DEMO_SEED), "demo", at(second)).await.unwrap()
}

#[tokio::test]
async fn the_demo_imports_whole_and_a_second_time_changes_nothing() {
    on_sqlite(async |database| {
        let store = database.store().await;
        let first = import(&*store, 1).await;
        assert_eq!((first.created, first.read), (DEMO.products, DEMO.products), "{first}");
        assert_eq!((first.quarantined_records(), first.unread_fields()), (0, 0), "{first}");
        assert!(first.failed.is_empty() && !first.is_partial, "{first}");

        let second = import(&*store, 2).await;
        assert_eq!((second.unchanged, second.created, second.changed), (DEMO.products, 0, 0), "{second}");
        let counts = store.counts().await.unwrap();
        assert_eq!((counts.institutions, counts.products), (DEMO.lenders, DEMO.products));
        assert_eq!((counts.withdrawn, counts.quarantined), (0, 0));

        let mut made: HashMap<String, Product> = catalogue(DEMO, DEMO_SEED)
            .map(|record| read::product(&record["data"]).unwrap())
            .map(|product| (product.external_id.clone(), product))
            .collect();
        for stored in store.products_after(None, 1000).await.unwrap() {
            assert!(stored.institution.draft.fictional, "{}", stored.institution.draft.name);
            let made = made.remove(&stored.product.external_id);
            assert_eq!(Some(stored.product), made);
        }
        assert!(made.is_empty(), "not stored: {:?}", made.keys());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_demo_product_can_be_found_and_words_find_what_they_should() {
    on_sqlite(async |database| {
        let store = database.store().await;
        import(&*store, 1).await;
        let folder = tempfile::tempdir().unwrap();
        let sync = IndexSync::start(store.clone(), folder.path().join("index")).await.unwrap();
        sync.in_step().await.unwrap();
        let index = sync.live().current().unwrap();
        assert_eq!(index.len(), DEMO.products);
        assert_in_step(&*store, &index).await;

        for typed in ["房贷", "车贷", "solar", "caravan"] {
            let query = SearchQuery { text: Some(typed.to_owned()), ..SearchQuery::default() };
            let hits = index.candidates(&query, &[], Window { offset: 0, limit: 400 }).unwrap().hits;
            let hits: HashSet<ProductId> = hits.into_iter().map(|hit| hit.listing.product_id).collect();
            let stored = store.products_after(None, 1000).await.unwrap();
            let says: Vec<_> =
                stored.iter().filter(|one| one.product.description.to_lowercase().contains(typed)).collect();
            assert!(!says.is_empty(), "{typed}");
            for one in says {
                assert!(hits.contains(&one.id), "{typed} does not find {}", one.product.external_id);
            }
        }
        sync.stop().await;
    })
    .await;
}

#[test]
fn a_larger_demo_is_read_without_a_field_left_over() {
    for record in catalogue(DemoSize { lenders: 120, products: 3000 }, 17) {
        let product = read::product(&record["data"]).unwrap();
        assert!(product.unread.is_empty(), "{:?}", product.unread);
        assert_eq!(read::product(&write::product(&product)).unwrap(), product);
    }
}

#[test]
fn comparison_rates_are_those_of_the_fees_that_are_read() {
    let mut checked = 0;
    for record in catalogue(DEMO, DEMO_SEED) {
        let product = read::product(&record["data"]).unwrap();
        let variable = product.lending_rates.iter().filter(|rate| rate.kind == LendingRateKind::Variable);
        let Some(lowest) = variable.min_by_key(|rate| rate.rate) else { continue };
        let (Some(basis), Some(stated)) =
            (ComparisonBasis::for_category(product.category), lowest.comparison_rate)
        else {
            continue;
        };
        let cost = comparison_rate(lowest.rate, &StandardFees::of(&product), basis).unwrap().rate();
        // Lenders print two decimal places of a percentage; the spread is worked out once for all tiers.
        let apart = (stated.millionths() - cost.millionths()).abs();
        assert!(apart <= 300, "{stated} stated, {cost} worked out for {}", product.external_id);
        checked += 1;
    }
    assert!(checked > 90, "only {checked} rates to check");
}
