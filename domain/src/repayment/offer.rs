//! An offer as a lender quotes it, and what it costs whatever way its rate is stated.
//!
//! The same percentage means different things. A nominal rate is charged in twelfths on what is still owed. An
//! effective rate contains the interest on interest of a year: its nominal rate is 12 × ((1 + i)^(1/12) − 1). A
//! flat rate is charged each year on the amount first borrowed, however much has been repaid: the interest is
//! amount × rate × years, and the true rate nearly twice as high. The effective APR with all fees (Directive
//! 2008/48/EC, Annex I) makes the three comparable.

use super::{
    AprError, CashFlow, Loan, LoanFees, MAX_MINOR, RepaymentError, effective_apr, nominal_from_effective,
};
use crate::answer::RepaymentFigures;
use crate::money::Money;
use crate::rate::Rate;

named_enum! {
    /// How a lender states a yearly rate.
    pub enum QuotedAs {
        /// Charged monthly in twelfths on the balance: the annual rate of Australia and of the United States.
        Nominal = "nominal",
        /// With the interest on interest of a year: an effective rate, without fees.
        Effective = "effective",
        /// On the amount first borrowed, for the whole term.
        Flat = "flat",
    }
}

/// An offer that one already has, repaid monthly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanOffer {
    /// The amount borrowed.
    pub amount: Money,
    /// The yearly rate, as the lender states it.
    pub rate: Rate,
    /// What that rate means.
    pub quoted_as: QuotedAs,
    /// The term, in months.
    pub term_months: u16,
    /// Paid once at the beginning.
    pub upfront_fee: Money,
    /// Paid with every instalment.
    pub monthly_fee: Money,
}

/// What an offer costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OfferCost {
    /// Instalment, total, interest and fees.
    pub figures: RepaymentFigures,
    /// The effective APR with all fees; `None` if fees leave the borrower with nothing at the beginning.
    pub effective_apr: Option<Rate>,
}

impl LoanOffer {
    /// What it costs.
    ///
    /// # Errors
    /// [`RepaymentError`] if a figure is out of bounds.
    pub fn cost(&self) -> Result<OfferCost, RepaymentError> {
        let rate = match self.quoted_as {
            QuotedAs::Nominal | QuotedAs::Flat => self.rate,
            // A negative rate would have no logarithm; the loan below refuses it.
            QuotedAs::Effective if self.rate < Rate::ZERO => self.rate,
            QuotedAs::Effective => {
                let nominal = nominal_from_effective(self.rate.fraction(), 12.0);
                Rate::from_fraction(nominal).ok_or(RepaymentError::RateTooHigh)?
            }
        };
        // Checks the bounds of every figure, whatever the convention.
        let loan = Loan::new(self.amount, rate, self.term_months)?.with_fees(self.fees()?)?;
        let (figures, apr) = match self.quoted_as {
            QuotedAs::Flat => self.flat()?,
            QuotedAs::Nominal | QuotedAs::Effective => (loan.figures(), loan.effective_apr()),
        };
        Ok(OfferCost { figures, effective_apr: apr.ok().map(|cost| cost.rate()) })
    }

    fn fees(&self) -> Result<LoanFees, RepaymentError> {
        let yearly = self.monthly_fee.minor.checked_mul(12).ok_or(RepaymentError::FeeOutOfRange)?;
        Ok(LoanFees {
            upfront: self.upfront_fee,
            periodic: Money::new(yearly, self.monthly_fee.currency),
            ..LoanFees::none(self.amount.currency)
        })
    }

    /// Equal instalments of amount and flat interest; the last absorbs what rounding has left.
    fn flat(&self) -> Result<(RepaymentFigures, Result<super::AnnualCost, AprError>), RepaymentError> {
        let currency = self.amount.currency;
        let months = i128::from(self.term_months);
        let exact = i128::from(self.amount.minor) * i128::from(self.rate.millionths()) * months;
        let interest = (exact + 6_000_000).div_euclid(12_000_000);
        let interest = i64::try_from(interest).ok().filter(|interest| *interest <= MAX_MINOR);
        let interest = interest.ok_or(RepaymentError::RateTooHigh)?;
        let owed = self.amount.minor + interest;
        let term = i64::from(self.term_months);
        let level = (owed + term / 2).div_euclid(term);
        let fees = self.upfront_fee.minor + self.monthly_fee.minor * term;
        let figures = RepaymentFigures {
            amount: self.amount,
            amount_received: self.amount,
            term_months: self.term_months,
            instalment: Money::new(level, currency),
            later_instalment: None,
            total_payable: Money::new(owed + fees, currency),
            total_fees: Money::new(fees, currency),
            total_interest: Money::new(interest, currency),
        };
        let major = |minor: i64| Money::new(minor, currency).to_f64();
        let mut left = owed;
        let payments = (1..=self.term_months).map(|month| {
            let due = if month == self.term_months { left } else { level.min(left) };
            left -= due;
            CashFlow::repayment(f64::from(month) / 12.0, major(due + self.monthly_fee.minor))
        });
        let received = CashFlow::drawdown(0.0, major(self.amount.minor - self.upfront_fee.minor));
        let flows: Vec<CashFlow> = std::iter::once(received).chain(payments).collect();
        Ok((figures, effective_apr(&flows)))
    }
}
