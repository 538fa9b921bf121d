//! Keeps predictions on the diagonal while they are made.
//!
//! What ranks high has on average been overrated ("the winner's curse"), and what learns online lags behind. Both show
//! in the predictions served, so what comes of those corrects the next: a piecewise linear function of the log-odds is
//! added, whose values at fixed knots learn with FTRL from predictions made before their outcome was known. It is Platt's
//! scaling ("Probabilistic outputs for support vector machines", 1999) with more than two parameters.

use super::ftrl::{Coordinate, Rates};
use super::maths::{between_knots, logistic};
use serde::{Deserialize, Serialize};

const KNOTS: [f64; 8] = [-4.5, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.5];

/// A correction of log-odds, learned from one outcome at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recalibration {
    rates: Rates,
    at_knots: [Coordinate; KNOTS.len()],
}

impl Recalibration {
    /// No correction yet.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        Self { rates, at_knots: [Coordinate::default(); KNOTS.len()] }
    }

    /// The corrected log-odds.
    #[must_use]
    pub fn log_odds(&self, raw: f64) -> f64 {
        let parts = shares(raw).zip(&self.at_knots);
        raw + parts.map(|(share, knot)| share * knot.weight(&self.rates)).sum::<f64>()
    }

    /// Learns from an outcome, in [0, 1], that was predicted with these raw log-odds.
    pub fn learn(&mut self, raw: f64, outcome: f64) {
        let error = logistic(self.log_odds(raw)) - outcome;
        if error.is_finite() {
            for (share, knot) in shares(raw).zip(&mut self.at_knots).filter(|(share, _)| *share > 0.0) {
                knot.step(error * share, &self.rates);
            }
        }
    }
}

/// The share of each knot.
fn shares(raw: f64) -> impl Iterator<Item = f64> {
    let parts = between_knots(raw, &KNOTS);
    (0_u64..)
        .take(KNOTS.len())
        .map(move |knot| parts.iter().filter(|(at, _)| *at == knot).map(|(_, share)| share).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::click::maths::{mix, unit};

    #[test]
    fn predictions_that_are_too_sure_are_brought_back() {
        let mut recalibration = Recalibration::new(Rates { alpha: 1.0, beta: 1.0, l1: 0.0, l2: 0.0 });
        let mut hash = 1;
        let mut draw = || {
            hash = mix(hash, 1);
            unit(hash)
        };
        for _ in 0..30_000 {
            // The truth has half the log-odds that are predicted.
            let raw = 6.0 * draw() - 3.0;
            recalibration.learn(raw, f64::from(u8::from(draw() < logistic(0.5 * raw))));
        }
        for raw in [-2.5, -1.0, 0.0, 1.0, 2.5] {
            let (found, truth) = (logistic(recalibration.log_odds(raw)), logistic(0.5 * raw));
            assert!((found - truth).abs() < 0.03, "{raw}: {found} {truth}");
        }
    }

    #[test]
    fn what_is_no_number_changes_nothing() {
        let mut recalibration = Recalibration::new(Rates { alpha: 1.0, beta: 1.0, l1: 0.0, l2: 0.0 });
        let before = recalibration.clone();
        recalibration.learn(f64::NAN, 1.0);
        recalibration.learn(0.0, f64::NAN);
        assert_eq!(recalibration, before);
    }
}
