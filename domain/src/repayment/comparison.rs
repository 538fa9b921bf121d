//! The comparison rate of Australia.
//!
//! National Consumer Credit Protection Regulations 2010, reg 100: the comparison rate is n × r, n being the
//! repayments a year (52.18 if weekly, 26.09 if fortnightly) and r the solution of
//! Σ Aⱼ/(1 + r)ʲ = Σ (Rⱼ + Cⱼ)/(1 + r)ʲ, j counting repayment intervals, A being credit provided, R repayments
//! and C fees and charges. It is a nominal rate, true only for the amount and the term it was worked out for.

use super::{AnnualCost, AprError, Frequency, Loan, LoanFees, RateConvention, RepaymentError};
use crate::money::{Currency, Money};
use crate::product::Category;
use crate::rate::Rate;

/// The amount and term for which a comparison rate is stated, repaid monthly. Say them beside the rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComparisonBasis {
    /// The amount borrowed.
    pub amount: Money,
    /// The term, in months.
    pub term_months: u16,
}

impl ComparisonBasis {
    /// Personal and car loans: A$30,000 over 5 years.
    pub const PERSONAL: Self = Self { amount: Money::from_major(30_000, Currency::AUD), term_months: 60 };
    /// Home loans: A$150,000 over 25 years.
    pub const HOME: Self = Self { amount: Money::from_major(150_000, Currency::AUD), term_months: 300 };

    /// The customary basis for a kind of credit; `None` where comparison rates are not used, as for credit
    /// that revolves and for businesses.
    #[must_use]
    pub const fn for_category(category: Category) -> Option<Self> {
        match category {
            Category::PersonalLoan => Some(Self::PERSONAL),
            Category::HomeLoan => Some(Self::HOME),
            Category::BusinessLoan
            | Category::CreditCard
            | Category::Overdraft
            | Category::Lease
            | Category::MarginLoan
            | Category::TradeFinance => None,
        }
    }
}

/// Why there is no comparison rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ComparisonError {
    /// The loan cannot be computed.
    #[error(transparent)]
    Loan(#[from] RepaymentError),
    /// Its payments have no annual rate.
    #[error(transparent)]
    Rate(#[from] AprError),
}

/// The comparison rate of a yearly nominal rate with fees, on a basis.
///
/// # Errors
/// [`ComparisonError`] if rate or fees are out of bounds.
pub fn comparison_rate(
    rate: Rate,
    fees: impl Into<LoanFees>,
    basis: ComparisonBasis,
) -> Result<AnnualCost, ComparisonError> {
    let loan = Loan::new(basis.amount, rate, basis.term_months)?.with_fees(fees.into())?;
    Ok(loan.comparison_rate()?)
}

impl Loan {
    /// The comparison rate of this very loan: its amount, term, frequency and fees.
    ///
    /// # Errors
    /// As [`effective_apr`](Self::effective_apr).
    pub fn comparison_rate(&self) -> Result<AnnualCost, AprError> {
        let compounding = match self.frequency() {
            Frequency::Weekly => 52.18,
            Frequency::Fortnightly => 26.09,
            Frequency::Monthly => 12.0,
        };
        let fraction = self.periodic_force()?.exp_m1() * compounding;
        Ok(AnnualCost { fraction, convention: RateConvention::ComparisonRate, compounding })
    }
}
