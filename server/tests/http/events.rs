//! What happens to results once they are shown: impressions, clicks, lists, and forgetting them.

use crate::browser::Browser;
use crate::support::{TestServer, catalogue, fields, read_json};
use domain::event::{EventKind, Impression, ModelInputs, Surface};
use domain::time::Timestamp;
use predict::features::Observation;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use server::config::Config;
use server::store::{EventCount, RowWindow, TrainingRow};
use std::time::{Duration, Instant};
use uuid::Uuid;

const CLICK: &str = "/api/v1/events/click";
const ANSWERS: &[(&str, &str)] =
    &[("category", "personal_loan"), ("amount", "15000"), ("income_annual", "81234")];

/// A server that writes impressions at once.
async fn server() -> TestServer {
    let mut config = Config::default();
    config.events.flush_milliseconds = 0;
    TestServer::with(config, catalogue()).await
}

/// The events of a kind.
async fn count(server: &TestServer, kind: EventKind) -> EventCount {
    server.store.event_counts().await.unwrap().into_iter().find(|count| count.kind == kind).unwrap()
}

/// Waits until so many impressions are written.
async fn written(server: &TestServer, impressions: u64) {
    let started = Instant::now();
    loop {
        let count = count(server, EventKind::Impression).await.count;
        if count == impressions {
            return;
        }
        assert!(count < impressions && started.elapsed() < Duration::from_secs(10), "{count} are written");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// What people were shown, and what followed.
async fn rows(server: &TestServer) -> Vec<TrainingRow> {
    let (from, until) = (Timestamp::from_micros(0), Timestamp::from_micros(i64::MAX));
    server.store.training_rows(RowWindow { after: None, from, until, limit: 10_000 }).await.unwrap()
}

async fn impressions(server: &TestServer) -> Vec<Impression> {
    rows(server).await.into_iter().map(|row| row.impression).collect()
}

/// The impression ids of an answer, in its order.
fn ids(answer: &Value) -> Vec<Uuid> {
    let results = answer["results"].as_array().unwrap();
    results.iter().map(|result| result["impression_id"].as_str().unwrap().parse().unwrap()).collect()
}

/// The links of a results page to its products.
fn links(page: &str) -> Vec<String> {
    let links = page.split("href=\"/products/").skip(1);
    let links =
        links.map(|link| format!("/products/{}", link.split('"').next().unwrap()).replace("&amp;", "&"));
    links.filter(|link| link.contains("impression=")).collect()
}

async fn sent(server: &TestServer, method: Method, path: &str, name: &str, value: &str) -> Response {
    server.client.request(method, server.url(path)).header(name, value).send().await.unwrap()
}

#[actix_web::test]
async fn a_search_records_what_it_shows_and_where() {
    let server = server().await;
    let answer = server.json("/api/v1/search?per_page=3&page=2").await;
    let again = server.json("/api/v1/search?per_page=3&page=2").await;
    written(&server, 6).await;
    let shown = impressions(&server).await;
    let (first, second) = shown.split_at(3);
    for (shown, answer) in [(first, &answer), (second, &again)] {
        assert_eq!(shown.iter().map(|shown| shown.id).collect::<Vec<_>>(), ids(answer), "ids of their own");
        assert_eq!(shown.iter().map(|shown| shown.position).collect::<Vec<_>>(), [4, 5, 6]);
        for (shown, result) in shown.iter().zip(answer["results"].as_array().unwrap()) {
            assert_eq!(shown.product.to_string(), result["product_id"].as_str().unwrap());
            // The API rounds.
            for (kept, told) in [(shown.approval, "approval"), (shown.click, "click")] {
                let told = result[told]["probability"].as_f64().unwrap();
                assert!((kept - told).abs() < 1e-4, "{kept} {told}");
            }
            assert_eq!((shown.page, shown.product_version, shown.propensity), (2, 1, 1.0));
            assert_eq!((shown.origin.surface, shown.origin.pseudonym), (Surface::Api, None));
            assert_eq!(json!(shown.policy_version), answer["policy_version"]);
            assert_eq!(json!(shown.model_version), answer["model_version"]);
        }
    }
    assert_eq!(first[0].request_id, first[2].request_id);
    assert_ne!(first[0].request_id, second[0].request_id);
    let whole = server.json(&format!("/api/v1/products/{}", first[0].product)).await;
    assert!(!whole.to_string().contains("impression_id\":\""), "a product by itself is no result");
}

#[actix_web::test]
async fn a_click_counts_once_and_before_its_impression_is_written() {
    let mut config = Config::default();
    config.events.flush_milliseconds = 60_000;
    let server = TestServer::with(config, catalogue()).await;
    let id = ids(&server.json("/api/v1/search").await)[0];
    for _ in 0..2 {
        let answer = server.post(CLICK, &json!({ "impression_id": id })).await;
        assert_eq!(answer.status(), 204);
        assert_eq!(answer.text().await.unwrap(), "");
        assert_eq!(count(&server, EventKind::Click).await.count, 1, "durable before the answer");
    }
    assert_eq!(count(&server, EventKind::Impression).await.count, 0, "it waits");
    // Asked to stop, the server writes what waits.
    server.handle.stop(true).await;
    written(&server, 10).await;
    let clicked: Vec<_> = rows(&server).await.into_iter().filter(|row| row.clicked_at.is_some()).collect();
    assert_eq!(clicked.iter().map(|row| row.impression.id).collect::<Vec<_>>(), [id]);
}

#[actix_web::test]
async fn a_click_on_nothing_is_refused() {
    let server = server().await;
    for id in ["0198a1b2-0000-7000-8000-000000000000", "919108f7-52d1-4320-9bac-f847db4148a8"] {
        let answer = server.post(CLICK, &json!({ "impression_id": id })).await;
        assert_eq!(answer.status(), 404, "{id}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(read_json(answer).await["code"], "not_found");
    }
    let known = ids(&server.json("/api/v1/search").await)[0];
    for (body, field) in [
        (json!({}), "impression_id"),
        (json!({ "impression_id": null }), "impression_id"),
        (json!({ "impression_id": 7 }), "impression_id"),
        (json!({ "impression_id": "x" }), "impression_id"),
        (json!({ "impression_id": known, "product": 1 }), "product"),
    ] {
        let answer = server.post(CLICK, &body).await;
        assert_eq!(answer.status(), 422, "{body}");
        assert_eq!(fields(&read_json(answer).await), [field], "{body}");
    }
    assert_eq!(server.post(CLICK, &json!([known])).await.status(), 400);
    assert_eq!(sent(&server, Method::POST, CLICK, "content-type", "text/plain").await.status(), 400);
    assert_eq!(server.get(CLICK).await.status(), 405);
    let foreign = sent(&server, Method::POST, CLICK, "origin", "https://evil.example").await;
    assert_eq!(foreign.status(), 403);
    assert_eq!(count(&server, EventKind::Click).await.count, 0);
}

#[actix_web::test]
async fn clicks_from_one_place_are_limited() {
    let mut config = Config::default();
    config.events.clicks_per_minute = 2;
    let server = TestServer::with(config, catalogue()).await;
    let ids = ids(&server.json("/api/v1/search").await);
    for (id, status) in ids.iter().zip([204, 204, 429]) {
        let answer = server.post(CLICK, &json!({ "impression_id": id })).await;
        assert_eq!(answer.status(), status);
        if status == 429 {
            assert!(answer.headers().contains_key("retry-after"));
            assert_eq!(read_json(answer).await["code"], "too_many_requests");
        }
    }
    let link = links(&Browser::new(&server).page("/search").await).remove(5);
    assert_eq!(server.get(&link).await.status(), 200, "the page is shown all the same");
    assert_eq!(count(&server, EventKind::Click).await.count, 2);
}

#[actix_web::test]
async fn a_link_counts_without_scripts_and_leads_on_without_the_click() {
    let mut config = Config::default();
    config.server.public_url = "https://loans.example".to_owned();
    let server = TestServer::with(config, catalogue()).await;
    let browser = Browser::new(&server);
    browser.submit("/answers", ANSWERS).await;
    let results = browser.page("/search?category=personal_loan&amount=15000&term_months=36").await;
    let links = links(&results);
    assert_eq!(links.len(), 8, "every result");
    assert!(!links.iter().any(|link| link.contains("81234")));
    for _ in 0..2 {
        let page = browser.page(&links[0]).await;
        assert!(!page.contains("impression="), "neither links, nor previews, nor structured data");
        let path = links[0].split('?').next().unwrap();
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"https://loans.example{path}\"")));
        assert!(!page.contains("noindex"));
    }
    assert_eq!(count(&server, EventKind::Click).await.count, 1);
    for broken in ["x", "", "919108f7-52d1-4320-9bac-f847db4148a8"] {
        let address = format!("{}?impression={broken}", links[1].split('?').next().unwrap());
        assert_eq!(server.get(&address).await.status(), 200, "{broken}");
    }
    assert_eq!(count(&server, EventKind::Click).await.count, 1);
    assert!(!browser.page("/saved").await.contains("impression="));
}

