//! What an account keeps: on other devices too, joined with what a browser brings, exported, deleted.

use crate::browser::Browser;
use crate::support::{TestServer, read_json};

const ANSWERS: &[(&str, &str)] =
    &[("category", "personal_loan"), ("amount", "15000"), ("income_annual", "81234")];

#[actix_web::test]
async fn what_a_browser_kept_joins_the_account_and_shows_on_another_device() {
    let server = TestServer::start().await;
    let (car, holiday) = (server.product_id("Car Loan").await, server.product_id("Holiday Loan").await);
    let [first, second] = [(); 2].map(|()| Browser::new(&server));
    first.submit(&format!("/products/{car}/save"), &[]).await;
    first.submit("/answers", ANSWERS).await;
    first.sign_in("kim@example.com").await;
    let names: Vec<String> = first.cookies.borrow().keys().cloned().collect();
    assert_eq!(names, ["lendlight-account"], "the browser keeps nothing twice");
    assert!(first.page("/saved").await.contains("Car Loan"));

    second.submit(&format!("/products/{holiday}/save"), &[]).await;
    second.sign_in("kim@example.com").await;
    for browser in [&first, &second] {
        let page = browser.page("/saved").await;
        assert!(page.contains("Car Loan") && page.contains("Holiday Loan"));
        assert!(browser.page("/").await.contains("81234"), "the answers came along");
    }
    second.submit(&format!("/products/{car}/unsave"), &[]).await;
    assert!(!first.page("/saved").await.contains("Car Loan"));
}

#[actix_web::test]
async fn the_newest_answers_win_and_older_ones_fill_the_gaps() {
    let server = TestServer::start().await;
    let [first, second] = [(); 2].map(|()| Browser::new(&server));
    first.submit("/answers", &[("amount", "15000"), ("income_annual", "81234"), ("age", "44")]).await;
    first.sign_in("kim@example.com").await;
    second.submit("/answers", &[("amount", "15000"), ("income_annual", "92345")]).await;
    second.sign_in("kim@example.com").await;
    let page = first.page("/").await;
    assert!(page.contains("92345") && !page.contains("81234"), "the newer");
    let page = first.page("/answers/about-you").await;
    assert!(page.contains("value=\"44\""), "what only the older said");
}

#[actix_web::test]
async fn a_link_from_somebody_else_takes_nothing_along() {
    let server = TestServer::start().await;
    let car = server.product_id("Car Loan").await;
    let [attacker, victim] = [(); 2].map(|()| Browser::new(&server));
    victim.submit(&format!("/products/{car}/save"), &[]).await;
    victim.submit("/answers", ANSWERS).await;
    let token = attacker.ask("mallory@example.com").await;
    let page = victim.page(&format!("/account/sign-in?token={token}")).await;
    let offer = page.split("name=\"bring\"").nth(1).unwrap().split('>').next().unwrap();
    assert!(!offer.contains("checked"), "it has to be asked for: {offer}");
    victim.submit("/account/sign-in", &[("token", &token)]).await;
    let seen = Browser::new(&server);
    seen.sign_in("mallory@example.com").await;
    assert!(!seen.page("/saved").await.contains("Car Loan"));
    assert!(!seen.page("/").await.contains("81234"));
}

#[actix_web::test]
async fn what_finds_no_room_is_said() {
    let server = TestServer::start().await;
    let found = server.json("/api/v1/search?per_page=100").await;
    let ids: Vec<String> = found["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["product_id"].as_str().unwrap().to_owned())
        .collect();
    let [first, second] = [(); 2].map(|()| Browser::new(&server));
    for (browser, ids) in [(&first, &ids[..4]), (&second, &ids[4..6])] {
        for id in ids {
            browser.submit(&format!("/products/{id}/compare"), &[]).await;
        }
    }
    first.sign_in("kim@example.com").await;
    let token = second.ask("kim@example.com").await;
    let address = second.submit("/account/sign-in", &[("token", &token), ("bring", "yes")]).await;
    assert_eq!(address, "/account?left=2");
    assert!(second.page(&address).await.contains("2 products of this browser"));
}

#[actix_web::test]
async fn dismissals_of_an_account_hold_in_every_browser() {
    let server = TestServer::start().await;
    let car = server.product_id("Car Loan").await;
    let [first, second] = [(); 2].map(|()| Browser::new(&server));
    first.sign_in("kim@example.com").await;
    first.submit(&format!("/products/{car}/dismiss"), &[]).await;
    second.sign_in("kim@example.com").await;
    assert!(!second.page("/search?per_page=100").await.contains(&format!("r-{car}")));
}

#[actix_web::test]
async fn answers_are_encrypted_in_the_database() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    browser.sign_in("kim@example.com").await;
    browser.submit("/answers", ANSWERS).await;
    let export = read_json(browser.get("/account/export").await).await;
    assert_eq!(export["answers"]["income_annual"]["minor"], 8_123_400);
    for file in ["test.db", "test.db-wal"] {
        let bytes = std::fs::read(server.dir().join(file)).unwrap();
        for secret in [&b"8123400"[..], b"81234"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret), "{file}");
        }
    }
    browser.submit("/answers/clear", &[]).await;
    assert!(!browser.page("/").await.contains("81234"));
    assert!(browser.is_signed_in().await, "erasing answers is not signing out");
}

#[actix_web::test]
async fn an_account_is_exported_whole_and_to_its_holder_alone() {
    let server = TestServer::start().await;
    let car = server.product_id("Car Loan").await;
    let browser = Browser::new(&server);
    browser.submit(&format!("/products/{car}/save"), &[]).await;
    browser.sign_in("kim@example.com").await;
    let answer = browser.get("/account/export").await;
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let export = read_json(answer).await;
    assert_eq!(export["email"], "kim@example.com");
    assert_eq!(export["lists"]["saved"], serde_json::json!([car]));
    assert_eq!(export["sessions"].as_array().unwrap().len(), 1);
    let stranger = Browser::new(&server).get("/account/export").await;
    assert_eq!(stranger.status(), 303);
}

#[actix_web::test]
async fn deleting_asks_once_more_and_then_leaves_nothing() {
    let server = TestServer::start().await;
    let car = server.product_id("Car Loan").await;
    let browser = Browser::new(&server);
    browser.submit(&format!("/products/{car}/save"), &[]).await;
    browser.sign_in("kim@example.com").await;
    let link = browser.ask("kim@example.com").await;
    assert!(browser.page("/account/delete").await.contains("kim@example.com"));
    assert!(browser.is_signed_in().await, "looking deletes nothing");
    assert_eq!(browser.submit("/account/delete", &[]).await, "/account?deleted=1");
    assert!(!browser.is_signed_in().await);
    assert!(browser.cookies.borrow().is_empty());
    let old = browser.submit("/account/sign-in", &[("token", &link)]).await;
    assert_eq!(old, "/account/sign-in", "links mailed before are gone too");
    browser.sign_in("kim@example.com").await;
    assert!(!browser.page("/saved").await.contains("Car Loan"), "it is a new account");
}
