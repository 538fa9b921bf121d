//! A server on a free port over a small catalogue in an SQLite file, as a start of the program makes it.

use domain::ranking::RankingPolicy;
use reqwest::{Client, Response, redirect};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use server::config::Config;
use server::http::{Application, load_key};
use server::jobs::click_learning::ClickJob;
use server::jobs::index_sync::IndexSync;
use server::services::accounts::Mailer;
use server::services::catalogue::CatalogueService;
use server::services::import;
use server::services::in_force::InForce;
use server::services::search::SearchService;
use server::services::staff::StaffService;
use server::store::{self, Store};
use server::{clock, demo};
use sqlx::Connection;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// A running server; its files go when it is dropped.
pub(crate) struct TestServer {
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) handle: actix_web::dev::ServerHandle,
    learning: ClickJob,
    sync: IndexSync,
    dir: Arc<TempDir>,
}

impl TestServer {
    /// With the catalogue of [`catalogue`].
    pub(crate) async fn start() -> Self {
        Self::with(Config::default(), catalogue()).await
    }

    /// With the demo catalogue.
    pub(crate) async fn demo() -> Self {
        Self::with(Config::default(), demo::catalogue(demo::DEMO, demo::DEMO_SEED)).await
    }

    /// With a configuration and products of one's own.
    pub(crate) async fn with(config: Config, records: impl IntoIterator<Item = Value>) -> Self {
        Self::with_policy(config, records, None).await
    }

    /// With a ranking policy of one's own, too.
    pub(crate) async fn with_policy(
        config: Config,
        records: impl IntoIterator<Item = Value>,
        policy: Option<RankingPolicy>,
    ) -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()), config, records, policy).await
    }

    /// Stops it as a signal does, and starts another over the same files.
    pub(crate) async fn again(self, config: Config) -> Self {
        let dir = self.dir.clone();
        self.stop().await;
        Self::start_in(dir, config, [], None).await
    }

    async fn start_in(
        dir: Arc<TempDir>,
        mut config: Config,
        records: impl IntoIterator<Item = Value>,
        policy: Option<RankingPolicy>,
    ) -> Self {
        config.server.listen = SocketAddr::from(([127, 0, 0, 1], 0));
        config.server.workers = 1;
        config.server.assets_dir = site(dir.path());
        if config.database.url.expose_secret().is_empty() {
            config.database.url = format!("sqlite://{}", dir.path().join("test.db").display()).into();
        }
        let store = store::connect(&config.database).await.unwrap();
        store.migrate().await.unwrap();
        let mut records = records.into_iter().peekable();
        if records.peek().is_some() {
            import::import_records(store.as_ref(), records, "test", clock::now()).await.unwrap();
        }
        let sync = IndexSync::start(store.clone(), dir.path().join("index")).await.unwrap();
        sync.in_step().await.unwrap();
        if let Some(policy) = policy {
            store.add_policy(&policy).await.unwrap();
        }
        let in_force = InForce::load(store.as_ref()).await.unwrap();
        let learning = ClickJob::start(store.clone(), in_force.clicks.clone(), &config.clicks).await.unwrap();
        let application =
            Application::build(&config, dir.path(), store.clone(), sync.live(), in_force).await.unwrap();
        let (address, handle) = (application.address(), application.handle());
        actix_web::rt::spawn(application.run());
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { address, client, store, handle, learning, sync, dir }
    }

    /// Stops it as a signal does.
    pub(crate) async fn stop(self) {
        self.handle.stop(true).await;
        self.learning.stop().await;
        self.sync.stop().await;
    }

    /// Its name among those who learn from clicks.
    pub(crate) fn node(&self) -> uuid::Uuid {
        self.learning.node()
    }

    /// Ends what it does beside answering, as its death would.
    pub(crate) fn stop_learning_at_once(&self) {
        self.learning.abort();
    }

    /// Where the server keeps its files.
    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Runs a statement past the server, as time or an administrator would.
    pub(crate) async fn execute(&self, statement: &'static str) {
        let url = format!("sqlite://{}", self.dir().join("test.db").display());
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    }

    /// A product's id by its name.
    pub(crate) async fn product_id(&self, name: &str) -> String {
        let found = self.json("/api/v1/search?per_page=100").await;
        let results = found["results"].as_array().unwrap();
        let product = results.iter().find(|result| result["name"] == name).unwrap();
        product["product_id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    /// Posts a JSON body.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Response {
        let request = self.client.post(self.url(path)).header("content-type", "application/json");
        request.body(body.to_string()).send().await.unwrap()
    }

    /// The answer of an address that must succeed, as JSON.
    pub(crate) async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        let status = answer.status();
        let body = read_json(answer).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// The fields that a request is refused for.
    pub(crate) async fn refused(&self, path: &str) -> Vec<String> {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), 422, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        fields(&read_json(answer).await)
    }

    /// Services over the same catalogue as the server's.
    pub(crate) async fn services(&self) -> (Arc<SearchService>, CatalogueService) {
        let in_force = InForce::load(self.store.as_ref()).await.unwrap();
        let config = Config::default().search;
        let search = Arc::new(SearchService::new(self.sync.live(), in_force, config, 2, 8));
        (search.clone(), CatalogueService::new(self.store.clone(), search))
    }

    /// The service of those who work with the site, over the same store and key as the server's.
    pub(crate) fn staff(&self) -> StaffService {
        let config = Config::default();
        let mailer = Arc::new(Mailer::new(&config.mail, self.dir()).unwrap());
        let key = load_key(self.dir()).unwrap();
        StaffService::new(self.store.clone(), mailer, key.master(), self.url(""), config.staff)
    }

    /// Waits until the index has taken up every change.
    pub(crate) async fn settled(&self) {
        self.sync.in_step().await.unwrap();
    }
}

