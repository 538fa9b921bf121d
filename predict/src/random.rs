//! Random numbers that a seed repeats on every machine and with every version of every dependency.

/// The `SplitMix64` generator (Steele, Lea and Flood 2014): small, fast, and good enough to draw samples with.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A generator that repeats itself for a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly from 0 (included) to 1 (excluded).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
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
}
