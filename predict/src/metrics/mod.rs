//! How good predictions are: whether they order rightly, and whether they mean what they say.
//!
//! Labels and predictions are parallel slices; what one has beyond the other is left out. A figure that the rows cannot
//! give (no row of one outcome, say) is `NaN`, never 0.

mod bins;
mod comparison;
mod drift;
mod fairness;
mod order;

pub(crate) use bins::equal_parts;
pub use bins::{Z_95, bands, ece_by_chance, expected_calibration_error, reliability, wilson};
pub use comparison::{AucComparison, compare_auc, compare_log_loss};
pub use domain::evaluation::{ReliabilityBand, ReliabilityBin};
pub use drift::{Distribution, MUCH, SOME, psi_of_shares, shift};
pub use fairness::{GroupRate, adverse_impact_ratio, group_outcomes, group_rates};
pub use order::{auc, ks};

use serde::{Deserialize, Serialize};

/// The figures that a model is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// How many rows they are of.
    pub rows: usize,
    /// How many of them happened.
    pub positives: usize,
    /// The area under the ROC curve.
    pub auc: f64,
    /// The Kolmogorov–Smirnov statistic.
    pub ks: f64,
    /// The mean log loss, in nats.
    pub log_loss: f64,
    /// The mean squared error.
    pub brier: f64,
    /// The expected calibration error over ten bins of equal count.
    pub ece: f64,
}

/// How many bins the calibration error is worked out over.
pub const ECE_BINS: usize = 10;

impl Metrics {
    /// The figures of these predictions.
    #[must_use]
    pub fn of(labels: &[bool], predictions: &[f64]) -> Self {
        let rows = labels.len().min(predictions.len());
        Self {
            rows,
            positives: labels.iter().take(rows).filter(|label| **label).count(),
            auc: auc(labels, predictions),
            ks: ks(labels, predictions),
            log_loss: log_loss(labels, predictions),
            brier: brier(labels, predictions),
            ece: expected_calibration_error(labels, predictions, ECE_BINS),
        }
    }
}

/// The mean log loss, in nats; a certainty that was wrong counts as one of 1 in 10¹⁵.
#[must_use]
pub fn log_loss(labels: &[bool], predictions: &[f64]) -> f64 {
    mean(labels.iter().zip(predictions).map(|(label, prediction)| {
        let prediction = prediction.clamp(1e-15, 1.0 - 1e-15);
        -if *label { prediction.ln() } else { (1.0 - prediction).ln() }
    }))
}

/// The mean squared error (Brier 1950).
#[must_use]
pub fn brier(labels: &[bool], predictions: &[f64]) -> f64 {
    mean(labels.iter().zip(predictions).map(|(label, prediction)| (prediction - of(*label)).powi(2)))
}

/// The probability of log-odds.
#[must_use]
pub fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The log-odds of a probability, finite even of 0 and 1.
#[must_use]
pub fn logit(probability: f64) -> f64 {
    let probability = probability.clamp(1e-12, 1.0 - 1e-12);
    (probability / (1.0 - probability)).ln()
}

/// The log loss of log-odds, without the probability's rounding.
#[must_use]
pub fn log_loss_of_score(log_odds: f64, label: bool) -> f64 {
    let wrong = if label { -log_odds } else { log_odds };
    wrong.max(0.0) + (-wrong.abs()).exp().ln_1p()
}

fn of(label: bool) -> f64 {
    f64::from(u8::from(label))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

/// Predictions with their labels, ascending by prediction.
pub(crate) fn sorted(labels: &[bool], predictions: &[f64]) -> Vec<(f64, bool)> {
    let mut pairs: Vec<(f64, bool)> = predictions.iter().copied().zip(labels.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    pairs
}

#[cfg(test)]
mod tests;
