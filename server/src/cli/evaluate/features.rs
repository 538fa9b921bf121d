//! Features of rows: what is learned to make them is learned on training rows alone.

use super::examples::{Examples, Fill, Recipe};
use predict::dataset::{Dataset, DatasetError, Outcome, grouped_folds};
use predict::history::{self, Case, History, Key, Settings, Share};
use predict::preprocess::Donors;

/// In how many parts training rows are told by each other's outcomes.
const HISTORY_FOLDS: u8 = 10;

/// What was learned of training rows to make features by.
pub(super) struct Features {
    recipe: Recipe,
    donors: Option<(Fill, Donors)>,
    histories: Vec<History>,
}

/// Learns to make features, and makes those of the training rows: each told by outcomes of other rows only.
pub(super) fn learn(train: &Examples, seed: u64) -> Result<(Features, Dataset), DatasetError> {
    let recipe = train.recipe;
    let donors = recipe.fill.map(|fill| (fill, Donors::learn(train.rows().map(|row| fill.case(row)))));
    let folds = grouped_folds(&train.groups, &train.labels, HISTORY_FOLDS, seed);
    let mut histories = Vec::with_capacity(recipe.histories.len());
    let mut shares = Vec::with_capacity(recipe.histories.len());
    let mut first = 0;
    for (_, levels) in recipe.histories {
        let cases: Vec<Case<'_>> = (0..train.labels.len())
            .zip(&train.labels)
            .map(|(row, label)| Case {
                keys: part(train.keys_of(row), first, *levels),
                label: *label,
                weight: 1.0,
                time: 0,
            })
            .collect();
        let strengths = history::learn_strengths(*levels, cases.iter().copied());
        let settings = Settings { strengths, half_life: None };
        shares.push(history::out_of_fold(&settings, &cases, &folds));
        histories.push(History::learn(settings, cases.into_iter()));
        first += levels;
    }
    let features = Features { recipe, donors, histories };
    let data = features
        .assemble(train, |row| shares.iter().filter_map(|shares| shares.get(row).copied()).collect())?;
    Ok((features, data))
}

impl Features {
    /// The features of rows that nothing was learned of.
    pub(super) fn of(&self, examples: &Examples) -> Result<Dataset, DatasetError> {
        self.assemble(examples, |row| {
            let mut keys = examples.keys_of(row);
            let of_history = |(history, (_, levels)): (&History, &(&str, usize))| {
                let (own, rest) = keys.split_at(*levels);
                keys = rest;
                history.share(own, 0)
            };
            self.histories.iter().zip(self.recipe.histories).map(of_history).collect()
        })
    }

    fn assemble(
        &self,
        examples: &Examples,
        mut shares: impl FnMut(usize) -> Vec<Share>,
    ) -> Result<Dataset, DatasetError> {
        let mut data = Dataset::new(self.recipe.names())?;
        for ((row, numbers), label) in examples.rows().enumerate().zip(&examples.labels) {
            let mut features = numbers.to_vec();
            self.fill(&mut features);
            features.extend((self.recipe.derive)(&features));
            for share in shares(row) {
                features.extend([single(share.share), single(share.rows)]);
            }
            data.push(&features, Outcome::of(*label))?;
        }
        Ok(data)
    }

    fn fill(&self, numbers: &mut [f32]) {
        let Some((fill, donors)) = &self.donors else { return };
        let (group, near, value) = fill.case(numbers);
        if value.is_nan()
            && let Some(slot) = numbers.get_mut(fill.value)
        {
            *slot = donors.fill(group, near).unwrap_or(f32::NAN);
        }
    }
}

impl Fill {
    /// A row's group, what similarity is measured by, and the value.
    fn case(self, row: &[f32]) -> (i64, f32, f32) {
        let of = |place: usize| row.get(place).copied().unwrap_or(f32::NAN);
        (i64::from(of(self.group).to_bits()), of(self.near), of(self.value))
    }
}

fn part(keys: &[Key], first: usize, count: usize) -> &[Key] {
    keys.get(first..first + count).unwrap_or_default()
}

#[allow(clippy::cast_possible_truncation, reason = "rounded to the nearest that fits, which is meant")]
const fn single(value: f64) -> f32 {
    value as f32
}
