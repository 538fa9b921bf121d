//! The rates a loan goes through.

use super::{Loan, RepaymentError};
use crate::money::Money;
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

/// A yearly rate, and the one that follows it where it changes at a known time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RatePath {
    /// The rate at the beginning.
    pub first: Rate,
    /// After how many months which rate follows.
    pub then: Option<(u16, Rate)>,
}

impl RatePath {
    /// One rate for the whole term.
    #[must_use]
    pub const fn level(rate: Rate) -> Self {
        Self { first: rate, then: None }
    }

    /// `first` for so many months, then `rate`.
    #[must_use]
    pub const fn changing(first: Rate, months: u16, rate: Rate) -> Self {
        Self { first, then: Some((months, rate)) }
    }

    /// A monthly repaid loan at these rates, without fees. A change that lies behind the end is none.
    ///
    /// # Errors
    /// [`RepaymentError`] as [`Loan::new`] and [`Loan::with_later_rate`].
    pub fn loan(self, amount: Money, term_months: u16) -> Result<Loan, RepaymentError> {
        let loan = Loan::new(amount, self.first, term_months)?;
        match self.then {
            Some((months, rate)) if months < term_months => loan.with_later_rate(months, rate),
            _ => Ok(loan),
        }
    }
}

impl From<Rate> for RatePath {
    fn from(rate: Rate) -> Self {
        Self::level(rate)
    }
}
