//! FTRL-Proximal, one coordinate at a time.

use super::maths::bits;
use serde::{Deserialize, Serialize};

/// How fast coordinates learn and how much they are held back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// The size of steps.
    #[serde(with = "bits")]
    pub alpha: f64,
    /// How much the first steps are held back.
    #[serde(with = "bits")]
    pub beta: f64,
    /// The L1 penalty: evidence below it leaves a weight at 0.
    #[serde(with = "bits")]
    pub l1: f64,
    /// The L2 penalty.
    #[serde(with = "bits")]
    pub l2: f64,
}

/// Gradients beyond this are cut: a single event must not overturn what many taught.
const MAX_GRADIENT: f64 = 4.0;
/// The sum of squared gradients after which steps shrink no further.
const MEMORY: f64 = 1_000.0;

/// One weight, as what FTRL-Proximal keeps of it: the adjusted sum of gradients and the sum of their squares
/// (McMahan et al., "Ad click prediction: a view from the trenches", KDD 2013, algorithm 1).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Coordinate {
    #[serde(with = "bits")]
    z: f64,
    #[serde(with = "bits")]
    n: f64,
}

impl Coordinate {
    /// The weight; 0 until the evidence exceeds the L1 penalty.
    #[must_use]
    pub fn weight(&self, rates: &Rates) -> f64 {
        if self.z.abs() <= rates.l1 {
            return 0.0;
        }
        -(self.z - self.z.signum() * rates.l1) / ((rates.beta + pace(self.n)) / rates.alpha + rates.l2)
    }

    /// One step against a finite gradient.
    pub fn step(&mut self, gradient: f64, rates: &Rates) {
        let gradient = gradient.clamp(-MAX_GRADIENT, MAX_GRADIENT);
        let squares = self.n + gradient * gradient;
        let sigma = (pace(squares) - pace(self.n)) / rates.alpha;
        self.z += gradient - sigma * self.weight(rates);
        self.n = squares;
    }

    /// Whether nothing has been learned yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.n == 0.0
    }
}

/// How steps shrink with the squares of gradients seen. The paper's n^½ suits an adversary: it never stops following
/// the noise of the latest few hundred events, which shows in the calibration. For log loss, n estimates the curvature,
/// so steps of 1/n average over all events as Newton's would; up to [`MEMORY`], so that a market that changes is
/// followed.
fn pace(squares: f64) -> f64 {
    squares.min(MEMORY)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: Rates = Rates { alpha: 0.5, beta: 1.0, l1: 0.0, l2: 0.0 };

    #[test]
    fn steps_lead_to_the_minimum() {
        // Log loss, whose minimum for outcomes true in one of four is at odds of one to three.
        let rates = Rates { alpha: 1.0, ..RATES };
        let mut coordinate = Coordinate::default();
        for round in 0..5_000 {
            let chance = 1.0 / (1.0 + (-coordinate.weight(&rates)).exp());
            coordinate.step(chance - f64::from(u8::from(round % 4 == 0)), &rates);
        }
        let minimum = (1.0_f64 / 3.0).ln();
        assert!((coordinate.weight(&rates) - minimum).abs() < 0.01, "{}", coordinate.weight(&rates));
    }

    #[test]
    fn little_evidence_leaves_a_weight_at_zero() {
        let rates = Rates { l1: 1.0, ..RATES };
        let mut coordinate = Coordinate::default();
        coordinate.step(0.9, &rates);
        assert_eq!(coordinate.weight(&rates), 0.0);
        coordinate.step(0.9, &rates);
        assert!(coordinate.weight(&rates) < 0.0);
    }

    #[test]
    fn the_l2_penalty_holds_back() {
        let mut coordinate = Coordinate::default();
        coordinate.step(1.0, &RATES);
        let held = Rates { l2: 10.0, ..RATES };
        assert!(coordinate.weight(&held).abs() < coordinate.weight(&RATES).abs());
    }
}