/// An answer's body, which must be JSON.
pub(crate) async fn read_json(answer: Response) -> Value {
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

/// The field names of a problem document.
pub(crate) fn fields(problem: &Value) -> Vec<String> {
    let fields = problem["fields"].as_array().unwrap();
    fields.iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect()
}

/// The smallest site that a server can serve.
fn site(dir: &Path) -> std::path::PathBuf {
    let site = dir.join("site");
    let assets = site.join("assets/abc");
    fs::create_dir_all(&assets).unwrap();
    let files = [
        ("style.css", "body{}"),
        ("favicon.svg", "<svg/>"),
        ("robots.txt", "User-agent: *\n"),
        ("sw.js", include_str!("../../../app/public/sw.js")),
    ];
    for (name, text) in files {
        fs::write(assets.join(name), text).unwrap();
    }
    fs::write(assets.join("style.css.br"), "not really brotli").unwrap();
    let listed: Vec<Value> = files
        .iter()
        .map(|(name, text)| {
            let br = (*name == "style.css").then_some(17);
            json!({ "path": name, "size": text.len(), "br": br, "gz": null })
        })
        .collect();
    fs::write(site.join("manifest.json"), json!({ "hash": "abc", "files": listed }).to_string()).unwrap();
    site
}

/// A product as a lender publishes it.
pub(crate) fn product(lender: &str, id: &str, name: &str, rate: &str, extra: &Value) -> Value {
    let mut data = json!({
        "productId": id, "name": name, "description": "For what life brings.", "brand": lender,
        "brandName": lender, "productCategory": "PERS_LOANS", "isTailored": false,
        "lastUpdated": "2026-10-01T00:00:00Z",
        "lendingRates": [{ "lendingRateType": "FIXED", "rate": rate, "comparisonRate": rate,
                           "repaymentType": "PRINCIPAL_AND_INTEREST" }],
        "constraints": [{ "constraintType": "MIN_LIMIT", "additionalValue": "2000.00" },
                        { "constraintType": "MAX_LIMIT", "additionalValue": "50000.00" }],
        "eligibility": [{ "eligibilityType": "MIN_AGE", "additionalValue": "18" }]
    });
    for (key, value) in extra.as_object().unwrap() {
        data[key] = value.clone();
    }
    json!({ "data": data, "_src": { "brand_id": format!("test:{lender}"), "register_brand_name": lender,
                                    "in_last_product_list": true } })
}

/// Six lenders' personal loans, four of them one lender's; a home loan; a card.
pub(crate) fn catalogue() -> Vec<Value> {
    let none = json!({});
    let mut products = vec![
        product(
            "Alder Bank",
            "a1",
            "Car Loan",
            "0.0650",
            &json!({
                "features": [{ "featureType": "REDRAW" }, { "featureType": "EXTRA_REPAYMENTS" }],
                "fees": [{ "name": "Establishment Fee", "feeType": "UPFRONT", "amount": "250.00", "currency": "AUD" }],
                "x-lendlight": { "secured": true, "purposes": ["car"], "min_term_months": 12, "max_term_months": 84,
                                 "decision_hours": 4, "funding_hours": 24 }
            }),
        ),
        product("Birch Credit Union", "b1", "Holiday Loan", "0.0890", &none),
        product(
            "Cedar Finance",
            "c1",
            "Personal Loan",
            "0.1190",
            &json!({
                "eligibility": [{ "eligibilityType": "MIN_AGE", "additionalValue": "21" },
                                { "eligibilityType": "MIN_INCOME", "additionalValue": "60000.00" }],
                "lendingRates": [{ "lendingRateType": "VARIABLE", "rate": "0.1190" }]
            }),
        ),
        product("Doum <script>alert(1)</script>", "d1", "Loan <b>bold</b> & more", "0.0990", &none),
        product(
            "Elm Mutual",
            "e1",
            "Home Loan",
            "0.0590",
            &json!({
                "productCategory": "RESIDENTIAL_MORTGAGES",
                "lendingRates": [{ "lendingRateType": "VARIABLE", "rate": "0.0590", "comparisonRate": "0.0601",
                                   "repaymentType": "PRINCIPAL_AND_INTEREST", "loanPurpose": "OWNER_OCCUPIED" }],
                "constraints": [{ "constraintType": "MIN_LIMIT", "additionalValue": "100000.00" }]
            }),
        ),
        product(
            "Fig Cards",
            "f1",
            "Low Rate Card",
            "0.1349",
            &json!({
                "productCategory": "CRED_AND_CHRG_CARDS",
                "lendingRates": [{ "lendingRateType": "PURCHASE", "rate": "0.1349" }], "constraints": []
            }),
        ),
    ];
    for number in 1..=4 {
        let rate = format!("0.07{number}0");
        products.push(product(
            "Gum Lending",
            &format!("g{number}"),
            &format!("Gum Loan {number}"),
            &rate,
            &none,
        ));
    }
    products
}
