//! What predictions cost, and learning them, beside LightGBM on the same rows in the same run where its Python package
//! is installed. Run by `cargo xtask bench`. Everything runs on one thread; what is printed is the fastest of several
//! runs, since what else a machine does can only make one slower.
//!
//! `LENDLIGHT_PYTHON` names the Python to look for LightGBM in, else `python3` is asked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark stops at the first fault")]

mod lightgbm;

use domain::listing::Listing;
use domain::query::SearchQuery;
use domain::terms::Terms;
use predict::approval::{Example, Incumbent, Training, train};
use predict::dataset::{Dataset, Outcome};
use predict::features::Feature;
use predict::priors;
use predict::simulate::{World, decisions};
use predict::trees::{TreeParams, Unobserved, boost};
use predict::{Predictor, Subject};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// Simulated decisions that are learned from.
const ROWS: usize = 20_000;
/// Trees of the forest that is compared with LightGBM's, so many on both sides.
const TREES: u32 = 300;
/// How often each thing is measured.
const RUNS: usize = 9;
/// Candidates of one search.
const CANDIDATES: usize = 400;

/// What one side takes: seconds to learn, seconds for all rows at once, seconds for one row.
#[derive(Debug, Clone, Copy)]
struct Cost {
    training: f64,
    batch: f64,
    single: f64,
}

fn main() {
    // `cargo test --benches` asks for nothing to be measured.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let world = World::invented(7);
    let examples: Vec<Example> = decisions(&world).take(ROWS).collect();
    let data = dataset(&examples);
    let params = TreeParams { rounds: TREES, ..TreeParams::default() };
    println!("{ROWS} simulated decisions, {} features, {TREES} trees, one thread", data.columns());
    let ours = ours(&data, &params);
    let theirs = lightgbm::measure(&data, &params, RUNS);
    let rows = ROWS as f64;
    for (what, ours, theirs) in [
        ("training, rows per second", rows / ours.training, theirs.map(|cost| rows / cost.training)),
        ("predictions per second, in a batch", rows / ours.batch, theirs.map(|cost| rows / cost.batch)),
        ("predictions per second, one at a time", 1.0 / ours.single, theirs.map(|cost| 1.0 / cost.single)),
    ] {
        let beside = theirs.map_or_else(String::new, |theirs| {
            format!("   LightGBM {theirs:>11.0}   ours are {:.2} times as many", ours / theirs)
        });
        println!("{what:<38} {ours:>11.0}{beside}");
    }
    served(&world, &examples);
}

fn dataset(examples: &[Example]) -> Dataset {
    let names = Feature::ALL.iter().map(|feature| feature.name().to_owned()).collect();
    let mut data = Dataset::new(names).unwrap();
    for example in examples {
        let outcome = Outcome { label: example.approved, weight: 1.0, time: example.at.micros() };
        data.push(&example.case.row, outcome).unwrap();
    }
    data
}

fn ours(data: &Dataset, params: &TreeParams) -> Cost {
    let grow = || boost(data, None, params, &mut Unobserved).unwrap().unwrap().forest;
    let forest = grow();
    let mut scores = vec![0.0; data.len()];
    Cost {
        training: fastest(3, || drop(black_box(grow()))),
        batch: fastest(RUNS, || forest.scores_into(black_box(data.values()), &mut scores)),
        single: fastest(RUNS, || {
            for row in data.rows().take(1_000) {
                black_box(forest.score(black_box(row)));
            }
        }) / 1_000.0,
    }
}

/// What a search pays: the model in force, which is the mean of two forests, asked for all its candidates at once.
fn served(world: &World, examples: &[Example]) {
    let training = Training {
        incumbent: Incumbent::Priors(priors::VERSION),
        simulated: true,
        seed: 1,
        now: examples.last().unwrap().at,
        code_version: "bench",
    };
    let model = train(examples, &training, &mut Unobserved).unwrap().unwrap().model;
    let trees = model.trees();
    let learned = Predictor::with(1, Arc::new(model));
    println!("the model that is served: {trees} trees");
    let visit = world.visit(1, World::time(1), |_| true);
    let query = &visit.query;
    let candidates: Vec<(&Listing, Terms)> = visit
        .offers
        .iter()
        .cycle()
        .take(CANDIDATES)
        .map(|offer| (&world.listings()[offer.listing], offer.terms))
        .collect();
    let subjects: Vec<Subject<'_>> =
        candidates.iter().map(|(listing, terms)| Subject { listing, terms }).collect();
    let of = |predictor: &Predictor, query: &SearchQuery| {
        fastest(101, || drop(black_box(predictor.approvals(black_box(&subjects), query)))) * 1e3
    };
    let terms = fastest(101, || {
        for (listing, _) in &candidates {
            black_box(Terms::of(listing, query));
        }
    });
    println!(
        "a miss for {CANDIDATES} candidates: {:.3} ms by the model, {:.3} ms by the priors",
        of(&learned, query),
        of(&Predictor::default(), query)
    );
    println!("their terms, which a ranking needs in any case: {:.3} ms", terms * 1e3);
    let one = &subjects[..1];
    let single = fastest(101, || drop(black_box(learned.approvals(black_box(one), query))));
    println!("one product by the model: {:.1} µs", single * 1e6);
}

/// The fewest seconds that `work` takes.
fn fastest(runs: usize, mut work: impl FnMut()) -> f64 {
    let taken = (0..runs).map(|_| {
        let started = Instant::now();
        work();
        started.elapsed()
    });
    taken.min().unwrap_or_default().as_secs_f64()
}
