//! What a lender publishes about a lending product.
//!
//! [`Product`] holds everything the Australian Consumer Data Standards' *BankingProductDetail* says of a
//! lending product without loss, and in [`Supplement`] what that standard lacks. Text is kept as published;
//! what could not be read is kept raw in [`Product::unread`].

mod fee;
mod offer;
mod rate;

pub use fee::{Fee, FeeDiscount, FeeKind};
pub use offer::{
    Bundle, CardArt, Constraint, ConstraintKind, EligibilityCriterion, EligibilityKind, Feature, FeatureKind,
    Link, Links,
};
pub use rate::{
    DepositRate, InterestDue, LendingRate, LendingRateKind, LoanPurpose, RateType, RepaymentType, Tier,
    TierUnit,
};

use crate::borrower::{CreditBand, Region};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Declares a newtype over a UUIDv7: public, unguessable in its random half, sortable by creation time.
macro_rules! public_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }
    };
}

public_id!(
    /// A product's public id.
    ProductId
);
public_id!(
    /// A lending institution's public id.
    InstitutionId
);

named_enum! {
    /// What kind of credit a product is.
    pub enum Category {
        /// A loan to a person, secured (a car) or not.
        PersonalLoan = "personal_loan",
        /// A loan secured by the home it buys.
        HomeLoan = "home_loan",
        /// A loan to a business.
        BusinessLoan = "business_loan",
        /// A credit or charge card.
        CreditCard = "credit_card",
        /// A limit below zero on a transaction account.
        Overdraft = "overdraft",
        /// A car or equipment lease.
        Lease = "lease",
        /// A loan secured by shares.
        MarginLoan = "margin_loan",
        /// Credit for goods on their way.
        TradeFinance = "trade_finance",
    }
}

impl Category {
    /// Whether the product is repaid in instalments over a term, so that an instalment can be worked out.
    /// Cards, overdrafts, margin loans and trade finance revolve instead.
    #[must_use]
    pub const fn is_instalment_credit(self) -> bool {
        matches!(self, Self::PersonalLoan | Self::HomeLoan | Self::BusinessLoan | Self::Lease)
    }
}

named_enum! {
    /// What the money is for.
    pub enum Purpose {
        /// A car, new or used.
        Car = "car",
        /// A boat, caravan, motorbike or other vehicle.
        OtherVehicle = "other_vehicle",
        /// Putting several debts into one.
        DebtConsolidation = "debt_consolidation",
        /// Renovating or repairing a home.
        HomeImprovement = "home_improvement",
        /// A holiday.
        Travel = "travel",
        /// A wedding or another celebration.
        Wedding = "wedding",
        /// Health costs.
        Medical = "medical",
        /// Studies.
        Education = "education",
        /// Solar panels, batteries, an electric car, insulation.
        Green = "green",
        /// Buying a home to live in.
        HomePurchase = "home_purchase",
        /// Buying a property to let.
        Investment = "investment",
        /// Moving a home loan to another lender.
        Refinance = "refinance",
        /// Building a home or buying land.
        Construction = "construction",
        /// Equipment or vehicles of a business.
        Equipment = "equipment",
        /// A business's running costs.
        WorkingCapital = "working_capital",
        /// Anything else.
        Other = "other",
    }
}

