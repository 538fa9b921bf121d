//! Random numbers that a seed repeats on every machine and with every version of every dependency, and the hash that
//! they are made of.

/// The golden ratio in 64 bits, by which `SplitMix64` counts.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The `SplitMix64` generator (Steele, Lea and Flood 2014): small, fast, and good enough to draw samples with.
#[derive(Debug, Clone)]
pub struct Random(u64);

/// The finaliser of `SplitMix64`: each bit of the number changes every bit of the answer with a chance of a half.
const fn scrambled(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Mixes a key into a hash.
pub(crate) const fn mix(hash: u64, key: u64) -> u64 {
    scrambled((hash ^ key.wrapping_mul(GOLDEN)).wrapping_add(GOLDEN))
}

/// A 64-bit hash as a number from 0 (included) to 1 (excluded).
pub(crate) fn unit(hash: u64) -> f64 {
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

impl Random {
    /// A generator that repeats itself for a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator of its own for every seed and path of keys.
    #[must_use]
    pub fn keyed(seed: u64, keys: &[u64]) -> Self {
        Self(keys.iter().fold(mix(0, seed), |state, key| mix(state, *key)))
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        scrambled(self.0)
    }

    /// Evenly from 0 (included) to 1 (excluded).
    pub fn unit(&mut self) -> f64 {
        unit(self.bits())
    }

    /// Evenly between two numbers.
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

    /// Evenly among the first `count` whole numbers; 0 if there are none.
    pub fn below(&mut self, count: usize) -> usize {
        // The bias of the remainder is below 1 in 2⁴⁰ for anything that fits a memory.
        let count = u64::try_from(count).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.bits() % count).unwrap_or(0)
    }

    /// In a random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `count` of the first `of` whole numbers, ascending; all of them if there are fewer.
    pub fn sample(&mut self, of: usize, count: usize) -> Vec<usize> {
        // Selection sampling: each is taken with the chance of places left ÷ numbers left.
        let mut wanted = count.min(of);
        let mut taken = Vec::with_capacity(wanted);
        for number in 0..of {
            if self.below(of - number) < wanted {
                taken.push(number);
                wanted -= 1;
            }
        }
        taken
    }
}

#[cfg(test)]
impl Random {
    /// Evenly from 0 to 1, as features are.
    pub(crate) fn unit_f32(&mut self) -> f32 {
        self.below(1 << 20) as f32 / (1 << 20) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_sequence_of_seed_0() {
        let mut random = Random::new(0);
        assert_eq!([random.bits(), random.bits()], [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4]);
    }

    #[test]
    fn a_sample_is_ascending_of_the_size_asked_for_and_even() {
        let mut random = Random::new(7);
        let mut seen = [0_u32; 10];
        for _ in 0..5_000 {
            let sample = random.sample(10, 3);
            assert_eq!(sample.len(), 3);
            assert!(sample.windows(2).all(|pair| pair[0] < pair[1]));
            for number in sample {
                seen[number] += 1;
            }
        }
        assert!(seen.iter().all(|count| (1_350..1_650).contains(count)), "{seen:?}");
        assert_eq!(random.sample(2, 5), [0, 1]);
    }

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
