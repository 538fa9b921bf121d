//! Suggested changes as JSON: what would open more products, and what would raise a chance.

use super::dto::{ApprovalDto, RepaymentDto};
use domain::answer::{OpenQuestion, Raise, Raises};
use domain::change::Change;
use domain::listing::StandardFees;
use domain::openings::{Opening, Openings};
use domain::rate::Rate;
use serde::Serialize;
use utoipa::ToSchema;

/// The smallest changes that would open more products than they close.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpeningsDto {
    /// The smallest change first; at most three.
    changes: Vec<OpeningDto>,
    /// How many products were looked at.
    looked_at: u64,
    /// Whether these were all that match; otherwise the changes may open more than they say.
    is_exact: bool,
}

/// One change and what it would do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpeningDto {
    #[serde(flatten)]
    change: ChangeDto,
    /// How many products it would open.
    opens: u64,
    /// How many it would close that are open now.
    closes: u64,
    /// The lowest annual rate among those it would open, as a decimal fraction; null where none is published.
    best_rate: Option<f64>,
}

/// A change of one parameter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeDto {
    /// The parameter: `amount`, `term_months`, `deposit` or `existing_repayments_monthly`. With another deposit
    /// the amount is what the property's value leaves to be borrowed: leave `amount` out.
    change: &'static str,
    /// Its value now, as the parameter takes it.
    from: String,
    /// Its value then.
    to: String,
}

/// What would raise the chance of approval, or make it surer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RaisesDto {
    /// Changes that raise the chance by at least two percentage points, the best first; at most five.
    changes: Vec<RaiseDto>,
    /// Questions not answered whose answers would tell more.
    questions: Vec<OpenQuestionDto>,
}

/// A change with the chance before and after it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RaiseDto {
    #[serde(flatten)]
    change: ChangeDto,
    before: ApprovalDto,
    after: ApprovalDto,
    /// What the loan would cost then; null where amount, term or rate is unknown.
    repayment: Option<RepaymentDto>,
}

/// A question not answered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenQuestionDto {
    /// The parameter.
    field: &'static str,
    /// Whether the answer would help to settle a rule that is unknown.
    settles_rule: bool,
    /// Whether it would narrow the interval of the chance.
    narrows: bool,
}

impl OpeningsDto {
    pub(crate) fn new(openings: &Openings) -> Self {
        Self {
            changes: openings.changes.iter().map(OpeningDto::new).collect(),
            looked_at: openings.looked_at,
            is_exact: openings.is_exact,
        }
    }
}

impl OpeningDto {
    fn new(opening: &Opening) -> Self {
        Self {
            change: ChangeDto::new(opening.change),
            opens: opening.opens,
            closes: opening.closes,
            best_rate: opening.best_rate.map(Rate::fraction),
        }
    }
}

impl ChangeDto {
    fn new(change: Change) -> Self {
        let (from, to) = match change {
            Change::Term { from, to } => (from.to_string(), to.to_string()),
            Change::Amount { from, to }
            | Change::Deposit { from, to }
            | Change::ExistingRepayments { from, to } => (from.to_decimal(), to.to_decimal()),
        };
        Self { change: change.parameter(), from, to }
    }
}

impl RaisesDto {
    pub(crate) fn new(raises: &Raises, fees: &StandardFees) -> Self {
        Self {
            changes: raises.changes.iter().map(|raise| RaiseDto::new(raise, fees)).collect(),
            questions: raises.questions.iter().map(OpenQuestionDto::new).collect(),
        }
    }
}

impl RaiseDto {
    fn new(raise: &Raise, fees: &StandardFees) -> Self {
        Self {
            change: ChangeDto::new(raise.change),
            before: ApprovalDto::new(&raise.before),
            after: ApprovalDto::new(&raise.after),
            repayment: raise.figures.map(|figures| RepaymentDto::new(&figures, fees)),
        }
    }
}

impl OpenQuestionDto {
    const fn new(question: &OpenQuestion) -> Self {
        Self { field: question.field, settles_rule: question.settles_rule, narrows: question.narrows }
    }
}
