//! Moving a loan to another lender: when what it costs to switch has come back, and what is saved in all.
//!
//! What counts is the cost so far: interest and fees paid, the costs of switching included. Repaying principal
//! is no cost. So a longer term, whose smaller instalments look cheaper, gains nothing by looking so.

use super::{Loan, LoanFees, RepaymentError};
use crate::answer::RepaymentFigures;
use crate::money::Money;
use crate::rate::Rate;

/// A loan, and another that would repay it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch {
    /// What is still owed.
    pub balance: Money,
    /// Months until it would be repaid as it is.
    pub remaining_months: u16,
    /// The present yearly nominal rate.
    pub present_rate: Rate,
    /// What the present loan costs a month beside interest.
    pub present_monthly_fee: Money,
    /// The other loan's yearly nominal rate.
    pub new_rate: Rate,
    /// Its term, in months.
    pub new_months: u16,
    /// What it costs a month beside interest.
    pub new_monthly_fee: Money,
    /// Paid once to switch: for leaving the one and for entering the other.
    pub costs: Money,
}

/// What switching brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakEven {
    /// What the present loan costs from now on.
    pub keep: RepaymentFigures,
    /// What the other costs, the costs of switching among its fees.
    pub switch: RepaymentFigures,
    /// The first month after which switching has cost no more; `None` if there is none.
    pub month: Option<u16>,
    /// The first month after that in which switching has cost more again, as a longer term may bring about.
    pub dearer_again: Option<u16>,
    /// Interest and fees of keeping less those of switching, over the whole terms; below zero if switching
    /// costs more.
    pub saving: Money,
}

impl Switch {
    /// When switching pays, if it does.
    ///
    /// # Errors
    /// [`RepaymentError`] if a figure is out of bounds.
    pub fn break_even(&self) -> Result<BreakEven, RepaymentError> {
        let (keep, switch) = (self.keep()?, self.switch()?);
        let longest = self.remaining_months.max(self.new_months);
        let (kept, switched) = (cost_by_month(&keep, longest), cost_by_month(&switch, longest));
        let mut month = None;
        let mut dearer_again = None;
        for (number, (kept, switched)) in (1..=longest).zip(kept.into_iter().zip(switched)) {
            match month {
                None if switched <= kept => month = Some(number),
                Some(_) if switched > kept && dearer_again.is_none() => dearer_again = Some(number),
                _ => {}
            }
        }
        let (keep, switch) = (keep.figures(), switch.figures());
        let cost = |figures: &RepaymentFigures| figures.total_interest.minor + figures.total_fees.minor;
        let saving = Money::new(cost(&keep) - cost(&switch), self.balance.currency);
        Ok(BreakEven { keep, switch, month, dearer_again, saving })
    }

    /// The present loan as it stands.
    ///
    /// # Errors
    /// [`RepaymentError`] if a figure is out of bounds.
    pub fn keep(&self) -> Result<Loan, RepaymentError> {
        let fees = fees(Money::zero(self.balance.currency), self.present_monthly_fee)?;
        Loan::new(self.balance, self.present_rate, self.remaining_months)?.with_fees(fees)
    }

    /// The loan that repays it.
    ///
    /// # Errors
    /// [`RepaymentError`] if a figure is out of bounds.
    pub fn switch(&self) -> Result<Loan, RepaymentError> {
        let fees = fees(self.costs, self.new_monthly_fee)?;
        Loan::new(self.balance, self.new_rate, self.new_months)?.with_fees(fees)
    }
}

fn fees(upfront: Money, monthly: Money) -> Result<LoanFees, RepaymentError> {
    let yearly = monthly.minor.checked_mul(12).ok_or(RepaymentError::FeeOutOfRange)?;
    Ok(LoanFees {
        upfront,
        periodic: Money::new(yearly, monthly.currency),
        ..LoanFees::none(upfront.currency)
    })
}

/// Interest and fees paid up to and with each of the first `months` months, in minor units; what has ended
/// costs no more.
fn cost_by_month(loan: &Loan, months: u16) -> Vec<i64> {
    let mut paid = 0_i64;
    let mut rows = loan.schedule().rows.into_iter().peekable();
    (1..=u32::from(months))
        .map(|month| {
            while let Some(row) = rows.next_if(|row| row.number <= month) {
                paid = paid.saturating_add(row.interest.minor).saturating_add(row.fees.minor);
            }
            paid
        })
        .collect()
}
