//! How long searches take, at the size of the real catalogue and at a million listings.
//!
//! Beside criterion's own figures it prints percentiles over a fixed mix of queries, the first round (nothing
//! cached) apart from the following ones. `LENDLIGHT_BENCH_MILLION=0` leaves the million out.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a benchmark stops at the first fault"
)]

#[path = "../src/tests/generator.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests, which use all of it")]
mod generator;

use criterion::{BenchmarkId, Criterion};
use domain::borrower::{CreditBand, Employment, Residency};
use domain::money::{Currency, Money};
use domain::product::{Category, FeatureKind, Purpose, RateType};
use domain::query::{SearchQuery, Sort};
use domain::rate::Rate;
use generator::Generator;
use index::{CacheSizes, IndexDirectory, ProductIndex, Window};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What the server fetches for ranking.
const WINDOW: Window = Window { offset: 0, limit: 400 };

const TEXTS: &[&str] = &[
    "car loan",
    "home loan",
    "low rate home loan fixed",
    "cheap car loans for students",
    "unsecured personal loan",
    "morgage",
    "refinanc",
    "harbour bank",
    "wattle credit union premium",
    "What happens if I just don't pay my student loans?",
    "interest only investment mortgage",
    "platinum rewards points visa",
    "房贷",
    "车贷",
    "信用卡 积分",
    "overdraft",
    "line of credit for my business",
    "ofset acount",
    "zzzzqqqq",
    "loan",
    "lo",
    "borrow for renovations and holidays",
    "debt consolidation loan with low interest and no fees",
    "margin loan shares",
    "equipment lease",
];

fn query(change: impl FnOnce(&mut SearchQuery)) -> SearchQuery {
    let mut query = SearchQuery::default();
    change(&mut query);
    query
}

fn dollars(amount: i64) -> Option<Money> {
    Some(Money::from_major(amount, Currency::AUD))
}

fn profile(query: &mut SearchQuery) {
    let borrower = &mut query.borrower;
    borrower.income_annual = dollars(72_000);
    borrower.age = Some(34);
    borrower.employment = Some(Employment::Employed);
    borrower.residency = Some(Residency::PermanentResident);
    borrower.region = "NSW".parse().ok();
    borrower.credit_band = Some(CreditBand::Good);
    query.need.amount = dollars(25_000);
    query.need.term_months = Some(60);
    query.need.purpose = Some(Purpose::Car);
}

/// Texts alone, texts with a profile, and filters of every kind; some forty queries.
fn mix() -> Vec<SearchQuery> {
    let mut mix: Vec<SearchQuery> =
        TEXTS.iter().map(|text| query(|q| q.text = Some((*text).to_owned()))).collect();
    mix.push(query(|_| {}));
    mix.push(query(profile));
    mix.push(query(|q| {
        profile(q);
        q.filters.eligible_only = true;
    }));
    mix.extend(Sort::ALL.iter().map(|sort| query(|q| q.sort = *sort)));
    mix.push(query(|q| q.need.categories = vec![Category::HomeLoan, Category::PersonalLoan]));
    mix.push(query(|q| q.filters.rate_types = vec![RateType::Fixed]));
    mix.push(query(|q| q.filters.max_rate = Some(Rate::from_millionths(65_000))));
    mix.push(query(|q| q.filters.features = vec![FeatureKind::Offset, FeatureKind::Redraw]));
    mix.push(query(|q| q.filters.institutions = (0..5).map(|i| Generator::lender(i).0).collect()));
    mix.push(query(|q| {
        profile(q);
        q.text = Some("car loan".to_owned());
        q.need.categories = vec![Category::PersonalLoan];
        q.filters.rate_types = vec![RateType::Fixed];
        q.filters.max_rate = Some(Rate::from_millionths(120_000));
        q.filters.secured = Some(true);
        q.filters.institutions = (0..40).map(|i| Generator::lender(i).0).collect();
        q.filters.eligible_only = true;
    }));
    mix.push(query(|q| {
        profile(q);
        q.text = Some("home loan".to_owned());
        q.borrower.property_value = dollars(900_000);
        q.borrower.deposit = dollars(180_000);
        q.need.amount = None;
        q.need.purpose = Some(Purpose::HomePurchase);
        q.need.term_months = Some(360);
    }));
    mix
}

fn build(listings: u64, lenders: usize, at: &std::path::Path) -> ProductIndex {
    let began = Instant::now();
    let directory = IndexDirectory::new(at, CacheSizes::default());
    let mut rebuild = directory.rebuild().unwrap();
    let mut generator = Generator::new(42, lenders);
    for number in 0..listings {
        rebuild.add(&generator.listing(number)).unwrap();
    }
    let index = rebuild.finish(listings).unwrap();
    println!("{listings} listings: built in {:.1} s", began.elapsed().as_secs_f64());
    index
}

/// Resident memory of this process in megabytes, where the system tells: all of it, and without mapped files.
fn resident() -> Option<(f64, f64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
    };
    Some((field("VmRSS:")?, field("RssAnon:")?))
}

fn percentile(times: &mut [Duration], percent: usize) -> f64 {
    times.sort_unstable();
    times[(times.len() * percent / 100).min(times.len() - 1)].as_secs_f64() * 1e6
}

