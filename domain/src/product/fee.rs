//! Fees and what reduces them.

use super::offer::EligibilityCriterion;
use crate::money::{Currency, Money};
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

named_enum! {
    /// When a fee falls due (CDS `feeType`).
    pub enum FeeKind {
        /// At the beginning.
        Upfront = "upfront",
        /// Every period, which the fee's `value` names (`P1M`).
        Periodic = "periodic",
        /// On an event (a late payment, a redraw).
        Event = "event",
        /// On any transaction.
        Transaction = "transaction",
        /// On a withdrawal.
        Withdrawal = "withdrawal",
        /// On a deposit.
        Deposit = "deposit",
        /// On a payment.
        Payment = "payment",
        /// On a purchase.
        Purchase = "purchase",
        /// On leaving.
        Exit = "exit",
        /// An amount that is not known beforehand.
        Variable = "variable",
        /// Any other.
        Other = "other",
    }
}

/// A fee: a fixed amount or a rate of something, seldom both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// The lender's name for it.
    pub name: String,
    /// When it falls due.
    pub kind: FeeKind,
    /// A fixed amount.
    pub amount: Option<Money>,
    /// A share of the balance.
    pub balance_rate: Option<Rate>,
    /// A share of the transaction.
    pub transaction_rate: Option<Rate>,
    /// A share of the interest accrued.
    pub accrued_rate: Option<Rate>,
    /// How often the accrued or balance rate is applied, as published (ISO 8601 or a letter).
    pub accrual_frequency: Option<String>,
    /// The currency the lender states, if any.
    pub currency: Option<Currency>,
    /// CDS `additionalValue`: for periodic fees the period.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
    /// What reduces it, and caps on it (CDS discount type `FEE_CAP`).
    pub discounts: Vec<FeeDiscount>,
}

/// What reduces a fee, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeDiscount {
    /// The lender's name for it.
    pub description: String,
    /// CDS `discountType`: `BALANCE`, `DEPOSITS`, `PAYMENTS`, `FEE_CAP`, `ELIGIBILITY_ONLY`.
    pub kind: String,
    /// A fixed amount off, or the cap.
    pub amount: Option<Money>,
    /// A share of the balance off.
    pub balance_rate: Option<Rate>,
    /// A share of the transaction off.
    pub transaction_rate: Option<Rate>,
    /// A share of the accrued interest off.
    pub accrued_rate: Option<Rate>,
    /// A share of the fee off: 1 waives it.
    pub fee_rate: Option<Rate>,
    /// CDS `additionalValue`.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
    /// Who gets it.
    pub eligibility: Vec<EligibilityCriterion>,
}
