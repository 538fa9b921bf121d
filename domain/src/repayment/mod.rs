//! What a loan costs: instalments, schedules that sum to the cent, and annual costs with their conventions.
//!
//! Money is computed in integer minor units: the interest of a period is balance × yearly rate ÷ periods a
//! year, rounded half up; only the instalment itself comes from the annuity formula in floating point and is
//! then rounded. The instalments are level, and the last one absorbs what rounding has left.
//!
//! A rate means little without its convention, so annual costs are [`AnnualCost`]s: the European effective
//! APR, the US nominal APR and the Australian comparison rate of one loan are three different numbers.

mod apr;
mod borrow_less;
mod cashflow;
mod comparison;
mod figures;
mod frequency;
mod offer;
mod path;
mod payoff;
mod refinance;
mod schedule;
mod solve;
#[cfg(test)]
mod tests;

pub use apr::{
    AnnualCost, RateConvention, UnitPeriodFlow, effective_apr, effective_from_nominal, nominal_apr,
    nominal_from_effective,
};
pub use borrow_less::{SmallerLoan, borrow_less, months_to_save, percent_of};
pub use cashflow::CashFlow;
pub use comparison::{ComparisonBasis, ComparisonError, comparison_rate};
pub use figures::{figures, loan};
pub use frequency::Frequency;
pub use offer::{LoanOffer, OfferCost, QuotedAs};
pub use path::RatePath;
pub use payoff::{Payoff, PayoffError, Saved};
pub use refinance::{BreakEven, Switch};
pub use schedule::{Schedule, ScheduleRow};
pub use solve::AprError;

use crate::listing::StandardFees;
use crate::money::{Currency, Money};
use crate::rate::Rate;

/// The longest term: 50 years, which is 2,600 weekly instalments.
pub const MAX_TERM_MONTHS: u16 = 600;
/// The largest amount or fee, in minor units: 10¹⁵, up to which floats hold every integer.
pub const MAX_MINOR: i64 = 1_000_000_000_000_000;
/// The highest yearly rate: 1,000 %.
pub const MAX_RATE: Rate = Rate::from_millionths(10_000_000);

/// Why a loan cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RepaymentError {
    /// Nothing, or less than nothing, is borrowed.
    #[error("the amount must be above zero")]
    AmountNotPositive,
    /// The amount is beyond [`MAX_MINOR`].
    #[error("the amount is too large")]
    AmountTooLarge,
    /// The rate is below zero.
    #[error("the rate must not be below zero")]
    RateNegative,
    /// The rate is beyond [`MAX_RATE`].
    #[error("the rate is above 1,000 % a year")]
    RateTooHigh,
    /// There is no term.
    #[error("the term must be at least a month")]
    TermZero,
    /// The term is beyond [`MAX_TERM_MONTHS`].
    #[error("the term is above 50 years")]
    TermTooLong,
    /// The rate changes at the beginning, or not before the end.
    #[error("the rate must change after the beginning and before the end")]
    ChangeOutsideTerm,
    /// The interest-only period is longer than the loan.
    #[error("the interest-only period is longer than the term")]
    InterestOnlyTooLong,
    /// A fee is below zero or beyond [`MAX_MINOR`].
    #[error("a fee is below zero or too large")]
    FeeOutOfRange,
    /// A fee is in another currency than the amount.
    #[error("a fee is in another currency than the amount")]
    CurrencyMismatch,
    /// The fee taken off the amount leaves nothing to pay out.
    #[error("the fee taken off at the start is as large as the amount")]
    NothingReceived,
}

/// The fees of a loan that every borrower pays, in the loan's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoanFees {
    /// Paid once at the beginning.
    pub upfront: Money,
    /// Whether `upfront` is taken off the amount paid out rather than paid beside it.
    pub upfront_deducted: bool,
    /// Paid in a year, spread evenly over its instalments (a monthly fee × 12).
    pub periodic: Money,
    /// Paid with the last instalment.
    pub exit: Money,
}

impl LoanFees {
    /// No fees at all.
    #[must_use]
    pub const fn none(currency: Currency) -> Self {
        let nothing = Money::zero(currency);
        Self { upfront: nothing, upfront_deducted: false, periodic: nothing, exit: nothing }
    }

    /// The same fees with the one at the beginning taken off the amount paid out.
    #[must_use]
    pub const fn deducted(self) -> Self {
        Self { upfront_deducted: true, ..self }
    }
}

/// A rate that follows the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Later {
    /// After so many months.
    months: u16,
    rate: Rate,
}

impl From<&StandardFees> for LoanFees {
    /// Lenders publish the fee at the beginning without saying that it is taken off the amount, so it is not.
    fn from(fees: &StandardFees) -> Self {
        Self { upfront: fees.upfront, upfront_deducted: false, periodic: fees.yearly, exit: fees.exit }
    }
}

