//! Learning from clicks over a real store: each showing once, by one node at a time, whatever ends in the middle.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

#[macro_use]
mod support;

use domain::answer::Basis;
use domain::eligibility::Verdict;
use domain::event::{Click, Impression, Origin, Surface, earliest};
use domain::listing::Listing;
use domain::money::Money;
use domain::product::{Category, ProductId};
use domain::time::Timestamp;
use predict::click::ClickModel;
use predict::click::feature::{Leaves, Showing};
use server::config::ClicksConfig;
use server::services::clicks::{Clicks, ClicksInForce, Learner, begin, report};
use server::store::{Store, StoreError};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use support::{TestDatabase, at, lender, loan, step};
use uuid::Uuid;

contract! {
    clicks_are_learned_at_once_and_the_rest_in_time
    a_node_that_starts_again_is_the_same_to_the_bit
    nodes_follow_the_one_that_learns_and_take_over
    whenever_a_round_ends_nothing_is_lost_or_learned_twice
    a_state_of_another_program_is_begun_anew
    more_than_one_batch_is_learned
    a_model_taught_elsewhere_is_a_beginning
}

const WAIT: i64 = 60;

fn config() -> ClicksConfig {
    ClicksConfig { wait_seconds: u32::try_from(WAIT).unwrap(), ..ClicksConfig::default() }
}

/// A node with what it serves.
struct Node {
    learner: Learner,
    in_force: Arc<ClicksInForce>,
}

impl Node {
    async fn start(store: &Arc<dyn Store>, name: u128) -> Self {
        let in_force = Arc::<ClicksInForce>::default();
        let name = Uuid::from_u128(name);
        let learner = Learner::load(store.clone(), in_force.clone(), &config(), name).await.unwrap();
        Self { learner, in_force }
    }

    fn clicks(&self) -> Arc<Clicks> {
        self.in_force.current()
    }

    /// Rounds until one finds nothing.
    async fn settle(&mut self, now: Timestamp) {
        while self.learner.round(now).await.unwrap().learned > 0 {}
    }
}

async fn listed(store: &dyn Store) -> Listing {
    let bank = lender(store, "a").await;
    let product = store.save_products(bank.id, &[loan("1", "Loan")], at(0)).await.unwrap()[0].id().unwrap();
    store.product(product).await.unwrap().unwrap().listing()
}

fn showing(listing: &Listing) -> Showing<'_> {
    Showing {
        listing,
        amount: Some(Money::from_major(15_000, listing.currency)),
        term_months: Some(36),
        cost_value: 0.4,
        has_rate: true,
        upfront_share: Some(0.01),
        verdict: Verdict::Unknown,
        leaves: Leaves::default(),
    }
}

fn id(second: i64, number: u32) -> Uuid {
    Uuid::from_u128(earliest(at(second)).as_u128() | (7 << 76) | (2 << 62) | u128::from(number))
}

const PERSON: Origin = Origin { pseudonym: None, surface: Surface::Page, bot: None };

fn impression(listing: &Listing, second: i64, position: u32) -> Impression {
    Impression {
        id: id(second, position),
        request_id: id(second, 0),
        shown_at: at(second),
        origin: PERSON,
        product: listing.product_id,
        product_version: 1,
        category: listing.category,
        position,
        page: 1,
        propensity: 1.0,
        exploration: false,
        policy_version: 1,
        model_version: "priors-1".to_owned(),
        approval: 0.5,
        click: 0.1,
        showing: Some(showing(listing).seen().circumstances.to_bytes().to_vec()),
        inputs: None,
    }
}

async fn show(store: &dyn Store, listing: &Listing, second: i64, places: u32) {
    let all: Vec<_> = (1..=places).map(|place| impression(listing, second, place)).collect();
    store.add_impressions(&all).await.unwrap();
}

async fn click(store: &dyn Store, second: i64, place: u32) {
    let click = Click { impression: id(second, place), clicked_at: at(second + 1), origin: PERSON };
    store.add_click(&click).await.unwrap();
}

fn relevance(clicks: &Clicks, listing: &Listing) -> f64 {
    clicks.predict(&showing(listing).seen(), at(10)).relevance
}

