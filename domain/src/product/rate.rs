//! Lending and deposit rates with their tiers.

use crate::number::Decimal6;
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

named_enum! {
    /// The kind of a published lending rate (CDS `lendingRateType`).
    pub enum LendingRateKind {
        /// Fixed for a period, which the entry's `value` names (`P3Y`).
        Fixed = "fixed",
        /// Moves with the lender's decisions.
        Variable = "variable",
        /// For a first period only.
        Introductory = "introductory",
        /// A reduction of another rate, not a rate one pays.
        Discount = "discount",
        /// Added to another rate on default.
        Penalty = "penalty",
        /// Moves within limits.
        Floating = "floating",
        /// Moves with a market index.
        MarketLinked = "market_linked",
        /// On cash taken with a card.
        CashAdvance = "cash_advance",
        /// On purchases made with a card.
        Purchase = "purchase",
        /// A reduction of a fixed rate within a bundle.
        BundleDiscountFixed = "bundle_discount_fixed",
        /// A reduction of a variable rate within a bundle.
        BundleDiscountVariable = "bundle_discount_variable",
        /// On balances moved from another card.
        BalanceTransfer = "balance_transfer",
        /// Any other kind, named in `info`.
        Other = "other",
    }
}

named_enum! {
    /// How a headline rate behaves over the loan's life, which is what borrowers filter by.
    pub enum RateType {
        /// Does not change for a stated period.
        Fixed = "fixed",
        /// May change at any time.
        Variable = "variable",
    }
}

impl LendingRateKind {
    /// Fixed or variable, for kinds that are a rate one pays; `None` for reductions and penalties.
    #[must_use]
    pub const fn rate_type(self) -> Option<RateType> {
        match self {
            Self::Fixed | Self::Introductory => Some(RateType::Fixed),
            Self::Variable | Self::Floating | Self::MarketLinked | Self::Purchase | Self::CashAdvance => {
                Some(RateType::Variable)
            }
            Self::BalanceTransfer => Some(RateType::Fixed),
            Self::Discount
            | Self::Penalty
            | Self::BundleDiscountFixed
            | Self::BundleDiscountVariable
            | Self::Other => None,
        }
    }
}

named_enum! {
    /// How the principal is repaid.
    pub enum RepaymentType {
        /// Every instalment repays part of the principal.
        PrincipalAndInterest = "principal_and_interest",
        /// Only interest for a period.
        InterestOnly = "interest_only",
        /// Nothing falls due until the end.
        Unconstrained = "unconstrained",
    }
}

named_enum! {
    /// What a home loan's rate applies to.
    pub enum LoanPurpose {
        /// A home its owner lives in.
        OwnerOccupied = "owner_occupied",
        /// A property to let.
        Investment = "investment",
    }
}

named_enum! {
    /// When interest falls due.
    pub enum InterestDue {
        /// At the end of each period.
        InArrears = "in_arrears",
        /// At its beginning.
        InAdvance = "in_advance",
    }
}

named_enum! {
    /// What a tier's bounds are counted in.
    pub enum TierUnit {
        /// Major units of money: the amount or balance.
        Dollar = "dollar",
        /// Percent (80 is 80 %): mostly the loan-to-value ratio.
        Percent = "percent",
        /// Months: the term or the fixed period.
        Month = "month",
        /// Days.
        Day = "day",
    }
}

/// The part of a range that a rate applies to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// The lender's name for it; says what a percentage is of.
    pub name: String,
    /// What the bounds are counted in.
    pub unit: TierUnit,
    /// The least value, inclusive.
    pub min: Decimal6,
    /// The greatest value, inclusive; `None` is unbounded.
    pub max: Option<Decimal6>,
    /// CDS `rateApplicationMethod`: `true` if each slice has its own rate, `false` if the whole balance has
    /// one, `None` if the lender does not say.
    pub per_slice: Option<bool>,
    /// CDS `applicabilityConditions`: the lender's words and page.
    pub conditions: Option<String>,
    /// Where those conditions can be read.
    pub conditions_uri: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}

/// A published lending rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LendingRate {
    /// What kind of rate.
    pub kind: LendingRateKind,
    /// The yearly rate. May be zero or negative for discounts.
    pub rate: Rate,
    /// The comparison rate the lender states: interest and known fees in one yearly rate.
    pub comparison_rate: Option<Rate>,
    /// How often interest is worked out, as an ISO 8601 duration (`P1D`).
    pub calculation_frequency: Option<String>,
    /// How often interest is charged, as an ISO 8601 duration (`P1M`).
    pub application_frequency: Option<String>,
    /// When interest falls due.
    pub interest_due: Option<InterestDue>,
    /// How the principal is repaid at this rate.
    pub repayment_type: Option<RepaymentType>,
    /// What the loan must be for to get this rate.
    pub loan_purpose: Option<LoanPurpose>,
    /// The amounts, LVRs or terms it is for; all that are named must hold.
    pub tiers: Vec<Tier>,
    /// CDS `additionalValue`: by kind a fixed period (`P3Y`), a bundle's name, an index.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}

/// What a credit balance earns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepositRate {
    /// CDS `depositRateType`, as published.
    pub kind: String,
    /// The yearly rate.
    pub rate: Rate,
    /// How often it is worked out (ISO 8601).
    pub calculation_frequency: Option<String>,
    /// How often it is paid (ISO 8601).
    pub application_frequency: Option<String>,
    /// The balances it is for.
    pub tiers: Vec<Tier>,
    /// CDS `additionalValue`.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}
