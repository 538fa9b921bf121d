//! Ranking as data: a policy's weights, a score that is the sum of its parts, and diversification.

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
