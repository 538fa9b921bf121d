//! Learning a model from decisions, in the order in which they fell.

use super::evaluate::evaluate;
use super::mixed::MixedModel;
use super::prepare::{Case, Column, LEVELS, Preparation, WIDTH};
use super::{ApprovalModel, FORMAT, Seen};
use crate::classifier::{Classifier, HeldBack, Plan};
use crate::dataset::{Dataset, DatasetError, Outcome, stratified_folds};
use crate::evaluation::Evaluation;
use crate::features::{SCHEMA, single};
use crate::history::{self, History, Key, Settings};
use crate::metrics::{Metrics, compare_log_loss};
use crate::registry::{Against, DataWindow, ModelKind, ModelRecord, Quality};
use crate::trees::{Direction, Observer};
use domain::product::Category;
use domain::time::Timestamp;
use std::collections::BTreeMap;

/// The share of the decisions, the latest, that a model is judged by and does not learn from.
const JUDGED_BY: f64 = 0.15;
/// The share of the others, again the latest, that the number of trees and the calibration are learned on, once it has so
/// many decisions of each outcome.
const HELD_BACK: f64 = 0.2;
const HELD_BACK_NEEDS: usize = 1_000;
/// In how many parts decisions are held back in turn until then.
const FOLDS: u8 = 5;
/// How many decisions of the rarer outcome a calibration curve takes. Log-odds that were learned as such are off by a
/// line at most; each step of a curve follows the chance of its own few decisions (100 of them: 10 points).
const CURVE_NEEDS: usize = 5_000;
/// How many decisions it takes to learn at all.
pub const LEAST: usize = 1_000;
/// What each level of the history is shrunk by, in decisions: a category towards all, a lender towards its category, a
/// product towards its lender.
const STRENGTHS: [f64; LEVELS] = [20.0, 50.0, 50.0];
/// After how long a decision counts half in the history: lenders change their minds with the year.
const HALF_LIFE_DAYS: f64 = 180.0;
const MICROS_A_DAY: f64 = 86_400e6;

/// A decision and what was seen when it was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Example {
    /// The product before the borrower.
    pub case: Case,
    /// The chance that the priors gave.
    pub prior: f64,
    /// Whether the lender approved.
    pub approved: bool,
    /// When the lender decided.
    pub at: Timestamp,
}

/// What a new model is compared with.
#[derive(Debug, Clone, Copy)]
pub enum Incumbent<'a> {
    /// The priors, under their version's name.
    Priors(&'a str),
    /// A model, under its name.
    Model(&'a str, &'a ApprovalModel),
}

impl Incumbent<'_> {
    const fn name(&self) -> &str {
        match self {
            Self::Priors(name) | Self::Model(name, _) => name,
        }
    }

    /// The chances of examples as they are served, in their order: where the model does not answer, the priors do.
    #[must_use]
    pub fn chances(&self, examples: &[Example]) -> Vec<f64> {
        let priors = examples.iter().map(|example| example.prior);
        match self {
            Self::Priors(_) => priors.collect(),
            Self::Model(_, model) => {
                let cases: Vec<Case> = examples.iter().map(|example| example.case).collect();
                let estimates = model.estimates(&cases).into_iter().map(|estimate| estimate.probability);
                let served = estimates.zip(priors).zip(&cases);
                served
                    .map(
                        |((estimate, prior), case)| {
                            if model.answers_for(case.category) { estimate } else { prior }
                        },
                    )
                    .collect()
            }
        }
    }
}

/// What a training is about, besides its examples.
#[derive(Debug, Clone, Copy)]
pub struct Training<'a> {
    /// What the model is compared with.
    pub incumbent: Incumbent<'a>,
    /// Whether the decisions are simulated.
    pub simulated: bool,
    /// What chance is drawn by: the same decisions and seed give the same model.
    pub seed: u64,
    /// The time of the training.
    pub now: Timestamp,
    /// The version of the program.
    pub code_version: &'a str,
}

/// A model and what is known of it.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The model.
    pub model: ApprovalModel,
    /// What is known of it.
    pub record: ModelRecord,
    /// How it did on later decisions, in full.
    pub evaluation: Option<Evaluation>,
}

/// Why nothing can be learned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainError {
    /// There are too few decisions.
    #[error("{found} decisions are too few to learn from: {LEAST} are needed")]
    TooFew {
        /// How many there are.
        found: usize,
    },
    /// The decisions cannot be learned from.
    #[error("{0}")]
    Data(#[from] DatasetError),
}

