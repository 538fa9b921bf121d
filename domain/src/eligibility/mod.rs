//! What a lender's rules say of a borrower: met, not met, or unknown, each with its reason.

mod judge;
mod questions;

pub use judge::{Tally, judge, judge_verdict, refusals, tally};
pub use questions::{asked, unanswered};

use crate::money::Money;
use crate::rate::Rate;
use crate::rules::RuleKind;
use serde::{Deserialize, Serialize};

named_enum! {
    /// What a rule says of a borrower.
    pub enum Verdict {
        /// The borrower satisfies it.
        Met = "met",
        /// The borrower does not.
        NotMet = "not_met",
        /// The borrower has not answered, or the rule is not machine-readable.
        Unknown = "unknown",
    }
}

/// What a rule needs or a borrower has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum RuleValue {
    /// Years, months.
    Whole(u32),
    /// An amount.
    Amount(Money),
    /// A ratio (0.8 is 80 %).
    Ratio(Rate),
    /// Any of these names.
    Names(Vec<String>),
    /// The lender's words.
    Words(String),
}

/// One rule's verdict with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleVerdict {
    /// Which rule.
    pub rule: RuleKind,
    /// What it says.
    pub verdict: Verdict,
    /// What the lender asks for.
    pub needs: Option<RuleValue>,
    /// What the borrower has; `None` if they have not said.
    pub has: Option<RuleValue>,
}

/// All rules of a product judged for one borrower and need.
///
/// The overall verdict is not met if any rule is not met; met if there are rules and every one is met;
/// otherwise unknown. A product without published rules is unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Eligibility {
    /// The verdict on the whole.
    pub verdict: Verdict,
    /// The verdict of each rule, in [`RuleKind`]'s order.
    pub rules: Vec<RuleVerdict>,
}

#[cfg(test)]
mod tests;