async fn clicks_are_learned_at_once_and_the_rest_in_time(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut node = Node::start(&store, 1).await;
    let before = relevance(&node.clicks(), &listing);
    show(&*store, &listing, 0, 3).await;
    click(&*store, 0, 2).await;
    node.settle(at(2)).await;
    assert_eq!((node.clicks().seq, node.clicks().model.impressions()), (1, 1));
    let clicked = relevance(&node.clicks(), &listing);
    assert!(clicked > before, "{clicked} {before}");
    assert_eq!(node.clicks().since, Some(at(2)));

    node.settle(at(WAIT - 1)).await;
    assert_eq!(node.clicks().model.impressions(), 1, "there is time to click yet");
    // A click that was not seen before time was up counts as one.
    click(&*store, 0, 3).await;
    node.settle(at(WAIT + 2)).await;
    assert_eq!(node.clicks().model.impressions(), 3);
    click(&*store, 0, 1).await;
    node.settle(at(WAIT + 4)).await;
    assert_eq!(node.clicks().model.impressions(), 3, "one that comes too late is none");
    // An impression on which nothing can be learned any more does not keep the others.
    let unknown = Impression { product: ProductId(Uuid::nil()), ..impression(&listing, 10, 1) };
    let other_form = Impression { showing: Some(vec![99]), ..impression(&listing, 10, 2) };
    let old = Impression { category: Category::HomeLoan, ..impression(&listing, 10, 3) };
    store.add_impressions(&[unknown, other_form, old]).await.unwrap();
    click(&*store, 10, 1).await;
    node.settle(at(WAIT + 6)).await;
    assert_eq!(database.integer("SELECT count(*) FROM event_click WHERE learned_seq IS NOT NULL").await, 3);
}

async fn a_node_that_starts_again_is_the_same_to_the_bit(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut node = Node::start(&store, 1).await;
    for second in 0..300 {
        show(&*store, &listing, second, 2).await;
        if second % 3 == 0 {
            click(&*store, second, 1 + u32::try_from(second % 2).unwrap()).await;
        }
        node.settle(at(second)).await;
        if [10, 299].contains(&second) {
            let again = Node::start(&store, 2).await;
            assert_eq!(again.clicks(), node.clicks(), "after {second} seconds");
            let kept = report(store.as_ref()).await.unwrap();
            assert_eq!(&kept.clicks, node.clicks().as_ref());
            assert_eq!(kept.state.seq, node.clicks().seq);
        }
    }
    assert!(node.clicks().seq > 256, "{}", node.clicks().seq);
    assert_eq!(database.integer("SELECT count(*) FROM click_snapshot").await, 1, "a whole one was written");
}

async fn nodes_follow_the_one_that_learns_and_take_over(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut nodes = [Node::start(&store, 1).await, Node::start(&database.connect().await, 2).await];
    show(&*store, &listing, 0, 4).await;
    let mut led = Vec::new();
    for (place, now) in [(1, 1), (2, 2), (3, 20), (4, 40)] {
        click(&*store, 0, place).await;
        // The first dies after the second click; nothing is learned until its time is up.
        let alive = if place <= 2 { 0 } else { 1 };
        for (number, node) in nodes.iter_mut().enumerate().skip(alive) {
            if node.learner.round(at(now)).await.unwrap().leads {
                led.push(number);
            }
        }
        assert_eq!(nodes[1].clicks().model.impressions(), u64::from(place));
        if alive == 0 {
            assert_eq!(nodes[0].clicks(), nodes[1].clicks());
        }
    }
    assert_eq!(led, [0, 0, 1, 1]);
    // The first was only away: it follows, and does not learn.
    assert!(!nodes[0].learner.round(at(41)).await.unwrap().leads);
    assert_eq!(nodes[0].clicks(), nodes[1].clicks());
    nodes[1].learner.leave().await.unwrap();
    assert!(
        nodes[0].learner.round(at(42)).await.unwrap().leads
            || nodes[0].learner.round(at(43)).await.unwrap().leads
    );
}

async fn whenever_a_round_ends_nothing_is_lost_or_learned_twice(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut ended = 0;
    for steps in 0..60 {
        // Each process shows, sees a click, and ends somewhere in a round; time goes on far enough for the next.
        let second = i64::from(steps) * 2 * WAIT;
        show(&*store, &listing, second, 3).await;
        click(&*store, second, 2).await;
        let mut node = Node::start(&store, u128::from(steps) + 1).await;
        if !step(node.learner.round(at(second + WAIT + 1)), steps).await {
            ended += 1;
        }
    }
    // In how many places depends on how fast the database answers.
    assert!(ended > 0, "it was never ended");
    let end = at(60 * 2 * WAIT);
    let mut last = Node::start(&store, 1_000).await;
    last.settle(end).await;
    last.settle(Timestamp::from_micros(end.micros() + 2_000_000)).await;
    assert_eq!(last.clicks().model.impressions(), 180, "each showing once");
    assert_eq!(Node::start(&store, 1_001).await.clicks(), last.clicks());
    assert_eq!(database.integer("SELECT count(*) FROM event_click WHERE learned_seq IS NULL").await, 0);
}

