//! A rising curve through what was observed.

use crate::metrics::{logistic, logit};
use serde::{Deserialize, Serialize};

/// The fewest rows that a step of the curve stands for.
const MIN_ROWS: usize = 100;
/// Of how many parts of the data a step is one at least: fewer steps follow chance less.
const MOST_STEPS: usize = 50;

/// Isotonic regression by pool-adjacent-violators, drawn through the middles of its steps by straight lines, so that
/// it keeps the order of scores; beyond the outermost middles it goes on with the score's own slope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Isotonic {
    /// Middles of the steps: score, and share that happened; both ascending. At least one.
    points: Vec<(f64, f64)>,
}

/// Neighbouring rows that are told the same.
#[derive(Clone, Copy)]
struct Step {
    rows: f64,
    positives: f64,
    scores: f64,
}

impl Step {
    fn share(&self) -> f64 {
        self.positives / self.rows
    }

    fn with(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            positives: self.positives + other.positives,
            scores: self.scores + other.scores,
        }
    }
}

impl Isotonic {
    /// Learns the curve.
    #[must_use]
    pub fn fit(scores: &[f64], labels: &[bool]) -> Self {
        let pairs = crate::metrics::sorted(labels, scores);
        let parts = (pairs.len() / MIN_ROWS).clamp(1, MOST_STEPS);
        let mut steps: Vec<Step> = Vec::new();
        for part in crate::metrics::equal_parts(&pairs, parts) {
            let mut step = Step {
                rows: part.len() as f64,
                positives: part.iter().filter(|(_, label)| *label).count() as f64,
                scores: part.iter().map(|(score, _)| score).sum(),
            };
            while let Some(before) = steps.pop_if(|before| before.share() >= step.share()) {
                step = before.with(step);
            }
            steps.push(step);
        }
        let point = |step: &Step| (step.scores / step.rows, (step.positives + 0.5) / (step.rows + 1.0));
        let mut points: Vec<(f64, f64)> = steps.iter().map(point).collect();
        points.dedup_by(|later, earlier| later.0 <= earlier.0 || later.1 <= earlier.1);
        if points.is_empty() {
            points.push((0.0, 0.5));
        }
        Self { points }
    }

    /// The probability of a score.
    #[must_use]
    pub fn probability(&self, score: f64) -> f64 {
        let above = self.points.partition_point(|point| point.0 <= score);
        let lower = above.checked_sub(1).and_then(|at| self.points.get(at));
        match (lower, self.points.get(above)) {
            (Some(lower), Some(upper)) => {
                let along = (score - lower.0) / (upper.0 - lower.0);
                lower.1 + along * (upper.1 - lower.1)
            }
            (Some(end), None) | (None, Some(end)) => logistic(logit(end.1) + score - end.0),
            (None, None) => logistic(score),
        }
    }
}