/// Learns a model. `None` if the observer ended it.
///
/// # Errors
/// [`TrainError`].
pub fn train(
    examples: &[Example],
    training: &Training<'_>,
    observer: &mut impl Observer,
) -> Result<Option<Trained>, TrainError> {
    if examples.len() < LEAST {
        return Err(TrainError::TooFew { found: examples.len() });
    }
    let mut examples = examples.to_vec();
    examples.sort_by_key(|example| example.at);
    let (known, later) = split(&examples, JUDGED_BY);
    let (preparation, data) = prepare(known)?;
    let mut plan = Plan::new(held_back(known, training.seed), training.seed);
    plan.trees.monotone = directions();
    plan.curve_needs = CURVE_NEEDS;
    let learn = |learns: &dyn Fn(usize) -> bool| {
        let of = known.iter().enumerate().filter(|(row, _)| learns(*row));
        let of: Vec<(&Case, bool)> = of.map(|(_, example)| (&example.case, example.approved)).collect();
        MixedModel::learn(&of)
    };
    // What is served goes on from what learned of the same rows as its trees.
    let mut mixed = None;
    let mut offsets = |learns: &dyn Fn(usize) -> bool| {
        let model = mixed.insert(learn(learns));
        known.iter().map(|example| model.log_odds(&example.case)).collect()
    };
    let trained = Classifier::train_from(&data, &mut offsets, &plan, observer)?;
    let Some((trained, mixed)) = trained.zip(mixed) else { return Ok(None) };
    let model = ApprovalModel {
        format: FORMAT,
        schema: SCHEMA,
        preparation,
        mixed,
        classifier: trained.classifier,
        seen: seen(known),
        simulated: training.simulated,
    };
    let record = ModelRecord {
        kind: ModelKind::Approval,
        trained_at: training.now,
        data: window(known, training.simulated),
        quality: judge(&model, later, training.incumbent),
        features: data.names().to_vec(),
        code_version: training.code_version.to_owned(),
    };
    let evaluation = evaluate(&model, known, later);
    Ok(Some(Trained { model, record, evaluation }))
}

/// The earlier and the later examples, those of one moment together.
fn split(examples: &[Example], share: f64) -> (&[Example], &[Example]) {
    let later = examples.len() as f64 * share;
    let at = examples.iter().rev().zip(1_u32..).find(|(_, count)| f64::from(*count) >= later);
    let start = at.map_or(0, |(example, _)| examples.partition_point(|other| other.at < example.at));
    examples.split_at_checked(start).unwrap_or((examples, &[]))
}

/// What the trees' number and the calibration are learned on: decisions later than those that the trees know, where these
/// are many; else each part of all decisions in turn. A calibration by 500 decisions is 4 points off by chance alone.
fn held_back(known: &[Example], seed: u64) -> HeldBack {
    let (_, latest) = split(known, HELD_BACK);
    let approved = latest.iter().filter(|example| example.approved).count();
    if approved.min(latest.len() - approved) >= HELD_BACK_NEEDS {
        return HeldBack::Latest(HELD_BACK);
    }
    let labels: Vec<bool> = known.iter().map(|example| example.approved).collect();
    HeldBack::Folds(stratified_folds(&labels, FOLDS, seed))
}

fn prepare(known: &[Example]) -> Result<(Preparation, Dataset), TrainError> {
    let settings = Settings { strengths: STRENGTHS.to_vec(), half_life: Some(HALF_LIFE_DAYS * MICROS_A_DAY) };
    let keys: Vec<[Key; LEVELS]> = known.iter().map(|example| example.case.keys()).collect();
    let cases: Vec<history::Case<'_>> = known
        .iter()
        .zip(&keys)
        .map(|(example, keys)| history::Case {
            keys,
            label: example.approved,
            weight: 1.0,
            time: example.at.micros(),
        })
        .collect();
    let past = history::past_only(&settings, &cases);
    let as_of = known.last().map_or(0, |newest| newest.at.micros());
    let history = History::learn(settings, cases.iter().copied());
    let preparation = Preparation::learn(known.iter().map(|example| &example.case), history, as_of);
    let mut data = Dataset::new(Column::all().map(|column| column.name().to_owned()).collect())?;
    for (example, past) in known.iter().zip(past) {
        let row: [f32; WIDTH] = preparation.row_with(&example.case, single(past.share));
        data.push(&row, Outcome { label: example.approved, weight: 1.0, time: example.at.micros() })?;
    }
    Ok((preparation, data))
}

fn directions() -> Vec<Direction> {
    Column::all()
        .map(|column| match column.direction() {
            1.. => Direction::Up,
            0 => Direction::Free,
            ..0 => Direction::Down,
        })
        .collect()
}

fn seen(examples: &[Example]) -> BTreeMap<Category, Seen> {
    let mut seen: BTreeMap<Category, Seen> = BTreeMap::new();
    for example in examples {
        let count = seen.entry(example.case.category).or_default();
        count.rows += 1;
        count.approved += u64::from(example.approved);
    }
    seen
}

fn window(examples: &[Example], simulated: bool) -> DataWindow {
    let time = |example: Option<&Example>| example.map_or(Timestamp::from_micros(0), |example| example.at);
    DataWindow {
        from: time(examples.first()),
        to: time(examples.last()),
        rows: examples.len() as u64,
        positives: examples.iter().filter(|example| example.approved).count() as u64,
        simulated,
    }
}

/// How good a model is on decisions that it did not learn from, as it would be served, beside what it would replace.
fn judge(model: &ApprovalModel, later: &[Example], incumbent: Incumbent<'_>) -> Quality {
    let labels: Vec<bool> = later.iter().map(|example| example.approved).collect();
    let chances = Incumbent::Model("", model).chances(later);
    let metrics = Metrics::of(&labels, &chances);
    let (log_loss_difference, standard_error) =
        compare_log_loss(&labels, &chances, &incumbent.chances(later));
    Quality {
        rows: metrics.rows as u64,
        positives: metrics.positives as u64,
        auc: metrics.auc,
        ks: metrics.ks,
        log_loss: metrics.log_loss,
        brier: metrics.brier,
        ece: metrics.ece,
        against: Some(Against { name: incumbent.name().to_owned(), log_loss_difference, standard_error }),
        groups: Vec::new(),
    }
}
