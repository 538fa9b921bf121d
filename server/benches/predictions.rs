//! What a remembered chance of approval costs beside one that is worked out. Run by
//! `cargo xtask bench`; the fastest of several runs, on one thread.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark stops at the first fault")]

use domain::answer::Approval;
use domain::product::ProductId;
use domain::query::SearchQuery;
use domain::terms::Terms;
use moka::sync::Cache;
use predict::approval::{Example, Incumbent, Training, train};
use predict::simulate::{World, decisions};
use predict::trees::Unobserved;
use predict::{Predictor, Subject, priors};
use server::services::predictions::Predictions;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Candidates of one search.
const CANDIDATES: usize = 400;
/// Simulated decisions that are learned from.
const ROWS: usize = 20_000;
/// How often each thing is measured.
const RUNS: usize = 101;

fn main() {
    // `cargo test --benches` asks for nothing to be measured.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let world = World::invented(7);
    let predictor = learned(&world);
    let visit = world.visit(1, World::time(1), |_| true);
    // Products are what is looked up, so each of the candidates is one of its own.
    let listings: Vec<_> = (0..CANDIDATES)
        .map(|number| {
            let mut listing = world.listings()[visit.offers[number % visit.offers.len()].listing].clone();
            listing.product_id = ProductId(uuid::Uuid::from_u128(number as u128));
            listing
        })
        .collect();
    let terms: Vec<Terms> = listings.iter().map(|listing| Terms::of(listing, &visit.query)).collect();
    let subjects: Vec<Subject<'_>> =
        listings.iter().zip(&terms).map(|(listing, terms)| Subject { listing, terms }).collect();
    print(&predictor, &subjects, &visit.query);
}

fn learned(world: &World) -> Predictor {
    let examples: Vec<Example> = decisions(world).take(ROWS).collect();
    let training = Training {
        incumbent: Incumbent::Priors(priors::VERSION),
        simulated: true,
        seed: 1,
        now: examples[0].at,
        code_version: "bench",
    };
    Predictor::with(1, Arc::new(train(&examples, &training, &mut Unobserved).unwrap().unwrap().model))
}

fn print(predictor: &Predictor, subjects: &[Subject<'_>], query: &SearchQuery) {
    let cache = || Predictions::new(1_000_000, Duration::from_secs(3_600));
    let worked_out = fastest(|| drop(black_box(predictor.approvals(black_box(subjects), query))));
    let missed = fastest(|| drop(black_box(cache().approvals(predictor, black_box(subjects), query))));
    let warm = cache();
    drop(warm.approvals(predictor, subjects, query));
    let found = fastest(|| drop(black_box(warm.approvals(predictor, black_box(subjects), query))));
    let one = fastest(|| drop(black_box(warm.approvals(predictor, black_box(&subjects[..1]), query))));
    let single = Single::filled(predictor, subjects, query);
    let by_row = fastest(|| single.look_up(subjects, query));
    for (what, seconds) in [
        ("worked out", worked_out),
        ("missed: looked up, worked out and kept", missed),
        ("found", found),
        ("found, in one cache for all askers", by_row),
    ] {
        println!("{CANDIDATES} candidates {what:<39} {:>8.1} µs", seconds * 1e6);
    }
    println!("1 candidate found {:>32.2} µs", one * 1e6);
    println!("a remembered chance costs 1/{:.0} of one that is worked out", worked_out / found);
}

/// What was not built: a cache of single predictions by their features, which each look-up has to observe.
struct Single(Cache<(u32, ProductId, u32, Vec<u32>), Approval>);

impl Single {
    fn filled(predictor: &Predictor, subjects: &[Subject<'_>], query: &SearchQuery) -> Self {
        let single = Self(Cache::new(1_000_000));
        for (subject, approval) in subjects.iter().zip(predictor.approvals(subjects, query)) {
            single.0.insert(Self::key(*subject, query), approval);
        }
        single.0.run_pending_tasks();
        single
    }

    fn key(subject: Subject<'_>, query: &SearchQuery) -> (u32, ProductId, u32, Vec<u32>) {
        let row = subject.case(query).row.iter().map(|value| value.to_bits()).collect();
        (1, subject.listing.product_id, subject.listing.version, row)
    }

    fn look_up(&self, subjects: &[Subject<'_>], query: &SearchQuery) {
        for subject in subjects {
            black_box(self.0.get(&Self::key(*subject, query)).unwrap());
        }
    }
}

/// The fewest seconds that `work` takes.
fn fastest(mut work: impl FnMut()) -> f64 {
    let taken = (0..RUNS).map(|_| {
        let started = Instant::now();
        work();
        started.elapsed()
    });
    taken.min().unwrap_or_default().as_secs_f64()
}
