//! The boosting loop.
#![allow(clippy::indexing_slicing, reason = "rows and columns are numbered by the dataset's own lengths")]

use super::TreeParams;
use super::bins::Binned;
use super::forest::{Forest, Tree};
use super::grow::{Gradient, Grower, Grown, goes_left};
use crate::dataset::{Dataset, DatasetError};
use crate::metrics::{log_loss_of_score, logistic, logit};
use crate::random::Random;
use std::ops::ControlFlow;

/// How far training is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Round {
    /// How many trees there are.
    pub trees: u32,
    /// How many there will be at most.
    pub of: u32,
    /// The mean log loss on the validation rows, where there are any.
    pub validation_loss: Option<f64>,
}

/// Watches training, and may end it.
pub trait Observer {
    /// A tree was grown; `Break` abandons the training.
    fn round(&mut self, round: Round) -> ControlFlow<()>;
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn round(&mut self, _: Round) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(Round) -> ControlFlow<()>> Observer for F {
    fn round(&mut self, round: Round) -> ControlFlow<()> {
        self(round)
    }
}

/// Learns trees, which go on from the rows' [offsets](Dataset::offsets); with validation rows, until these have not gained by them for a while. `None` if the observer ended it.
///
/// # Errors
/// [`DatasetError::OneOutcome`], or [`DatasetError::Width`] for validation rows of other features.
pub fn boost(
    train: &Dataset,
    validation: Option<&Dataset>,
    params: &TreeParams,
    observer: &mut impl Observer,
) -> Result<Option<Boosted>, DatasetError> {
    train.check_outcomes()?;
    let columns = train.columns();
    if let Some(other) = validation.filter(|other| other.columns() != columns) {
        return Err(DatasetError::Width { expected: columns, found: other.columns() });
    }
    let binned = Binned::new(train);
    // Whatever gave offsets has the mean right.
    let base = if train.offsets().is_empty() { logit(weighted_mean(train)) } else { 0.0 };
    let mut forest = Forest::new(base, columns);
    let mut scores = first_scores(train, base);
    let mut watched = validation.filter(|data| !data.is_empty()).map(|data| Watched::new(data, base));
    let mut gradients = vec![Gradient::default(); train.len()];
    let mut random = Random::new(params.seed);
    let mut grower = Grower::new(&binned, params);
    for trees in 1..=params.rounds {
        fill_gradients(train, &scores, &mut gradients);
        let mut rows = draw(&mut random, train.len(), params.row_share);
        let drawn: Vec<usize> = random.sample(columns, share_of(columns, params.feature_share));
        let mut nodes = grower.grow(&mut rows, &drawn, &gradients);
        for node in &mut nodes {
            node.value *= params.learning_rate;
        }
        for (row, score) in scores.iter_mut().enumerate() {
            *score += value_of(&nodes, &binned, row);
        }
        forest.push(&Tree { nodes: &nodes, edges: &binned.edges });
        let validation_loss = watched.as_mut().map(|watched| watched.add_tree(&forest));
        if observer.round(Round { trees, of: params.rounds, validation_loss }).is_break() {
            return Ok(None);
        }
        if watched.as_ref().is_some_and(|watched| watched.since_best() >= params.patience) {
            break;
        }
    }
    let losses = watched.map(|watched| watched.losses).unwrap_or_default();
    Ok(Some(Boosted { forest, losses }))
}

/// Trees, and how they did on the validation rows.
#[derive(Debug, Clone)]
pub struct Boosted {
    /// The trees.
    pub forest: Forest,
    /// The mean log loss on the validation rows after each tree that was grown; empty without such rows.
    pub losses: Vec<f64>,
}

impl Boosted {
    /// The trees up to the lowest loss on the validation rows; all of them without such rows.
    #[must_use]
    pub fn best(mut self) -> Forest {
        if let Some(best) = lowest(&self.losses) {
            self.forest.truncate(best + 1);
        }
        self.forest
    }
}

/// Where the lowest number stands, the first of several.
pub(crate) fn lowest(numbers: &[f64]) -> Option<usize> {
    numbers.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)).map(|(at, _)| at)
}

/// Validation rows and their scores so far.
struct Watched<'a> {
    data: &'a Dataset,
    scores: Vec<f64>,
    losses: Vec<f64>,
}

impl<'a> Watched<'a> {
    fn new(data: &'a Dataset, base: f64) -> Self {
        Self { data, scores: first_scores(data, base), losses: vec![] }
    }

    fn add_tree(&mut self, forest: &Forest) -> f64 {
        forest.add_last_tree(self.data.values(), &mut self.scores);
        let mut sum = 0.0;
        let mut total = 0.0;
        for ((score, label), weight) in self.scores.iter().zip(self.data.labels()).zip(self.data.weights()) {
            sum += f64::from(*weight) * log_loss_of_score(*score, *label);
            total += f64::from(*weight);
        }
        self.losses.push(sum / total);
        sum / total
    }

    fn since_best(&self) -> u32 {
        let best = lowest(&self.losses).map_or(0, |best| best + 1);
        u32::try_from(self.losses.len() - best).unwrap_or(u32::MAX)
    }
}

/// What each row's score is before any tree.
fn first_scores(data: &Dataset, base: f64) -> Vec<f64> {
    let offsets = data.offsets().iter().copied().chain(std::iter::repeat(0.0));
    offsets.take(data.len()).map(|offset| base + offset).collect()
}

fn weighted_mean(data: &Dataset) -> f64 {
    let total: f64 = data.weights().iter().map(|weight| f64::from(*weight)).sum();
    let positive: f64 = data
        .weights()
        .iter()
        .zip(data.labels())
        .filter(|(_, label)| **label)
        .map(|(w, _)| f64::from(*w))
        .sum();
    positive / total
}

fn fill_gradients(data: &Dataset, scores: &[f64], gradients: &mut [Gradient]) {
    let rows = data.labels().iter().zip(data.weights()).zip(scores);
    for (gradient, ((label, weight), score)) in gradients.iter_mut().zip(rows) {
        let probability = logistic(*score);
        let weight = f64::from(*weight);
        gradient.first = weight * (probability - f64::from(u8::from(*label)));
        gradient.second = weight * (probability * (1.0 - probability)).max(1e-12);
    }
}

/// The rows that a tree is grown on.
fn draw(random: &mut Random, rows: usize, share: f64) -> Vec<u32> {
    (0..u32::try_from(rows).unwrap_or(u32::MAX)).filter(|_| share >= 1.0 || random.unit() < share).collect()
}

/// A share of a count, at least one.
fn share_of(count: usize, share: f64) -> usize {
    (1..count).find(|number| *number as f64 >= share * count as f64).unwrap_or(count)
}

fn value_of(nodes: &[Grown], binned: &Binned, row: usize) -> f64 {
    let mut node = &nodes[0];
    while let Some(split) = node.split {
        let left = goes_left(binned.codes[split.column][row], split);
        node = &nodes[node.left + usize::from(!left)];
    }
    node.value
}
