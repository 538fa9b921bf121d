//! The learned chance of approval: what is learned of each lender ([`mixed`]), trees over
//! [`features`](crate::features) that go on from it, calibrated on decisions that neither had seen.
//!
//! A model is learned from decisions in the order in which they fell ([`train`]), the latest of which it is judged by.
//! It answers for the kinds of credit that it has seen enough decisions of; for the others, and for a product of which
//! a published rule is known not to be met, the [priors](crate::priors) go on answering: those who may not have a
//! product do not apply, so there is nothing to learn of them.

mod evaluate;
mod mixed;
mod prepare;
mod reasons;
mod train;

pub use prepare::{Case, Preparation};
pub(crate) use reasons::weightiest;
pub use train::{Example, Incumbent, LEAST, TrainError, Trained, Training, train};

use crate::calibration::Estimate;
use crate::classifier::Classifier;
use crate::features::SCHEMA;
use domain::answer::Reason;
use domain::product::Category;
use mixed::MixedModel;
use prepare::WIDTH;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// How many decisions of a category a model needs before it answers for it.
pub const CATEGORY_NEEDS: u64 = 200;
/// How many of each outcome among them.
pub const CATEGORY_NEEDS_OF_EACH: u64 = 30;
/// The stored form's version.
const FORMAT: u16 = 2;

/// How many decisions of a kind of credit were learned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Seen {
    /// Decisions.
    pub rows: u64,
    /// Approvals among them.
    pub approved: u64,
}

impl Seen {
    /// Whether they suffice to answer from.
    #[must_use]
    pub const fn is_enough(self) -> bool {
        let declined = self.rows.saturating_sub(self.approved);
        self.rows >= CATEGORY_NEEDS
            && self.approved >= CATEGORY_NEEDS_OF_EACH
            && declined >= CATEGORY_NEEDS_OF_EACH
    }
}

/// A trained model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovalModel {
    format: u16,
    schema: u16,
    preparation: Preparation,
    mixed: MixedModel,
    classifier: Classifier,
    seen: BTreeMap<Category, Seen>,
    simulated: bool,
}

/// A stored model cannot be used by this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelError {
    /// It is not readable at all.
    Unreadable(String),
    /// It was written in another form, or learned of other features.
    OtherForm {
        /// The form and the features' version.
        found: (u16, u16),
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "the model cannot be read: {reason}"),
            Self::OtherForm { found: (format, schema) } => write!(
                f,
                "the model has form {format} and features {schema}; this program reads form {FORMAT} and features {SCHEMA}"
            ),
        }
    }
}

impl std::error::Error for ModelError {}

impl ApprovalModel {
    /// Reads a stored model.
    ///
    /// # Errors
    /// [`ModelError`]; a model of another form is told from one that is damaged.
    pub fn read(body: &[u8]) -> Result<Self, ModelError> {
        let unreadable = |error: postcard::Error| ModelError::Unreadable(error.to_string());
        // What never changes: form and features' version come first.
        let (head, _): ((u16, u16), _) = postcard::take_from_bytes(body).map_err(unreadable)?;
        if head != (FORMAT, SCHEMA) {
            return Err(ModelError::OtherForm { found: head });
        }
        let model: Self = postcard::from_bytes(body).map_err(unreadable)?;
        let columns = model.classifier.forest().columns();
        if columns != WIDTH {
            return Err(ModelError::Unreadable(format!("its rows have {columns} values and not {WIDTH}")));
        }
        Ok(model)
    }

    /// The stored form: what [`read`](Self::read) reads predicts the same, to the bit.
    ///
    /// # Errors
    /// [`ModelError::Unreadable`] if there is no memory for it.
    pub fn write(&self) -> Result<Vec<u8>, ModelError> {
        postcard::to_stdvec(self).map_err(|error| ModelError::Unreadable(error.to_string()))
    }

    /// Whether it was learned from simulated decisions, so that what it says is of an invented world.
    #[must_use]
    pub const fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// Whether it has seen enough decisions on this kind of credit.
    #[must_use]
    pub fn answers_for(&self, category: Category) -> bool {
        self.seen.get(&category).copied().unwrap_or_default().is_enough()
    }

    /// How many trees it has.
    #[must_use]
    pub const fn trees(&self) -> usize {
        self.classifier.forest().trees()
    }

    /// The chances of some cases, in their order.
    #[must_use]
    pub fn estimates(&self, cases: &[Case]) -> Vec<Estimate> {
        let mut rows = Vec::with_capacity(cases.len() * WIDTH);
        for case in cases {
            rows.extend_from_slice(&self.preparation.row(case));
        }
        let mut scores = vec![0.0; cases.len()];
        self.classifier.forest().scores_into(&rows, &mut scores);
        let whole = scores.into_iter().zip(cases).map(|(score, case)| score + self.mixed.log_odds(case));
        whole.map(|score| self.classifier.calibration().estimate(score)).collect()
    }

    /// What each column adds to the log-odds before calibration: what is learned of lenders, and of the trees.
    fn contributions(&self, case: &Case) -> Vec<f64> {
        let trees = self.classifier.forest().contributions(&self.preparation.row(case));
        trees.iter().zip(self.mixed.contributions(case)).map(|(trees, mixed)| trees + mixed).collect()
    }

    /// The leaves that a case falls into, of the first `trees` trees.
    #[must_use]
    pub fn leaves(&self, case: &Case, trees: usize) -> Vec<u32> {
        self.classifier.forest().first_leaves(&self.preparation.row(case), trees).collect()
    }

    /// What speaks for and against one case, the weightiest first, at most [`reasons::AT_MOST`].
    #[must_use]
    pub fn reasons(&self, case: &Case) -> Vec<Reason> {
        reasons::of_contributions(&self.contributions(case))
    }
}

#[cfg(test)]
mod tests;
