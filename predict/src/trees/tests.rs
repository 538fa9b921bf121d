//! Properties of trees.

use super::*;
use crate::dataset::{Dataset, DatasetError, Outcome};
use crate::metrics::{auc, logistic};
use crate::random::Random;
use proptest::prelude::*;
use std::ops::ControlFlow;

fn small(rounds: u32) -> TreeParams {
    TreeParams { rounds, min_leaf_rows: 5, min_leaf_hessian: 0.1, l2: 1.0, ..TreeParams::default() }
}

/// Rows of three features: the first raises the chance, the second lowers it, the third is missing where it is high.
fn drawn(rows: usize, seed: u64) -> Dataset {
    let mut random = Random::new(seed);
    let mut data = Dataset::new(["up", "down", "gaps"].map(str::to_owned).to_vec()).unwrap();
    for _ in 0..rows {
        let mut x = || random.unit_f32() * 6.0 - 3.0;
        let (up, down, gaps) = (x(), x(), x());
        let chance = logistic(f64::from(up - down + (gaps * 2.0).sin() - if gaps > 2.0 { 3.0 } else { 0.0 }));
        let row = [up, down, if gaps > 2.0 { f32::NAN } else { gaps }];
        data.push(&row, Outcome::of(random.unit() < chance)).unwrap();
    }
    data
}

fn forest(data: &Dataset, params: &TreeParams) -> Forest {
    boost(data, None, params, &mut Unobserved).unwrap().unwrap().forest
}

fn scores(forest: &Forest, data: &Dataset) -> Vec<f64> {
    let mut scores = vec![0.0; data.len()];
    forest.scores_into(data.values(), &mut scores);
    scores
}

#[test]
fn trees_learn_what_no_line_can_and_what_missing_means() {
    let forest = forest(&drawn(4_000, 1), &small(100));
    let test = drawn(4_000, 2);
    assert!(auc(test.labels(), &scores(&forest, &test)) > 0.88);
    assert!(forest.score(&[0.0, 0.0, f32::NAN]) < forest.score(&[0.0, 0.0, 0.7]) - 1.5);
}

#[test]
fn the_same_seed_grows_the_same_trees_and_another_others() {
    let data = drawn(1_000, 1);
    let params = small(20);
    assert_eq!(forest(&data, &params), forest(&data, &params));
    assert_ne!(forest(&data, &params), forest(&data, &TreeParams { seed: 2, ..params.clone() }));
}

#[test]
fn growing_ends_when_validation_rows_gain_no_more_and_when_told_to() {
    let (train, validation) = (drawn(600, 1), drawn(600, 2));
    let params = TreeParams { patience: 5, learning_rate: 0.5, ..small(400) };
    let boosted = boost(&train, Some(&validation), &params, &mut Unobserved).unwrap().unwrap();
    assert!(boosted.losses.len() < 100, "{}", boosted.losses.len());
    let kept = boosted.losses.len() - 5;
    assert_eq!(boosted.best().trees(), kept);
    let mut third =
        |round: Round| if round.trees == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    assert!(boost(&train, None, &params, &mut third).unwrap().is_none());
}

#[test]
fn one_outcome_teaches_nothing() {
    let data = drawn(500, 1);
    let only = data.filter(|row| data.labels()[row]);
    assert_eq!(boost(&only, None, &small(1), &mut Unobserved).unwrap_err(), DatasetError::OneOutcome);
}

#[test]
fn a_row_of_twice_the_weight_counts_as_two() {
    // Few enough that every value has its bin.
    let data = drawn(200, 3);
    let mut heavy = Dataset::new(data.names().to_vec()).unwrap();
    let mut twice = Dataset::new(data.names().to_vec()).unwrap();
    for (row, label) in data.rows().zip(data.labels()) {
        let outcome = Outcome::of(*label);
        let weight = if row[0] > 0.0 { 2_u8 } else { 1 };
        heavy.push(row, Outcome { weight: f32::from(weight), ..outcome }).unwrap();
        for _ in 0..weight {
            twice.push(row, outcome).unwrap();
        }
    }
    let params = TreeParams { row_share: 1.0, feature_share: 1.0, min_leaf_rows: 1, ..small(10) };
    let (a, b) = (forest(&heavy, &params), forest(&twice, &params));
    for row in data.rows() {
        assert!((a.score(row) - b.score(row)).abs() < 1e-4);
    }
}

#[test]
fn what_is_stored_comes_back_to_the_bit_and_what_is_damaged_does_not() {
    let forest = forest(&drawn(1_000, 4), &small(30));
    let back: Forest = postcard::from_bytes(&postcard::to_stdvec(&forest).unwrap()).unwrap();
    assert!(back == forest);
    let json = serde_json::to_value(&forest).unwrap();
    type Damage = fn(&mut serde_json::Value);
    let damages: [Damage; 6] = [
        |tree| tree["left"][0] = 1_000_000.into(),
        |tree| tree["features"][0] = 99.into(),
        |tree| tree["columns"] = 0.into(),
        |tree| tree["trees"][1] = 0.into(),
        |tree| {
            tree["values"].as_array_mut().unwrap().pop();
        },
        // A child before its parent would be walked in circles.
        |tree| {
            let inner =
                tree["left"].as_array().unwrap().iter().skip(1).position(|left| *left != 0).unwrap() + 1;
            tree["left"][inner] = inner.into();
        },
    ];
    for (number, damage) in damages.iter().enumerate() {
        let mut damaged = json.clone();
        damage(&mut damaged);
        assert!(serde_json::from_value::<Forest>(damaged).is_err(), "damage {number}");
    }
}

