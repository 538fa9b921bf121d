//! Whether predictions mean what they say, bin by bin.

use super::{ECE_BINS, of, sorted};
use domain::evaluation::{ReliabilityBand, ReliabilityBin};

/// Bins of equal count, ascending by prediction; fewer if there are fewer rows.
#[must_use]
pub fn reliability(labels: &[bool], predictions: &[f64], bins: usize) -> Vec<ReliabilityBin> {
    equal_parts(&sorted(labels, predictions), bins).map(bin).collect()
}

/// How many bands the chances from 0 to 1 are told in.
const BANDS: u8 = 10;

/// The rows by the tenth that their prediction falls into, as sentences speak of them; without the empty ones.
#[must_use]
pub fn bands(labels: &[bool], predictions: &[f64]) -> Vec<ReliabilityBand> {
    let mut pairs = sorted(labels, predictions).into_iter().peekable();
    let width = 100 / BANDS;
    (1..=BANDS)
        .filter_map(|number| {
            let (from, to) = ((number - 1) * width, number * width);
            let is_within = |prediction: f64| number == BANDS || prediction < f64::from(to) / 100.0;
            let mut rows = Vec::new();
            while let Some(pair) = pairs.next_if(|pair| is_within(pair.0)) {
                rows.push(pair);
            }
            (!rows.is_empty()).then(|| ReliabilityBand { from, to, bin: bin(&rows) })
        })
        .collect()
}

/// What came of some rows of one bin, of which there is at least one.
fn bin(pairs: &[(f64, bool)]) -> ReliabilityBin {
    let rows = pairs.len() as f64;
    let observed = pairs.iter().filter(|(_, label)| *label).count() as f64 / rows;
    let (low, high) = wilson(observed, rows, Z_95);
    let predicted = pairs.iter().map(|(prediction, _)| prediction).sum::<f64>() / rows;
    ReliabilityBin { rows: pairs.len(), predicted, observed, low, high }
}

/// The standard normal quantile that 95 % lie within.
pub const Z_95: f64 = 1.959_964;

/// The expected calibration error: the mean distance between prediction and outcome over bins of equal count, each
/// weighted by its rows.
#[must_use]
pub fn expected_calibration_error(labels: &[bool], predictions: &[f64], bins: usize) -> f64 {
    let pairs = sorted(labels, predictions);
    let off: f64 = equal_parts(&pairs, bins)
        .map(|bin| bin.iter().map(|(prediction, label)| of(*label) - prediction).sum::<f64>().abs())
        .sum();
    off / pairs.len() as f64
}

/// The expected calibration error that a perfectly calibrated model shows by chance over [`ECE_BINS`] bins of equal
/// count: the mean absolute deviation of a bin's observed share, `√(2/π)` standard deviations, by the normal
/// approximation of the binomial distribution with the overall share.
#[must_use]
pub fn ece_by_chance(rows: u64, positives: u64) -> f64 {
    let rows = rows.max(1) as f64;
    let share = (positives as f64 / rows).clamp(0.0, 1.0);
    (2.0 / std::f64::consts::PI).sqrt() * (share * (1.0 - share) * ECE_BINS as f64 / rows).sqrt()
}

/// Slices whose lengths differ by one at most, none empty.
pub(crate) fn equal_parts<T>(items: &[T], parts: usize) -> impl Iterator<Item = &[T]> {
    let parts = parts.clamp(1, items.len().max(1));
    (0..parts)
        .filter_map(move |part| items.get(part * items.len() / parts..(part + 1) * items.len() / parts))
        .filter(|part| !part.is_empty())
}

/// The interval of a share that was observed over so many rows (Wilson 1927), `z` standard deviations wide each way.
#[must_use]
pub fn wilson(share: f64, rows: f64, z: f64) -> (f64, f64) {
    if !(rows > 0.0 && share.is_finite()) {
        return (0.0, 1.0);
    }
    let scale = 1.0 + z * z / rows;
    let middle = (share + z * z / (2.0 * rows)) / scale;
    let half = z / scale * (share * (1.0 - share) / rows + z * z / (4.0 * rows * rows)).max(0.0).sqrt();
    ((middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0))
}