fn report(what: &str, times: &mut [Duration]) {
    let (p50, p99, max) = (percentile(times, 50), percentile(times, 99), percentile(times, 100));
    println!("{what}: p50 {p50:.0} µs, p99 {p99:.0} µs, max {max:.0} µs over {} calls", times.len());
}

fn time<T>(call: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(call());
    began.elapsed()
}

/// What a call takes of the processor on average, whatever else the machine does, where the system tells.
fn processor_time<T>(calls: u32, call: impl Fn() -> T) -> Option<Duration> {
    let used = || -> Option<u64> {
        std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split_whitespace().next()?.parse().ok()
    };
    // The system brings the figure up to date when the thread is put aside.
    let settled = || {
        std::thread::sleep(Duration::from_micros(50));
        used()
    };
    let before = settled()?;
    (0..calls).for_each(|_| drop(black_box(call())));
    Some(Duration::from_nanos(settled()? - before) / calls)
}

fn measure(listings: u64, lenders: usize, rounds: usize, criterion: &mut Criterion) {
    let at = tempfile::tempdir().unwrap();
    let index = build(listings, lenders, at.path());
    drop(index);
    let began = Instant::now();
    let index::Opened::Ready(index, _) = IndexDirectory::new(at.path(), CacheSizes::default()).open() else {
        println!("{listings} listings: the index did not open");
        return;
    };
    let opened = began.elapsed().as_secs_f64();
    let disk: u64 = walk(at.path());
    println!(
        "{listings} listings: opened in {opened:.2} s, {:.0} MB of columns, {:.0} MB on disk",
        index.column_bytes() as f64 / 1e6,
        disk as f64 / 1e6
    );
    let mix = mix();
    let run = |query: &SearchQuery| time(|| index.candidates(query, &[], WINDOW).unwrap());
    let mut cold: Vec<Duration> = mix.iter().map(run).collect();
    let mut slowest: Vec<(Duration, &SearchQuery)> = cold.iter().copied().zip(&mix).collect();
    slowest.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    for (time, query) in slowest.iter().take(3) {
        println!("  slowest at first: {:.0} µs {:?} {:?}", time.as_secs_f64() * 1e6, query.text, query.sort);
    }
    report(&format!("{listings} listings, first round of {} queries", mix.len()), &mut cold);
    let mut warm: Vec<Duration> = (0..rounds).flat_map(|_| mix.iter().map(run).collect::<Vec<_>>()).collect();
    report(&format!("{listings} listings, {rounds} more rounds"), &mut warm);
    let mut per_query: Vec<(Duration, &SearchQuery)> = mix
        .iter()
        .filter_map(|query| {
            Some((processor_time(20, || index.candidates(query, &[], WINDOW).unwrap())?, query))
        })
        .collect();
    per_query.sort_by_key(|(time, _)| std::cmp::Reverse(*time));
    for (time, query) in per_query.iter().take(4) {
        println!("  slowest: {:.0} µs {:?} {:?}", time.as_secs_f64() * 1e6, query.text, query.sort);
    }
    let mut processor: Vec<Duration> = per_query.iter().map(|(time, _)| *time).collect();
    if !processor.is_empty() {
        report(&format!("{listings} listings, processor time by query"), &mut processor);
    }
    let mut counts: Vec<Duration> = (0..rounds)
        .flat_map(|_| mix.iter().map(|q| time(|| index.count(q, &[]).unwrap())).collect::<Vec<_>>())
        .collect();
    report(&format!("{listings} listings, counts"), &mut counts);
    let typed =
        ["c", "ca", "car", "car lo", "hom", "prem", "wattl", "plat", "premuim", "fixed", "zzzz", "房"];
    let mut suggested: Vec<Duration> = (0..rounds)
        .flat_map(|_| typed.iter().map(|t| time(|| index.suggest(t, 8).unwrap())).collect::<Vec<_>>())
        .collect();
    report(&format!("{listings} listings, completions"), &mut suggested);
    if let Some((all, own)) = resident() {
        println!("{listings} listings: {all:.0} MB resident, {own:.0} MB of it not mapped files");
    }
    let mut group = criterion.benchmark_group("candidates");
    group.sample_size(20).measurement_time(Duration::from_secs(3)).warm_up_time(Duration::from_secs(1));
    for (name, query) in
        [("everything", &mix[TEXTS.len()]), ("car loan", &mix[0]), ("all filters", &mix[mix.len() - 2])]
    {
        group.bench_function(BenchmarkId::new(name, listings), |bencher| {
            bencher.iter(|| index.candidates(black_box(query), &[], WINDOW).unwrap());
        });
    }
    group.finish();
}

fn walk(path: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap());
    entries
        .map(
            |entry| if entry.path().is_dir() { walk(&entry.path()) } else { entry.metadata().unwrap().len() },
        )
        .sum()
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    index::warm();
    if let Some((all, own)) = resident() {
        println!("before any index: {all:.0} MB resident, {own:.0} MB of it not mapped files");
    }
    measure(2_902, 100, 50, &mut criterion);
    if std::env::var("LENDLIGHT_BENCH_MILLION").as_deref() != Ok("0") {
        measure(1_000_000, 400, 10, &mut criterion);
    }
    criterion.final_summary();
}
