//! What a borrower's journey needs beyond results: counts, openings, questions, preferences, a lender's others.

use crate::support::{TestServer, catalogue, product, read_json};
use domain::product::Category;
use domain::query::SearchQuery;
use domain::ranking::{Diversification, MAX_PAYOUT_WEIGHT, PartName, RankingPolicy};
use reqwest::Response;
use serde_json::{Value, json};
use server::config::Config;
use server::services::import;

fn results(answer: &Value) -> &Vec<Value> {
    answer["results"].as_array().unwrap()
}

fn is_refused(result: &Value) -> bool {
    result["eligibility"]["verdict"] == "not_met"
}

fn names(answer: &Value) -> Vec<&str> {
    results(answer).iter().map(|result| result["name"].as_str().unwrap()).collect()
}

const PROFILE: &str = "age=19&income_annual=30000&employment=casual&credit_band=fair&residency=temporary_visa\
                       &existing_repayments_monthly=600";

#[actix_web::test]
async fn what_one_may_not_have_stands_behind_the_rest_on_every_page_and_in_every_order() {
    let mut config = Config::default();
    // Several blocks, so that what is refused in the first does not stand before the second's.
    config.search.candidates = 20;
    let server =
        TestServer::with(config, server::demo::catalogue(server::demo::DEMO, server::demo::DEMO_SEED)).await;
    for sort in ["best", "rate", "total_cost", "instalment", "approval", "newest"] {
        let search = format!("/api/v1/search?amount=30000&term_months=48&{PROFILE}&sort={sort}&per_page=25");
        let first = server.json(&search).await;
        let (total, refused) = (first["total"].as_u64().unwrap(), first["not_met_total"].as_u64().unwrap());
        assert!(refused > 20 && total - refused > 20, "{sort}: {refused} of {total}");
        assert_eq!(first["not_met_is_exact"], true);
        let mut verdicts = Vec::new();
        for page in 1..=total.div_ceil(25) {
            let answer = server.json(&format!("{search}&page={page}")).await;
            verdicts.extend(results(&answer).iter().map(is_refused));
        }
        assert_eq!(verdicts.len() as u64, total, "{sort}");
        assert!(verdicts.is_sorted(), "{sort}: refused ones stand last");
        assert_eq!(verdicts.iter().filter(|refused| **refused).count() as u64, refused, "{sort}");
        let eligible = server.json(&format!("{search}&eligible_only=true")).await;
        assert_eq!(eligible["total"].as_u64().unwrap(), total - refused, "{sort}");
        assert_eq!(eligible["not_met_total"], 0);
    }
}

#[actix_web::test]
async fn an_opening_opens_what_it_says() {
    let server = TestServer::demo().await;
    let searches = [
        "category=personal_loan&amount=75000&term_months=96",
        "category=personal_loan&amount=1500&term_months=6&age=30&income_annual=90000",
        "category=home_loan&amount=470000&term_months=360&property_value=500000&age=30",
        "category=home_loan&property_value=500000&deposit=15000&term_months=420&max_rate=0.07",
    ];
    let mut tried = 0;
    for search in searches {
        let before = server.json(&format!("/api/v1/search?{search}")).await;
        let eligible = server.json(&format!("/api/v1/search?{search}&eligible_only=true")).await;
        let open = eligible["total"].as_i64().unwrap();
        assert_eq!(before["openings"], eligible["openings"], "{search}: refused products were looked at too");
        for opening in before["openings"]["changes"].as_array().unwrap() {
            let (change, to) = (opening["change"].as_str().unwrap(), opening["to"].as_str().unwrap());
            let mut changed: Vec<(&str, &str)> =
                search.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
            changed.retain(|(name, _)| *name != change && !(change == "deposit" && *name == "amount"));
            changed.push((change, to));
            let query: Vec<String> = changed.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let query = query.join("&");
            let after = server.json(&format!("/api/v1/search?{query}&eligible_only=true")).await;
            let more = opening["opens"].as_i64().unwrap() - opening["closes"].as_i64().unwrap();
            assert!(more > 0);
            assert_eq!(after["total"].as_i64().unwrap(), open + more, "{search}: {opening}");
            tried += 1;
        }
        assert_eq!(before["openings"]["is_exact"], true);
    }
    assert!(tried >= 4, "{tried}");
}

