//! The borrower's form in steps, as a browser without scripts sends it.

use crate::support::{TestServer, catalogue, product};
use reqwest::Response;
use serde_json::json;
use server::config::Config;

/// A browser: it keeps the cookie and follows where a form leads.
struct Browser<'a> {
    server: &'a TestServer,
    cookie: Option<String>,
    /// Every address that it was led to.
    addresses: Vec<String>,
}

/// A page as it came.
struct Page {
    status: u16,
    html: String,
}

impl Page {
    /// What a text field holds.
    fn value(&self, field: &str) -> Option<String> {
        let (_, tag) = self.html.split_once(&format!(" name=\"{field}\""))?;
        let tag = tag.split('>').next()?;
        let (_, value) = tag.split_once(" value=\"")?;
        Some(value.split('"').next()?.to_owned())
    }

    fn asks(&self, field: &str) -> bool {
        self.html.contains(&format!(" name=\"{field}\""))
    }

    fn says(&self, words: &str) -> bool {
        self.html.contains(words)
    }

    fn has_errors(&self) -> bool {
        self.says("error-summary") || self.says("<title>Error:")
    }
}

impl<'a> Browser<'a> {
    fn new(server: &'a TestServer) -> Self {
        Self { server, cookie: None, addresses: Vec::new() }
    }

    fn take_cookie(&mut self, answer: &Response) {
        if let Some(set) = answer.headers().get("set-cookie") {
            let set = set.to_str().unwrap();
            assert!(set.len() < 4_096, "browsers drop larger ones: {}", set.len());
            let gone = set.contains("Max-Age=0");
            self.cookie = (!gone).then(|| set.split(';').next().unwrap().to_owned());
        }
    }

    async fn open(&mut self, address: &str) -> Page {
        let mut request = self.server.client.get(self.server.url(address));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let answer = request.send().await.unwrap();
        self.take_cookie(&answer);
        Page { status: answer.status().as_u16(), html: answer.text().await.unwrap() }
    }

    /// Sends a form; where it leads.
    async fn send(&mut self, pairs: &[(&str, &str)]) -> String {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(pairs);
        let request = self.server.client.post(self.server.url("/answers"));
        let mut request = request.header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let answer = request.body(body.finish()).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        self.take_cookie(&answer);
        let address = answer.headers()["location"].to_str().unwrap().to_owned();
        self.addresses.push(address.clone());
        address
    }
}

const NEED: &[(&str, &str)] = &[
    ("step", "need"),
    ("category", "personal_loan"),
    ("amount", "15000"),
    ("term_months", "5 years"),
    ("purpose", "car"),
];
const ABOUT_YOU: &[(&str, &str)] =
    &[("step", "about_you"), ("employment", "casual"), ("credit_band", "good"), ("age", "34")];
const MONEY: &[(&str, &str)] =
    &[("step", "money"), ("income_annual", "81234"), ("existing_repayments_monthly", "$250")];

#[actix_web::test]
async fn each_step_leads_to_the_next_and_the_last_to_the_results() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    let first = browser.open("/").await;
    assert!(first.says("Step 1 of 4") && !first.says("Go on where you stopped"));
    assert!(first.says("10 loans match"), "what is on offer is counted from the start: {}", first.html);
    assert_eq!(browser.send(NEED).await, "/answers/about-you");
    let second = browser.open("/answers/about-you").await;
    assert!(second.status == 200 && second.says("Step 2 of 4") && second.says("aria-current=\"step\""));
    assert!(second.says("8 loans match, from 6.50% a year"), "{}", second.html);
    assert_eq!(browser.send(ABOUT_YOU).await, "/answers/money");
    assert!(browser.open("/answers/money").await.says("href=\"/answers/about-you\""));
    assert_eq!(browser.send(MONEY).await, "/answers/review");
    let review = browser.open("/answers/review").await;
    for said in
        ["A$15,000", "5\u{a0}years", "A car", "Casual", "34", "A$81,234", "A$250", "No lender is told"]
    {
        assert!(review.says(said), "{said} is missing in {}", review.html);
    }
    let results = "/search?category=personal_loan&amp;amount=15000&amp;term_months=60&amp;purpose=car";
    assert!(review.says(results), "{}", review.html);
    for page in ["/answers/about-you", "/answers/money"] {
        assert!(browser.open(page).await.says("href=\"/answers/review\""), "what was reached is linked");
    }
}