/// A lending product as its lender describes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// The product's id in the lender's own catalogue; unique per institution only.
    pub external_id: String,
    /// The product's name; many lenders share one ("Personal Loan").
    pub name: String,
    /// The lender's description; may be empty.
    pub description: String,
    /// What kind of credit it is.
    pub category: Category,
    /// The brand code the lender gives.
    pub brand: String,
    /// The brand's display name, where it differs.
    pub brand_name: Option<String>,
    /// The currency of amounts that name none.
    pub currency: Currency,
    /// Whether the price is negotiated per customer.
    pub tailored: bool,
    /// From when the product is offered.
    pub effective_from: Option<Timestamp>,
    /// Until when it is offered.
    pub effective_to: Option<Timestamp>,
    /// When the lender says it last changed these figures.
    pub updated_at: Option<Timestamp>,
    /// The lender's pages about the product.
    pub links: Links,
    /// What it costs to borrow.
    pub lending_rates: Vec<LendingRate>,
    /// What a credit balance earns (offset and line-of-credit accounts).
    pub deposit_rates: Vec<DepositRate>,
    /// Fees.
    pub fees: Vec<Fee>,
    /// Features.
    pub features: Vec<Feature>,
    /// Limits on amounts.
    pub constraints: Vec<Constraint>,
    /// Who may have it, as published.
    pub eligibility: Vec<EligibilityCriterion>,
    /// Bundles the product belongs to.
    pub bundles: Vec<Bundle>,
    /// Pictures of the card.
    pub card_art: Vec<CardArt>,
    /// What the standard has no field for.
    pub supplement: Supplement,
    /// Published fields that could not be read, kept raw.
    pub unread: Vec<UnreadField>,
}

impl Product {
    /// A product of which no more is known than what identifies it: texts and lists are empty, the rest is unknown.
    #[must_use]
    pub fn named(
        external_id: impl Into<String>,
        name: impl Into<String>,
        category: Category,
        currency: Currency,
    ) -> Self {
        Self {
            external_id: external_id.into(),
            name: name.into(),
            description: String::new(),
            category,
            brand: String::new(),
            brand_name: None,
            currency,
            tailored: false,
            effective_from: None,
            effective_to: None,
            updated_at: None,
            links: Links::default(),
            lending_rates: Vec::new(),
            deposit_rates: Vec::new(),
            fees: Vec::new(),
            features: Vec::new(),
            constraints: Vec::new(),
            eligibility: Vec::new(),
            bundles: Vec::new(),
            card_art: Vec::new(),
            supplement: Supplement::default(),
            unread: Vec::new(),
        }
    }
}

/// What a marketplace needs to know of a product beyond the standard. `None` and empty mean unknown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Supplement {
    /// Whether something is pledged for the loan.
    pub secured: Option<bool>,
    /// Hours from a complete application to a decision.
    pub decision_hours: Option<u32>,
    /// Hours from the decision to the money.
    pub funding_hours: Option<u32>,
    /// What repaying early costs or allows.
    pub early_repayment: Option<EarlyRepayment>,
    /// Credit bands the lender serves.
    pub credit_bands: Vec<CreditBand>,
    /// The least yearly income before tax.
    pub min_income: Option<Money>,
    /// The highest share of income that all repayments may take, this loan's included.
    pub max_dti: Option<Rate>,
    /// Regions the lender serves.
    pub regions: Vec<Region>,
    /// The shortest term, in months.
    pub min_term_months: Option<u16>,
    /// The longest term, in months.
    pub max_term_months: Option<u16>,
    /// What the loan may be for.
    pub purposes: Vec<Purpose>,
    /// Whether the lender pays to be shown; always labelled.
    pub sponsored: bool,
    /// What the lender pays the operator for a funded loan.
    pub payout: Option<Money>,
    /// Whether product and lender are invented, for the demo catalogue.
    pub fictional: bool,
}

/// What repaying early costs or allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyRepayment {
    /// Whether extra repayments are allowed at all.
    pub allowed: bool,
    /// A fee for repaying the whole loan early; `None` is unknown, zero is free.
    pub fee: Option<Money>,
    /// The lender's words.
    pub note: Option<String>,
}

/// A published field that could not be read: kept as it was, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadField {
    /// Where it stood: `lendingRates` for an entry of that list, `lendingRates/2/calculationFrequency` for a
    /// field of the third entry that was read.
    pub path: String,
    /// The raw JSON text.
    pub raw: String,
    /// Why it could not be read.
    pub reason: String,
}
