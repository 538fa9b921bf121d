//! A click changes the next page: at once, on every node, after a restart; and one place tries what is new.

use crate::browser::Browser;
use crate::support::{TestServer, catalogue};
use domain::event::Impression;
use domain::time::Timestamp;
use serde_json::{Value, json};
use server::config::Config;
use server::services::clicks::report;
use server::store::RowWindow;
use sqlx::{AssertSqlSafe, Connection};
use std::collections::{BTreeMap, HashSet};
use std::time::{Duration, Instant};

/// A ceiling for what takes a fraction of a second, on machines that do other things as well.
const PATIENCE: Duration = Duration::from_secs(60);
const SEARCH: &str = "/api/v1/search?amount=15000&term_months=36&category=personal_loan";

fn config() -> Config {
    let mut config = Config::default();
    config.events.flush_milliseconds = 0;
    // One address searches as often as many people would.
    config.events.searches_per_minute = 100_000;
    config
}

async fn server() -> TestServer {
    TestServer::with(config(), catalogue()).await
}

/// Clicks on a product wherever a search shows it.
async fn click(server: &TestServer, product: &str) {
    let found = server.json(SEARCH).await;
    let results = found["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["product_id"] == product).unwrap();
    let told =
        server.post("/api/v1/events/click", &json!({ "impression_id": result["impression_id"] })).await;
    assert_eq!(told.status(), 204);
}

fn result<'a>(answer: &'a Value, product: &str) -> &'a Value {
    let results = answer["results"].as_array().unwrap();
    results.iter().find(|result| result["product_id"] == product).unwrap()
}

fn ids(answer: &Value) -> Vec<String> {
    let results = answer["results"].as_array().unwrap();
    results.iter().map(|result| result["product_id"].as_str().unwrap().to_owned()).collect()
}