#[actix_web::test]
async fn every_step_can_lead_to_the_results_and_no_address_is_personal() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    let with_results = |step: &[(&'static str, &'static str)]| [step, &[("then", "results")]].concat();
    let results = "/search?category=personal_loan&amount=15000&term_months=60&purpose=car";
    for step in [NEED, ABOUT_YOU, MONEY] {
        assert_eq!(browser.send(&with_results(step)).await, results);
    }
    browser.send(&[("step", "about_you"), ("age", "two hundred")]).await;
    browser.send(&[("step", "money"), ("income_annual", "4321")]).await;
    let told = ["casual", "good", "34", "81234", "250", "4321", "hundred"];
    for address in &browser.addresses {
        assert!(told.iter().all(|told| !address.contains(told)), "{address}");
    }
}

#[actix_web::test]
async fn back_and_a_new_visit_show_what_was_answered() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    for step in [NEED, ABOUT_YOU] {
        browser.send(step).await;
    }
    let home = browser.open("/").await;
    assert_eq!(home.value("amount").as_deref(), Some("15000"));
    assert_eq!(home.value("term_months").as_deref(), Some("5\u{a0}years"));
    assert!(home.says("Go on where you stopped") && home.says("href=\"/answers/money\""));
    assert_eq!(browser.open("/answers/about-you").await.value("age").as_deref(), Some("34"));
    // An address with a need of its own wins, and its form carries that need on.
    let other = browser.open("/answers/money?amount=9000&category=personal_loan").await;
    assert_eq!(other.value("amount").as_deref(), Some("9000"));
    assert_eq!(browser.open("/?amount=9000").await.value("amount").as_deref(), Some("9000"));
    assert_eq!(browser.open("/").await.value("amount").as_deref(), Some("15000"), "looking changes nothing");
    // A step sent again changes what it asks and nothing else.
    browser.send(&[("step", "about_you"), ("age", ""), ("employment", "employed")]).await;
    let review = browser.open("/answers/review").await;
    assert!(review.says("Employed") && review.says("A$15,000") && !review.says(">34<"));
}

#[actix_web::test]
async fn an_error_is_shown_once() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    browser.send(NEED).await;
    let sent = [("step", "about_you"), ("employment", "casual"), ("age", "two hundred")];
    let address = browser.send(&sent).await;
    assert_eq!(address, "/answers/about-you?again=true");
    let kept = browser.cookie.clone();
    let page = browser.open(&address).await;
    assert_eq!(page.status, 422);
    assert!(page.says("<title>Error: About you"), "{}", page.html);
    assert_eq!(
        page.html.matches("Age must be a whole number from 0 to 130").count(),
        2,
        "on top and at the field"
    );
    assert_eq!(page.value("age").as_deref(), Some("two hundred"));
    let again = browser.open(&address).await;
    assert!(again.status == 200 && !again.has_errors(), "shown once");
    assert!(again.says("value=\"casual\" selected"), "what could be used is kept: {}", again.html);
    // Opening the form elsewhere is no answer to what was sent.
    browser.cookie = kept;
    let elsewhere = browser.open("/").await;
    assert!(elsewhere.status == 200 && !elsewhere.has_errors());
    assert!(!browser.open(&address).await.has_errors(), "and ends it");
}

#[actix_web::test]
async fn the_need_wants_an_amount() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    let address = browser.send(&[("step", "need"), ("category", "home_loan"), ("amount", "")]).await;
    assert_eq!(address, "/?again=true");
    let page = browser.open(&address).await;
    assert!(page.status == 422 && page.says("href=\"#amount\""));
    assert!(page.says("value=\"home_loan\" checked"), "{}", page.html);
    assert_eq!(browser.open("/").await.status, 200);
}

