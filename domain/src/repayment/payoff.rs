//! Paying a debt off by level monthly payments: how long it takes, what it costs, and what paying more saves.
//!
//! Each month's interest is balance × yearly rate ÷ 12, rounded half up, as in every schedule of this module;
//! what a payment leaves over repays the debt. The months are counted, not taken from the annuity formula
//! solved for its term, n = −ln(1 − B i ÷ P) ÷ ln(1 + i) (S. G. Kellison, The Theory of Interest, ch. 3), so
//! that every figure is exact to the cent; tests hold the count against the formula.

use super::{Frequency, Loan, MAX_MINOR, MAX_TERM_MONTHS, RepaymentError};
use crate::money::Money;
use crate::rate::Rate;

/// Why a debt is not paid off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayoffError {
    /// Balance, rate or term are out of bounds.
    #[error(transparent)]
    Loan(#[from] RepaymentError),
    /// A payment is below zero, too large, or in another currency than the balance.
    #[error("a payment is below zero, too large, or in another currency than the balance")]
    PaymentOutOfRange,
    /// The payment is no more than the first month's interest, so that the debt never shrinks.
    #[error("the payment does not cover the interest of {} a month", .interest)]
    NeverRepaid {
        /// The first month's interest.
        interest: Money,
    },
    /// It would take longer than [`MAX_TERM_MONTHS`].
    #[error("it would take longer than 50 years")]
    TooLong,
}

/// A debt paid off month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payoff {
    /// What is paid each month; the last payment is what is left.
    pub payment: Money,
    /// The interest of all months together.
    pub total_interest: Money,
    /// What is still owed after each month's payment; the last is zero.
    pub balances: Vec<Money>,
}

impl Payoff {
    /// Pays `payment` a month until nothing is owed.
    ///
    /// # Errors
    /// [`PayoffError`] if a figure is out of bounds or the payment never repays the debt.
    pub fn by_payment(balance: Money, rate: Rate, payment: Money) -> Result<Self, PayoffError> {
        let loan = Loan::new(balance, rate, MAX_TERM_MONTHS)?;
        check(payment, &loan)?;
        let interest = month_of_interest(balance, rate);
        if payment.minor <= interest.minor {
            return Err(PayoffError::NeverRepaid { interest });
        }
        let payoff = Self::count(&loan, payment);
        match payoff.balances.last() {
            Some(left) if left.minor == 0 => Ok(payoff),
            _ => Err(PayoffError::TooLong),
        }
    }

    /// Pays the level instalment of a loan over `term_months` and `extra` beside it each month. The last
    /// instalment absorbs what rounding has left, as in the loan's own schedule, so that paying nothing extra
    /// changes nothing.
    ///
    /// # Errors
    /// [`PayoffError`] if a figure is out of bounds.
    pub fn over_term(
        balance: Money,
        rate: Rate,
        term_months: u16,
        extra: Money,
    ) -> Result<Self, PayoffError> {
        let loan = Loan::new(balance, rate, term_months)?;
        check(extra, &loan)?;
        let payment = Money::new(loan.instalment().minor.saturating_add(extra.minor), balance.currency);
        let mut payoff = Self::count(&loan, payment);
        if let Some(last) = payoff.balances.last_mut() {
            last.minor = 0;
        }
        Ok(payoff)
    }

    /// At most the loan's term of months, ending earlier when nothing is owed.
    fn count(loan: &Loan, payment: Money) -> Self {
        let currency = loan.amount().currency;
        let rate = loan.rate().millionths().unsigned_abs();
        let mut owed = loan.amount().minor.unsigned_abs();
        let mut total_interest = 0_u64;
        let mut balances = Vec::new();
        for _ in 0..loan.term_months() {
            if owed == 0 {
                break;
            }
            let interest = Frequency::Monthly.interest(owed, rate);
            total_interest = total_interest.saturating_add(interest);
            owed -= payment.minor.unsigned_abs().saturating_sub(interest).min(owed);
            balances.push(Money::new(owed.cast_signed(), currency));
        }
        Self { payment, total_interest: Money::new(total_interest.cast_signed(), currency), balances }
    }

    /// How many months it takes.
    #[must_use]
    pub fn months(&self) -> u16 {
        // Bounded by the longest term when it was counted.
        u16::try_from(self.balances.len()).unwrap_or(MAX_TERM_MONTHS)
    }

    /// What is saved by paying off as in `faster` instead.
    #[must_use]
    pub fn saved_by(&self, faster: &Self) -> Saved {
        let interest = self.total_interest.minor.saturating_sub(faster.total_interest.minor);
        Saved {
            months: self.months().saturating_sub(faster.months()),
            interest: Money::new(interest, self.total_interest.currency),
        }
    }
}

/// What paying more each month saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Months by which the debt is gone sooner.
    pub months: u16,
    /// Interest that is not paid.
    pub interest: Money,
}

fn check(payment: Money, loan: &Loan) -> Result<(), PayoffError> {
    let usable = payment.currency == loan.amount().currency && (0..=MAX_MINOR).contains(&payment.minor);
    if usable { Ok(()) } else { Err(PayoffError::PaymentOutOfRange) }
}

/// The first month's interest on a balance that [`Loan::new`] accepts.
fn month_of_interest(balance: Money, rate: Rate) -> Money {
    let minor = Frequency::Monthly.interest(balance.minor.unsigned_abs(), rate.millionths().unsigned_abs());
    Money::new(minor.cast_signed(), balance.currency)
}
