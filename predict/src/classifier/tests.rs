//! Properties of trained classifiers.

use super::*;
use crate::dataset::{Outcome, stratified_folds};
use crate::metrics::{Metrics, logistic};
use crate::random::Random;
use crate::trees::Unobserved;

/// Rows of two features and noise, a time each; the law may change with time.
fn drawn(rows: u32, seed: u64, shift: f64) -> Dataset {
    let mut random = Random::new(seed);
    let mut data = Dataset::new(["x", "y", "noise"].map(str::to_owned).to_vec()).unwrap();
    for time in 0..rows {
        let row = [random.unit_f32(), random.unit_f32(), random.unit_f32()];
        let later = shift * f64::from(time) / f64::from(rows);
        let chance = logistic(6.0 * f64::from(row[0]) * f64::from(row[1]) - 2.0 + later);
        let outcome = Outcome { time: i64::from(time), ..Outcome::of(random.unit() < chance) };
        data.push(&row, outcome).unwrap();
    }
    data
}

fn plan(held_back: HeldBack) -> Plan {
    let plan = Plan::new(held_back, 1);
    Plan { trees: TreeParams { rounds: 80, learning_rate: 0.1, ..plan.trees.clone() }, ..plan }
}

fn judged(classifier: &Classifier, test: &Dataset) -> Metrics {
    let mut predictions = vec![0.0; test.len()];
    classifier.probabilities_into(test.values(), &mut predictions);
    Metrics::of(test.labels(), &predictions)
}

#[test]
fn predictions_order_well_and_mean_what_they_say() {
    let data = drawn(6_000, 1, 0.0);
    let folds = stratified_folds(data.labels(), 4, 1);
    let trained = Classifier::train(&data, &plan(HeldBack::Folds(folds)), &mut Unobserved).unwrap().unwrap();
    let metrics = judged(&trained.classifier, &drawn(20_000, 2, 0.0));
    assert!(metrics.auc > 0.76 && metrics.ece < 0.025, "{metrics:?}");
    assert!((2..80).contains(&trained.rounds), "{}", trained.rounds);
}

#[test]
fn a_later_slice_calibrates_to_what_is_so_by_then() {
    let data = drawn(12_000, 3, 2.0);
    let train =
        |held_back| Classifier::train(&data, &plan(held_back), &mut Unobserved).unwrap().unwrap().classifier;
    let later = train(HeldBack::Latest(0.25));
    let anytime = train(HeldBack::Folds(stratified_folds(data.labels(), 4, 1)));
    // What comes after: the law as it is at the end.
    let mut after = Dataset::new(data.names().to_vec()).unwrap();
    let all = drawn(60_000, 4, 2.0);
    for (row, label) in all.rows().zip(all.labels()).skip(50_000) {
        after.push(row, Outcome::of(*label)).unwrap();
    }
    let (later, anytime) = (judged(&later, &after), judged(&anytime, &after));
    assert!(later.ece < 0.06 && later.ece < anytime.ece / 2.0, "{later:?} {anytime:?}");
}

#[test]
fn a_stored_classifier_predicts_the_same_to_the_bit() {
    let data = drawn(2_000, 5, 0.0);
    let folds = stratified_folds(data.labels(), 3, 1);
    let trained = Classifier::train(&data, &plan(HeldBack::Folds(folds)), &mut Unobserved).unwrap().unwrap();
    let bytes = postcard::to_stdvec(&trained.classifier).unwrap();
    let back: Classifier = postcard::from_bytes(&bytes).unwrap();
    assert_eq!(back, trained.classifier);
    for row in data.rows().chain([[f32::NAN; 3].as_slice()]) {
        assert_eq!(back.estimate(row), trained.classifier.estimate(row));
    }
}

#[test]
fn outliers_are_clipped_without_touching_a_row() {
    let data = drawn(2_000, 6, 0.0);
    let folds = stratified_folds(data.labels(), 3, 1);
    let classifier =
        Classifier::train(&data, &plan(HeldBack::Folds(folds)), &mut Unobserved).unwrap().unwrap().classifier;
    for row in [[50.0, 0.5, 0.5], [-50.0, 9.0, 0.5], [0.3, -1e30, 1e30]] {
        let mut clipped = row;
        classifier.clipping.apply(&mut clipped);
        assert_ne!(clipped, row);
        assert_eq!(classifier.estimate(&clipped), classifier.estimate(&row));
    }
}

#[test]
fn training_tells_how_far_it_is_and_ends_when_told_to() {
    let data = drawn(1_000, 7, 0.0);
    let plan = plan(HeldBack::Folds(stratified_folds(data.labels(), 3, 1)));
    let mut told = Vec::new();
    let mut listen = |round: Round| {
        told.push((round.trees, round.of));
        ControlFlow::Continue(())
    };
    Classifier::train(&data, &plan, &mut listen).unwrap().unwrap();
    assert!(told.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 == pair[1].1));
    assert!(told.iter().all(|(trees, of)| trees <= of));
    let mut stop =
        |round: Round| if round.trees > 100 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    assert!(Classifier::train(&data, &plan, &mut stop).unwrap().is_none());
}
