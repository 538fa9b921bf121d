//! Metrics against their definitions.

use super::*;
use crate::random::Random;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Predictions of a few values, so that ties occur, with labels of both kinds.
fn cases() -> impl Strategy<Value = (Vec<bool>, Vec<f64>)> {
    proptest::collection::vec((any::<bool>(), 0_u8..12), 2..60)
        .prop_filter("both outcomes", |rows| rows.iter().any(|row| row.0) && rows.iter().any(|row| !row.0))
        .prop_map(|rows| rows.into_iter().map(|(label, value)| (label, f64::from(value) / 11.0)).unzip())
}

fn pairs(labels: &[bool], predictions: &[f64]) -> Vec<(f64, f64)> {
    let of =
        |outcome: bool| labels.iter().zip(predictions).filter(move |(l, _)| **l == outcome).map(|(_, p)| *p);
    of(true).flat_map(|happened| of(false).map(move |not| (happened, not))).collect()
}

proptest! {
    #[test]
    fn auc_is_the_share_of_pairs_in_order((labels, predictions) in cases()) {
        let pairs = pairs(&labels, &predictions);
        let wins: f64 = pairs.iter().map(|(a, b)| if a > b { 1.0 } else if a == b { 0.5 } else { 0.0 }).sum();
        prop_assert!((auc(&labels, &predictions) - wins / pairs.len() as f64).abs() < 1e-12);
    }

    #[test]
    fn ks_is_the_largest_distance_over_all_thresholds((labels, predictions) in cases()) {
        let share = |outcome: bool, threshold: f64| {
            let of: Vec<f64> = labels.iter().zip(&predictions).filter(|(l, _)| **l == outcome).map(|(_, p)| *p).collect();
            of.iter().filter(|p| **p <= threshold).count() as f64 / of.len() as f64
        };
        let distances = predictions.iter().map(|threshold| (share(true, *threshold) - share(false, *threshold)).abs());
        let most = distances.fold(0.0_f64, f64::max);
        prop_assert!((ks(&labels, &predictions) - most).abs() < 1e-12);
    }

    #[test]
    fn losses_are_their_formulas((labels, predictions) in cases()) {
        let predictions: Vec<f64> = predictions.iter().map(|p| 0.01 + 0.98 * p).collect();
        let likelihood: f64 = labels.iter().zip(&predictions).map(|(l, p)| if *l { *p } else { 1.0 - p }).product();
        let rows = labels.len() as f64;
        prop_assert!((log_loss(&labels, &predictions) + likelihood.ln() / rows).abs() < 1e-9);
        let squares: f64 = labels.iter().zip(&predictions).map(|(l, p)| if *l { (1.0 - p) * (1.0 - p) } else { p * p }).sum();
        prop_assert!((brier(&labels, &predictions) - squares / rows).abs() < 1e-12);
        for (label, prediction) in labels.iter().zip(&predictions) {
            let of_score = log_loss_of_score(logit(*prediction), *label);
            prop_assert!((of_score - log_loss(&[*label], &[*prediction])).abs() < 1e-9);
        }
    }

    #[test]
    fn calibration_error_is_that_of_the_reliability_bins((labels, predictions) in cases(), bins in 1_usize..12) {
        let diagram = reliability(&labels, &predictions, bins);
        let rows: usize = diagram.iter().map(|bin| bin.rows).sum();
        prop_assert_eq!(rows, labels.len());
        let counts: Vec<usize> = diagram.iter().map(|bin| bin.rows).collect();
        prop_assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
        let error: f64 = diagram.iter().map(|bin| bin.rows as f64 * (bin.predicted - bin.observed).abs()).sum();
        let expected = expected_calibration_error(&labels, &predictions, bins);
        prop_assert!((error / labels.len() as f64 - expected).abs() < 1e-12);
        prop_assert!(diagram.iter().all(|bin| bin.low <= bin.observed && bin.observed <= bin.high));
    }

    #[test]
    fn comparing_areas_gives_the_areas_and_no_difference_to_itself((labels, predictions) in cases()) {
        if let Some(comparison) = compare_auc(&labels, &predictions, &predictions) {
            prop_assert!((comparison.first - auc(&labels, &predictions)).abs() < 1e-12);
            prop_assert!(comparison.z() == 0.0 && comparison.standard_error < 1e-12);
        }
    }
}

#[test]
fn a_difference_of_areas_is_as_wide_as_redrawing_the_rows_makes_it() {
    let mut random = Random::new(11);
    let rows = 1_500;
    let labels: Vec<bool> = (0..rows).map(|_| random.unit() < 0.3).collect();
    let predict = |noise: f64, random: &mut Random| -> Vec<f64> {
        labels.iter().map(|label| of(*label) + noise * (random.unit() + random.unit() - 1.0)).collect()
    };
    let (good, poor) = (predict(1.5, &mut random), predict(2.5, &mut random));
    let comparison = compare_auc(&labels, &poor, &good).unwrap();
    assert!(comparison.z() > 3.0, "{comparison:?}");
    let redrawn: Vec<f64> = (0..300)
        .map(|_| {
            let drawn: Vec<usize> = (0..rows).map(|_| random.below(rows)).collect();
            let labels: Vec<bool> = drawn.iter().map(|row| labels[*row]).collect();
            let of = |p: &[f64]| auc(&labels, &drawn.iter().map(|row| p[*row]).collect::<Vec<_>>());
            of(&good) - of(&poor)
        })
        .collect();
    let mean = redrawn.iter().sum::<f64>() / 300.0;
    let deviation = (redrawn.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / 299.0).sqrt();
    assert!((0.8..1.25).contains(&(deviation / comparison.standard_error)), "{deviation} {comparison:?}");
}

