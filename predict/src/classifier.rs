//! Trees that say a calibrated probability: what is trained, stored and served.

use crate::calibration::{CURVE_NEEDS, Calibration, Estimate};
use crate::dataset::{Dataset, DatasetError};
use crate::preprocess::Clipping;
use crate::trees::{Boosted, Forest, Observer, Round, TreeParams, boost, lowest};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;

/// Beyond which share of the values at each end a value counts as an outlier.
const OUTLIERS: f64 = 0.001;

/// How a classifier is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How trees are grown.
    pub trees: TreeParams,
    /// How many forests, each by a seed of its own, are averaged.
    pub forests: u8,
    /// Which rows the number of trees and the calibration are learned on.
    pub held_back: HeldBack,
    /// How many rows of the rarer outcome a calibration curve takes; with fewer, a line is learned.
    pub curve_needs: usize,
}

/// Rows that scores are made for by trees which have not seen them.
#[derive(Debug, Clone, PartialEq)]
pub enum HeldBack {
    /// Each fold in turn, given for each row; the trees served are then grown on all rows. For rows in no order. Rows
    /// that know of each other (a borrower's applications) belong in one fold ([`grouped_folds`]).
    ///
    /// [`grouped_folds`]: crate::dataset::grouped_folds
    Folds(Vec<u8>),
    /// The latest share of the rows; the trees served are grown on the others alone, since what was calibrated must be
    /// what is served, at a time that training did not know.
    Latest(f64),
}

impl Plan {
    /// What did well on data sets of 5,000 to 60,000 rows, for these rows to hold back.
    #[must_use]
    pub fn new(held_back: HeldBack, seed: u64) -> Self {
        Self {
            trees: TreeParams { seed, ..TreeParams::default() },
            forests: 2,
            held_back,
            curve_needs: CURVE_NEEDS,
        }
    }
}

/// Trees with what turns their score into a probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Classifier {
    names: Vec<String>,
    clipping: Clipping,
    forest: Forest,
    calibration: Calibration,
}

/// A classifier and what is known of it from rows that it had not seen.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The classifier.
    pub classifier: Classifier,
    /// How many trees each forest has.
    pub rounds: usize,
}

impl Classifier {
    /// Learns from examples. `None` if the observer ended it.
    ///
    /// # Errors
    /// [`DatasetError::OneOutcome`], of all rows or of a part that has to have both.
    pub fn train(
        data: &Dataset,
        plan: &Plan,
        observer: &mut impl Observer,
    ) -> Result<Option<Trained>, DatasetError> {
        Self::train_from(data, &mut |_| Vec::new(), plan, observer)
    }

    /// The same, the trees going on from another model. Told which rows it may learn from, `offsets` answers with that
    /// model's log-odds for every row; so rows that are held back from the trees are held back from it too. What is
    /// served adds to the trees' score what the model says that learned from all rows.
    ///
    /// # Errors
    /// As [`train`](Self::train).
    pub fn train_from(
        data: &Dataset,
        offsets: Offsets<'_>,
        plan: &Plan,
        observer: &mut impl Observer,
    ) -> Result<Option<Trained>, DatasetError> {
        data.check_outcomes()?;
        let clipping = Clipping::learn(data, OUTLIERS);
        let clipped = clipping.applied(data.clone());
        let learned = match &plan.held_back {
            HeldBack::Folds(fold_of) => cross_fit(&clipped, offsets, plan, fold_of, observer)?,
            HeldBack::Latest(share) => fit_earlier(&clipped, offsets, plan, *share, observer)?,
        };
        let Some(Learned { forest, rounds, scores, labels }) = learned else { return Ok(None) };
        let calibration = Calibration::fit_with(&scores, &labels, plan.curve_needs);
        let classifier = Self { names: data.names().to_vec(), clipping, forest, calibration };
        Ok(Some(Trained { classifier, rounds }))
    }

    /// The features' names, in the order of a row.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The trees. Outliers need not be clipped before them: no split lies beyond what training was clipped to.
    #[must_use]
    pub const fn forest(&self) -> &Forest {
        &self.forest
    }

    /// What turns scores into probabilities.
    #[must_use]
    pub const fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// The probability for each row, written to `out`; nothing is allocated.
    pub fn probabilities_into(&self, rows: &[f32], out: &mut [f64]) {
        self.forest.scores_into(rows, out);
        for out in out {
            *out = self.calibration.probability(*out);
        }
    }

    /// The probability for a row, with its interval.
    #[must_use]
    pub fn estimate(&self, row: &[f32]) -> Estimate {
        self.calibration.estimate(self.forest.score(row))
    }
}

/// The log-odds that trees go on from, row by row, learned from the rows for which the function says so; none at all if
/// trees begin by themselves.
pub type Offsets<'a> = &'a mut dyn FnMut(&dyn Fn(usize) -> bool) -> Vec<f64>;

/// The rows with what trees go on from.
fn with_offsets(data: &Dataset, offsets: Vec<f64>) -> Dataset {
    if offsets.is_empty() { data.clone() } else { data.clone().with_offsets(offsets) }
}

/// The whole score of rows: the trees' beside what they went on from.
fn whole_scores(forest: &Forest, data: &Dataset, out: &mut [f64]) {
    forest.scores_into(data.values(), out);
    for (score, offset) in out.iter_mut().zip(data.offsets()) {
        *score += offset;
    }
}

