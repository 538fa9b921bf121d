//! From a score to a probability that means what it says, and how sure it is.
//!
//! A calibration is learned on rows that the scores were not: out-of-fold ones, or those of a later time. With few rows
//! a straight line in the log-odds has to do (Platt 1999); with many, whatever rising curve fits (isotonic regression).

mod isotonic;
mod platt;

pub use isotonic::Isotonic;
pub use platt::Platt;

use crate::metrics::{Z_95, wilson};
use serde::{Deserialize, Serialize};

/// How many rows of the rarer outcome a curve takes; with fewer a line is learned.
pub const CURVE_NEEDS: usize = 1_000;
/// How many bins the interval is taken from at most, and the fewest rows of each.
const INTERVAL_BINS: usize = 40;
const INTERVAL_ROWS: usize = 50;

/// A learned map from scores (log-odds) to probabilities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    curve: Curve,
    evidence: Evidence,
}

/// The shape of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Curve {
    /// A line in the log-odds.
    Platt(Platt),
    /// A rising curve.
    Isotonic(Isotonic),
}

/// A probability and the interval that it lies in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The probability.
    pub probability: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Calibration {
    /// Learns from scores and what happened; a curve if there is data for one, else a line.
    #[must_use]
    pub fn fit(scores: &[f64], labels: &[bool]) -> Self {
        Self::fit_with(scores, labels, CURVE_NEEDS)
    }

    /// The same; a curve if there are `curve_needs` rows of the rarer outcome.
    #[must_use]
    pub fn fit_with(scores: &[f64], labels: &[bool], curve_needs: usize) -> Self {
        let positives = labels.iter().filter(|label| **label).count();
        let rarer = positives.min(labels.len() - positives);
        let curve = if rarer >= curve_needs {
            Curve::Isotonic(Isotonic::fit(scores, labels))
        } else {
            Curve::Platt(Platt::fit(scores, labels))
        };
        Self { curve, evidence: Evidence::of(scores) }
    }

    /// The probability of a score.
    #[must_use]
    pub fn probability(&self, score: f64) -> f64 {
        match &self.curve {
            Curve::Platt(line) => line.probability(score),
            Curve::Isotonic(curve) => curve.probability(score),
        }
    }

    /// The probability of a score with its 95 % interval: that of the share approved (Wilson) among as many rows as
    /// there were of about this score to learn from. It says how well the rate of such cases is known, not what will
    /// become of one case.
    #[must_use]
    pub fn estimate(&self, score: f64) -> Estimate {
        let probability = self.probability(score);
        let (low, high) = wilson(probability, self.evidence.rows(score), Z_95);
        Estimate { probability, low, high }
    }

    /// Which shape was learned.
    #[must_use]
    pub const fn curve(&self) -> &Curve {
        &self.curve
    }
}

/// How many rows there were of about a score: in bins of equal count, and the fewer the farther beyond them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Evidence {
    lowest: f64,
    highest: f64,
    rows_per_bin: f64,
}

impl Evidence {
    fn of(scores: &[f64]) -> Self {
        let bins = (scores.len() / INTERVAL_ROWS).clamp(1, INTERVAL_BINS);
        Self {
            lowest: scores.iter().copied().min_by(f64::total_cmp).unwrap_or_default(),
            highest: scores.iter().copied().max_by(f64::total_cmp).unwrap_or_default(),
            rows_per_bin: scores.len() as f64 / bins as f64,
        }
    }

    /// Beyond the scores that were seen, evidence halves with every tenth of a unit of log-odds.
    fn rows(&self, score: f64) -> f64 {
        let beyond = (self.lowest - score).max(score - self.highest).max(0.0);
        (self.rows_per_bin * (-beyond * 10.0).exp2()).max(1.0)
    }
}

#[cfg(test)]
mod tests;
