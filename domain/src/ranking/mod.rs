//! Ranking as data: a policy's weights, a score that is the sum of its parts, and diversification.
//!
//! A score is an expected value to the borrower, Σ weight × part. The weights are data ([`RankingPolicy`]);
//! what each part measures is in [`parts`]; [`diversify`] keeps one lender from filling the first page.

mod diversify;
pub mod parts;

pub use diversify::diversify;

use crate::error::{Fault, FieldError};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

named_enum! {
    /// What a score is made of. Every part's value lies in [0, 1], more being better for the borrower.
    pub enum PartName {
        /// 0 if a published rule is known not to be met, else 1.
        Eligibility = "eligibility",
        /// The calibrated chance of approval.
        Approval = "approval",
        /// The calibrated chance of a click.
        Click = "click",
        /// How well the words fit.
        Text = "text",
        /// Cost to the borrower relative to the alternatives found.
        Cost = "cost",
        /// How comfortably amount and term lie within the product's limits.
        Fit = "fit",
        /// How soon the money would come.
        Speed = "speed",
        /// How recently the lender confirmed the figures.
        Freshness = "freshness",
        /// What the lender pays the operator. Weight 0 unless an operator discloses otherwise; capped.
        Payout = "payout",
    }
}

/// A ranking policy: the weights in force and how results are diversified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankingPolicy {
    /// Counts policies from 1.
    pub version: u32,
    /// Why it was made, for people.
    pub note: String,
    /// The weight of each part; a part not named weighs nothing.
    pub weights: BTreeMap<PartName, f64>,
    /// How results are diversified.
    pub diversification: Diversification,
    /// When it was published.
    pub published_at: Timestamp,
}

/// No lender takes more than `max_per_institution` of the first `window` results unless nothing else matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diversification {
    /// How many of the first results it covers.
    pub window: usize,
    /// How many of them one lender may take.
    pub max_per_institution: usize,
}

/// The largest weight a policy may give to a part.
pub const MAX_WEIGHT: f64 = 1.0;

/// The largest weight a policy may give to what the lender pays the operator.
pub const MAX_PAYOUT_WEIGHT: f64 = 0.05;

impl RankingPolicy {
    /// A part's weight; a part not named weighs nothing.
    #[must_use]
    pub fn weight(&self, part: PartName) -> f64 {
        self.weights.get(&part).copied().unwrap_or_default()
    }

    /// The same policy, with what lenders pay the operator weighing nothing.
    #[must_use]
    pub fn without_payment(&self) -> Self {
        let mut policy = self.clone();
        policy.weights.insert(PartName::Payout, 0.0);
        policy
    }

    /// Checks that the policy can be used.
    ///
    /// # Errors
    /// One entry per fault: a weight that is negative, not finite or above its cap; a score that could only
    /// be zero; a diversification that shows nothing.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut errors = Vec::new();
        for (part, weight) in &self.weights {
            let most = if *part == PartName::Payout { MAX_PAYOUT_WEIGHT } else { MAX_WEIGHT };
            if !(0.0..=most).contains(weight) {
                errors.push(FieldError::new(format!("weights.{part}"), Fault::Weight { most }));
            }
        }
        if !self.weights.values().any(|weight| *weight > 0.0) {
            errors.push(FieldError::new("weights", Fault::NoWeight));
        }
        if self.diversification.max_per_institution == 0 {
            errors.push(FieldError::new("diversification.max_per_institution", Fault::TooSmall { least: 1 }));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

impl Score {
    /// The weighted sum of parts. Parts that weigh nothing under this policy are left out: they could not
    /// explain anything.
    #[must_use]
    pub fn new(policy: &RankingPolicy, values: impl IntoIterator<Item = (PartName, f64)>) -> Self {
        let mut parts = Vec::with_capacity(policy.weights.len());
        let mut total = 0.0;
        for (name, value) in values {
            let weight = policy.weight(name);
            if weight > 0.0 {
                let contribution = value * weight;
                total += contribution;
                parts.push(ScorePart { name, value, weight, contribution });
            }
        }
        Self { total, parts }
    }
}

/// One addend of a score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScorePart {
    /// Which part.
    pub name: PartName,
    /// Its value, in [0, 1].
    pub value: f64,
    /// The policy's weight.
    pub weight: f64,
    /// Value × weight.
    pub contribution: f64,
}

/// A score and how it came about: `total` is the sum of the parts' contributions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The sum.
    pub total: f64,
    /// The addends, in [`PartName`]'s order.
    pub parts: Vec<ScorePart>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(weights: &[(PartName, f64)]) -> RankingPolicy {
        RankingPolicy {
            version: 1,
            note: "test".to_owned(),
            weights: weights.iter().copied().collect(),
            diversification: Diversification { window: 10, max_per_institution: 2 },
            published_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_score_is_the_sum_of_its_parts() {
        let policy = policy(&[(PartName::Approval, 0.4), (PartName::Cost, 0.6), (PartName::Payout, 0.0)]);
        let score = Score::new(
            &policy,
            [
                (PartName::Approval, 0.5),
                (PartName::Cost, 1.0),
                (PartName::Payout, 1.0),
                (PartName::Speed, 1.0),
            ],
        );
        assert!((score.total - 0.8).abs() < 1e-12);
        let names: Vec<_> = score.parts.iter().map(|part| part.name).collect();
        assert_eq!(names, [PartName::Approval, PartName::Cost], "parts without weight are left out");
    }

    #[test]
    fn without_payment_the_payout_explains_nothing() {
        let paid = policy(&[(PartName::Cost, 0.6), (PartName::Payout, 0.05)]);
        let values = [(PartName::Cost, 0.5), (PartName::Payout, 1.0)];
        let score = Score::new(&paid.without_payment(), values);
        assert!((score.total - 0.3).abs() < 1e-12);
        assert!(score.parts.iter().all(|part| part.name != PartName::Payout));
        assert_eq!(paid.without_payment().version, paid.version);
    }

    #[test]
    fn payment_cannot_buy_more_than_its_cap() {
        let errors = policy(&[(PartName::Payout, 0.06), (PartName::Cost, 0.5)]).check().unwrap_err();
        assert_eq!(errors.first().map(|e| e.field.as_str()), Some("weights.payout"));
        assert!(policy(&[(PartName::Payout, 0.05), (PartName::Cost, 0.5)]).check().is_ok());
        assert!(policy(&[(PartName::Cost, f64::NAN)]).check().is_err());
        assert!(policy(&[]).check().is_err());
    }
}
