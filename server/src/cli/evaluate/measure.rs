//! Training and judging.

use super::examples::Examples;
use super::features;
use crate::services::progress::Progress;
use anyhow::Context;
use domain::evaluation::GroupOutcome;
use predict::classifier::{Classifier, HeldBack, Plan};
use predict::dataset::{Dataset, grouped_folds};
use predict::logistic::Logistic;
use predict::metrics::{
    ECE_BINS, GroupRate, Metrics, ReliabilityBin, adverse_impact_ratio, auc, group_outcomes, reliability,
};
use predict::registry::gate::Thresholds;
use predict::trees::Round;
use serde::Serialize;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// In how many parts training rows are held back from trees, to calibrate by.
const HELD_BACK_FOLDS: u8 = 5;
/// How strongly logistic regression is held back, in rows.
const LOGISTIC_L2: f64 = 10.0;
/// How long predictions are timed for.
const TIMED: Duration = Duration::from_millis(200);

/// How good the predictions are, and how fast.
pub(super) struct Report {
    pub(super) metrics: Metrics,
    pub(super) reliability: Vec<ReliabilityBin>,
    /// Seconds that all trainings took, the making of features included.
    pub(super) fit_seconds: f64,
    /// Rows of ready features, on one core.
    pub(super) predictions_per_second: f64,
    pub(super) logistic_auc: Option<f64>,
    pub(super) prior_auc: Option<f64>,
    /// What was predicted for each row, by its number, and whether it happened.
    pub(super) judged: Vec<(usize, f64, bool)>,
    /// Groups that are known for audits alone, where they were asked for.
    pub(super) groups: Option<Vec<Compared>>,
}

/// What was predicted for a group, and what happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Compared {
    #[serde(flatten)]
    pub(super) outcome: GroupOutcome,
    /// The share that happened.
    pub(super) happened: f64,
    /// The mean prediction.
    pub(super) predicted: f64,
}

impl Report {
    /// How groups fare, `of` being each row's.
    pub(super) fn compared(&self, attribute: &str, of: &[String]) -> Vec<Compared> {
        let judged =
            || self.judged.iter().filter_map(|(row, p, label)| Some((of.get(*row)?.as_str(), *p, *label)));
        let (groups, predictions): (Vec<&str>, Vec<f64>) = judged().map(|(group, p, _)| (group, p)).unzip();
        let compared = |outcome: GroupOutcome| {
            let own = || judged().filter(|(group, ..)| *group == outcome.group);
            let rows = outcome.rows as f64;
            let happened = own().filter(|(.., label)| *label).count() as f64 / rows;
            let predicted = own().map(|(_, p, _)| p).sum::<f64>() / rows;
            Compared { outcome, happened, predicted }
        };
        group_outcomes(attribute, &groups, &predictions).into_iter().map(compared).collect()
    }
}

/// The least favoured group's share ÷ the most favoured one's, of groups large enough to be screened.
pub(super) fn impact_ratio(groups: &[Compared]) -> Option<f64> {
    let least = usize::try_from(Thresholds::default().least_group).unwrap_or(usize::MAX);
    let rate = |group: &Compared| {
        let rows = usize::try_from(group.outcome.rows).unwrap_or(usize::MAX);
        (group.outcome.group.clone(), GroupRate { rows, rate: group.outcome.favoured })
    };
    adverse_impact_ratio(&groups.iter().map(rate).collect(), least)
}

/// What one training predicted for its test rows.
struct Part {
    predictions: Vec<f64>,
    logistic: Option<Vec<f64>>,
    fit: Duration,
    per_second: f64,
}

