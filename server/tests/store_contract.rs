//! What the store promises, on both engines.
//!
//! On SQLite always; on PostgreSQL when `LENDLIGHT_TEST_POSTGRES_URL` names a server that the tests may create
//! databases on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

#[macro_use]
mod support;

use domain::product::{Category, InstitutionId, ProductId};
use domain::ranking::PartName;
use server::store::{
    CatalogCounts, InstitutionDraft, QuarantinedRecord, Saved, Store, StoreError, connect, default_policy,
    sqlite_address,
};
use sqlx::migrate::MigrateError;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::{TestDatabase, at, lender, loan, unread};
use uuid::Uuid;

contract! {
    migrating_twice_changes_nothing
    processes_migrating_at_once_wait_for_each_other
    a_database_of_a_newer_version_is_refused
    a_changed_migration_is_refused
    a_half_applied_migration_is_refused
    the_engine_answers
    an_institution_is_known_by_its_key
    renaming_an_institution_changes_its_products
    a_product_is_created_then_left_alone_then_changed
    answers_come_in_the_products_order
    the_same_product_twice_in_a_batch_is_saved_twice
    products_of_an_unknown_institution_are_not_saved
    a_product_the_schema_refuses_goes_to_quarantine_alone
    text_that_one_engine_cannot_hold_comes_back
    unread_fields_are_those_of_the_newest_version
    a_product_off_the_list_is_withdrawn_and_may_return
    a_product_may_be_saved_as_withdrawn
    withdrawing_leaves_other_lenders_alone
    many_products_are_found_by_id
    pages_show_every_product_once
    products_on_offer_come_with_their_last_change
    changes_come_in_order_and_in_pages
    a_watcher_hears_of_changes
    counts_count
    invented_lenders_count_while_they_offer_something
    a_catalogue_keeps_its_id
    a_record_is_quarantined_once
    a_document_that_cannot_be_read_is_named
    the_first_policy_is_there
    policies_follow_each_other
    of_two_policies_at_once_one_wins
    an_interrupted_import_goes_on
    what_was_saved_outlives_the_connection
    savers_in_parallel_number_their_changes_in_commit_order
    savers_of_one_product_in_parallel_lose_no_version
}

async fn migrating_twice_changes_nothing(database: &TestDatabase) {
    let store = database.connect().await;
    assert!(matches!(store.check_schema().await, Err(StoreError::TooOld { found: 0, .. })));
    assert!(store.migrate().await.unwrap() > 0);
    assert_eq!(store.migrate().await.unwrap(), 0);
    store.check_schema().await.unwrap();
    assert_eq!(store.head_seq().await.unwrap(), 0);
}

async fn processes_migrating_at_once_wait_for_each_other(database: &TestDatabase) {
    let stores = [database.connect().await, database.connect().await, database.connect().await];
    let applied = futures::future::join_all(stores.iter().map(|store| store.migrate())).await;
    let applied: Vec<u32> = applied.into_iter().map(Result::unwrap).collect();
    assert_eq!(applied.iter().filter(|count| **count > 0).count(), 1, "{applied:?}");
    stores[2].check_schema().await.unwrap();
}

async fn a_database_of_a_newer_version_is_refused(database: &TestDatabase) {
    let store = database.store().await;
    database
        .execute(
            "INSERT INTO _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
            SELECT 9999, 'of tomorrow', installed_on, success, checksum, 0 FROM _sqlx_migrations
            WHERE version = 1",
        )
        .await;
    let error = store.check_schema().await.unwrap_err();
    assert!(matches!(error, StoreError::TooNew { found: 9999, .. }), "{error}");
    assert!(error.to_string().contains("start the newer program"), "{error}");
    assert!(matches!(store.migrate().await, Err(StoreError::TooNew { found: 9999, .. })));
}

async fn a_changed_migration_is_refused(database: &TestDatabase) {
    let store = database.store().await;
    database
        .execute(
            "UPDATE _sqlx_migrations
            SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 2) WHERE version = 1",
        )
        .await;
    let changed = |error: &StoreError| matches!(error, StoreError::Migrate(MigrateError::VersionMismatch(1)));
    assert!(changed(&store.check_schema().await.unwrap_err()));
    assert!(changed(&store.migrate().await.unwrap_err()));
}