#[actix_web::test]
async fn a_count_says_what_the_search_would() {
    let server = TestServer::demo().await;
    for search in [
        "category=personal_loan&amount=15000&term_months=36",
        "category=personal_loan&amount=15000&term_months=36&age=19&income_annual=30000&employment=casual&credit_band=fair",
        "category=home_loan&amount=400000&max_rate=0.07",
        "q=nothing-is-called-that&amount=15000",
    ] {
        let answer = server.json(&format!("/api/v1/search?{search}&sort=rate&per_page=100")).await;
        let count = server.json(&format!("/api/v1/match?{search}")).await;
        for name in ["total", "total_is_exact", "not_met_total", "not_met_is_exact"] {
            assert_eq!(count[name], answer[name], "{search}: {name}");
        }
        let first = results(&answer).first().filter(|first| !is_refused(first));
        let best = first.map_or(&Value::Null, |first| &first["rate"]["annual"]);
        assert_eq!(&count["best_rate"], best, "{search}");
        let bands = ["high", "good", "fair", "low", "not_enough_data"];
        let place = |band: &Value| bands.iter().position(|name| *name == *band);
        let open = results(&answer).iter().filter(|result| !is_refused(result));
        let best = open.filter_map(|result| place(&result["approval"]["band"])).min();
        if answer["total"].as_u64().unwrap() <= 100 {
            assert_eq!(place(&count["best_approval_band"]), best, "{search}");
        }
    }
    let body = json!({ "category": "personal_loan", "amount": 15000, "term_months": 36, "age": 30 });
    let posted = read_json(server.post("/api/v1/match", &body).await).await;
    let got = server.json("/api/v1/match?category=personal_loan&amount=15000&term_months=36&age=30").await;
    assert_eq!(posted, got);
    assert_eq!(server.refused("/api/v1/match?amount=lots").await, ["amount"]);
}

#[actix_web::test]
async fn counts_are_bounded_as_searches_are() {
    let mut config = Config::default();
    config.limits.concurrent_searches = 1;
    config.limits.waiting_searches = 1;
    config.search.cached_searches = 0;
    let server = TestServer::with(config, catalogue()).await;
    let requests =
        (1..60).map(|number| server.client.get(server.url(&format!("/api/v1/match?amount={number}"))).send());
    let answers = futures::future::join_all(requests).await;
    let refused = answers.iter().filter(|answer| answer.as_ref().unwrap().status() == 503).count();
    assert!(refused > 0, "nobody was refused");
    assert_eq!(server.get("/api/v1/match?amount=5").await.status(), 200, "it recovers");
}

#[actix_web::test]
async fn a_product_says_what_would_raise_the_chance() {
    let server = TestServer::start().await;
    let id =
        server.json("/api/v1/search?q=car").await["results"][0]["product_id"].as_str().unwrap().to_owned();
    let profile =
        "income_annual=60000&employment=casual&credit_band=fair&existing_repayments_monthly=900&age=30";
    let address = |amount: &str, extra: &str| {
        format!("/api/v1/products/{id}?amount={amount}&term_months=36&purpose=car&{profile}{extra}")
    };
    let product = server.json(&address("20000", "")).await;
    let changes = product["raises"]["changes"].as_array().unwrap();
    assert!(!changes.is_empty() && changes.len() <= 5);
    let mut amounts = 0;
    for raise in changes {
        assert_eq!(raise["before"], product["approval"]);
        let gained = raise["after"]["probability"].as_f64().unwrap()
            - raise["before"]["probability"].as_f64().unwrap();
        assert!(gained >= 0.0199, "{raise}");
        if raise["change"] == "amount" {
            let changed = server.json(&address(raise["to"].as_str().unwrap(), "")).await;
            assert_eq!(changed["approval"], raise["after"]);
            assert_eq!(changed["repayment"], raise["repayment"]);
            amounts += 1;
        }
    }
    assert!(amounts > 0);
    let impersonal = server.json(&address("20000", "&personalise=false")).await;
    assert_eq!(impersonal["raises"], json!({ "changes": [], "questions": [] }));
}

#[actix_web::test]
async fn a_product_is_shown_whatever_the_search_before_left_out() {
    let server = TestServer::start().await;
    let id =
        server.json("/api/v1/search?q=car").await["results"][0]["product_id"].as_str().unwrap().to_owned();
    for filter in ["max_rate=0.01", "eligible_only=true&age=17", "rate_type=variable"] {
        let product = server.json(&format!("/api/v1/products/{id}?amount=20000&{filter}")).await;
        assert_eq!(product["name"], "Car Loan", "{filter}");
    }
}