/// Trees, and scores of rows that such trees had not seen.
struct Learned {
    forest: Forest,
    rounds: usize,
    scores: Vec<f64>,
    labels: Vec<bool>,
}

/// Reports several forests as one training.
struct Overall<'a, O> {
    observer: &'a mut O,
    before: u32,
    all: u32,
}

impl<O: Observer> Observer for Overall<'_, O> {
    fn round(&mut self, round: Round) -> ControlFlow<()> {
        self.observer.round(Round { trees: self.before + round.trees, of: self.all, ..round })
    }
}

fn cross_fit(
    data: &Dataset,
    offsets: Offsets<'_>,
    plan: &Plan,
    fold_of: &[u8],
    observer: &mut impl Observer,
) -> Result<Option<Learned>, DatasetError> {
    let is_in = |row: usize, fold: u8| fold_of.get(row) == Some(&fold);
    let folds = fold_of.iter().max().map_or(0, |last| last.saturating_add(1));
    let all = plan.trees.rounds * (u32::from(folds) + u32::from(plan.forests.max(1)));
    let mut overall = Overall { observer, before: 0, all };
    let mut parts: Vec<(Dataset, Boosted)> = Vec::new();
    for fold in 0..folds {
        let data = with_offsets(data, offsets(&|row| !is_in(row, fold)));
        let held_back = data.filter(|row| is_in(row, fold));
        let others = data.filter(|row| !is_in(row, fold));
        let Some(boosted) = boost(&others, Some(&held_back), &plan.trees, &mut overall)? else {
            return Ok(None);
        };
        overall.before += plan.trees.rounds;
        parts.push((held_back, boosted));
    }
    let rounds = best_rounds(&parts);
    let (mut scores, mut labels) = (vec![0.0; data.len()], Vec::with_capacity(data.len()));
    let mut rest = scores.as_mut_slice();
    for (held_back, boosted) in &mut parts {
        let (own, others) = rest.split_at_mut(held_back.len());
        boosted.forest.truncate(rounds);
        whole_scores(&boosted.forest, held_back, own);
        labels.extend_from_slice(held_back.labels());
        rest = others;
    }
    let data = with_offsets(data, offsets(&|_| true));
    let Some(forest) = forests(&data, plan, rounds, &mut overall)? else { return Ok(None) };
    Ok(Some(Learned { forest, rounds, scores, labels }))
}

/// The number of trees at which the folds' mean loss is lowest.
fn best_rounds(parts: &[(Dataset, Boosted)]) -> usize {
    let longest = parts.iter().map(|(_, boosted)| boosted.losses.len()).min().unwrap_or_default();
    let loss_at =
        |round: usize| parts.iter().filter_map(|(_, boosted)| boosted.losses.get(round)).sum::<f64>();
    let losses: Vec<f64> = (0..longest).map(loss_at).collect();
    lowest(&losses).map_or(1, |best| best + 1)
}

fn fit_earlier(
    data: &Dataset,
    offsets: Offsets<'_>,
    plan: &Plan,
    share: f64,
    observer: &mut impl Observer,
) -> Result<Option<Learned>, DatasetError> {
    let mut times = data.times().to_vec();
    times.sort_unstable();
    let earlier = times.len() as f64 * (1.0 - share.clamp(0.0, 1.0));
    let start = times
        .iter()
        .zip(0_u32..)
        .find(|(_, at)| f64::from(*at) >= earlier)
        .map_or(i64::MAX, |(time, _)| *time);
    let is_later = |row: usize| data.times().get(row).is_some_and(|time| *time >= start);
    let data = with_offsets(data, offsets(&|row| !is_later(row)));
    let (train, held_back) = (data.filter(|row| !is_later(row)), data.filter(is_later));
    held_back.check_outcomes()?;
    let mut overall =
        Overall { observer, before: 0, all: plan.trees.rounds * u32::from(1 + plan.forests.max(1)) };
    let Some(watched) = boost(&train, Some(&held_back), &plan.trees, &mut overall)? else { return Ok(None) };
    overall.before += plan.trees.rounds;
    let rounds = lowest(&watched.losses).map_or(1, |best| best + 1);
    let Some(forest) = forests(&train, plan, rounds, &mut overall)? else { return Ok(None) };
    let mut scores = vec![0.0; held_back.len()];
    whole_scores(&forest, &held_back, &mut scores);
    Ok(Some(Learned { forest, rounds, scores, labels: held_back.labels().to_vec() }))
}

/// The mean of forests of so many trees, each by a seed of its own.
fn forests(
    data: &Dataset,
    plan: &Plan,
    rounds: usize,
    overall: &mut Overall<'_, impl Observer>,
) -> Result<Option<Forest>, DatasetError> {
    let mut grown = Vec::new();
    for number in 0..u64::from(plan.forests.max(1)) {
        let params = TreeParams {
            rounds: u32::try_from(rounds).unwrap_or(plan.trees.rounds),
            seed: plan.trees.seed.wrapping_add(1 + number),
            ..plan.trees.clone()
        };
        let Some(boosted) = boost(data, None, &params, overall)? else { return Ok(None) };
        overall.before += plan.trees.rounds;
        grown.push(boosted.forest);
    }
    Ok(Forest::mean(&grown))
}

#[cfg(test)]
mod tests;