#[test]
fn what_rows_cannot_say_is_not_a_number() {
    assert!(auc(&[true, true], &[0.1, 0.2]).is_nan());
    assert!(ks(&[], &[]).is_nan());
    assert!(compare_auc(&[true, false], &[0.1, 0.2], &[0.2, 0.1]).is_none());
}

#[test]
fn wilson_s_interval_is_that_of_published_examples() {
    // Newcombe 1998, table I, method 3: 81 of 263, and 0 of 20.
    let (low, high) = wilson(81.0 / 263.0, 263.0, Z_95);
    assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
    let (low, high) = wilson(0.0, 20.0, Z_95);
    assert!(low == 0.0 && (high - 0.1611).abs() < 5e-5, "{high}");
    assert_eq!(wilson(0.5, 0.0, Z_95), (0.0, 1.0));
}

#[test]
fn a_population_that_moved_has_a_higher_index_and_new_gaps_count() {
    let mut random = Random::new(2);
    let then: Vec<f64> = (0..5_000).map(|_| random.unit()).collect();
    let alike: Vec<f64> = (0..5_000).map(|_| random.unit()).collect();
    let moved: Vec<f64> = alike.iter().map(|value| value + 0.3).collect();
    let gaps: Vec<f64> = alike.iter().map(|value| if *value < 0.3 { f64::NAN } else { *value }).collect();
    let then = Distribution::of(&then, 10);
    assert!(then.psi(&alike) < 0.01);
    assert!(then.psi(&moved) > MUCH && then.psi(&gaps) > MUCH);
    let drift = then.drift("a feature", &alike).unwrap();
    assert!(
        (drift.by_chance - 9.0 * 2.0 / 5_000.0).abs() < 1e-12 && drift.psi < 4.0 * drift.by_chance,
        "{drift:?}"
    );
    let by_hand = (0.2 - 0.5) * (0.2_f64 / 0.5).ln() + (0.8 - 0.5) * (0.8_f64 / 0.5).ln();
    assert!((psi_of_shares(&[50.0, 50.0], &[20.0, 80.0]) - by_hand).abs() < 1e-12);
}

#[test]
fn adverse_impact_is_the_lowest_rate_over_the_highest_of_groups_large_enough() {
    let groups: Vec<u8> = [vec![1; 10], vec![2; 10], vec![3; 2]].concat();
    let predictions: Vec<f64> =
        (0..22).map(|row| if row < 8 || (10..14).contains(&row) { 0.9 } else { 0.1 }).collect();
    let rates = group_rates(&groups, &predictions, 0.5);
    assert_eq!(rates[&1], GroupRate { rows: 10, rate: 0.8 });
    assert!((adverse_impact_ratio(&rates, 5).unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(adverse_impact_ratio(&rates, 1), Some(0.0));
    assert_eq!(adverse_impact_ratio(&rates, 11), None);
    assert_eq!(adverse_impact_ratio(&BTreeMap::<u8, GroupRate>::new(), 1), None);
}

#[test]
fn bands_are_told_as_the_chances_were() {
    let labels = [true, false, true, true];
    let bands = bands(&labels, &[0.7, 0.79, 0.8, 1.0]);
    let told: Vec<(u8, u8, usize, f64)> =
        bands.iter().map(|band| (band.from, band.to, band.bin.rows, band.bin.observed)).collect();
    assert_eq!(told, [(70, 80, 2, 0.5), (80, 90, 1, 1.0), (90, 100, 1, 1.0)]);
}

#[test]
fn a_difference_of_log_losses_is_that_of_their_means() {
    let labels = [true, false, true, false];
    let (first, second) = ([0.8, 0.3, 0.6, 0.1], [0.7, 0.2, 0.9, 0.4]);
    let (difference, error) = compare_log_loss(&labels, &first, &second);
    assert!((difference - (log_loss(&labels, &first) - log_loss(&labels, &second))).abs() < 1e-12);
    assert!(error > 0.0 && compare_log_loss(&labels, &first, &first) == (0.0, 0.0));
    assert!(compare_log_loss(&labels[..1], &first, &second).1.is_nan(), "one row tells no error");
}

#[test]
fn groups_are_favoured_by_the_median_of_all() {
    let groups = ["a", "a", "a", "b", "b", "b"];
    let outcomes = group_outcomes("sex", &groups, &[0.9, 0.8, 0.7, 0.75, 0.5, 0.1]);
    let shares: Vec<(&str, u64, f64)> =
        outcomes.iter().map(|group| (group.group.as_str(), group.rows, group.favoured)).collect();
    assert_eq!(shares, [("a", 3, 2.0 / 3.0), ("b", 3, 1.0 / 3.0)]);
    assert_eq!(group_outcomes("sex", &[], &[]), []);
}