/// Searches until an answer is as expected.
async fn until(server: &TestServer, expected: impl Fn(&Value) -> bool) -> Value {
    let started = Instant::now();
    loop {
        let answer = server.json(SEARCH).await;
        if expected(&answer) {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "{answer}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn revision(answer: &Value) -> u64 {
    answer["order"].as_str().unwrap().parse().unwrap()
}

#[actix_web::test]
async fn a_click_changes_the_next_page_and_a_restart_changes_nothing() {
    let server = server().await;
    let before = server.json(SEARCH).await;
    assert_eq!(
        (before["order"].as_str(), &before["results"][0]["click"]["basis"]),
        (Some("0"), &json!("prior"))
    );
    let last = ids(&before).last().unwrap().clone();
    let earlier = result(&before, &last);
    for _ in 0..12 {
        click(&server, &last).await;
    }
    let chance = |result: &Value| result["click"]["probability"].as_f64().unwrap();
    let after = until(&server, |answer| chance(result(answer, &last)) > chance(earlier) + 0.05).await;
    assert_eq!(result(&after, &last)["click"]["basis"], "model");
    assert_eq!(after["result_set"], before["result_set"], "what was judged is kept");
    let score = |result: &Value| result["score"]["total"].as_f64().unwrap();
    assert!(score(result(&after, &last)) > score(earlier));
    let learned = until(&server, |_| true).await;
    assert!(
        ids(&learned).iter().position(|id| *id == last) <= ids(&before).iter().position(|id| *id == last)
    );

    // All of the twelve are learned; then nothing moves any more.
    let started = Instant::now();
    let kept = loop {
        let kept = report(server.store.as_ref()).await.unwrap();
        if kept.clicks.model.impressions() == 12 {
            break kept;
        }
        assert!(started.elapsed() < PATIENCE);
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    let seq = kept.clicks.seq;
    let settled = until(&server, |answer| revision(answer) == seq).await;
    let server = server.again(config()).await;
    let restarted = server.json(SEARCH).await;
    assert_eq!(revision(&restarted), seq);
    assert_eq!(report(server.store.as_ref()).await.unwrap().clicks, kept.clicks, "to the bit");
    for id in ids(&settled) {
        assert_eq!(chance(result(&restarted, &id)), chance(result(&settled, &id)));
    }
}

#[actix_web::test]
async fn a_programs_click_teaches_nothing() {
    let server = server().await;
    let found = server.json(SEARCH).await;
    let id = found["results"][0]["impression_id"].as_str().unwrap();
    let address = server
        .url(&format!("/products/{}?impression={id}", found["results"][0]["product_id"].as_str().unwrap()));
    let crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    server.client.get(&address).header("user-agent", crawler).send().await.unwrap();
    // A person's click that comes later is learned, so the program's had its time.
    click(&server, found["results"][1]["product_id"].as_str().unwrap()).await;
    until(&server, |answer| revision(answer) > 0).await;
    assert_eq!(report(server.store.as_ref()).await.unwrap().clicks.model.impressions(), 1);
}

#[actix_web::test]
async fn further_pages_go_on_in_the_order_of_the_first() {
    let server = server().await;
    let first = server.json(&format!("{SEARCH}&per_page=3")).await;
    let whole = ids(&server.json(SEARCH).await);
    click(&server, whole.last().unwrap()).await;
    until(&server, |answer| revision(answer) > 0).await;
    let order = first["order"].as_str().unwrap();
    let mut seen = ids(&first);
    for page in 2..=3 {
        seen.extend(ids(&server.json(&format!("{SEARCH}&per_page=3&page={page}&order={order}")).await));
    }
    assert_eq!(seen, whole);
    assert_eq!(server.refused(&format!("{SEARCH}&order=x")).await, ["order"]);
}

async fn impressions(server: &TestServer) -> Vec<Impression> {
    let (from, until) = (Timestamp::from_micros(0), Timestamp::from_micros(i64::MAX));
    let window = RowWindow { after: None, from, until, limit: 10_000 };
    server.store.training_rows(window).await.unwrap().into_iter().map(|row| row.impression).collect()
}

#[actix_web::test]
async fn one_place_of_a_first_page_tries_what_is_new_and_no_page_repeats_it() {
    let server = server().await;
    let everything: HashSet<String> = ids(&server.json(SEARCH).await).into_iter().collect();
    let (mut tried, mut places) = (HashSet::new(), HashSet::new());
    let mut told: BTreeMap<String, f64> = BTreeMap::new();
    let started = Instant::now();
    // At first the best ones are tried; once pages are booked, those that fall short of a fair share.
    while tried.len() < 2 || places.len() < 2 {
        assert!(started.elapsed() < PATIENCE, "{tried:?} {places:?}");
        let first = server.json(&format!("{SEARCH}&per_page=5&explore=true")).await;
        let results = first["results"].as_array().unwrap();
        let explored: Vec<_> = results.iter().filter(|result| !result["exploration"].is_null()).collect();
        assert!(explored.len() <= 1, "{first}");
        for result in explored {
            let place = result["exploration"]["place"].as_u64().unwrap();
            assert!((3..=5).contains(&place), "{place}");
            assert_eq!(results[usize::try_from(place).unwrap() - 1], *result, "it stands where it says");
            assert!(result["exploration"]["rank"].as_u64().unwrap() >= place);
            let propensity = result["exploration"]["propensity"].as_f64().unwrap();
            assert!(propensity > 0.0 && propensity <= 1.0);
            told.insert(result["impression_id"].as_str().unwrap().to_owned(), propensity);
            tried.insert(result["product_id"].as_str().unwrap().to_owned());
            places.insert(place);
        }
        let order = first["order"].as_str().unwrap();
        let second = server.json(&format!("{SEARCH}&per_page=5&page=2&order={order}")).await;
        let mut both = ids(&first);
        both.extend(ids(&second));
        assert_eq!(both.len(), everything.len());
        assert_eq!(both.into_iter().collect::<HashSet<_>>(), everything, "none twice, none lost");
    }
    let started = Instant::now();
    let shown = loop {
        let shown = impressions(&server).await;
        if shown.iter().filter(|one| one.exploration).count() == told.len() {
            break shown;
        }
        assert!(started.elapsed() < PATIENCE, "{} of {}", shown.len(), told.len());
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    for one in shown {
        match told.get(&one.id.to_string()) {
            Some(propensity) => assert!(one.exploration && (one.propensity - propensity).abs() < 1e-6),
            None => assert_eq!((one.exploration, one.propensity), (false, 1.0)),
        }
        assert!(one.showing.is_some());
    }
    // Neither in another order, nor where nobody asked for it, nor with it turned off.
    for other in ["&explore=true&sort=rate", "", "&explore=true&page=2"] {
        let answer = server.json(&format!("{SEARCH}&per_page=5{other}")).await;
        assert!(
            answer["results"].as_array().unwrap().iter().all(|one| one["exploration"].is_null()),
            "{other}"
        );
    }
    let mut off = config();
    off.clicks.exploration_share = 0.0;
    let server = server.again(off).await;
    let answer = server.json(&format!("{SEARCH}&explore=true")).await;
    assert!(answer["results"].as_array().unwrap().iter().all(|one| one["exploration"].is_null()));
}

#[actix_web::test]
async fn the_page_says_which_product_it_tries_and_books_new_ones() {
    let server = server().await;
    let browser = Browser::new(&server);
    let started = Instant::now();
    loop {
        let page =
            browser.page("/search?amount=15000&term_months=36&category=personal_loan&per_page=5").await;
        let marks = page.matches("Shown this high to learn how borrowers like it").count();
        assert!(marks <= 1);
        if marks == 1 {
            assert!(page.contains("By its score it would stand in place"), "the reason stays true");
            let order = page.split("&amp;order=").nth(1).unwrap().split("&amp;").next().unwrap();
            assert_eq!(
                order.split_once('-').unwrap().1.len(),
                32,
                "further pages know what was tried: {order}"
            );
            break;
        }
        assert!(started.elapsed() < PATIENCE);
    }
    // What the page could have shown is learned without any click.
    let started = Instant::now();
    while report(server.store.as_ref()).await.unwrap().clicks.seq == 0 {
        assert!(started.elapsed() < PATIENCE);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(report(server.store.as_ref()).await.unwrap().clicks.model.impressions(), 0);
}

/// A PostgreSQL database of its own, or why not.
async fn database() -> Option<(sqlx::PgConnection, String, String)> {
    let Ok(server) = std::env::var("LENDLIGHT_TEST_POSTGRES_URL") else {
        eprintln!("skipped: LENDLIGHT_TEST_POSTGRES_URL is not set");
        return None;
    };
    let mut admin = sqlx::PgConnection::connect(&server).await.unwrap();
    let name = format!("lendlight_test_{}", uuid::Uuid::now_v7().simple());
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    let (base, parameters) = server.split_once('?').unwrap_or((&server, ""));
    let url = format!("{}/{name}?{parameters}", base.rsplit_once('/').unwrap().0);
    Some((admin, name, url))
}

#[actix_web::test]
async fn a_click_at_one_node_changes_the_page_of_the_other_and_one_takes_over() {
    let Some((mut admin, name, url)) = database().await else { return };
    let mut shared = config();
    shared.database.url = url.into();
    shared.database.max_connections = 4;
    let one = TestServer::with(shared.clone(), catalogue()).await;
    let other = TestServer::with(shared, []).await;
    let product = ids(&one.json(SEARCH).await).pop().unwrap();
    for (clicked, looking) in [(&one, &other), (&other, &one)] {
        let before = revision(&looking.json(SEARCH).await);
        click(clicked, &product).await;
        let after = until(looking, |answer| revision(answer) > before).await;
        let seq = revision(&after);
        let same = until(clicked, |answer| revision(answer) >= seq).await;
        assert_eq!(result(&same, &product)["click"], result(&after, &product)["click"]);
    }
    // Whoever learns dies; the other goes on.
    let led_by = report(one.store.as_ref()).await.unwrap().state.holder.unwrap();
    let (dead, alive) = if one.node() == led_by { (&one, &other) } else { (&other, &one) };
    dead.stop_learning_at_once();
    let before = revision(&alive.json(SEARCH).await);
    click(dead, &product).await;
    until(alive, |answer| revision(answer) > before).await;
    assert_eq!(report(alive.store.as_ref()).await.unwrap().state.holder, Some(alive.node()));
    for server in [one, other] {
        server.stop().await;
    }
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    sqlx::raw_sql(AssertSqlSafe(drop)).execute(&mut admin).await.unwrap();
}
