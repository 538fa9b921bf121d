//! Searches over a handful of listings, with limits small enough to be met.

use super::*;
use crate::config::DatabaseConfig;
use crate::services::import::cdr::read;
use crate::store::connect;
use domain::listing::ListingMeta;
use domain::product::{InstitutionId, ProductId};
use domain::query::ParseOptions;
use domain::time::Timestamp;
use index::{CacheSizes, IndexDirectory};
use serde_json::json;
use std::collections::HashSet;

const AT: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

/// A loan at 5 %; a dear one at 9 % from 10,000 dollars on.
fn listing(is_dear: bool) -> Listing {
    let tier = |from: u32, to: u32| json!([{ "name": "Amount", "unitOfMeasure": "DOLLAR", "minimumValue": from, "maximumValue": to }]);
    let mut rates = vec![json!({ "lendingRateType": "VARIABLE", "rate": "0.05" })];
    if is_dear {
        rates[0]["tiers"] = tier(0, 9_999);
        rates.push(json!({ "lendingRateType": "VARIABLE", "rate": "0.09", "tiers": tier(10_000, 100_000) }));
    }
    let product = read::product(&json!({
        "productId": "p", "name": "Loan", "brand": "Bank", "productCategory": "PERS_LOANS", "lendingRates": rates,
    }));
    let meta = ListingMeta {
        product_id: ProductId(Uuid::now_v7()),
        version: 1,
        institution_id: InstitutionId(Uuid::now_v7()),
        institution_name: "Bank".to_owned(),
        listed_at: AT,
    };
    Listing::new(meta, &product.unwrap())
}

/// A service over these listings that ranks four at a time and looks at eight for an exact total.
async fn service(folder: &std::path::Path, listings: &[Listing]) -> SearchService {
    let directory = folder.join("index");
    let mut rebuild = IndexDirectory::new(&directory, CacheSizes::default()).rebuild().unwrap();
    for listing in listings {
        rebuild.add(listing).unwrap();
    }
    drop(rebuild.finish(1).unwrap());
    let url = crate::store::sqlite_address(&folder.join("test.db")).into();
    let store = connect(&DatabaseConfig { url, max_connections: 1 }).await.unwrap();
    store.migrate().await.unwrap();
    let in_force = InForce::load(store.as_ref()).await.unwrap();
    let config = SearchConfig { candidates: 4, ..SearchConfig::default() };
    let live = LiveIndex::open(&directory).unwrap();
    SearchService {
        reach: Reach { exact_up_to: 8, ..Reach::default() },
        ..SearchService::new(live, in_force, config, 2, 2)
    }
}

fn query(text: &str) -> SearchQuery {
    let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap());
    let options = ParseOptions { currency: domain::money::Currency::AUD, refuse_unknown: true };
    SearchQuery::parse(pairs, options).unwrap()
}

#[tokio::test]
async fn pages_go_on_where_a_filter_leaves_little_of_what_was_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let listings: Vec<Listing> = (0..60).map(|number| listing(number % 3 > 0)).collect();
    let service = Arc::new(service(folder.path(), &listings).await);
    let (mut seen, mut page) = (HashSet::new(), 1);
    loop {
        let asked = query(&format!("amount=20000&max_rate=0.06&per_page=3&page={page}"));
        let answer = service.search(&asked).await.unwrap();
        if answer.results.is_empty() {
            assert_eq!((answer.total, answer.total_is_exact), (20, true));
            break;
        }
        assert!(answer.results.iter().all(|result| seen.insert(result.listing.product_id)), "page {page}");
        page += 1;
    }
    assert_eq!(seen.len(), 20);
}

#[tokio::test]
async fn a_product_is_judged_even_if_a_filter_excludes_it() {
    let folder = tempfile::tempdir().unwrap();
    let listings = [listing(true), listing(false)];
    let service = Arc::new(service(folder.path(), &listings).await);
    let asked = query("amount=20000&max_rate=0.06&eligible_only=true");
    let judged = service.judge(listings[0].clone(), &asked).await.unwrap();
    assert_eq!(judged.headline.unwrap().annual, domain::rate::Rate::from_millionths(90_000));
}

#[tokio::test]
async fn the_same_search_at_the_same_time_is_ranked_once() {
    let folder = tempfile::tempdir().unwrap();
    let service = service(folder.path(), &[listing(false), listing(true)]).await;
    // Nothing is kept, so that only those who wait can share.
    let service = Arc::new(SearchService { rankings: Cache::new(0), ..service });
    let (one, other) = (query("amount=20000"), query("amount=30000"));
    // Nobody's turn comes before all have asked.
    let all = u32::try_from(service.running.available_permits()).unwrap();
    let turns = service.running.clone().acquire_many_owned(all).await.unwrap();
    let asked = [&one, &one, &other, &one].map(|query| service.search(query));
    let mut answers = Box::pin(futures::future::join_all(asked));
    assert!(futures::poll!(answers.as_mut()).is_pending());
    drop(turns);
    let sets: Vec<String> = answers.await.into_iter().map(|answer| answer.unwrap().result_set).collect();
    assert!(sets[0] == sets[1] && sets[0] == sets[3], "{sets:?}");
    assert_ne!(sets[0], sets[2]);
    assert_ne!(service.search(&one).await.unwrap().result_set, sets[0], "and later anew");
}

