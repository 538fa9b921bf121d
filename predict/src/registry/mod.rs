//! What is known of a trained model, and what it needs before it may predict for borrowers.
//!
//! A model is kept whole and never edited; [`ModelRecord`] says what it was trained on, how good it was on data it
//! had not seen, and with which code. Two roles exist for each kind: in the **shadow** a model predicts and is
//! compared, in **force** it answers. Roles are given and taken by [`Move`]s, which are kept too, so that it can be
//! told who promoted what and why, and so that every move can be undone. No model in force means that the
//! [priors](crate::priors) predict.
//!
//! [`gate`] decides whether a model may be promoted.

pub mod gate;

use domain::evaluation::Audit;
use domain::named_enum;
use domain::time::Timestamp;
use gate::GroupOutcome;
use serde::{Deserialize, Deserializer, Serialize};

named_enum! {
    /// What a model predicts.
    pub enum ModelKind {
        /// Whether the lender would approve.
        Approval = "approval",
        /// Whether the borrower would open a product that they look at.
        Click = "click",
    }
}

named_enum! {
    /// What a model is used for.
    pub enum Role {
        /// It predicts beside the one in force; nobody sees what.
        Shadow = "shadow",
        /// Its predictions are what borrowers see and what ranks.
        InForce = "in_force",
    }
}

/// The rows a model was trained on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataWindow {
    /// When the oldest row happened.
    pub from: Timestamp,
    /// When the newest did.
    pub to: Timestamp,
    /// How many rows.
    pub rows: u64,
    /// How many of them are positive: approved, or clicked.
    pub positives: u64,
    /// Whether the rows were simulated; then what it predicts is of an invented world.
    pub simulated: bool,
}

/// How well a model predicted rows that it was not trained on, those that happened last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// How many rows.
    pub rows: u64,
    /// How many of them are positive.
    pub positives: u64,
    /// The area under the receiver operating characteristic curve; 0.5 is chance.
    #[serde(deserialize_with = "number")]
    pub auc: f64,
    /// The Kolmogorov–Smirnov distance between the scores of positives and of the others.
    #[serde(deserialize_with = "number")]
    pub ks: f64,
    /// The mean logarithmic loss, in nats.
    #[serde(deserialize_with = "number")]
    pub log_loss: f64,
    /// The mean squared error of the probability.
    #[serde(deserialize_with = "number")]
    pub brier: f64,
    /// The expected calibration error over ten bins of equal count.
    #[serde(deserialize_with = "number")]
    pub ece: f64,
    /// The mean logarithmic loss of the model in force (or of the priors) on the same rows, and how sure the
    /// difference is.
    pub against: Option<Against>,
    /// What became of groups that are known for audits alone and are no features.
    pub groups: Vec<GroupOutcome>,
}

impl Quality {
    /// With what audits, oldest first, found since: of each attribute the latest audit counts.
    #[must_use]
    pub fn audited(mut self, audits: &[Audit]) -> Self {
        for audit in audits {
            let is_newer = |attribute: &str| audit.groups.iter().any(|group| group.attribute == attribute);
            self.groups.retain(|group| !is_newer(&group.attribute));
            self.groups.extend(audit.groups.iter().cloned());
        }
        self
    }
}

/// A figure; JSON has no "not a number" and writes it as null, which is refused at the gate and not while reading.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::<f64>::deserialize(deserializer)?.unwrap_or(f64::NAN))
}

/// The difference to the model in force on the same rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Against {
    /// The other model's version, as answers name it.
    pub name: String,
    /// This model's logarithmic loss minus the other's; negative is better.
    pub log_loss_difference: f64,
    /// The standard error of the difference, rows being paired.
    pub standard_error: f64,
}

/// A model as the registry knows it, without its body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelRecord {
    /// What it predicts.
    pub kind: ModelKind,
    /// When its training ended.
    pub trained_at: Timestamp,
    /// What it was trained on.
    pub data: DataWindow,
    /// How good it was on later data.
    pub quality: Quality,
    /// The names of its features, in their order.
    pub features: Vec<String>,
    /// The version of the program that trained it.
    pub code_version: String,
}

/// The name under which answers speak of a model, such as `approval-7`.
#[must_use]
pub fn model_name(kind: ModelKind, version: u32) -> String {
    format!("{kind}-{version}")
}

/// A change of who has a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Counts the moves of a kind from 1.
    pub seq: u64,
    /// What the model predicts.
    pub kind: ModelKind,
    /// The role that is given or taken.
    pub role: Role,
    /// The model's version; `None` leaves the role to nobody.
    pub version: Option<u32>,
    /// When.
    pub at: Timestamp,
    /// Who: a person's name, or `schedule`.
    pub actor: String,
    /// Why.
    pub reason: String,
}