async fn a_half_applied_migration_is_refused(database: &TestDatabase) {
    let store = database.store().await;
    database.execute("UPDATE _sqlx_migrations SET success = FALSE WHERE version = 2").await;
    let dirty = |error: &StoreError| matches!(error, StoreError::Migrate(MigrateError::Dirty(2)));
    assert!(dirty(&store.check_schema().await.unwrap_err()));
    assert!(dirty(&store.migrate().await.unwrap_err()));
}

async fn the_engine_answers(database: &TestDatabase) {
    let store = database.connect().await;
    store.ping().await.unwrap();
    let engine = store.engine().await.unwrap();
    assert!(engine.starts_with("SQLite 3.") || engine.starts_with("PostgreSQL 1"), "{engine}");
}

async fn an_institution_is_known_by_its_key(database: &TestDatabase) {
    let store = database.store().await;
    assert_eq!(store.institution_by_key("a").await.unwrap(), None);
    let first = lender(&*store, "a").await;
    let other = lender(&*store, "b").await;
    assert_ne!(first.id, other.id);
    let renamed =
        InstitutionDraft { name: "New name".to_owned(), abn: None, fictional: true, ..first.draft.clone() };
    let second = store.save_institution(&renamed, at(1)).await.unwrap();
    assert_eq!((second.id, &second.draft), (first.id, &renamed));
    assert_eq!(store.institution_by_key("a").await.unwrap(), Some(second));
    assert_eq!(store.institution_by_key("b").await.unwrap(), Some(other.clone()));
    assert_eq!(store.institution(other.id).await.unwrap(), Some(other));
    assert_eq!(store.institution(InstitutionId(Uuid::now_v7())).await.unwrap(), None);
}

async fn renaming_an_institution_changes_its_products(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let other = lender(&*store, "b").await;
    let ids = save(&*store, bank.id, &["1", "2"]).await;
    save(&*store, other.id, &["1"]).await;
    assert_eq!(store.head_seq().await.unwrap(), 3);
    store.save_institution(&bank.draft, at(1)).await.unwrap();
    assert_eq!(store.head_seq().await.unwrap(), 3, "nothing changed");

    let renamed = InstitutionDraft { name: "New name".to_owned(), ..bank.draft };
    store.save_institution(&renamed, at(2)).await.unwrap();
    assert_eq!(store.head_seq().await.unwrap(), 5);
    let changes = store.changes_after(3, 10).await.unwrap();
    assert_eq!(changes.iter().map(|change| change.seq).collect::<Vec<_>>(), [4, 5]);
    assert_eq!(
        changes.iter().map(|change| change.product_id).collect::<HashSet<_>>(),
        ids.iter().copied().collect()
    );
    let product = store.product(ids[0]).await.unwrap().unwrap();
    assert_eq!((product.institution.draft.name.as_str(), product.version), ("New name", 1));
}

async fn a_product_is_created_then_left_alone_then_changed(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let first = loan("1", "Car loan");
    let saved = store.save_products(bank.id, std::slice::from_ref(&first), at(1)).await.unwrap();
    let [Saved::Created(id)] = saved[..] else { panic!("{saved:?}") };
    let again = store.save_products(bank.id, std::slice::from_ref(&first), at(2)).await.unwrap();
    assert_eq!(again, [Saved::Unchanged(id)]);
    let second = loan("1", "Green car loan");
    let changed = store.save_products(bank.id, std::slice::from_ref(&second), at(3)).await.unwrap();
    assert_eq!(changed, [Saved::Changed(id)]);

    let stored = store.product(id).await.unwrap().unwrap();
    assert_eq!((stored.id, stored.version, &stored.product), (id, 2, &second));
    assert_eq!((stored.listed_at, stored.changed_at, stored.withdrawn_at), (at(1), at(3), None));
    assert_eq!(stored.institution, bank);
    let versions = store.product_versions(id).await.unwrap();
    assert_eq!(
        versions.iter().map(|v| (v.version, v.recorded_at)).collect::<Vec<_>>(),
        [(1, at(1)), (2, at(3))]
    );
    assert_eq!((&versions[0].product, &versions[1].product), (&first, &second));
    assert_eq!(
        store.head_seq().await.unwrap(),
        2,
        "one change for each version, none for the save in between"
    );
    assert_eq!(store.product(ProductId(Uuid::now_v7())).await.unwrap(), None);
}

