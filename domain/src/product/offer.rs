//! Features, constraints, eligibility criteria, links and bundles.

use serde::{Deserialize, Serialize};

named_enum! {
    /// What a product can do (CDS `featureType`).
    pub enum FeatureKind {
        /// Further cards on the account.
        AdditionalCards = "additional_cards",
        /// Balances can be moved from another card.
        BalanceTransfers = "balance_transfers",
        /// Bills can be paid from the account.
        BillPayment = "bill_payment",
        /// Rewards on some condition.
        BonusRewards = "bonus_rewards",
        /// A card comes with the account.
        CardAccess = "card_access",
        /// Money back on taking the product.
        CashbackOffer = "cashback_offer",
        /// A reduction of another product.
        ComplementaryProductDiscounts = "complementary_product_discounts",
        /// Online and mobile banking.
        DigitalBanking = "digital_banking",
        /// Works with phone wallets.
        DigitalWallet = "digital_wallet",
        /// Gifts or donations with rounding.
        DonateInterest = "donate_interest",
        /// More can be repaid than is due.
        ExtraRepayments = "extra_repayments",
        /// Watches for fraud.
        FraudProtection = "fraud_protection",
        /// Some transactions are free.
        FreeTransactions = "free_txns",
        /// Some transactions are free, up to an allowance.
        FreeTransactionsAllowance = "free_txns_allowance",
        /// Somebody else may stand in for the borrower.
        Guarantor = "guarantor",
        /// Purchases can be paid by instalments.
        InstalmentPlan = "instalment_plan",
        /// Insurance is included or offered.
        Insurance = "insurance",
        /// No interest for a period.
        InterestFree = "interest_free",
        /// No interest on moved balances for a period.
        InterestFreeTransfers = "interest_free_transfers",
        /// Points.
        LoyaltyProgram = "loyalty_program",
        /// Messages about the account.
        Notifications = "notifications",
        /// Fast payments.
        NppEnabled = "npp_enabled",
        /// Fast payments by phone number or e-mail.
        NppPayid = "npp_payid",
        /// Savings reduce the balance that interest is charged on.
        Offset = "offset",
        /// The account may go below zero.
        Overdraft = "overdraft",
        /// Repayments made in advance can be taken back.
        Redraw = "redraw",
        /// A named person looks after the customer.
        RelationshipManagement = "relationship_management",
        /// No limit on transactions.
        UnlimitedTransactions = "unlimited_txns",
        /// Any other, named in `info`.
        Other = "other",
    }
}

/// A feature with what the lender says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feature {
    /// Which feature.
    pub kind: FeatureKind,
    /// CDS `additionalValue`.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}

named_enum! {
    /// What a constraint limits (CDS `constraintType`).
    pub enum ConstraintKind {
        /// The least amount or credit limit.
        MinLimit = "min_limit",
        /// The greatest amount or credit limit.
        MaxLimit = "max_limit",
        /// The least balance.
        MinBalance = "min_balance",
        /// The greatest balance.
        MaxBalance = "max_balance",
        /// The balance the account opens with.
        OpeningBalance = "opening_balance",
        /// The greatest loan-to-value ratio.
        MaxLvr = "max_lvr",
        /// The least loan-to-value ratio.
        MinLvr = "min_lvr",
        /// Any other.
        Other = "other",
    }
}

/// A limit on amounts, with its value as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// What is limited.
    pub kind: ConstraintKind,
    /// CDS `additionalValue`, as published: an amount of the product's currency, or a ratio.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}

named_enum! {
    /// What an eligibility criterion is about (CDS `eligibilityType`).
    pub enum EligibilityKind {
        /// Only businesses.
        Business = "business",
        /// Only pensioners.
        PensionRecipient = "pension_recipient",
        /// A least age.
        MinAge = "min_age",
        /// A greatest age.
        MaxAge = "max_age",
        /// A least yearly income.
        MinIncome = "min_income",
        /// A least yearly turnover.
        MinTurnover = "min_turnover",
        /// Only the lender's staff.
        Staff = "staff",
        /// Only students.
        Student = "student",
        /// How the borrower earns, in free text.
        EmploymentStatus = "employment_status",
        /// The borrower's residency, in free text.
        ResidencyStatus = "residency_status",
        /// Only people.
        NaturalPerson = "natural_person",
        /// Free text.
        Other = "other",
    }
}

/// Who may have a product, as published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityCriterion {
    /// What it is about.
    pub kind: EligibilityKind,
    /// CDS `additionalValue`, as published: `18`, `Australian citizen`.
    pub value: Option<String>,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
}

/// A page with its description.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What is there.
    pub description: Option<String>,
    /// Its address.
    pub uri: Option<String>,
}

/// The lender's pages about a product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Links {
    /// Where one applies.
    pub apply: Option<String>,
    /// What it is.
    pub overview: Option<String>,
    /// Terms and conditions.
    pub terms: Option<String>,
    /// Who may have it.
    pub eligibility: Option<String>,
    /// Fees and rates.
    pub fees_and_pricing: Option<String>,
    /// Bundles.
    pub bundle: Option<String>,
    /// Further overview pages.
    pub more_overview: Vec<Link>,
    /// Further terms.
    pub more_terms: Vec<Link>,
    /// Further eligibility pages.
    pub more_eligibility: Vec<Link>,
    /// Further fee pages.
    pub more_fees_and_pricing: Vec<Link>,
    /// Further bundle pages.
    pub more_bundles: Vec<Link>,
}

/// A bundle the product belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// More in the lender's words.
    pub info: Option<String>,
    /// Where more can be read.
    pub info_uri: Option<String>,
    /// The lender's ids of the products in it.
    pub product_ids: Vec<String>,
}

/// A picture of the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardArt {
    /// What it shows.
    pub title: Option<String>,
    /// Its address. Pages never load it: no request leaves for a third party.
    pub image_uri: String,
}