/// A loan at 5 % that publishes these fees at the start.
fn charging(name: &str, fees: &[&str]) -> Listing {
    let fee = |amount: &&str| json!({ "name": "Establishment fee", "feeType": "UPFRONT", "amount": amount });
    let product = read::product(&json!({
        "productId": name, "name": name, "brand": "Bank", "productCategory": "PERS_LOANS",
        "lendingRates": [{ "lendingRateType": "VARIABLE", "rate": "0.05" }],
        "fees": fees.iter().map(fee).collect::<Vec<_>>(),
    }));
    let meta = ListingMeta {
        product_id: ProductId(Uuid::now_v7()),
        version: 1,
        institution_id: InstitutionId(Uuid::now_v7()),
        institution_name: name.to_owned(),
        listed_at: AT,
    };
    Listing::new(meta, &product.unwrap())
}

#[tokio::test]
async fn publishing_no_fee_earns_no_better_place_than_charging_one() {
    let folder = tempfile::tempdir().unwrap();
    let listings = [
        charging("Silent", &[]),
        charging("Dear", &["600"]),
        charging("Free", &["0"]),
        charging("Fair", &["150"]),
    ];
    let service = Arc::new(service(folder.path(), &listings).await);
    let order = async |address: &str| {
        let found = service.search(&query(address)).await.unwrap();
        found.results.iter().map(|result| result.listing.name.clone()).collect::<Vec<_>>()
    };
    let by_total = order("amount=20000&term_months=36&sort=total_cost").await;
    assert_eq!(by_total, ["Free", "Fair", "Dear", "Silent"], "its total is not the whole");
    let best = order("amount=20000&term_months=36").await;
    assert_eq!(best[..2], ["Free", "Fair"]);
    let found = service.search(&query("amount=20000&term_months=36")).await.unwrap();
    let of = |name: &str| found.results.iter().find(|result| result.listing.name == name).unwrap();
    let part = |name: &str, part| of(name).score.parts.iter().find(|one| one.name == part).unwrap().value;
    let cost = |name: &str| part(name, domain::ranking::PartName::Cost);
    assert!((cost("Silent") - cost("Dear")).abs() < 1e-12, "it counts as the dearest of so few");
    assert!(of("Silent").click.probability < of("Free").click.probability);
    assert_eq!(order("no_annual_fee=true&sort=newest").await.len(), 3, "of the silent one it is not known");
}

#[tokio::test]
async fn what_would_be_found_is_worked_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let service = Arc::new(service(folder.path(), &[listing(false)]).await);
    let asked = query("max_rate=0.01");
    let first = service.search(&asked).await.unwrap();
    assert_eq!(first.relax.iter().map(|r| (r.drop, r.would_find)).collect::<Vec<_>>(), [("max_rate", 1)]);
    let again = service.search(&asked).await.unwrap();
    assert_eq!((again.relax, again.result_set), (first.relax, first.result_set));
}

/// What a first page explores, for numbers that are spread evenly.
#[tokio::test]
async fn a_product_is_tried_as_often_as_its_propensity_says() {
    let folder = tempfile::tempdir().unwrap();
    let listings: Vec<Listing> = (0..4).map(|_| listing(false)).collect();
    let service = Arc::new(service(folder.path(), &listings).await.exploring(1.0));
    let asked = SearchQuery { explore: Some(true), per_page: 4, ..query("amount=20000") };
    let index = service.index.current().unwrap();
    let by = service.ranked_by(&asked);
    let key = service.key(&asked, &[], &index, &by);
    let ranking = service.rank_and_keep(key, &index, &[], &by).unwrap();
    let order = service.order(&ranking, &asked, &by).await.unwrap();
    let rounds = 1_000_u32;
    let mut counted: BTreeMap<(u32, u32), (u32, f64)> = BTreeMap::new();
    for round in 0..rounds {
        let draw = (f64::from(round) + 0.5) / f64::from(rounds);
        // The third place is the only one from which there are two to choose between.
        let answer = page::answer(&asked, &ranking, &order, &by, 1.0, [0.5, 0.0, draw]);
        let explored: Vec<_> = answer.results.iter().filter_map(|result| result.exploration).collect();
        assert_eq!(explored.len(), 1);
        let entry = counted.entry((explored[0].place, explored[0].rank)).or_default();
        *entry = (entry.0 + 1, explored[0].propensity);
        let all: HashSet<_> = answer.results.iter().map(|result| result.listing.product_id).collect();
        assert_eq!(all.len(), 4);
    }
    assert_eq!(counted.keys().copied().collect::<Vec<_>>(), [(3, 3), (3, 4)]);
    for (count, propensity) in counted.values() {
        assert!((f64::from(*count) / f64::from(rounds) - propensity).abs() < 0.002, "{counted:?}");
    }
    let shares = [0.0, 0.4].map(|whether| {
        page::answer(&asked, &ranking, &order, &by, 0.4, [whether, 0.0, 0.5])
            .results
            .iter()
            .any(|result| result.exploration.is_some())
    });
    assert_eq!(shares, [true, false], "on a share of pages");
}

#[tokio::test]
async fn what_may_not_be_had_is_never_tried() {
    let folder = tempfile::tempdir().unwrap();
    let mut listings: Vec<Listing> = (0..4).map(|_| listing(false)).collect();
    for one in &mut listings[1..] {
        one.rules.min_age = Some(40);
    }
    let service = Arc::new(service(folder.path(), &listings).await.exploring(1.0));
    let asked = SearchQuery { explore: Some(true), ..query("amount=20000&age=30") };
    for _ in 0..50 {
        let answer = service.search(&asked).await.unwrap();
        assert_eq!(answer.not_met_total, 3);
        assert!(answer.results.iter().all(|result| result.exploration.is_none()));
        assert!(answer.record.offers.len() == 1, "only what may be had is promised a share");
    }
}
