//! What became of earlier cases like this one, as features: a lender's share of approvals, a region's of clicks.
//!
//! A case belongs to keys from coarse to fine, such as category → lender → product. The share of each level is shrunk
//! towards that of the level above by a prior worth some rows (a beta prior whose mean is the level above), so that few
//! cases say little, and a key never seen says what its parent does. Older cases may count less, by a half-life.
//!
//! A case's own outcome must never be among what its features say. For cases in no order that is done by folds
//! ([`out_of_fold`]), for timed ones by the past alone ([`past_only`]). [`History`] is the one type of training and of
//! serving.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::hash::Hasher;

/// Rows that a prior may be worth, which [`learn_strengths`] tries.
const STRENGTHS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0];
/// What the global share is shrunk by, towards one half: enough to keep it off 0 and 1.
const GLOBAL_STRENGTH: f64 = 1.0;

/// A case: its keys from coarse to fine, and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The keys, from coarse to fine.
    pub keys: &'a [Key],
    /// Whether it happened.
    pub label: bool,
    /// How much it counts.
    pub weight: f64,
    /// When it happened, in the half-life's unit.
    pub time: i64,
}

/// The name of a group of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(u64);

impl Key {
    /// The key of names. Two hundred thousand keys share one by mistake with a chance of 1 in 10⁹.
    #[must_use]
    pub fn of(names: &[&str]) -> Self {
        let mut hash = Fnv(0xCBF2_9CE4_8422_2325);
        for name in names {
            hash.write(name.as_bytes());
            // No name holds this byte, so names cannot run into each other.
            hash.write(&[0xFF]);
        }
        Self(hash.finish())
    }
}

/// FNV-1a, 64 bits: stays the same over versions, as stored keys must, and needs no table.
struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// How counts become shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How many rows the level above is worth, for each level from coarse to fine.
    pub strengths: Vec<f64>,
    /// After how long a case counts half; `None` if it never counts less.
    pub half_life: Option<f64>,
}

/// What a history says of keys.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The shrunk share that happened.
    pub share: f64,
    /// How many rows of the finest key it rests on.
    pub rows: f64,
}

/// Counts of a key's cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct Count {
    positives: f64,
    rows: f64,
    /// The time to which the counts have been aged.
    at: i64,
}

impl Count {
    /// Aged to a time; never made younger.
    fn aged(self, to: i64, half_life: Option<f64>) -> Self {
        let age = to.saturating_sub(self.at).max(0) as f64;
        let share = half_life.map_or(1.0, |half_life| (-age / half_life).exp2());
        Self { positives: self.positives * share, rows: self.rows * share, at: self.at.max(to) }
    }

    fn add(&mut self, case: Case<'_>, half_life: Option<f64>) {
        let before = if self.rows > 0.0 { *self } else { Self { at: case.time, ..Self::default() } };
        *self = before.aged(case.time, half_life);
        let one = Self { positives: 0.0, rows: case.weight, at: case.time }.aged(self.at, half_life).rows;
        self.rows += one;
        if case.label {
            self.positives += one;
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            positives: (self.positives - other.positives).max(0.0),
            rows: (self.rows - other.rows).max(0.0),
            at: self.at,
        }
    }

    fn shrunk(self, towards: f64, strength: f64) -> f64 {
        (self.positives + strength * towards) / (self.rows + strength)
    }
}

/// Counts of cases by key, level by level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    settings: Settings,
    global: Count,
    levels: Vec<BTreeMap<Key, Count>>,
}

impl History {
    /// A history without cases.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let levels = vec![BTreeMap::new(); settings.strengths.len()];
        Self { settings, global: Count::default(), levels }
    }

    /// The history of these cases.
    #[must_use]
    pub fn learn<'a>(settings: Settings, cases: impl Iterator<Item = Case<'a>>) -> Self {
        let mut history = Self::new(settings);
        cases.for_each(|case| history.observe(case));
        history
    }

    /// Takes in a case. One older than what is known already counts by its age.
    pub fn observe(&mut self, case: Case<'_>) {
        self.global.add(case, self.settings.half_life);
        for (level, key) in self.levels.iter_mut().zip(case.keys) {
            level.entry(*key).or_default().add(case, self.settings.half_life);
        }
    }

    /// What became of cases of these keys, as of a time.
    #[must_use]
    pub fn share(&self, keys: &[Key], now: i64) -> Share {
        self.share_without(None, keys, now)
    }

    /// The same, some cases left out.
    fn share_without(&self, left_out: Option<&Self>, keys: &[Key], now: i64) -> Share {
        let half_life = self.settings.half_life;
        let count = |count: Option<&Count>, out: Option<&Count>| {
            let aged = |count: Option<&Count>| count.copied().unwrap_or_default().aged(now, half_life);
            aged(count).minus(aged(out))
        };
        let global = count(Some(&self.global), left_out.map(|out| &out.global));
        let mut share = Share { share: global.shrunk(0.5, GLOBAL_STRENGTH), rows: global.rows };
        for (number, ((level, key), strength)) in
            self.levels.iter().zip(keys).zip(&self.settings.strengths).enumerate()
        {
            let out = left_out.and_then(|out| out.levels.get(number)).and_then(|level| level.get(key));
            let here = count(level.get(key), out);
            share = Share { share: here.shrunk(share.share, *strength), rows: here.rows };
        }
        share
    }
}

