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
    /// The share that comes true.
    pub observed: f64,
    /// How many.
    pub count: usize,
}

/// A prediction, what came of it, and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The chance that was predicted.
    pub predicted: f64,
    /// How likely it truly was: what endless outcomes would come to, without the noise of drawing some.
    pub truth: f64,
    /// How much it counts.
    pub weight: f64,
}

/// The reliability diagram over ten bins of equal weight (Murphy and Winkler, "Reliability of subjective probability
/// forecasts", Applied Statistics 1977).
#[must_use]
pub fn reliability(mut forecasts: Vec<Forecast>) -> Vec<Bin> {
    forecasts.sort_by(|a, b| a.predicted.total_cmp(&b.predicted).then(a.truth.total_cmp(&b.truth)));
    let whole: f64 = forecasts.iter().map(|forecast| forecast.weight).sum();
    let mut bins = Vec::with_capacity(BINS);
    let (mut passed, mut sum) = (0.0, Sum::default());
    for forecast in &forecasts {
        sum.add(forecast);
        passed += forecast.weight;
        if passed * BINS as f64 >= whole * (bins.len() as f64 + 1.0) {
            bins.extend(std::mem::take(&mut sum).bin());
        }
    }
    bins.extend(sum.bin());
    bins
}

/// The sums of a bin that is being filled.
#[derive(Debug, Default)]
struct Sum {
    weight: f64,
    predicted: f64,
    truth: f64,
    count: usize,
}

impl Sum {
    fn add(&mut self, forecast: &Forecast) {
        self.weight += forecast.weight;
        self.predicted += forecast.weight * forecast.predicted;
        self.truth += forecast.weight * forecast.truth;
        self.count += 1;
    }

    fn bin(self) -> Option<Bin> {
        let Self { weight, predicted, truth, count } = self;
        (weight > 0.0).then(|| Bin { predicted: predicted / weight, observed: truth / weight, count })
    }
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
        let forecasts = (0..10_000).map(|at| {
            let rare = f64::from(u8::from(at % 10 == 0));
            let (predicted, truth) = if at % 2 == 0 { (0.2, rare) } else { (0.6, 0.5) };
            Forecast { predicted, truth, weight: 1.0 }
        });
        let bins = reliability(forecasts.collect());
        assert_eq!((bins.len(), bins.iter().map(|bin| bin.count).sum::<usize>()), (10, 10_000));
        let mean = |bins: &[Bin]| bins.iter().map(|bin| bin.observed).sum::<f64>() / bins.len() as f64;
        assert!((mean(&bins[..5]) - 0.2).abs() < 1e-9 && (mean(&bins[5..]) - 0.5).abs() < 1e-9);
        let few = [Bin { predicted: 0.9, observed: 0.1, count: LEAST - 1 }];
        assert_eq!(gap(&few), None);
        let both = [few[0], Bin { predicted: 0.30, observed: 0.25, count: LEAST }];
        assert!((gap(&both).unwrap() - 0.05).abs() < 1e-12);
    }

    #[test]
    fn what_counts_more_fills_bins_sooner() {
        let forecasts = (0..100).map(|at| {
            let predicted = f64::from(at) / 100.0;
            Forecast { predicted, truth: 0.5, weight: if at < 50 { 9.0 } else { 1.0 } }
        });
        let bins = reliability(forecasts.collect());
        let counts: Vec<usize> = bins.iter().map(|bin| bin.count).collect();
        assert_eq!((bins.len(), counts.iter().sum::<usize>(), counts[9]), (10, 100, 50));
    }

    #[test]
    fn nothing_predicted_is_no_reliability() {
        assert_eq!(gap(&reliability(Vec::new())), None);
    }
}