#[actix_web::test]
async fn what_is_fetched_ahead_counts_for_nothing() {
    let server = server().await;
    let link = links(&Browser::new(&server).page("/search").await).remove(0);
    written(&server, 10).await;
    for (name, value) in [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch")] {
        assert_eq!(sent(&server, Method::GET, &link, name, value).await.status(), 200);
        assert_eq!(sent(&server, Method::GET, "/search", name, value).await.status(), 200);
        sent(&server, Method::GET, "/api/v1/search", name, value).await;
    }
    assert_eq!(sent(&server, Method::HEAD, &link, "accept", "text/html").await.status(), 200);
    assert_eq!(sent(&server, Method::HEAD, "/search", "accept", "text/html").await.status(), 200);
    assert_eq!(count(&server, EventKind::Click).await.count, 0);
    // What was shown before anybody looked would have been written before what is shown now.
    server.json("/api/v1/search?per_page=1").await;
    written(&server, 11).await;
}

#[actix_web::test]
async fn programs_are_marked_and_kept_out_of_training() {
    let server = server().await;
    let crawler = "Mozilla/5.0 (compatible; Examplebot/2.1; +http://bot.example)";
    let id = ids(&server.json("/api/v1/search").await)[0];
    let click = server.client.post(server.url(CLICK)).header("content-type", "application/json");
    let click = click.header("user-agent", crawler).body(json!({ "impression_id": id }).to_string());
    assert_eq!(click.send().await.unwrap().status(), 204);
    sent(&server, Method::GET, "/api/v1/search?per_page=2", "user-agent", crawler).await;
    sent(&server, Method::GET, "/search?per_page=3", "user-agent", "curl/8.5.0").await;
    sent(&server, Method::GET, "/api/v1/search?per_page=4", "user-agent", "curl/8.5.0").await;
    written(&server, 19).await;
    assert_eq!(count(&server, EventKind::Impression).await.bots, 5, "a program may use the API for a person");
    assert_eq!(count(&server, EventKind::Click).await.bots, 1);
    let rows = rows(&server).await;
    assert_eq!(rows.len(), 14);
    assert!(rows.iter().all(|row| row.clicked_at.is_none()));
}

