//! Examples to learn from: a small dense table of numbers, each row with what happened.

use std::collections::BTreeMap;
use std::fmt;

/// Rows of `f32` features, missing ones `NaN`, with label, weight and time each.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    names: Vec<String>,
    values: Vec<f32>,
    labels: Vec<bool>,
    weights: Vec<f32>,
    times: Vec<i64>,
    offsets: Vec<f64>,
}

/// What an example is besides its features.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Whether it happened.
    pub label: bool,
    /// How much the example counts; above 0.
    pub weight: f32,
    /// When it happened, in any unit that orders; the same for all where time is not known.
    pub time: i64,
}

impl Outcome {
    /// An example like any other, its time unknown.
    #[must_use]
    pub const fn of(label: bool) -> Self {
        Self { label, weight: 1.0, time: 0 }
    }
}

/// Why examples cannot be learned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatasetError {
    /// No feature is named.
    NoColumns,
    /// A row has another number of features than there are names.
    Width {
        /// How many there are names for.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A feature is infinite: neither a value nor missing.
    Infinite {
        /// The feature's name.
        column: String,
    },
    /// A weight is not above 0.
    Weight,
    /// There is no row of the one outcome or of the other.
    OneOutcome,
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoColumns => write!(f, "there is no feature to learn from"),
            Self::Width { expected, found } => write!(f, "a row has {found} features, not {expected}"),
            Self::Infinite { column } => write!(f, "{column} is infinite"),
            Self::Weight => write!(f, "a weight is not above 0"),
            Self::OneOutcome => write!(f, "all rows have the same outcome, so there is nothing to learn"),
        }
    }
}

impl std::error::Error for DatasetError {}

impl Dataset {
    /// An empty table with these features.
    ///
    /// # Errors
    /// [`DatasetError::NoColumns`].
    pub fn new(names: Vec<String>) -> Result<Self, DatasetError> {
        if names.is_empty() {
            return Err(DatasetError::NoColumns);
        }
        Ok(Self { names, values: vec![], labels: vec![], weights: vec![], times: vec![], offsets: vec![] })
    }

    /// Adds an example.
    ///
    /// # Errors
    /// What is wrong with it; nothing was added then.
    pub fn push(&mut self, features: &[f32], outcome: Outcome) -> Result<(), DatasetError> {
        if features.len() != self.names.len() {
            return Err(DatasetError::Width { expected: self.names.len(), found: features.len() });
        }
        if let Some((column, _)) = self.names.iter().zip(features).find(|(_, value)| value.is_infinite()) {
            return Err(DatasetError::Infinite { column: column.clone() });
        }
        if !(outcome.weight > 0.0 && outcome.weight.is_finite()) {
            return Err(DatasetError::Weight);
        }
        self.values.extend_from_slice(features);
        self.labels.push(outcome.label);
        self.weights.push(outcome.weight);
        self.times.push(outcome.time);
        Ok(())
    }

    /// The features' names, in the order of the values.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many features a row has.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.names.len()
    }

    /// How many examples there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no example.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// All features, row after row.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The features of each example.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, f32> {
        self.values.chunks_exact(self.columns())
    }

    /// What happened in each example.
    #[must_use]
    pub fn labels(&self) -> &[bool] {
        &self.labels
    }

    /// How much each example counts.
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        &self.weights
    }

    /// When each example happened.
    #[must_use]
    pub fn times(&self) -> &[i64] {
        &self.times
    }

    /// The log-odds that trees go on from, one for each example; empty where they begin at none.
    #[must_use]
    pub fn offsets(&self) -> &[f64] {
        &self.offsets
    }

    /// The same examples, told what log-odds to go on from. What is beyond their number is left out.
    #[must_use]
    pub fn with_offsets(self, mut offsets: Vec<f64>) -> Self {
        offsets.resize(self.len(), 0.0);
        Self { offsets, ..self }
    }

    /// How many examples happened.
    #[must_use]
    pub fn positives(&self) -> usize {
        self.labels.iter().filter(|label| **label).count()
    }

    /// That both outcomes occur.
    ///
    /// # Errors
    /// [`DatasetError::OneOutcome`].
    pub fn check_outcomes(&self) -> Result<(), DatasetError> {
        let positives = self.positives();
        if positives == 0 || positives == self.len() { Err(DatasetError::OneOutcome) } else { Ok(()) }
    }

    /// The examples for which `keep` says so of their number.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(usize) -> bool) -> Self {
        let mut part = Self {
            names: self.names.clone(),
            values: vec![],
            labels: vec![],
            weights: vec![],
            times: vec![],
            offsets: self
                .offsets
                .iter()
                .enumerate()
                .filter(|(row, _)| keep(*row))
                .map(|(_, at)| *at)
                .collect(),
        };
        let outcomes = self.labels.iter().zip(&self.weights).zip(&self.times);
        for (row, (features, ((label, weight), time))) in self.rows().zip(outcomes).enumerate() {
            if keep(row) {
                part.values.extend_from_slice(features);
                part.labels.push(*label);
                part.weights.push(*weight);
                part.times.push(*time);
            }
        }
        part
    }

    /// One feature of all examples.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = f32> + '_ {
        self.values.iter().skip(column).step_by(self.columns()).copied()
    }

    /// Changes each row's features.
    pub(crate) fn map_rows(mut self, change: impl Fn(&mut [f32])) -> Self {
        let columns = self.columns();
        self.values.chunks_exact_mut(columns).for_each(change);
        self
    }
}