#[actix_web::test]
async fn a_monthly_income_is_asked_back_about_once() {
    let server = TestServer::start().await;
    for (said, income) in [("monthly", "78000"), ("yearly", "6500")] {
        let mut browser = Browser::new(&server);
        browser.send(NEED).await;
        let address = browser.send(&[("step", "money"), ("income_annual", "6,500")]).await;
        assert_eq!(address, "/answers/money?check=income");
        let page = browser.open(&address).await;
        assert!(page.status == 200 && !page.has_errors());
        for words in ["Is A$6,500 what you earn in a month?", "use A$78,000 a year", "No, it is for a year"] {
            assert!(page.says(words), "{words} is missing in {}", page.html);
        }
        assert!(!browser.open("/answers/money").await.says("in a month?"));
        let answer = [("step", "money"), ("income_is", said), ("income_asked", "6500")];
        for _ in 0..2 {
            assert_eq!(browser.send(&answer).await, "/answers/review", "a second click changes nothing");
            assert_eq!(browser.open("/answers/money").await.value("income_annual").as_deref(), Some(income));
        }
        let same = [("step", "money"), ("income_annual", income), ("then", "results")];
        assert!(browser.send(&same).await.starts_with("/search?"), "never asked twice");
    }
    // Sent on without an answer to the question: that is one, too. And it does not forget where to go.
    let mut browser = Browser::new(&server);
    let small = [("step", "money"), ("income_annual", "900"), ("then", "results")];
    assert_eq!(browser.send(&small).await, "/answers/money?check=income&then=results");
    assert_eq!(
        browser.open("/answers/money?check=income&then=results").await.value("then").as_deref(),
        Some("results")
    );
    assert_eq!(browser.send(&small).await, "/search");
}

#[actix_web::test]
async fn a_step_asks_what_matters_for_the_category() {
    let mut records = catalogue();
    let extra = json!({ "eligibility": [{ "eligibilityType": "MAX_AGE", "additionalValue": "70" }] });
    records.push(product("Oak Bank", "o1", "Oak Loan", "0.0700", &extra));
    let server = TestServer::with(Config::default(), records).await;
    let mut browser = Browser::new(&server);
    browser.send(NEED).await;
    let page = browser.open("/answers/about-you").await;
    assert!(page.asks("age") && page.says("9 of 9 personal loans have an age limit."), "{}", page.html);
    assert!(page.asks("credit_band") && page.says("Used for the estimate only."));
    assert!(!page.asks("residency") && !page.asks("region"), "no lender asks for these");
    assert!(!browser.open("/answers/money").await.asks("property_value"));
    browser.send(&[("step", "need"), ("category", "home_loan"), ("amount", "400000")]).await;
    assert!(browser.open("/answers/money").await.asks("property_value"));
}

#[actix_web::test]
async fn a_form_that_is_far_too_large_is_kept_within_a_cookie() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    let long = "万".repeat(300);
    let fields =
        ["amount", "term_months", "purpose", "income_annual", "age", "employment", "deposit", "region"];
    let mut pairs: Vec<(&str, &str)> = fields.iter().map(|field| (*field, long.as_str())).collect();
    assert_eq!(browser.send(&pairs).await, "/?again=true");
    pairs.insert(0, ("step", "money"));
    assert_eq!(browser.send(&pairs).await, "/?again=true", "the first of its faults is on the first page");
    assert_eq!(browser.open("/?again=true").await.status, 422);
}

#[actix_web::test]
async fn what_is_erased_is_gone_and_an_unknown_step_is_refused() {
    let server = TestServer::start().await;
    let mut browser = Browser::new(&server);
    for step in [NEED, ABOUT_YOU, MONEY] {
        browser.send(step).await;
    }
    let request = server.client.post(server.url("/answers/clear"));
    let answer = request.header("cookie", browser.cookie.clone().unwrap()).send().await.unwrap();
    browser.take_cookie(&answer);
    assert_eq!(browser.open("/").await.value("amount").unwrap_or_default(), "");
    assert_eq!(browser.open("/answers/money").await.value("income_annual").unwrap_or_default(), "");
    let request = server.client.post(server.url("/answers"));
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(request.body("step=payment").send().await.unwrap().status(), 400);
}