async fn answers_come_in_the_products_order(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let [two, one] = save(&*store, bank.id, &["2", "1"]).await[..] else { panic!() };
    let products = [loan("1", "Loan 1"), loan("3", "Loan 3"), loan("2", "Another name")];
    let saved = store.save_products(bank.id, &products, at(1)).await.unwrap();
    let [Saved::Unchanged(first), Saved::Created(_), Saved::Changed(third)] = saved[..] else {
        panic!("{saved:?}")
    };
    assert_eq!((first, third), (one, two));
    assert_eq!(store.save_products(bank.id, &[], at(2)).await.unwrap(), []);
}

async fn the_same_product_twice_in_a_batch_is_saved_twice(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "A"), loan("1", "B")], at(1)).await.unwrap();
    let [Saved::Created(created), Saved::Changed(changed)] = saved[..] else { panic!("{saved:?}") };
    assert_eq!(created, changed);
    assert_eq!(store.product(created).await.unwrap().unwrap().product.name, "B");
}

async fn products_of_an_unknown_institution_are_not_saved(database: &TestDatabase) {
    let store = database.store().await;
    let saved = store.save_products(InstitutionId(Uuid::now_v7()), &[loan("1", "A")], at(1)).await;
    assert!(matches!(saved, Err(StoreError::NotFound)), "{saved:?}");
    assert_eq!(store.counts().await.unwrap(), CatalogCounts::default());
    assert_eq!(store.head_seq().await.unwrap(), 0);
}

async fn a_product_the_schema_refuses_goes_to_quarantine_alone(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let products = [loan("1", "A"), loan(&"é".repeat(513), "B"), loan("", "C"), loan(&"é".repeat(512), "D")];
    let saved = store.save_products(bank.id, &products, at(1)).await.unwrap();
    assert!(
        matches!(saved[..], [Saved::Created(_), Saved::Quarantined, Saved::Quarantined, Saved::Created(_)]),
        "{saved:?}"
    );
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.products, counts.quarantined), (2, 2));
    assert_eq!(store.head_seq().await.unwrap(), 2);
}

async fn text_that_one_engine_cannot_hold_comes_back(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let mut product = loan("nul \0 and 借款 and 🏦", "nul \0");
    product.unread = vec![unread("rate\0", "\0")];
    let saved = store.save_products(bank.id, std::slice::from_ref(&product), at(1)).await.unwrap();
    let [Saved::Created(id)] = saved[..] else { panic!("{saved:?}") };
    assert_eq!(store.product(id).await.unwrap().unwrap().product, product);
    let again = store.save_products(bank.id, std::slice::from_ref(&product), at(2)).await.unwrap();
    assert_eq!(again, [Saved::Unchanged(id)]);
    let kept = [product.external_id.clone()];
    assert_eq!(store.withdraw_missing(bank.id, &kept, at(3)).await.unwrap(), 0);
}

async fn unread_fields_are_those_of_the_newest_version(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let mut product = loan("1", "A");
    product.unread = vec![unread("lendingRates/0/rate", "\"abc\""), unread("fees", "{}")];
    let saved = store.save_products(bank.id, std::slice::from_ref(&product), at(1)).await.unwrap();
    let [Saved::Created(id)] = saved[..] else { panic!("{saved:?}") };
    assert_eq!(store.unread_fields(id).await.unwrap(), product.unread);
    assert_eq!(store.counts().await.unwrap().quarantined, 2);
    product.unread.remove(0);
    store.save_products(bank.id, std::slice::from_ref(&product), at(2)).await.unwrap();
    assert_eq!(store.unread_fields(id).await.unwrap(), product.unread);
}

