//! The queue that impressions wait in: it never keeps a search waiting, and a server that stops loses nothing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

#[macro_use]
mod support;

use domain::event::{Impression, Origin, Surface};
use domain::product::{Category, ProductId};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use server::config::EventsConfig;
use server::services::events::impression_queue;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};
use support::{TestDatabase, at, on_sqlite};
use uuid::Uuid;

/// Tests count in the process's metrics, one at a time.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

fn metrics() -> &'static Mutex<PrometheusHandle> {
    static HANDLE: OnceLock<Mutex<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| Mutex::new(PrometheusBuilder::new().install_recorder().unwrap()))
}

/// The value of a counter of impressions.
fn counted(name: &str) -> u64 {
    let rendered = metrics().lock().unwrap().render();
    let line = rendered.lines().find(|line| line.starts_with(&format!("{name}{{kind=\"impression\"}}")));
    line.map_or(0, |line| line.rsplit(' ').next().unwrap().parse().unwrap())
}

fn page(count: usize) -> Vec<Impression> {
    let shown = |position| Impression {
        id: Uuid::now_v7(),
        request_id: Uuid::now_v7(),
        shown_at: at(0),
        origin: Origin { pseudonym: None, surface: Surface::Api, bot: None },
        product: ProductId(Uuid::nil()),
        product_version: 1,
        category: Category::HomeLoan,
        position,
        page: 1,
        propensity: 1.0,
        exploration: false,
        policy_version: 1,
        model_version: "priors-1".to_owned(),
        approval: 0.5,
        click: 0.1,
        showing: None,
        inputs: None,
    };
    (1..).take(count).map(shown).collect()
}

async fn written(database: &TestDatabase) -> i64 {
    database.integer("SELECT count(*) FROM event_impression").await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_drops_and_counts_and_never_waits() {
    let _alone = ALONE.lock().await;
    counted("lendlight_events_dropped_total");
    on_sqlite(async |database| {
        let store = database.store().await;
        let config = EventsConfig { queue: 100, batch: 10, ..EventsConfig::default() };
        let (queue, worker) = impression_queue(store, &config);
        let before = counted("lendlight_events_dropped_total");
        let started = Instant::now();
        for _ in 0..1_000 {
            queue.push(page(30));
        }
        // Nobody writes yet: three pages fit, the rest is dropped whole. It took no longer than making the pages.
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        assert_eq!(counted("lendlight_events_dropped_total") - before, 997 * 30);
        queue.push(page(10));
        assert_eq!(counted("lendlight_events_dropped_total") - before, 997 * 30, "what fits is taken");
        let worker = tokio::spawn(worker.run());
        queue.flush().await;
        assert_eq!(written(database).await, 100);
        queue.close().await;
        worker.await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_writes_what_waits_and_drops_what_comes_later() {
    let _alone = ALONE.lock().await;
    counted("lendlight_events_dropped_total");
    on_sqlite(async |database| {
        let store = database.store().await;
        let config = EventsConfig { batch: 7, flush_milliseconds: 60_000, ..EventsConfig::default() };
        let (queue, worker) = impression_queue(store, &config);
        let (wrote, dropped) =
            (counted("lendlight_events_written_total"), counted("lendlight_events_dropped_total"));
        for _ in 0..5 {
            queue.push(page(20));
        }
        let worker = tokio::spawn(worker.run());
        queue.close().await;
        assert_eq!(written(database).await, 100, "before closing is over");
        assert_eq!(counted("lendlight_events_written_total") - wrote, 100);
        worker.await.unwrap();
        queue.push(page(20));
        queue.flush().await;
        queue.close().await;
        assert_eq!(counted("lendlight_events_dropped_total") - dropped, 20);
        assert_eq!(written(database).await, 100);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_few_impressions_wait_no_longer_than_configured() {
    let _alone = ALONE.lock().await;
    on_sqlite(async |database| {
        let store = database.store().await;
        let config = EventsConfig { flush_milliseconds: 50, ..EventsConfig::default() };
        let (queue, worker) = impression_queue(store, &config);
        tokio::spawn(worker.run());
        queue.push(page(3));
        let started = Instant::now();
        while written(database).await < 3 {
            assert!(started.elapsed() < Duration::from_secs(10));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_database_refuses_is_dropped_and_the_rest_goes_on() {
    let _alone = ALONE.lock().await;
    counted("lendlight_events_dropped_total");
    on_sqlite(async |database| {
        let store = database.store().await;
        let (queue, worker) = impression_queue(store, &EventsConfig::default());
        tokio::spawn(worker.run());
        let before = counted("lendlight_events_dropped_total");
        let mut refused = page(2);
        refused[1].propensity = 2.0;
        queue.push(refused);
        queue.flush().await;
        assert_eq!(counted("lendlight_events_dropped_total") - before, 2);
        queue.push(page(2));
        queue.flush().await;
        assert_eq!(written(database).await, 2);
    })
    .await;
}
