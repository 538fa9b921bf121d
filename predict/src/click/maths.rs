//! The few functions that every part of the click model shares.

pub(crate) use crate::metrics::logistic;
pub(crate) use crate::random::{mix, unit};

/// Log-odds beyond this tell no more: 1 in 160,000.
pub(crate) const MAX_LOG_ODDS: f64 = 12.0;

/// The log-odds of a probability, within [`MAX_LOG_ODDS`] also for 0 and 1; what is no number tells nothing.
pub(crate) fn logit(probability: f64) -> f64 {
    let log_odds = crate::metrics::logit(probability);
    if log_odds.is_nan() { 0.0 } else { log_odds.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS) }
}

/// The standard normal distribution function, to 1.5 × 10⁻⁷ (Abramowitz and Stegun, "Handbook of Mathematical
/// Functions", 7.1.26).
pub(crate) fn normal_cdf(z: f64) -> f64 {
    let x = z.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = t
        * (0.254_829_592
            + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let tail = 0.5 * series * (-x * x).exp();
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// How many of the ascending `edges` a value has reached.
pub(crate) fn bucket(value: f64, edges: &[f64]) -> u64 {
    edges.iter().map(|edge| u64::from(value >= *edge)).sum()
}

/// A value as shares of the two knots it lies between, so that what is learned for knots is interpolated
/// linearly: `(knot, share)`, the shares adding up to one. Values outside count as the nearest knot.
pub(crate) fn between_knots(value: f64, knots: &[f64]) -> [(u64, f64); 2] {
    let mut at = 0;
    for pair in knots.windows(2) {
        if let [low, high] = pair
            && value < *high
        {
            let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
            return [(at, 1.0 - share), (at + 1, share)];
        }
        at += 1;
    }
    [(at, 1.0), (at, 0.0)]
}

/// Floats as their bits, so that a state read back is the same to the bit in every format.
pub(crate) mod bits {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        value.to_bits().serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        let value = f64::from_bits(u64::deserialize(deserializer)?);
        if value.is_finite() {
            Ok(value)
        } else {
            Err(serde::de::Error::custom("a state holds finite numbers"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_normal_distribution_is_that_of_the_tables() {
        for (z, expected) in [(0.0, 0.5), (1.0, 0.841_344_746), (-1.96, 0.024_997_895), (3.0, 0.998_650_102)]
        {
            assert!((normal_cdf(z) - expected).abs() < 1e-6, "{z}");
        }
    }

    #[test]
    fn certainties_have_finite_log_odds() {
        assert_eq!((logit(0.0), logit(1.0)), (-MAX_LOG_ODDS, MAX_LOG_ODDS));
        assert_eq!(logit(f64::NAN), 0.0);
    }

    proptest! {
        #[test]
        fn a_value_is_shared_by_its_neighbours(value in -1.0..2.0_f64) {
            let knots = [0.0, 0.25, 0.5, 1.0];
            let shares = between_knots(value, &knots);
            let back: f64 = shares.iter().map(|(at, share)| knots[usize::try_from(*at).unwrap()] * share).sum();
            prop_assert!((back - value.clamp(0.0, 1.0)).abs() < 1e-12);
        }

        #[test]
        fn log_odds_and_probability_are_inverse(log_odds in -11.0..11.0_f64) {
            prop_assert!((logit(logistic(log_odds)) - log_odds).abs() < 1e-6);
        }
    }
}