/// The number of a fold for each example: `folds` parts of equal size with equal shares of both outcomes.
#[must_use]
pub fn stratified_folds(labels: &[bool], folds: u8, seed: u64) -> Vec<u8> {
    let mut random = crate::random::Random::new(seed);
    let mut assigned = vec![0; labels.len()];
    let mut next = (0..folds.max(1)).cycle();
    for outcome in [true, false] {
        let mut slots: Vec<&mut u8> = assigned
            .iter_mut()
            .zip(labels)
            .filter(|(_, label)| **label == outcome)
            .map(|(slot, _)| slot)
            .collect();
        random.shuffle(&mut slots);
        for (slot, fold) in slots.into_iter().zip(next.by_ref()) {
            *slot = fold;
        }
    }
    assigned
}

/// The number of a fold for each example, those of one group in one fold; both kinds of groups, with and without an
/// example that happened, are shared evenly.
#[must_use]
pub fn grouped_folds(groups: &[u32], labels: &[bool], folds: u8, seed: u64) -> Vec<u8> {
    let mut happened: BTreeMap<u32, bool> = BTreeMap::new();
    for (group, label) in groups.iter().zip(labels) {
        *happened.entry(*group).or_default() |= *label;
    }
    let of_group: Vec<bool> = happened.values().copied().collect();
    let fold_of: BTreeMap<u32, u8> =
        happened.into_keys().zip(stratified_folds(&of_group, folds, seed)).collect();
    groups.iter().map(|group| fold_of.get(group).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Dataset {
        Dataset::new(vec!["income".to_owned(), "amount".to_owned()]).unwrap()
    }

    #[test]
    fn what_cannot_be_learned_from_is_refused_and_not_kept() {
        let mut data = table();
        let yes = Outcome::of(true);
        assert_eq!(data.push(&[1.0], yes), Err(DatasetError::Width { expected: 2, found: 1 }));
        let infinite = data.push(&[1.0, f32::INFINITY], yes).unwrap_err();
        assert_eq!(infinite, DatasetError::Infinite { column: "amount".to_owned() });
        assert_eq!(data.push(&[1.0, 1.0], Outcome { weight: 0.0, ..yes }), Err(DatasetError::Weight));
        assert!(data.is_empty());
        data.push(&[1.0, f32::NAN], yes).unwrap();
        assert_eq!(data.check_outcomes(), Err(DatasetError::OneOutcome));
        data.push(&[2.0, 3.0], Outcome::of(false)).unwrap();
        assert_eq!(data.check_outcomes(), Ok(()));
        assert_eq!(data.column(0).collect::<Vec<_>>(), [1.0, 2.0]);
        assert_eq!(Dataset::new(vec![]), Err(DatasetError::NoColumns));
    }

    #[test]
    fn folds_share_both_outcomes_evenly() {
        let labels: Vec<bool> = (0..103).map(|row| row % 4 == 0).collect();
        let folds = stratified_folds(&labels, 5, 1);
        for fold in 0..5 {
            let of =
                |outcome| folds.iter().zip(&labels).filter(|(f, l)| **f == fold && **l == outcome).count();
            assert!((5..=6).contains(&of(true)) && (15..=16).contains(&of(false)));
        }
        assert_eq!(folds, stratified_folds(&labels, 5, 1));
        assert_ne!(folds, stratified_folds(&labels, 5, 2));
    }
}
