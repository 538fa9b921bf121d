//! Properties of calibrations.

use super::*;
use crate::metrics::{expected_calibration_error, logistic};
use crate::random::Random;
use proptest::prelude::*;

/// Scores whose true chance is logistic(law(score)).
fn drawn(rows: usize, seed: u64, law: fn(f64) -> f64) -> (Vec<f64>, Vec<bool>) {
    let mut random = Random::new(seed);
    (0..rows)
        .map(|_| {
            let score = 6.0 * random.unit() - 3.0;
            (score, random.unit() < logistic(law(score)))
        })
        .unzip()
}

fn error(calibration: &Calibration, law: fn(f64) -> f64) -> f64 {
    let (scores, labels) = drawn(40_000, 99, law);
    let predictions: Vec<f64> = scores.iter().map(|score| calibration.probability(*score)).collect();
    expected_calibration_error(&labels, &predictions, 10)
}

#[test]
fn few_rows_get_a_line_and_it_is_the_right_one() {
    let law = |score: f64| 0.5 * score - 1.0;
    let (scores, labels) = drawn(2_000, 1, law);
    let calibration = Calibration::fit(&scores, &labels);
    assert!(matches!(calibration.curve(), Curve::Platt(_)));
    assert!(error(&calibration, law) < 0.03, "{}", error(&calibration, law));
}

#[test]
fn many_rows_get_a_curve_that_follows_what_no_line_does() {
    let law = |score: f64| if score < 0.0 { -2.0 } else { score };
    let (scores, labels) = drawn(30_000, 2, law);
    let calibration = Calibration::fit(&scores, &labels);
    assert!(matches!(calibration.curve(), Curve::Isotonic(_)));
    assert!(error(&calibration, law) < 0.025, "{}", error(&calibration, law));
    let line = Platt::fit(&scores, &labels);
    assert!((line.probability(-0.1) - logistic(-2.0)).abs() > 0.05);
}

#[test]
fn scores_that_order_the_wrong_way_round_become_the_mean() {
    let (scores, labels) = drawn(500, 3, |score| -score);
    let line = Platt::fit(&scores, &labels);
    assert_eq!(line.probability(-3.0).to_bits(), line.probability(3.0).to_bits());
    assert!((line.probability(0.0) - 0.5).abs() < 0.06);
}

#[test]
fn outcomes_told_apart_completely_are_not_certain() {
    let scores: Vec<f64> = (0..20).map(f64::from).collect();
    let labels: Vec<bool> = (0..20).map(|row| row >= 10).collect();
    let line = Platt::fit(&scores, &labels);
    assert!((0.5..0.999).contains(&line.probability(19.0)) && line.probability(0.0) > 0.001);
}

#[test]
fn intervals_hold_the_true_rate_and_widen_where_nothing_was_seen() {
    let law = |score: f64| score;
    let mut held = 0;
    for seed in 0..20 {
        let (scores, labels) = drawn(10_000, seed, law);
        let calibration = Calibration::fit(&scores, &labels);
        for score in [-2.0, -1.0, 0.0, 1.0, 2.0] {
            let estimate = calibration.estimate(score);
            held += usize::from((estimate.low..=estimate.high).contains(&logistic(law(score))));
        }
    }
    assert!(held >= 90, "{held} of 100");
    let (scores, labels) = drawn(10_000, 1, law);
    let calibration = Calibration::fit(&scores, &labels);
    let width = |score: f64| calibration.estimate(score).high - calibration.estimate(score).low;
    assert!(width(6.0) > 5.0 * width(2.9));
}

#[test]
fn nothing_to_learn_from_is_an_even_chance_of_anything() {
    let estimate = Calibration::fit(&[], &[]).estimate(0.0);
    assert!((estimate.probability - 0.5).abs() < 1e-6 && estimate.high - estimate.low > 0.7);
}

proptest! {
    #[test]
    fn a_higher_score_is_never_a_lower_probability(
        seed in 0_u64..100, rows in 1_usize..6_000, low in -9.0..9.0_f64, more in 0.0..4.0_f64,
    ) {
        let (scores, labels) = drawn(rows, seed, |score| score.sin() * 3.0);
        for curve in [Curve::Isotonic(Isotonic::fit(&scores, &labels)), Curve::Platt(Platt::fit(&scores, &labels))] {
            let calibration = Calibration { curve, evidence: Evidence::of(&scores) };
            let (a, b) = (calibration.estimate(low), calibration.estimate(low + more));
            prop_assert!(a.probability <= b.probability);
            prop_assert!(0.0 <= a.low && a.low <= a.probability && a.probability <= a.high && a.high <= 1.0);
        }
    }
}