/// A loan that can be computed: every value of this type is within the bounds of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loan {
    amount: Money,
    rate: Rate,
    later: Option<Later>,
    term_months: u16,
    frequency: Frequency,
    interest_only_months: u16,
    fees: LoanFees,
}

impl Loan {
    /// A loan of `amount` at the yearly nominal `rate`, repaid monthly over `term_months`, without fees.
    ///
    /// # Errors
    /// [`RepaymentError`] if amount, rate or term are out of bounds.
    pub fn new(amount: Money, rate: Rate, term_months: u16) -> Result<Self, RepaymentError> {
        if amount.minor <= 0 {
            return Err(RepaymentError::AmountNotPositive);
        }
        if amount.minor > MAX_MINOR {
            return Err(RepaymentError::AmountTooLarge);
        }
        if rate < Rate::ZERO {
            return Err(RepaymentError::RateNegative);
        }
        if rate > MAX_RATE {
            return Err(RepaymentError::RateTooHigh);
        }
        match term_months {
            0 => Err(RepaymentError::TermZero),
            1..=MAX_TERM_MONTHS => Ok(Self {
                amount,
                rate,
                later: None,
                term_months,
                frequency: Frequency::Monthly,
                interest_only_months: 0,
                fees: LoanFees::none(amount.currency),
            }),
            _ => Err(RepaymentError::TermTooLong),
        }
    }

    /// The same loan, repaid at another frequency.
    #[must_use]
    pub const fn with_frequency(self, frequency: Frequency) -> Self {
        Self { frequency, ..self }
    }

    /// The same loan with only interest due in its first `months`. If that is the whole term, the amount is
    /// repaid with the last instalment.
    ///
    /// # Errors
    /// [`RepaymentError::InterestOnlyTooLong`] if it is longer than the term.
    pub const fn with_interest_only(self, months: u16) -> Result<Self, RepaymentError> {
        if months > self.term_months {
            return Err(RepaymentError::InterestOnlyTooLong);
        }
        Ok(Self { interest_only_months: months, ..self })
    }

    /// The same loan at another yearly rate once the first `months` are over. What is owed then is repaid in
    /// level instalments over the rest of the term.
    ///
    /// # Errors
    /// [`RepaymentError`] if the change is not within the term, or the rate is out of bounds.
    pub fn with_later_rate(self, months: u16, rate: Rate) -> Result<Self, RepaymentError> {
        if months == 0 || months >= self.term_months {
            return Err(RepaymentError::ChangeOutsideTerm);
        }
        if rate < Rate::ZERO {
            return Err(RepaymentError::RateNegative);
        }
        if rate > MAX_RATE {
            return Err(RepaymentError::RateTooHigh);
        }
        Ok(Self { later: Some(Later { months, rate }), ..self })
    }

    /// The same loan with these fees.
    ///
    /// # Errors
    /// [`RepaymentError`] if a fee is negative, too large, in another currency, or leaves nothing to pay out.
    pub fn with_fees(self, fees: LoanFees) -> Result<Self, RepaymentError> {
        for fee in [fees.upfront, fees.periodic, fees.exit] {
            if fee.currency != self.amount.currency {
                return Err(RepaymentError::CurrencyMismatch);
            }
            if !(0..=MAX_MINOR).contains(&fee.minor) {
                return Err(RepaymentError::FeeOutOfRange);
            }
        }
        if fees.upfront_deducted && fees.upfront.minor >= self.amount.minor {
            return Err(RepaymentError::NothingReceived);
        }
        Ok(Self { fees, ..self })
    }

    /// The amount borrowed.
    #[must_use]
    pub const fn amount(&self) -> Money {
        self.amount
    }

    /// The yearly nominal rate, charged in equal parts a period.
    #[must_use]
    pub const fn rate(&self) -> Rate {
        self.rate
    }

    /// The term, in months.
    #[must_use]
    pub const fn term_months(&self) -> u16 {
        self.term_months
    }

    /// How often an instalment is due.
    #[must_use]
    pub const fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// The fees.
    #[must_use]
    pub const fn fees(&self) -> LoanFees {
        self.fees
    }

    /// What reaches the borrower: the amount, less a fee that is taken off it.
    #[must_use]
    pub const fn amount_received(&self) -> Money {
        let deducted = if self.fees.upfront_deducted { self.fees.upfront.minor } else { 0 };
        Money::new(self.amount.minor - deducted, self.amount.currency)
    }

    /// Instalments in the term: the nearest whole number, so that a month has four weekly ones.
    #[must_use]
    pub const fn instalments(&self) -> u32 {
        self.frequency.periods_nearest(self.term_months)
    }

    /// `minor` units of the loan's currency.
    const fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.amount.currency)
    }
}
