//! A lender's rules in a form that can be judged, read from what it publishes.
//!
//! [`Rules`] is derived from a [`Product`](crate::product::Product) once, when it enters the index; what
//! cannot be understood for certain stays in [`Rules::free_text`], where its verdict is always unknown.

mod derive;
mod limits;
pub(crate) mod text;
mod vocabulary;

use crate::borrower::{CreditBand, Employment, Region, Residency};
use crate::money::Money;
use crate::product::Purpose;
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

named_enum! {
    /// A rule's name, as the API shows it.
    pub enum RuleKind {
        /// The borrower is old enough.
        MinAge = "min_age",
        /// The borrower is not too old.
        MaxAge = "max_age",
        /// The borrower earns enough.
        MinIncome = "min_income",
        /// The borrower has a right to live here that the lender accepts.
        Residency = "residency",
        /// The borrower earns in a way that the lender accepts.
        Employment = "employment",
        /// The lender serves the borrower's region.
        Region = "region",
        /// The lender serves the borrower's credit history.
        CreditBand = "credit_band",
        /// The amount is not too small.
        MinAmount = "min_amount",
        /// The amount is not too large.
        MaxAmount = "max_amount",
        /// The term is not too short.
        MinTerm = "min_term",
        /// The term is not too long.
        MaxTerm = "max_term",
        /// The loan is not too large a share of the property's value.
        MaxLvr = "max_lvr",
        /// All repayments together leave enough of the income.
        MaxDti = "max_dti",
        /// The lender lends for this purpose.
        Purpose = "purpose",
        /// Only for businesses, people, members, staff, students or pensioners.
        Applicant = "applicant",
        /// Anything else, in the lender's words.
        Other = "other",
    }
}

named_enum! {
    /// A group of applicants that a product is kept to.
    pub enum ApplicantKind {
        /// Businesses only.
        Business = "business",
        /// Pensioners only.
        PensionRecipient = "pension_recipient",
        /// The lender's staff only.
        Staff = "staff",
        /// Students only.
        Student = "student",
    }
}

/// A lender's rules. `None` and empty mean that the lender publishes no such rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rules {
    /// The least age, inclusive.
    pub min_age: Option<u8>,
    /// The greatest age, inclusive.
    pub max_age: Option<u8>,
    /// The least yearly income before tax.
    pub min_income: Option<Money>,
    /// The residencies accepted; empty is no rule.
    pub residencies: Vec<Residency>,
    /// Residencies accepted on conditions that cannot be judged (a visa of a certain kind); for these a rule on
    /// residency is unknown. Means something beside `residencies` only.
    pub residencies_on_conditions: Vec<Residency>,
    /// The ways of earning accepted; empty is no rule.
    pub employments: Vec<Employment>,
    /// The regions served; empty is no rule.
    pub regions: Vec<Region>,
    /// The credit bands served; empty is no rule.
    pub credit_bands: Vec<CreditBand>,
    /// The least amount lent.
    pub min_amount: Option<Money>,
    /// The greatest amount lent.
    pub max_amount: Option<Money>,
    /// The shortest term, in months.
    pub min_term_months: Option<u16>,
    /// The longest term, in months.
    pub max_term_months: Option<u16>,
    /// The greatest loan-to-value ratio (0.8 is 80 %).
    pub max_lvr: Option<Rate>,
    /// The greatest share of income that all repayments may take.
    pub max_dti: Option<Rate>,
    /// What the loan may be for; empty is no rule.
    pub purposes: Vec<Purpose>,
    /// The group the product is kept to; empty is no rule, several are alternatives.
    pub applicants: Vec<ApplicantKind>,
    /// Rules that could not be read, in the lender's words.
    pub free_text: Vec<FreeTextRule>,
}

/// A rule in the lender's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeTextRule {
    /// What it is about, as far as the lender says.
    pub kind: RuleKind,
    /// The words.
    pub text: String,
}
