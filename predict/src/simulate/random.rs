//! Reproducible draws.

use crate::click::maths::{mix, unit};

/// A stream of numbers that its seed and keys alone decide: SplitMix64's finaliser over a counter.
#[derive(Debug, Clone)]
pub struct Random {
    state: u64,
    drawn: u64,
}

impl Random {
    /// A stream of its own for every seed and path of keys.
    #[must_use]
    pub fn keyed(seed: u64, keys: &[u64]) -> Self {
        Self { state: keys.iter().fold(mix(0, seed), |state, key| mix(state, *key)), drawn: 0 }
    }

    /// Even in [0, 1).
    pub fn unit(&mut self) -> f64 {
        self.drawn += 1;
        unit(mix(self.state, self.drawn))
    }

    /// Even between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with a chance.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Normal with mean 0 and variance 1 (Box and Muller, Annals of Mathematical Statistics 1958).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// One of a list, by weight; `None` if nothing weighs anything.
    pub fn weighted<'a, T>(&mut self, from: &'a [(T, f64)]) -> Option<&'a T> {
        let mut left = self.unit() * from.iter().map(|(_, weight)| weight).sum::<f64>();
        let positive = || from.iter().filter(|(_, weight)| *weight > 0.0);
        for (value, weight) in positive() {
            left -= weight;
            if left < 0.0 {
                return Some(value);
            }
        }
        positive().next_back().map(|(value, _)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_moments_they_should() {
        let mut random = Random::keyed(5, &[1]);
        let count = 20_000;
        let normal: Vec<f64> = (0..count).map(|_| random.normal()).collect();
        let mean = normal.iter().sum::<f64>() / f64::from(count);
        let variance = normal.iter().map(|x| x * x).sum::<f64>() / f64::from(count);
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
        let heads = (0..count).filter(|_| random.happens(0.3)).count();
        assert!((heads as f64 / f64::from(count) - 0.3).abs() < 0.015);
    }

    #[test]
    fn weights_decide_and_nothing_is_drawn_of_nothing() {
        let mut random = Random::keyed(5, &[2]);
        let drawn: Vec<_> =
            (0..1_000).filter_map(|_| random.weighted(&[('a', 3.0), ('b', 0.0), ('c', 1.0)])).collect();
        let a = drawn.iter().filter(|value| ***value == 'a').count();
        assert!((700..800).contains(&a) && !drawn.contains(&&'b'));
        assert_eq!(random.weighted::<char>(&[('a', 0.0)]), None);
    }

    #[test]
    fn keys_make_streams_of_their_own() {
        let first = |keys: &[u64]| Random::keyed(1, keys).unit().to_bits();
        assert_ne!(first(&[1, 2]), first(&[2, 1]));
        assert_eq!(first(&[1, 2]), first(&[1, 2]));
    }
}
