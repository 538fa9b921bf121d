//! What reports are made of: predictions beside what came of them, by kind of credit, lender and month, and what later
//! rows are compared with to see whether the world has moved.
//!
//! The types that reports show are [`domain::evaluation`]'s.

use crate::features::{Feature, Row};
use crate::metrics::{
    Distribution, ECE_BINS, Metrics, ReliabilityBin, Z_95, bands, ece_by_chance, reliability, wilson,
};
use domain::evaluation::{Calibration, Drifts, Figures, Part};
use domain::product::{Category, InstitutionId};
use domain::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many rows a lender needs to be told of by itself: the observed share of fewer is uncertain by more than ten
/// percentage points.
pub const LENDER_NEEDS: usize = 100;
/// How many lenders are told of at most.
const LENDERS: usize = 50;
/// How many rows a bin of a reliability diagram has at least: parts with few rows have fewer bins.
const BIN_NEEDS: usize = 20;
/// In how many bins distributions are compared, missing values aside.
const PSI_BINS: usize = 10;

/// A prediction and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The chance that was predicted.
    pub predicted: f64,
    /// Whether it happened.
    pub happened: bool,
    /// The kind of credit.
    pub category: Category,
    /// The lender.
    pub lender: InstitutionId,
    /// When it was decided.
    pub at: Timestamp,
}

/// The figures of some rows; `None` without any.
#[must_use]
pub fn figures<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Option<Figures> {
    let (labels, predictions): (Vec<bool>, Vec<f64>) =
        judged.into_iter().map(|row| (row.happened, row.predicted)).unzip();
    (!labels.is_empty()).then(|| figures_of(&labels, &predictions))
}

fn figures_of(labels: &[bool], predictions: &[f64]) -> Figures {
    let metrics = Metrics::of(labels, predictions);
    let rows = metrics.rows as f64;
    let (low, high) = wilson(metrics.positives as f64 / rows, rows, Z_95);
    let bins = ECE_BINS.min(labels.len() / BIN_NEEDS).max(1);
    let bins: Vec<ReliabilityBin> = reliability(labels, predictions, bins);
    let known = |figure: f64| figure.is_finite().then_some(figure);
    Figures {
        rows: metrics.rows as u64,
        positives: metrics.positives as u64,
        predicted: predictions.iter().sum::<f64>() / rows,
        low,
        high,
        auc: known(metrics.auc),
        ks: known(metrics.ks),
        log_loss: metrics.log_loss,
        brier: metrics.brier,
        ece: metrics.ece,
        ece_by_chance: ece_by_chance(metrics.rows as u64, metrics.positives as u64),
        bins,
    }
}

/// Predictions beside what came of them, whole and in parts; `None` without any.
#[must_use]
pub fn calibration(judged: &[Judged]) -> Option<Calibration> {
    let (labels, predictions): (Vec<bool>, Vec<f64>) =
        judged.iter().map(|row| (row.happened, row.predicted)).unzip();
    Some(Calibration {
        from: judged.iter().map(|row| row.at).min()?,
        to: judged.iter().map(|row| row.at).max()?,
        overall: figures(judged)?,
        bands: bands(&labels, &predictions),
        by_category: parts(judged, |row| row.category),
        by_lender: by_lender(judged),
        by_month: parts(judged, |row| row.at.date().chars().take(7).collect()),
    })
}

/// The figures of each part, in the order of what they are parts of.
#[must_use]
pub fn parts<K: Ord>(judged: &[Judged], of: impl Fn(&Judged) -> K) -> Vec<Part<K>> {
    let mut parts: BTreeMap<K, Vec<&Judged>> = BTreeMap::new();
    for row in judged {
        parts.entry(of(row)).or_default().push(row);
    }
    parts.into_iter().filter_map(|(of, rows)| Some(Part { of, figures: figures(rows)? })).collect()
}

fn by_lender(judged: &[Judged]) -> Vec<Part<Option<InstitutionId>>> {
    let mut rows: BTreeMap<InstitutionId, usize> = BTreeMap::new();
    for row in judged {
        *rows.entry(row.lender).or_default() += 1;
    }
    let mut large: Vec<(usize, InstitutionId)> =
        rows.into_iter().filter(|(_, rows)| *rows >= LENDER_NEEDS).map(|(id, rows)| (rows, id)).collect();
    large.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    large.truncate(LENDERS);
    let place = |id: InstitutionId| large.iter().position(|(_, other)| *other == id);
    let mut parts =
        parts(judged, |row| place(row.lender).map_or((usize::MAX, None), |at| (at, Some(row.lender))));
    parts.sort_by_key(|part| part.of.0);
    parts.into_iter().map(|part| Part { of: part.of.1, figures: part.figures }).collect()
}

/// How what a model learned from was distributed, so that later rows can be compared with it. No row is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    score: Distribution,
    features: Vec<(String, Distribution)>,
}

impl Reference {
    /// Of the rows that a model learned from and what it says of them.
    #[must_use]
    pub fn of(rows: &[Row], chances: &[f64]) -> Self {
        let feature = |feature: &Feature| {
            (feature.name().to_owned(), Distribution::of(&column(rows, *feature), PSI_BINS))
        };
        Self {
            score: Distribution::of(chances, PSI_BINS),
            features: Feature::ALL.iter().map(feature).collect(),
        }
    }

    /// How far other rows, and what the model says of them, are from those; `None` without rows.
    #[must_use]
    pub fn drifts(&self, rows: &[Row], chances: &[f64]) -> Option<Drifts> {
        let features = self.features.iter().filter_map(|(name, then)| {
            let feature: Feature = name.parse().ok()?;
            then.drift(name, &column(rows, feature))
        });
        Some(Drifts {
            rows: rows.len() as u64,
            score: self.score.drift("score", chances)?,
            features: features.collect(),
        })
    }
}

fn column(rows: &[Row], feature: Feature) -> Vec<f64> {
    rows.iter().map(|row| row.get(feature.index()).copied().map_or(f64::NAN, f64::from)).collect()
}

/// What is kept of how a model did when it was trained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Its predictions of the latest decisions, from which it did not learn.
    pub tested: Calibration,
    /// How far those decisions are from the ones that it learned from.
    pub drift: Option<Drifts>,
    /// What later rows are compared with.
    pub reference: Reference,
}

#[cfg(test)]
mod tests;