/// What each level's prior should be worth: tried values, that taken under which every case is told best by the others
/// of its key (leave-one-out log likelihood; empirical Bayes). For cases in no order, without ageing.
#[must_use]
pub fn learn_strengths<'a>(levels: usize, cases: impl Iterator<Item = Case<'a>>) -> Vec<f64> {
    let unset = Settings { strengths: vec![1.0; levels], half_life: None };
    let mut parents: Vec<BTreeMap<Key, Option<Key>>> = vec![BTreeMap::new(); levels];
    let mut history = History::new(unset);
    for case in cases {
        let above = std::iter::once(None).chain(case.keys.iter().copied().map(Some));
        for ((parents, key), parent) in parents.iter_mut().zip(case.keys).zip(above) {
            parents.entry(*key).or_insert(parent);
        }
        history.observe(case);
    }
    let global = history.global.shrunk(0.5, GLOBAL_STRENGTH);
    let mut above: BTreeMap<Key, f64> = BTreeMap::new();
    let mut strengths = Vec::with_capacity(levels);
    for (level, parents) in history.levels.iter().zip(&parents) {
        let prior =
            |key: &Key| parents.get(key).copied().flatten().and_then(|parent| above.get(&parent).copied());
        let counts: Vec<(Key, Count, f64)> =
            level.iter().map(|(key, count)| (*key, *count, prior(key).unwrap_or(global))).collect();
        let likelihood = |strength: f64| {
            counts.iter().map(|(_, count, prior)| left_one_out(*count, *prior, strength)).sum()
        };
        let best = STRENGTHS.into_iter().map(|strength| (strength, likelihood(strength)));
        let (strength, _): (f64, f64) =
            best.max_by(|a: &(f64, f64), b| a.1.total_cmp(&b.1)).unwrap_or((GLOBAL_STRENGTH, 0.0));
        above = counts.iter().map(|(key, count, prior)| (*key, count.shrunk(*prior, strength))).collect();
        strengths.push(strength);
    }
    strengths
}

/// The log likelihood of a key's cases, each told by the others.
fn left_one_out(count: Count, prior: f64, strength: f64) -> f64 {
    let others = (count.rows - 1.0).max(0.0) + strength;
    let negatives = count.rows - count.positives;
    let told = |rows: f64, prior: f64| {
        if rows > 0.0 { rows * (((rows - 1.0).max(0.0) + strength * prior) / others).ln() } else { 0.0 }
    };
    told(count.positives, prior) + told(negatives, 1.0 - prior)
}

/// What each case's history says when the cases of its own fold are left out. These are cases in no order, so none is
/// older than another, whatever the half-life.
#[must_use]
pub fn out_of_fold(settings: &Settings, cases: &[Case<'_>], folds: &[u8]) -> Vec<Share> {
    let settings = Settings { half_life: None, ..settings.clone() };
    let everything = History::learn(settings.clone(), cases.iter().copied());
    let mut by_fold: BTreeMap<u8, History> = BTreeMap::new();
    for (case, fold) in cases.iter().zip(folds) {
        by_fold.entry(*fold).or_insert_with(|| History::new(settings.clone())).observe(*case);
    }
    cases
        .iter()
        .zip(folds)
        .map(|(case, fold)| everything.share_without(by_fold.get(fold), case.keys, case.time))
        .collect()
}

/// What each case's history says of strictly earlier cases.
#[must_use]
pub fn past_only(settings: &Settings, cases: &[Case<'_>]) -> Vec<Share> {
    let mut in_order: Vec<(usize, Case<'_>)> = cases.iter().copied().enumerate().collect();
    in_order.sort_by_key(|(_, case)| case.time);
    let mut history = History::new(settings.clone());
    let mut shares = vec![Share { share: 0.5, rows: 0.0 }; cases.len()];
    for together in in_order.chunk_by(|a, b| a.1.time == b.1.time) {
        for (at, case) in together {
            if let Some(share) = shares.get_mut(*at) {
                *share = history.share(case.keys, case.time);
            }
        }
        together.iter().for_each(|(_, case)| history.observe(*case));
    }
    shares
}

#[cfg(test)]
mod tests;
