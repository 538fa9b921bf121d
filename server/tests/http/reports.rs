//! Reports of wrong figures.

use crate::browser::Browser;
use crate::support::{TestServer, catalogue};
use domain::report::Figure;
use server::config::Config;

const SOURCE: &str = "https://bank.example/rates";

#[actix_web::test]
async fn a_report_is_kept_with_the_products_version() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let path = format!("/products/{}/report", server.product_id("Car Loan").await);
    assert!(browser.page(&path).await.contains("Car Loan"));
    let fields = [("figure", "rate"), ("correction", " It is 6.2 % since May. "), ("source", SOURCE)];
    let address = browser.submit(&path, &fields).await;
    assert!(browser.page(&address).await.contains("Thank you"));
    let reports = server.store.open_reports(10).await.unwrap();
    assert_eq!(reports.len(), 1);
    assert_eq!((reports[0].product_version, reports[0].product_name.as_str()), (1, "Car Loan"));
    assert_eq!(reports[0].draft.figure, Figure::Rate);
    assert_eq!(reports[0].draft.correction, "It is 6.2 % since May.");
    assert_eq!(reports[0].draft.source.as_deref(), Some(SOURCE));
}

#[actix_web::test]
async fn a_faulty_report_loses_nothing_typed() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let path = format!("/products/{}/report", server.product_id("Car Loan").await);
    let answers = "income_annual=80000&age=30&employment=self_employed&residency=permanent_resident&region=NSW\
                   &credit_band=excellent&existing_repayments_monthly=2000&property_value=900000&deposit=200000";
    let answers: Vec<(&str, &str)> = answers.split('&').filter_map(|pair| pair.split_once('=')).collect();
    assert!(browser.submit("/answers", &answers).await.starts_with("/search"), "the cookie is well filled");
    let long = "利".repeat(501);
    let fields = [("figure", "fee"), ("correction", long.as_str()), ("source", "javascript:alert(1)")];
    let address = browser.submit(&path, &fields).await;
    let answer = browser.get(&address).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.unwrap();
    for part in
        ["at most 500 characters", "must be a full web address", "javascript:alert(1)", "<title>Error:"]
    {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches('利').count(), 500);
    let length = browser.cookies.borrow()["lendlight"].len();
    assert!(length < 4_000, "browsers drop a cookie of {length} bytes");
    assert_eq!(page.matches("checked").count(), 1, "the choice is kept");
    let elsewhere = format!("/products/{}/report?again=1", server.product_id("Holiday Loan").await);
    assert!(!browser.page(&elsewhere).await.contains("javascript:"), "another product's form is empty");
    browser.submit(&path, &[("correction", "")]).await;
    let page = browser.get(&address).await.text().await.unwrap();
    assert!(page.contains("Choose what is wrong") && page.contains("Write what would be right"));
    assert!(server.store.open_reports(10).await.unwrap().is_empty());
}

#[actix_web::test]
async fn one_network_cannot_flood_the_operators() {
    let mut config = Config::default();
    config.limits.reports_per_address = 2;
    config.server.behind_proxy = true;
    let server = TestServer::with(config, catalogue()).await;
    let path = format!("/products/{}/report", server.product_id("Car Loan").await);
    let send = async |from: &str| {
        let request = server.client.post(server.url(&path)).header("x-forwarded-for", from);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = request.body("figure=other&correction=x").send().await.unwrap();
        answer.headers()["location"].to_str().unwrap().ends_with("sent=1")
    };
    assert!(send("192.0.2.1").await && send("198.51.100.9, 192.0.2.1").await);
    assert!(!send("192.0.2.1").await && !send("203.0.113.7, 192.0.2.1").await, "only the proxy is believed");
    assert!(send("192.0.2.2").await);
    assert_eq!(server.store.open_reports(10).await.unwrap().len(), 3);
}

#[actix_web::test]
async fn what_a_client_says_of_itself_is_not_believed_without_a_proxy() {
    let mut config = Config::default();
    config.limits.reports_per_address = 1;
    let server = TestServer::with(config, catalogue()).await;
    let path = format!("/products/{}/report", server.product_id("Car Loan").await);
    for from in ["192.0.2.1", "192.0.2.2"] {
        let request = server.client.post(server.url(&path)).header("x-forwarded-for", from);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body("figure=other&correction=x").send().await.unwrap();
    }
    assert_eq!(server.store.open_reports(10).await.unwrap().len(), 1);
}

#[actix_web::test]
async fn an_unknown_product_has_no_report() {
    let server = TestServer::start().await;
    let browser = Browser::new(&server);
    let fields = [("figure", "rate"), ("correction", "x")];
    for id in ["0198a1b2-0000-7000-8000-000000000000", "x"] {
        let path = format!("/products/{id}/report");
        assert_eq!(browser.post(&path, &fields).await.status(), 404);
        assert_eq!(browser.get(&path).await.status(), 404);
    }
}
