//! How predictions turned out: what was said beside what happened, bin by bin, and whether the world has moved since.
//!
//! These are the figures that reports show; `predict::metrics` and `predict::evaluation` work them out.

use crate::product::{Category, InstitutionId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Rows of similar prediction, and how many of them happened: a point of a reliability diagram.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// How many rows it has.
    pub rows: usize,
    /// Their mean prediction.
    pub predicted: f64,
    /// The share of them that happened.
    pub observed: f64,
    /// The 95 % interval of that share (Wilson).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// The rows of which a chance between two whole percentages was said: "we said 70–80 %".
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBand {
    /// The least chance, in percent.
    pub from: u8,
    /// The chance below which they are, in percent; 100 % belongs to the last band.
    pub to: u8,
    /// What came of them.
    #[serde(flatten)]
    pub bin: ReliabilityBin,
}

/// How good predictions of some rows were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// How many rows.
    pub rows: u64,
    /// How many of them happened.
    pub positives: u64,
    /// The mean prediction.
    pub predicted: f64,
    /// The 95 % interval of the share that happened (Wilson).
    pub low: f64,
    /// Its upper end.
    pub high: f64,
    /// The area under the ROC curve; `None` where all rows had one outcome.
    pub auc: Option<f64>,
    /// The Kolmogorov–Smirnov statistic; `None` where all rows had one outcome.
    pub ks: Option<f64>,
    /// The mean log loss, in nats.
    pub log_loss: f64,
    /// The mean squared error.
    pub brier: f64,
    /// The expected calibration error over ten bins of equal count.
    pub ece: f64,
    /// What that error is on average, with so many rows, where every chance is exact.
    pub ece_by_chance: f64,
    /// The bins of the reliability diagram, of equal count.
    pub bins: Vec<ReliabilityBin>,
}

impl Figures {
    /// The share that happened.
    #[must_use]
    pub fn observed(&self) -> f64 {
        self.positives as f64 / self.rows.max(1) as f64
    }
}

/// The figures of a part of the rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part<K> {
    /// Which part.
    pub of: K,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// Predictions beside what came of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// When the first of them was decided.
    pub from: Timestamp,
    /// When the last was.
    pub to: Timestamp,
    /// All of them.
    pub overall: Figures,
    /// All of them, by the tenth that the chance fell into; tenths without rows are left out.
    pub bands: Vec<ReliabilityBand>,
    /// By kind of credit.
    pub by_category: Vec<Part<Category>>,
    /// By lender, those with the most rows first; `None` is everybody with too few rows to be told of.
    pub by_lender: Vec<Part<Option<InstitutionId>>>,
    /// By month, `2026-03`, in their order.
    pub by_month: Vec<Part<String>>,
}

named_enum! {
    /// How far a distribution has moved, by its population stability index beyond what chance explains.
    pub enum Shift {
        /// Below 0.1: not to speak of.
        Little = "little",
        /// From 0.1: worth a look.
        Some = "some",
        /// From 0.25: another population.
        Much = "much",
    }
}

/// How far one feature, or the score, has moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// The feature's name, or `score`.
    pub name: String,
    /// The population stability index.
    pub psi: f64,
    /// What it would be on average if nothing had moved, with so many rows.
    pub by_chance: f64,
    /// How far that is.
    pub shift: Shift,
}

/// How far what models look at has moved since a model was trained, and how far what it answers has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drifts {
    /// How many rows are compared with those of the training.
    pub rows: u64,
    /// The chance of approval.
    pub score: Drift,
    /// The features, in their order.
    pub features: Vec<Drift>,
}

/// Two predictors on the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The one that is looked at.
    pub name: String,
    /// The one that it is compared with.
    pub against: String,
    /// How many rows, all of them later than what either learned from.
    pub rows: u64,
    /// The first's mean log loss minus the second's; negative is better.
    pub log_loss_difference: f64,
    /// The standard error of the difference, rows being paired.
    pub standard_error: f64,
}

/// What a model would do to a group that is known for audits alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupOutcome {
    /// What groups are made by, such as `sex`.
    pub attribute: String,
    /// The group's name.
    pub group: String,
    /// How many rows.
    pub rows: u64,
    /// The share that the model would favour: predicted at or above the overall median.
    pub favoured: f64,
}

/// What a model was found to do to groups, by somebody who knew who belongs to which. No person is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Audit {
    /// When.
    pub at: Timestamp,
    /// Who audited.
    pub actor: String,
    /// Each group of each attribute.
    pub groups: Vec<GroupOutcome>,
}

