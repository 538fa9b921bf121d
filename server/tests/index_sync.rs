//! The search index follows the catalogue, whatever happens to either.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

mod support;

use domain::product::Product;
use index::ProductIndex;
use server::jobs::index_sync::{IndexSync, LiveIndex, reindex};
use server::store::{Institution, InstitutionDraft, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::{TestDatabase, assert_in_step, at, found, lender, loan};

/// A database, an index directory beside it and a folder that holds both.
struct Node {
    folder: tempfile::TempDir,
}

impl Node {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn database(&self) -> TestDatabase {
        TestDatabase { url: format!("sqlite://{}", self.folder.path().join("lendlight.db").display()) }
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// The index that is served.
    fn generation(&self) -> PathBuf {
        let name = std::fs::read_to_string(self.index().join("current")).unwrap();
        self.index().join(name.trim())
    }

    async fn start(&self) -> (Arc<dyn Store>, IndexSync) {
        let store = self.database().store().await;
        let sync = IndexSync::start(store.clone(), self.index()).await.unwrap();
        (store, sync)
    }
}

/// A node that runs, over a catalogue of one bank's loans.
struct Running {
    node: Node,
    store: Arc<dyn Store>,
    sync: IndexSync,
    bank: Institution,
}

impl Running {
    /// A new node with loans of these names on offer, all of which can be found.
    async fn with(names: &[&str]) -> Self {
        let node = Node::new();
        let (store, sync) = node.start().await;
        let bank = lender(&*store, "a").await;
        let running = Self { node, store, sync, bank };
        running.save(&loans(names), 1).await;
        expect_in_step(&*running.store, &running.sync).await;
        running
    }

    async fn save(&self, products: &[Product], second: i64) {
        self.store.save_products(self.bank.id, products, at(second)).await.unwrap();
    }

    /// Takes every loan off the bank's list but these.
    async fn withdraw_all_but(&self, kept: &[&str], second: i64) {
        let kept: Vec<String> = kept.iter().map(|id| (*id).to_owned()).collect();
        self.store.withdraw_missing(self.bank.id, &kept, at(second)).await.unwrap();
    }

    /// Waits until searches see all changes, and expects the loans of these names.
    async fn expect(&self, expected: &[&str]) {
        expect_in_step(&*self.store, &self.sync).await;
        assert_eq!(names(&self.sync.live().current().unwrap()), expected);
    }

    /// Stops the worker; the catalogue can still be written.
    async fn stop(self) -> (Node, Arc<dyn Store>, Institution) {
        self.sync.stop().await;
        (self.node, self.store, self.bank)
    }

    /// Goes on with a node that was stopped.
    async fn again(node: Node, bank: Institution) -> Self {
        let (store, sync) = node.start().await;
        Self { node, store, sync, bank }
    }
}

/// Waits until searches see all changes, and checks that they see exactly the catalogue.
async fn expect_in_step(store: &dyn Store, sync: &IndexSync) {
    tokio::time::timeout(Duration::from_secs(20), sync.in_step()).await.unwrap().unwrap();
    assert_in_step(store, &sync.live().current().unwrap()).await;
}

fn loans(names: &[&str]) -> Vec<Product> {
    names.iter().map(|name| loan(name, name)).collect()
}

fn names(index: &ProductIndex) -> Vec<String> {
    let mut names: Vec<_> = found(index).into_values().map(|listing| listing.name.clone()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_catalogue_has_an_empty_index() {
    let running = Running::with(&[]).await;
    assert!(running.sync.live().current().unwrap().is_empty());
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_is_searchable_within_a_second() {
    let running = Running::with(&[]).await;
    let mut fastest = Duration::MAX;
    for round in 0..3 {
        let name = format!("Loan {round}");
        let begun = Instant::now();
        running.save(&[loan("1", &name)], round).await;
        running.expect(&[&name]).await;
        fastest = fastest.min(begun.elapsed());
    }
    // Of three, since other tests run beside this one.
    assert!(fastest < Duration::from_secs(1), "{fastest:?}");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_by_another_process_are_noticed() {
    support::on_sqlite(noticed).await;
    support::on_postgres(noticed).await;
}

async fn noticed(database: &TestDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let store = database.store().await;
    let sync = IndexSync::start(store.clone(), folder.path().join("index")).await.unwrap();
    expect_in_step(&*store, &sync).await;
    let other = database.connect().await;
    let bank = lender(&*other, "a").await;
    other.save_products(bank.id, &loans(&["1", "2"]), at(1)).await.unwrap();
    expect_in_step(&*store, &sync).await;
    assert_eq!(names(&sync.live().current().unwrap()), ["1", "2"]);
    sync.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_products_are_not_found_until_they_return() {
    let running = Running::with(&["1", "2"]).await;
    running.withdraw_all_but(&["2"], 2).await;
    running.expect(&["2"]).await;
    running.save(&loans(&["1"]), 3).await;
    running.expect(&["1", "2"]).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lenders_new_name_is_found() {
    let running = Running::with(&["1", "2"]).await;
    let renamed = InstitutionDraft { name: "Another Bank".to_owned(), ..running.bank.draft.clone() };
    running.store.save_institution(&renamed, at(2)).await.unwrap();
    running.expect(&["1", "2"]).await;
    let index = running.sync.live().current().unwrap();
    assert!(found(&index).values().all(|listing| listing.institution_name == "Another Bank"));
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_catches_up() {
    let running = Running::with(&["1", "2", "3"]).await;
    let (node, store, bank) = running.stop().await;
    let generation = node.generation();
    store.save_products(bank.id, &[loan("1", "New name"), loan("4", "4")], at(2)).await.unwrap();
    store.withdraw_missing(bank.id, &["1", "3", "4"].map(str::to_owned), at(3)).await.unwrap();

    let running = Running::again(node, bank).await;
    assert!(running.sync.live().current().is_some(), "the index from before serves at once");
    running.expect(&["3", "4", "New name"]).await;
    assert_eq!(running.node.generation(), generation, "caught up, not rebuilt");
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_larger_than_a_page_is_built_whole() {
    let node = Node::new();
    let store = node.database().store().await;
    let bank = lender(&*store, "a").await;
    let products: Vec<Product> = (0..2_100).map(|n| loan(&n.to_string(), "Loan")).collect();
    store.save_products(bank.id, &products, at(1)).await.unwrap();
    let sync = IndexSync::start(store.clone(), node.index()).await.unwrap();
    expect_in_step(&*store, &sync).await;
    assert_eq!(sync.live().current().unwrap().len(), 2_100);
    sync.stop().await;
}

/// Builds an index of two products, harms it while nobody uses it, and expects it whole at the next start.
async fn survives(harm: impl FnOnce(&Node, &Path)) {
    let (node, _, bank) = Running::with(&["1", "2"]).await.stop().await;
    let generation = node.generation();
    harm(&node, &generation);

    let running = Running::again(node, bank).await;
    running.expect(&["1", "2"]).await;
    let (node, ..) = running.stop().await;
    let live = LiveIndex::open(&node.index()).unwrap();
    assert_eq!(names(&live.current().unwrap()), ["1", "2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_index_is_built() {
    survives(|node, _| std::fs::remove_dir_all(node.index()).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_generation_is_built() {
    survives(|_, generation| std::fs::remove_dir_all(generation).unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreadable_pointer_leads_to_a_rebuild() {
    survives(|node, _| std::fs::write(node.index().join("current"), b"\xff\0nonsense").unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_metadata_leads_to_a_rebuild() {
    survives(|_, generation| std::fs::write(generation.join("meta.json"), "{").unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_segments_lead_to_a_rebuild() {
    survives(|_, generation| {
        for entry in std::fs::read_dir(generation).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| ["store", "term", "fast"].contains(&extension.to_str().unwrap()))
            {
                std::fs::write(path, "").unwrap();
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_schema_is_rebuilt() {
    survives(|_, generation| {
        let path = generation.join("meta.json");
        let meta = std::fs::read_to_string(&path).unwrap();
        assert!(meta.contains(&index::schema_hash()));
        std::fs::write(path, meta.replace(&index::schema_hash(), "another")).unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_catalogue_is_rebuilt() {
    let (node, store, _) = Running::with(&["1", "2"]).await.stop().await;
    drop(store);
    for file in ["lendlight.db", "lendlight.db-wal", "lendlight.db-shm"] {
        let _ = std::fs::remove_file(node.folder.path().join(file));
    }

    // As many changes as before, so the number alone would look right.
    let store = node.database().store().await;
    let bank = lender(&*store, "a").await;
    store.save_products(bank.id, &loans(&["3", "4"]), at(1)).await.unwrap();
    let running = Running::again(node, bank).await;
    running.expect(&["3", "4"]).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_ahead_of_a_restored_catalogue_is_rebuilt() {
    let running = Running::with(&["1", "2"]).await;
    let backup = running.node.folder.path().join("backup.db");
    let url = running.node.database().url;
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&url).await.unwrap();
    sqlx::query("VACUUM INTO $1").bind(backup.to_str().unwrap()).execute(&mut connection).await.unwrap();
    running.save(&loans(&["3"]), 2).await;
    running.expect(&["1", "2", "3"]).await;
    let (node, store, bank) = running.stop().await;
    drop((store, connection));
    for file in ["lendlight.db-wal", "lendlight.db-shm"] {
        let _ = std::fs::remove_file(node.folder.path().join(file));
    }
    std::fs::rename(backup, node.folder.path().join("lendlight.db")).unwrap();

    let running = Running::again(node, bank).await;
    assert!(running.sync.live().current().is_some(), "the index from before serves meanwhile");
    running.expect(&["1", "2"]).await;
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_that_cannot_be_read_hides_itself_only() {
    let running = Running::with(&["1", "2", "3"]).await;
    let damage = "UPDATE product_version SET document = '{}'
        WHERE product_id = (SELECT id FROM product WHERE external_id = '2')";
    running.node.database().execute(damage).await;
    running.save(&[loan("1", "New name")], 2).await;
    running.withdraw_all_but(&["1", "2"], 3).await;
    running.sync.in_step().await.unwrap();
    let index = running.sync.live().current().unwrap();
    assert_eq!(names(&index), ["2", "New name"], "2 did not change");
    let (node, store, _) = running.stop().await;

    let mut read = Vec::new();
    let count = reindex(&*store, node.index(), &mut |done| read.push(done)).await.unwrap();
    assert_eq!((count, read), (1, vec![3]));
    let live = LiveIndex::open(&node.index()).unwrap();
    assert_eq!(names(&live.current().unwrap()), ["New name"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_goes_on_when_its_index_is_rebuilt_from_outside() {
    let running = Running::with(&["1", "2"]).await;
    let before = running.node.generation();
    assert_eq!(reindex(&*running.store, running.node.index(), &mut |_| {}).await.unwrap(), 2);
    assert_ne!(running.node.generation(), before);
    running.save(&loans(&["3"]), 2).await;
    running.expect(&["1", "2", "3"]).await;
    let (node, ..) = running.stop().await;
    let live = LiveIndex::open(&node.index()).unwrap();
    assert_eq!(names(&live.current().unwrap()), ["1", "2", "3"], "the new index has it, not the one removed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_directory_without_an_index_opens_empty_and_a_damaged_one_does_not() {
    let node = Node::new();
    assert!(LiveIndex::open(&node.index()).unwrap().current().is_none());
    std::fs::create_dir_all(node.index()).unwrap();
    std::fs::write(node.index().join("current"), "nonsense").unwrap();
    assert!(LiveIndex::open(&node.index()).is_err());
}
