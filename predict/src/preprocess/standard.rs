//! Features on one scale, as a linear model needs them.

use crate::dataset::Dataset;
use serde::{Deserialize, Serialize};

/// Mean 0 and standard deviation 1 each, what is missing at the mean; and, for features that were missing in training,
/// an indicator of it beside them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standard {
    columns: Vec<Scale>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Scale {
    mean: f64,
    deviation: f64,
    indicator: bool,
}

impl Standard {
    /// Learns means, deviations and which features need an indicator.
    #[must_use]
    pub fn learn(data: &Dataset) -> Self {
        let columns = (0..data.columns())
            .map(|column| {
                let known = || data.column(column).filter(|value| !value.is_nan()).map(f64::from);
                let count = known().count() as f64;
                let mean = if count > 0.0 { known().sum::<f64>() / count } else { 0.0 };
                let variance = known().map(|value| (value - mean).powi(2)).sum::<f64>() / count.max(1.0);
                let missing = data.len() as f64 - count;
                Scale {
                    mean,
                    // A constant says nothing, and dividing by next to nothing would shout it.
                    deviation: if variance > 1e-12 * mean.abs().max(1e-12) {
                        variance.sqrt()
                    } else {
                        f64::INFINITY
                    },
                    indicator: missing > 0.0 && count > 0.0,
                }
            })
            .map(|scale: Scale| Scale { deviation: scale.deviation.min(f64::MAX), ..scale })
            .collect();
        Self { columns }
    }

    /// How many numbers a row becomes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len() + self.columns.iter().filter(|scale| scale.indicator).count()
    }

    /// A row's numbers, and which feature each is of.
    pub fn of<'a>(&'a self, row: &'a [f32]) -> impl Iterator<Item = (usize, f64)> + 'a {
        self.columns.iter().zip(row).enumerate().flat_map(|(column, (scale, value))| {
            let value = f64::from(*value);
            let standard = if value.is_nan() { 0.0 } else { (value - scale.mean) / scale.deviation };
            let indicator = scale.indicator.then_some((column, if value.is_nan() { 1.0 } else { 0.0 }));
            [Some((column, standard)), indicator].into_iter().flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Outcome;

    #[test]
    fn known_values_are_scaled_and_missing_ones_flagged() {
        let mut data = Dataset::new(["x", "constant", "whole"].map(str::to_owned).to_vec()).unwrap();
        for (x, whole) in [(1.0, 0.0), (3.0, 10.0), (f32::NAN, 20.0)] {
            data.push(&[x, 5.0, whole], Outcome::of(true)).unwrap();
        }
        let standard = Standard::learn(&data);
        assert_eq!(standard.width(), 4);
        let of = |row: [f32; 3]| standard.of(&row).map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(of([1.0, 5.0, 10.0]), [-1.0, 0.0, 0.0, 0.0]);
        assert_eq!(of([f32::NAN, 5.0, 10.0])[..2], [0.0, 1.0]);
        assert!(of([1.0, 1e30, 10.0])[2].abs() < 1e-6);
    }
}
