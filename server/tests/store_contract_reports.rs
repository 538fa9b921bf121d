//! What the store promises of reports of wrong figures, on both engines (see `store_contract.rs`).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::product::ProductId;
use domain::report::Figure;
use server::store::{FigureReportDraft, StoreError};
use support::{TestDatabase, at, lender, loan};
use uuid::Uuid;

contract! {
    a_report_waits_until_it_is_dealt_with
    a_report_remembers_the_version_it_is_about
    what_the_schema_does_not_admit_is_refused
}

fn draft(product: ProductId, correction: &str) -> FigureReportDraft {
    let source = Some("https://bank.example/rates".to_owned());
    FigureReportDraft { product, figure: Figure::Rate, correction: correction.to_owned(), source }
}

async fn a_report_waits_until_it_is_dealt_with(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "Car Loan")], at(0)).await.unwrap();
    let product = saved[0].id().unwrap();
    let second = store.add_report(&draft(product, "7 %"), at(2)).await.unwrap();
    let first = store.add_report(&draft(product, "6 %"), at(1)).await.unwrap();
    let waiting = store.open_reports(10).await.unwrap();
    assert_eq!(waiting.iter().map(|report| report.id).collect::<Vec<_>>(), [first, second], "oldest first");
    assert_eq!(waiting[0].draft, draft(product, "6 %"));
    assert_eq!(
        (waiting[0].product_name.as_str(), waiting[0].institution_name.as_str()),
        ("Car Loan", "Bank a")
    );
    assert_eq!(waiting[0].reported_at, at(1));
    assert_eq!(store.open_reports(1).await.unwrap().len(), 1);
    store.resolve_report(first, at(3)).await.unwrap();
    assert!(matches!(store.resolve_report(first, at(4)).await, Err(StoreError::NotFound)));
    assert_eq!(store.open_reports(10).await.unwrap().len(), 1);
}

async fn a_report_remembers_the_version_it_is_about(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "Car Loan")], at(0)).await.unwrap();
    store.add_report(&draft(saved[0].id().unwrap(), "6 %"), at(1)).await.unwrap();
    store.save_products(bank.id, &[loan("1", "New Car Loan")], at(2)).await.unwrap();
    let report = store.open_reports(10).await.unwrap().remove(0);
    assert_eq!((report.product_version, report.version_now), (1, 2));
}

async fn what_the_schema_does_not_admit_is_refused(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "Car Loan")], at(0)).await.unwrap();
    let product = saved[0].id().unwrap();
    let nowhere = store.add_report(&draft(ProductId(Uuid::now_v7()), "6 %"), at(1)).await;
    assert!(matches!(nowhere, Err(StoreError::NotFound)), "{nowhere:?}");
    for text in ["", &"長".repeat(501)] {
        let refused = store.add_report(&draft(product, text), at(1)).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
    }
    store.add_report(&draft(product, &"長".repeat(500)), at(1)).await.unwrap();
}
