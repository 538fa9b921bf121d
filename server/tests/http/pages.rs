//! The pages, as a browser without scripts sees them.

use crate::support::TestServer;
use reqwest::Response;

async fn html(answer: Response) -> String {
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    answer.text().await.unwrap()
}

fn cookie(answer: &Response) -> String {
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    cookie.split(';').next().unwrap().to_owned()
}

const ANSWERS: &str = "category=personal_loan&amount=15000&term_months=36&purpose=car&income_annual=80000&age=30\
                       &employment=employed&residency=citizen&credit_band=good&existing_repayments_monthly=&region=NSW";

async fn post(server: &TestServer, body: &'static str) -> Response {
    let request = server.client.post(server.url("/answers"));
    request.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap()
}

#[actix_web::test]
async fn answers_lead_to_results_whose_address_carries_no_profile() {
    let server = TestServer::start().await;
    let answer = post(&server, ANSWERS).await;
    assert_eq!(answer.status(), 303);
    let address = answer.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(address, "/search?category=personal_loan&amount=15000&term_months=36&purpose=car");
    let cookie = cookie(&answer);
    assert!(!cookie.contains("80000"), "the cookie is sealed");
    let page = server.client.get(server.url(&address)).header("cookie", &cookie).send().await.unwrap();
    assert_eq!(page.status(), 200);
    let page = html(page).await;
    assert!(page.contains("Car Loan") && page.contains("6.50"), "{page}");
    let home = server.client.get(server.url("/")).header("cookie", &cookie).send().await.unwrap();
    assert!(html(home).await.contains("value=\"15000\""), "the form remembers");
    let money =
        server.client.get(server.url("/answers/money")).header("cookie", &cookie).send().await.unwrap();
    assert!(html(money).await.contains("80000"), "every step does");
}

#[actix_web::test]
async fn faulty_answers_are_kept_beside_what_is_wrong_with_them() {
    let server = TestServer::start().await;
    let answer =
        post(&server, "step=about_you&category=personal_loan&age=two+hundred&credit_band=good").await;
    let address = answer.headers()["location"].to_str().unwrap();
    let page = server.client.get(server.url(address)).header("cookie", cookie(&answer)).send().await.unwrap();
    let page = html(page).await;
    assert!(page.contains("Error:"), "the title says so");
    assert!(
        page.contains("two hundred") && page.contains("value=\"good\" selected"),
        "nothing typed is lost"
    );
}

#[actix_web::test]
async fn faults_are_said_in_the_language_of_the_page_that_shows_them() {
    let server = TestServer::start().await;
    let cookie = cookie(&post(&server, "step=need&amount=5.000&term_months=soon").await);
    for (language, said) in [
        ("en", ["Amount must be an amount above 0", "Term must be from 1 to 600"]),
        ("zh", ["“金额”须大于0", "“期限”"]),
    ] {
        let page = server.client.get(server.url("/?again=true")).header("cookie", &cookie);
        let page = page.header("accept-language", language).send().await.unwrap();
        assert_eq!(page.status(), 422);
        let page = html(page).await;
        for fault in said {
            assert!(page.contains(fault), "{fault} is missing in {page}");
        }
    }
}

#[actix_web::test]
async fn amounts_and_terms_are_taken_as_people_type_them() {
    let server = TestServer::start().await;
    let answer =
        post(&server, "amount=%EF%BC%91.5%E4%B8%87%E5%85%83&term_months=3+years&income_annual=%2480k").await;
    assert_eq!(answer.headers()["location"], "/search?amount=15000&term_months=36");
    let money = server.client.get(server.url("/answers/money")).header("cookie", cookie(&answer));
    assert!(html(money.send().await.unwrap()).await.contains("value=\"80000\""));
    let typed = server.json("/api/v1/search?amount=1.5%E4%B8%87&term_months=3%E5%B9%B4&sort=rate").await;
    let plain = server.json("/api/v1/search?amount=15000&term_months=36&sort=rate").await;
    assert_eq!(typed["results"][0]["repayment"], plain["results"][0]["repayment"]);
    assert_eq!(server.refused("/api/v1/search?amount=15.000").await, ["amount"]);
}

#[actix_web::test]
async fn answers_can_be_erased() {
    let server = TestServer::start().await;
    let known = cookie(&post(&server, ANSWERS).await);
    let request = server.client.post(server.url("/answers/clear")).header("cookie", known);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 303);
    assert!(answer.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
}

#[actix_web::test]
async fn what_lenders_write_is_escaped() {
    let server = TestServer::start().await;
    let page = html(server.get("/search?q=bold").await).await;
    assert!(page.contains("Loan &lt;b&gt;bold&lt;/b&gt;"));
    assert!(!page.contains("<script>alert(1)"));
    let page = html(server.get("/search?q=%3Cscript%3Ealert(2)%3C/script%3E").await).await;
    assert!(!page.contains("<script>alert(2)"));
}

#[actix_web::test]
async fn a_faulty_address_is_explained_with_status_422() {
    let server = TestServer::start().await;
    let answer = server.get("/search?amount=lots").await;
    assert_eq!(answer.status(), 422);
    assert!(html(answer).await.contains("amount"));
}

#[actix_web::test]
async fn unknown_addresses_and_products_are_pages_with_status_404() {
    let server = TestServer::start().await;
    for path in ["/nothing", "/products/0198a1b2-0000-7000-8000-000000000000", "/products/x"] {
        let answer = server.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert!(html(answer).await.contains("<h1"), "{path}");
    }
}

#[actix_web::test]
async fn how_ranking_works_states_the_policy_in_force() {
    let server = TestServer::start().await;
    let page = html(server.get("/how-ranking-works").await).await;
    let policy = server::store::default_policy(domain::time::Timestamp::from_micros(0));
    for (part, weight) in policy.weights.iter().filter(|(_, weight)| **weight > 0.0) {
        assert!(page.contains(&format!("{weight:.2}")), "the weight of {part}");
    }
}

#[actix_web::test]
async fn how_predictions_turned_out_is_a_page_without_a_model_too() {
    let server = TestServer::start().await;
    let answer = server.get("/how-ranking-works/predictions").await;
    assert_eq!(answer.status(), 200);
    let page = html(answer).await;
    assert!(page.contains("General assumptions, and no model."), "{page}");
    let ranking = html(server.get("/how-ranking-works").await).await;
    assert!(ranking.contains("href=\"/how-ranking-works/predictions\""));
}

#[actix_web::test]
async fn invented_products_are_marked_on_every_page_and_real_ones_are_not() {
    let demo = TestServer::demo().await;
    let id =
        demo.json("/api/v1/search?per_page=1").await["results"][0]["product_id"].as_str().unwrap().to_owned();
    for path in ["/", "/search", "/how-ranking-works", "/nothing", &format!("/products/{id}")] {
        assert!(html(demo.get(path).await).await.to_lowercase().contains("invented"), "{path}");
    }
    let real = TestServer::start().await;
    assert!(!html(real.get("/").await).await.to_lowercase().contains("invented"));
}

#[actix_web::test]
async fn every_demo_product_has_a_page() {
    let server = TestServer::demo().await;
    let found = server.json("/api/v1/search?per_page=100").await;
    for result in found["results"].as_array().unwrap() {
        let id = result["product_id"].as_str().unwrap();
        let answer = server.get(&format!("/products/{id}?amount=20000&term_months=36")).await;
        assert_eq!(answer.status(), 200, "{id}");
        assert!(html(answer).await.contains("<h1"));
    }
}
