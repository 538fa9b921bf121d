//! Borrowing less, or not at all.

use super::{Loan, RepaymentError};
use crate::answer::RepaymentFigures;
use crate::money::Money;

/// A smaller loan at the same rate, over the same term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SmallerLoan {
    /// What it costs.
    pub figures: RepaymentFigures,
    /// How much less is borrowed.
    pub less: Money,
    /// Interest that is not paid.
    pub interest_saved: Money,
    /// By how much the instalment is smaller.
    pub instalment_less: Money,
}

/// What `planned` would cost with `less` taken off the amount. The difference of the two loans' own figures,
/// each exact to the cent.
///
/// # Errors
/// [`RepaymentError::AmountNotPositive`] if nothing is left to borrow.
pub fn borrow_less(planned: &Loan, less: Money) -> Result<SmallerLoan, RepaymentError> {
    let currency = planned.amount().currency;
    if less.currency != currency {
        return Err(RepaymentError::CurrencyMismatch);
    }
    let amount = Money::new(planned.amount().minor.saturating_sub(less.minor), currency);
    let smaller = Loan::new(amount, planned.rate(), planned.term_months())?.with_fees(planned.fees())?;
    let (before, after) = (planned.figures(), smaller.figures());
    let difference =
        |before: Money, after: Money| Money::new(before.minor.saturating_sub(after.minor), currency);
    Ok(SmallerLoan {
        figures: after,
        less,
        interest_saved: difference(before.total_interest, after.total_interest),
        instalment_less: difference(before.instalment, after.instalment),
    })
}

/// A share of an amount in percent, rounded half up to a minor unit; `None` if it is too large to count.
#[must_use]
pub fn percent_of(amount: Money, percent: u8) -> Option<Money> {
    let minor = amount.minor.checked_mul(i64::from(percent))?.checked_add(50)?.div_euclid(100);
    Some(Money::new(minor, amount.currency))
}

/// How many months it takes to put `goal` aside by saving `monthly`: goal ÷ monthly, rounded up. Interest on
/// savings is not counted. `None` if nothing is saved.
#[must_use]
pub fn months_to_save(goal: Money, monthly: Money) -> Option<u64> {
    if monthly.minor <= 0 || monthly.currency != goal.currency {
        return None;
    }
    Some(goal.minor.max(0).unsigned_abs().div_ceil(monthly.minor.unsigned_abs()))
}