/// A model as reports speak of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportedModel {
    /// Its name, such as `approval-7`.
    pub name: String,
    /// When it was trained.
    pub trained_at: Timestamp,
    /// When the oldest decision that it learned from fell.
    pub from: Timestamp,
    /// When the newest did.
    pub to: Timestamp,
    /// How many decisions it learned from.
    pub rows: u64,
    /// How many of them were approvals.
    pub positives: u64,
    /// Whether they were simulated.
    pub simulated: bool,
}

/// What came of the chances that this marketplace told its visitors.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Told {
    /// Chances as they were shown, beside what lenders decided since; `None` without any.
    pub calibration: Option<Calibration>,
    /// The same by what predicted.
    pub by_predictor: Vec<Part<String>>,
    /// Applications that no lender has decided yet.
    pub undecided: u64,
    /// Decided applications of which no shown chance is kept.
    pub without_chance: u64,
}

/// Everything that is known of how a predictor does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PredictionReport {
    /// When the report was made.
    pub at: Timestamp,
    /// What it is about: a model's name, or the priors'.
    pub predictor: String,
    /// The model; `None` for the priors.
    pub model: Option<ReportedModel>,
    /// How it did on the latest decisions of its data, which it did not learn from.
    pub tested: Option<Calibration>,
    /// How far those decisions were from the ones that it learned from.
    pub tested_drift: Option<Drifts>,
    /// What came of what visitors were told, whatever predicted then.
    pub told: Told,
    /// How far the applications of the last 30 days are from what it learned from.
    pub recent_drift: Option<Drifts>,
    /// The shadow beside what is in force, on what was decided since both were trained.
    pub shadow: Option<Comparison>,
    /// Audits of groups, oldest first.
    pub audits: Vec<Audit>,
}

/// How many decisions anything public is told of at least, so that nobody's own can be made out.
pub const PUBLIC_NEEDS: u64 = 10;

impl Calibration {
    /// What anybody may read; `None` where that is nothing.
    fn public(mut self) -> Option<Self> {
        let is_enough = |figures: &Figures| figures.rows >= PUBLIC_NEEDS;
        self.by_lender.clear();
        self.by_category.retain(|part| is_enough(&part.figures));
        self.by_month.retain(|part| is_enough(&part.figures));
        self.bands.retain(|band| band.bin.rows as u64 >= PUBLIC_NEEDS);
        is_enough(&self.overall).then_some(self)
    }
}

impl PredictionReport {
    /// What anybody may read: nothing of a single lender, nothing of very few decisions, and nobody who works here by
    /// name.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.tested = self.tested.and_then(Calibration::public);
        self.told.calibration = self.told.calibration.and_then(Calibration::public);
        self.told.by_predictor.retain(|part| part.figures.rows >= PUBLIC_NEEDS);
        self.audits.clear();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(rows: u64) -> Figures {
        Figures {
            rows,
            positives: 1,
            predicted: 0.5,
            low: 0.0,
            high: 1.0,
            auc: None,
            ks: None,
            log_loss: 0.7,
            brier: 0.25,
            ece: 0.1,
            ece_by_chance: 0.1,
            bins: Vec::new(),
        }
    }

    fn calibration(rows: u64) -> Calibration {
        let at = Timestamp::from_micros(0);
        let bin = |rows| ReliabilityBin { rows, predicted: 0.5, observed: 0.5, low: 0.0, high: 1.0 };
        Calibration {
            from: at,
            to: at,
            overall: figures(rows),
            bands: [9, 10].map(|rows| ReliabilityBand { from: 0, to: 10, bin: bin(rows) }).to_vec(),
            by_category: vec![Part { of: Category::Lease, figures: figures(9) }],
            by_lender: vec![Part { of: None, figures: figures(500) }],
            by_month: vec![Part { of: "2026-03".to_owned(), figures: figures(10) }],
        }
    }

    #[test]
    fn nothing_of_a_lender_or_of_a_few_people_is_public() {
        let told = |rows| Told { calibration: Some(calibration(rows)), ..Told::default() };
        let report = |rows| PredictionReport {
            at: Timestamp::from_micros(0),
            predictor: "priors-1".to_owned(),
            model: None,
            tested: None,
            tested_drift: None,
            told: told(rows),
            recent_drift: None,
            shadow: None,
            audits: vec![Audit { at: Timestamp::from_micros(0), actor: "x".to_owned(), groups: Vec::new() }],
        };
        let public = report(19).public();
        let told = public.told.calibration.unwrap();
        assert_eq!((told.by_lender.len(), told.by_category.len(), told.by_month.len()), (0, 0, 1));
        assert_eq!(told.bands.iter().map(|band| band.bin.rows).collect::<Vec<_>>(), [10]);
        assert!(public.audits.is_empty());
        assert_eq!(report(9).public().told.calibration, None);
    }
}