async fn a_state_of_another_program_is_begun_anew(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut node = Node::start(&store, 1).await;
    show(&*store, &listing, 0, 3).await;
    click(&*store, 0, 1).await;
    node.settle(at(1)).await;
    database.execute("DELETE FROM click_delta").await;
    let mut other = Node::start(&store, 1).await;
    assert_eq!(other.clicks().seq, 0, "there is nothing that could be followed");
    click(&*store, 0, 2).await;
    other.settle(at(2)).await;
    assert_eq!((other.clicks().seq, other.clicks().model.impressions()), (2, 1));
    // It was written whole, so that everybody follows again.
    assert_eq!(Node::start(&store, 2).await.clicks(), other.clicks());
    node.settle(at(3)).await;
    assert_eq!(node.clicks(), other.clicks());
}

async fn more_than_one_batch_is_learned(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    show(&*store, &listing, 0, 1_203).await;
    for place in 1..=20 {
        click(&*store, 0, place).await;
    }
    let mut node = Node::start(&store, 1).await;
    node.settle(at(WAIT + 1)).await;
    assert_eq!(node.clicks().model.impressions(), 1_203);
}

async fn a_model_taught_elsewhere_is_a_beginning(database: &TestDatabase) {
    let store = database.store().await;
    let listing = listed(&*store).await;
    let mut model = ClickModel::default();
    for _ in 0..50 {
        let impression = model.impression(&showing(&listing), 1, at(0));
        model.learn(&impression, true);
    }
    let mut running = Node::start(&store, 1).await;
    begin(store.as_ref(), &model, true, at(0)).await.unwrap();
    let again = begin(store.as_ref(), &model, true, at(0)).await;
    assert!(matches!(again, Err(StoreError::Conflict(_))), "{again:?}");
    let mut later = Node::start(&store, 2).await;
    running.settle(at(1)).await;
    for node in [&running, &later] {
        assert_eq!((node.clicks().seq, node.clicks().basis()), (1, Basis::SimulatedModel));
        assert_eq!(node.clicks().model.as_ref(), &model);
    }
    show(&*store, &listing, 0, 1).await;
    click(&*store, 0, 1).await;
    running.settle(at(2)).await;
    later.settle(at(2)).await;
    assert_eq!(later.clicks(), running.clicks());
    assert_eq!((later.clicks().model.impressions(), later.clicks().simulated), (51, true));
}

const FOLDER: &str = "LENDLIGHT_CLICKS_FOLDER";
const ROUND: &str = "LENDLIGHT_CLICKS_ROUND";
const ROUNDS: u32 = 8;

fn database(folder: &Path) -> TestDatabase {
    TestDatabase { url: format!("sqlite://{}", folder.join("lendlight.db").display()) }
}

/// The process that gets killed: learns until it is.
#[test]
#[ignore = "the other test runs it, as a process of its own"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let round: u32 = std::env::var(ROUND).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let store = database(&folder).connect().await;
        let mut node = Node::start(&store, u128::from(round) + 1).await;
        println!("\nlearning");
        for second in 0.. {
            node.learner.round(at(i64::from(round + 1) * 1_000 + second)).await.unwrap();
        }
    });
}

/// Runs the child until it has begun, and kills it a while later.
fn run_and_kill(folder: &Path, round: u32) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "child", "--nocapture"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while lines.next().unwrap().unwrap() != "learning" {}
    // Sooner and later in its first lessons, wherever the machine lets it be by then.
    std::thread::sleep(Duration::from_millis(u64::from(round * round) * 3));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_killed_process_learns_nothing_twice_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let listing = runtime.block_on(async {
        let store = database(folder.path()).store().await;
        listed(&*store).await
    });
    for round in 0..ROUNDS {
        runtime.block_on(async {
            let store = database(folder.path()).connect().await;
            for page in 0..40 {
                let second = i64::from(round) * 1_000 + page;
                show(&*store, &listing, second, 20).await;
                click(&*store, second, 3).await;
            }
        });
        run_and_kill(folder.path(), round);
    }
    runtime.block_on(async {
        let store = database(folder.path()).connect().await;
        let mut last = Node::start(&store, 1_000).await;
        let end = i64::from(ROUNDS + 10) * 1_000;
        last.settle(at(end)).await;
        last.settle(at(end + 10)).await;
        assert_eq!(last.clicks().model.impressions(), u64::from(ROUNDS) * 40 * 20);
        assert_eq!(Node::start(&store, 1_001).await.clicks(), last.clicks());
    });
    let unlearned = "SELECT count(*) FROM event_click WHERE learned_seq IS NULL";
    assert_eq!(runtime.block_on(database(folder.path()).integer(unlearned)), 0);
}