/// Two products that are alike but for what the lender pays.
fn paying() -> Vec<Value> {
    let paid =
        json!({ "x-lendlight": { "sponsored": true, "payout": { "minor": 45_000, "currency": "AUD" } } });
    vec![
        product("Zeal Bank", "z1", "Paid Loan", "0.0710", &paid),
        product("Yew Bank", "y1", "Plain Loan", "0.0709", &json!({})),
        product("Xylem Bank", "x1", "Dear Loan", "0.1500", &json!({})),
    ]
}

/// A server whose policy lets payment decide between them.
async fn paying_server() -> TestServer {
    let weights =
        [(PartName::Eligibility, 0.4), (PartName::Cost, 0.05), (PartName::Payout, MAX_PAYOUT_WEIGHT)];
    let policy = RankingPolicy {
        version: 2,
        note: "Payment counts as much as it may".to_owned(),
        weights: weights.into_iter().collect(),
        diversification: Diversification { window: 10, max_per_institution: 2 },
        published_at: server::clock::now(),
    };
    TestServer::with_policy(Config::default(), paying(), Some(policy)).await
}

#[actix_web::test]
async fn without_payment_it_decides_nothing() {
    let server = paying_server().await;
    let with = server.json("/api/v1/search?amount=15000").await;
    assert_eq!(names(&with), ["Paid Loan", "Plain Loan", "Dear Loan"]);
    let without = server.json("/api/v1/search?amount=15000&payment=false").await;
    assert_eq!(names(&without), ["Plain Loan", "Paid Loan", "Dear Loan"]);
    assert_eq!(without["policy_version"], 2, "it is the policy in force otherwise");
    for result in results(&without) {
        let parts = result["score"]["parts"].as_array().unwrap();
        assert!(parts.iter().all(|part| part["name"] != "payout"), "{result}");
    }
}

#[actix_web::test]
async fn an_answer_says_what_was_allowed_to_count() {
    let server = paying_server().await;
    for (query, personalised, payment) in
        [("", true, true), ("&payment=false", true, false), ("&personalise=false", false, true)]
    {
        let answer = server.json(&format!("/api/v1/search?amount=15000{query}")).await;
        assert_eq!(
            (&answer["personalised"], &answer["payment_counts"]),
            (&json!(personalised), &json!(payment))
        );
        let paid = results(&answer).iter().find(|result| result["name"] == "Paid Loan").unwrap();
        assert_eq!(paid["sponsored"], true, "the label stays");
    }
    assert_eq!(server.refused("/api/v1/search?payment=maybe").await, ["payment"]);
}

async fn prefer(server: &TestServer, cookie: Option<&str>, body: &'static str) -> Response {
    let mut request = server.client.post(server.url("/preferences"));
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.header("content-type", "application/x-www-form-urlencoded").body(body).send().await.unwrap()
}

fn cookie(answer: &Response) -> String {
    answer.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned()
}

#[actix_web::test]
async fn preferences_are_remembered_and_lead_back() {
    let server = TestServer::start().await;
    let answer = prefer(&server, None, "personalise=false&return=%2Fsearch%3Famount%3D15000").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], "/search?amount=15000");
    let known = cookie(&answer);
    let answer = prefer(&server, Some(&known), "payment=false&return=https%3A%2F%2Fevil.example").await;
    assert_eq!(answer.headers()["location"], "/", "nobody is led to another site");
    assert_eq!(prefer(&server, None, "payment=perhaps").await.status(), 400);
    // Answers are forgotten, preferences are not.
    let request = server.client.post(server.url("/answers/clear")).header("cookie", cookie(&answer));
    let cleared = request.send().await.unwrap();
    assert_eq!(cleared.status(), 303);
    assert!(!cleared.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
}

#[actix_web::test]
async fn a_preference_holds_until_an_address_says_otherwise() {
    let server = TestServer::start().await;
    let form = "category=personal_loan&amount=15000&term_months=36&income_annual=80000&employment=employed&credit_band=good";
    let request = server.client.post(server.url("/answers"));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answered = cookie(&request.body(form).send().await.unwrap());
    let off = cookie(&prefer(&server, Some(&answered), "personalise=false").await);
    let page = async |path: &str, cookie: &str| {
        let request = server.client.get(server.url(path)).header("cookie", cookie);
        request.send().await.unwrap().text().await.unwrap()
    };
    let said = "do not influence the order";
    assert!(!page("/search?amount=15000", &answered).await.contains(said));
    assert!(page("/search?amount=15000", &off).await.contains(said));
    assert!(!page("/search?amount=15000&personalise=true", &off).await.contains(said));
    assert!(page("/search?amount=15000", &off).await.contains(said), "for that search alone");
}

