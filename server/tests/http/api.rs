//! The JSON API.

use crate::support::{TestServer, fields, product, read_json};
use serde_json::{Value, json};

fn names(answer: &Value) -> Vec<&str> {
    answer["results"].as_array().unwrap().iter().map(|result| result["name"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn fees_that_are_not_published_are_null_and_never_nothing() {
    let server = TestServer::start().await;
    let path = "/api/v1/search?category=personal_loan&amount=15000&term_months=36&per_page=100";
    let answer = server.json(path).await;
    let results = answer["results"].as_array().unwrap();
    let silent: Vec<&Value> = results.iter().filter(|one| one["fees"]["published"] == false).collect();
    assert!(!silent.is_empty() && silent.len() < results.len());
    for one in silent {
        let (fees, repayment) = (&one["fees"], &one["repayment"]);
        assert!([&fees["upfront"], &fees["yearly"], &fees["exit"]].iter().all(|fee| fee.is_null()), "{fees}");
        assert_eq!(fees["has_unknown"], true);
        assert_eq!((&repayment["total_fees"], &repayment["fees_known"]), (&Value::Null, &json!(false)));
        assert!(repayment["total_payable"].is_string(), "what is known of the total stays: {repayment}");
    }
    let known = results.iter().find(|one| one["fees"]["published"] == true).unwrap();
    assert_eq!((&known["fees"]["yearly"], &known["fees"]["has_unknown"]), (&json!("0.00"), &json!(false)));
    assert_eq!(known["repayment"]["fees_known"], true);
}

#[actix_web::test]
async fn a_search_answers_with_every_promised_name() {
    let server = TestServer::start().await;
    let answer = server
        .json("/api/v1/search?q=car&amount=15000&term_months=36&purpose=car&income_annual=80000&age=30&employment=employed&credit_band=good")
        .await;
    let first = &answer["results"][0];
    assert_eq!(first["name"], "Car Loan");
    assert_eq!(first["institution"]["name"], "Alder Bank");
    assert_eq!(first["category"], "personal_loan");
    assert_eq!(first["rate"]["annual"], 0.065);
    assert_eq!(first["rate"]["kind"], "fixed");
    assert_eq!(first["rate"]["as_of"], "2026-10-01T00:00:00Z");
    assert_eq!(first["amount"], json!({ "min": "2000.00", "max": "50000.00", "currency": "AUD" }));
    assert_eq!(first["term_months"], json!({ "min": 12, "max": 84 }));
    // 15,000 at 6.5 % nominal over 36 months: 459.74 a month by the annuity formula.
    assert_eq!(first["repayment"]["instalment"], "459.74");
    assert_eq!(first["repayment"]["total_fees"], "250.00");
    let cents =
        |name: &str| first["repayment"][name].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    assert_eq!(cents("total_payable"), cents("amount") + cents("total_interest") + cents("total_fees"));
    assert_eq!(first["eligibility"]["verdict"], "met");
    let rule = &first["eligibility"]["rules"][0];
    assert_eq!((&rule["rule"], &rule["verdict"]), (&json!("min_age"), &json!("met")));
    assert_eq!((&rule["needs"], &rule["has"]), (&json!(18), &json!(30)));
    assert_eq!(first["approval"]["basis"], "prior");
    let chance = |name: &str| first["approval"][name].as_f64().unwrap();
    assert!(chance("low") <= chance("probability") && chance("probability") <= chance("high"));
    let parts = first["score"]["parts"].as_array().unwrap();
    let sum: f64 = parts.iter().map(|part| part["contribution"].as_f64().unwrap()).sum();
    assert!((sum - first["score"]["total"].as_f64().unwrap()).abs() < 1e-5);
    assert_eq!(first["sponsored"], false);
    assert!(first["impression_id"].as_str().unwrap().parse::<uuid::Uuid>().is_ok());
    for name in
        ["total", "page", "per_page", "took_ms", "policy_version", "model_version", "result_set", "facets"]
    {
        assert!(!answer[name].is_null(), "{name}");
    }
}

#[actix_web::test]
async fn post_answers_as_get_does() {
    let server = TestServer::start().await;
    let got = server.json("/api/v1/search?category=personal_loan&amount=15000&sort=rate").await;
    let body = json!({ "category": ["personal_loan"], "amount": 15000, "sort": "rate", "term_months": null });
    let answer = read_json(server.post("/api/v1/search", &body).await).await;
    assert_eq!(names(&answer), names(&got));
}

#[actix_web::test]
async fn every_faulty_field_is_named_at_once() {
    let server = TestServer::start().await;
    let refused =
        server.refused("/api/v1/search?amount=lots&age=-1&sort=cheapest&per_page=101&colour=red").await;
    assert_eq!(refused, ["amount", "age", "sort", "per_page", "colour"]);
    assert_eq!(server.refused("/api/v1/search?within=never-heard-of").await, ["within"]);
    let answer = server.post("/api/v1/search", &json!({ "amount": { "x": 1 } })).await;
    assert_eq!(answer.status(), 422);
    assert_eq!(fields(&read_json(answer).await), ["amount"]);
}

#[actix_web::test]
async fn filters_facets_and_sorting_agree() {
    let server = TestServer::start().await;
    let all = server.json("/api/v1/search").await;
    assert_eq!(all["total"], 10);
    let cheap = server.json("/api/v1/search?category=personal_loan&max_rate=0.08&sort=rate").await;
    assert_eq!(names(&cheap), ["Car Loan", "Gum Loan 1", "Gum Loan 2", "Gum Loan 3", "Gum Loan 4"]);
    assert_eq!(cheap["total"], 5);
    let counts = all["facets"]["category"].as_array().unwrap();
    for count in counts {
        let category = count["value"].as_str().unwrap();
        let found = server.json(&format!("/api/v1/search?category={category}")).await;
        assert_eq!(found["total"], count["count"], "{category}");
    }
    let redraw = server.json("/api/v1/search?feature=redraw&feature=extra_repayments").await;
    assert_eq!(names(&redraw), ["Car Loan"]);
    assert_eq!(names(&server.json("/api/v1/search?secured=true&category=personal_loan").await), ["Car Loan"]);
}

#[actix_web::test]
async fn a_rule_not_met_is_shown_unless_only_eligible_products_are_asked_for() {
    let server = TestServer::start().await;
    let profile = "category=personal_loan&amount=10000&term_months=24&age=19&income_annual=40000";
    let all = server.json(&format!("/api/v1/search?{profile}")).await;
    let last = all["results"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["name"], "Personal Loan", "a product one cannot have stands behind those one can");
    assert_eq!(last["eligibility"]["verdict"], "not_met");
    let eligible = server.json(&format!("/api/v1/search?{profile}&eligible_only=true")).await;
    assert_eq!(eligible["total"].as_u64().unwrap(), all["total"].as_u64().unwrap() - 1);
    assert!(!names(&eligible).contains(&"Personal Loan"));
}

#[actix_web::test]
async fn without_personalisation_the_profile_changes_nothing() {
    let server = TestServer::start().await;
    let plain = server.json("/api/v1/search?amount=10000&personalise=false").await;
    let profiled = server
        .json("/api/v1/search?amount=10000&personalise=false&age=19&income_annual=1000&credit_band=poor")
        .await;
    assert_eq!(names(&plain), names(&profiled));
    for result in plain["results"].as_array().unwrap() {
        let refused = result["eligibility"]["verdict"] == "not_met";
        assert!(refused || result["approval"]["band"] == "not_enough_data", "{result}");
    }
}

#[actix_web::test]
async fn one_lender_takes_at_most_two_of_the_first_ten() {
    let records = (0..12).map(|number| {
        let lender = if number < 6 { "Busy Bank".to_owned() } else { format!("Bank {number}") };
        product(
            &lender,
            &format!("p{number}"),
            &format!("Loan {number}"),
            &format!("0.0{}", 600 + number),
            &json!({}),
        )
    });
    let server = TestServer::with(server::config::Config::default(), records).await;
    let answer = server.json("/api/v1/search?amount=10000&term_months=24&per_page=8").await;
    let lenders =
        answer["results"].as_array().unwrap().iter().map(|r| r["institution"]["name"].as_str().unwrap());
    assert_eq!(lenders.filter(|name| *name == "Busy Bank").count(), 2);
}

#[actix_web::test]
async fn pages_neither_repeat_nor_skip() {
    let server = TestServer::demo().await;
    let total = server.json("/api/v1/search?per_page=1").await["total"].as_u64().unwrap();
    let mut seen = std::collections::HashSet::new();
    for page in 1..=total.div_ceil(37) {
        let answer = server.json(&format!("/api/v1/search?per_page=37&page={page}")).await;
        for result in answer["results"].as_array().unwrap() {
            assert!(
                seen.insert(result["product_id"].as_str().unwrap().to_owned()),
                "repeated on page {page}"
            );
        }
    }
    assert_eq!(seen.len() as u64, total);
}

#[actix_web::test]
async fn a_result_set_can_be_searched_within_again_and_again() {
    let server = TestServer::start().await;
    let first = server.json("/api/v1/search?category=personal_loan").await;
    let token = first["result_set"].as_str().unwrap();
    let second = server.json(&format!("/api/v1/search?within={token}&q=loan&max_rate=0.1")).await;
    assert!(second["total"].as_u64().unwrap() < first["total"].as_u64().unwrap());
    let token = second["result_set"].as_str().unwrap();
    let third = server.json(&format!("/api/v1/search?within={token}&q=gum")).await;
    assert_eq!(third["total"], 4);
    let outside = server.json(&format!("/api/v1/search?within={token}&q=home")).await;
    assert_eq!(outside["total"], 0, "the home loan is outside the first result set");
}

#[actix_web::test]
async fn nothing_found_says_what_each_constraint_costs() {
    let server = TestServer::start().await;
    let answer = server.json("/api/v1/search?category=personal_loan&max_rate=0.01").await;
    assert_eq!(answer["total"], 0);
    for relaxation in answer["relax"].as_array().unwrap() {
        assert!(relaxation["would_find"].as_u64().unwrap() > 0);
    }
    let dropped: Vec<_> =
        answer["relax"].as_array().unwrap().iter().map(|r| r["drop"].as_str().unwrap()).collect();
    assert_eq!(dropped, ["max_rate"]);
}

#[actix_web::test]
async fn a_product_has_its_schedule_and_history() {
    let server = TestServer::start().await;
    let found = server.json("/api/v1/search?q=car").await;
    let id = found["results"][0]["product_id"].as_str().unwrap().to_owned();
    let whole = server.json(&format!("/api/v1/products/{id}")).await;
    assert_eq!(whole["published"]["name"], "Car Loan");
    assert_eq!(whole["history"][0]["to"], 0.065);
    let schedule = server.json(&format!("/api/v1/products/{id}/schedule?amount=15000&term_months=36")).await;
    let rows = schedule["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 36 + usize::from(rows[0]["number"] == 0));
    let sum = |name: &str| -> i64 {
        rows.iter().map(|r| r[name].as_str().unwrap().replace('.', "").parse::<i64>().unwrap()).sum()
    };
    assert_eq!(sum("principal"), 1_500_000);
    let interest = schedule["figures"]["total_interest"].as_str().unwrap().replace('.', "");
    assert_eq!(sum("interest"), interest.parse::<i64>().unwrap());
    assert_eq!(server.refused(&format!("/api/v1/products/{id}/schedule")).await, ["amount", "term_months"]);
    let filters = "max_rate=0.01&rate_type=variable&eligible_only=true&age=3";
    let excluded = server.json(&format!("/api/v1/products/{id}?{filters}")).await;
    assert_eq!(
        excluded["eligibility"]["verdict"], "not_met",
        "filters choose among products, and this one is chosen"
    );
    assert_eq!(server.get("/api/v1/products/0198a1b2-0000-7000-8000-000000000000").await.status(), 404);
    assert_eq!(server.get("/api/v1/products/not-an-id").await.status(), 404);
}

#[actix_web::test]
async fn a_changed_rate_is_searchable_and_keeps_the_old_figure() {
    let server = TestServer::start().await;
    let changed = vec![product("Birch Credit Union", "b1", "Holiday Loan", "0.0790", &json!({}))];
    let at = server::clock::now();
    server::services::import::import_records(server.store.as_ref(), changed, "test", at).await.unwrap();
    server.settled().await;
    let found = server.json("/api/v1/search?q=holiday").await;
    assert_eq!(found["results"][0]["rate"]["annual"], 0.079);
    let id = found["results"][0]["product_id"].as_str().unwrap();
    let history = server.json(&format!("/api/v1/products/{id}")).await["history"].clone();
    assert_eq!(history[0]["from"], 0.089);
    assert_eq!(history[0]["to"], 0.079);
}

#[actix_web::test]
async fn typos_prefixes_and_word_forms_are_understood() {
    let server = TestServer::start().await;
    for text in ["holyday", "holi", "holidays", "HOLIDAY loan"] {
        assert_eq!(
            names(&server.json(&format!("/api/v1/search?q={text}")).await)[0],
            "Holiday Loan",
            "{text}"
        );
    }
}

#[actix_web::test]
async fn beginnings_are_completed() {
    let server = TestServer::start().await;
    let answer = server.json("/api/v1/suggest?q=gum").await;
    let texts: Vec<_> =
        answer["suggestions"].as_array().unwrap().iter().map(|s| s["text"].as_str().unwrap()).collect();
    assert!(texts.contains(&"Gum Lending"), "{texts:?}");
    assert_eq!(server.json("/api/v1/suggest?q=").await["suggestions"], json!([]));
}

#[actix_web::test]
async fn the_api_documents_itself() {
    let server = TestServer::start().await;
    let document = server.json("/api/v1/openapi.json").await;
    assert!(document["paths"]["/api/v1/search"]["get"].is_object());
    let page = server.get("/api/v1/docs").await;
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("/api/v1/search"));
    let problem = server.get("/api/v1/nothing").await;
    assert_eq!(problem.status(), 404);
    assert_eq!(problem.headers()["content-type"], "application/problem+json");
    let wrong = server.client.delete(server.url("/api/v1/search")).send().await.unwrap();
    assert_eq!(wrong.status(), 405);
}
