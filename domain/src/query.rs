//! What is asked: need, borrower, filters and order, parsed from names and values.

mod order;
mod parse;

pub use order::OrderToken;
pub use parse::{PARAMETERS, ParseOptions};

use crate::borrower::Borrower;
use crate::money::Money;
use crate::product::{Category, FeatureKind, InstitutionId, LoanPurpose, Purpose, RateType, RepaymentType};
use crate::rate::Rate;
use serde::{Deserialize, Serialize};

named_enum! {
    /// The order of results. Whatever it is, products of which a rule is known not to be met stand last.
    pub enum Sort {
        /// The ranking policy's score.
        Best = "best",
        /// The headline annual rate, lowest first; unknown last.
        Rate = "rate",
        /// Everything paid over the term, lowest first; unknown last.
        TotalCost = "total_cost",
        /// The instalment, lowest first; unknown last.
        Instalment = "instalment",
        /// The predicted chance of approval, highest first.
        Approval = "approval",
        /// The lender's last change, newest first.
        Newest = "newest",
    }
}

/// What the money is needed for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Need {
    /// The kinds of credit wanted; empty is any.
    pub categories: Vec<Category>,
    /// The amount wanted.
    pub amount: Option<Money>,
    /// The term wanted, in months.
    pub term_months: Option<u16>,
    /// What it is for.
    pub purpose: Option<Purpose>,
}

/// What results must be like. Within a repeated filter (institutions, rate types) any value will do;
/// every feature named must be there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Only these lenders.
    pub institutions: Vec<InstitutionId>,
    /// Only products with a headline rate of these types.
    pub rate_types: Vec<RateType>,
    /// Only products with a headline rate of at most this.
    pub max_rate: Option<Rate>,
    /// Only secured, or only unsecured products; those of which it is unknown are left out.
    pub secured: Option<bool>,
    /// Only products with no published yearly fee, nor a fee of an unknown amount.
    pub no_annual_fee: bool,
    /// Only products with all these features.
    pub features: Vec<FeatureKind>,
    /// Leave out products of which a rule is known not to be met.
    pub eligible_only: bool,
}

/// A search, valid by construction from [`SearchQuery::parse`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SearchQuery {
    /// Words to look for.
    pub text: Option<String>,
    /// What the money is needed for.
    pub need: Need,
    /// Who asks.
    pub borrower: Borrower,
    /// What results must be like.
    pub filters: Filters,
    /// Search inside an earlier answer's results: its `result_set` token.
    pub within: Option<String>,
    /// The order of results.
    pub sort: Sort,
    /// Whether predictions about this borrower may influence the order; `None` where the search does not say,
    /// so that the viewer's preference holds.
    pub personalise: Option<bool>,
    /// Whether what lenders pay the operator may influence the order; `None` as above.
    pub payment: Option<bool>,
    /// Whether one place of the first page may try a product of which little is known; `None` where the search does
    /// not say.
    pub explore: Option<bool>,
    /// The order that an earlier page was in, which a further page goes on with.
    pub order: Option<OrderToken>,
    /// The page, from 1.
    pub page: u32,
    /// Results a page, 1 to 100.
    pub per_page: u32,
    /// Whether each result should show how its score came about.
    pub explain: bool,
}

impl Default for SearchQuery {
    fn default() -> Self {
        Self {
            text: None,
            need: Need::default(),
            borrower: Borrower::default(),
            filters: Filters::default(),
            within: None,
            sort: Sort::Best,
            personalise: None,
            payment: None,
            explore: None,
            order: None,
            page: 1,
            per_page: 20,
            explain: true,
        }
    }
}

impl SearchQuery {
    /// Whether the borrower's profile may be used: unless said otherwise.
    #[must_use]
    pub fn is_personalised(&self) -> bool {
        self.personalise.unwrap_or(true)
    }

    /// Whether what lenders pay may count: unless said otherwise.
    #[must_use]
    pub fn counts_payment(&self) -> bool {
        self.payment.unwrap_or(true)
    }

    /// The amount to work with: as asked, or what property value and deposit leave to be borrowed.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.need.amount.or_else(|| {
            let (value, deposit) = (self.borrower.property_value?, self.borrower.deposit?);
            let minor = value.minor.checked_sub(deposit.minor)?;
            (minor > 0).then_some(Money::new(minor, value.currency))
        })
    }

    /// The loan-to-value ratio, where the amount and the property's value are known.
    #[must_use]
    pub fn lvr(&self) -> Option<Rate> {
        let (amount, value) = (self.amount()?, self.borrower.property_value?);
        if value.minor <= 0 || value.currency != amount.currency {
            return None;
        }
        Rate::from_fraction(amount.minor as f64 / value.minor as f64)
    }

    /// Owner-occupied or investment, where the purpose says so.
    #[must_use]
    pub fn loan_purpose(&self) -> Option<LoanPurpose> {
        match self.need.purpose? {
            Purpose::Investment => Some(LoanPurpose::Investment),
            Purpose::HomePurchase | Purpose::Construction => Some(LoanPurpose::OwnerOccupied),
            _ => None,
        }
    }

    /// How the principal is to be repaid: with every instalment, unless asked otherwise one day.
    #[must_use]
    pub const fn repayment_type(&self) -> RepaymentType {
        RepaymentType::PrincipalAndInterest
    }
}
