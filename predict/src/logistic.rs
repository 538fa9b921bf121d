//! Logistic regression with an L2 penalty: the model that anybody can check by hand, kept as a fallback and as what
//! trees have to beat.
#![allow(
    clippy::indexing_slicing,
    reason = "every vector and matrix here has the width that `Standard` says"
)]

use crate::dataset::{Dataset, DatasetError};
use crate::metrics::{log_loss_of_score, logistic};
use crate::preprocess::{Clipping, Standard};
use serde::{Deserialize, Serialize};

/// How many Newton steps are taken at most; a dozen are enough for data that can be told apart at all.
const STEPS: usize = 50;
/// Beyond which share of the values at each end a value counts as an outlier.
const OUTLIERS: f64 = 0.005;

/// A weight per standardised feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    clipping: Clipping,
    standard: Standard,
    intercept: f64,
    weights: Vec<f64>,
}

impl Logistic {
    /// Learns by Newton's method (iteratively reweighted least squares); `l2` is the penalty on the squared weights, in
    /// rows, and spares the intercept.
    ///
    /// # Errors
    /// [`DatasetError::OneOutcome`].
    pub fn fit(data: &Dataset, l2: f64) -> Result<Self, DatasetError> {
        data.check_outcomes()?;
        let clipping = Clipping::learn(data, OUTLIERS);
        let clipped = clipping.applied(data.clone());
        let standard = Standard::learn(&clipped);
        let rows: Vec<f64> = clipped
            .rows()
            .flat_map(|row| std::iter::once(1.0).chain(standard.of(row).map(|(_, value)| value)))
            .collect();
        let problem = Problem { rows: &rows, width: standard.width() + 1, data: &clipped, l2 };
        let mut weights = problem.solve();
        let intercept = weights.remove(0);
        Ok(Self { clipping, standard, intercept, weights })
    }

    /// The log-odds of a row.
    #[must_use]
    pub fn score(&self, row: &[f32]) -> f64 {
        let mut row = row.to_vec();
        self.clipping.apply(&mut row);
        self.intercept
            + self
                .standard
                .of(&row)
                .zip(&self.weights)
                .map(|((_, value), weight)| value * weight)
                .sum::<f64>()
    }

    /// What each feature adds to the log-odds; with [`Self::intercept`] they sum to the score.
    #[must_use]
    pub fn contributions(&self, row: &[f32]) -> Vec<f64> {
        let mut row = row.to_vec();
        self.clipping.apply(&mut row);
        let mut contributions = vec![0.0; row.len()];
        for ((column, value), weight) in self.standard.of(&row).zip(&self.weights) {
            contributions[column] += value * weight;
        }
        contributions
    }

    /// The log-odds of a case that is average in everything.
    #[must_use]
    pub const fn intercept(&self) -> f64 {
        self.intercept
    }
}

struct Problem<'a> {
    /// Standardised rows, each beginning with 1 for the intercept.
    rows: &'a [f64],
    width: usize,
    data: &'a Dataset,
    l2: f64,
}