async fn a_product_off_the_list_is_withdrawn_and_may_return(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let [one, two] = save(&*store, bank.id, &["1", "2"]).await[..] else { panic!() };
    let kept = ["2".to_owned(), "never seen".to_owned()];
    assert_eq!(store.withdraw_missing(bank.id, &kept, at(5)).await.unwrap(), 1);
    assert_eq!(store.withdraw_missing(bank.id, &kept, at(6)).await.unwrap(), 0, "it is withdrawn already");
    assert_eq!(store.product(one).await.unwrap().unwrap().withdrawn_at, Some(at(5)));
    assert_eq!(store.product(two).await.unwrap().unwrap().withdrawn_at, None);
    let changes = store.changes_after(2, 10).await.unwrap();
    assert_eq!(changes.iter().map(|c| (c.seq, c.product_id)).collect::<Vec<_>>(), [(3, one)]);

    let back = store.save_products(bank.id, &[loan("1", "Loan 1")], at(7)).await.unwrap();
    assert_eq!(back, [Saved::Changed(one)]);
    let product = store.product(one).await.unwrap().unwrap();
    assert_eq!((product.withdrawn_at, product.version), (None, 1), "back with the same figures");
    assert_eq!(store.head_seq().await.unwrap(), 4);

    store.withdraw_missing(bank.id, &[], at(8)).await.unwrap();
    store.save_products(bank.id, &[loan("1", "New figures")], at(9)).await.unwrap();
    let product = store.product(one).await.unwrap().unwrap();
    assert_eq!((product.withdrawn_at, product.version), (None, 2));
    assert_eq!(product.listed_at, at(1));
}

async fn a_product_may_be_saved_as_withdrawn(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let [listed] = save(&*store, bank.id, &["1"]).await[..] else { panic!() };
    let gone = [loan("1", "Loan 1"), loan("2", "Loan 2")];
    let saved = store.save_withdrawn_products(bank.id, &gone, at(5)).await.unwrap();
    let [Saved::Withdrawn(first), Saved::Created(second)] = saved[..] else { panic!("{saved:?}") };
    assert_eq!(first, listed);
    for id in [first, second] {
        let product = store.product(id).await.unwrap().unwrap();
        assert_eq!((product.withdrawn_at, product.version), (Some(at(5)), 1));
    }
    assert_eq!(store.head_seq().await.unwrap(), 3);

    let again = store.save_withdrawn_products(bank.id, &gone, at(6)).await.unwrap();
    assert_eq!(again, [Saved::Unchanged(first), Saved::Unchanged(second)]);
    let changed = store.save_withdrawn_products(bank.id, &[loan("2", "New figures")], at(7)).await.unwrap();
    assert_eq!(changed, [Saved::Changed(second)]);
    let product = store.product(second).await.unwrap().unwrap();
    assert_eq!((product.withdrawn_at, product.version), (Some(at(5)), 2), "withdrawn since the first time");
    assert_eq!(store.head_seq().await.unwrap(), 4);

    let back = store.save_products(bank.id, &[loan("2", "New figures")], at(8)).await.unwrap();
    assert_eq!(back, [Saved::Changed(second)]);
    assert_eq!(store.product(second).await.unwrap().unwrap().withdrawn_at, None);
}

async fn withdrawing_leaves_other_lenders_alone(database: &TestDatabase) {
    let store = database.store().await;
    let (bank, other) = (lender(&*store, "a").await, lender(&*store, "b").await);
    save(&*store, bank.id, &["1", "2"]).await;
    let theirs = save(&*store, other.id, &["1"]).await;
    assert_eq!(store.withdraw_missing(bank.id, &[], at(5)).await.unwrap(), 2);
    assert_eq!(store.product(theirs[0]).await.unwrap().unwrap().withdrawn_at, None);
}