#[actix_web::test]
async fn questions_say_how_many_products_ask_them() {
    let server = TestServer::start().await;
    let (search, _) = server.services().await;
    let uses = search.questions(&[Category::PersonalLoan]).await.unwrap();
    let of = |field: &str| uses.iter().find(|used| used.field == field).map(|used| (used.products, used.of));
    assert_eq!(of("age"), Some((8, 8)), "every personal loan has a least age");
    assert_eq!(of("income_annual"), Some((1, 8)));
    assert_eq!(of("purpose"), Some((1, 8)));
    assert_eq!(
        (of("residency"), of("region"), of("property_value")),
        (None, None, None),
        "nothing asks for these"
    );
    let alone: Vec<&str> =
        uses.iter().filter(|used| used.is_for_the_estimate_alone()).map(|used| used.field).collect();
    assert_eq!(alone, ["employment", "credit_band", "existing_repayments_monthly"]);
    let homes = search.questions(&[Category::HomeLoan]).await.unwrap();
    assert!(homes.iter().any(|used| used.field == "property_value" && used.of == 1));
    let all = search.questions(&[]).await.unwrap();
    assert!(all.iter().all(|used| used.of == 10), "{all:?}");
    // A product more is counted as soon as it can be found.
    let more = product("New Bank", "n1", "New Loan", "0.0990", &json!({}));
    import::import_records(server.store.as_ref(), [more].into_iter(), "test", server::clock::now())
        .await
        .unwrap();
    server.settled().await;
    let uses = search.questions(&[Category::PersonalLoan]).await.unwrap();
    assert!(uses.iter().all(|used| used.of == 9), "{uses:?}");
}

#[actix_web::test]
async fn a_lenders_other_products_come_with_the_same_category_first() {
    let extra = json!({
        "productCategory": "CRED_AND_CHRG_CARDS", "constraints": [],
        "lendingRates": [{ "lendingRateType": "PURCHASE", "rate": "0.1900" }]
    });
    let mut records = catalogue();
    records.push(product("Gum Lending", "g9", "Gum Card", "0.1900", &extra));
    let server = TestServer::with(Config::default(), records).await;
    let (search, services) = server.services().await;
    let query = SearchQuery { text: Some("gum".to_owned()), ..SearchQuery::default() };
    let found = search.search(&query).await.unwrap().results;
    let one = found.iter().find(|result| result.listing.name == "Gum Loan 2").unwrap();
    let others = services.others(one.listing.product_id, &query, 6).await.unwrap();
    let names: Vec<&str> = others.iter().map(|other| other.listing.name.as_str()).collect();
    assert_eq!(names, ["Gum Loan 1", "Gum Loan 3", "Gum Loan 4", "Gum Card"]);
    let few = services.others(one.listing.product_id, &query, 2).await.unwrap();
    assert_eq!(few.len(), 2);
}

#[actix_web::test]
async fn a_lenders_published_links_tell_its_addresses() {
    let linked = |id: &str, apply: &str| {
        let extra = json!({
            "applicationUri": apply,
            "additionalInformation": { "overviewUri": "https://www.alder.example/loans" }
        });
        let mut record = product("Alder Bank", id, &format!("Loan {id}"), "0.0700", &extra);
        record["_src"]["abn"] = json!("12345678901");
        record
    };
    let records =
        [linked("1", "https://alder.example/apply"), linked("2", "https://alder.elsewhere.example/apply")];
    let server = TestServer::with(Config::default(), records).await;
    let (search, services) = server.services().await;
    let found = search.search(&SearchQuery::default()).await.unwrap().results;
    let lender = found.first().unwrap().listing.institution_id;
    let official = services.official_hosts(lender).await.unwrap();
    let hosts: Vec<_> = official.hosts.iter().map(|host| (host.host.as_str(), host.pages.len())).collect();
    assert_eq!(hosts, [("alder.example", 2), ("alder.elsewhere.example", 1)]);
    assert_eq!(official.abn.as_deref(), Some("12345678901"));
    assert_eq!(official.licence, None);
    assert_eq!(official.others_at_host_of("https://alder.example/apply"), Some(1));
    assert_eq!(official.others_at_host_of("https://alder.elsewhere.example/apply"), Some(0));
    let nobody = "0198a1b2-0000-7000-8000-000000000000".parse().unwrap();
    assert!(services.official_hosts(nobody).await.is_err());
}
