//! Which of a product's rates is shown first, and the range beside it.

use crate::money::Money;
use crate::product::{LoanPurpose, RateType, RepaymentType};
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

/// What a headline is chosen for. Everything unknown leaves the choice wider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeadlineFor {
    /// The amount asked for.
    pub amount: Option<Money>,
    /// The loan-to-value ratio (0.8 is 80 %).
    pub lvr: Option<Rate>,
    /// The term asked for.
    pub term_months: Option<u16>,
    /// Owner-occupied or investment.
    pub loan_purpose: Option<LoanPurpose>,
    /// How the principal is repaid.
    pub repayment_type: Option<RepaymentType>,
    /// Only rates of this type.
    pub rate_type: Option<RateType>,
}

/// The rate shown first and its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The lowest yearly rate that this borrower may get.
    pub annual: Rate,
    /// The highest yearly rate for the same amount, LVR and term; equals `annual` where there is one rate.
    pub annual_max: Rate,
    /// Fixed or variable.
    pub kind: RateType,
    /// The comparison rate stated with `annual`.
    pub comparison: Option<Rate>,
    /// How long `annual` is fixed, where the lender says.
    pub fixed_months: Option<u16>,
}