async fn many_products_are_found_by_id(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let names: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let mut ids = save(&*store, bank.id, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let expected: HashSet<ProductId> = ids.iter().copied().collect();
    ids.insert(7, ProductId(Uuid::now_v7()));
    let found = store.products(&ids).await.unwrap();
    assert_eq!(found.len(), 40);
    assert_eq!(found.iter().map(|product| product.id).collect::<HashSet<_>>(), expected);
    assert_eq!(store.products(&[]).await.unwrap(), []);
}

async fn pages_show_every_product_once(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let mut ids = save(&*store, bank.id, &["1", "2", "3", "4", "5", "6", "7"]).await;
    store.withdraw_missing(bank.id, &["1".to_owned()], at(2)).await.unwrap();
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.products_after(after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        seen.extend(page.iter().map(|product| product.id));
    }
    ids.sort();
    assert_eq!(seen, ids);
    assert_eq!(store.product_ids_after(None, 100).await.unwrap(), ids);
    assert_eq!(store.product_ids_after(Some(ids[2]), 2).await.unwrap(), ids[3..5]);
}

async fn changes_come_in_order_and_in_pages(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let ids = save(&*store, bank.id, &["1", "2", "3"]).await;
    let first = store.changes_after(0, 2).await.unwrap();
    assert_eq!(first.iter().map(|c| (c.seq, c.product_id)).collect::<Vec<_>>(), [(1, ids[0]), (2, ids[1])]);
    let rest = store.changes_after(2, 2).await.unwrap();
    assert_eq!(rest.iter().map(|c| (c.seq, c.product_id)).collect::<Vec<_>>(), [(3, ids[2])]);
    assert_eq!(store.changes_after(3, 2).await.unwrap(), []);
    assert_eq!(store.changes_after(u64::MAX, 2).await.unwrap(), []);
    assert_eq!(store.head_seq().await.unwrap(), 3);
}

async fn a_watcher_hears_of_changes(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let mut watcher = store.watch_changes();
    save(&*store, bank.id, &["1"]).await;
    watcher.changed().await.unwrap();
    assert_eq!(*watcher.borrow_and_update(), 1);
    store.save_products(bank.id, &[loan("1", "Loan 1")], at(2)).await.unwrap();
    assert!(!watcher.has_changed().unwrap(), "nothing was written");
    store.withdraw_missing(bank.id, &[], at(3)).await.unwrap();
    assert!(watcher.has_changed().unwrap());
}

async fn counts_count(database: &TestDatabase) {
    let store = database.store().await;
    let (bank, _) = (lender(&*store, "a").await, lender(&*store, "b").await);
    let mut card = loan("3", "Card");
    card.category = Category::CreditCard;
    card.unread = vec![unread("fees", "{}")];
    let products = [loan("1", "A"), loan("2", "B"), card, loan("4", "C")];
    store.save_products(bank.id, &products, at(1)).await.unwrap();
    let kept = ["1", "2", "3"].map(str::to_owned);
    store.withdraw_missing(bank.id, &kept, at(2)).await.unwrap();
    store.quarantine(&record("file:1", "{"), at(3)).await.unwrap();
    let counts = store.counts().await.unwrap();
    assert_eq!(
        counts,
        CatalogCounts { institutions: 2, products: 3, withdrawn: 1, quarantined: 2, fictional: 0 }
    );
    let categories = store.counts_by_category().await.unwrap();
    assert_eq!(categories, [(Category::CreditCard, 1), (Category::PersonalLoan, 2)]);
}

async fn products_on_offer_come_with_their_last_change(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let saved = store.save_products(bank.id, &[loan("1", "A"), loan("2", "B"), loan("3", "C")], at(1)).await;
    let ids: Vec<ProductId> = saved.unwrap().into_iter().filter_map(Saved::id).collect();
    store.save_products(bank.id, &[loan("3", "C, renamed")], at(2)).await.unwrap();
    let kept = ["1", "3"].map(str::to_owned);
    store.withdraw_missing(bank.id, &kept, at(3)).await.unwrap();
    let all = store.on_offer_after(None, 10).await.unwrap();
    let found: Vec<_> = all.iter().map(|offer| (offer.id, offer.changed_at)).collect();
    assert_eq!(found, [(ids[0], at(1)), (ids[2], at(2))]);
    assert_eq!(store.on_offer_after(Some(ids[0]), 1).await.unwrap(), all[1..]);
    assert!(store.on_offer_after(Some(ids[2]), 10).await.unwrap().is_empty());
}

async fn invented_lenders_count_while_they_offer_something(database: &TestDatabase) {
    let store = database.store().await;
    let real = lender(&*store, "a").await;
    let invented = InstitutionDraft { fictional: true, source_key: "demo:b".to_owned(), ..real.draft };
    let invented = store.save_institution(&invented, at(0)).await.unwrap();
    assert_eq!(store.counts().await.unwrap().fictional, 0);
    save(&*store, invented.id, &["1", "2"]).await;
    assert_eq!(store.counts().await.unwrap().fictional, 1);
    store.withdraw_missing(invented.id, &[], at(1)).await.unwrap();
    assert_eq!(store.counts().await.unwrap().fictional, 0);
}

async fn a_catalogue_keeps_its_id(database: &TestDatabase) {
    let id = database.store().await.catalogue_id().await.unwrap();
    assert!(!id.is_nil());
    assert_eq!(database.store().await.catalogue_id().await.unwrap(), id);
}

async fn a_record_is_quarantined_once(database: &TestDatabase) {
    let store = database.store().await;
    for (source, raw) in [("file:1", "{"), ("file:1", "{"), ("file:2", "{"), ("file:1", "}"), ("file:", "1{")]
    {
        store.quarantine(&record(source, raw), at(1)).await.unwrap();
    }
    assert_eq!(store.counts().await.unwrap().quarantined, 4);
    let because = QuarantinedRecord { reason: "now we know".to_owned(), ..record("file:1", "{") };
    store.quarantine(&because, at(2)).await.unwrap();
    assert_eq!(store.counts().await.unwrap().quarantined, 4);
    let known = "SELECT count(*) FROM quarantined_record
        WHERE source = 'file:1' AND raw = '{' AND reason = 'now we know' AND external_id = 'x'";
    assert_eq!(database.integer(known).await, 1);
}

async fn a_document_that_cannot_be_read_is_named(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let ids = save(&*store, bank.id, &["1"]).await;
    database.execute("UPDATE product_version SET document = '{}'").await;
    let error = store.product(ids[0]).await.unwrap_err();
    assert!(error.to_string().contains(&ids[0].to_string()), "{error}");
    assert!(matches!(error, StoreError::Corrupt { .. }));
}

async fn the_first_policy_is_there(database: &TestDatabase) {
    let store = database.store().await;
    let policy = store.current_policy().await.unwrap();
    assert_eq!(policy, default_policy(policy.published_at));
    let sum: f64 = policy.weights.values().sum();
    assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    assert_eq!(policy.weights[&PartName::Payout], 0.0);
    assert_eq!(policy.weights.len(), PartName::ALL.len());
    assert_eq!(store.policy(1).await.unwrap(), Some(policy));
    assert_eq!(store.policy(2).await.unwrap(), None);
}

async fn policies_follow_each_other(database: &TestDatabase) {
    let store = database.store().await;
    let mut policy = default_policy(at(1));
    for version in [0, 1, 3] {
        policy.version = version;
        assert!(matches!(store.add_policy(&policy).await, Err(StoreError::Conflict(_))), "{version}");
    }
    policy.version = 2;
    policy.weights.insert(PartName::Speed, 0.1 + 0.2);
    store.add_policy(&policy).await.unwrap();
    assert_eq!(store.current_policy().await.unwrap(), policy);
    assert_eq!(store.migrate().await.unwrap(), 0);
    assert_eq!(store.current_policy().await.unwrap().version, 2);
    assert_eq!(store.policy(1).await.unwrap().unwrap().version, 1);
}

async fn of_two_policies_at_once_one_wins(database: &TestDatabase) {
    let store = database.store().await;
    let mut policy = default_policy(at(1));
    policy.version = 2;
    let answers = futures::future::join_all((0..8).map(|_| store.add_policy(&policy))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    assert!(
        answers.iter().all(|answer| matches!(answer, Ok(()) | Err(StoreError::Conflict(_)))),
        "{answers:?}"
    );
}

async fn an_interrupted_import_goes_on(database: &TestDatabase) {
    let store = database.store().await;
    let run = store.begin_import("https://bank.example", at(1)).await.unwrap();
    assert_eq!((run.started_at, run.cursor.as_deref()), (at(1), None));
    store.progress_import(run.id, "page 3", at(2)).await.unwrap();
    let other = store.begin_import("https://other.example", at(3)).await.unwrap();
    assert_ne!(other.id, run.id);

    let resumed = store.begin_import("https://bank.example", at(4)).await.unwrap();
    assert_eq!((resumed.id, resumed.started_at, resumed.cursor.as_deref()), (run.id, at(1), Some("page 3")));
    store.finish_import(run.id, at(5)).await.unwrap();
    assert!(matches!(store.finish_import(run.id, at(6)).await, Err(StoreError::NotFound)));
    assert!(matches!(store.progress_import(run.id, "page 4", at(6)).await, Err(StoreError::NotFound)));
    let next = store.begin_import("https://bank.example", at(7)).await.unwrap();
    assert_ne!(next.id, run.id);
    assert_eq!((next.started_at, next.cursor), (at(7), None));
}

async fn what_was_saved_outlives_the_connection(database: &TestDatabase) {
    let store = database.store().await;
    let bank = lender(&*store, "a").await;
    let ids = save(&*store, bank.id, &["1"]).await;
    drop(store);
    let store = database.connect().await;
    store.check_schema().await.unwrap();
    assert_eq!(store.product(ids[0]).await.unwrap().unwrap().product, loan("1", "Loan 1"));
}

/// Savers in two "processes", and a reader that follows the feed meanwhile: a number may only show once all
/// smaller ones do, or a follower would step over changes.
async fn savers_in_parallel_number_their_changes_in_commit_order(database: &TestDatabase) {
    const SAVERS: usize = 6;
    const BATCHES: usize = 8;
    const BATCH: usize = 3;
    const TOTAL: u64 = (SAVERS * BATCHES * BATCH) as u64;
    let stores = [database.store().await, database.connect().await];
    let mut tasks = Vec::new();
    for saver in 0..SAVERS {
        let store = Arc::clone(&stores[saver % 2]);
        tasks.push(tokio::spawn(async move {
            let bank = lender(&*store, &saver.to_string()).await;
            for batch in 0..BATCHES {
                let products: Vec<_> = (0..BATCH).map(|n| loan(&format!("{batch}-{n}"), "Loan")).collect();
                store.save_products(bank.id, &products, at(1)).await.unwrap();
            }
        }));
    }
    let follower = database.connect().await;
    let (mut last, mut products) = (0, HashSet::new());
    let begun = Instant::now();
    while last < TOTAL {
        assert!(begun.elapsed() < Duration::from_secs(60), "only {last} of {TOTAL} changes showed");
        for change in follower.changes_after(last, 100).await.unwrap() {
            assert_eq!(change.seq, last + 1);
            last = change.seq;
            products.insert(change.product_id);
            assert!(follower.product(change.product_id).await.unwrap().is_some());
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(follower.head_seq().await.unwrap(), TOTAL);
    assert_eq!(products.len() as u64, TOTAL);
}

async fn savers_of_one_product_in_parallel_lose_no_version(database: &TestDatabase) {
    const SAVERS: u32 = 4;
    const SAVES: u32 = 6;
    let stores = [database.store().await, database.connect().await];
    let bank = lender(&*stores[0], "a").await;
    let tasks: Vec<_> = (0..SAVERS)
        .map(|saver| {
            let store = Arc::clone(&stores[saver as usize % 2]);
            tokio::spawn(async move {
                for n in 0..SAVES {
                    let product = loan("1", &format!("Loan {saver}-{n}"));
                    store.save_products(bank.id, &[product], at(1)).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let store = &stores[0];
    let [product] = &store.products_after(None, 10).await.unwrap()[..] else { panic!("not one product") };
    let versions = store.product_versions(product.id).await.unwrap();
    let numbers: Vec<u32> = versions.iter().map(|version| version.version).collect();
    assert_eq!(numbers, (1..=SAVERS * SAVES).collect::<Vec<_>>());
    assert_eq!(versions.last().unwrap().product, product.product);
}

#[tokio::test]
async fn an_address_of_no_engine_is_refused() {
    for url in ["mysql://localhost/x", "lendlight.db", "sqlite::memory:", "sqlite://x?mode=memory"] {
        let answer = connect(&support::config(url)).await;
        assert!(matches!(answer, Err(StoreError::Address(_))), "{url}");
    }
}

#[tokio::test]
async fn a_path_may_have_any_characters() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("100 % mine? #1 é.db");
    let store = connect(&support::config(&sqlite_address(&file))).await.unwrap();
    store.migrate().await.unwrap();
    assert!(file.is_file());
}

/// Saves products named after their external ids; answers their ids in order.
async fn save(store: &dyn Store, institution: InstitutionId, external_ids: &[&str]) -> Vec<ProductId> {
    let products: Vec<_> = external_ids.iter().map(|id| loan(id, &format!("Loan {id}"))).collect();
    let saved = store.save_products(institution, &products, at(1)).await.unwrap();
    saved
        .into_iter()
        .map(|saved| match saved {
            Saved::Created(id) => id,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn record(source: &str, raw: &str) -> QuarantinedRecord {
    QuarantinedRecord {
        source: source.to_owned(),
        external_id: Some("x".to_owned()),
        raw: raw.to_owned(),
        reason: "not JSON".to_owned(),
    }
}