#[test]
fn the_mean_of_forests_scores_their_mean() {
    let data = drawn(500, 5);
    let both = [1, 2].map(|seed| forest(&data, &TreeParams { seed, ..small(15) }));
    let mean = Forest::mean(&both).unwrap();
    for row in data.rows() {
        let expected = f64::midpoint(both[0].score(row), both[1].score(row));
        assert!((mean.score(row) - expected).abs() < 1e-5);
    }
    assert_eq!(Forest::mean(&[]), None);
}

#[test]
fn a_leaf_is_named_for_each_tree_and_the_leaves_values_make_the_score() {
    let data = drawn(100, 6);
    let forest = forest(&data, &small(12));
    let mut leaves = vec![u32::MAX; data.len() * forest.trees()];
    forest.leaves_into(data.values(), &mut leaves);
    for (row, leaves) in data.rows().zip(leaves.chunks_exact(forest.trees())) {
        let values = leaves.iter().map(|leaf| match forest.view(*leaf as usize) {
            forest::View::Leaf(value) => value,
            forest::View::Split { .. } => panic!("{leaf} is no leaf"),
        });
        assert!((forest.base() + values.sum::<f64>() - forest.score(row)).abs() < 1e-12);
    }
}

/// The Shapley values by their definition: every coalition of features, a feature outside it following both children by
/// their cover.
fn by_definition(forest: &Forest, row: &[f32]) -> Vec<f64> {
    let columns = row.len();
    let value = |known: u32| {
        forest.base() + forest.roots().map(|(root, _)| below(forest, root, row, known)).sum::<f64>()
    };
    let factorial = |n: u32| (1..=n).map(f64::from).product::<f64>();
    let all = u32::try_from(columns).unwrap();
    (0..all)
        .map(|feature| {
            (0..1_u32 << all)
                .filter(|coalition| coalition & (1 << feature) == 0)
                .map(|coalition| {
                    let size = coalition.count_ones();
                    let weight = factorial(size) * factorial(all - size - 1) / factorial(all);
                    weight * (value(coalition | (1 << feature)) - value(coalition))
                })
                .sum()
        })
        .collect()
}

fn below(forest: &Forest, at: usize, row: &[f32], known: u32) -> f64 {
    match forest.view(at) {
        forest::View::Leaf(value) => value,
        forest::View::Split { feature, left, right, threshold, missing_left } => {
            let value = row[feature];
            if known & (1 << feature) != 0 {
                let goes_left = if value.is_nan() { missing_left } else { value <= threshold };
                return below(forest, if goes_left { left } else { right }, row, known);
            }
            let (left_cover, right_cover) = (forest.cover(left), forest.cover(right));
            (left_cover * below(forest, left, row, known) + right_cover * below(forest, right, row, known))
                / (left_cover + right_cover)
        }
    }
}

#[test]
fn contributions_are_shapley_values_and_sum_to_the_score() {
    let data = drawn(800, 7);
    let forest = forest(&data, &TreeParams { leaves: 24, ..small(8) });
    for row in data.rows().take(25).chain([[f32::NAN; 3].as_slice()]) {
        let contributions = forest.contributions(row);
        for (fast, exact) in contributions.iter().zip(by_definition(&forest, row)) {
            assert!((fast - exact).abs() < 1e-9, "{contributions:?}");
        }
        let sum = forest.expected() + contributions.iter().sum::<f64>();
        assert!((sum - forest.score(row)).abs() < 1e-9);
    }
}

#[test]
fn rows_in_blocks_score_as_rows_alone() {
    let data = drawn(203, 8);
    let forest = forest(&data, &small(10));
    for (row, score) in data.rows().zip(scores(&forest, &data)) {
        assert_eq!(forest.score(row).to_bits(), score.to_bits());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_monotone_feature_moves_every_row_its_way_only(
        seed in 0_u64..1_000, leaves in 2_u16..32, others in proptest::collection::vec(-4.0_f32..4.0, 2),
    ) {
        let params = TreeParams {
            monotone: vec![Direction::Up, Direction::Down],
            leaves,
            seed,
            learning_rate: 0.3,
            ..small(15)
        };
        // The data pull the other way: the constraint has to hold against them.
        let data = drawn(400, seed);
        let mut against = Dataset::new(data.names().to_vec()).unwrap();
        for (row, label) in data.rows().zip(data.labels()) {
            against.push(&[if seed % 2 == 0 { -row[0] } else { row[0] }, row[1], row[2]], Outcome::of(*label)).unwrap();
        }
        let forest = forest(&against, &params);
        let steps: Vec<f32> = (-40..=40_i8).map(|step| f32::from(step) / 10.0).collect();
        for pair in steps.windows(2) {
            let up = |x: f32| forest.score(&[x, others[0], others[1]]);
            let down = |x: f32| forest.score(&[others[0], x, others[1]]);
            prop_assert!(up(pair[0]) <= up(pair[1]));
            prop_assert!(down(pair[0]) >= down(pair[1]));
        }
    }

    #[test]
    fn values_beyond_all_seen_and_infinite_ones_score_as_the_outermost(seed in 0_u64..50) {
        let forest = forest(&drawn(300, seed), &small(5));
        for (beyond, outermost) in [(f32::MIN, -3.1), (f32::NEG_INFINITY, -3.1), (f32::INFINITY, 3.1)] {
            prop_assert_eq!(forest.score(&[beyond, 0.0, 0.0]), forest.score(&[outermost, 0.0, 0.0]));
        }
    }
}
