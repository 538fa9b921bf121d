//! Whether predictions mean what they say, bin by bin; and whether distributions have moved.

use super::{of, sorted};
use serde::{Deserialize, Serialize};

/// A bin of a reliability diagram: rows of similar prediction, and how many of them happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// How many rows it has.
    pub rows: usize,
    /// Their mean prediction.
    pub predicted: f64,
    /// The share of them that happened.
    pub observed: f64,
    /// The 95 % interval of that share (Wilson).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// Bins of equal count, ascending by prediction; fewer if there are fewer rows.
#[must_use]
pub fn reliability(labels: &[bool], predictions: &[f64], bins: usize) -> Vec<ReliabilityBin> {
    let pairs = sorted(labels, predictions);
    equal_parts(&pairs, bins)
        .map(|bin| {
            let rows = bin.len() as f64;
            let happened = bin.iter().filter(|(_, label)| *label).count() as f64;
            let (low, high) = wilson(happened / rows, rows, Z_95);
            ReliabilityBin {
                rows: bin.len(),
                predicted: bin.iter().map(|(prediction, _)| prediction).sum::<f64>() / rows,
                observed: happened / rows,
                low,
                high,
            }
        })
        .collect()
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

/// The population stability index of a feature or score: how far `now` has moved from `then`, over bins of equal count of
/// `then` and one of missing values. Below 0.1 little, above 0.25 much.
#[must_use]
pub fn psi(then: &[f64], now: &[f64], bins: usize) -> f64 {
    let mut sorted: Vec<f64> = then.iter().copied().filter(|value| !value.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = equal_parts(&sorted, bins).filter_map(|part| part.last().copied()).collect();
    edges.pop();
    edges.dedup();
    let counts = |values: &[f64]| {
        let mut counts = vec![0.0; edges.len() + 2];
        for value in values {
            let bin =
                if value.is_nan() { edges.len() + 1 } else { edges.partition_point(|edge| edge < value) };
            if let Some(count) = counts.get_mut(bin) {
                *count += 1.0;
            }
        }
        counts
    };
    psi_of_shares(&counts(then), &counts(now))
}

/// The population stability index of counts per bin or category. A bin that is empty on one side counts as half a row
/// there; one that is empty on both does not count.
#[must_use]
pub fn psi_of_shares(then: &[f64], now: &[f64]) -> f64 {
    let (then_total, now_total): (f64, f64) = (then.iter().sum(), now.iter().sum());
    then.iter()
        .zip(now)
        .filter(|(then, now)| **then > 0.0 || **now > 0.0)
        .map(|(then, now)| {
            let (then, now) = (then.max(0.5) / then_total, now.max(0.5) / now_total);
            (now - then) * (now / then).ln()
        })
        .sum()
}
