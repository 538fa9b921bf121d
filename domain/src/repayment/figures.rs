//! The figures beside every search result.

use super::{Loan, LoanFees, RatePath, RepaymentError};
use crate::answer::RepaymentFigures;
use crate::money::Money;

/// What a loan costs that is repaid monthly: the figures beside a search result.
///
/// # Errors
/// [`RepaymentError`] if the loan or its fees are out of bounds.
pub fn figures(
    amount: Money,
    rates: impl Into<RatePath>,
    term_months: u16,
    fees: impl Into<LoanFees>,
) -> Result<RepaymentFigures, RepaymentError> {
    Ok(loan(amount, rates, term_months, fees)?.figures())
}

/// The loan behind [`figures`], repaid monthly.
///
/// # Errors
/// [`RepaymentError`] if the loan or its fees are out of bounds.
pub fn loan(
    amount: Money,
    rates: impl Into<RatePath>,
    term_months: u16,
    fees: impl Into<LoanFees>,
) -> Result<Loan, RepaymentError> {
    rates.into().loan(amount, term_months)?.with_fees(fees.into())
}

impl Loan {
    /// The sums of the schedule, without building it.
    ///
    /// Always `total_payable` = `amount_received` + `total_interest` + `total_fees`: a fee taken off the amount
    /// is paid by receiving less, not once more in cash.
    #[must_use]
    pub fn figures(&self) -> RepaymentFigures {
        let mut interest = 0;
        let mut last = 0;
        let mut later = None;
        for instalment in self.amortisation() {
            interest += instalment.interest;
            last = instalment.number;
            if self.first_later() == Some(last) {
                later = Some(self.money((instalment.interest + instalment.principal).cast_signed()));
            }
        }
        let fees = self.fees();
        let total_interest = self.money(interest.cast_signed());
        let periodic = self.periodic_fees_through(last).cast_signed();
        let total_fees = self.money(fees.upfront.minor + periodic + fees.exit.minor);
        let amount_received = self.amount_received();
        RepaymentFigures {
            amount: self.amount(),
            amount_received,
            term_months: self.term_months(),
            instalment: self.instalment(),
            later_instalment: later,
            total_payable: self.money(amount_received.minor + total_interest.minor + total_fees.minor),
            total_fees,
            total_interest,
        }
    }
}
