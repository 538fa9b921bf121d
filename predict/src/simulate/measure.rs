//! What a simulated run is measured by.

use serde::Serialize;

/// Into how many bins of equal count predictions are put.
const BINS: usize = 10;
/// A bin with fewer tells nothing.
const LEAST: usize = 500;

/// Predictions of about the same size beside what came of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// The mean prediction.
    pub predicted: f64,
    /// The share that came true.
    pub observed: f64,
    /// How many.
    pub count: usize,
}

/// The reliability diagram over ten bins of equal count (Murphy and Winkler, "Reliability of subjective probability
/// forecasts", Applied Statistics 1977).
#[must_use]
pub fn reliability(mut outcomes: Vec<(f64, bool)>) -> Vec<Bin> {
    outcomes.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let per_bin = outcomes.len().div_ceil(BINS).max(1);
    let bin = |part: &[(f64, bool)]| {
        let count = part.len();
        let predicted = part.iter().map(|(predicted, _)| predicted).sum::<f64>() / count as f64;
        let observed = part.iter().filter(|(_, happened)| *happened).count() as f64 / count as f64;
        Bin { predicted, observed, count }
    };
    outcomes.chunks(per_bin).map(bin).collect()
}

/// The largest distance from the diagonal over bins with enough data; `None` if no bin has.
#[must_use]
pub fn gap(bins: &[Bin]) -> Option<f64> {
    let gaps = bins.iter().filter(|bin| bin.count >= LEAST).map(|bin| (bin.predicted - bin.observed).abs());
    gaps.reduce(f64::max)
}

/// What was earned and what could have been: approved clicks, in expectation under the truth.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Earned {
    pub(super) shown: f64,
    pub(super) oracle: f64,
    pub(super) chance: f64,
}

impl Earned {
    pub(super) fn add(&mut self, other: Self) {
        self.shown += other.shown;
        self.oracle += other.oracle;
        self.chance += other.chance;
    }

    /// What was earned ÷ what the oracle would have; `None` where there was nothing to earn.
    pub(super) fn share(&self) -> Option<f64> {
        (self.oracle > 0.0).then(|| self.shown / self.oracle)
    }

    /// What a random order would have earned ÷ what the oracle would have.
    pub(super) fn chance_share(&self) -> Option<f64> {
        (self.oracle > 0.0).then(|| self.chance / self.oracle)
    }

    /// What the oracle would have earned beyond what was.
    pub(super) fn regret(&self) -> f64 {
        self.oracle - self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_the_largest_of_bins_with_enough_data() {
        // 5,000 predictions of 0.2 that come true in 0.2, and 5,000 of 0.6 that come true in 0.5.
        let outcomes =
            (0..10_000).map(|at| if at % 2 == 0 { (0.2, at % 10 == 0) } else { (0.6, at % 4 == 1) });
        let bins = reliability(outcomes.collect());
        assert_eq!((bins.len(), bins.iter().map(|bin| bin.count).sum::<usize>()), (10, 10_000));
        let mean = |bins: &[Bin]| bins.iter().map(|bin| bin.observed).sum::<f64>() / bins.len() as f64;
        assert!((mean(&bins[..5]) - 0.2).abs() < 1e-9 && (mean(&bins[5..]) - 0.5).abs() < 1e-9);
        let few = [Bin { predicted: 0.9, observed: 0.1, count: LEAST - 1 }];
        assert_eq!(gap(&few), None);
        let both = [few[0], Bin { predicted: 0.30, observed: 0.25, count: LEAST }];
        assert!((gap(&both).unwrap() - 0.05).abs() < 1e-12);
    }

    #[test]
    fn nothing_predicted_is_no_reliability() {
        assert_eq!(gap(&reliability(Vec::new())), None);
    }
}
