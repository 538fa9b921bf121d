//! Whether one model is better than another beyond noise.

use super::{log_loss_of_score, logit, sorted};
use serde::{Deserialize, Serialize};

/// Two models' areas under the ROC curve on the same rows (`DeLong`, `DeLong` and Clarke-Pearson 1988).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AucComparison {
    /// The first model's.
    pub first: f64,
    /// The second model's.
    pub second: f64,
    /// The standard error of their difference.
    pub standard_error: f64,
}

impl AucComparison {
    /// How many standard errors the second is above the first.
    #[must_use]
    pub fn z(&self) -> f64 {
        let difference = self.second - self.first;
        if difference == 0.0 { 0.0 } else { difference / self.standard_error }
    }
}

/// Compares two models' predictions for the same rows; `None` with fewer than two rows of an outcome.
#[must_use]
pub fn compare_auc(labels: &[bool], first: &[f64], second: &[f64]) -> Option<AucComparison> {
    let rows = labels.len().min(first.len()).min(second.len());
    let (labels, first, second) = (labels.get(..rows)?, first.get(..rows)?, second.get(..rows)?);
    let (a, b) = (placements(labels, first), placements(labels, second));
    let of = |placements: &[f64], outcome: bool| -> Vec<f64> {
        labels.iter().zip(placements).filter(|(label, _)| **label == outcome).map(|(_, p)| *p).collect()
    };
    let mut variance = 0.0;
    for outcome in [true, false] {
        let differences: Vec<f64> =
            of(&b, outcome).iter().zip(of(&a, outcome)).map(|(second, first)| second - first).collect();
        if differences.len() < 2 {
            return None;
        }
        let count = differences.len() as f64;
        let mean = differences.iter().sum::<f64>() / count;
        let spread: f64 = differences.iter().map(|difference| (difference - mean).powi(2)).sum();
        variance += spread / (count - 1.0) / count;
    }
    let area = |placements: &[f64]| {
        let happened = of(placements, true);
        happened.iter().sum::<f64>() / happened.len() as f64
    };
    Some(AucComparison { first: area(&a), second: area(&b), standard_error: variance.sqrt() })
}

/// How much higher the mean log loss of the first predictions is than that of the second ones on the same rows, and the
/// standard error of that difference, rows being paired; neither is a number with fewer than two rows.
#[must_use]
pub fn compare_log_loss(labels: &[bool], first: &[f64], second: &[f64]) -> (f64, f64) {
    let loss = |prediction: f64, label| log_loss_of_score(logit(prediction.clamp(1e-9, 1.0 - 1e-9)), label);
    let pairs = labels.iter().zip(first).zip(second);
    let differences: Vec<f64> =
        pairs.map(|((label, first), second)| loss(*first, *label) - loss(*second, *label)).collect();
    let count = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / count;
    let variance = differences.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}

/// For each row that happened, the share of those that did not which are predicted lower; for each that did not, the
/// share of those that happened which are predicted higher. Ties are half.
fn placements(labels: &[bool], predictions: &[f64]) -> Vec<f64> {
    let distribution = |outcome: bool| -> Vec<f64> {
        sorted(labels, predictions)
            .into_iter()
            .filter(|(_, label)| *label == outcome)
            .map(|(p, _)| p)
            .collect()
    };
    let (happened, not) = (distribution(true), distribution(false));
    let below = |sorted: &[f64], prediction: f64| {
        let lower = sorted.partition_point(|other| *other < prediction);
        let up_to = sorted.partition_point(|other| *other <= prediction);
        f64::midpoint(lower as f64, up_to as f64) / sorted.len() as f64
    };
    labels
        .iter()
        .zip(predictions)
        .map(
            |(label, prediction)| {
                if *label { below(&not, *prediction) } else { 1.0 - below(&happened, *prediction) }
            },
        )
        .collect()
}