impl Problem<'_> {
    fn solve(&self) -> Vec<f64> {
        let mut weights = vec![0.0; self.width];
        let mut loss = self.loss(&weights);
        for _ in 0..STEPS {
            let (gradient, mut curvature) = self.derivatives(&weights);
            let Some(step) = cholesky_solve(&mut curvature, &gradient) else { break };
            // Half as far until the loss falls: a whole Newton step may overshoot.
            let bettered = (0..30).map(|halvings| 0.5_f64.powi(halvings)).find_map(|share| {
                let tried: Vec<f64> = weights.iter().zip(&step).map(|(w, step)| w - share * step).collect();
                let tried_loss = self.loss(&tried);
                (tried_loss < loss).then_some((tried, tried_loss))
            });
            let Some((next, next_loss)) = bettered else { break };
            let gained = loss - next_loss;
            (weights, loss) = (next, next_loss);
            if gained < 1e-9 * loss.abs() {
                break;
            }
        }
        weights
    }

    fn examples(&self) -> impl Iterator<Item = (&[f64], bool, f64)> {
        let outcomes = self.data.labels().iter().zip(self.data.weights());
        self.rows
            .chunks_exact(self.width)
            .zip(outcomes)
            .map(|(row, (label, weight))| (row, *label, f64::from(*weight)))
    }

    fn loss(&self, weights: &[f64]) -> f64 {
        let penalty: f64 = weights.iter().skip(1).map(|weight| weight * weight).sum::<f64>() * self.l2 / 2.0;
        let losses =
            self.examples().map(|(row, label, weight)| weight * log_loss_of_score(dot(row, weights), label));
        penalty + losses.sum::<f64>()
    }

    /// The loss' gradient and the lower half of its matrix of second derivatives.
    fn derivatives(&self, weights: &[f64]) -> (Vec<f64>, Vec<Vec<f64>>) {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| weight * self.l2).collect();
        gradient[0] = 0.0;
        let mut curvature = vec![vec![0.0; self.width]; self.width];
        for (at, row) in curvature.iter_mut().enumerate() {
            row[at] = if at == 0 { 1e-9 } else { self.l2.max(1e-9) };
        }
        for (row, label, weight) in self.examples() {
            let probability = logistic(dot(row, weights));
            let off = weight * (probability - f64::from(u8::from(label)));
            let curve = weight * probability * (1.0 - probability);
            for (at, value) in row.iter().enumerate() {
                gradient[at] += off * value;
                let scaled = curve * value;
                for (cell, other) in curvature[at].iter_mut().zip(&row[..=at]) {
                    *cell += scaled * other;
                }
            }
        }
        (gradient, curvature)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Solves matrix × x = right side for a symmetric positive matrix given by its lower half, which is overwritten by its
/// Cholesky factor; `None` if it is not positive.
fn cholesky_solve(matrix: &mut [Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    for at in 0..matrix.len() {
        for column in 0..=at {
            let rest = matrix[at][column] - dot(&matrix[at][..column], &matrix[column][..column]);
            if at == column {
                if rest <= 0.0 || !rest.is_finite() {
                    return None;
                }
                matrix[at][at] = rest.sqrt();
            } else {
                matrix[at][column] = rest / matrix[column][column];
            }
        }
    }
    let mut solution = right.to_vec();
    for at in 0..solution.len() {
        solution[at] = (solution[at] - dot(&matrix[at][..at], &solution[..at])) / matrix[at][at];
    }
    for at in (0..solution.len()).rev() {
        let below: f64 = (at + 1..solution.len()).map(|later| matrix[later][at] * solution[later]).sum();
        solution[at] = (solution[at] - below) / matrix[at][at];
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Outcome;
    use crate::random::Random;

    /// Outcomes drawn from a known law: log-odds = 0.5 + x − 2y.
    fn drawn(rows: usize) -> Dataset {
        let mut random = Random::new(5);
        let mut data = Dataset::new(vec!["x".to_owned(), "y".to_owned()]).unwrap();
        for _ in 0..rows {
            let (x, y) = (random.unit_f32() * 4.0 - 2.0, random.unit_f32() * 4.0 - 2.0);
            let chance = logistic(0.5 + f64::from(x) - 2.0 * f64::from(y));
            data.push(&[x, y], Outcome::of(random.unit() < chance)).unwrap();
        }
        data
    }

    #[test]
    fn the_law_that_outcomes_follow_is_found() {
        let model = Logistic::fit(&drawn(20_000), 1.0).unwrap();
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (-1.0, -0.5)] {
            let expected = 0.5 + f64::from(x) - 2.0 * f64::from(y);
            assert!((model.score(&[x, y]) - expected).abs() < 0.15, "{x} {y} {}", model.score(&[x, y]));
        }
    }

    #[test]
    fn contributions_sum_to_the_score() {
        let model = Logistic::fit(&drawn(500), 1.0).unwrap();
        let row = [0.7, f32::NAN];
        let sum = model.intercept() + model.contributions(&row).iter().sum::<f64>();
        assert!((sum - model.score(&row)).abs() < 1e-12);
    }

    #[test]
    fn outcomes_told_apart_completely_do_not_lead_to_infinity() {
        let mut data = Dataset::new(vec!["x".to_owned(), "always".to_owned()]).unwrap();
        for row in 0..100_u8 {
            data.push(&[f32::from(row), 1.0], Outcome::of(row >= 50)).unwrap();
        }
        let model = Logistic::fit(&data, 1.0).unwrap();
        assert!(model.score(&[99.0, 1.0]).is_finite() && model.score(&[99.0, 1.0]) > 1.0);
        assert!(model.score(&[0.0, 1.0]) < -1.0);
    }
}