#[actix_web::test]
async fn who_asks_too_often_is_marked_and_then_not_recorded() {
    let mut config = Config::default();
    config.events.flush_milliseconds = 0;
    config.events.searches_per_minute = 3;
    let server = TestServer::with(config, catalogue()).await;
    for _ in 0..10 {
        server.json("/api/v1/search?per_page=1").await;
    }
    written(&server, 6).await;
    assert_eq!(count(&server, EventKind::Impression).await.bots, 3);
}

#[actix_web::test]
async fn only_who_tells_something_has_a_pseudonym() {
    let server = server().await;
    let stranger = Browser::new(&server);
    stranger.page("/search?per_page=1").await;
    assert!(stranger.cookies.borrow().is_empty(), "no cookie is set to count");
    let known = Browser::new(&server);
    known.submit("/answers", ANSWERS).await;
    for _ in 0..2 {
        known.page("/search?per_page=1").await;
    }
    known.page("/search?per_page=1&personalise=false").await;
    let cookie = format!("lendlight={}", known.cookies.borrow()["lendlight"]);
    for name in ["sec-gpc", "dnt"] {
        let request = server.client.get(server.url("/search?per_page=1")).header("cookie", &cookie);
        assert_eq!(request.header(name, "1").send().await.unwrap().status(), 200);
    }
    known.submit("/preferences", &[("personalise", "false")]).await;
    known.page("/search?per_page=1").await;
    written(&server, 7).await;
    let shown = impressions(&server).await;
    for one in &shown {
        // What could not be found again could not be forgotten either.
        assert_eq!(one.inputs.is_some(), one.origin.pseudonym.is_some());
        let seen = |inputs: &ModelInputs| Observation::read(inputs.schema(), inputs.values()).is_some();
        assert!(one.inputs.as_ref().is_none_or(seen), "the models can read what is kept");
    }
    let pseudonyms: Vec<_> = shown.iter().map(|shown| shown.origin.pseudonym).collect();
    assert!(pseudonyms[1].is_some() && pseudonyms[1] == pseudonyms[2]);
    assert_eq!(pseudonyms.iter().flatten().count(), 2, "{pseudonyms:?}");
}

