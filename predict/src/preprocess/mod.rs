//! What is learned of features before a model is: where outliers begin, and what stands in for what is missing.

mod donors;
mod standard;

pub use donors::Donors;
pub use standard::Standard;

use crate::dataset::Dataset;
use serde::{Deserialize, Serialize};

/// Limits of each feature, learned as quantiles: what lies beyond counts as lying on them. Missing stays missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clipping {
    limits: Vec<Option<(f32, f32)>>,
}

impl Clipping {
    /// Learns the limits that this share of a feature's values lies beyond, at each end.
    #[must_use]
    pub fn learn(data: &Dataset, share: f64) -> Self {
        let limits = (0..data.columns())
            .map(|column| {
                let mut values: Vec<f32> = data.column(column).filter(|value| !value.is_nan()).collect();
                values.sort_unstable_by(f32::total_cmp);
                Some((quantile(&values, share)?, quantile(&values, 1.0 - share)?))
            })
            .collect();
        Self { limits }
    }

    /// Applies the limits to a row.
    pub fn apply(&self, row: &mut [f32]) {
        for (value, limits) in row.iter_mut().zip(&self.limits) {
            if let Some((low, high)) = limits.filter(|_| !value.is_nan()) {
                *value = value.clamp(low, high);
            }
        }
    }

    /// A dataset with the limits applied.
    #[must_use]
    pub fn applied(&self, data: Dataset) -> Dataset {
        data.map_rows(|row| self.apply(row))
    }
}

/// The value that a share of sorted values lies at or below.
fn quantile(sorted: &[f32], share: f64) -> Option<f32> {
    let rank = share.clamp(0.0, 1.0) * sorted.len().saturating_sub(1) as f64;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the length")]
    let at = rank.round() as usize;
    sorted.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Outcome;

    fn data(values: impl Iterator<Item = f32>) -> Dataset {
        let mut data = Dataset::new(vec!["x".to_owned()]).unwrap();
        for value in values {
            data.push(&[value], Outcome::of(true)).unwrap();
        }
        data
    }

    #[test]
    fn outliers_count_as_the_limit_and_missing_stays_missing() {
        let clipping = Clipping::learn(&data((0..=1_000).map(|value| value as f32).chain([f32::NAN])), 0.01);
        for (value, clipped) in [(-5.0, 10.0), (10.0, 10.0), (500.0, 500.0), (1e9, 990.0)] {
            let mut row = [value];
            clipping.apply(&mut row);
            assert_eq!(row, [clipped]);
        }
        let mut row = [f32::NAN];
        clipping.apply(&mut row);
        assert!(row[0].is_nan());
    }

    #[test]
    fn a_feature_that_is_always_missing_has_no_limits() {
        let clipping = Clipping::learn(&data([f32::NAN; 3].into_iter()), 0.01);
        let mut row = [7.0];
        clipping.apply(&mut row);
        assert_eq!(row, [7.0]);
    }
}
