//! A line in the log-odds.

use crate::metrics::{log_loss_of_score, logistic, logit};
use serde::{Deserialize, Serialize};

/// How often the line is bettered at most; a dozen steps are enough for any data.
const STEPS: usize = 100;

/// probability = logistic(slope × score + intercept), the slope never below 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Platt {
    slope: f64,
    intercept: f64,
}

impl Platt {
    /// Learns the line by Newton's method on the log loss, with the targets that Platt (1999) takes against certainty:
    /// (positives + 1) ÷ (positives + 2) and 1 ÷ (negatives + 2).
    #[must_use]
    pub fn fit(scores: &[f64], labels: &[bool]) -> Self {
        let positives = labels.iter().filter(|label| **label).count() as f64;
        let negatives = labels.len() as f64 - positives;
        let target =
            |label: bool| if label { (positives + 1.0) / (positives + 2.0) } else { 1.0 / (negatives + 2.0) };
        let mut line = Self { slope: 1.0, intercept: 0.0 };
        let constant =
            Self { slope: 0.0, intercept: logit((positives + 1.0) / (positives + negatives + 2.0)) };
        let mut loss = line.loss(scores, labels, target);
        for _ in 0..STEPS {
            let Some((down_slope, down_intercept)) = line.newton_step(scores, labels, target) else { break };
            // Half as far until the loss falls: a whole Newton step may overshoot.
            let bettered = (0..30).map(|halvings| 0.5_f64.powi(halvings)).find_map(|share| {
                let tried = Self {
                    slope: line.slope - share * down_slope,
                    intercept: line.intercept - share * down_intercept,
                };
                let tried_loss = tried.loss(scores, labels, target);
                (tried_loss < loss - 1e-12).then_some((tried, tried_loss))
            });
            let Some((next, next_loss)) = bettered else { break };
            (line, loss) = (next, next_loss);
        }
        // Scores that order the wrong way round say nothing; nobody is told the opposite of a model.
        if line.slope > 0.0 { line } else { constant }
    }

    /// The probability of a score.
    #[must_use]
    pub fn probability(self, score: f64) -> f64 {
        logistic(self.slope * score + self.intercept)
    }

    fn loss(self, scores: &[f64], labels: &[bool], target: impl Fn(bool) -> f64) -> f64 {
        let sum: f64 = scores
            .iter()
            .zip(labels)
            .map(|(score, label)| {
                let (log_odds, target) = (self.slope * score + self.intercept, target(*label));
                target * log_loss_of_score(log_odds, true)
                    + (1.0 - target) * log_loss_of_score(log_odds, false)
            })
            .sum();
        sum / scores.len().max(1) as f64
    }

    fn newton_step(
        self,
        scores: &[f64],
        labels: &[bool],
        target: impl Fn(bool) -> f64,
    ) -> Option<(f64, f64)> {
        let (mut slope, mut intercept) = (0.0, 0.0);
        let (mut slope_slope, mut slope_intercept, mut intercept_intercept) = (1e-9, 0.0, 1e-9);
        for (score, label) in scores.iter().zip(labels) {
            let probability = self.probability(*score);
            let curvature = probability * (1.0 - probability);
            let off = probability - target(*label);
            slope += off * score;
            intercept += off;
            slope_slope += curvature * score * score;
            slope_intercept += curvature * score;
            intercept_intercept += curvature;
        }
        let determinant = slope_slope * intercept_intercept - slope_intercept * slope_intercept;
        (determinant > 0.0).then(|| {
            (
                (intercept_intercept * slope - slope_intercept * intercept) / determinant,
                (slope_slope * intercept - slope_intercept * slope) / determinant,
            )
        })
    }
}