#[actix_web::test]
async fn a_page_of_components_shows_no_results() {
    let server = server().await;
    let browser = Browser::new(&server);
    browser.page("/design").await;
    browser.page("/search?per_page=1").await;
    written(&server, 1).await;
}

#[actix_web::test]
async fn lists_are_events_and_going_back_and_forth_is_one() {
    let server = server().await;
    let browser = Browser::new(&server);
    browser.submit("/answers", ANSWERS).await;
    let id = server.product_id("Car Loan").await;
    for action in ["save", "save", "unsave", "save", "compare", "dismiss", "restore"] {
        browser.submit(&format!("/products/{id}/{action}"), &[]).await;
    }
    assert_eq!(count(&server, EventKind::Save).await.count, 1);
    assert_eq!(count(&server, EventKind::Compare).await.count, 1);
}

/// Answers, looks, clicks and saves.
async fn look_around(server: &TestServer, browser: &Browser<'_>) {
    browser.submit("/answers", ANSWERS).await;
    let page = browser.page("/search?per_page=2").await;
    browser.page(&links(&page)[0]).await;
    let product = links(&page)[0].split('?').next().unwrap().to_owned();
    browser.submit(&format!("{product}/save"), &[]).await;
    assert_eq!(count(server, EventKind::Save).await.count, 1);
}

#[actix_web::test]
async fn erasing_answers_forgets_whose_events_they_were() {
    let mut config = Config::default();
    config.events.flush_milliseconds = 60_000;
    let server = TestServer::with(config, catalogue()).await;
    let browser = Browser::new(&server);
    look_around(&server, &browser).await;
    browser.submit("/answers/clear", &[]).await;
    // What was shown a moment before is written, and forgotten too.
    let rows = rows(&server).await;
    assert_eq!((rows.len(), rows.iter().filter(|row| row.clicked_at.is_some()).count()), (2, 1));
    assert!(rows.iter().all(|row| row.impression.origin.pseudonym.is_none()));
    assert!(rows.iter().all(|row| row.impression.inputs.is_none()));
    // The check refuses a count that is not 0.
    server
        .execute(
            "CREATE TABLE nobodys (count INTEGER CHECK (count = 0));
            INSERT INTO nobodys SELECT count(pseudonym) FROM event_click;
            INSERT INTO nobodys SELECT count(pseudonym) FROM event_listed;",
        )
        .await;
}

#[actix_web::test]
async fn an_account_exports_its_events_and_takes_its_name_off_them_when_it_goes() {
    let server = server().await;
    let browser = Browser::new(&server);
    look_around(&server, &browser).await;
    browser.sign_in("kim@example.com").await;
    browser.page("/search?per_page=1").await;
    let export = read_json(browser.get("/account/export").await).await;
    let kinds: Vec<&str> =
        export["events"].as_array().unwrap().iter().map(|event| event["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["impression", "impression", "click", "save", "impression"], "{export}");
    assert!(export["events"][2]["product_id"].is_string());
    browser.submit("/account/delete", &[]).await;
    let shown = impressions(&server).await;
    assert_eq!(shown.len(), 3);
    assert!(shown.iter().all(|shown| shown.origin.pseudonym.is_none()));
    let again = Browser::new(&server);
    again.sign_in("kim@example.com").await;
    assert_eq!(read_json(again.get("/account/export").await).await["events"], json!([]));
}

#[actix_web::test]
async fn signing_in_without_bringing_anything_leaves_no_trace() {
    let server = server().await;
    let browser = Browser::new(&server);
    look_around(&server, &browser).await;
    let token = browser.ask("kim@example.com").await;
    browser.submit("/account/sign-in", &[("token", &token)]).await;
    assert!(impressions(&server).await.iter().all(|shown| shown.origin.pseudonym.is_none()));
    assert_eq!(read_json(browser.get("/account/export").await).await["events"], json!([]));
}