/// Each fold predicted by what was learned of the others; the predictions are judged together.
pub(super) fn cross_validate(
    examples: &Examples,
    seed: u64,
    folds: u8,
    beside: bool,
    progress: &dyn Progress,
) -> anyhow::Result<Report> {
    let fold_of = grouped_folds(&examples.groups, &examples.labels, folds, seed);
    let is_in = |row: usize, fold: u8| fold_of.get(row) == Some(&fold);
    let mut labels = Vec::new();
    let mut numbers = Vec::new();
    let mut priors = Vec::new();
    let mut parts = Vec::new();
    for fold in 0..folds {
        let train = examples.filter(|row| !is_in(row, fold));
        let test = examples.filter(|row| is_in(row, fold));
        let what = format!("fold {} of {folds}", fold + 1);
        parts.push(fit_and_predict(&train, &test, seed, beside, &what, progress)?);
        numbers.extend((0..examples.labels.len()).filter(|row| is_in(*row, fold)));
        labels.extend(test.labels);
        priors.extend(test.priors.into_iter().flatten());
    }
    Ok(judge(&numbers, &labels, &parts, (beside && !priors.is_empty()).then_some(priors)))
}

/// The rows of one file predicted by what was learned of another.
pub(super) fn train_and_test(
    train: &Examples,
    test: &Examples,
    seed: u64,
    beside: bool,
    progress: &dyn Progress,
) -> anyhow::Result<Report> {
    let part = fit_and_predict(train, test, seed, beside, "training", progress)?;
    let numbers: Vec<usize> = (0..test.labels.len()).collect();
    Ok(judge(&numbers, &test.labels, &[part], test.priors.clone().filter(|_| beside)))
}

fn judge(numbers: &[usize], labels: &[bool], parts: &[Part], priors: Option<Vec<f64>>) -> Report {
    let predictions: Vec<f64> = parts.iter().flat_map(|part| part.predictions.iter().copied()).collect();
    let logistic: Vec<f64> =
        parts.iter().filter_map(|part| part.logistic.as_ref()).flatten().copied().collect();
    Report {
        metrics: Metrics::of(labels, &predictions),
        reliability: reliability(labels, &predictions, ECE_BINS),
        fit_seconds: parts.iter().map(|part| part.fit.as_secs_f64()).sum(),
        predictions_per_second: parts.iter().map(|part| part.per_second).sum::<f64>() / parts.len() as f64,
        logistic_auc: (!logistic.is_empty()).then(|| auc(labels, &logistic)),
        prior_auc: priors.map(|priors| auc(labels, &priors)),
        judged: numbers
            .iter()
            .zip(&predictions)
            .zip(labels)
            .map(|((n, p), label)| (*n, *p, *label))
            .collect(),
        groups: None,
    }
}

fn fit_and_predict(
    train: &Examples,
    test: &Examples,
    seed: u64,
    beside: bool,
    what: &str,
    progress: &dyn Progress,
) -> anyhow::Result<Part> {
    let started = Instant::now();
    let (features, data) = features::learn(train, seed)?;
    let held_back = grouped_folds(&train.groups, &train.labels, HELD_BACK_FOLDS, seed);
    let plan = Plan::new(HeldBack::Folds(held_back), seed);
    let mut told = 0;
    let mut observer = |round: Round| {
        if told == 0 {
            progress.begin(what, Some(u64::from(round.of)));
        }
        progress.advance(u64::from(round.trees.saturating_sub(told)));
        told = round.trees;
        ControlFlow::Continue(())
    };
    let trained = Classifier::train(&data, &plan, &mut observer)?.context("the training was ended")?;
    progress.end();
    let fit = started.elapsed();
    let test = features.of(test)?;
    let mut predictions = vec![0.0; test.len()];
    let per_second = timed(&trained.classifier, &test, &mut predictions);
    let logistic = if beside {
        let model = Logistic::fit(&data, LOGISTIC_L2)?;
        Some(test.rows().map(|row| model.score(row)).collect())
    } else {
        None
    };
    Ok(Part { predictions, logistic, fit, per_second })
}

/// Predicts, again and again until the time taken can be trusted; how many rows a second.
fn timed(classifier: &Classifier, test: &Dataset, predictions: &mut [f64]) -> f64 {
    let started = Instant::now();
    let mut rows = 0;
    while rows == 0 || started.elapsed() < TIMED {
        classifier.probabilities_into(test.values(), predictions);
        rows += test.len().max(1);
    }
    rows as f64 / started.elapsed().as_secs_f64()
}
