//! Reproducible draws: SplitMix64 and quantile tables, in integers throughout.
//!
//! The same seed must give the same catalogue on every machine and with every version of every dependency, so
//! the generator is written out here, and nothing in it rounds.

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): eight
/// bytes of state, full period, every seed as good as any other.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

/// The golden ratio in 64 bits, SplitMix64's increment.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// A stream of its own for every `seed` and every path of `keys`, so that one object's draws do not depend
    /// on how many another one made.
    pub(super) fn keyed(seed: u64, keys: &[u64]) -> Self {
        let mut random = Self(seed);
        for key in keys {
            random = Self(random.next() ^ key.wrapping_mul(GOLDEN));
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from `0..bound`; 0 for an empty range. The bias of the multiplication method is below
    /// `bound` / 2⁶⁴.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// Evenly from `low..=high`.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in `share` of a thousand draws.
    pub(super) fn per_mille(&mut self, share: u64) -> bool {
        self.below(1000) < share
    }

    /// Evenly from a list; `None` if it is empty.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(u64::try_from(from.len()).unwrap_or(u64::MAX));
        usize::try_from(at).ok().and_then(|at| from.get(at))
    }

    /// Evenly from a list of texts; empty if the list is.
    pub(super) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }

    /// A value of a measured distribution.
    pub(super) fn draw(&mut self, from: &Quantiles) -> u64 {
        from.at(self.below(WHOLE))
    }
}

/// A share of one in ten-thousandths, as [`Quantiles::at`] takes it.
pub(super) const WHOLE: u64 = 10_000;

/// A measured distribution: its values at the 5th, 10th, 25th, 50th, 75th, 90th and 95th percentile, in
/// ascending order. Beyond the outer two it is flat, so outliers of the sample are never drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quantiles([u64; 7]);

/// Where a [`Quantiles`] table's values stand, in ten-thousandths.
const AT: [u64; 7] = [500, 1000, 2500, 5000, 7500, 9000, 9500];

impl Quantiles {
    /// From the seven values; fails to compile in a constant if they descend.
    #[allow(
        clippy::indexing_slicing,
        clippy::panic,
        reason = "evaluated at compile time, where a panic is a compile error"
    )]
    pub(super) const fn new(values: [u64; 7]) -> Self {
        let mut at = 1;
        while at < values.len() {
            assert!(values[at - 1] <= values[at], "quantiles must ascend");
            at += 1;
        }
        Self(values)
    }

    /// The value that `share` ten-thousandths of the sample do not exceed, interpolated.
    pub(super) fn at(&self, share: u64) -> u64 {
        let mut below: Option<(u64, u64)> = None;
        for (at, value) in AT.into_iter().zip(self.0) {
            if share < at {
                return below.map_or(value, |(from, low)| low + (value - low) * (share - from) / (at - from));
            }
            below = Some((at, value));
        }
        below.map_or(0, |(_, highest)| highest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_splitmix64() {
        // The first outputs for seed 1234567 as published with the reference implementation.
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
        assert_eq!(random.next(), 9_817_491_932_198_370_423);
    }

    #[test]
    fn keys_make_independent_streams() {
        let first: Vec<u64> = (0..100).map(|key| Random::keyed(7, &[key, 1]).next()).collect();
        let distinct: std::collections::HashSet<_> = first.iter().collect();
        assert_eq!(distinct.len(), first.len());
        assert_ne!(Random::keyed(7, &[1, 2]).next(), Random::keyed(7, &[2, 1]).next());
    }

    #[test]
    fn draws_follow_the_quantiles() {
        let table = Quantiles::new([10, 20, 50, 100, 150, 180, 190]);
        assert_eq!((table.at(0), table.at(WHOLE)), (10, 190));
        assert_eq!((table.at(5000), table.at(3750)), (100, 75));
        let mut random = Random::keyed(1, &[]);
        let mut drawn: Vec<u64> = (0..20_000).map(|_| random.draw(&table)).collect();
        drawn.sort_unstable();
        assert!((95..=105).contains(&drawn[10_000]), "{}", drawn[10_000]);
        assert!((45..=55).contains(&drawn[5000]), "{}", drawn[5000]);
    }

    #[test]
    fn ranges_hold_their_bounds() {
        let mut random = Random::keyed(3, &[]);
        let drawn: Vec<u64> = (0..1000).map(|_| random.between(3, 5)).collect();
        assert!([3, 4, 5].iter().all(|value| drawn.contains(value)));
        assert!(drawn.iter().all(|value| (3..=5).contains(value)));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.pick::<u8>(&[]), None);
    }
}
