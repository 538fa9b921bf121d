//! What an adapter makes of its files.

use predict::history::Key;

/// Rows as they were found, before anything is learned from them.
pub(super) struct Examples {
    /// The recipe that features are made by.
    pub(super) recipe: Recipe,
    /// The numbers of each row, [`Recipe::numbers`] of them, missing ones `NaN`.
    pub(super) numbers: Vec<f32>,
    /// The keys of each row's histories, history after history, from coarse to fine.
    pub(super) keys: Vec<Key>,
    /// What happened.
    pub(super) labels: Vec<bool>,
    /// Rows of the same number stay in the same fold.
    pub(super) groups: Vec<u32>,
    /// What the priors predict, where they can.
    pub(super) priors: Option<Vec<f64>>,
}

/// How features are made of rows.
#[derive(Clone, Copy)]
pub(super) struct Recipe {
    /// The names of the numbers.
    pub(super) numbers: &'static [&'static str],
    /// The number that is filled where it is missing, because "missing" would tell the outcome.
    pub(super) fill: Option<Fill>,
    /// The names of what is worked out of the numbers of a row, and how.
    pub(super) derived: &'static [&'static str],
    /// Works them out, in the names' order.
    pub(super) derive: fn(&[f32]) -> Vec<f32>,
    /// Histories that are learned: a name, and how many keys lead from the coarsest to the finest.
    pub(super) histories: &'static [(&'static str, usize)],
}

/// Which number is filled, and what says that cases are alike: numbers' places.
#[derive(Clone, Copy)]
pub(super) struct Fill {
    /// What is filled.
    pub(super) value: usize,
    /// Cases of the same group are alike …
    pub(super) group: usize,
    /// … the more the closer they are in this.
    pub(super) near: usize,
}

impl Examples {
    pub(super) const fn new(recipe: Recipe) -> Self {
        Self { recipe, numbers: vec![], keys: vec![], labels: vec![], groups: vec![], priors: None }
    }

    /// Adds a row that belongs to no group.
    pub(super) fn push(&mut self, numbers: &[f32], keys: &[Key], label: bool) {
        let own = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        self.push_of_group(numbers, keys, label, own);
    }

    /// Adds a row.
    pub(super) fn push_of_group(&mut self, numbers: &[f32], keys: &[Key], label: bool, group: u32) {
        self.numbers.extend_from_slice(numbers);
        self.keys.extend_from_slice(keys);
        self.labels.push(label);
        self.groups.push(group);
    }

    /// The numbers of each row.
    pub(super) fn rows(&self) -> std::slice::ChunksExact<'_, f32> {
        self.numbers.chunks_exact(self.recipe.numbers.len())
    }

    /// The keys of a row's histories; without histories none.
    pub(super) fn keys_of(&self, row: usize) -> &[Key] {
        let width = self.recipe.keys();
        self.keys.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// The rows for which `keep` says so of their number.
    pub(super) fn filter(&self, keep: impl Fn(usize) -> bool) -> Self {
        let mut part = Self::new(self.recipe);
        let mut priors = Vec::new();
        for (row, numbers) in self.rows().enumerate().filter(|(row, _)| keep(*row)) {
            if let (Some(label), Some(group)) = (self.labels.get(row), self.groups.get(row)) {
                part.push_of_group(numbers, self.keys_of(row), *label, *group);
            }
            priors.extend(self.priors.as_ref().and_then(|priors| priors.get(row)));
        }
        part.priors = self.priors.is_some().then_some(priors);
        part
    }
}

impl Recipe {
    /// How many keys a row has.
    pub(super) fn keys(&self) -> usize {
        self.histories.iter().map(|(_, levels)| levels).sum()
    }

    /// The names of all features.
    pub(super) fn names(&self) -> Vec<String> {
        let plain = self.numbers.iter().chain(self.derived).map(|name| (*name).to_owned());
        let shares =
            self.histories.iter().flat_map(|(name, _)| [format!("{name} share"), format!("{name} rows")]);
        plain.chain(shares).collect()
    }
}
